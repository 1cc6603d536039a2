"""Handing out a code: how it is typed, and the links that type it."""

from domain.texts import Texts
from engine.caller import Caller
from engine.codes import deep_link

TEXTS = Texts(
    {
        "typed": {"pt": "/start {code}", "en": "/start {code}"},
        "link": {"pt": "{address}", "en": "{address}"},
    }
)


def ways(caller: Caller, code: str) -> str:
    """Return the lines that open the door: a link for each bot that has one, and the words."""
    found = (deep_link(code, channel, name) for channel, name in caller.doors.items())
    links = [TEXTS.say("link", caller.language, address=one) for one in found if one]
    return "\n".join([*links, TEXTS.say("typed", caller.language, code=code)])
