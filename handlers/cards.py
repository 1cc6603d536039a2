"""Cards: what a person is asked before a model may do it, and what becomes of their press.

All that a card says is written by code: what would be done, every argument in full, and where it
came from. One press decides once; after ten minutes nothing can be pressed any more.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.messages import Button
from domain.origin import Origin
from domain.texts import Texts
from engine.caller import Caller
from engine.proposals import OPEN_FOR, Proposal, described, digest
from engine.tool import Source, Tool
from handlers.turn import Reply
from storage.cards import OPEN, RUNNING, Card
from storage.store import Store

CONVERSE = "converse"
TEXTS = Texts(
    {
        "one": {"pt": "Posso fazer isto?", "en": "May I do this?"},
        "several": {"pt": "Posso fazer isto tudo?", "en": "May I do all of this?"},
        "ten": {
            "pt": "Os botões valem 10 minutos; sem você, nada acontece.",
            "en": "The buttons are good for 10 minutes; without you nothing happens.",
        },
        "yes": {"pt": "Sim", "en": "Yes"},
        "all": {"pt": "Sim, tudo", "en": "Yes, all"},
        "only": {"pt": "Só o {number}", "en": "Only {number}"},
        "no": {"pt": "Não", "en": "No"},
        "going": {"pt": "Certo, fazendo.", "en": "All right, doing it."},
        "dropped": {"pt": "Certo, não fiz nada.", "en": "All right, I did nothing."},
        "done": {"pt": "Feito: {call}.", "en": "Done: {call}."},
        "failed": {
            "pt": "{call}: veio um erro de lá. Não vou repetir; confira lá se algo mudou.",
            "en": "{call}: an error came back. I will not repeat it; check there whether "
            "anything changed.",
        },
        "unknown": {
            "pt": "Não sei se foi feito: {call}. A resposta não chegou. Confira lá; eu não vou "
            "repetir.",
            "en": "I do not know whether this was done: {call}. No answer came. Check there; I "
            "will not repeat it.",
        },
        "late": {
            "pt": "Passaram 10 minutos; não fiz nada. Peça de novo se ainda quiser.",
            "en": "The 10 minutes are over; I did nothing. Ask again if you still want it.",
        },
    }
)


def ask(
    store: Store,
    caller: Caller,
    proposals: Sequence[Proposal],
    tools: Mapping[str, Tool[Any]],
) -> Reply:
    """Store the calls that wait, and return the one card that asks about all of them."""
    language = caller.language
    numbers = [_store(store, caller, one) for one in proposals]
    texts = [described(tools[one.tool], one, language) for one in proposals]
    is_one = len(proposals) == 1
    if not is_one:
        texts = [f"{number}. {text}" for number, text in enumerate(texts, 1)]
    heading = TEXTS.say("one" if is_one else "several", language)
    return Reply(
        text="\n".join([heading, *texts, TEXTS.say("ten", language)]),
        buttons=_buttons(caller, numbers),
    )


def _store(store: Store, caller: Caller, one: Proposal) -> int:
    return store.cards.add(
        person=caller.person.id,
        address=caller.address,
        source=caller.source,
        tool=one.tool,
        arguments=one.arguments,
        digest=one.digest,
        sources=tuple((source.origin.value, source.place) for source in one.sources),
        now=caller.now,
        expires_at=caller.now + OPEN_FOR,
    )


def _buttons(caller: Caller, numbers: Sequence[int]) -> tuple[Button, ...]:
    """Return the buttons: each names its cards, and none can be made to name others."""
    language, source = caller.language, caller.source
    yes = Button(
        label=TEXTS.say("yes" if len(numbers) == 1 else "all", language),
        action=f"card:yes:{source}:0",
    )
    single = [
        Button(
            label=TEXTS.say("only", language, number=place), action=f"card:yes:{source}:{number}"
        )
        for place, number in enumerate(numbers, 1)
        if len(numbers) > 1
    ]
    no = Button(label=TEXTS.say("no", language), action=f"card:no:{source}:0")
    return (yes, *single, no)


def proposal(card: Card) -> Proposal:
    """Return the call of a card, exactly as it was shown."""
    return Proposal(
        tool=card.tool,
        arguments=card.arguments,
        digest=card.digest,
        sources=tuple(Source(origin=Origin(origin), place=place) for origin, place in card.sources),
    )


def waiting(store: Store, caller: Caller, source: int, number: int) -> list[Card]:
    """Return what waits here for this person; KeyError where nothing does, or not that card."""
    found = [one for one in store.cards.open(caller.person.id, source) if _is_here(one, caller)]
    if not found or (number and number not in {card.id for card in found}):
        raise KeyError(source)
    return found


def pressed(
    store: Store, caller: Caller, found: Sequence[Card], number: int, *, is_yes: bool
) -> Reply:
    """Settle what waits: a press on one card declines the others; `number` 0 means them all."""
    is_late = any(card.expires_at <= caller.now for card in found)
    for card in found:
        is_meant = is_yes and not is_late and number in {0, card.id}
        settle = store.cards.grant if is_meant else store.cards.decline
        settle(card.id, press=caller.source, now=caller.now)
    if not is_yes:
        return Reply(text=TEXTS.say("dropped", caller.language))
    if is_late:
        return Reply(text=TEXTS.say("late", caller.language))
    store.queue.defer(
        CONVERSE,
        {"message": found[0].source, "press": caller.source},
        lock=f"slow:{caller.address}",
        now=caller.now,
    )
    return Reply(text=TEXTS.say("going", caller.language))


def told(store: Store, press: int, language: str) -> list[str]:
    """Say what came of the calls of a press that reached third parties; each is told once.

    What stands on disk is all that counts: it is the same after a crash, a time-out or an answer.
    """
    lines = []
    for card in store.cards.begun(press):
        store.cards.tell(card)
        sentence = "unknown" if card.state == RUNNING else card.state
        lines.append(TEXTS.say(sentence, language, call=card.tool.replace("__", ": ", 1)))
    return lines


def _is_here(card: Card, caller: Caller) -> bool:
    """Tell whether a card was asked in this chat, and still says what it said."""
    same = digest(card.tool, card.arguments) == card.digest
    return card.state == OPEN and card.address == caller.address and same
