import pytest

from tests.engine.grammar.speaking import said, wall

RULES = {
    "todo dia às 7h tomar o remédio": ("FREQ=DAILY", "2026-11-22T07:00"),
    "todo dia útil às 8h bater ponto": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23T08:00"),
    "me lembra toda sexta de mandar as horas": ("FREQ=WEEKLY;BYDAY=FR", "2026-11-27T09:00"),
    "me lembra às terças e quintas às 7h de nadar": (
        "FREQ=WEEKLY;BYDAY=TU,TH",
        "2026-11-24T07:00",
    ),
    "sexta sim, sexta não, 16h, pegar as crianças": (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        "2026-11-27T16:00",
    ),
    "me lembra dia sim dia não às 9h de regar": ("FREQ=DAILY;INTERVAL=2", "2026-11-22T09:00"),
    "me lembra todo dia 5 de pagar": ("FREQ=MONTHLY;BYMONTHDAY=5", "2026-12-05T09:00"),
    "me lembra de 3 em 3 meses, no dia 1º, de trocar": (
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1",
        "2026-12-01T09:00",
    ),
    "me lembra no último dia útil de cada mês de fechar o caixa": (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "2026-11-30T09:00",
    ),
    "toda primeira segunda do mês às 10h me lembra da reunião": (
        "FREQ=MONTHLY;BYDAY=1MO",
        "2026-12-07T10:00",
    ),
    "me lembra todo ano no dia 12 de maio do aniversário da Lu": (
        "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12",
        "2027-05-12T09:00",
    ),
    "me lembra a cada 8 horas por 5 dias de tomar o remédio": (
        "FREQ=HOURLY;INTERVAL=8;COUNT=15",
        "2026-11-21T18:00",
    ),
    "todo dia às 8h e às 20h tomar o remédio": ("FREQ=DAILY;BYHOUR=8,20", "2026-11-21T20:00"),
    "every other tuesday night put the bins out": (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "2026-11-24T20:00",
    ),
    "remind me every 4 weeks on a thursday at 1pm to get my shot": (
        "FREQ=WEEKLY;INTERVAL=4;BYDAY=TH",
        "2026-11-26T13:00",
    ),
    "remind me on the 2nd and 4th tuesday of every month at 8pm to sweep": (
        "FREQ=MONTHLY;BYDAY=2TU,4TU",
        "2026-11-24T20:00",
    ),
    "every saturday at 10am remind me to call nan until the end of december": (
        "FREQ=WEEKLY;BYDAY=SA;UNTIL=20261231T235959",
        "2026-11-28T10:00",
    ),
    "bin day every thursday, reminder at 7 in the evening the night before": (
        "FREQ=WEEKLY;BYDAY=WE",
        "2026-11-25T19:00",
    ),
    "remind me every hour to stretch until 6pm": (
        "FREQ=HOURLY;UNTIL=20261121T180000",
        "2026-11-21T11:00",
    ),
}


@pytest.mark.parametrize(("text", "expected"), RULES.items(), ids=RULES)
def test_a_recurrence_becomes_a_rule_and_its_first_moment(
    text: str, expected: tuple[str, str]
) -> None:
    reading = said(text)

    assert (reading.rrule, wall(reading.at)) == expected


SKIPPING = ("todo dia 31 me lembra do aluguel", "remind me every year on feb 29 to celebrate")


@pytest.mark.parametrize("text", SKIPPING, ids=SKIPPING)
def test_a_day_that_some_months_lack_is_kept_and_asked_about(text: str) -> None:
    reading = said(text)

    assert reading.rrule is not None
    assert reading.ask == "rule_skips"


def test_three_times_a_week_asks_when() -> None:
    assert said("me lembra 3x por semana de correr", "pt").ask == "time"


def test_a_rule_repeated_at_its_own_hour_begins_the_next_time() -> None:
    assert wall(said("me lembra todo sábado às 10h de varrer", "pt").at) == "2026-11-28T10:00"
