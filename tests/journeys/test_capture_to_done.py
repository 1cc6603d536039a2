from datetime import UTC, datetime

from tests.fakes import HandClock, until
from tests.journeys.conftest import Home, Start


async def test_a_reminder_in_portuguese_comes_at_its_minute_and_is_done(home: Home) -> None:
    echo = await home.channel.ask("me lembra de pagar o boleto sexta 8 e meia")
    assert echo.startswith("Certo: pagar o boleto, sexta, 27 de novembro, 08:30.")

    home.clock.move_to(datetime(2026, 11, 27, 11, 29, 59, tzinfo=UTC))
    assert len(home.channel.sent) == 1

    home.clock.advance(seconds=1)
    await until(lambda: len(home.channel.sent) == 2)
    assert home.channel.texts()[-1] == "Lembrete: pagar o boleto"

    assert await home.channel.press("Feito") == "Feito: pagar o boleto."
    assert "feito" in await home.channel.ask("/promises")


async def test_a_weekly_reminder_in_english_names_its_next_time_when_done(home: Home) -> None:
    echo = await home.channel.ask("every monday at 7am remind me to take the bins out")
    assert "every Monday at 07:00" in echo

    home.clock.move_to(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    await until(lambda: len(home.channel.sent) == 2)

    assert await home.channel.press("Done") == (
        "Done: take the bins out. The next one is Monday, 30 November, 07:00."
    )


async def test_a_reminder_comes_late_and_marked_after_the_machine_was_off(
    start: Start, clock: HandClock
) -> None:
    async with start() as home:
        await home.channel.ask("me lembra de regar as plantas hoje às 18h")
    clock.move_to(datetime(2026, 11, 21, 23, 5, tzinfo=UTC))

    async with start() as home:
        await until(lambda: home.channel.sent)

        assert home.channel.texts() == [
            "Atrasado: era para hoje, 18:00.\nLembrete: regar as plantas"
        ]
