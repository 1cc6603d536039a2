"""Daily and hourly rules across every transition of every zone, 2026 to 2037."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from domain.schedules import Form, Moment, Schedule, Shift
from engine.recurrence import moments_between, next_moment
from engine.zones import zone, zone_names

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One change of a zone's offset, found without using `fold`."""

    zone: ZoneInfo
    at: datetime
    before: timedelta
    after: timedelta

    @property
    def edges(self) -> tuple[datetime, datetime]:
        """The wall times between which the clock has a gap or goes twice."""
        naive = self.at.replace(tzinfo=None)
        return naive + min(self.before, self.after), naive + max(self.before, self.after)

    def instant(self, wall: datetime) -> tuple[datetime, Shift | None]:
        """What a wall time near this transition has to mean, from the offsets alone."""
        early = (wall - self.before).replace(tzinfo=UTC)
        late = (wall - self.after).replace(tzinfo=UTC)
        if early < self.at:
            return early, Shift.FOLD if late >= self.at else None
        return (late, None) if late >= self.at else (early, Shift.GAP)


@lru_cache(maxsize=1)
def transitions() -> tuple[Transition, ...]:
    zones = {_data(name): zone(name) for name in sorted(zone_names())}
    return tuple(found for one in zones.values() for found in _transitions(one))


def _data(name: str) -> bytes:
    return resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()


def _transitions(one: ZoneInfo) -> Iterator[Transition]:
    step, at = 5 * DAY, FIRST
    offset = _offset(one, at)
    while at < LAST:
        following = _offset(one, at + step)
        if following != offset:
            yield _bisect(one, at, at + step)
        at, offset = at + step, following


def _bisect(one: ZoneInfo, low: datetime, high: datetime) -> Transition:
    before, after = _offset(one, low), _offset(one, high)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if _offset(one, middle) == before else (low, middle)
    return Transition(zone=one, at=high, before=before, after=after)


def _offset(one: ZoneInfo, at: datetime) -> timedelta:
    offset = at.astimezone(one).utcoffset()
    assert offset is not None
    return offset


def _clocks(transition: Transition) -> list[time]:
    low, high = transition.edges
    middle = (low + (high - low) / 2).replace(second=0, microsecond=0)
    walls = (low - MINUTE, low, low + MINUTE, middle, high - MINUTE, high, high + MINUTE)
    return [time(), *(wall.time() for wall in walls)]


def _moments(transition: Transition, rule: str, start: datetime) -> list[Moment]:
    schedule = Schedule(form=Form.FLOATING, start=start, rule=rule)
    after, until = transition.at - 4 * DAY, transition.at + 3 * DAY
    return list(moments_between(schedule, zone=transition.zone, after=after, until=until))


def _expected(
    transition: Transition, start: datetime, clocks: Sequence[time]
) -> dict[datetime, tuple[datetime, Shift | None]]:
    walls = sorted(
        datetime.combine(start + number * DAY, clock) for number in range(9) for clock in clocks
    )
    expected = {wall: transition.instant(wall) for wall in walls if wall >= start}
    window = transition.at - 4 * DAY, transition.at + 3 * DAY
    return {wall: due for wall, due in expected.items() if window[0] < due[0] <= window[1]}


def test_the_zones_have_the_transitions_that_these_tests_are_about() -> None:
    found = transitions()

    assert len({transition.zone.key for transition in found}) > 80
    assert len(found) > 2000
    gaps = sum(transition.before < transition.after for transition in found)
    assert min(gaps, len(found) - gaps) > 900


def test_a_daily_rule_comes_once_a_day_at_its_wall_time_across_every_transition() -> None:
    wrong = []
    for transition in transitions():
        for clock in _clocks(transition):
            start = datetime.combine(transition.edges[0] - 4 * DAY, clock)

            found = _moments(transition, "FREQ=DAILY", start)

            expected = _expected(transition, start, [clock])
            if {moment.wall: (moment.due_at, moment.shift) for moment in found} != expected:
                wrong.append((transition, clock))
            if len(found) != len(expected) or len({moment.key for moment in found}) != len(found):
                wrong.append((transition, clock))
    assert wrong == []


def test_a_rule_with_times_in_the_gap_and_after_it_goes_forward_in_time() -> None:
    wrong = []
    for transition in transitions():
        low, high = transition.edges
        clocks = [(low + number * (high - low) / 4).time() for number in range(8)]
        hours = ",".join(str(hour) for hour in sorted({clock.hour for clock in clocks}))
        minutes = sorted({clock.minute for clock in clocks})
        rule = f"FREQ=DAILY;BYHOUR={hours};BYMINUTE={','.join(map(str, minutes))}"
        start = datetime.combine(low - 4 * DAY, time())
        named = [time(int(hour), minute) for hour in hours.split(",") for minute in minutes]

        found = [moment.due_at for moment in _moments(transition, rule, start)]

        instants = {due for due, _ in _expected(transition, start, named).values()}
        if found != sorted(instants):
            wrong.append((transition, rule))
    assert wrong == []


def test_an_hourly_rule_steps_in_elapsed_time_across_every_transition() -> None:
    for transition in transitions():
        start = (transition.at - 6 * HOUR).astimezone(transition.zone).replace(tzinfo=None)
        schedule = Schedule(form=Form.FLOATING, start=start, rule="FREQ=HOURLY")

        found = list(
            moments_between(
                schedule,
                zone=transition.zone,
                after=transition.at - DAY,
                until=transition.at + 6 * HOUR,
            )
        )

        assert [moment.due_at - transition.at for moment in found] == [
            number * HOUR for number in range(-6, 7)
        ]
        assert all(moment.key.endswith("Z") for moment in found)


def test_asking_at_any_minute_around_a_transition_gives_the_next_occurrence() -> None:
    for transition in transitions()[::7]:
        low = transition.edges[0]
        clock = (low + timedelta(minutes=10)).time()
        start = datetime.combine(low - 3 * DAY, clock)
        schedule = Schedule(form=Form.FLOATING, start=start, rule="FREQ=DAILY")
        dues = sorted(transition.instant(start + number * DAY)[0] for number in range(8))
        for minutes in range(-180, 181, 15):
            after = transition.at + minutes * MINUTE

            moment = next_moment(schedule, zone=transition.zone, after=after)

            assert moment is not None
            assert moment.due_at == next(due for due in dues if due > after)
