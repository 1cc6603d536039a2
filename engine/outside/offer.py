"""What an outside server offers, as tools of ours: bounded, cleaned, and never trusted."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Protocol

import msgspec
import structlog

from domain.cleaning import visible
from domain.frozen import dataclass
from domain.markup import escape
from domain.origin import Origin
from domain.texts import Texts
from engine.outside.schema import Unfit, check, lean, text
from engine.outside.servers import Server
from engine.policy import Effect
from engine.proposals import digest
from engine.tool import Hands, Misused, Source, Told, Tool

LONGEST_NAME = 64
"""Of a tool as models know it: what every provider takes."""
LONGEST_DESCRIPTION = 200
LONGEST_ARGUMENTS = 3000
"""Characters of a call's arguments as JSON: what is longer no card could show in full."""
LONGEST_RESULT = 5000
BETWEEN = "__"
_STRANGE = re.compile(r"[^A-Za-z0-9_-]+")
UNKNOWN = (
    "Unclear: the server did not answer. It may have been done or not; the program tells the "
    "person so. Do not try it again and do not say that it was done."
)
FAILED = "The server answered that it failed:\n"
TEXTS = Texts(
    {
        "away": {
            "pt": "{place} não está respondendo agora, ou mudou o que oferece; não fiz nada lá.",
            "en": "{place} does not answer just now, or has changed what it offers; I did "
            "nothing there.",
        },
        "once": {
            "pt": "Isso eu não faço duas vezes com a mesma confirmação.",
            "en": "I do not do that twice on the same confirmation.",
        },
    }
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A tool as its server describes it, cleaned. `fingerprint` changes with anything of it."""

    name: str
    own_name: str
    description: str
    schema: Mapping[str, Any]
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a server answered to a call: words; `is_error`: it says that it failed."""

    text: str
    is_error: bool = False


class Unanswered(Exception):
    """A call left and no answer came: nobody here knows what became of it."""


class Link(Protocol):
    """The way to a server."""

    async def has(self, offer: Offer) -> bool:
        """Ask the server whether it still offers just this; False where it cannot be asked."""

    async def call(self, offer: Offer, arguments: Mapping[str, Any]) -> Brought:
        """Call a tool, once. Errors: Unanswered."""


def offer_of(server: Server, own_name: str, description: str, schema: Any) -> Offer:
    """Return what a server offers, made small. Errors: Unfit."""
    plain = _STRANGE.sub("_", own_name).strip("_")
    name = f"{server.name}{BETWEEN}{plain}"
    if not plain or len(name) > LONGEST_NAME:
        raise Unfit("the name is empty or too long")
    whole = msgspec.json.encode([own_name, description, schema], order="deterministic")
    return Offer(
        name=name,
        own_name=own_name,
        description=text(description, LONGEST_DESCRIPTION),
        schema=lean(schema if isinstance(schema, Mapping) else {}),
        fingerprint=sha256(whole).hexdigest(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """The arguments of an outside tool (see `engine.tool.Declared`)."""

    parameters: Mapping[str, Any]

    def read(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments, if they are as declared and a card can show them."""
        try:
            check(dict(arguments), self.parameters)
        except Unfit as unfit:
            raise Misused(str(unfit)) from None
        if len(msgspec.json.encode(arguments)) > LONGEST_ARGUMENTS:
            raise Misused("the arguments are too long: say less")
        return dict(arguments)


def tool_of(server: Server, offer: Offer, link: Link) -> Tool[dict[str, Any]]:
    """Return an offer as a tool: what the owner did not call harmless always asks first."""
    is_harmless = offer.own_name in server.harmless

    async def run(hands: Hands, asked: dict[str, Any]) -> Told:
        return await _call(hands, link, server, offer, asked, is_harmless=is_harmless)

    card = escape(f"{server.name}: {offer.own_name[:LONGEST_NAME]}").replace("{", "{{")
    card = visible(card.replace("}", "}}"))
    return Tool(
        name=offer.name,
        purpose=f"Outside service {server.name}, in its own words: {offer.description}",
        arguments=Arguments(parameters=offer.schema),
        effect=Effect.EGRESS if is_harmless else Effect.DESTRUCTIVE,
        run=run,
        texts=Texts({"card": {"pt": f"Pedir a {card}", "en": f"Ask {card}"}}),
        is_outside=True,
    )


async def _call(
    hands: Hands,
    link: Link,
    server: Server,
    offer: Offer,
    asked: dict[str, Any],
    *,
    is_harmless: bool,
) -> Told:
    """Call the server; what is not harmless only after it stands on disk that it is begun."""
    language, mark = hands.caller.language, digest(offer.name, asked)
    if not await link.has(offer):
        raise Misused(TEXTS.say("away", language, place=server.name))
    if not is_harmless and not await hands.begin(mark):
        raise Misused(TEXTS.say("once", language))
    try:
        brought = await link.call(offer, asked)
    except Unanswered:
        log.warning("no answer of an outside tool", tool=offer.name)
        if is_harmless:
            raise Misused(TEXTS.say("away", language, place=server.name)) from None
        return Told(text=UNKNOWN, sources=())
    if not is_harmless:
        await hands.ended(mark, is_done=not brought.is_error)
    told = visible(f"{FAILED if brought.is_error else ''}{brought.text}"[:LONGEST_RESULT])
    return Told(text=told, sources=(Source(origin=Origin.THIRD_PARTY, place=server.name),))
