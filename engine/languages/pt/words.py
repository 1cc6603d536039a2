"""Times, lengths and rules said back in Portuguese."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from engine.recurrence import Frequency, Rule, WeekdayRule, clock_times, day_positions, rule_from

_MONTHS = (
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)
_WEEKDAYS = ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo")
_NEAR = {-1: "ontem", 0: "hoje", 1: "amanhã"}
_UNITS = (
    (86_400, "dia", "dias"),
    (3_600, "hora", "horas"),
    (60, "minuto", "minutos"),
    (1, "segundo", "segundos"),
)
_FROM_THE_END = {-1: "último", -2: "penúltimo", -3: "antepenúltimo"}
_BUSINESS_DAYS = (0, 1, 2, 3, 4)
_MOST_EXCEPTIONS = 4
_PERIODS = {
    Frequency.DAILY: ("dia", "dias"),
    Frequency.WEEKLY: ("semana", "semanas"),
    Frequency.MONTHLY: ("mês", "meses"),
    Frequency.YEARLY: ("ano", "anos"),
    Frequency.HOURLY: ("hora", "horas"),
    Frequency.MINUTELY: ("minuto", "minutos"),
}


def moment(at: datetime | date, *, now: datetime) -> str:
    """Say "hoje, 08:30", "sexta, 27 de novembro, 08:30", or the day alone for a date."""
    today = now.astimezone(at.tzinfo) if isinstance(at, datetime) and at.tzinfo else now
    day = at.date() if isinstance(at, datetime) else at
    said = _NEAR.get((day - today.date()).days) or _day(day, today.year)
    return f"{said}, {clock(at)}" if isinstance(at, datetime) else said


def _day(day: date, year: int) -> str:
    said = f"{_WEEKDAYS[day.weekday()]}, {day.day} de {_MONTHS[day.month - 1]}"
    return said if day.year == year else f"{said} de {day.year}"


def clock(at: datetime | time) -> str:
    """Say "08:30"."""
    return f"{at:%H:%M}"


def length(length: timedelta) -> str:
    """Say "1 hora e 30 minutos"."""
    rest, parts = round(abs(length.total_seconds())), []
    for size, one, many in _UNITS:
        amount, rest = divmod(rest, size)
        if amount:
            parts.append(f"{amount} {one if amount == 1 else many}")
    return listing(parts) or "0 minutos"


def listing(items: Sequence[str]) -> str:
    """Say "a, b e c"."""
    return " e ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def rule(rrule: str, *, start: datetime | date) -> str:
    """Say "toda segunda e quarta às 18:30, até 20 de dezembro"."""
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
    said = f"{_days(read)} às {listing(times)}" if timed else _days(read)
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
    if read.frequency is Frequency.YEARLY and (read.interval > 1 or read.months):
        return _yearly(read)
    if read.frequency is Frequency.DAILY and read.interval > 1:
        return _every(read)
    weekdays = [weekday.day for weekday in read.weekdays]
    weekly = not read.positions and not read.month_days
    if weekly and weekdays and not any(weekday.ordinal for weekday in read.weekdays):
        return _weekly(weekdays) if read.interval == 1 else f"{_every(read)}, {_on(weekdays)}"
    of = {Frequency.WEEKLY: "da semana", Frequency.YEARLY: "do ano"}.get(read.frequency, "do mês")
    nouns = list(_nouns(read, "do mês" if read.month_days else of))
    if not nouns:
        return _every(read)
    if read.interval > 1:
        return f"{_every(read)}, {listing([_in(article, noun) for article, noun in nouns])}"
    return listing([f"tod{article} {noun}" for article, noun in nouns])


def _every(read: Rule) -> str:
    one, many = _PERIODS[read.frequency]
    return f"todo {one}" if read.interval == 1 else f"a cada {read.interval} {many}"


def _yearly(read: Rule) -> str:
    """Say "todo ano em 12 de maio", "todo ano no 2º domingo de maio", "toda sexta de maio"."""
    of = listing([f"de {_MONTHS[month - 1]}" for month in read.months])
    plain = [weekday.day for weekday in read.weekdays if not weekday.ordinal]
    if plain and not read.month_days and not read.positions:
        days = f"{_weekly(plain)} {of or 'do ano'}"
        return days if read.interval == 1 else f"{_every(read)}, {days}"
    if read.months and not read.weekdays and not read.positions and min(read.month_days) > 0:
        dates = [
            f"{day} de {_MONTHS[month - 1]}" for month in read.months for day in read.month_days
        ]
        return f"{_every(read)} em {listing(dates)}"
    nouns = _nouns(read, of or ("de cada mês" if read.month_days else "do ano"))
    return f"{_every(read)} {listing([_in(article, noun) for article, noun in nouns])}"


def _in(article: str, noun: str) -> str:
    several = noun.startswith("dia ") and (" e " in noun or "," in noun)
    return f"nos dias {noun.removeprefix('dia ')}" if several else f"n{article} {noun}"


def _nouns(read: Rule, of: str) -> Iterator[tuple[str, str]]:
    """Yield what the rule names, with its article: ("a", "1ª segunda do mês")."""
    if read.positions:
        for place in read.positions:
            article, noun = _set(read)
            yield article, f"{_ordinal(place, article)} {noun} {of}"
    elif read.month_days:
        yield from _named_days(read, of)
    else:
        yield from _named_weekdays(read.weekdays, of)


def _named_days(read: Rule, of: str) -> Iterator[tuple[str, str]]:
    only = f" que cai {_on([weekday.day for weekday in read.weekdays])}" if read.weekdays else ""
    if counted := [str(day) for day in read.month_days if day > 0]:
        yield "o", f"dia {listing(counted)}{'' if of == 'do mês' else f' {of}'}{only}"
    for day in sorted((day for day in read.month_days if day < 0), reverse=True):
        yield "o", f"{_ordinal(day, 'o')} dia {of}{only}"


def _named_weekdays(weekdays: Sequence[WeekdayRule], of: str) -> Iterator[tuple[str, str]]:
    for day in dict.fromkeys(weekday.day for weekday in weekdays):
        article = _article(day)
        places = [weekday.ordinal for weekday in weekdays if weekday.day == day]
        ordinals = [_ordinal(place, article) for place in places if place]
        yield article, " ".join(filter(None, (listing(ordinals), _WEEKDAYS[day], of)))


def _set(read: Rule) -> tuple[str, str]:
    """Name what positions choose from, with its article."""
    days = tuple(sorted({weekday.day for weekday in read.weekdays}))
    if read.month_days:
        return "o", f"dia entre {listing([str(day) for day in read.month_days])}"
    if days == _BUSINESS_DAYS:
        return "o", "dia útil"
    if len(days) in {0, 7}:
        return "o", "dia"
    names = [_WEEKDAYS[day] for day in days]
    return _article(days[0]), " ou ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _ordinal(place: int, article: str) -> str:
    if place > 0:
        return f"{place}{'ª' if article == 'a' else 'º'}"
    named = _FROM_THE_END.get(place) or f"{-place}º último"
    return named.replace("o", "a").replace("º", "ª") if article == "a" else named


def _article(weekday: int) -> str:
    return "o" if weekday > 4 else "a"


def _weekly(weekdays: Sequence[int]) -> str:
    """Say "toda segunda e quarta", "toda sexta e todo sábado", "dias úteis"."""
    if tuple(weekdays) == _BUSINESS_DAYS:
        return "dias úteis"
    if len(weekdays) == 7:
        return "todo dia"
    feminine = [_WEEKDAYS[day] for day in weekdays if day <= 4]
    masculine = [_WEEKDAYS[day] for day in weekdays if day > 4]
    said = (f"toda {listing(feminine)}" if feminine else "", f"todo {listing(masculine)}")
    return " e ".join(filter(None, said if masculine else said[:1]))


def _on(weekdays: Sequence[int]) -> str:
    if tuple(weekdays) == _BUSINESS_DAYS:
        return "de segunda a sexta"
    return listing([f"n{_article(day)} {_WEEKDAYS[day]}" for day in weekdays])


def _elapsed(read: Rule) -> str:
    one, many = _PERIODS[read.frequency]
    if read.interval == 1:
        return f"a cada {one}"
    if read.frequency is Frequency.MINUTELY and read.interval % 60 == 0:
        return f"a cada {length(timedelta(minutes=read.interval))}"
    return f"a cada {read.interval} {many}"


def _choice(read: Rule) -> Iterator[str]:
    """Yield what BYSETPOS keeps of each period, where it chooses among times."""
    if read.positions:
        places = listing([_ordinal(place, "a") for place in read.positions])
        yield f", só a {places} vez de cada {_PERIODS[read.frequency][0]}"


def _limits(read: Rule) -> Iterator[str]:
    """Yield what narrows the rule beyond its days: hours, minutes, months."""
    stepping = read.is_elapsed or (read.frequency is Frequency.DAILY and read.interval > 1)
    if stepping and read.month_days:
        days = [_in(article, noun) for article, noun in _named_days(read, "do mês")]
        yield f", só {listing(days)}"
    elif stepping and read.weekdays:
        yield f", só {_on([weekday.day for weekday in read.weekdays])}"
    if read.is_elapsed and read.hours:
        yield f", {_hours(read.hours)}"
    if read.is_elapsed and read.minutes:
        yield f", aos {listing([str(minute) for minute in read.minutes])} minutos"
    if read.months and read.frequency is not Frequency.YEARLY:
        yield f", só em {listing([_MONTHS[month - 1] for month in read.months])}"


def _hours(hours: Sequence[int]) -> str:
    if hours[-1] - hours[0] + 1 == len(hours):
        return f"das {hours[0]:02}:00 às {hours[-1]:02}:59"
    return f"às {listing([f'{hour} h' for hour in hours])}"


def _beginning(read: Rule, first: datetime) -> Iterator[str]:
    if read.interval > 1 and read.frequency is Frequency.DAILY:
        yield f", a partir de {_day(first.date(), first.year)}"


def _exceptions(read: Rule, first: datetime) -> Iterator[str]:
    """Yield the dates that are left out; of many, how many."""
    if len(read.excluded) > _MOST_EXCEPTIONS:
        yield f", exceto em {len(read.excluded)} datas"
    elif read.excluded:
        days = [_date(day, first.year) for day in read.excluded]
        yield f", exceto {listing(days)}"


def _date(day: date, year: int) -> str:
    said = f"{day.day} de {_MONTHS[day.month - 1]}"
    return said if day.year == year else f"{said} de {day.year}"


def _bounds(read: Rule, first: datetime) -> Iterator[str]:
    if read.count is not None:
        yield f", {read.count} {'vez' if read.count == 1 else 'vezes'}"
    if read.until is not None:
        day = f"{read.until.day} de {_MONTHS[read.until.month - 1]}"
        year = "" if read.until.year == first.year else f" de {read.until.year}"
        at = "" if read.until.hour == 23 else f", {clock(read.until)}"
        yield f", até {day}{year}{at}"
