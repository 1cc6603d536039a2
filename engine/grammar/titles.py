"""What is left of a sentence when cues and times are taken away: the title."""

import re
from collections.abc import Iterable

from domain.frozen import dataclass
from engine.grammar.announcing import is_remark, is_statement, point_after, starts_with_verb
from engine.grammar.cues import Role
from engine.grammar.reading import Intent
from engine.grammar.sentence import CueFound, Sentence
from engine.grammar.taking import taken_away

_PAUSES = frozenset((",", ":", "-", "–", "—", "(", ")", "…", "•", '"', "“", "”"))
_POINTING = (Intent.COMPLETE, Intent.SNOOZE, Intent.CANCEL, Intent.CHANGE, Intent.REOPEN)
_SMALL_STATES = frozenset(("e", "a"))
_VITAMINS = frozenset("bcdk")
_QUOTES = "'\"“”‘’«»"
_EDGES = " \t\n,;:.!?-–—…•*" + '"“”'


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens (end exclusive) of a title, without what was taken away."""

    start: int
    end: int
    tokens: tuple[int, ...]


def title(
    sentence: Sentence, intent: Intent, lead: CueFound | None, dropped: Iterable[tuple[int, int]]
) -> str | None:
    """Return the title, or None where nothing is left; `dropped` are stretches of tokens."""
    gone = taken_away(sentence, intent, dropped)
    pieces = _pieces(sentence, gone)
    colon = point_after(sentence, lead, gone) if lead is not None else None
    point = [piece for piece in pieces if colon is not None and piece.start > colon]
    chosen = point[:1] or _choose(sentence, pieces, lead)
    return spoken(sentence, chosen) if chosen else None


def _pieces(sentence: Sentence, gone: frozenset[int]) -> list[Piece]:
    """Cut the sentence at stops, at pauses beside what was taken, and before new clauses."""
    pieces: list[Piece] = []
    current: list[int] = []
    for at in range(len(sentence.tokens)):
        if _cuts(sentence, at, gone):
            pieces.extend(_piece(current))
            current = []
        elif at not in gone:
            if sentence.breaks_before(at):
                pieces.extend(_piece(current))
                current = []
            current.append(at)
        elif current and (_is_lead(sentence, at) or _ends_aside(sentence, at)):
            pieces.extend(_piece(current))
            current = []
    pieces.extend(_piece(current))
    return [piece for piece in pieces if _has_words(sentence, piece)]


def _ends_aside(sentence: Sentence, at: int) -> bool:
    """Tell a comma behind "please" and a time, where a remark begins: "at 10 please, exams"."""
    if sentence.tokens[at].text != "," or at + 1 >= len(sentence.tokens):
        return False
    polite = (one for one in sentence.cues if one.cue.kind == "polite" and one.end == at + 1)
    ends = {one.end for one in sentence.times}
    return any(one.start in ends for one in polite)


def _is_lead(sentence: Sentence, at: int) -> bool:
    return any(
        found.start <= at < found.end and found.cue.role is Role.LEAD for found in sentence.cues
    )


def _piece(tokens: list[int]) -> list[Piece]:
    return [Piece(tokens[0], tokens[-1] + 1, tuple(tokens))] if tokens else []


def _cuts(sentence: Sentence, at: int, gone: frozenset[int]) -> bool:
    if at in gone:
        return False
    if sentence.is_stop(at):
        return True
    if (
        sentence.tokens[at].word in sentence.language.words.reasons
        and at - 1 not in gone
        and at > 1
    ):
        return True
    text = sentence.tokens[at].text
    if text not in _PAUSES:
        return False
    if text == ":" and _announces(sentence, at):
        return True
    follows = at + 1
    if text in "-–" and follows < len(sentence.tokens) and sentence.tokens[follows].glued:
        return False
    if text == "," and _parts_clauses(sentence, at):
        return True
    if (text == ")" and at - 1 in gone) or (text == "(" and follows in gone):
        return True
    if at == 0 or at - 1 in gone or follows in gone or follows == len(sentence.tokens):
        return text not in '()"“”'
    return text in ",-–—" and sentence.tokens[follows].word in sentence.language.words.breaks


def _parts_clauses(sentence: Sentence, comma: int) -> bool:
    """Tell whether a remark follows a comma, or something to do follows a statement."""
    begins = comma + 1 in sentence.verbs and not starts_with_verb(sentence, comma)
    return begins or is_remark(sentence, comma)


def _announces(sentence: Sentence, colon: int) -> bool:
    """Tell a remark before what it is about: "date settled: the rehearsal ..."."""
    things = [
        one.start
        for one in sentence.cues
        if one.cue.role is Role.KEEP and one.cue.intent is Intent.EVENT
    ]
    return bool(things) and min(things) > colon


def _has_words(sentence: Sentence, piece: Piece) -> bool:
    words = sentence.language.words
    empty = words.articles | words.leading | words.trailing
    return any(
        sentence.tokens[at].word not in empty and sentence.tokens[at].word[:1].isalnum()
        for at in piece.tokens
    )


def _choose(sentence: Sentence, pieces: list[Piece], lead: CueFound | None) -> list[Piece]:
    if not pieces:
        return []
    if lead is None:
        put = {one.start for one in sentence.cues if one.cue.kind == "todo_list"}
        laid = [one for one in pieces if one.end in put]
        if laid:
            return laid[-1:]  # "add bleed the radiators to my tasks, before the frost comes"
        told = is_statement(sentence, pieces[0].tokens)
        verbs = [one for one in pieces[1:] if told and _begins_with_verb(sentence, one)]
        return verbs[:1] or [pieces[_richest(sentence, pieces)]]
    duty = _duty_after(sentence, lead, pieces)
    if duty is not None:
        return [duty]
    after = [piece for piece in pieces if piece.start >= lead.end]
    if any(piece.start < lead.start for piece in pieces):
        after = [piece for piece in after if not _is_purpose(sentence, piece)]
    if lead.cue.kind == "wake":  # what follows a comma is another matter
        after = [piece for piece in after if sentence.tokens[piece.start - 1].text not in _PAUSES]
    before = [piece for piece in pieces if piece.start < lead.start]
    if not after:
        return before[-1:]
    if (
        before
        and not any(one.when.before for one in sentence.times)
        and len(trimmed(sentence, list(after[0].tokens))) == 1
        and _has_verb(sentence, after[0])
    ):
        subject = _before_state(sentence, before[-1])
        return [after[0], subject] if subject is not None else [after[0]]
    return after[:1]


def _before_state(sentence: Sentence, piece: Piece) -> Piece | None:
    """Return what a statement is about: "the milk" of "the milk is off, throw it away"."""
    states = sentence.language.words.states
    for place, at in enumerate(piece.tokens):
        token = sentence.tokens[at]
        if token.text.lower() in states and token.text.lower() not in _SMALL_STATES:
            return Piece(piece.start, at, piece.tokens[:place]) if place > 1 else None
    return piece


def _duty_after(sentence: Sentence, lead: CueFound, pieces: list[Piece]) -> Piece | None:
    """Return what is to be done where the request says only when.

    "Ping me 20 mins before kickoff, game starts at 8, need to charge the controller".
    """
    after = [piece for piece in pieces if piece.start >= lead.end]
    links = sentence.language.words.leading
    if lead.cue.intent is not Intent.REMINDER or len(after) < 2:
        return None
    last = sentence.tokens[lead.end - 1].word
    is_linked = last in links and last not in sentence.language.words.pronouns
    if is_linked or sentence.tokens[after[0].start].word in links:
        return None
    duties = {
        one.end
        for one in sentence.cues
        if one.cue.intent is Intent.TASK and one.cue.role is Role.LEAD and one.start > lead.end
    }
    return next((piece for piece in after[1:] if piece.start in duties), None)


def _is_purpose(sentence: Sentence, piece: Piece) -> bool:
    """Tell why one is to be reminded, not of what: "... remind me so I don't forget"."""
    words = sentence.language.words
    first, follows = piece.start, piece.start + 1
    if sentence.tokens[first].word not in words.purposes or follows >= piece.end:
        return False
    return sentence.tokens[follows].word in words.breaks


def _begins_with_verb(sentence: Sentence, piece: Piece) -> bool:
    kept = trimmed(sentence, list(piece.tokens))
    return bool(kept) and kept[0] in sentence.verbs


def _has_verb(sentence: Sentence, piece: Piece) -> bool:
    return not sentence.verbs.isdisjoint(piece.tokens)


def _richest(sentence: Sentence, pieces: list[Piece]) -> int:
    """Return the piece with a noun or verb that counts, else the first of several words."""
    for number, piece in enumerate(pieces):
        if any(
            found.cue.role is Role.KEEP and found.start in piece.tokens for found in sentence.cues
        ):
            return number
    end = pieces[0].end
    begins = pieces[0].start == 0 and end < len(sentence.tokens)
    begins = begins and sentence.tokens[end].word[:1].isalnum()
    for number, piece in enumerate(pieces):
        if len(piece.tokens) > 1 or begins:
            return number  # "baptism this sunday, the whole family's going"
    return 0


def spoken(sentence: Sentence, pieces: list[Piece]) -> str | None:
    """Return the words of pieces, trimmed of what only connects."""
    tokens = [at for piece in pieces for at in piece.tokens]
    tokens = trimmed(sentence, tokens)
    text = joined(sentence, tokens)
    return text or None


def trimmed(sentence: Sentence, tokens: list[int]) -> list[int]:
    """Drop connecting words and signs from both ends of a row of tokens."""
    words = sentence.language.words
    while tokens and (
        _is_edge(sentence, tokens[0], words.leading) or sentence.tokens[tokens[0]].text in ")]"
    ):
        tokens = tokens[1:]
    while tokens and (
        _is_edge(sentence, tokens[-1], _dangling(sentence, tokens[-1]))
        or sentence.tokens[tokens[-1]].text in "(["
    ):
        tokens = tokens[:-1]
    return tokens


def _dangling(sentence: Sentence, at: int) -> frozenset[str]:
    """Return what is dropped from an end: connecting words only where something followed."""
    follows = at + 1
    if follows < len(sentence.tokens) and sentence.tokens[follows].word[:1].isalnum():
        return sentence.language.words.trailing
    return frozenset()


def _is_edge(sentence: Sentence, at: int, droppable: frozenset[str]) -> bool:
    token = sentence.tokens[at]
    if token.text in _EDGES:
        return not (
            token.text == "."
            and at
            and sentence.tokens[at - 1].word in sentence.language.words.abbreviations
        )
    if token.text in "()[]%$#@&+=/\\'" or token.text in _QUOTES:
        return False
    is_leading = droppable is sentence.language.words.leading
    if at and len(token.text) == 1 and not is_leading and _names_alone(token.text):
        return False
    if _is_verb_of_something(sentence, at):
        return False
    return token.word in droppable or not token.word[:1].isalnum()


def _names_alone(letter: str) -> bool:
    """Tell a letter that is a name: "vitamin D", "vitamina d"."""
    return letter.isupper() or letter in _VITAMINS


def _is_verb_of_something(sentence: Sentence, at: int) -> bool:
    """Tell a verb from the connecting word that it looks like: "por o lixo pra fora"."""
    follows = at + 1
    articles = sentence.language.words.articles
    if at not in sentence.verbs or follows >= len(sentence.tokens):
        return False
    return sentence.tokens[follows].word in articles and sentence.tokens[at].word not in articles


def joined(sentence: Sentence, tokens: list[int]) -> str:
    """Return the original text of tokens; where some are missing between, one space."""
    runs: list[list[int]] = []
    for at in tokens:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    text = " ".join(sentence.words(run[0], run[-1] + 1) for run in runs)
    text = " ".join(text.split())
    return _unquoted(text.replace(" ,", ","))


def _unquoted(text: str) -> str:
    inner = re.sub(r"(?<=\w)['’](?=\w)", "", text[1:-1])
    if len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES and text[0] not in inner:
        return text[1:-1].strip()
    return text
