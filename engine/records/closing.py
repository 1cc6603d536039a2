"""Closing: what was done on one channel loses its buttons on the others."""

from domain.capabilities import capabilities
from domain.messages import OutboundMessage, Purpose
from domain.records import Occurrence
from domain.texts import Texts
from engine.caller import Caller
from storage.outgoing import send
from storage.store import Store

TEXTS = Texts(
    {
        "done": {"pt": "{text!r}\n_Feito._", "en": "{text!r}\n_Done._"},
        "snoozed": {"pt": "{text!r}\n_Adiado._", "en": "{text!r}\n_Put off._"},
    }
)


def close_elsewhere(store: Store, caller: Caller, occurrence: Occurrence, sentence: str) -> None:
    """Say under the other messages about a moment what became of it, in their place.

    Only where a message of ours can be changed; a button that stays elsewhere says, when it is
    pressed, that it is done.
    """
    for address, external, text in store.receipts.copies(occurrence.id):
        if address == caller.address or not capabilities(address.channel).edits:
            continue
        message = OutboundMessage(
            key=f"close:{sentence}:{address}:{external}",
            address=address,
            text=TEXTS.say(sentence, caller.language, text=text),
            purpose=Purpose.EDIT,
            replaces=external,
        )
        send(store, message, language=caller.language, now=caller.now, person=caller.person.id)
