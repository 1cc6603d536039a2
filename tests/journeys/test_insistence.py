from datetime import datetime, time

from domain.people import QuietHours
from engine.zones import zone
from tests.fakes import until
from tests.journeys.conftest import Home, Start
from tests.journeys.people import looked

SAO_PAULO = zone("America/Sao_Paulo")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November on São Paulo's clock."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SAO_PAULO)


async def keep_quiet(home: Home, quiet: QuietHours) -> None:
    await home.app.database.run(lambda store: store.people.set_quiet(1, quiet))


async def test_an_insistent_reminder_is_said_again_every_ten_minutes_until_it_is_done(
    home: Home,
) -> None:
    echo = await home.channel.ask("me lembra de tomar o remédio hoje às 13h até eu confirmar")
    assert "Insisto a cada 10 min até você marcar feito." in echo

    home.clock.move_to(at(21, 13))
    await until(lambda: home.channel.texts()[-1] == "Lembrete: tomar o remédio")
    home.clock.move_to(at(21, 13, 10))
    await until(lambda: home.channel.texts()[-1].startswith("Ainda não feito: tomar o remédio"))
    home.clock.move_to(at(21, 13, 20))
    await until(lambda: home.channel.texts()[-1] == "Ainda não feito: tomar o remédio (2 de 6)")

    await home.channel.press("Feito")
    said = len(home.channel.sent)
    home.clock.move_to(at(21, 13, 30))
    await looked(home)
    assert len(home.channel.sent) == said + 1


async def test_an_insistent_reminder_gives_up_after_six_times_and_keeps_no_quiet_hours(
    home: Home,
) -> None:
    await keep_quiet(home, QuietHours(start=time(12), end=time(18)))
    await home.channel.ask("nag me at 1pm to take my pills")
    home.clock.move_to(at(21, 13))
    await until(lambda: home.channel.texts()[-1] == "Reminder: take my pills")

    for minute in range(10, 100, 10):
        home.clock.move_to(at(21, 13 + minute // 60, minute % 60))
        await looked(home)

    again = [text for text in home.channel.texts() if text.startswith("Not done yet")]
    assert len(again) == 6
    assert again[-1] == "Not done yet: take my pills (6 of 6)"


async def test_a_snoozed_insistent_reminder_rests_until_it_comes_again(home: Home) -> None:
    await home.channel.ask("me lembra de tomar o remédio hoje às 13h até eu confirmar")
    home.clock.move_to(at(21, 13))
    await until(lambda: home.channel.texts()[-1] == "Lembrete: tomar o remédio")
    await home.channel.press("+1 h")
    for minute in (10, 20, 30):
        home.clock.move_to(at(21, 13, minute))
        await looked(home)
    assert not any(text.startswith("Ainda não") for text in home.channel.texts())

    home.clock.move_to(at(21, 14))
    await until(lambda: home.channel.texts()[-1] == "Lembrete: tomar o remédio")
    home.clock.move_to(at(21, 14, 10))
    await until(lambda: home.channel.texts()[-1].startswith("Ainda não feito"))


async def test_after_a_time_off_one_repetition_comes_and_not_all_of_them(start: Start) -> None:
    async with start() as home:
        clock = home.clock
        await home.channel.ask("me lembra de tomar o remédio hoje às 13h até eu confirmar")
        clock.move_to(at(21, 13))
        await until(lambda: home.channel.texts()[-1] == "Lembrete: tomar o remédio")
        await looked(home)
    clock.move_to(at(21, 13, 35))

    async with start() as home:
        await until(lambda: home.channel.sent)
        await looked(home)
        again = [text for text in home.channel.texts() if text.startswith("Ainda não feito")]
        assert again == ["Ainda não feito: tomar o remédio (3 de 6)"]


async def test_a_reminder_that_was_cancelled_is_not_said_again(home: Home) -> None:
    await home.channel.ask("todo dia às 13h me lembra de tomar o remédio até eu confirmar")
    home.clock.move_to(at(21, 13))
    await until(lambda: home.channel.texts()[-1] == "Lembrete: tomar o remédio")
    await home.channel.ask("cancela o remédio")

    home.clock.move_to(at(21, 13, 10))
    await looked(home)

    assert not any(text.startswith("Ainda não") for text in home.channel.texts())


async def test_a_reminder_that_does_not_insist_is_said_once(home: Home) -> None:
    await home.channel.ask("me lembra de tomar o remédio hoje às 13h")
    home.clock.move_to(at(21, 13))
    await until(lambda: home.channel.texts()[-1] == "Lembrete: tomar o remédio")

    home.clock.move_to(at(21, 13, 10))
    await looked(home)

    assert not any(text.startswith("Ainda não") for text in home.channel.texts())
