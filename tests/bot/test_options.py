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
    assert many.text.splitlines()[-1] == "*11.* k"


def test_without_buttons_every_option_is_a_number() -> None:
    made = shown("Feito?", buttons("Feito", "1_hora"), EVOLUTION)

    assert made.text == "Feito?\n\n*1.* Feito\n*2.* 1\\_hora"


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


async def test_a_number_is_a_number_where_options_are_buttons(database: Database) -> None:
    message = await answered(database, "1", channel="whatsapp")

    assert (message.callback, message.text) == (None, "1")
