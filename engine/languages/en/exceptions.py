"""How English says what a recurrence leaves out."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import recurring
from engine.grammar.productions import Row, rows

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
            recurring.but_weekdays,
            1.2,
        ),
        (
            f"{_EXCEPT} [the] weekends|weekend",
            lambda: recurring.but_weekdays((5, 6)),
            1.2,
        ),
        (
            f"{_EXCEPT} [the] <day>",
            recurring.but_day,
            1.15,
        ),
        (
            f"{_EXCEPT} [the|public|bank] [public|bank] holidays|holiday",
            recurring.but_holidays,
            1.2,
        ),
        (
            f"{_EXCEPT} <months>",
            recurring.but_months,
            1.2,
        ),
        (
            "only in <months>",
            recurring.only_months,
            1.2,
        ),
    )
