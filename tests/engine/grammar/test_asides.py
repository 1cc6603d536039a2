from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from engine.grammar.reading import Aspect, Intent, Query, Reading, Sharing
from engine.grammar.understanding import understand

NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)
THURSDAY = date(2026, 11, 26)


def read(text: str) -> Reading:
    return understand(text, now=NOW, zone=ZoneInfo("America/Sao_Paulo"))


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("compartilha a lista de compras com a Ana", "compras", "Ana"),
        ("Pode compartilhar minha lista de livros com o João, por favor?", "livros", "João"),
        ("divide a lista com a Ana", None, "Ana"),
        ("dá acesso pra Ana à lista de compras", "compras", "Ana"),
        ("compartilha a lista de compras", "compras", None),
        ("share the shopping list with Ana", "shopping", "Ana"),
        ("can you share my list of books with Bia please?", "books", "Bia"),
        ("give Ana access to the shopping list", "shopping", "Ana"),
        ("share my list with Ana", None, "Ana"),
    ],
)
def test_a_list_is_offered_to_somebody(text: str, name: str | None, who: str | None) -> None:
    reading = read(text)

    assert (reading.intent, reading.sharing) == (Intent.SHARE, Sharing.OFFER)
    assert (reading.list, reading.share_with) == (name, who)


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("para de compartilhar a lista de compras", "compras", None),
        ("pare de dividir a lista de compras com a Ana", "compras", "Ana"),
        ("não quero mais compartilhar a lista de compras", "compras", None),
        ("stop sharing the shopping list", "shopping", None),
        ("stop sharing the shopping list with Ana", "shopping", "Ana"),
        ("unshare my list", None, None),
    ],
)
def test_sharing_ends_by_words(text: str, name: str | None, who: str | None) -> None:
    reading = read(text)

    assert (reading.intent, reading.sharing) == (Intent.SHARE, Sharing.END)
    assert (reading.list, reading.share_with) == (name, who)


@pytest.mark.parametrize(
    "text",
    [
        "com quem compartilho as listas?",
        "com quem divido a lista de compras?",
        "quem vê a lista de compras?",
        "listas compartilhadas",
        "who do I share lists with?",
        "who can see my shopping list?",
        "shared lists",
    ],
)
def test_one_can_ask_who_shares(text: str) -> None:
    assert (read(text).intent, read(text).sharing) == (Intent.SHARE, Sharing.WHO)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("dividir a lista de tarefas com o time amanhã", Intent.TASK),
        ("share the list with the team tomorrow at 9", Intent.REMINDER),
        ("me lembra de compartilhar a lista com a Ana às 18h", Intent.REMINDER),
        ("mandar o convite da festa", Intent.TASK),
        ("send the invite for lunch with Ana", Intent.TASK),
        ("anota: a reunião leva 40 min de trajeto", Intent.NOTE),
        ("note: the office is 40 minutes away", Intent.NOTE),
        ("põe leite na lista de compras de João", Intent.LIST_ADD),
    ],
)
def test_what_is_to_be_done_or_noted_stays_so(text: str, intent: Intent) -> None:
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("manda o convite da reunião", "reunião"),
        ("me envia o convite do dentista, por favor", "dentista"),
        ("pode me mandar o convite da reunião com a Ana?", "reunião com a Ana"),
        ("send me the invitation for the meeting", "meeting"),
        ("can you send me an invite for lunch with Bia?", "lunch with Bia"),
    ],
)
def test_an_invitation_is_asked_for(text: str, title: str) -> None:
    assert (read(text).intent, read(text).title) == (Intent.INVITATION, title)


@pytest.mark.parametrize("text", ["manda o convite", "manda o convite dela", "send me the invite"])
def test_an_invitation_without_a_name_is_to_what_was_shown_last(text: str) -> None:
    assert (read(text).intent, read(text).title, read(text).reference) == (
        Intent.INVITATION,
        None,
        0,
    )


@pytest.mark.parametrize(
    ("text", "title", "place", "minutes"),
    [
        ("reunião quinta 14h no escritório, leva 40 min pra chegar", "reunião", "escritório", 40),
        ("consulta quinta 14h na clínica, 25 min de viagem", "consulta", "clínica", 25),
        ("dentista quinta 14h (meia hora de trajeto)", "dentista", None, 30),
        ("jantar quinta 14h no Bistrô, uma hora e meia de carro", "jantar", "Bistrô", 90),
        ("dentist Thursday 2pm at the clinic, 40 minutes to get there", "dentist", "clinic", 40),
        ("meeting Thursday 2pm, it takes an hour and a half to get there", "meeting", None, 90),
        ("lunch with Bia Thursday 2pm, a 20 minute drive", "lunch with Bia", None, 20),
        ("meeting Thursday 2pm, 1h30 away", "meeting", None, 90),
    ],
)
def test_the_way_is_told_apart_from_the_event(
    text: str, title: str, place: str | None, minutes: int
) -> None:
    reading = read(text)

    assert reading.intent is Intent.EVENT
    assert (reading.title, reading.place) == (title, place)
    assert reading.travel_minutes == minutes
    assert isinstance(reading.at, datetime)
    assert (reading.at.date(), reading.at.hour, reading.text) == (THURSDAY, 14, text)


@pytest.mark.parametrize(
    ("text", "title", "minutes"),
    [
        ("a reunião leva 40 min de trajeto", "reunião", 40),
        ("são 25 minutos até o dentista", "dentista", 25),
        ("leva 1h30 pra chegar no dentista", "dentista", 90),
        ("o trajeto até a reunião leva meia hora", "reunião", 30),
        ("leva 40 min pra chegar", None, 40),
        ("it takes 40 minutes to get to the dentist", "dentist", 40),
        ("the meeting is an hour away", "meeting", 60),
        ("the drive to the airport takes 90 minutes", "airport", 90),
        ("it takes half an hour to get there", None, 30),
    ],
)
def test_the_way_can_be_told_afterwards(text: str, title: str | None, minutes: int) -> None:
    reading = read(text)

    assert (reading.intent, reading.aspect) == (Intent.CHANGE, Aspect.TRAVEL)
    assert (reading.title, reading.travel_minutes) == (title, minutes)


def test_a_way_of_more_than_a_day_is_no_way() -> None:
    assert read("a reunião leva 2000 minutos de trajeto").travel_minutes is None


@pytest.mark.parametrize(
    ("text", "day", "minutes", "part"),
    [
        ("quando estou livre amanhã?", date(2026, 11, 22), None, None),
        ("tenho um horário livre quinta à tarde?", THURSDAY, None, "afternoon"),
        ("acha duas horas livres na quinta", THURSDAY, 120, None),
        ("acha um horário de 1 hora quinta de manhã", THURSDAY, 60, "morning"),
        ("tenho 2 horas livres na quinta?", THURSDAY, 120, None),
        ("when am I free on Thursday?", THURSDAY, None, None),
        ("find me two hours on Thursday", THURSDAY, 120, None),
        ("find a 90-minute slot on Thursday", THURSDAY, 90, None),
        ("do I have an hour free on Thursday afternoon?", THURSDAY, 60, "afternoon"),
        ("when am I free?", None, None, None),
    ],
)
def test_free_time_is_asked_for_by_day_length_and_part(
    text: str, day: date | None, minutes: int | None, part: str | None
) -> None:
    reading = read(text)

    assert (reading.intent, reading.query) == (Intent.QUERY, Query.FREE_SLOTS)
    assert (reading.at, reading.length_minutes, reading.part) == (day, minutes, part)
    assert reading.text == text


def test_the_times_of_a_question_stand_where_they_are_written() -> None:
    text = "acha duas horas livres na quinta"

    (time,) = read(text).times

    assert text[slice(*time.span)].strip() == "na quinta"


@pytest.mark.parametrize("text", ["", " ", "?", "com quem", "share", "lista" * 200, "🙂" * 50])
def test_nothing_of_it_is_read_into_little_or_much(text: str) -> None:
    assert read(text).intent not in {Intent.SHARE, Intent.INVITATION}
