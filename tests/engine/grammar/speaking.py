"""Says sentences to the grammar at a fixed moment: Saturday 21 November 2026, 10:00."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from engine.grammar.reading import Reading
from engine.grammar.understanding import understand

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZONE)


def said(text: str, language: str | None = None, now: datetime = NOW) -> Reading:
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    return understand(text, now=now, zone=zone, language=language)


def wall(moment: datetime | date | None) -> str | None:
    """Write a moment as in the corpora: local wall time, or a date alone."""
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%dT%H:%M")
    return moment.isoformat() if moment else None
