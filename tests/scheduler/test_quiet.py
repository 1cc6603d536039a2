from datetime import UTC, datetime, time

import pytest

from domain.people import Person, QuietHours, Role
from scheduler.quiet import allowed_from

NIGHT = QuietHours(start=time(22), end=time(7))
SIESTA = QuietHours(start=time(13), end=time(15))


def person(quiet: QuietHours | None) -> Person:
    return Person(
        id=1,
        role=Role.OWNER,
        zone="America/Sao_Paulo",
        language=None,
        quiet=quiet,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("quiet", "local", "allowed"),
    [
        (None, "2026-11-21T03:00", "2026-11-21T03:00"),
        (NIGHT, "2026-11-21T21:59", "2026-11-21T21:59"),
        (NIGHT, "2026-11-21T22:00", "2026-11-22T07:00"),
        (NIGHT, "2026-11-22T06:59", "2026-11-22T07:00"),
        (NIGHT, "2026-11-22T07:00", "2026-11-22T07:00"),
        (SIESTA, "2026-11-21T14:00", "2026-11-21T15:00"),
        (SIESTA, "2026-11-21T15:00", "2026-11-21T15:00"),
    ],
    ids=[
        "without quiet hours at once",
        "before the night at once",
        "at the beginning of the night tomorrow",
        "in the last minute of the night today",
        "at the end of the night at once",
        "in the siesta after it",
        "at the end of the siesta at once",
    ],
)
def test_what_nobody_asked_for_waits_for_the_end_of_the_quiet_hours(
    quiet: QuietHours | None, local: str, allowed: str
) -> None:
    now = datetime.fromisoformat(f"{local}-03:00")

    assert allowed_from(person(quiet), now) == datetime.fromisoformat(f"{allowed}-03:00")
