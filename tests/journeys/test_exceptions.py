"""Rules that leave days out: said back, not kept on those days, and in the export."""

import pytest

from tests.journeys.conftest import Home


@pytest.mark.parametrize(
    ("said", "echo", "times"),
    [
        (
            "me lembra toda segunda, exceto dia 30, às 8h de nadar",
            "toda segunda às 08:00, exceto 30 de novembro",
            ["23 de novembro", "7 de dezembro", "14 de dezembro"],
        ),
        (
            "me lembra toda sexta às 8h menos no natal de correr",
            "toda sexta às 08:00, exceto 25 de dezembro",
            ["27 de novembro", "4 de dezembro", "11 de dezembro"],
        ),
        (
            "every Monday except the 30th at 8am remind me to swim",
            "every Monday at 08:00, except 30 November",
            ["23 November", "7 December", "14 December"],
        ),
    ],
)
async def test_a_day_that_a_rule_leaves_out_is_left_out(
    home: Home, said: str, echo: str, times: list[str]
) -> None:
    title = said.rsplit(maxsplit=1)[-1]

    assert echo in await home.channel.ask(said)

    in_english = said.startswith("every")
    asked = f"next times of {title}" if in_english else f"próximas vezes de {title}"
    told = await home.channel.ask(asked)
    assert [time for time in times if time in told] == times
    assert "30 de novembro, 08" not in told
    assert "30 November, 08" not in told


async def test_public_holidays_are_left_out_on_request(home: Home) -> None:
    said = await home.channel.ask("me lembra toda sexta às 8h exceto feriados de tirar o lixo")

    assert "exceto" in said
    for _ in range(4):
        home.clock.advance(days=7)
    page = await home.channel.ask("próximas vezes do lixo")
    assert "25 de dezembro" not in page
    assert "1 de janeiro" not in page


async def test_what_is_left_out_comes_not_even_after_a_restart_of_the_series(home: Home) -> None:
    await home.channel.ask("me lembra toda segunda, exceto dia 30, às 8h de nadar")
    for day in range(16):
        home.clock.advance(days=1)
        if day == 1:
            await home.channel.ask("oi")
    said = await home.channel.ask("/promises")

    assert "30 de novembro, 08:00" not in said
