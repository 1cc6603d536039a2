import pytest

from engine.grammar.reading import Intent
from tests.engine.grammar.speaking import said, wall

REFERENCES = {
    "apaga a segunda": (Intent.CANCEL, 2),
    "cancela o último": (Intent.CANCEL, -1),
    "apaga essa": (Intent.CANCEL, 0),
    "delete the second one": (Intent.CANCEL, 2),
    "cancel the last one": (Intent.CANCEL, -1),
    "delete that": (Intent.CANCEL, 0),
    "move it to 9am": (Intent.CHANGE, 0),
    "marca a primeira como feita": (Intent.COMPLETE, 1),
}


@pytest.mark.parametrize(("text", "expected"), REFERENCES.items(), ids=REFERENCES)
def test_a_record_is_meant_by_its_place_in_the_list(
    text: str, expected: tuple[Intent, int]
) -> None:
    reading = said(text)

    assert (reading.intent, reading.reference) == expected
    assert reading.title is None


def test_a_snooze_by_an_amount_counts_from_now() -> None:
    reading = said("adia 1 hora", "pt")

    assert (reading.intent, reading.shift_minutes) == (Intent.SNOOZE, 60)
    assert wall(reading.at) == "2026-11-21T11:00"


def test_a_change_by_an_amount_leaves_the_moment_to_the_record() -> None:
    later = said("push the dentist back 30 minutes", "en")
    earlier = said("antecipa o dentista em meia hora", "pt")

    assert (later.intent, later.at, later.shift_minutes) == (Intent.CHANGE, None, 30)
    assert (earlier.intent, earlier.at, earlier.shift_minutes) == (Intent.CHANGE, None, -30)


def test_a_change_from_one_time_to_another_means_the_second() -> None:
    reading = said("adianta a reunião das 16h pras 14h30", "pt")

    assert (reading.intent, reading.title) == (Intent.CHANGE, "reunião")
    assert wall(reading.at) == "2026-11-21T14:30"


SEVERAL = {
    "comprar pão e amanhã 9h ligar pro João": ("comprar pão", ["ligar pro João"]),
    "buy bread and tomorrow at 9 call John": ("buy bread", ["call John"]),
    "me lembra de pagar a luz amanhã às 9h e me lembra de ligar pra Ana segunda às 10h": (
        "pagar a luz",
        ["ligar pra Ana"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items(), ids=SEVERAL)
def test_several_records_of_one_message_are_told_apart(
    text: str, expected: tuple[str, list[str]]
) -> None:
    reading = said(text)

    assert (reading.title, [one.title for one in reading.more]) == expected


TOGETHER = (
    "me lembra de comprar pão e pagar a conta amanhã",
    "reunião com Ana e Rui amanhã das 9h às 10h",
    "põe leite e pão na lista de compras",
)


@pytest.mark.parametrize("text", TOGETHER, ids=TOGETHER)
def test_what_belongs_together_stays_together(text: str) -> None:
    assert said(text, "pt").more == ()


HELP = ("ajuda", "o que você faz?", "help", "what can you do?")


@pytest.mark.parametrize("text", HELP, ids=HELP)
def test_help_is_understood(text: str) -> None:
    assert said(text).intent is Intent.HELP


SILENT = (
    "ontem fui ao médico às 15h",
    "bom dia!",
    "o jogo começa às 16h",
    "amanhã é feriado?",
    "minha mãe nasceu em 3 de maio de 1960",
    "boa noite, até amanhã",
    "my sister was born on 12 March 1994",
    "the bakery opens at 9 on Sundays",
    "how many days are there in february 2028",
    "good night, see you tomorrow",
    "I used to run every morning at 6",
)


@pytest.mark.parametrize("text", SILENT, ids=SILENT)
def test_small_talk_and_statements_capture_nothing(text: str) -> None:
    assert said(text).intent is Intent.NONE


def test_a_certain_capture_is_surer_than_a_guess() -> None:
    certain = said("me lembra amanhã às 9h de ligar pro banco", "pt")
    guessed = said("comprar pão", "pt")

    assert certain.confidence >= 0.9 > guessed.confidence


def test_a_reminder_without_a_time_asks_for_it() -> None:
    assert said("me lembra de ligar pro banco", "pt").ask == "time"


def test_a_title_keeps_the_persons_own_words() -> None:
    text = "me lembra de ligar pra Sexta-Feira Produções na segunda, 14h"

    assert said(text, "pt").title == "ligar pra Sexta-Feira Produções"


def test_a_language_tag_counts_as_its_language() -> None:
    assert said("amanhã 9h dentista", "pt-BR").language == "pt"
