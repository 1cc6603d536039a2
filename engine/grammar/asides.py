"""What stands beside the records of a sentence, or is asked of them whole.

Lists that are shared, invitations, the way to an event, and how long a free time must be. These
are read from the whole text, before or after the rest of the grammar, and never from a part.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import field, replace

from domain.frozen import dataclass
from engine.grammar.lengths import Lengths
from engine.grammar.reading import Aspect, Intent, Query, Reading, Sharing

_SURE = 0.95
_EDGES = " \t\n,;:.!?-–—…()\"'“”"
_MOST_NAME_WORDS = 8
_LONGEST_MINUTES = 24 * 60
_LONGEST_TEXT = 400
"""Characters of a text in which these are looked for: more is no sentence."""
Read = Callable[[str], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asides:
    """The folded patterns of a language, each for a whole text but `way` and `slot`.

    `offers` and `ends` name a `list` and `who`; `sharers` ask who shares; `invitations` name an
    `event`. `way` is said beside an event, with `length`; `ways` name the `title` of one.
    `slot` finds the `length` of a free time where one is asked for, `slots` is what asks for one
    by its length alone, in `all`, and `a_slot` the words that stand for that. `polite` may
    end any of them. `parts` are the words of parts of the day. `pronouns` mean what was shown
    last; `articles` are dropped before a name.
    """

    lengths: Lengths
    offers: tuple[str, ...]
    ends: tuple[str, ...]
    sharers: tuple[str, ...]
    invitations: tuple[str, ...]
    way: tuple[str, ...]
    ways: tuple[str, ...]
    slot: str
    slots: tuple[str, ...]
    a_slot: str
    polite: str
    parts: tuple[tuple[str, str], ...]
    pronouns: frozenset[str]
    articles: frozenset[str]
    _compiled: dict[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)

    def patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        """Return the patterns of a kind; LENGTH in them stands for any length."""
        if name not in self._compiled:
            said = getattr(self, name)
            sources: Iterable[str] = (said,) if isinstance(said, str) else said
            self._compiled[name] = tuple(
                re.compile(one.replace("LENGTH", self.lengths.pattern)) for one in sources
            )
        return self._compiled[name]


def beside(text: str, asides: Asides | None, read: Read, code: str) -> Reading:
    """Return the reading of a text; `read` is the rest of the grammar of the language `code`."""
    if asides is None or len(text) > _LONGEST_TEXT:
        return read(text)
    whole = _Text(text, asides, code)
    return whole.asked(read) or whole.going(read) or whole.free(read)


class _Text:
    """One text with its folded twin, whose letters stand at the same places."""

    def __init__(self, text: str, asides: Asides, code: str) -> None:
        self.text = text
        self.code = code
        self.said = "".join(_bare(letter) for letter in text)
        self.asides = asides

    def asked(self, read: Read) -> Reading | None:
        """Return what is asked about sharing or an invitation, or None."""
        for name, sharing in (
            ("sharers", Sharing.WHO),
            ("ends", Sharing.END),
            ("offers", Sharing.OFFER),
        ):
            found = self._whole(name)
            if found is not None and not (sharing is Sharing.OFFER and read(self.text).times):
                return replace(
                    self._empty(Intent.SHARE),
                    sharing=sharing,
                    list=self._name(found, "list"),
                    share_with=self._name(found, "who"),
                )
        found = self._whole("invitations")
        if found is None:
            return None
        title = self._name(found, "event")
        is_last = title is None or title.lower() in self.asides.pronouns
        return replace(
            self._empty(Intent.INVITATION),
            title=None if is_last else title,
            reference=0 if is_last else None,
        )

    def going(self, read: Read) -> Reading | None:
        """Return an event with the way there, or the way alone, or None."""
        found = self._whole("ways")
        if found is not None:
            return self._way(self._name(found, "title"), found["length"])
        for pattern in self.asides.patterns("way"):
            found = pattern.search(self.said)
            if found is None:
                continue
            rest = self.text[: found.start()] + " " * len(found[0]) + self.text[found.end() :]
            plain = read(rest) if rest.strip(_EDGES) else None
            if plain is not None and plain.intent is Intent.EVENT and plain.at is not None:
                minutes = self._minutes(found["length"])
                return replace(plain, text=self.text, travel_minutes=minutes)
            # Only a plain statement: "note: the meeting is 40 minutes away" stays a note.
            if plain is None or plain.intent in (Intent.NONE, Intent.EVENT):
                title = self._bare_name(rest)
                if len(title.split()) <= _MOST_NAME_WORDS and not (plain and plain.times):
                    return self._way(title or None, found["length"])
        return None

    def free(self, read: Read) -> Reading:
        """Return the reading of all else; of a question for free time, with length and part."""
        found = self._whole("slots")
        plain = self._instead(read, found) if found else read(self.text)
        if found and plain.query is not Query.FREE_SLOTS:
            plain, found = read(self.text), None
        if plain.query is not Query.FREE_SLOTS:
            return plain
        length = found["length"] if found else None
        if length is None:
            beside = self.asides.patterns("slot")[0].search(self.said)
            if beside is not None:
                length, plain = beside["length"], self._without(read, beside, plain)
        part = next(
            (
                name
                for name, words in self.asides.parts
                if re.search(rf"\b(?:{words})\b", self.said)
            ),
            None,
        )
        return replace(
            plain,
            text=self.text,
            length_minutes=self._minutes(length) if length else None,
            part=part,
        )

    def _whole(self, name: str) -> re.Match[str] | None:
        said = self.said.rstrip(" .!?")
        polite = re.search(rf"{self.asides.polite}$", said)
        said = said[: polite.start()].rstrip(" .!?") if polite else said
        start = len(said) - len(said.lstrip())
        for pattern in self.asides.patterns(name):
            found = pattern.fullmatch(said, start)
            if found is not None:
                return found
        return None

    def _way(self, title: str | None, length: str) -> Reading:
        is_last = title is None or title.lower() in self.asides.pronouns
        return replace(
            self._empty(Intent.CHANGE),
            aspect=Aspect.TRAVEL,
            title=None if is_last else title,
            reference=0 if is_last else None,
            travel_minutes=self._minutes(length),
        )

    def _empty(self, intent: Intent) -> Reading:
        return Reading(
            text=self.text,
            language=self.code,
            intent=intent,
            confidence=_SURE,
            has_day=False,
            has_clock=False,
        )

    def _name(self, found: re.Match[str], group: str) -> str | None:
        if group not in found.re.groupindex or found[group] is None:
            return None
        return self._bare_name(self.text[slice(*found.span(group))]) or None

    def _bare_name(self, text: str) -> str:
        words = text.strip(_EDGES).split()
        while words and _folded(words[0]) in self.asides.articles:
            words = words[1:]
        return " ".join(words).strip(_EDGES)

    def _minutes(self, length: str) -> int | None:
        minutes = self.asides.lengths.minutes(length)
        return minutes if minutes and minutes <= _LONGEST_MINUTES else None

    def _instead(self, read: Read, found: re.Match[str]) -> Reading:
        """Read "find me two hours on Thursday" as one asks for a slot on Thursday."""
        start, end = found.span("all")
        return _moved(self.text, read, start, end, f"{self.asides.a_slot} ")

    def _without(self, read: Read, found: re.Match[str], plain: Reading) -> Reading:
        """Return what is asked without the length, whose number may look like a time."""
        rest = _moved(self.text, read, *found.span(), " ")
        return rest if rest.query is Query.FREE_SLOTS else plain


def _moved(text: str, read: Read, start: int, end: int, put: str) -> Reading:
    """Read a text with other words at a place; the spans are those of the text as it was."""
    shift = end - start - len(put)

    def back(at: int) -> int:
        return at if at <= start else max(start, at + shift)

    plain = read(text[:start] + put + text[end:])
    times = tuple(replace(one, span=(back(one.span[0]), back(one.span[1]))) for one in plain.times)
    return replace(plain, text=text, times=times)


def _bare(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)[:1].lower()[:1] or letter
    return {"’": "'", "\t": " ", "\n": " "}.get(plain, plain)


def _folded(word: str) -> str:
    return "".join(_bare(letter) for letter in word)
