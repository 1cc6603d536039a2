"""Facts: found in what a person says by the rules of its language, and kept with their receipts."""

from functools import cache
from types import ModuleType

from domain.memory import MemoryKind
from domain.origin import Origin
from domain.plugins import collect
from engine import languages
from engine.caller import Caller
from engine.fact import Fact, first
from engine.keywords import keywords
from storage.store import Store

NOUN = "memory"


def found_in(text: str, language: str) -> Fact | None:
    """Return what a sentence says of its speaker, read in one language first, then the others."""
    found = read_in(text, language)
    return found[0] if found else None


def read_in(text: str, language: str) -> tuple[Fact, str] | None:
    """Return the same with the language in which it says so."""
    rules = _rules()
    for tongue in sorted(rules, key=lambda one: one != language):
        module = rules[tongue]
        fact = first(text, module.RULES, module.NOT_FACTS, module.LEAD)
        if fact is not None:
            return fact, tongue
    return None


def learn(
    store: Store,
    caller: Caller,
    subject: str | None,
    text: str,
    *,
    origin: Origin,
    confidence: float = 1.0,
) -> int:
    """Keep a fact, with the message that said it as its receipt, and return its id.

    It takes the place of what was known of the subject, unless that is the person's own word and
    this is not: then both stand. `origin` is MODEL for what a model proposes, THIRD_PARTY where
    it had read third parties. It can be undone.
    """
    person = caller.person.id
    number = store.memories.add(
        person=person,
        kind=MemoryKind.FACT,
        text=text,
        words=keywords(text),
        origin=origin,
        source=caller.source,
        said_at=caller.now,
        confidence=confidence,
        subject=subject,
    )
    store.journal.created(person, caller.source, NOUN, number, caller.now)
    for earlier in store.memories.replaced_by(person, number, subject) if subject else ():
        known = store.memories.get(person, earlier)
        if known is not None and _may_replace(known.origin, origin):
            store.journal.changes(person, caller.source, NOUN, earlier, caller.now)
            store.memories.supersede(person, earlier, number)
    return number


def _may_replace(known: Origin, origin: Origin) -> bool:
    owners = {Origin.OWNER, Origin.CONFIRMED}
    return origin in owners or known not in owners


@cache
def _rules() -> dict[str, ModuleType]:
    """Return the rules of every language that has some."""
    import importlib  # noqa: PLC0415 - beside what it imports

    return {
        module.__name__.rpartition(".")[2]: importlib.import_module(f"{module.__name__}.facts")
        for module in collect(languages)
    }
