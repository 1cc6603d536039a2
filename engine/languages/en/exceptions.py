"""How English says what a recurrence leaves out."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import recurring
from engine.grammar.productions import Row, rows
from engine.grammar.values import When, Without

_AND = "(, | and | , and | & | / | or)"
_EXCEPT = "(except|excluding|minus|besides | but not | other than | apart from | just not | only not) [for|on|in]"


def productions() -> Iterator[Row]:
    """Yield the productions of what a recurrence leaves out, and of the months it keeps."""
    yield from rows(
        "months",
        ("<month>", lambda month: (month,)),
        (f"<month> {_AND} [in] <months>", recurring.listed),
    )
    yield from rows(
        "time",
        (
            f"{_EXCEPT} [the] <weekdays>",
            lambda numbers: When(without=Without(weekdays=numbers), weak=True),
            1.2,
        ),
        (
            f"{_EXCEPT} [the] weekends|weekend",
            lambda: When(without=Without(weekdays=(5, 6)), weak=True),
            1.2,
        ),
        (
            f"{_EXCEPT} [the] <day>",
            lambda day: When(without=Without(days=(day,)), weak=True),
            1.15,
        ),
        (
            f"{_EXCEPT} [the|public|bank] [public|bank] holidays|holiday",
            lambda: When(without=Without(holidays=True), weak=True),
            1.2,
        ),
        (
            f"{_EXCEPT} <months>",
            lambda numbers: When(without=Without(months=numbers), weak=True),
            1.2,
        ),
        (
            "only in <months>",
            lambda numbers: When(without=Without(months=_others(numbers)), weak=True),
            1.2,
        ),
    )


def _others(months: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(month for month in range(1, 13) if month not in months)
