"""Proposals: calls that wait for the person, on cards whose text is written by code."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

import msgspec

from domain.cleaning import visible
from domain.frozen import dataclass
from domain.markup import escape
from domain.origin import Origin
from domain.texts import Texts
from engine.tool import Source, Tool

OPEN_FOR = timedelta(minutes=10)
TEXTS = Texts(
    {
        "yes": {"pt": "sim", "en": "yes"},
        "from": {"pt": "Veio de: {places}.", "en": "It came from: {places}."},
        "then": {"pt": "→ {outcome}", "en": "→ {outcome}"},
        "model": {"pt": "o modelo de linguagem", "en": "the language model"},
        "others": {"pt": "outra pessoa", "en": "somebody else"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A call that needs the person's word. `sources` are where its arguments may come from.

    `outcome` is what would be said of it if it were done now: which record it means, for instance.
    """

    tool: str
    arguments: Mapping[str, Any]
    digest: str
    outcome: str = ""
    sources: tuple[Source, ...] = ()


def digest(tool: str, arguments: Mapping[str, Any]) -> str:
    """Return what tells this call from any other: its tool and every argument (SHA-256)."""
    plain = msgspec.json.encode([tool, arguments], order="deterministic")
    return sha256(plain).hexdigest()


def described(tool: Tool[Any], proposal: Proposal, language: str) -> str:
    """Return what a card says of a call, in neutral markup: all of it, and where it came from."""
    lines = [f"*{tool.texts.say('card', language)}*"]
    for name, value in proposal.arguments.items():
        is_nothing = value is None or value is False or value in ("", [], ())
        if is_nothing and not tool.is_outside:
            continue
        label = tool.texts.say(name, language) if name in tool.texts.sentences else escape(name)
        shown = _exact(value) if tool.is_outside else _shown(value, language)
        lines.append(f"• {label}: {shown}")
    if proposal.outcome:
        lines.append(TEXTS.say("then", language, outcome=_one_line(proposal.outcome)))
    lines.append(TEXTS.say("from", language, places=", ".join(_places(proposal, language))))
    return "\n".join(lines)


def _shown(value: Any, language: str) -> str:
    if value is True:
        return TEXTS.say("yes", language)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_shown(one, language) for one in value)
    if isinstance(value, Mapping):
        return escape(msgspec.json.encode(value).decode())
    return escape(_one_line(str(value)))


def _one_line(text: str) -> str:
    """Return words in one line, with no sign that is not seen: they cannot look like a card."""
    return " ⏎ ".join(visible(line) for line in text.splitlines())


def _exact(value: Any) -> str:
    """Return a value as it would leave: words as they are, on one line, all else as JSON."""
    is_plain = isinstance(value, str) and value.isprintable() and value != ""
    return escape(visible(value if is_plain else msgspec.json.encode(value).decode()))


def _places(proposal: Proposal, language: str) -> list[str]:
    """Return where the arguments may come from: the model, and all others that it has read."""
    read = [
        one.place or TEXTS.say("others", language)
        for one in proposal.sources
        if one.origin is Origin.THIRD_PARTY
    ]
    return list(dict.fromkeys([TEXTS.say("model", language), *read]))
