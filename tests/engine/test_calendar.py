from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr

from domain.messages import Address
from domain.origin import Origin
from domain.people import Person, Role
from domain.records import Event, Priority, Reminder, ReminderState, Status, Task
from domain.schedules import Form, Schedule
from engine.archive.calendar import calendar, escaped, folded
from engine.recurrence import moments_between
from engine.zones import zone
from tests.ics import Component, parse

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
PERSON = Person(
    id=7, role=Role.USER, zone="America/Sao_Paulo", language="pt", quiet=None, created_at=NOW
)
SATURDAY_14 = datetime(2026, 11, 21, 14, 0)  # noqa: DTZ001 - a wall time


def _event(schedule: Schedule, **facts: object) -> Event:
    values: dict[str, object] = {
        "id": 3,
        "person": 7,
        "title": "consulta",
        "schedule": schedule,
        "start_at": NOW,
        "length": None,
        "all_day": False,
        "place": None,
        "people": (),
        "origin": Origin.OWNER,
        "created_at": NOW,
    }
    return Event(**(values | facts))  # type: ignore[arg-type]


def _task(**facts: object) -> Task:
    values: dict[str, object] = {
        "id": 4,
        "person": 7,
        "title": "renovar",
        "status": Status.TODO,
        "priority": None,
        "due_day": None,
        "due_at": None,
        "rule": None,
        "origin": Origin.OWNER,
        "created_at": NOW,
    }
    return Task(**(values | facts))  # type: ignore[arg-type]


def _reminder(schedule: Schedule, title: str = "ligar") -> Reminder:
    return Reminder(
        id=5,
        person=7,
        title=title,
        schedule=schedule,
        address=Address(channel="test", chat="ana"),
        language="pt",
        state=ReminderState.ACTIVE,
        origin=Origin.OWNER,
        created_at=NOW,
    )


def _floating(rule: str | None = None, start: datetime = SATURDAY_14) -> Schedule:
    return Schedule(form=Form.FLOATING, start=start, rule=rule)


def _written(
    *, tasks: tuple[Task, ...] = (), reminders: tuple[Reminder, ...] = (), events: tuple[Event, ...]
) -> Component:
    return parse(calendar(PERSON, tasks=tasks, reminders=reminders, events=events, now=NOW))


def _one(event: Event) -> Component:
    (found,) = _written(events=(event,)).all("VEVENT")
    return found


def test_an_empty_calendar_is_a_calendar() -> None:
    assert _written(events=()).parts == []


def test_a_floating_time_has_no_zone() -> None:
    event = _one(_event(_floating(), length=timedelta(hours=1), place="R. Um, 2; fundos"))

    assert event.properties["DTSTART"] == ({}, "20261121T140000")
    assert event.value("DTEND") == "20261121T150000"
    assert event.text("LOCATION") == "R. Um, 2; fundos"


def test_a_zoned_time_names_a_zone_that_is_described() -> None:
    schedule = Schedule(form=Form.ZONED, start=SATURDAY_14, zone="Europe/Lisbon")
    written = _written(events=(_event(schedule),))

    (event,), (there,) = written.all("VEVENT"), written.all("VTIMEZONE")

    assert event.properties["DTSTART"] == ({"TZID": "Europe/Lisbon"}, "20261121T140000")
    changes = {(part.name, part.value("DTSTART"), part.value("TZOFFSETTO")) for part in there.parts}
    assert ("STANDARD", "20261025T020000", "+0000") in changes
    assert ("DAYLIGHT", "20270328T010000", "+0100") in changes


def test_an_instant_is_in_utc() -> None:
    event = _one(_event(Schedule(form=Form.INSTANT, start=NOW)))

    assert event.value("DTSTART") == "20261121T150000Z"


def test_days_end_the_day_after_their_last() -> None:
    start = datetime(2026, 12, 3)  # noqa: DTZ001 - a wall time
    event = _one(_event(_floating(start=start), all_day=True, length=timedelta(days=2)))

    assert event.properties["DTSTART"] == ({"VALUE": "DATE"}, "20261203")
    assert event.value("DTEND") == "20261206"


@pytest.mark.parametrize(
    ("schedule", "until"),
    [
        (_floating("FREQ=DAILY;UNTIL=20261203"), "20261203T235959"),
        (_floating("FREQ=DAILY;UNTIL=20261203T120000Z"), "20261203T090000"),
        (
            Schedule(
                form=Form.ZONED,
                start=SATURDAY_14,
                rule="FREQ=DAILY;UNTIL=20261203",
                zone="America/Sao_Paulo",
            ),
            "20261204T025959Z",
        ),
        (
            Schedule(form=Form.INSTANT, start=NOW, rule="FREQ=HOURLY;UNTIL=20261203T120000Z"),
            "20261203T120000Z",
        ),
    ],
    ids=["floating", "floating, said in UTC", "zoned", "instant"],
)
def test_until_has_the_form_of_its_start(schedule: Schedule, until: str) -> None:
    assert f"UNTIL={until}" in _one(_event(schedule)).value("RRULE")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "FREQ=MONTHLY;BYMONTHDAY=5",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=DAILY;COUNT=3",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=4",
        "FREQ=DAILY;INTERVAL=3;UNTIL=20261210",
    ],
)
def test_a_rule_means_to_others_what_it_means_to_us(rule: str) -> None:
    schedule = _floating(rule)
    event = _one(_event(schedule))

    start = datetime.strptime(event.value("DTSTART"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    theirs = list(rrulestr(event.value("RRULE"), dtstart=start).xafter(start, count=5, inc=True))

    ours = moments_between(
        schedule,
        zone=zone("America/Sao_Paulo"),
        after=NOW - timedelta(days=1),
        until=NOW + timedelta(days=4000),
        limit=5,
    )
    assert theirs == [moment.wall for moment in ours]


def test_a_reminder_rings_at_its_moment() -> None:
    (event,) = _written(reminders=(_reminder(_floating()),), events=()).all("VEVENT")
    (alarm,) = event.all("VALARM")

    assert event.value("TRANSP") == "TRANSPARENT"
    assert (alarm.value("ACTION"), alarm.value("TRIGGER")) == ("DISPLAY", "PT0S")
    assert alarm.text("DESCRIPTION") == "ligar"


def test_tasks_are_to_do_or_done() -> None:
    tasks = (
        _task(priority=Priority.HIGH, due_day=date(2026, 12, 3)),
        _task(id=5, status=Status.DONE, due_at=NOW, completed_at=NOW),
        _task(id=6, due_day=date(2026, 12, 3), rule="FREQ=WEEKLY"),
        _task(id=7),
    )

    first, second, third, last = _written(tasks=tasks, events=()).all("VTODO")

    assert first.properties["DUE"] == ({"VALUE": "DATE"}, "20261203")
    assert (first.value("STATUS"), first.value("PRIORITY")) == ("NEEDS-ACTION", "1")
    assert (second.value("STATUS"), second.value("COMPLETED")) == ("COMPLETED", "20261121T150000Z")
    assert second.value("DUE") == "20261121T150000Z"
    assert (third.value("DTSTART"), third.value("RRULE")) == ("20261203", "FREQ=WEEKLY")
    assert "DUE" not in last.properties


@pytest.mark.parametrize(
    "title",
    ["a, b; c: d\\e", "linha um\nlinha dois", "ç😀" * 60, '"BEGIN:VEVENT"', "END:VEVENT\r\nX:1"],
    ids=["marks", "lines", "long", "quoted", "another property"],
)
def test_a_title_is_read_back_as_it_was_written(title: str) -> None:
    assert _one(_event(_floating(), title=title)).text("SUMMARY") == title.replace("\r\n", "\n")


def test_long_lines_are_folded_between_characters() -> None:
    lines = folded(f"SUMMARY:{'ã' * 200}").split(b"\r\n")[:-1]

    assert all(len(line) <= 75 for line in lines)
    assert lines[1].startswith(" ã".encode())
    assert escaped("a\\b") == "a\\\\b"


@pytest.mark.parametrize("sign", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_whatever_a_reader_takes_for_the_end_of_a_line_is_written_as_one(sign: str) -> None:
    assert escaped(f"a{sign}END:VEVENT") == "a\\nEND:VEVENT"


def test_an_entry_has_the_same_name_in_every_export_and_another_for_everybody() -> None:
    first = _one(_event(_floating())).value("UID")
    again = _one(_event(_floating(), title="outra coisa")).value("UID")
    other = _one(_event(_floating(), id=4)).value("UID")

    assert first == again != other
