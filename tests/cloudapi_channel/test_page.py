"""The owner's page: how the number is, what it costs, what waits."""

from datetime import UTC, datetime

import pytest

from domain.markup import plain
from domain.messages import Purpose
from tests.cloudapi_channel.home import CloudHome, Start


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "pt",
            [
                "WhatsApp pela Meta (Cloud API)",
                "Número: +5511400289220 (Spark), qualidade green",
                "Janelas de 24 h abertas: 1; a última fecha em 1 d",
                "• sparkone_reminder (pt_BR): approved",
                "• sparkone_reminder (en_US): falta",
                "• sparkone_brief (pt_BR): falta",
                "Este mês (UTC): US$ 0,0625; previsão US$ 0,0909",
                "• general_purpose_ai: 1, US$ 0,0625",
                "Teto do mês: US$ 5,00",
                "Mensagens pagas: ligadas",
                "Esperam: nenhuma",
            ],
        ),
        (
            "en",
            [
                "Number: +5511400289220 (Spark), quality green",
                "Open 24-hour windows: 1; the last one closes in 1 d",
                "• sparkone_reminder (en_US): missing",
                "This month (UTC): US$ 0.0625; forecast US$ 0.0909",
                "Cap of the month: US$ 5.00",
                "Paid messages: on",
                "Waiting: none",
            ],
        ),
    ],
)
async def test_the_page_says_how_things_are(
    start: Start, language: str, expected: list[str]
) -> None:
    async with start(whatsapp_prices="general_purpose_ai=0.0625", whatsapp_monthly_cap=5) as home:
        home.server.world.prices = "assistants"
        home.server.template("sparkone_reminder", "pt_BR", "Lembrete: {{1}}.")
        await home.ask("oi")

        lines = plain((await home.channel.page(language)).text).splitlines()

    assert [line for line in expected if line not in lines] == []


async def test_the_page_names_what_waits_and_why(home: CloudHome) -> None:
    await home.ask("oi")
    home.clock.advance(hours=25)
    await home.promises("algo novo", purpose=Purpose.NOTICE)
    await home.promises("uma resposta")
    await home.waits(template=2, window=1)

    page = await home.channel.page("pt")

    assert "2 por falta de um modelo aprovado, 1 até a pessoa escrever" in page.text
    assert "Janelas de 24 h abertas: nenhuma" in page.text


async def test_the_page_is_there_without_the_service(home: CloudHome) -> None:
    home.server.troubles.refuse(190, call="number", times=None)
    home.server.troubles.page(503, call="templates", times=None)

    page = await home.channel.page("en")

    assert "Meta did not answer: 190 token refused" in page.text
    assert "Templates: not looked at" in page.text


async def test_without_prices_the_page_says_so(home: CloudHome) -> None:
    page = await home.channel.page("pt")

    assert "WHATSAPP_PRICES" in page.text
    assert "Teto do mês: nenhum" in page.text


async def test_the_forecast_goes_by_the_time_that_is_over(start: Start) -> None:
    async with start(whatsapp_prices="service=0.01") as home:
        home.server.world.prices = "service"
        home.clock.move_to(datetime(2026, 12, 4, 2, 24, tzinfo=UTC))  # a tenth of the month
        await home.ask("oi")

        page = await home.channel.page("en")

    assert "US$ 0.0100; forecast US$ 0.10" in page.text


async def test_health_asks_the_service(home: CloudHome) -> None:
    assert await home.channel.probe() == "ok"
    home.server.troubles.refuse(190, call="number")

    assert await home.channel.probe() == "190 token refused"
