"""Builds times of the day and lengths of time from the numbers that were said."""

from engine.grammar.reading import Grain
from engine.grammar.values import Clock, Length

UNITS = {
    "second": Length(seconds=1, grain=Grain.SECOND),
    "minute": Length(seconds=60, grain=Grain.MINUTE),
    "hour": Length(seconds=3600, grain=Grain.HOUR),
    "day": Length(days=1),
    "business_day": Length(business_days=1),
    "week": Length(days=7, grain=Grain.WEEK),
    "fortnight": Length(days=14, grain=Grain.WEEK),
    "month": Length(months=1, grain=Grain.MONTH),
    "quarter": Length(months=3, grain=Grain.MONTH),
    "year": Length(months=12, grain=Grain.YEAR),
}
_MOST = 100_000


def length(number: float, unit: str) -> Length | None:
    """Return so many units; parts of a unit only where it is made of smaller ones."""
    one = UNITS[unit]
    if not 0 <= number <= _MOST:
        return None
    if number != int(number):
        return _parts(number, one)
    whole = int(number)
    return Length(
        months=one.months * whole,
        days=one.days * whole,
        seconds=one.seconds * whole,
        business_days=one.business_days * whole,
        grain=one.grain,
    )


def _parts(number: float, one: Length) -> Length | None:
    if one.seconds:
        return Length(seconds=round(one.seconds * number), grain=Grain.MINUTE)
    if one.months == 12:
        return Length(months=round(12 * number), grain=Grain.MONTH)
    if one.days == 1:
        return Length(seconds=round(86_400 * number), grain=Grain.HOUR)
    return Length(days=round(one.days * number)) if one.days else None


def both(left: Length, right: Length) -> Length:
    """Return the sum of two lengths."""
    return Length(
        months=left.months + right.months,
        days=left.days + right.days,
        seconds=left.seconds + right.seconds,
        business_days=left.business_days + right.business_days,
        grain=right.grain,
    )


def clock(hour: int, minute: int | None = None, second: int | None = None) -> Clock | None:
    """Return a time with a 24-hour meaning; None where the digits cannot be a time.

    "25:00" is kept: it is meant as a time, and refused when it is resolved.
    """
    if (minute or 0) > 59 or (second or 0) > 59 or hour > (24 if minute is None else 29):
        return None
    grain = Grain.HOUR if minute is None else Grain.MINUTE if second is None else Grain.SECOND
    return Clock(hour=hour, minute=minute or 0, second=second or 0, grain=grain)


def bare(hour: int, minute: int | None = None) -> Clock | None:
    """Return a time that may mean twelve hours later, as "at 9" and "half past eight"."""
    if not 0 <= hour <= 24 or (minute or 0) > 59:
        return None
    found = clock(hour, minute)
    if found is None or not 1 <= hour <= 12:
        return found
    grain = Grain.HOUR if minute is None else Grain.MINUTE
    return Clock(hour=hour, minute=minute or 0, bare=True, grain=grain)


def before(minutes: int, hour: int) -> Clock | None:
    """Return so many minutes before an hour: "quinze pras dez"."""
    if not (1 <= minutes <= 59 and 1 <= hour <= 24):
        return None
    earlier = hour - 1 or 12
    return Clock(hour=earlier, minute=60 - minutes, bare=1 <= earlier <= 12, grain=Grain.MINUTE)


def meridiem(time: Clock, *, afternoon: bool) -> Clock | None:
    """Return a time with "am" or "pm"; None for 13 am."""
    if not time.hour <= 12:
        return time if afternoon and time.hour < 24 else None
    hour = time.hour % 12 + (12 if afternoon else 0)
    return Clock(hour=hour, minute=time.minute, second=time.second, grain=time.grain)
