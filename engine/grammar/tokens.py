"""Cuts a sentence into tokens that remember where they stood in it."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from domain.frozen import dataclass

MOST_CHARACTERS = 2_500
"""What is read of a message; the rest is kept in it, but no cue or time is sought there."""
MOST_TOKENS = 500

_TOKEN = re.compile(
    r"(?<!\w)[pcswPCSW]/(?!\d)"  # "p/", "w/": a word of its own
    r"|(?:[^\W\d_]|[\u0300-\u036f])+(?:['’](?:[^\W\d_]|[\u0300-\u036f])+)*['’]?"  # a word
    r"|\d{1,9}"  # a number; longer ones are cut, and mean nothing
    r"|[^\w\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\x00-\x1f]"  # a sign
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign.

    `word` is folded: lower case, no accents, no apostrophes, abbreviations spelled out.
    `glued` says that no space stands before it.
    """

    text: str
    word: str
    start: int
    end: int
    glued: bool


def fold(text: str) -> str:
    """Lower case without accents and apostrophes: the form in which words are compared."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
        text = text.replace("’", "")
    return text.lower().replace("'", "")


def tokenize(
    text: str, spellings: Mapping[str, str], mended: Callable[[str], str] | None = None
) -> tuple[Token, ...]:
    """Return the tokens of the beginning of a text.

    `spellings` maps folded abbreviations and common typos to the words they stand for;
    `mended` corrects a folded word that is not written large, as names are. A hyphen between
    two letters only parts them ("meia-noite", "ten-thirty").
    """
    tokens: list[Token] = []
    last = -1
    for found in _TOKEN.finditer(text, 0, MOST_CHARACTERS):
        start, end = found.span()
        piece = found.group()
        if piece == "-" and start == last and _joins_letters(text, start):
            continue
        word = spellings.get(piece.lower().replace("’", "'")) or fold(piece)
        word = spellings.get(word, word)
        if mended is not None and (piece[0].islower() or not tokens):
            word = mended(word)
        tokens.append(Token(piece, word, start, end, start == last))
        last = end
        if len(tokens) == MOST_TOKENS:
            break
    return tuple(tokens)


def _joins_letters(text: str, hyphen: int) -> bool:
    return text[hyphen - 1].isalpha() and text[hyphen + 1 : hyphen + 2].isalpha()
