"""What a text may say under a disguise: encodings, look-alikes, letters apart, letters unseen."""

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

_BLANKS = re.compile(r"[ \t\r\f\v]{2,}|[\t\r\f\v]")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe2f]+")
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_HIDING = re.compile(
    "[\u202a-\u202e\u2066-\u2069\U000e0001-\U000e007f]|[\u200b\u2060]{3,}"
    "|(?:\\w[\u00ad\u200b\u200c\u2060\ufeff]){4}"
)
_COMMENT = re.compile(
    r"<!--[^>]{0,2000}|display ?: ?none|font-size ?: ?0|opacity ?: ?0(?!\.)|visibility ?: ?hidden"
    r"|color ?: ?(?:white|#fff)"
)
_UNSEEN = ("<!--", "display", "font-size", "opacity", "visibility", "color")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_HEX = re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{2}[ :]?){16,}")
_BITS = re.compile(r"(?:[01]{8} ?){8,}")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|&#x?[0-9a-fA-F]{2,6};){4,}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|&#x([0-9a-fA-F]{2,6});|&#(\d{2,6});")
_SPARSE = re.compile(r"[ .\-_*]\w[ .\-_*]{1,2}\w[ .\-_*]{1,2}\w[ .\-_*]")
_SPACED = re.compile(r"(?:\b\w[ .\-_*]{1,2}){5,}\w\b")
_APART = re.compile(r"(?<!\w)(?:\w[ .\-_*])+\w(?!\w)")
_BETWEEN = re.compile(r"[ .\-_*]")
_LEET = str.maketrans("01345789@$!|", "oieastbgasil")
_LEETED = re.compile(r"[0134578@$!|](?:(?=[a-z])(?<=[a-z].)|(?=[a-z]{2}))")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏкмтвнАЕОРСУХІЈЅКМТВНαοερινκτυ",
    "aeopcyxijsdhlkmtbhaeopcyxijskmtbhaoepivktu",
)
_ROT13 = ("vtaber", "vafgehpgvba", "qvfertneq", "flfgrz", "cebzcg", "vafgehpbrf", "npgvingr")
_BACKWARDS = ("erongi", "snoitcurtsn", "drawrof", "tpmorp", "seocurtsn", "ogide", "eivne")


def folded(text: str) -> str:
    """Return a text in small Latin letters without accents, with single blanks in its lines."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
        text = _INVISIBLE.sub("", text).replace("’", "'")
    return _BLANKS.sub(" ", text.lower())


def hides(text: str, bare: str) -> bool:
    """Tell whether a text holds what its reader does not see; `bare` is the text folded."""
    if not text.isascii() and _INVISIBLE.search(text) and _HIDING.search(text):
        return True
    return any(part in bare for part in _UNSEEN) and _COMMENT.search(bare) is not None


def undone(text: str, bare: str) -> Iterator[tuple[str, str]]:
    """Yield what a text may say, each with the family of its disguise; `bare` is it folded."""
    decoded = " ".join((*_base64(text), *_digits(text), *_percent(text), *_escapes(text)))
    if decoded:
        yield "encoded", decoded
    if any(part in bare for part in _ROT13):
        yield "encoded", codecs.decode(bare, "rot13")
    if any(part in bare for part in _BACKWARDS):
        yield "disguised", bare[::-1]
    latin = bare if text.isascii() else bare.translate(_LOOKALIKES)
    if latin != bare:
        yield "disguised", latin
    if not text.isascii() and _INVISIBLE.search(text):
        yield "hidden", _tags(text)
    if len(_LEETED.findall(latin[:2000])) >= 2:
        yield "disguised", latin.translate(_LEET)
    if _SPARSE.search(text) and _SPACED.search(text):
        yield "disguised", _together(text)


def _together(text: str) -> str:
    words = _APART.sub(lambda run: _BETWEEN.sub("", run[0]), re.sub(r" {2,}", "\n", text))
    return words.replace("\n", " ")


def _base64(text: str) -> Iterator[str]:
    for run in _BASE64.finditer(text):
        raw = run[0].rstrip("=").replace("-", "+").replace("_", "/")
        try:
            yield _printable(base64.b64decode(raw + "=" * (-len(raw) % 4)))
        except (binascii.Error, ValueError):
            continue


def _digits(text: str) -> Iterator[str]:
    for run in _HEX.finditer(text):
        yield _printable(bytes.fromhex(re.sub(r"[^0-9a-fA-F]", "", run[0])))
    for run in _BITS.finditer(text) if "010" in text else ():
        bits = run[0].replace(" ", "")
        yield _printable(bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)))


def _percent(text: str) -> Iterator[str]:
    if "%" in text and _PERCENT.search(text):
        yield from (unquote(run).replace("+", " ") for run in text.split() if "%" in run)


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
