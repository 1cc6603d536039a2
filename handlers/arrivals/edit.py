"""An edited message: its record is made anew, unless that was changed or has come meanwhile."""

from contextlib import suppress
from dataclasses import replace

from domain.messages import InboundMessage, Kind
from domain.origin import Origin
from domain.texts import Texts
from engine.caller import Caller
from engine.records.undoing import UNDO_FOR, Over, undo
from handlers.turn import SILENT, Reply, Spoken
from storage.store import Store

KIND = Kind.EDIT
TEXTS = Texts(
    {
        "changed": {
            "pt": "Você editou a mensagem, mas o que ela gravou já mudou depois; não alterei "
            "nada. Escreva a mudança, por exemplo: _muda para amanhã 9h_.",
            "en": "You edited the message, but what it wrote was changed later; I changed "
            "nothing. Write the change, such as: _move it to tomorrow 9am_.",
        },
        "came": {
            "pt": "Você editou a mensagem, mas o lembrete já veio; não alterei nada. Escreva um "
            "novo, por exemplo: _me lembra de novo amanhã 9h_.",
            "en": "You edited the message, but the reminder has come already; I changed nothing. "
            "Write a new one, such as: _remind me again tomorrow 9am_.",
        },
        "talked": {
            "pt": "Você editou uma mensagem que eu já tinha respondido; não alterei nada. Se "
            "mudou o pedido, mande de novo como mensagem nova.",
            "en": "You edited a message that I had already answered; I changed nothing. If you "
            "want something else now, send it again as a new message.",
        },
        "unseen": {
            "pt": "Você mudou uma mensagem, mas o WhatsApp não me diz o que ela diz agora. Mande "
            "de novo como deve ser.",
            "en": "You changed a message, but WhatsApp does not tell me what it says now. Send it "
            "again the way it should be.",
        },
        "old": {
            "pt": "Você editou uma mensagem de mais de um dia; não alterei nada. Escreva a "
            "mudança, por exemplo: _muda para amanhã 9h_.",
            "en": "You edited a message that is more than a day old; I changed nothing. Write "
            "the change, such as: _move it to tomorrow 9am_.",
        },
    }
)


def answer(caller: Caller, message: InboundMessage, store: Store) -> Reply | Spoken:
    """Take back what the message wrote and act on what it says now, in place of the old echo."""
    if message.concerns is None and not message.text:
        return Reply(text=TEXTS.say("unseen", caller.language))
    earlier = _earlier(caller, message, store)
    before = store.inbox.get(earlier[-1]) if earlier else None
    if message.origin is Origin.THIRD_PARTY or not message.text.strip():
        return SILENT
    if message.text.startswith("/") or (before is not None and before.text.startswith("/")):
        return SILENT
    if before is not None and before.text == message.text:
        return SILENT
    for one in earlier:  # what a card asked about was asked for in other words
        for card in store.cards.open(caller.person.id, one):
            store.cards.decline(card.id, press=caller.source, now=caller.now)
    if any(store.turns.of_reply(caller.person.id, f"reply:{one}") for one in earlier):
        # What a model made of it cannot be made anew by code.
        return Reply(text=TEXTS.say("talked", caller.language))
    standing = [one for one in earlier if store.journal.wrote(caller.person.id, one) is not None]
    reason = next((why for one in standing if (why := _touched(caller, store, one))), None)
    if reason is not None:
        return Reply(text=TEXTS.say(reason, caller.language))
    for number in reversed(standing):
        with suppress(Over):  # what it ended stays ended
            undo(store, caller, number)
    return Spoken(finish=lambda reply, _: _in_place(caller, reply, earlier, store))


def _earlier(caller: Caller, message: InboundMessage, store: Store) -> list[int]:
    """Return the message as it was stored and its edits before this one, oldest first."""
    if message.concerns is None:
        return []
    versions = store.inbox.versions(caller.address, message.concerns)
    return [
        number
        for number in versions
        if number < caller.source and store.inbox.get(number).sender == message.sender
    ]


def _touched(caller: Caller, store: Store, source: int) -> str | None:
    """Return why what a message wrote must stay as it is, or None."""
    person, since = caller.person.id, caller.now - UNDO_FOR
    wrote = store.journal.wrote(person, source)
    if wrote is not None and wrote < since:
        return "old"
    if store.journal.is_overwritten(person, source, since):
        return "changed"
    return "came" if store.journal.has_come(person, source) else None


def _in_place(caller: Caller, reply: Reply, earlier: list[int], store: Store) -> Reply:
    """Let an answer take the place of the one before, where that is in the same chat."""
    is_private = reply.is_personal and caller.private is not None
    address = caller.private if is_private and caller.private else caller.address
    found = (store.echoes.external(number, address) for number in reversed(earlier))
    return replace(reply, in_place=False, replaces=next(filter(None, found), None))
