"""Phrasing: what a tool was asked, put as a sentence for the grammar; dates are its business.

A model never computes a date: it hands on the words for one, and the grammar reads them as it
reads those of a person.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from domain.folding import folded
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.habits import read
from engine.tool import Misused

_NAME = "xyzzy"
"""Stands in a sentence for a title, whose words might say a time of their own."""
_SENTENCES: dict[Intent, dict[str, tuple[str, ...]]] = {
    Intent.REMINDER: {"pt": ("me lembra de {name} {when}",), "en": ("remind me to {name} {when}",)},
    Intent.TASK: {
        "pt": ("tarefa: {name} até {when}", "tarefa: {name} {when}"),
        "en": ("task: {name} by {when}", "task: {name} {when}"),
    },
    Intent.EVENT: {"pt": ("evento: {name} {when}",), "en": ("event: {name} {when}",)},
    Intent.CHANGE: {
        "pt": ("muda {name} para {when}", "muda {name} {when}"),
        "en": ("move {name} to {when}", "move {name} {when}"),
    },
}
_QUESTIONS = {
    "day": {"pt": ("o que tenho {when}?",), "en": ("what do I have {when}?",)},
    "free": {"pt": ("quando estou livre {when}?",), "en": ("when am I free {when}?",)},
}
_ISO = re.compile(r"(?<=\d)T(?=\d\d:)")
_OFFSET = re.compile(r"(?<=\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?$")
NO_TIME = (
    "I cannot read the time {when!r}. Hand on the person's own words for it, such as "
    "'sexta às 8h30', 'tomorrow at 9am', 'every Monday at 7pm', or 2026-11-27 08:30."
)


def record(caller: Caller, intent: Intent, title: str, when: str | None) -> Reading:
    """Return a record or a change of one with its time read. Errors: Misused.

    Without `when`, it has none.
    """
    if not title.strip():
        raise Misused("A title is needed.")
    if not (when or "").strip():
        return Reading(
            text=title, language=caller.language, intent=intent, title=title.strip(), confidence=1.0
        )
    for language, sentence in _phrased(caller, _SENTENCES[intent], when or ""):
        found = read(caller, sentence, language=language)
        if found.intent is intent and folded(found.title or "") == _NAME and _is_timed(found):
            return replace(found, title=title.strip(), confidence=1.0, more=())
    raise Misused(NO_TIME.format(when=when))


def question(caller: Caller, kind: str, when: str) -> Reading:
    """Return a question about some days: `kind` is "day" or "free". Errors: Misused."""
    for language, sentence in _phrased(caller, _QUESTIONS[kind], when):
        found = read(caller, sentence, language=language)
        if found.intent is Intent.QUERY and (found.times or found.query):
            return found
    raise Misused(NO_TIME.format(when=when))


def moment(caller: Caller, when: str) -> Reading:
    """Return some words for a time, read. Errors: Misused."""
    return record(caller, Intent.EVENT, _NAME, when)


def said(caller: Caller, sentence: str, intent: Intent) -> Reading:
    """Return a sentence that must have an intent. Errors: Misused."""
    found = read(caller, sentence)
    if found.intent is not intent or found.more:
        raise Misused(f"I cannot read that as a {intent.value}.")
    return found


def _phrased(
    caller: Caller, sentences: Mapping[str, tuple[str, ...]], when: str
) -> Iterator[tuple[str, str]]:
    """Yield the sentences that may be meant, the person's language first."""
    plain = _OFFSET.sub("", _ISO.sub(" ", when.strip(" .!?")))
    for language in dict.fromkeys((caller.language, *sentences)):
        for pattern in sentences.get(language, ()):
            yield language, pattern.format(name=_NAME, when=plain)


def _is_timed(found: Reading) -> bool:
    if found.ask in {"time_impossible", "time_ambiguous"}:
        return False
    if found.ask == "time_past":
        raise Misused("That time has already passed.")
    is_timed = found.at is not None or found.rrule is not None or bool(found.shift_minutes)
    return is_timed and (found.intent is not Intent.REMINDER or isinstance(found.at, datetime))
