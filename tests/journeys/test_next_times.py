"""The next times of what repeats, on request."""

import pytest

from tests.journeys.conftest import Home


@pytest.mark.parametrize(
    ("capture", "asked", "answer"),
    [
        (
            "toda segunda às 7h me lembra de tirar o lixo",
            "próximas vezes do lixo",
            (
                "tirar o lixo (toda segunda às 07:00). Próximas vezes:\n"
                "1. segunda, 23 de novembro, 07:00\n"
                "2. segunda, 30 de novembro, 07:00\n"
                "3. segunda, 7 de dezembro, 07:00"
            ),
        ),
        (
            "remind me every other day at 8pm to water the plants until 25 November",
            "when are the next 3 times for the plants?",
            (
                "water the plants (every other day at 20:00, starting Saturday, 21 November, until "
                "25 November). Next times:\n"
                "1. today, 20:00\n2. Monday, 23 November, 20:00\n3. Wednesday, 25 November, 20:00"
            ),
        ),
    ],
    ids=["pt", "en"],
)
async def test_the_next_three_times_are_told(
    home: Home, capture: str, asked: str, answer: str
) -> None:
    await home.channel.ask(capture)

    assert await home.channel.ask(asked) == answer


async def test_what_does_not_repeat_is_said_so(home: Home) -> None:
    await home.channel.ask("me lembra amanhã às 9h de pagar o boleto")

    said = await home.channel.ask("próximas vezes do boleto")

    assert said.startswith("Não achei nada que se repita")
