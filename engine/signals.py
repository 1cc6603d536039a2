"""Signals of injected orders in a text, as a score and a list of families; never a block.

They are counted and shown to whoever decides. The words of the owner are never changed by them.
"""

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from engine.injection_deeds import DEEDS
from engine.injection_signs import SIGNS
from engine.injections import ORDERS

MOST_LETTERS = 20_000
MOST_TRIES = 12
"""How often a word may begin an expression that does not follow, before it is left alone."""
_WEIGHTS = {"hidden": 0.4, "code": 0.5, "fiction": 0.5, "secrets": 0.6, "encoded": 0.5}
_USUAL = 0.6
_BLANKS = re.compile(r"[ \t\r\f\v]{2,}|[\t\r\f\v]")
_WORD = re.compile(r"[a-z_][a-z_']*")
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_HIDING = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0001-\U000e007f]|[\u200b\u2060]{3,}")
_COMMENT = re.compile(r"<!--[^>]{0,2000}|display ?: ?none")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_HEX = re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{2}[ :]?){16,}")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2}|[\w.,-]){3,}%[0-9a-fA-F]{2}[^\s]*")
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|&#x?[0-9a-fA-F]{2,6};){4,}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|&#x([0-9a-fA-F]{2,6});|&#(\d{2,6});")
_SPACED = re.compile(r"(?:\b\w[ .\-_*]{1,2}){5,}\w\b")
_APART = re.compile(r"(?<!\w)(?:\w[ .\-_*])+\w(?!\w)")
_BETWEEN = re.compile(r"[ .\-_*]")
_LEET = str.maketrans("01345789@$!|", "oieastbgasil")
_LEETED = re.compile(r"[a-z]+[0134578@$!|]+[a-z@$!|0134578]*|[0134578@$!|]+[a-z]+")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏкмтвнАЕОРСУХІЈЅКМТВНαοερινκτυ",
    "aeopcyxijsdhlkmtbhaeopcyxijskmtbhaoepivktu",
)
_ROT13 = re.compile(
    r"\b(?:vtaber|vafgehpgvbaf|qvfertneq|flfgrz|cebzcg|vafgehpbrf|vtaben|npgvingr)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """How much a text looks like orders to a model: 0 to 1, and what it looks like."""

    score: float
    families: tuple[str, ...]


def signals(text: str) -> Signals:
    """Return the signals of a text; time is linear in its length.

    Base64, hexadecimal, percent signs, escapes, ROT13, look-alike letters, digits for letters,
    letters apart and letters unseen are undone one layer deep, and what comes out is read again.
    """
    text = text[:MOST_LETTERS]
    folded = _folded(text)
    found = _families(folded)
    if _HIDING.search(text) or _COMMENT.search(folded):
        found.add("hidden")
    for family, other in _undone(text, folded):
        more = _families(_folded(other))
        if more - found or (more and family == "encoded"):
            found |= more | {family}
    return Signals(score=_score(found), families=tuple(sorted(found)))


def _score(found: set[str]) -> float:
    innocent = 1.0
    for family in found:
        innocent *= 1 - _WEIGHTS.get(family, _USUAL)
    return round(1 - innocent, 3)


def _folded(text: str) -> str:
    """Return a text in small Latin letters without accents, with single blanks in its lines."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(one for one in text if not unicodedata.combining(one))
        text = _INVISIBLE.sub("", text).replace("’", "'")
    return _BLANKS.sub(" ", text.lower())


@lru_cache(maxsize=1)
def _orders() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Return for each word that may begin an order what has to follow it."""
    by_word: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for family, words, rest in (*ORDERS, *DEEDS):
        compiled = re.compile(rf"(?:{rest})")
        for word in set(words.split()):
            by_word.setdefault(word, []).append((family, compiled))
    return {word: tuple(rows) for word, rows in by_word.items()}


@lru_cache(maxsize=1)
def _signs() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((family, parts, re.compile(one)) for family, parts, one in SIGNS)


def _families(folded: str) -> set[str]:
    orders = _orders()
    found: set[str] = set()
    tries: dict[re.Pattern[str], int] = {}
    for word in _WORD.finditer(folded):
        for family, rest in orders.get(word[0], ()):
            tried = tries.get(rest, 0)
            if family in found or tried >= MOST_TRIES:
                continue
            tries[rest] = tried + 1
            if rest.match(folded, word.end()):
                found.add(family)
    for family, parts, sign in _signs():
        if family not in found and any(part in folded for part in parts) and sign.search(folded):
            found.add(family)
    return found


def _undone(text: str, folded: str) -> Iterator[tuple[str, str]]:
    """Yield what a text may say under a disguise, each with the family of the disguise."""
    decoded = " ".join((*_base64(text), *_hex(text), *_percent(text), *_escapes(text)))
    if decoded:
        yield "encoded", decoded
    if _ROT13.search(folded):
        yield "encoded", codecs.decode(folded, "rot13")
    bare = folded if text.isascii() else folded.translate(_LOOKALIKES)
    if bare != folded:
        yield "disguised", bare
    if not text.isascii() and _INVISIBLE.search(text):
        yield "hidden", _tags(text)
    if len(_LEETED.findall(bare[:2000])) >= 2:
        yield "disguised", bare.translate(_LEET)
    if _SPACED.search(text):
        words = _APART.sub(lambda run: _BETWEEN.sub("", run[0]), re.sub(r" {2,}", "\n", text))
        yield "disguised", words.replace("\n", " ")


def _base64(text: str) -> Iterator[str]:
    for run in _BASE64.finditer(text):
        raw = run[0].rstrip("=").replace("-", "+").replace("_", "/")
        try:
            yield _printable(base64.b64decode(raw + "=" * (-len(raw) % 4)))
        except (binascii.Error, ValueError):
            continue


def _hex(text: str) -> Iterator[str]:
    for run in _HEX.finditer(text):
        yield _printable(bytes.fromhex(re.sub(r"[^0-9a-fA-F]", "", run[0])))


def _percent(text: str) -> Iterator[str]:
    if "%" in text:
        yield from (unquote(run[0]).replace("+", " ") for run in _PERCENT.finditer(text))


def _escapes(text: str) -> Iterator[str]:
    def letter(found: re.Match[str]) -> str:
        code = int(found[4]) if found[4] else int(found[1] or found[2] or found[3], 16)
        return chr(code) if code < 0x110000 else ""

    if "\\" in text or "&#" in text:
        yield from (_ESCAPE.sub(letter, run[0]) for run in _ESCAPES.finditer(text))


def _printable(raw: bytes) -> str:
    text = raw.decode("utf-8", errors="ignore")
    readable = sum(one.isprintable() or one in "\n\t" for one in text)
    return text if len(text) * 2 > len(raw) and readable > len(text) * 0.9 else ""


def _tags(text: str) -> str:
    """Return a text with Unicode's unseen tag letters as the letters that they stand for."""
    return "".join(
        chr(ord(one) - 0xE0000) if "\U000e0020" <= one <= "\U000e007e" else one for one in text
    )
