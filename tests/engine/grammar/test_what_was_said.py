"""What was said is told apart from what a convention filled in."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.schedules import Shift
from engine.grammar.reading import Intent, Query
from tests.engine.grammar.speaking import said, wall

SAID = {
    "muda o boleto pra 10h": (False, True),
    "muda pra amanhã": (True, False),
    "muda pra amanhã às 10h": (True, True),
    "me lembra na sexta de sair": (True, False),
    "me lembra sexta à tarde de sair": (True, True),
    "me lembra daqui a 20 minutos de sair": (True, True),
    "me lembra daqui a 3 dias de sair": (True, True),
    "me lembra todo dia 5 de pagar": (True, False),
    "me lembra de sair": (False, False),
    "move it to 10am": (False, True),
    "change it to tomorrow": (True, False),
    "remind me in 3 hours to go": (True, True),
    "oi, tudo bem?": (False, False),
}


@pytest.mark.parametrize(("text", "expected"), SAID.items(), ids=SAID)
def test_a_day_and_a_time_of_day_count_as_said_only_where_they_were(
    text: str, expected: tuple[bool, bool]
) -> None:
    reading = said(text)

    assert (reading.has_day, reading.has_clock) == expected


SOUGHT = {
    "procura chave": "chave",
    "procura aí o que eu anotei sobre o mecânico": "mecânico",
    "quando é minha consulta com o cardiologista?": "consulta com o cardiologista",
    "onde eu deixei o passaporte?": "passaporte",
    "já paguei o aluguel?": "aluguel",
    "qual a senha do wifi que te passei?": "senha do wifi",
    "where did I put the spare key": "spare key",
    "find the plumber's number": "plumber's number",
    "what did I say about the boiler?": "boiler",
    "when is my dentist appointment?": "dentist appointment",
}


@pytest.mark.parametrize(("text", "about"), SOUGHT.items(), ids=SOUGHT)
def test_a_search_tells_what_it_is_about(text: str, about: str) -> None:
    reading = said(text)

    assert (reading.query, reading.about) == (Query.SEARCH, about)


NEW_YORK = ZoneInfo("America/New_York")
SHIFTED = {
    "skipped": ("on 8 March at 2:30 am", "2026-03-08T03:30", Shift.GAP),
    "twice": ("on 1 November at 1:30 am", "2026-11-01T01:30", Shift.FOLD),
    "once": ("on 8 March at 3:30 am", "2026-03-08T03:30", None),
    "skipped in another zone": (
        "on 29 March at 1:30 am London time",
        "2026-03-28T21:30",
        Shift.GAP,
    ),
}


@pytest.mark.parametrize(("words", "expected", "shift"), SHIFTED.values(), ids=SHIFTED)
def test_a_wall_time_that_the_clocks_skip_or_show_twice_is_told(
    words: str, expected: str, shift: Shift | None
) -> None:
    now = datetime(2026, 3, 1, 10, tzinfo=NEW_YORK)

    reading = said(f"remind me {words} to check the backup", now=now)

    assert isinstance(reading.at, datetime)
    assert (wall(reading.at), reading.shift) == (expected, shift)
    assert reading.at.utcoffset() == timedelta(hours=-4)


def test_elapsed_time_is_never_shifted() -> None:
    now = datetime(2026, 11, 1, 0, 45, tzinfo=NEW_YORK)

    reading = said("remind me in 90 minutes to check", now=now)

    assert isinstance(reading.at, datetime)
    assert (wall(reading.at), reading.at.fold, reading.shift) == ("2026-11-01T01:15", 1, None)


LISTS = {
    "lista de compras": "compras",
    "minha lista de compras": "compras",
    "minha lista": None,
    "shopping list": "shopping",
    "my shopping list": "shopping",
}


@pytest.mark.parametrize(("text", "name"), LISTS.items(), ids=LISTS)
def test_the_name_of_a_list_alone_asks_for_it(text: str, name: str | None) -> None:
    reading = said(text)

    assert (reading.intent, reading.query, reading.list) == (Intent.QUERY, Query.LIST, name)


TAKEN_OFF = {
    "tira o leite da lista": ("leite", None),
    "tira o leite da lista de compras": ("leite", "compras"),
    "risca o pão da lista do mercado": ("pão", "mercado"),
    "tick milk off the list": ("milk", None),
    "cross bread off the grocery list": ("bread", "grocery"),
    "remove milk from the shopping list": ("milk", "shopping"),
}


@pytest.mark.parametrize(("text", "expected"), TAKEN_OFF.items(), ids=TAKEN_OFF)
def test_an_item_is_taken_off_its_list(text: str, expected: tuple[str, str | None]) -> None:
    reading = said(text)

    assert reading.intent in (Intent.COMPLETE, Intent.CANCEL)
    assert (reading.title, reading.list) == expected


ADDED = {
    "adiciona detergente": ("detergente",),
    "adiciona arroz, 2 latas de milho e café": ("arroz", "2 latas de milho", "café"),
    "add detergent": ("detergent",),
    "please add milk and 2 loaves of bread": ("milk", "2 loaves of bread"),
}


@pytest.mark.parametrize(("text", "items"), ADDED.items(), ids=ADDED)
def test_things_are_added_to_the_usual_list(text: str, items: tuple[str, ...]) -> None:
    reading = said(text)

    assert (reading.intent, reading.list, reading.items) == (Intent.LIST_ADD, None, items)


TO_DO = {"adiciona pagar a luz": "pagar a luz", "add call mum": "call mum"}


@pytest.mark.parametrize(("text", "title"), TO_DO.items(), ids=TO_DO)
def test_something_to_do_that_is_added_is_a_task(text: str, title: str) -> None:
    reading = said(text)

    assert (reading.intent, reading.title) == (Intent.TASK, title)
