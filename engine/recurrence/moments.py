"""The moments of a schedule: what the scheduler stores and claims."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from operator import attrgetter
from zoneinfo import ZoneInfo

from domain.schedules import Form, Moment, Schedule, Shift
from engine.recurrence.elapsed import instants_after, last_instant
from engine.recurrence.rules import Rule
from engine.recurrence.walls import last_wall, rule_from, walls_from
from engine.zones import resolve
from engine.zones import zone as zone_named

_DAY = timedelta(days=1)
_UTC = zone_named("UTC")


def next_moment(schedule: Schedule, *, zone: ZoneInfo, after: datetime) -> Moment | None:
    """Return the first moment strictly after `after` (aware), or None when there is none.

    `zone` is the person's. A start counts to whole seconds. Of wall times that a gap folds
    onto one instant, one moment is returned. Raises InvalidRule and UnknownZone.
    """
    try:
        candidates = _candidates(schedule, zone, after.astimezone(UTC))
        first = next(candidates, None)
        if first is None or first.shift is not Shift.GAP:
            return first
        # Times skipped by the clock fall behind those that come right after the gap.
        local = first.due_at.astimezone(_anchor(schedule, zone)).replace(tzinfo=None)
        rivals = takewhile(lambda moment: moment.wall < local, candidates)
        return min([first, *rivals], key=attrgetter("due_at"))
    except OverflowError:
        return None


def moments_between(
    schedule: Schedule, *, zone: ZoneInfo, after: datetime, until: datetime, limit: int = 1000
) -> Iterator[Moment]:
    """Yield at most `limit` moments with after < due_at <= until, ascending."""
    for _ in range(limit):
        moment = next_moment(schedule, zone=zone, after=after)
        if moment is None or moment.due_at > until:
            return
        yield moment
        after = moment.due_at


def moment_for_key(schedule: Schedule, key: str, zone: ZoneInfo) -> Moment:
    """Return the moment of a stored key as the zones stand now.

    Raises ValueError for a key that no moment has.
    """
    shown = zone if schedule.form is Form.INSTANT else _anchor(schedule, zone)
    written = datetime.fromisoformat(key)
    return _at_instant(written, shown) if written.tzinfo else _at_wall(written, shown)


def _candidates(schedule: Schedule, zone: ZoneInfo, after: datetime) -> Iterator[Moment]:
    """Yield the moments after `after`, ascending on the wall (in time, for elapsed rules)."""
    anchor = _anchor(schedule, zone)
    start = schedule.start.replace(microsecond=0)
    if schedule.form is Form.INSTANT:
        start = start.astimezone(UTC).replace(tzinfo=None)
    if schedule.rule is None:
        moments = iter((_at_wall(start, anchor),))
    else:
        rule = rule_from(schedule.rule, start)
        stepping = _elapsed if rule.is_elapsed else _on_the_wall
        moments = stepping(schedule.rule, rule, start, anchor, after)
        if rule.excluded:
            left_out = frozenset(rule.excluded)
            moments = (one for one in moments if one.wall.date() not in left_out)
    for moment in moments:
        if moment.due_at > after:
            yield moment if schedule.form is not Form.INSTANT else _at_instant(moment.due_at, zone)


def _anchor(schedule: Schedule, zone: ZoneInfo) -> ZoneInfo:
    """Return the zone whose wall clock the schedule's start is written in."""
    if schedule.form is Form.INSTANT:
        return _UTC
    return zone_named(schedule.zone) if schedule.form is Form.ZONED and schedule.zone else zone


def _on_the_wall(
    text: str, rule: Rule, start: datetime, zone: ZoneInfo, after: datetime
) -> Iterator[Moment]:
    last = last_wall(text, start)
    for wall in walls_from(rule, start, _wall_floor(start, zone, after)):
        if last is not None and wall > last:
            return
        moment = _at_wall(wall, zone)
        if rule.until is not None and _is_past(moment, rule.until):
            return
        yield moment


def _wall_floor(start: datetime, zone: ZoneInfo, after: datetime) -> datetime:
    """Return the earliest wall time that can fall after an instant.

    After a gap that is earlier than the wall clock shows: skipped times are still to come.
    """
    if after.year < start.year - 1:
        return start
    now, before = after.astimezone(zone), (after - _DAY).astimezone(zone)
    offset = min(now.utcoffset() or timedelta(), before.utcoffset() or timedelta())
    return after.replace(tzinfo=None) + offset


def _elapsed(
    text: str, rule: Rule, start: datetime, zone: ZoneInfo, after: datetime
) -> Iterator[Moment]:
    first = resolve(start, zone)[0]
    last = last_instant(text, first, zone)
    for instant in instants_after(rule, first, zone, after):
        if last is not None and instant > last:
            return
        moment = _at_instant(instant, zone)
        if rule.until is not None and _is_past(moment, rule.until):
            return
        yield moment


def _is_past(moment: Moment, until: datetime) -> bool:
    return moment.due_at > until if until.tzinfo else moment.wall > until


def _at_wall(wall: datetime, zone: ZoneInfo) -> Moment:
    due_at, shift = resolve(wall, zone)
    return Moment(key=_written(wall), due_at=due_at, wall=wall, shift=shift)


def _at_instant(instant: datetime, zone: ZoneInfo) -> Moment:
    naive = instant.replace(tzinfo=None)
    wall = instant.astimezone(zone).replace(tzinfo=None)
    return Moment(key=f"{_written(naive)}Z", due_at=instant, wall=wall)


def _written(wall: datetime) -> str:
    return wall.isoformat(timespec="seconds" if wall.second else "minutes")
