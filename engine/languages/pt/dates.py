"""How Portuguese says days, weeks, months and years."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import days
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Grain
from engine.grammar.values import Day


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
        (
            "<weekday> !via|vias|dose|vez|vezes|parcela|chance|mao|opcao|temporada|parte|fase|etapa|edicao|camada|demao|serie|rodada|prestacao",
            days.weekday,
        ),
        ("(proximo dia util | dia util seguinte | primeiro dia util)", days.next_business_day),
        (
            "primeiro dia util (da semana que vem | da proxima semana)",
            lambda: days.weekday(0, week=1),
        ),
        (
            "primeiro dia util (do mes que vem | do proximo mes)",
            lambda: days.business_day_of_month(1, 1),
        ),
        ("<weekday> proximo|proxima", days.weekday_coming),
        ("feriado (de|do|da) <holiday>", lambda day: day),
        (
            "(proximo feriado | feriado que vem | primeiro feriado)",
            lambda: days.public_holiday("BR"),
        ),
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
            days.month_day,
        ),
        ("dia <day_number> do mes passado", lambda day: days.month_day(day, month_shift=-1)),
        ("<ordinal> <weekday> de|do <month> [(de|do) <year>]", days.nth_weekday),
        (
            "<ordinal> <weekday> (do mes que vem | do proximo mes)",
            lambda nth, number: days.nth_weekday_in(nth, number, 1),
        ),
        ("fim|final de semana", days.weekend),
        ("[esse|este|nesse|neste|proximo|desse|deste] fds|findi", days.weekend),
        ("esse|este|nesse|neste|desse|deste fim|final de semana", days.weekend),
        ("(proximo fim|final de semana | fim|final de semana que vem)", days.weekend),
        ("<length> depois|apos de|da|do|o|a <day>", days.shifted),
        ("<length> antes de|da|do <day>", lambda length, day: days.shifted(length, day, -1)),
        ("<holiday>", lambda day: day),
        ("primeiro dia do mes", lambda: days.month_day(1)),
        ("ultimo dia do|deste|desse mes", lambda: days.period_end(Grain.MONTH, 0)),
        ("ultimo dia de|do <month>", days.month_end),
        ("(fim|final|finalzinho) (do|deste|desse) mes", lambda: days.period_end(Grain.MONTH, 0)),
        ("(fim|final) (do mes que vem | do proximo mes)", lambda: days.period_end(Grain.MONTH, 1)),
        ("(fim|final) da semana", lambda: days.period_end(Grain.WEEK, 0)),
        ("(fim|final) da semana que vem", lambda: days.period_end(Grain.WEEK, 1)),
        ("(fim|final) do|deste|desse ano", lambda: days.period_end(Grain.YEAR, 0)),
        ("(fim|final) (do ano que vem | do proximo ano)", lambda: days.period_end(Grain.YEAR, 1)),
        ("(fim|final) do|deste|desse trimestre", lambda: days.period_end(Grain.QUARTER, 0)),
        ("(fim|final|finalzinho) de <month>", days.month_end),
        (
            "(inicio|comeco) (do mes que vem | do proximo mes)",
            lambda: days.month_day(1, month_shift=1),
        ),
        ("(meio|meados) do mes", lambda: days.month_day(15)),
    )
    yield from rows(
        "exact",
        ("[dia] <day_number> de|do <month> [(de|do) <short_year>]", days.dated),
        ("[dia] <day_number> de|do <month> , <year>", days.dated),
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


def productions() -> Iterator[Row]:
    """Yield every production of this module."""
    yield from dates()
    yield from periods()
