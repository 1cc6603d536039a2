"""How Portuguese places days, parts of the day and lengths on the time line."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import clocks, days
from engine.grammar.places import TWO_WORDS
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Grain
from engine.grammar.values import Day, Length, Part, When

_ON = "[ainda] [no|na|em|de|do|da|pra|pro|neste|nesta|nesse|nessa|deste|desta|desse|dessa|pelo|pela|o]"
_AT = "(as|pras|aas|das|pelas | pra as | la pras | la pelas | ali pelas | por volta das | perto das | umas | la pra umas)"


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
        (
            "daqui [a] pouco|pouquinho [,] [uns|umas|tipo] [em] <length>",
            lambda length: When(elapsed=length),
        ),
        ("daqui [a] pouco|pouquinho", lambda: When(elapsed=clocks.length(30, "minute"))),
        ("<length> (a partir de agora | contando de agora)", lambda length: When(elapsed=length)),
        ("[ha|faz|fazem|fez] <length> atras", _ago),
        ("ha|faz|fazem <length>", _ago, 0.8),
        ("agora [mesmo|ja]", lambda: When(is_now=True, weak=True), 0.5),
        ("(neste|nesse|este) instante|momento", lambda: When(is_now=True), 0.9),
        ("(ultima hora | hora passada | hora anterior)", _ago_hour),
        ("de|pela|a|logo <day_part> [cedo|cedinho]", lambda part: When(part=part), 0.9),
        ("da|na <day_part>", lambda part: When(part=part, weak=True), 0.7),
        (
            "logo de manha|manhazinha [cedo] | de manha|manhazinha cedo|cedinho",
            lambda: When(part=Part.EARLY),
        ),
        ("[na|no] <weekday> [seguinte] (depois|apos) (de|da|do|a|o) <day>", _weekday_after),
        (
            "[eu] (tenho|temos) [so] <length> (pra|pro|ate)",
            lambda length: When(elapsed=length, is_due=True),
        ),
        ("<day> <day_part>", lambda day, part: When(day=day, part=part)),
        (
            f"nao {_ON} <day> [,] [e sim|mas|e] {_ON} <day>",
            lambda _, day: When(day=day),
            1.2,
        ),
        (
            f"nao [{_AT}] <clock> [,] [e sim|mas|e] [{_AT}] <clock>",
            lambda _, at: When(clock=at),
            1.2,
        ),
        (
            "(na|a|pela <day_part> anterior|antes | no|um dia antes (a|de|pela) <day_part>)",
            lambda part: When(before=clocks.length(1, "day"), part=part),
            1.1,
        ),
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
        ("(ao | quando [eu] | assim que [eu]) acordar|levantar", lambda: When(part=Part.EARLY)),
        ("antes de [eu] (dormir|deitar | ir dormir|deitar)", lambda: When(part=Part.NIGHT)),
        ("(depois|apos) (do | o) (jantar|janta)", lambda: When(part=Part.NIGHT)),
        ("[na] hora do almoco", lambda: When(part=Part.NOON)),
        ("quando faltar|faltarem <length> (pra|pro|pras|pros)", lambda length: When(before=length)),
        ("antes do almoco", lambda: When(clock=clocks.clock(11))),
        ("na vespera", lambda: When(before=clocks.length(1, "day"))),
        (
            "[na] vespera (de|do|da|desse|deste) [dia|feriado] [de|do|da] <day>",
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
            "(ate [o|a|ao] [dia] [do|de|da] | antes de|do|da [dia]) !ontem <due_day>",
            lambda day: When(until=day, is_due=True),
            1.1,
        ),
        (
            "(no maximo | o mais tardar | ao mais tardar | no mais tardar | quando muito) [ate|na|no|em] [a|o|dia] <due_day>",
            lambda day: When(until=day, is_due=True),
            1.15,
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
        (
            "(dias | nos dias) <day_number> [, <day_number>] [, <day_number>] [,] e <exact>",
            _days_listed,
        ),
        (
            "(comeca|comecando|inicia|inicio|abre) [as|a|das] <clock> [,] (e|e|,) (vai|termina|acaba|encerra|ate|fecha) [ate] [as|a|o] <clock>",
            lambda first, last: When(clock=first, end_clock=last),
            1.1,
        ),
        ("(comecando|inicio) [as|a|das] <clock>", lambda at: When(clock=at), 1.0),
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


def _weekday_after(number: int, base: Day) -> When:
    return When(day=days.weekday_after(number, base))


def _days_listed(first: int, _: int | None, __: int | None, last: Day) -> When | None:
    return _days_until(first, last)


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
    """Yield the productions of moments and named zones."""
    yield from moments()
    yield from zones()
