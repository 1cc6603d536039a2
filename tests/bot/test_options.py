"""Buttons where a channel has few or none, and what a number or a title means then."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.options import chosen, shown, title
from domain.capabilities import CHANNELS
from domain.messages import Address, Button, InboundMessage, Kind, OutboundMessage, Purpose
from storage.database import Database
from storage.opening import open_database
from storage.store import Store
from tests.bot.conftest import NOON

CLOUD, EVOLUTION = CHANNELS["whatsapp"], CHANNELS["evolution"]


def buttons(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(label=one, action=f"act:{number}") for number, one in enumerate(labels))


def test_three_buttons_stay_buttons_with_titles_of_twenty_characters() -> None:
    made = shown("Feito?", buttons("Sim", "Não", "Só depois do almoço de domingo"), CLOUD)

    assert [one.label for one in made.buttons] == ["Sim", "Não", "Só depois do almoço…"]
    assert [one.action for one in made.buttons] == ["act:0", "act:1", "act:2"]
    assert made.text == "Feito?"


def test_more_than_three_become_a_list_and_more_than_ten_become_numbers() -> None:
    several = shown("Qual?", buttons(*"abcdefghij"), CLOUD)
    many = shown("Qual?", buttons(*"abcdefghijk"), CLOUD)

    assert len(several.rows) == 10
    assert several.text == "Qual?"
    assert many.rows == many.buttons == ()
    assert many.text.splitlines()[0] == "Qual?"
    assert many.text.splitlines()[-3:] == ["*11.* k", "", "_Reply with the number._"]


def test_without_buttons_a_few_options_are_numbers_in_one_line() -> None:
    made = shown("Feito?", buttons("Feito", "1_hora"), EVOLUTION, "pt")

    assert made.text == "Feito?\n\n_Responda:_ *1* Feito · *2* 1\\_hora"


def test_without_buttons_more_options_are_numbers_with_a_line_each() -> None:
    made = shown("Qual?", buttons(*"abcd"), EVOLUTION, "en")

    assert made.text == ("Qual?\n\n*1.* a\n*2.* b\n*3.* c\n*4.* d\n\n_Reply with the number._")


PAGE = "*Tarefas*\n1. ligar — amanhã\n2. *pão*"


@pytest.mark.parametrize(
    ("text", "labels", "options"),
    [
        (PAGE, ("✓1", "✓2"), "_Responda com o número do que está feito._"),
        (
            PAGE,
            ("✓1", "✓2", "Desfazer"),
            "*3.* Desfazer\n\n_Responda com o número do que está feito._",
        ),
        (PAGE, ("✓1",), "_Responda com o número do que está feito, de 1 a 1._"),
        ("Qual?\n1. pão — hoje\n2. pão", ("pão", "pão"), "_Responda com o número._"),
        (PAGE, ("👍", "👎"), "*3.* 👍\n*4.* 👎\n\n_Responda com o número._"),
        (
            "1. pão\n\n*Listas*\n1. compras",
            ("👍", "Mais"),
            "*2.* 👍\n*3.* Mais\n\n_Responda com o número._",
        ),
    ],
)
def test_below_numbered_lines_no_number_means_two_things(
    text: str, labels: tuple[str, ...], options: str
) -> None:
    made = shown(text, buttons(*labels), EVOLUTION, "pt")

    assert made.text == f"{text}\n\n{options}"


def test_a_tick_that_is_a_button_or_a_row_says_of_what() -> None:
    few = shown(PAGE, buttons("✓1", "✓2", "Desfazer"), CLOUD)
    many = shown(PAGE, buttons("✓1", "✓2", "a", "b"), CLOUD)

    assert [one.label for one in few.buttons] == ["✓1 ligar", "✓2 pão", "Desfazer"]
    assert [one.label for one in many.rows] == ["✓1 ligar", "✓2 pão", "a", "b"]


def test_titles_that_would_be_alike_are_told_apart() -> None:
    made = shown("Qual?", buttons("a" * 30, "a" * 31, "b"), CLOUD)

    assert [one.label for one in made.buttons] == ["a" * 19 + "…", "a" * 17 + "… 2", "b"]
    assert all(len(one.label) <= 20 for one in made.buttons)


def test_a_title_keeps_its_words_on_one_line() -> None:
    assert title(" pagar\n o  boleto ", 20) == "pagar o boleto"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    from storage.drivers import sqlite_engine
    from storage.migrate import migrate

    path = tmp_path / "spark.db"
    migrate(sqlite_engine(path), path)
    async with open_database(f"sqlite:///{path}") as opened:
        yield opened


async def answered(
    database: Database, text: str, *, channel: str = "evolution", concerns: str | None = None
) -> InboundMessage:
    """Return what an answer means after two questions, of which the second has two options."""
    chat = Address(channel=channel, chat="1")

    def write(store: Store) -> InboundMessage:
        for number, labels in enumerate((("Sim", "Não", "Talvez"), ("Feito", "1 hora"))):
            message = OutboundMessage(
                key=f"reply:{number}",
                address=chat,
                text="?",
                purpose=Purpose.REPLY,
                buttons=tuple(Button(label=one, action=f"do:{one}") for one in labels),
            )
            delivery = store.outbox.add(message, language="pt", now=NOON)
            assert delivery is not None
            store.outbox.mark_sent(delivery.id, external=f"m{number}", now=NOON)
        said = InboundMessage(
            key="k",
            address=chat,
            sender="1",
            text=text,
            received_at=NOON,
            kind=Kind.CHOICE,
            concerns=concerns,
        )
        return chosen(store, said)

    return await database.run(write)


@pytest.mark.parametrize(
    ("text", "concerns", "action", "about"),
    [
        ("1", None, "do:Feito", "m1"),
        (" 2 ", None, "do:1 hora", "m1"),
        ("3", "m0", "do:Talvez", "m0"),
        ("1 HORA", None, "do:1 hora", "m1"),
        ("não", None, "do:Não", "m0"),
        ("Feito", "m1", "do:Feito", "m1"),
    ],
)
async def test_a_number_or_a_title_is_the_press_of_that_option(
    database: Database, text: str, concerns: str | None, action: str, about: str
) -> None:
    message = await answered(database, text, concerns=concerns)

    assert (message.callback, message.concerns, message.kind) == (action, about, Kind.WORDS)


@pytest.mark.parametrize(
    ("text", "concerns"), [("3", None), ("0", None), ("Feito", "m0"), ("oi", None)]
)
async def test_what_no_question_offered_is_words(
    database: Database, text: str, concerns: str | None
) -> None:
    message = await answered(database, text, concerns=concerns)

    assert (message.callback, message.text, message.kind) == (None, text, Kind.WORDS)


def ask(store: Store, text: str, *labels: str, channel: str = "evolution") -> None:
    message = OutboundMessage(
        key=text,
        address=Address(channel=channel, chat="1"),
        text=text,
        purpose=Purpose.REPLY,
        buttons=tuple(Button(label=one, action=f"do:{one}") for one in labels),
    )
    assert store.outbox.add(message, language="pt", now=NOON) is not None


def choice(store: Store, text: str, channel: str = "evolution") -> str | None:
    said = InboundMessage(
        key="k",
        address=Address(channel=channel, chat="1"),
        sender="1",
        text=text,
        received_at=NOON,
        kind=Kind.CHOICE,
    )
    return chosen(store, said).callback


@pytest.mark.parametrize("channel", ["evolution", "whatsapp"])
async def test_the_number_of_a_line_ticks_it_off_where_options_are_buttons_too(
    database: Database, channel: str
) -> None:
    def write(store: Store) -> list[str | None]:
        ask(store, PAGE, "✓1", "✓2", "Desfazer", channel=channel)
        return [choice(store, said, channel) for said in ("2", "✓2", "✓2 pão", "4")]

    assert await database.run(write) == ["do:✓2"] * 3 + [None]


async def test_a_number_after_a_page_of_its_own_presses_nothing_above_it(
    database: Database,
) -> None:
    def write(store: Store) -> tuple[str | None, ...]:
        ask(store, "Feito: pão.", "Desfazer")
        ask(store, "Não entendi.")
        before = choice(store, "1")
        ask(store, "*Arquivos*\n1. foto")
        return before, choice(store, "1"), choice(store, "desfazer")

    assert await database.run(write) == ("do:Desfazer", None, "do:Desfazer")


async def test_a_number_is_a_number_where_options_are_buttons(database: Database) -> None:
    message = await answered(database, "1", channel="whatsapp")

    assert (message.callback, message.text) == (None, "1")
