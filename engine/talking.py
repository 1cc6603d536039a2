"""A model's Markdown as neutral markup."""

import re

from domain.markup import escape

MOST_LETTERS = 4000
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|__([^_\n]+)__")
_HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(.+?)[ \t]*#*$")
_BULLET = re.compile(r"(?m)^(\s*)[*+]\s+")
_FENCE = re.compile(r"(?m)^```\w*\n?")
_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)")


def neutral(markdown: str) -> str:
    """Return a model's Markdown as neutral markup: bold stays, all other marks are literal."""
    text = markdown[:MOST_LETTERS]
    text = _FENCE.sub("", text)
    text = _LINK.sub(r"\1 (\2)", text)
    text = _HEADING.sub(lambda found: f"**{found[1].replace('*', '')}**", text)
    text = _BULLET.sub(r"\1- ", text)
    pieces: list[str] = []
    end = 0
    for found in _BOLD.finditer(text):
        pieces += [escape(text[end : found.start()]), f"*{escape(found[1] or found[2])}*"]
        end = found.end()
    return "".join([*pieces, escape(text[end:])])
