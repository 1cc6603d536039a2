"""One sentence as found by the chart: its tokens, its times, its cues."""

from domain.frozen import dataclass
from engine.grammar.chart import Chart, Found
from engine.grammar.cover import Stretch, best_cover, times_in
from engine.grammar.cues import Cue
from engine.grammar.language import Language
from engine.grammar.tokens import Token, tokenize

_STOPS = frozenset(".!?;")
_QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class CueFound:
    """A cue and the tokens (end exclusive) that say it."""

    start: int
    end: int
    cue: Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What a text is made of, before anything is decided."""

    text: str
    language: Language
    tokens: tuple[Token, ...]
    times: tuple[Stretch, ...]
    weak_times: tuple[Stretch, ...]
    """Lengths and bare numbers that are times only where an intent expects one."""
    cues: tuple[CueFound, ...]
    verbs: frozenset[int]
    """Tokens that look like a verb of something to do."""

    def words(self, start: int, end: int) -> str:
        """Return the original text of some tokens."""
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def is_stop(self, at: int) -> bool:
        """Tell whether a token ends a sentence: not the dot of "dr." or of "4.2"."""
        token = self.tokens[at]
        if token.text not in _STOPS:
            return False
        if token.text != ".":
            return True
        follows = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if follows is not None and follows.glued:
            return False
        before = self.tokens[at - 1].word if at else ""
        return before not in self.language.words.abbreviations and len(before) != 1

    def breaks_before(self, at: int) -> bool:
        """Tell whether a new line stands before a token."""
        return at > 0 and "\n" in self.text[self.tokens[at - 1].end : self.tokens[at].start]


def analyse(text: str, language: Language) -> Sentence:
    """Find the times and cues of a text in one language."""
    tokens = tokenize(text, language.spellings, language.speller.mended)
    chart = Chart(tokens, language.productions)
    times, weak_times = times_in(chart, language)
    polite = chart.everywhere("polite")
    chart.clause_starts = frozenset((0, *(one.end for one in times), *(one.end for one in polite)))
    asks = any(token.text == "?" for token in tokens)
    quoted = _quoted(tokens)
    hints = [
        one
        for one in chart.everywhere("cue")
        if _may_count(one, times, asks=asks) and one.start not in quoted
    ]
    times = [one for one in times if not _is_idiom(one, hints, polite)]
    cues = best_cover([*polite, *hints], len(tokens))
    return Sentence(
        text=text,
        language=language,
        tokens=tokens,
        times=tuple(times),
        weak_times=tuple(weak_times),
        cues=tuple(_cue(one) for one in cues),
        verbs=frozenset(one.start for one in chart.everywhere("verb")),
    )


def _quoted(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Return the tokens between quotation marks, where more than that is said."""
    marks = [at for at, token in enumerate(tokens) if token.text in _QUOTES]
    if len(marks) != 2 or marks[1] - marks[0] < 2 or marks[0] == 0 == len(tokens) - 1 - marks[1]:
        return frozenset()
    return frozenset(range(marks[0] + 1, marks[1]))


def _may_count(found: Found, times: list[Stretch], *, asks: bool) -> bool:
    """Refuse cues inside a time ("depois" of "depois de amanhã") and questions that are none."""
    assert isinstance(found.value, Cue)
    if found.value.kind == "if_question" and not asks:
        return False
    if found.value.kind == "if_time" and not times:
        return False
    if found.value.kind == "correction":
        near = 1 if found.end - found.start == 1 else len(times) and found.start
        return any(0 <= found.start - one.end <= near for one in times)
    if found.value.kind in ("reference", "moved"):
        return True
    if found.value.priority is not None:  # "quando der" is one, "quando der 9h" is a time
        return not any(one.start <= found.start and found.end < one.end for one in times)
    return not any(one.start <= found.start and found.end <= one.end for one in times)


def _is_idiom(time: Stretch, hints: list[Found], polite: list[Found]) -> bool:
    """Tell a time that says how urgent something is ("pra ontem") or is wished ("nice weekend")."""
    if any(one.start < time.start and time.end <= one.end for one in polite):
        return True
    if time.when.is_now:
        return False
    return any(
        one.start <= time.start
        and time.end <= one.end
        and isinstance(one.value, Cue)
        and one.value.priority is not None
        for one in hints
    )


def _cue(found: Found) -> CueFound:
    assert isinstance(found.value, Cue)
    return CueFound(found.start, found.end, found.value)


def span_of(sentence: Sentence, stretches: tuple[Stretch, ...]) -> tuple[int, int] | None:
    """Return the characters of the text over which stretches extend."""
    if not stretches:
        return None
    first = min(one.start for one in stretches)
    last = max(one.end for one in stretches)
    return sentence.tokens[first].start, sentence.tokens[last - 1].end
