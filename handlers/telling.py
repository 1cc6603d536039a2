"""Telling: a sentence that asks for nothing but says something of the person is remembered."""

from dataclasses import replace

from domain.origin import Origin
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.facts import found_in, learn, read_in
from engine.grammar.reading import Intent, Reading
from handlers.turn import Reply
from storage.store import Store

TEXTS = Texts(
    {
        "remembered": {"pt": "Vou lembrar: *{text}*", "en": "I will remember: *{text}*"},
    }
)


def is_fact(caller: Caller, reading: Reading) -> bool:
    """Tell whether a sentence says something of its speaker, and asks for nothing."""
    return (
        reading.intent is Intent.NONE
        and caller.origin is Origin.OWNER
        and found_in(reading.text, caller.language) is not None
    )


def told(caller: Caller, reading: Reading, store: Store) -> Reply | None:
    """Remember what a sentence says of its speaker; None where it says nothing of the kind."""
    found = read_in(reading.text, caller.language) if is_fact(caller, reading) else None
    if found is None:
        return None
    fact, language = found
    if caller.person.spoken is None and caller.person.language is None:
        caller = replace(caller, language=language)
        store.people.speaks(caller.person.id, language)
    learn(
        store,
        caller,
        fact.subject,
        fact.text,
        origin=caller.origin,
        confidence=fact.confidence,
    )
    return Reply(
        text=TEXTS.say("remembered", caller.language, text=fact.text),
        buttons=(echo.undo_button(caller),),
    )
