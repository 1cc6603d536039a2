"""Writes a reading in one line, as the documents show it."""

from datetime import date, datetime

from engine.grammar.reading import Reading


def line(reading: Reading) -> str:
    """Write intent, names, moments as wall time, rule and particulars; further records after +."""
    intent = reading.intent.value
    parts = [f"{intent} {reading.query.value}" if reading.query else intent]
    parts += [reading.title or "", reading.list or "", ", ".join(reading.items)]
    parts += [wall(reading.at), f"to {wall(reading.end)}" if reading.end else ""]
    parts += [reading.rrule or "", f"at {reading.place}" if reading.place else ""]
    parts += [f"without {', '.join(map(wall, reading.exceptions))}" if reading.exceptions else ""]
    parts += [f"with {', '.join(reading.people)}" if reading.people else ""]
    parts += [reading.priority.value if reading.priority else ""]
    parts += [f"number {reading.reference}" if reading.reference else ""]
    parts += [f"asks {reading.ask}" if reading.ask else ""]
    return " + ".join([" · ".join(filter(None, parts)), *map(line, reading.more)])


def wall(moment: datetime | date | None) -> str:
    """Write a moment as local wall time, or a date alone."""
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d %H:%M}"
    return moment.isoformat() if moment else ""
