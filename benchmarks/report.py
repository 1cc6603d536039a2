"""What the figures of several rounds come to, beside their targets."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Found = Mapping[str, Sequence[float]]
"""What each round found, by the name of the figure."""


class Verdict(StrEnum):
    """What is said beside a figure."""

    OK = "ok"
    MISS = "MISS"
    NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure, or its share of another one, is held to."""

    label: str
    unit: str
    limit: float
    is_floor: bool = False
    figure: str = ""
    """Whose target it is, where that is not the name under which it stands."""
    of: str = ""
    """The figure that it is a share of, round by round; none: the figure itself."""
    stretch: float | None = None
    """A further limit, which is told but not required."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some rounds, the least and the most of them."""

    middle: float
    least: float
    most: float

    def __str__(self) -> str:
        if self.least == self.most:
            return short(self.middle)
        return f"{short(self.middle)} ({short(self.least)} to {short(self.most)})"


def short(value: float) -> str:
    """Write a figure with three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def spread(values: Sequence[float]) -> Spread:
    """Return the median and the range of at least one value."""
    return Spread(statistics.median(values), min(values), max(values))


def held(name: str, target: Target, found: Found) -> tuple[Verdict, str]:
    """Return the verdict on a target and the line that tells it."""
    values = found.get(target.figure or name, ())
    if target.of:
        values = [one / other for one, other in zip(values, found.get(target.of, ()), strict=False)]
    if not values:
        return Verdict.NOT_MEASURED, _line(Verdict.NOT_MEASURED, target.label, "")
    seen = spread(values)
    verdict = Verdict.OK if _reaches(seen.middle, target.limit, target) else Verdict.MISS
    text = f"{seen} {target.unit} ({'>=' if target.is_floor else '<='} {short(target.limit)})"
    if target.stretch is not None:
        word = "reached" if _reaches(seen.middle, target.stretch, target) else "not reached"
        text += f"; stretch {short(target.stretch)}: {word}"
    return verdict, _line(verdict, target.label, text)


def _reaches(value: float, limit: float, target: Target) -> bool:
    return value >= limit if target.is_floor else value <= limit


def _line(verdict: Verdict, label: str, text: str) -> str:
    return f"{verdict.value:13}{label:66}{text}".rstrip()


def judged(targets: Mapping[str, Target], found: Found) -> tuple[list[str], int]:
    """Return a line for each target, and how many were missed."""
    verdicts = [held(name, target, found) for name, target in targets.items()]
    missed = sum(verdict is Verdict.MISS for verdict, _ in verdicts)
    return [line for _, line in verdicts], missed


def others(targets: Mapping[str, Target], found: Found) -> list[str]:
    """Return a line for each figure that has no target."""
    judged_already = {target.figure or name for name, target in targets.items()}
    rest = sorted(name for name in found if name not in judged_already)
    return [_line(Verdict.OK, name, str(spread(found[name])))[3:] for name in rest]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lay out rows in columns, the first one to the left."""
    every = [heads, *rows]
    widths = [max(len(row[column]) for row in every) for column in range(len(heads))]
    return [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in every
    ]
