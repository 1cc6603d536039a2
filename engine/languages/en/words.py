"""Times, lengths and rules said back in English."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from engine.recurrence import Frequency, Rule, WeekdayRule, clock_times, day_positions, rule_from

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_BUSINESS_DAYS = (0, 1, 2, 3, 4)
_MOST_EXCEPTIONS = 4
_PERIODS = {
    Frequency.YEARLY: "year",
    Frequency.MONTHLY: "month",
    Frequency.WEEKLY: "week",
    Frequency.DAILY: "day",
    Frequency.HOURLY: "hour",
    Frequency.MINUTELY: "minute",
}


def moment(at: datetime | date, *, now: datetime) -> str:
    """Say "today, 08:30", "Friday, 27 November, 08:30", or the day alone for a date."""
    today = now.astimezone(at.tzinfo) if isinstance(at, datetime) and at.tzinfo else now
    day = at.date() if isinstance(at, datetime) else at
    said = _NEAR.get((day - today.date()).days) or _day(day, today.year)
    return f"{said}, {clock(at)}" if isinstance(at, datetime) else said


def _day(day: date, year: int) -> str:
    said = f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}"
    return said if day.year == year else f"{said} {day.year}"


def clock(at: datetime | time) -> str:
    """Say "08:30"."""
    return f"{at:%H:%M}"


def length(length: timedelta) -> str:
    """Say "1 hour and 30 minutes"."""
    rest, parts = round(abs(length.total_seconds())), []
    for size, unit in _UNITS:
        amount, rest = divmod(rest, size)
        if amount:
            parts.append(_counted(amount, unit))
    return listing(parts) or "0 minutes"


def _counted(amount: int, unit: str) -> str:
    return f"{amount} {unit}" if amount == 1 else f"{amount} {unit}s"


def listing(items: Sequence[str]) -> str:
    """Say "a, b and c"."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def rule(rrule: str, *, start: datetime | date) -> str:
    """Say "every Monday and Wednesday at 18:30, until 20 December"."""
    timed = isinstance(start, datetime)
    first = start if isinstance(start, datetime) else datetime.combine(start, time())
    read = rule_from(rrule, first)
    if read.is_elapsed:
        return "".join(
            (
                _elapsed(read),
                *_limits(read),
                *_choice(read),
                *_exceptions(read, first),
                *_bounds(read, first),
            )
        )
    times = [clock(at) for at in clock_times(read.hours, read.minutes, read.seconds)]
    choice: list[str] = []
    whole_days = day_positions(read.positions, len(times))
    if whole_days and read.frequency is not Frequency.DAILY:
        read = replace(read, positions=whole_days)
    elif read.positions:
        choice, read = list(_choice(read)), replace(read, positions=())
    said = f"{_days(read)} at {listing(times)}" if timed else _days(read)
    tail = (
        *_limits(read),
        *choice,
        *_beginning(read, first),
        *_exceptions(read, first),
        *_bounds(read, first),
    )
    return "".join((said, *tail))


def _days(read: Rule) -> str:
    """Say the days of a rule, without times and bounds."""
    if read.frequency is Frequency.DAILY and read.interval > 1:
        return _every(read)
    weekdays = [weekday.day for weekday in read.weekdays if not weekday.ordinal]
    if weekdays and not read.positions and not read.month_days:
        return _weekly(read, weekdays)
    if read.frequency is Frequency.YEARLY and (read.months or not read.month_days):
        return f"{_every(read)} on {listing(list(_nouns(read, _of_months(read))))}{_falling(read)}"
    nouns = listing(list(_nouns(read, "")))
    if not nouns:
        return _every(read)
    if read.interval > 1:
        return f"{_every(read)} on {nouns}{_falling(read)}"
    period = "week" if read.frequency is Frequency.WEEKLY else "month"
    return f"{nouns} of every {period}{_falling(read)}"


def _every(read: Rule) -> str:
    if read.interval == 1:
        return f"every {_PERIODS[read.frequency]}"
    if read.interval == 2:
        return f"every other {_PERIODS[read.frequency]}"
    return f"every {read.interval} {_PERIODS[read.frequency]}s"


def _weekly(read: Rule, weekdays: Sequence[int]) -> str:
    """Say "every Monday and Wednesday", "every other Friday", "every weekday"."""
    of = f" in {listing([_MONTHS[month - 1] for month in read.months])}" if read.months else ""
    inside = of if read.frequency is Frequency.YEARLY else ""
    if read.interval == 1:
        return f"every {_names(weekdays)}{inside}"
    if read.interval == 2 and read.frequency is Frequency.WEEKLY and len(weekdays) == 1:
        return f"every other {_names(weekdays)}"
    if read.frequency is Frequency.WEEKLY:
        names = _names(weekdays)
        return f"{_every(read)} on {'weekdays' if names == 'weekday' else names}"
    return f"{_every(read)} on every {_names(weekdays)}{inside}"


def _names(weekdays: Sequence[int]) -> str:
    if tuple(weekdays) == _BUSINESS_DAYS:
        return "weekday"
    return "day" if len(weekdays) == 7 else listing([_WEEKDAYS[day] for day in weekdays])


def _of_months(read: Rule) -> str:
    names = listing([_MONTHS[month - 1] for month in read.months])
    return f" of {names}" if names else " of the year"


def _nouns(read: Rule, of: str) -> Iterator[str]:
    """Yield what the rule names: "the 5th", "the last Friday", "12 May"."""
    if read.positions:
        places = [_ordinal(place) for place in read.positions]
        yield f"the {listing(places)} {_set(read)}{of}"
    elif read.month_days:
        yield from _named_days(read, of)
    else:
        yield from _named_weekdays(read.weekdays, of)


def _falling(read: Rule) -> str:
    if not read.month_days or not read.weekdays or read.positions:
        return ""
    return f" that falls on a {' or '.join(_WEEKDAYS[weekday.day] for weekday in read.weekdays)}"


def _named_days(read: Rule, of: str) -> Iterator[str]:
    counted = [day for day in read.month_days if day > 0]
    if of and read.months:
        yield from (f"{day} {_MONTHS[month - 1]}" for month in read.months for day in counted)
    elif counted:
        yield f"the {listing([_ordinal(day) for day in counted])}"
    for day in sorted((day for day in read.month_days if day < 0), reverse=True):
        yield f"the {_ordinal(day)} day{of}"


def _named_weekdays(weekdays: Sequence[WeekdayRule], of: str) -> Iterator[str]:
    for day in dict.fromkeys(weekday.day for weekday in weekdays):
        places = [weekday.ordinal for weekday in weekdays if weekday.day == day]
        ordinals = listing([_ordinal(place) for place in places if place])
        yield f"the {ordinals} {_WEEKDAYS[day]}{of}" if ordinals else f"every {_WEEKDAYS[day]}{of}"


def _set(read: Rule) -> str:
    """Name what positions choose from."""
    days = sorted({weekday.day for weekday in read.weekdays})
    if read.month_days:
        return f"day among {listing([_ordinal(day) for day in read.month_days])}"
    if tuple(days) == _BUSINESS_DAYS:
        return "weekday"
    return "day" if len(days) in {0, 7} else " or ".join(_WEEKDAYS[day] for day in days)


def _ordinal(place: int) -> str:
    if place < 0:
        return "last" if place == -1 else f"{_ordinal(-place)} to last"
    teen = place % 100 in {11, 12, 13}
    return f"{place}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def _elapsed(read: Rule) -> str:
    if read.interval == 1:
        return f"every {_PERIODS[read.frequency]}"
    if read.frequency is Frequency.MINUTELY and read.interval % 60 == 0:
        return f"every {length(timedelta(minutes=read.interval))}"
    return f"every {read.interval} {_PERIODS[read.frequency]}s"


def _choice(read: Rule) -> Iterator[str]:
    """Yield what BYSETPOS keeps of each period, where it chooses among times."""
    if read.positions:
        places = listing([_ordinal(place) for place in read.positions])
        yield f", only the {places} time of each {_PERIODS[read.frequency]}"


def _limits(read: Rule) -> Iterator[str]:
    """Yield what narrows the rule beyond its days: hours, minutes, months."""
    stepping = read.is_elapsed or (read.frequency is Frequency.DAILY and read.interval > 1)
    if stepping and read.month_days:
        yield f", only on {listing(list(_named_days(read, '')))}{_falling(read)}"
    elif stepping and read.weekdays:
        days = [weekday.day for weekday in read.weekdays]
        yield f", only on {'weekdays' if tuple(days) == _BUSINESS_DAYS else _names(days)}"
    if read.is_elapsed and read.hours:
        yield f", {_hours(read.hours)}"
    if read.is_elapsed and read.minutes:
        yield f", at minute {listing([str(minute) for minute in read.minutes])}"
    if read.months and read.frequency is not Frequency.YEARLY:
        yield f", only in {listing([_MONTHS[month - 1] for month in read.months])}"


def _hours(hours: Sequence[int]) -> str:
    if hours[-1] - hours[0] + 1 == len(hours):
        return f"from {hours[0]:02}:00 to {hours[-1]:02}:59"
    return f"in the hours of {listing([f'{hour:02}:00' for hour in hours])}"


def _beginning(read: Rule, first: datetime) -> Iterator[str]:
    if read.interval > 1 and read.frequency is Frequency.DAILY:
        yield f", starting {_day(first.date(), first.year)}"


def _exceptions(read: Rule, first: datetime) -> Iterator[str]:
    """Yield the dates that are left out; of many, how many."""
    if len(read.excluded) > _MOST_EXCEPTIONS:
        yield f", except on {len(read.excluded)} dates"
    elif read.excluded:
        days = [_date(day, first.year) for day in read.excluded]
        yield f", except {listing(days)}"


def _date(day: date, year: int) -> str:
    said = f"{day.day} {_MONTHS[day.month - 1]}"
    return said if day.year == year else f"{said} {day.year}"


def _bounds(read: Rule, first: datetime) -> Iterator[str]:
    if read.count is not None:
        yield ", once" if read.count == 1 else f", {read.count} times"
    if read.until is not None:
        day = f"{read.until.day} {_MONTHS[read.until.month - 1]}"
        year = "" if read.until.year == first.year else f" {read.until.year}"
        at = "" if read.until.hour == 23 else f", {clock(read.until)}"
        yield f", until {day}{year}{at}"
