import inspect

import pytest

from engine.grammar.chart import Chart
from engine.grammar.items import Choice, Item, Sub
from engine.grammar.language import collect
from engine.grammar.productions import Productions, Row
from engine.grammar.tokens import tokenize

PATTERNS = [
    pytest.param(production, id=f"{code} {production.category}: {production.pattern}")
    for code, language in collect().items()
    for production in language.productions.everything
]


def captures(items: tuple[Item, ...]) -> int:
    return sum(
        1 if isinstance(item, Sub) else item.captures if isinstance(item, Choice) else 0
        for item in items
    )


def takes(make: object, values: int) -> bool:
    try:
        parameters = inspect.signature(make).parameters.values()  # type: ignore[arg-type]  # any callable
    except ValueError:  # a class of the standard library, such as int
        return values == 1
    if any(one.kind is one.VAR_POSITIONAL for one in parameters):
        return True
    positional = [one for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    needed = [one for one in positional if one.default is one.empty]
    return len(needed) <= values <= len(positional) or make in (int, str)


def test_every_production_takes_as_many_values_as_its_pattern_yields() -> None:
    wrong = [
        one.id
        for one in PATTERNS
        if not takes(one.values[0].make, captures(one.values[0].items))  # type: ignore[union-attr]  # a param holds a production
    ]

    assert wrong == []


def read(pattern: str, text: str) -> list[tuple[int, int]]:
    rows = [Row("found", pattern, lambda *_: True), Row("number", "<int>", int)]
    chart = Chart(tokenize(text, {}), Productions.compiled({}, rows))
    return sorted({(one.start, one.end) for one in chart.everywhere("found")})


NOTATION = {
    "a word": ("dia", "um dia", [(1, 2)]),
    "one of several words": ("dia|noite", "noite", [(0, 1)]),
    "an optional word": ("de [o] dia", "de dia", [(0, 2)]),
    "a sub-type": ("dia <number>", "dia 5", [(0, 2)]),
    "rows of words": ("(bom dia|oi) ana", "bom dia ana", [(0, 3)]),
    "words in spaced rows": ("(o|a mes | hoje)", "a mes", [(0, 2)]),
    "no space between": ("<int> ~ h", "5 h", []),
    "glued": ("<int> ~ h", "5h", [(0, 2)]),
    "the beginning": ("^ dia", "um dia", []),
    "the end": ("dia $", "dia.", [(0, 1)]),
    "none of these": ("dia !cinco", "dia cinco", []),
}


@pytest.mark.parametrize(("pattern", "text", "spans"), list(NOTATION.values()), ids=list(NOTATION))
def test_a_pattern_matches(pattern: str, text: str, spans: list[tuple[int, int]]) -> None:
    assert read(pattern, text) == spans


@pytest.mark.parametrize("pattern", ["(dia", "dia)", "[dia"], ids=["open", "close", "optional"])
def test_an_unbalanced_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        read(pattern, "dia")


def test_an_unknown_category_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown category"):
        read("<nothing> dia", "dia")


def test_tokens_remember_where_they_stood() -> None:
    text = "Meia-noite, às 8h30 d'água"

    assert [(one.word, text[one.start : one.end]) for one in tokenize(text, {})] == [
        ("meia", "Meia"),
        ("noite", "noite"),
        (",", ","),
        ("as", "às"),
        ("8", "8"),
        ("h", "h"),
        ("30", "30"),
        ("dagua", "d'água"),
    ]
