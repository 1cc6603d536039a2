"""`read_date`: which day and time some words mean; the only arithmetic with dates there is."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from domain.texts import Texts
from engine.phrasing import moment
from engine.policy import Effect
from engine.tool import Hands, Told, Tool


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for a time."""

    words: Annotated[str, Meta(description="'daqui a 45 dias', 'next Friday'", max_length=120)]


async def run(hands: Hands, asked: Arguments) -> Told:
    """Return the day and the time, the weekday, and how far off it is."""
    caller = hands.caller
    found = moment(caller, asked.words)
    if found.at is None:
        return Told(text=f"a rule: {found.rrule}")
    is_moment = isinstance(found.at, datetime)
    local = found.at.astimezone(caller.zone) if isinstance(found.at, datetime) else found.at
    day: date = local.date() if isinstance(local, datetime) else local
    shape = "%A %Y-%m-%d %H:%M" if is_moment else "%A %Y-%m-%d"
    away = (day - caller.local_now.date()).days
    rule = f"; repeats: {found.rrule}" if found.rrule else ""
    return Told(text=f"{local.strftime(shape)}, in {away} days{rule}")


TOOL = Tool(
    name="read_date",
    purpose="Say which day and time some words mean. Never compute dates yourself.",
    arguments=Arguments,
    effect=Effect.READ,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Calcular uma data", "en": "Work out a date"},
            "words": {"pt": "palavras", "en": "words"},
        }
    ),
)
