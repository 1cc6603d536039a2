"""How `sparkone understand --explain` tells a reading: tokens, rules, weights, what lost."""

from collections.abc import Iterator

from engine.grammar.derivations import Derivation
from engine.grammar.explaining import Explanation, Rule

_WIDEST = 96


def told(explained: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation."""
    reading = explained.reading
    yield f"  language   {reading.language}, confidence {reading.confidence:.2f}"
    yield f"  tokens     {' '.join(_token(*one) for one in explained.tokens)}"
    yield from _rules("times", explained.times)
    yield from _rules("cues", explained.cues)
    intents = [f"{intent.value} {weight:g}" for intent, weight in explained.intents]
    yield f"  intents    {' > '.join(intents) or 'none'}"
    if reading.ask:
        yield f"  asks       {reading.ask}"
    for other in explained.lost:
        title = f" {other.title!r}" if other.title else ""
        yield f"  lost       {other.language}: {other.intent.value}{title} {other.confidence:.2f}"


def _token(text: str, word: str) -> str:
    return text if text == word else f"{text}→{word}"


def _rules(heading: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    for rule in rules:
        mark = "+" if rule.chosen else "-"
        yield f"  {heading:<10} {mark} {rule.said!r} = {rule.value}"
        if rule.chosen:
            yield from _path(rule.path, 15)


def _path(path: Derivation, indent: int) -> Iterator[str]:
    pattern = path.pattern or "a word"
    short = pattern if len(pattern) <= _WIDEST else f"{pattern[:_WIDEST]}…"
    yield f"{' ' * indent}<{path.category}> {short}"
    for inner in path.inside:
        yield from _path(inner, indent + 2)
