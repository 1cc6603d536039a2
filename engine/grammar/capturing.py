"""Takes tags, the project and the name out of the title of a new task."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from domain.frozen import dataclass
from engine.grammar.cues import Role
from engine.grammar.marks import TAG, flat
from engine.grammar.reading import Intent, Reading
from engine.grammar.sentence import Sentence, analyse

EDGES = " \t\n,;:.!?-–—\"“”'‘’"
"""What a title or a name neither begins nor ends with."""
_EXPLICIT = 5.0
"""The weight from which a cue says in so many words that it is a task."""
_MOST_NAME_WORDS = 5
_ROW_OF_TAGS = re.compile(rf"(?:(?<=^)|(?<=[\s(,;]))(?:{TAG})+")
_JOINING = frozenset("d de da do das dos e of the and".split())
Read = Callable[[Sentence], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """What was found beside a title, and where it stood in the text.

    `is_sure`: it is no part of the title, however short that is without it.
    """

    facts: Mapping[str, Any]
    spans: tuple[tuple[int, int], ...]
    is_sure: bool = True


def captured(sentence: Sentence, flattened: str, read: Read) -> Reading | None:
    """Return a new task without its marks in the title; None for anything else."""
    tags = _tags(sentence)
    assigned = _assigned(sentence, flattened)
    project = _project(sentence, flattened)
    for marks in ((tags, assigned, project), (tags, assigned), (tags,)):
        found = [one for one in marks if one is not None]
        reading = _without(sentence, read, found) if found and marks[-1] else None
        if reading is not None:
            return reading
    return None


def _without(sentence: Sentence, read: Read, found: list[_Mark]) -> Reading | None:
    """Read a sentence as if its marks were blank; None where it is no task then."""
    text = sentence.text
    for start, end in (span for one in found for span in one.spans):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    reading = read(analyse(text, sentence.language))
    if reading.intent is not Intent.TASK or not reading.title:
        return None
    if " " not in reading.title and not all(one.is_sure for one in found):
        return None  # "work on the project Home": without it nothing is said
    facts = {name: value for one in found for name, value in one.facts.items()}
    return replace(reading, text=sentence.text, **facts)


def _tags(sentence: Sentence) -> _Mark | None:
    found = list(_ROW_OF_TAGS.finditer(sentence.text)) if "#" in sentence.text else []
    if not found:
        return None
    tags = distinct([tag for one in found for tag in one[0][1:].split("#")])
    return _Mark(facts={"tags": tags}, spans=tuple(one.span() for one in found))


def _project(sentence: Sentence, flattened: str) -> _Mark | None:
    marks = sentence.language.marks
    is_explicit = any(
        one.cue.intent is Intent.TASK and one.cue.role is Role.LEAD and one.cue.weight >= _EXPLICIT
        for one in sentence.cues
    )
    for pattern in (*marks.loose, *marks.project):
        match = pattern.search(flattened)
        if match is None:
            continue
        group = "named" if match.groupdict().get("named") else "project"
        is_loose = is_explicit or pattern in marks.loose
        start, last = match.span(group)
        end = name_end(sentence, start, last, is_loose=is_loose)
        name = sentence.text[start:end].strip(EDGES)
        if name and (group == "project" or end == last):
            span = (match.start(), end if group == "project" else match.end())
            return _Mark(facts={"project": name}, spans=(span,), is_sure=is_loose)
    return None


def name_end(sentence: Sentence, start: int, end: int, *, is_loose: bool) -> int:
    """Return where a name ends that begins at `start`; there again where none does."""
    if sentence.text[start] in '"“':
        return end
    marks = sentence.language.marks
    timed = {at for one in sentence.times for at in range(one.start, one.end)}
    inside = [at for at, one in enumerate(sentence.tokens) if start <= one.start < end]
    last = start
    for count, at in enumerate(inside):
        token = sentence.tokens[at]
        is_big = token.text[:1].isupper() or token.text.isdigit()
        is_said = at in timed or token.word in marks.stops
        is_plain = not count and token.word in _JOINING | marks.plain
        if not is_big and (is_said or is_plain):
            break
        if count >= _MOST_NAME_WORDS or not token.word[:1].isalnum():
            break
        follows = sentence.tokens[at + 1].text if at + 1 in inside else ""
        joins = count and token.word in _JOINING and follows[:1].isupper()
        if not (is_loose or joins or is_big):
            break
        last = token.end
    return last


def _assigned(sentence: Sentence, flattened: str) -> _Mark | None:
    marks = sentence.language.marks
    timed = [
        (sentence.tokens[one.start].start, sentence.tokens[one.end - 1].end)
        for one in sentence.times
    ]
    for pattern in (*marks.assigned, *marks.proper):
        match = pattern.search(flattened)
        if match is None:
            continue
        start, end = match.span("assigned")
        is_time = any(one < end and start < last for one, last in timed)
        is_no_name = flattened[start:end].split(maxsplit=1)[0] in marks.no_names
        is_small = pattern in marks.proper and not sentence.text[start].isupper()
        if not (is_time or is_no_name or is_small):
            return _Mark(facts={"assigned": sentence.text[start:end]}, spans=(match.span(),))
    return None


def distinct(tags: list[str]) -> tuple[str, ...]:
    """Return tags, each once, whatever its case and accents."""
    return tuple({flat(one): one for one in reversed(tags)}.values())[::-1]
