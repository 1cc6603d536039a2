"""How Portuguese says days, times of the day and lengths of time."""

from collections.abc import Iterator

from engine.grammar import clocks, days
from engine.grammar.places import TWO_WORDS
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Grain
from engine.grammar.values import Clock, Day, Length, Part, When

_ON = "[ainda] [no|na|em|de|do|da|pra|pro|neste|nesta|nesse|nessa|deste|desta|desse|dessa|pelo|pela|o|e]"
_ABOUT = "[umas|la|por|pelas|perto|volta|tipo|aproximadamente] [pelas|umas|de|das|volta] [das|de]"
_AT = "(as|pras|aas|das|pelas | pra as | la pras | la pelas | ali pelas | por volta das | perto das | umas | la pra umas)"


def numbers() -> Iterator[Row]:
    """Yield the productions of numbers, ordinals and years."""
    yield from rows(
        "number",
        ("<int>", int),
        ("<small>", int),
        ("<ten> [e <small>]", lambda ten, unit: ten + (unit or 0)),
        ("cem", lambda: 100),
        ("(um par|uns|umas) [de] <any>", lambda _: None),
        ("um par de", lambda: 2),
        ("meia duzia de", lambda: 6),
    )
    yield from rows(
        "year",
        ("<d4>", lambda year: year if 1900 <= year < 2200 else None),
        ("dois mil [e <number>]", lambda rest: 2000 + (rest or 0)),
    )
    yield from rows("short_year", ("<year>", int), ("<d2>", days.year_of))
    yield from rows(
        "old_year",
        ("<d2>", lambda year: days.year_of(year) if year >= 50 else None),
        ("<year>", int),
    )
    yield from rows(
        "ordinal",
        ("<ordinal_word>", int),
        ("<int> ~ o|a", lambda nth: nth if nth <= 5 else None),
    )
    yield from rows(
        "day_number",
        ("<number>", lambda day: day if 1 <= day <= 31 else None),
        ("primeiro", lambda: 1),
        ("<int> ~ o", int),
    )
    yield from rows(
        "weekday",
        ("<weekday_word> [~ .] [feira]", int),
        ("<short_weekday> feira", int),
        ("<int> ~ a feira", lambda nth: nth - 2 if 2 <= nth <= 6 else None),
    )
    yield from rows("weekday_plural", ("<weekday_plural_word> [feiras|feira]", int))


def lengths() -> Iterator[Row]:
    """Yield the productions of lengths of time."""
    yield from rows(
        "unit",
        ("<unit_word> [~ .]", str),
        ("dia|dias util|uteis", lambda: "business_day"),
    )
    yield from rows(
        "length",
        ("<number> <unit>", clocks.length),
        ("<number> e meia <unit>", lambda number, unit: clocks.length(number + 0.5, unit)),
        ("<number> <unit> e meia|meio", lambda number, unit: clocks.length(number + 0.5, unit)),
        ("<number> <unit> e <number> <unit>", _sum),
        ("<int> ~ h ~ <d2> [min|m]", lambda hours, rest: _sum(hours, "hour", rest, "minute")),
        ("uns|umas <number> <unit>", clocks.length),
        ("meia hora|horinha", lambda: clocks.length(30, "minute")),
        ("um quarto de hora", lambda: clocks.length(15, "minute")),
        ("tres quartos de hora", lambda: clocks.length(45, "minute")),
        (
            "<int> , <int> <unit>",
            lambda whole, tenth, unit: clocks.length(whole + tenth / 10, unit),
        ),
        ("uns|umas minutinhos|minutos", lambda: clocks.length(5, "minute")),
    )


def _sum(number: int, unit: str, more: int, smaller: str) -> Length | None:
    left, right = clocks.length(number, unit), clocks.length(more, smaller)
    return clocks.both(left, right) if left and right else None


def clock_times() -> Iterator[Row]:
    """Yield the productions of times of the day."""
    yield from rows(
        "hour",
        ("<int>", lambda hour: hour if hour <= 24 else None),
        ("<small>", int),
        ("vinte [e <small>]", lambda unit: 20 + (unit or 0) if (unit or 0) <= 4 else None),
    )
    yield from rows(
        "minute",
        ("<d2>", lambda minute: minute if minute <= 59 else None),
        ("<number>", lambda minute: minute if 1 <= minute <= 59 else None),
        ("meia", lambda: 30),
    )
    yield from rows(
        "written_clock",  # with a sign that makes it a time wherever it stands
        ("<int> ~ h|hs|hr [~ <d2>] [min|m|hs|h]", clocks.clock),
        ("<int> h|hs|hr|horas [e <minute>] [minutos|min]", clocks.clock),
        ("<int> : <d2> [: <d2>] [h|hs|hr|horas|hora]", clocks.clock),
        ("<int> : <d2> h|hs|hr <d2>", lambda *_: None),
        ("<int> ~ h ~ <d2> ~ m", clocks.clock),
        ("<hour> horas [e <minute>] [em ponto]", clocks.bare),
        ("<hour> e meia [em ponto]", lambda hour: clocks.bare(hour, 30), 0.3),
        ("uma hora", lambda: None),
        ("<written_clock> em ponto", lambda at: at),
    )
    yield from rows(
        "bare_clock",  # a number that is a time only after "às" or beside a day
        ("<hour> [e <minute>]", clocks.bare),
        ("<int> . <d2>", clocks.clock),
        ("<minute> [minutos|min] (pra as|a | pro|pras|pra) <hour> [horas|h]", clocks.before),
        (
            "<minute> [minutos|min] (pro | pra o | pra) meio dia",
            lambda left: clocks.before(left, 12),
        ),
        ("<minute> [minutos|min] (pra|pra a) meia noite", lambda left: clocks.clock(23, 60 - left)),
        ("meia", lambda: None),
    )
    yield from rows(
        "clock",
        ("<written_clock>", lambda at: at),
        ("<bare_clock>", lambda at: at),
        ("meio dia [e <minute>]", _noon),
        ("meia noite [e <minute>]", lambda minute: clocks.clock(24 if not minute else 0, minute)),
    )
    yield from rows(
        "time",
        (f"{_AT} <written_clock>", _at),
        ("a <written_clock>", _at, 0.7),
        ("[de|pra] <written_clock>", _at, 0.9),
        ("umas <written_clock>", _at),
        (f"{_AT} <bare_clock> [horas|hora|hs|h|hrs]", _at),
        ("a uma [hora] [e <minute>]", lambda minute: _at(clocks.bare(1, minute))),
        ("<bare_clock>", lambda at: When(clock=at, weak=True), 0.5),
        (f"[{_AT}] [a|de] <clock> [horas] da|de|na <day_part>", _at_part),
        (f"[{_AT}] [a] <clock> am", lambda at: _meridiem(at, afternoon=False)),
        (f"[{_AT}] [a] <clock> pm", lambda at: _meridiem(at, afternoon=True)),
        ("quando (for|der|forem|derem) [as|a] <clock> [horas]", lambda at: When(clock=at), 1.05),
        ("[ao|pro|no|a|o] meio dia [e <minute>]", lambda minute: When(clock=_noon(minute))),
        ("[apos|depois] [ao|do|o] meio dia", lambda: When(part=Part.NOON)),
        ("[a|as|pra|na|da] meia noite", lambda: When(part=Part.MIDNIGHT)),
        ("[a|as] meia noite e <minute>", lambda minute: When(clock=clocks.clock(0, minute))),
        (
            f"[{_AT}] <minute> (pro | pra o | pra) meio dia",
            lambda left: When(clock=clocks.before(left, 12)),
        ),
    )


def _noon(minute: int | None) -> Clock | None:
    return clocks.clock(12, minute)


def _at(at: Clock | None) -> When | None:
    return When(clock=at) if at else None


def _at_part(at: Clock, part: Part) -> When:
    return When(clock=at, part=part)


def _meridiem(at: Clock, *, afternoon: bool) -> When | None:
    found = clocks.meridiem(at, afternoon=afternoon)
    return When(clock=found) if found else None


def spans() -> Iterator[Row]:
    """Yield the productions of spans: from one time to another, and how long."""
    yield from rows(
        "time",
        (
            "(das|de|da|dsa | entre as | entre) <clock> [horas|hs] (as|ate|a|ao|e | ate as | ate a | ate o | e as | pras) <clock> [horas|hs]",
            _span,
        ),
        ("<written_clock> (as|ate|a | ate as) <clock>", _span),
        ("<clock> ~ -|– ~ <written_clock>", _span),
        ("<written_clock> -|– <written_clock>", _span),
        (
            "(das|de|da | entre as) <clock> (as|ate|a | ate as | e) <clock> [horas] da <day_part>",
            _span_part,
        ),
        ("por|durante <length>", lambda length: When(length=length)),
        ("(com | de) [duracao de] <length> [de duracao]", _duration, 0.8),
        ("duracao de|: <length>", lambda length: When(length=length)),
        ("dura|durando|duracao [de] <length>", lambda length: When(length=length)),
        ("<length> de duracao", lambda length: When(length=length)),
        ("<length>", lambda length: When(length=length, weak=True), 0.6),
    )


def _duration(length: Length) -> When | None:
    return When(length=length, weak=True)


def _span(first: Clock, last: Clock) -> When | None:
    return When(clock=first, end_clock=last)


def _span_part(first: Clock, last: Clock, part: Part) -> When:
    return When(clock=first, end_clock=last, part=part)


def dates() -> Iterator[Row]:
    """Yield the productions of days and periods."""
    yield from rows(
        "day",
        ("hoje [mesmo|ainda]", lambda: days.today_plus(0)),
        ("amanha", lambda: days.today_plus(1)),
        ("depois de amanha", lambda: days.today_plus(2)),
        ("ontem", lambda: days.today_plus(-1)),
        ("anteontem", lambda: days.today_plus(-2)),
        ("antes de ontem", lambda: days.today_plus(-2)),
        ("<weekday>", days.weekday),
        ("<weekday> que vem", days.weekday_coming),
        ("<weekday> agora", days.weekday_coming),
        ("proximo|proxima <weekday>", days.weekday_coming),
        (
            "esse|essa|este|esta|nesta|nessa|neste|nesse|desta|dessa <weekday> [agora]",
            days.weekday_coming,
        ),
        ("<weekday> (passado|passada)", days.weekday_past),
        ("ultimo|ultima <weekday>", days.weekday_past, 0.8),
        ("<weekday> retrasado|retrasada", lambda number: days.weekday_past(number, 2)),
        ("<weekday> (da|na|de) <week>", _weekday_of_week),
        ("<weekday> <week>", _weekday_of_week),
        ("<week> [,] [na|no] <weekday>", lambda week, number: _weekday_of_week(number, week)),
        ("<weekday> [, | que e] [dia] <exact>", _with_weekday),
        ("<exact> [,] <weekday>", lambda day, number: _with_weekday(number, day)),
        ("<weekday> [[,] dia] <int>", days.weekday_and_number, 0.8),
        ("<exact>", lambda day: day),
        ("dia <day_number>", days.month_day),
        (
            "dia <day_number> (do mes que vem | do proximo mes | do outro mes)",
            lambda day: days.month_day(day, month_shift=1),
        ),
        (
            "dia <day_number> (deste mes | desse mes | do mes | agora)",
            lambda day: days.month_day(day),
        ),
        ("dia <day_number> do mes passado", lambda day: days.month_day(day, month_shift=-1)),
        ("<ordinal> <weekday> de|do <month> [(de|do) <year>]", days.nth_weekday),
        (
            "<ordinal> <weekday> (do mes que vem | do proximo mes)",
            lambda nth, number: days.nth_weekday_in(nth, number, 1),
        ),
        ("fim|final de semana", days.weekend),
        ("fds|findi", days.weekend),
        ("(proximo fim|final de semana | fim|final de semana que vem)", days.weekend),
        ("<length> depois|apos de|da|do|o|a <day>", days.shifted),
        ("<length> antes de|da|do <day>", lambda length, day: days.shifted(length, day, -1)),
        ("<holiday>", lambda day: day),
        ("ultimo dia do mes", lambda: days.period_end(Grain.MONTH, 0)),
        ("ultimo dia de|do <month>", days.month_end),
        ("(fim|final|finalzinho) (do|deste|desse) mes", lambda: days.period_end(Grain.MONTH, 0)),
        ("(fim|final) (do mes que vem | do proximo mes)", lambda: days.period_end(Grain.MONTH, 1)),
        ("(fim|final) da semana", lambda: days.period_end(Grain.WEEK, 0)),
        ("(fim|final) da semana que vem", lambda: days.period_end(Grain.WEEK, 1)),
        ("(fim|final) do ano", lambda: days.period_end(Grain.YEAR, 0)),
        ("(fim|final) de <month>", days.month_end),
        (
            "(inicio|comeco) (do mes que vem | do proximo mes)",
            lambda: days.month_day(1, month_shift=1),
        ),
        ("(meio|meados) do mes", lambda: days.month_day(15)),
    )
    yield from rows(
        "exact",
        ("[dia] <day_number> de|do <month> [(de|do|,) <short_year>]", days.dated),
        ("[dia] <day_number> de|do <month> <old_year>", days.dated),
        ("[dia] <day_number> <month> [de <short_year> | <old_year>]", days.dated),
        (
            "<month> <day_number> [, <year>]",
            lambda month, day, year: days.dated(day, month, year),
            0.9,
        ),
        ("[dia] <int> / <int> [/ <short_year>]", days.dated),
        (
            "[dia] <int> de <int> [de <year>]",
            lambda day, month, year: days.dated(day, month, year) if year else None,
        ),
        ("<int> . <int> . <short_year>", days.dated),
        ("<int> - <int> - <year>", days.dated),
        ("<year> - <int> - <int>", lambda year, month, day: days.dated(day, month, year)),
        ("<int> /|- <month> [(/|-) <short_year>]", days.dated),
        ("<year> / <int> / <month>", lambda year, day, month: days.dated(day, month, year)),
        ("dia <int> do <int>", days.dated),
    )
    yield from rows(
        "week",
        ("semana que vem", lambda: 1),
        ("(proxima semana | outra semana)", lambda: 1),
        ("esta|essa|nesta|nessa|desta|dessa semana", lambda: 0),
        ("semana passada", lambda: -1),
        ("ultima semana", lambda: -1),
        ("(anterior semana | semana anterior)", lambda: -1),
        ("semana retrasada", lambda: -2),
    )


def _weekday_of_week(number: int, week: int) -> Day:
    return days.weekday(number, week=week)


def _with_weekday(number: int, day: Day) -> Day | None:
    if day.month is None or day.month_day is None:
        return None
    return days.dated(day.month_day, day.month, day.year, number)


def periods() -> Iterator[Row]:
    """Yield the productions of weeks, months, quarters and years."""
    yield from rows(
        "period",
        ("<week>", lambda shift: days.period(Grain.WEEK, shift)),
        ("(mes que vem | proximo mes)", lambda: days.period(Grain.MONTH, 1)),
        ("este|esse|neste|nesse|deste mes", lambda: days.period(Grain.MONTH, 0)),
        ("(mes passado | ultimo mes)", lambda: days.period(Grain.MONTH, -1)),
        ("(ano que vem | proximo ano)", lambda: days.period(Grain.YEAR, 1)),
        ("este|esse|neste|nesse|deste ano", lambda: days.period(Grain.YEAR, 0)),
        ("(ano passado | ultimo ano)", lambda: days.period(Grain.YEAR, -1)),
        ("(proximo trimestre | trimestre que vem)", lambda: days.period(Grain.QUARTER, 1)),
        ("(trimestre atual | este|esse|neste trimestre)", lambda: days.period(Grain.QUARTER, 0)),
        ("(ultimo trimestre | trimestre passado)", lambda: days.period(Grain.QUARTER, -1)),
        ("<ordinal> trimestre [(de|do) <year>]", _quarter),
        ("<month> [de|do] <year>", days.month_of),
        ("<ordinal> mes [de|do] <year>", _nth_month),
    )
    yield from rows("month_alone", ("<month>", days.month_of))


def _quarter(nth: int, year: int | None) -> Day | None:
    return days.quarter_of(4 if nth == -1 else nth, year)


def _nth_month(nth: int, year: int) -> Day | None:
    return days.month_of(12 if nth == -1 else nth, year) if nth > -2 else None


def moments() -> Iterator[Row]:
    """Yield the productions that place a day, a part of it or a length on the time line."""
    yield from rows(
        "time",
        (f"{_ON} <day>", lambda day: When(day=day)),
        ("[do|no|ao|pro|pra] [dia|dias] <day>", lambda day: When(day=day)),
        ("<short_weekday> [~ .]", lambda number: When(day=days.weekday(number), weak=True), 0.6),
        (
            "na|no|pra|toda|todo <short_weekday> [~ .]",
            lambda number: When(day=days.weekday(number)),
            0.8,
        ),
        (f"{_ON} <period>", lambda day: When(day=day)),
        ("em|agora|ate|pra [em] <month_alone>", lambda day: When(day=day)),
        ("<month_alone>", lambda day: When(day=day, weak=True), 0.4),
        ("[daqui] a|daqui <length>", lambda length: When(elapsed=length), 0.7),
        ("daqui [a|ha|em] <length>", lambda length: When(elapsed=length)),
        ("em|dentro|apos [de] <length>", lambda length: When(elapsed=length)),
        ("daqui [a] pouco", lambda: When(elapsed=clocks.length(30, "minute"))),
        ("<length> (a partir de agora | contando de agora)", lambda length: When(elapsed=length)),
        ("[ha|faz|fazem|fez] <length> atras", _ago),
        ("ha|faz|fazem <length>", _ago, 0.8),
        ("proximos|proximas <length>", lambda length: None),
        ("agora [mesmo|ja]", lambda: When(is_now=True, weak=True), 0.5),
        ("(neste|nesse|este) instante|momento", lambda: When(is_now=True), 0.9),
        ("(ultima hora | hora passada | hora anterior)", lambda: _ago_hour()),
        ("de|pela|a|logo <day_part> [cedo|cedinho]", lambda part: When(part=part), 0.9),
        ("da|na <day_part>", lambda part: When(part=part, weak=True), 0.7),
        (
            "logo de manha|manhazinha [cedo] | de manha|manhazinha cedo|cedinho",
            lambda: When(part=Part.EARLY),
        ),
        ("<day> <day_part>", lambda day, part: When(day=day, part=part)),
        ("esta|nesta|essa|nessa <day_part>", lambda part: When(day=days.today_plus(0), part=part)),
        ("bem|logo cedo|cedinho", lambda: When(part=Part.EARLY)),
        ("cedo|cedinho", lambda: When(part=Part.EARLY, weak=True), 0.6),
        (
            "[no|ao|pro] (fim|final|finalzinho) (do dia | da tarde | de tarde | do expediente)",
            lambda: When(part=Part.END_OF_DAY),
        ),
        ("(fim|final) da noite", lambda: When(part=Part.NIGHT)),
        ("[na|no|a|pela] hora do almoco", lambda: When(part=Part.NOON)),
        (
            "depois (do trabalho | do expediente | do servico | da aula | da escola)",
            lambda: When(part=Part.END_OF_DAY),
        ),
        (
            "<length> antes (da|do|de) [minha|meu|nossa] <event_noun> (das|da|de|as) <clock>",
            lambda length, _, at: When(before=length, clock=at),
        ),
        (
            "[uns|umas] <length> antes (da|do|de) [minha|meu|nossa] <event_noun>",
            lambda length, _: When(before=length),
        ),
        ("(depois|apos) [do|o] almoco", lambda: When(part=Part.LUNCH)),
        ("antes do almoco", lambda: When(clock=clocks.clock(11))),
        ("na vespera", lambda: When(before=clocks.length(1, "day"))),
        (
            "[na] vespera (de|do|da|desse|deste) [dia|feriado] <day>",
            lambda day: When(before=clocks.length(1, "day"), day=day),
        ),
        (
            "(no dia anterior | no dia antes | um dia antes)",
            lambda: When(before=clocks.length(1, "day")),
        ),
        ("[com|uns|umas] <length> antes|antecedencia [disso]", lambda length: When(before=length)),
        ("com <length> de antecedencia", lambda length: When(before=length)),
        (
            "<length> antes (de|da|do|das|dos) <day>",
            lambda length, day: When(before=length, day=day),
        ),
        (
            "ate [o|a|ao] [fim|final|dia] [do|de|da] <due_day>",
            lambda day: When(until=day, is_due=True),
            1.1,
        ),
        ("ate [o|a|no|na] <due_day>", lambda day: When(until=day, is_due=True), 1.1),
        ("ate [a|as|o|ao] <clock>", lambda at: When(clock=at, is_due=True), 1.05),
        (
            "ate [a|as|o] <clock> da <day_part>",
            lambda at, part: When(clock=at, part=part, is_due=True),
            1.05,
        ),
        ("ate [o] meio dia", lambda: When(part=Part.NOON, is_due=True), 1.05),
        (
            "(vencimento|prazo|vence|entrega|deadline) (em|no|na|pra|pro|ate|e|:|final) [o|no|na] <due_day>",
            lambda day: When(until=day, is_due=True),
            1.05,
        ),
        ("(prazo|vence|vencimento) [:] <due_day>", lambda day: When(until=day, is_due=True), 1.05),
        (
            "(a|as) partir (de|do|da|das|desta|deste) [dia] <start_day>",
            lambda day: When(start=day),
            1.1,
        ),
        (
            "(comecando|comeca|comecar|iniciando|inicio|contando|desde) [em|no|na|a|de|dia|partir|do|da] [de|do] <start_day>",
            lambda day: When(start=day),
            1.1,
        ),
        ("(a partir | comecando) (de agora | agora)", lambda: When(start=days.today_plus(0)), 1.1),
        ("(a partir | comecando) (das|as) <clock>", lambda at: When(clock=at), 1.1),
        ("[de|do|no] [dia|dias] <day_number> (a|ao|ate|-|– | ate o) [dia] <exact>", _days_until),
        ("(dias | nos dias) <day_number> e <exact>", _days_until),
        (
            "(do dia | de | dias) <day_number> (a|ao|ate | ate o | e) [dia] <day_number>",
            _numbers_until,
            0.9,
        ),
        (
            "(do dia | de | entre) <day> (a|ao|ate|e | ate o) [dia] <day>",
            lambda first, last: When(day=first, last_day=last),
            0.9,
        ),
    )
    yield from rows(
        "due_day",
        ("<day>", lambda day: day),
        ("<period>", lambda day: day),
        ("<month_alone>", lambda day: day),
        ("[o] [fim|final] (de|do) <period>", lambda day: day),
    )
    yield from rows(
        "start_day",
        ("<day>", lambda day: day),
        ("<period>", lambda day: day),
        ("<month_alone>", lambda day: day),
    )


def _ago(length: Length) -> When:
    negative = Length(
        months=-length.months,
        days=-length.days,
        seconds=-length.seconds,
        grain=length.grain,
    )
    return When(elapsed=negative)


def _ago_hour() -> When:
    return _ago(Length(seconds=3600, grain=Grain.HOUR))


def _days_until(first: int, last: Day) -> When | None:
    if last.month is None or not 1 <= first <= 31:
        return None
    return When(day=days.dated(first, last.month, last.year), last_day=last)


def _numbers_until(first: int, last: int) -> When | None:
    begin, end = days.month_day(first), days.month_day(last)
    return When(day=begin, last_day=end) if begin and end and last > first else None


def zones() -> Iterator[Row]:
    """Yield the productions of named zones: "9h de Lisboa", "15h no horário de Brasília"."""
    for name, zone in TWO_WORDS.items():
        yield from rows("city", (name, lambda zone=zone: zone))
    yield from rows("city", ("<city_word>", str))
    yield from rows(
        "time",
        (
            "[no|pelo|na] (horario|fuso|hora) [horario] (de|do|da) <city>",
            lambda zone: When(zone=zone),
        ),
        ("<written_clock> (de|em|do) <city>", lambda at, zone: When(clock=at, zone=zone), 1.05),
        (
            f"{_AT} <written_clock> (de|em|do) <city>",
            lambda at, zone: When(clock=at, zone=zone),
            1.05,
        ),
        ("<written_clock> <zone_word>", lambda at, zone: When(clock=at, zone=zone)),
        (f"{_AT} <written_clock> <zone_word>", lambda at, zone: When(clock=at, zone=zone)),
    )


def productions() -> Iterator[Row]:
    """Yield every production of times."""
    yield from zones()
    yield from numbers()
    yield from lengths()
    yield from clock_times()
    yield from spans()
    yield from dates()
    yield from periods()
    yield from moments()
