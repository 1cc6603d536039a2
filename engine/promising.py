"""The promise guard: finds where a model's answer says that something is kept or will be done.

A model writes no records by talking. What it claims has to stand in a row before the sentence
may be sent; the caller knows whether it does, this module only finds the sentence.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast
from zoneinfo import ZoneInfo

from domain.frozen import dataclass
from domain.texts import FALLBACK, Texts
from engine import languages
from engine.grammar.reading import Intent, Reading
from engine.grammar.understanding import understand

TEXTS = Texts(
    {
        "honest": {
            "pt": "Isso eu ainda não guardei. Diga o que é e para quando, que eu guardo.",
            "en": "I have not stored that yet. Tell me what it is and when, and I will.",
        },
        "honest_request": {
            "pt": "Isso eu ainda não guardei. Para guardar, escreva: “{request}”.",
            "en": "I have not stored that yet. To have it kept, write: “{request}”.",
        },
    }
)
MOST_LETTERS = 20_000
"""Letters of an answer that are looked at."""
_ANY_DAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
_QUOTED = re.compile(
    r"“[^”]{0,400}”|\"[^\"\n]{0,400}\"|«[^»]{0,400}»|`[^`\n]{0,400}`|(?m:^[ \t]*>[^\n]*)"
)
_MARK = re.compile(r"[*~#]|(?<!\w)_|_(?!\w)")
_END = re.compile(r"[.!?…]+[\"”»')\]*_]*(?=\s)|\n+")
_SHORTENED = re.compile(
    r"(?:\b(?:[ap]\.m|dra?|sra?|mrs?|ms|st|etc|ex|e\.g|i\.e|n[oº])\.)$", re.IGNORECASE
)
_BULLET = re.compile(r"[\s*_~#>]*(?:[-•–]\s+|\d{1,2}[.)]\s+)?[\s*_~#]*")
_CLAUSE = re.compile(r"[,;:–—]|\s-\s|[.!?…]\s")
_EDGES = ' \t\n.,;:!?…*_~“”"«»`'
_HIDDEN = "¤"


class Kind(StrEnum):
    """What is promised or claimed."""

    REMINDER = "reminder"
    TASK = "task"
    EVENT = "event"
    NOTE = "note"
    LIST = "list"
    UNKNOWN = "unknown"


_INTENTS = {
    Kind.REMINDER: frozenset((Intent.REMINDER,)),
    Kind.TASK: frozenset((Intent.TASK,)),
    Kind.EVENT: frozenset((Intent.EVENT,)),
    Kind.NOTE: frozenset((Intent.NOTE,)),
    Kind.LIST: frozenset((Intent.LIST_ADD,)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A sentence that promises or claims a record, at `start` to `end` of the answer.

    `request` is what a person would write to have it kept; None where that is not known.
    """

    sentence: str
    start: int
    end: int
    kind: Kind
    request: str | None = None


class Promising(Protocol):
    """What `engine/languages/<language>/promising.py` offers, as a module.

    All are regular expressions over folded text: lower case, no accents, as long as before.
    """

    CLAIMS: tuple[tuple[str, str], ...]
    """(kind, expression), the surest kind first."""
    OFFERS: str
    """Before a claim, anywhere in its sentence: it is only offered, or bound to a condition."""
    CONDITIONS: str
    """After a claim: it waits for the person to do something."""
    NEGATIONS: str
    """Before a claim, in its clause: it is denied, or somebody else's."""
    BREAKS: str
    """After these words what was offered or denied before counts no longer."""
    TAGS: str
    """Questions at the end of a sentence that ask nothing about it."""
    REQUESTS: tuple[tuple[str, str, str], ...]
    """(kind, expression, template): how a sentence becomes a request."""
    STRAYS: str
    """What begins with these words names nothing that could be asked for."""
    MINE: tuple[tuple[str, str], ...]
    """Whose it is, turned round: "your" becomes "my"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    claims: tuple[tuple[Kind, re.Pattern[str]], ...]
    offers: re.Pattern[str]
    conditions: re.Pattern[str]
    negations: re.Pattern[str]
    breaks: re.Pattern[str]
    tags: re.Pattern[str]
    requests: tuple[tuple[Kind, re.Pattern[str], str], ...]
    strays: re.Pattern[str]
    mine: tuple[tuple[re.Pattern[str], str], ...]


def promises(text: str, language: str) -> list[Promise]:
    """Return the sentences of a model's answer that promise or claim a record, in order.

    Offers, questions, negations, conditions, quotations and what the person did are none.
    """
    tag = _tag(language)
    rules = _rules(tag)
    text = text[:MOST_LETTERS]
    plain = _folded(_MARK.sub(" ", text))
    hidden = _QUOTED.sub(lambda found: _HIDDEN * len(found[0]), plain)
    found: list[Promise] = []
    for start, end in _sentences(text, hidden):
        kind = _claimed(hidden[start:end], rules)
        if kind is not None:
            sentence = text[start:end]
            request = _request(_MARK.sub(" ", sentence), plain[start:end], kind, rules, tag)
            found.append(
                Promise(sentence=sentence, start=start, end=end, kind=kind, request=request)
            )
    return found


def rewritten(text: str, promises: list[Promise], language: str) -> str:
    """Return the answer with one honest sentence in place of all that promise falsely."""
    if not promises:
        return text
    request = next((one.request for one in promises if one.request), None)
    sentences = TEXTS.sentences["honest_request" if request else "honest"]
    honest = sentences[_tag(language)].format(request=request)
    pieces: list[str] = []
    end = 0
    for number, one in enumerate(promises):
        pieces += [text[end : one.start], "" if number else honest]
        end = one.end
    pieces.append(text[end:])
    lines = [re.sub(r"[ \t]{2,}", " ", line).rstrip() for line in "".join(pieces).split("\n")]
    kept = [line for line in lines if not line or line.strip(_EDGES + "-•–")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _tag(language: str) -> str:
    tag = language.replace("_", "-").split("-", maxsplit=1)[0].lower()
    served = {module.name for module in iter_modules(languages.__path__)}
    return tag if tag in served else FALLBACK


@lru_cache(maxsize=8)
def _rules(tag: str) -> _Rules:
    written = cast("Promising", import_module(f"{languages.__name__}.{tag}.promising"))
    return _Rules(
        claims=tuple((Kind(kind), re.compile(one)) for kind, one in written.CLAIMS),
        offers=re.compile(written.OFFERS),
        conditions=re.compile(written.CONDITIONS),
        negations=re.compile(written.NEGATIONS),
        breaks=re.compile(written.BREAKS),
        tags=re.compile(written.TAGS),
        requests=tuple((Kind(kind), re.compile(one), how) for kind, one, how in written.REQUESTS),
        strays=re.compile(written.STRAYS),
        mine=tuple(
            (re.compile(rf"\b{one}\b", re.IGNORECASE), other) for one, other in written.MINE
        ),
    )


def _folded(text: str) -> str:
    """Return a text in lower case, without accents, each letter in its place."""
    return "".join(map(_letter, text))


@lru_cache(maxsize=1024)
def _letter(letter: str) -> str:
    if letter in "’ʼ":
        return "'"
    return unicodedata.normalize("NFKD", letter)[0].lower()[:1]


def _sentences(text: str, hidden: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences begin and end, without bullets and blanks around them."""
    begin = 0
    for found in (*_END.finditer(hidden), None):
        end = found.end() if found else len(text)
        if found and _SHORTENED.search(hidden, max(begin, end - 8), end):
            continue
        start = begin
        if mark := _BULLET.match(text, begin, end):
            start = mark.end()
        stop = start + len(text[start:end].rstrip())
        if start < stop:
            yield start, stop
        begin = end


def _claimed(sentence: str, rules: _Rules) -> Kind | None:
    """Return what a sentence claims to be kept or to be done, or None."""
    asked_from = len(sentence)
    if sentence.rstrip(_EDGES.replace("?", "")).endswith("?"):
        asked_from = _asked_from(sentence, rules)
    for kind, claim in rules.claims:
        for found in claim.finditer(sentence, 0, asked_from):
            if not _is_taken_back(sentence, found, rules):
                return kind
    return None


def _asked_from(sentence: str, rules: _Rules) -> int:
    """Return where the question of a sentence begins: 0, unless only its last words ask."""
    cuts = [found.end() for found in _CLAUSE.finditer(sentence)]
    last = cuts[-1] if cuts else 0
    return last if rules.tags.fullmatch(sentence[last:].strip(_EDGES)) else 0


def _is_taken_back(sentence: str, claim: re.Match[str], rules: _Rules) -> bool:
    before = sentence[: claim.start()]
    for turn in rules.breaks.finditer(before):
        before = sentence[turn.end() : claim.start()]
    clause = before
    for cut in _CLAUSE.finditer(before):
        clause = before[cut.end() :]
    return bool(
        rules.offers.search(before)
        or rules.negations.search(clause)
        or rules.conditions.search(sentence, claim.end())
    )


def _request(sentence: str, folded: str, kind: Kind, rules: _Rules, tag: str) -> str | None:
    """Return a sentence as a request that the grammar understands as the same kind."""
    for of, expression, template in rules.requests:
        found = expression.search(folded) if of is kind else None
        if found is None or rules.strays.match(found["what"].strip(_EDGES)):
            continue
        parts = {
            name: _clean(sentence, found.span(name), rules)
            for name in found.groupdict()
            if found[name]
        }
        request = " ".join(template.format_map(_Parts(parts)).split())
        for ending in ("", _time_before(sentence, found.start(), rules, tag)):
            if _is_understood(request + ending, kind, tag):
                return request + ending
    return None


class _Parts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def _clean(sentence: str, span: tuple[int, int], rules: _Rules) -> str:
    start, end = span
    part = re.sub(r"[“”\"«»`]", "", sentence[start:end]).strip(_EDGES)
    for whose, mine in rules.mine:
        part = whose.sub(mine, part)
    part = part.strip(_EDGES)
    return part[:1].lower() + part[1:] if not sentence[:start].strip() else part


def _time_before(sentence: str, end: int, rules: _Rules, tag: str) -> str:
    """Return the time that stands before a promise in its clause: "at 7 I'll remind you"."""
    start = max((cut.end() for cut in _CLAUSE.finditer(sentence, 0, end)), default=0)
    before = _clean(sentence, (start, end), rules)
    reading = _understood(before, tag)
    timed = sum(time.span[1] - time.span[0] for time in reading.times)
    return f" {before[:1].lower()}{before[1:]}" if timed > len(before) / 2 else ""


def _understood(text: str, tag: str) -> Reading:
    return understand(text, now=_ANY_DAY, zone=ZoneInfo("UTC"), language=tag)


def _is_understood(request: str, kind: Kind, tag: str) -> bool:
    reading = _understood(request, tag)
    if reading.intent not in _INTENTS.get(kind, ()):
        return False
    if kind is Kind.LIST:
        return bool(reading.items)
    is_timed = reading.at is not None or kind not in {Kind.REMINDER, Kind.EVENT}
    return bool(reading.title) and is_timed and reading.ask in {None, "time_past"}
