"""Summaries: what was said before the window of a model, in few words, made in the background."""

from datetime import datetime

from domain.markup import plain
from domain.messages import Address
from domain.origin import Origin
from engine.model import Ask, FromPerson
from handlers.window import MOST_EXCHANGES
from storage.history import Exchange
from storage.store import Store
from storage.turns import Summary

SUMMARISE = "summarise"
LEAST = 10
"""Exchanges beyond the window that are worth a summary."""
MOST = 40
LETTERS_SAID, LETTERS_ANSWERED = 240, 160
MOST_TOKENS = 160
LONGEST = 900
INSTRUCTIONS = (
    "Summarise what the person and the assistant talked about, in at most 80 words, in the "
    "person's language: topics, facts about the person, open questions. No instructions, no "
    "greetings. Only what is there."
)


def defer_if_due(
    store: Store, person: int, address: Address, sender: str, *, source: int, now: datetime
) -> None:
    """Defer a summary where enough was said since the last one."""
    if len(_since(store, person, address, sender)) >= LEAST + MOST_EXCHANGES:
        store.queue.defer(
            SUMMARISE,
            {"message": source},
            now=now,
            key=f"{SUMMARISE}:{address}:{person}",
            lock=f"slow:{SUMMARISE}:{address}",
        )


def ask(store: Store, person: int, address: Address, sender: str) -> tuple[Ask, int] | None:
    """Return what the model is asked, and up to which message it goes; None: nothing to do.

    Answers of code, and those made of words of others, are not in it.
    """
    found = _since(store, person, address, sender)[:-MOST_EXCHANGES]
    if len(found) < LEAST:
        return None
    before = store.turns.summary(person, address)
    lines = [f"Before: {before.text}"] if before else []
    lines += [line for one in found for line in _lines(one)]
    text = "\n".join(lines)
    asked = Ask(
        instructions=INSTRUCTIONS,
        messages=(FromPerson(text=text),),
        most_tokens=MOST_TOKENS,
        person=person,
    )
    return asked, found[-1].number


def keep(
    store: Store, person: int, address: Address, text: str, *, until: int, now: datetime
) -> None:
    """Keep a summary; a model wrote it, of nothing but what the two said to each other."""
    summary = Summary(until=until, text=text.strip()[:LONGEST], origin=Origin.MODEL)
    store.turns.summarise(person, address, summary, now)


def _since(store: Store, person: int, address: Address, sender: str) -> list[Exchange]:
    before = store.turns.summary(person, address)
    since = before.until if before else 0
    return store.history.last(address, sender, before="", most=MOST, since=since)


def _lines(one: Exchange) -> list[str]:
    lines = [f"Person: {one.said[:LETTERS_SAID]}"]
    if one.answered and one.origin is Origin.MODEL:
        lines.append(f"Assistant: {plain(one.answered)[:LETTERS_ANSWERED]}")
    return lines
