"""A person's habits of speech: what "morning" means to them, and whose holidays they keep."""

from datetime import datetime, time

from domain.people import Person
from engine.caller import Caller
from engine.grammar.context import Preferences
from engine.grammar.publicdays import country_of
from engine.grammar.reading import Reading
from engine.grammar.understanding import understand


def habits(person: Person) -> Preferences:
    """Return what vague words mean to a person.

    Business days leave out the public holidays of the country of their zone.
    """
    times = {part: time.fromisoformat(said) for part, said in person.preferences.hours}
    return Preferences(**times, country=country_of(person.zone))  # type: ignore[arg-type]  # only names of parts are stored


def read(
    caller: Caller, text: str, *, now: datetime | None = None, language: str | None = None
) -> Reading:
    """Return how a text of a person is read, by their clock and their habits."""
    return understand(
        text,
        now=now or caller.now,
        zone=caller.zone,
        language=language,
        preferences=habits(caller.person),
    )
