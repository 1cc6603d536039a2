"""The contract of facts: what a sentence says of the person themselves, by rules alone.

A rule names a subject and the form of the sentence; precision comes first. What is asked,
supposed, denied, told of yesterday or kept secret is no fact.
"""

import re
from collections.abc import Iterable, Sequence

from domain.frozen import dataclass

LONGEST = 160
"""Characters of a sentence that may be a fact."""
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a sentence says: `subject` is taken by one fact at a time; `text` is as it was said."""

    subject: str
    value: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A form of sentences. `{who}` and `{value}` of `subject` are what the form's groups hold."""

    subject: str
    form: re.Pattern[str]
    confidence: float = 0.9


def rule(subject: str, form: str, *, confidence: float = 0.9) -> Rule:
    """Return a rule; `form` is met by a whole sentence, whatever its case."""
    pattern = re.compile(rf"(?:{form})[.!]*", re.IGNORECASE)
    return Rule(subject=subject, form=pattern, confidence=confidence)


def first(
    text: str, rules: Sequence[Rule], not_facts: re.Pattern[str], lead: re.Pattern[str]
) -> Fact | None:
    """Return what the first rule finds that a sentence meets, or None."""
    said = " ".join(text.split()).replace("’", "'")
    if not said or len(said) > LONGEST or "?" in said or not_facts.search(said):
        return None
    core = lead.sub("", said, count=1)
    for one in rules:
        found = one.form.fullmatch(core)
        if found is not None:
            return _fact(one, found, core)
    return None


def any_of(words: Iterable[str]) -> str:
    """Return the form of one of some words."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _fact(one: Rule, found: re.Match[str], text: str) -> Fact | None:
    named = {name: value for name, value in found.groupdict().items() if value}
    value = named.get("value", "").strip(" .!,")
    if not value or len(value) > LONGEST_VALUE:
        return None
    parts = {name: part.casefold().strip() for name, part in named.items()}
    parts["value"] = value.casefold()
    return Fact(
        subject=one.subject.format_map({"who": "", **parts}),
        value=value,
        text=text.rstrip(" .!"),
        confidence=one.confidence,
    )
