"""The buttons of the page of channels: `way:<kind>:<channel>`; the page takes its own place."""

from domain.messages import Purpose
from domain.people import Role
from engine import ways
from engine.caller import Caller
from handlers.channels_page import USUAL, page, set_channel
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "way"
ROLE = Role.GUEST
IN_PLACE = True


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Let a kind of message go by a channel and show the page anew."""
    kind, channel = Purpose(arguments[0]), arguments[1]
    known = {one.channel for one in ways.chats(store, caller.person.id)}
    if kind not in ways.KINDS or channel not in {USUAL, *known}:
        raise ValueError(channel)

    def act() -> Reply:
        set_channel(caller, store, (kind,), None if channel == USUAL else channel)
        return page(caller, store)

    return act
