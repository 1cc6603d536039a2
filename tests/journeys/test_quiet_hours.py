from datetime import UTC, datetime

from bot.app import App
from scheduler.telling import tell_owner
from tests.fakes import until
from tests.journeys.conftest import Home


async def notice(app: App, key: str) -> None:
    now = app.clock.now()
    await app.database.run(
        lambda store: tell_owner(store, "dead_letter", key=key, now=now, task="answer")
    )


async def test_reminders_come_in_quiet_hours_and_notices_wait(home: Home) -> None:
    await home.channel.ask("/quiet 12:00-14:00")
    await home.channel.ask("me lembra de almoçar hoje às 13h")
    await notice(home.app, "dead:1")

    home.clock.move_to(datetime(2026, 11, 21, 16, 0, tzinfo=UTC))
    await until(lambda: len(home.channel.sent) == 3)
    assert home.channel.texts()[-1] == "Lembrete: almoçar"

    home.clock.move_to(datetime(2026, 11, 21, 17, 0, tzinfo=UTC))
    await until(lambda: len(home.channel.sent) == 4)
    assert home.channel.texts()[-1].startswith("Uma tarefa interna (answer) falhou")


async def test_the_same_notice_comes_once(home: Home) -> None:
    await notice(home.app, "dead:1")
    await notice(home.app, "dead:1")
    await home.channel.ask("/today")

    await until(lambda: len(home.channel.sent) == 2)
    assert sum("internal job" in text for text in home.channel.texts()) == 1


async def test_a_command_does_not_wait_behind_a_notice_that_waits(home: Home) -> None:
    await home.channel.ask("/quiet 12:00-14:00")
    await notice(home.app, "dead:1")

    assert await home.channel.ask("/today")
