"""Reads what marks tasks: tags, projects, parts, notes, who has them, what is under way."""

import re
from collections.abc import Iterator
from dataclasses import replace

from domain.records import Priority
from engine.grammar.capturing import EDGES, Read, captured, distinct, name_end
from engine.grammar.marks import flat
from engine.grammar.reading import Aspect, Intent, Query, Reading
from engine.grammar.sentence import Sentence

MOST_CHARACTERS = 1_500
"""Of a longer text only its tags, project and name are read."""
_SURE = 0.95
_SIGNED = re.compile(r"#([\w-]+)")
_PARTED = re.compile(r"\s*[,;]\s*|\s+(?:e|and)\s+")
Match = re.Match[str]


def marked(sentence: Sentence, read: Read) -> Reading:
    """Return what a sentence says of tasks, or else what `read` makes of it."""
    marks, flattened = sentence.language.marks, flat(sentence.text)
    is_short = len(flattened) <= MOST_CHARACTERS
    if any(one in flattened for one in marks.triggers):
        found = _asked(_said(sentence, flattened)) if is_short else None
        if found is not None:
            return found
        task = captured(sentence, flattened, read)
        if task is not None:
            return task
    reading = read(sentence)
    if reading.intent is Intent.NONE and is_short:
        return _said(sentence, flattened).told() or reading
    return reading


def _asked(said: "_Said") -> Reading | None:
    return said.order() or said.question()


def _said(sentence: Sentence, flattened: str) -> "_Said":
    """Return a sentence without what is only polite at its beginning and end."""
    marks = sentence.language.marks
    before = marks.before.match(flattened)
    start = before.end() if before else 0
    after = marks.after.search(flattened, start)
    return _Said(sentence, flattened, start, after.start() if after else len(flattened))


class _Said:
    """One sentence, matched as a whole with the patterns of its language."""

    def __init__(self, sentence: Sentence, flattened: str, start: int, end: int) -> None:
        self._sentence = sentence
        self._marks = sentence.language.marks
        self._flat = flattened[:end]
        self._start = start
        self._timed = [
            (sentence.tokens[one.start].start, sentence.tokens[one.end - 1].end)
            for one in sentence.times
        ]

    def order(self) -> Reading | None:
        """Return what is to be changed of a task."""
        for aspect, pattern in self._marks.orders:
            match = self._match(pattern)
            reading = self._change(aspect, match) if match else None
            if reading is not None:
                return reading
        for pattern in self._marks.put:
            match = self._match(pattern)
            reading = self._change(Aspect.PROJECT, match) if match else None
            if reading is not None:
                return replace(reading, intent=Intent.TASK)
        return None

    def told(self) -> Reading | None:
        """Return what is told of something that may be a task."""
        for aspect, pattern in self._marks.told:
            match = self._match(pattern)
            reading = self._change(aspect, match) if match else None
            if reading is not None:
                return replace(reading, intent=Intent.NONE, confidence=0.5)
        return None

    def question(self) -> Reading | None:
        """Return what tasks or projects are asked for."""
        marks = self._marks
        if any(self._match(one) for one in marks.projects):
            return self._reading(Intent.QUERY, query=Query.PROJECTS)
        if any(self._match(one) for one in marks.doing):
            return self._reading(Intent.QUERY, query=Query.TASKS, aspect=Aspect.DOING)
        for pattern in marks.whole:
            match = self._match(pattern)
            if match:
                title, reference = self._meant(match)
                if title or reference is not None:
                    return self._reading(
                        Intent.QUERY, query=Query.TASK, title=title, reference=reference
                    )
        if any(self._match(one) for one in marks.which):
            return self._reading(Intent.QUERY, query=Query.TASKS)
        return self._filtered() or self._alone()

    def _alone(self) -> Reading | None:
        for pattern in self._marks.alone:
            match = self._match(pattern)
            found = self._filters([match]) if match and not self._timed else None
            if found is not None:
                return found
        return None

    def _filtered(self) -> Reading | None:
        """Return the tasks that are asked for: "urgent tasks of project Home #garden"."""
        head = self._marks.tasks.match(self._flat, self._start)
        if head is None:
            return None
        matches, at = [head], head.end()
        while at < len(self._flat):
            further = (pattern.match(self._flat, at) for pattern in self._marks.asked)
            match = next((one for one in further if one and self._is_clear(one)), None)
            if match is None:
                return None
            matches.append(match)
            at = match.end()
        return self._filters(matches)

    def _is_clear(self, match: Match) -> bool:
        """Refuse a name that is a time or no name: "tarefas da semana"."""
        for name in ("assigned", "project", "named"):
            if name in match.re.groupindex and match[name] is not None:
                start, end = match.span(name)
                is_nobody = name == "assigned" and self._is_no_name(start)
                return not (is_nobody or self._is_timed(start, end))
        return True

    def _filters(self, matches: list[Match]) -> Reading | None:
        tags = tuple(tag for match in matches for tag in self._tags(match))
        named = [self._text(match, "project", "named", "proper") for match in matches]
        project = next((one for one in named if one), None)
        people = [self._text(match, "assigned") for match in matches]
        assigned = next((one for one in people if one), None)
        priority = next((one for one in map(_priority, matches) if one), None)
        proper = any(self._has(match, "proper") for match in matches)
        if proper and not (project and project[:1].isupper()):
            return None
        if not (tags or project or assigned or priority):
            return None
        return self._reading(
            Intent.QUERY,
            query=Query.TASKS,
            tags=tags,
            project=project,
            assigned=assigned,
            asked_priority=priority,
        )

    def _change(self, aspect: Aspect, match: Match) -> Reading | None:
        """Return a change of a task; None where the sentence means something else."""
        project, assigned = self._project(match), self._name(match)
        if project == "" or assigned == "":
            return None
        title, reference = self._meant(match)
        parts = self._parts(match)
        names = tuple(self._pairs(match))
        if self._has(match, "rest") and not names:
            return None
        if title is None and reference is None and not names and aspect is not Aspect.SUBTASK:
            return None
        if aspect is Aspect.SUBTASK and names:
            title, parts = names[0][0], (names[0][1],)
        return self._reading(
            Intent.CHANGE,
            aspect=aspect,
            title=title,
            parent=title if aspect is Aspect.SUBTASK else None,
            reference=reference,
            names=names,
            items=parts,
            notes=self._text(match, "notes"),
            tags=self._tags(match),
            project=project,
            assigned=assigned,
        )

    def _reading(self, intent: Intent, **facts: object) -> Reading:
        blank = Reading(
            text=self._sentence.text,
            language=self._sentence.language.code,
            intent=intent,
            confidence=_SURE,
            has_day=False,
            has_clock=False,
        )
        return replace(blank, **facts)  # type: ignore[arg-type]  # fields of a Reading, by name

    def _match(self, pattern: re.Pattern[str]) -> Match | None:
        return pattern.fullmatch(self._flat, self._start)

    def _has(self, match: Match, name: str) -> bool:
        return name in match.re.groupindex and match[name] is not None

    def _text(self, match: Match, *names: str) -> str | None:
        """Return the words of the first of some groups that says anything."""
        for name in names:
            if self._has(match, name):
                start, end = match.span(name)
                return self._sentence.text[start:end].strip(EDGES) or None
        return None

    def _meant(self, match: Match) -> tuple[str | None, int | None]:
        """Return the title of the task that is meant, or its place in the list last shown."""
        if not self._has(match, "whole"):
            return None, None
        start, end = match.span("whole")
        first = next((at for at, _ in self._timed if start <= at < end), end)
        for cue in self._sentence.cues:
            tokens = self._sentence.tokens[cue.start : cue.end]
            says = tokens[0].start <= start and end <= tokens[-1].end
            if cue.cue.reference is not None and says:
                return None, cue.cue.reference
        return self._titled(start, first), None

    def _titled(self, start: int, end: int) -> str | None:
        little = self._marks.leading.match(self._flat, start, end)
        start = little.end() if little else start
        return " ".join(self._sentence.text[start:end].split()).strip(EDGES) or None

    def _parts(self, match: Match) -> tuple[str, ...]:
        if self._has(match, "part"):
            return tuple(filter(None, [self._text(match, "part")]))
        said = self._text(match, "parts")
        if said is None:
            return ()
        before = self._flat[self._start : match.start("parts")]
        rows = _PARTED.split(said) if _is_plural(before) else [said]
        return tuple(part for one in rows if (part := one.strip(EDGES)))

    def _pairs(self, match: Match) -> Iterator[tuple[str, str]]:
        """Yield the ways in which "buy paint for the wall" is a part and its task."""
        if not self._has(match, "rest"):
            return
        start, end = match.span("rest")
        for link in reversed(list(self._marks.links.finditer(self._flat, start, end))):
            part = self._sentence.text[start : link.start()].strip(EDGES)
            whole = self._titled(link.end(), end)
            if part and whole:
                yield whole, part

    def _tags(self, match: Match) -> tuple[str, ...]:
        said = self._text(match, "tags")
        return distinct(_SIGNED.findall(said)) if said and "#" in match["tags"] else _only(said)

    def _name(self, match: Match) -> str | None:
        """Return whose name is said; none for what is no name: "passa o dentista pra sexta"."""
        group = next((one for one in ("assigned", "who") if self._has(match, one)), None)
        if group is None:
            return None
        start, end = match.span(group)
        is_small = group == "who" and not self._sentence.text[start].isupper()
        if is_small or self._is_timed(start, end) or self._is_no_name(start):
            return ""
        return self._text(match, group)

    def _project(self, match: Match) -> str | None:
        """Return the project that is said; nothing where more is said behind its name."""
        group = next((one for one in ("project", "named") if self._has(match, one)), None)
        if group is None:
            return None
        ends = name_end(self._sentence, *match.span(group), is_loose=True)
        return self._text(match, group) if ends == match.end(group) else ""

    def _is_timed(self, start: int, end: int) -> bool:
        return any(first < end and start < last for first, last in self._timed)

    def _is_no_name(self, start: int) -> bool:
        word = re.compile(r"[\w']+").match(self._flat, start)
        return word is not None and word[0] in self._marks.no_names


def _only(said: str | None) -> tuple[str, ...]:
    return (said,) if said else ()


def _is_plural(before: str) -> bool:
    return "subtarefas" in before or "tasks" in before


def _priority(match: Match) -> Priority | None:
    found = match.groupdict()
    if found.get("high"):
        return Priority.HIGH
    return Priority.LOW if found.get("low") else None
