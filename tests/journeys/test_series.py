"""A series goes on whatever is done to one of its moments."""

from dataclasses import replace
from datetime import UTC, datetime

from domain.records import ReminderState
from domain.sending import NotSent
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home, Start


def at(text: str) -> datetime:
    """Return an instant given on the clock of São Paulo."""
    return datetime.fromisoformat(f"{text}-03:00").astimezone(UTC)


async def comes(home: Home, moment: str, text: str) -> None:
    """Move the clock and expect exactly one more message that ends so."""
    before = len(home.channel.sent)
    home.clock.move_to(at(moment))
    await until(lambda: len(home.channel.sent) > before, what=f"{text!r} at {moment}")
    assert home.channel.texts()[before:] == [text]


async def test_putting_off_a_moment_to_come_does_not_end_the_series(home: Home) -> None:
    await home.channel.ask("todo dia às 13h me lembra de tomar remédio")
    await home.channel.ask("adia o remédio 1 hora")

    await comes(home, "2026-11-21T14:00", "Lembrete: tomar remédio")
    await comes(home, "2026-11-22T13:00", "Lembrete: tomar remédio")
    await comes(home, "2026-11-23T13:00", "Lembrete: tomar remédio")


async def test_a_series_moved_away_and_back_goes_on(home: Home) -> None:
    await home.channel.ask("todo dia às 9h me lembra de correr")
    await home.channel.ask("muda correr para depois de amanhã")
    await home.channel.ask("muda correr para amanhã")

    await comes(home, "2026-11-22T09:00", "Lembrete: correr")
    await comes(home, "2026-11-23T09:00", "Lembrete: correr")


async def test_undoing_a_cancellation_leaves_the_next_moment_as_it_was(home: Home) -> None:
    await home.channel.ask("todo dia às 9h me lembra de correr")
    await home.channel.ask("cancela correr")
    await home.channel.press("Desfazer")

    await comes(home, "2026-11-22T09:00", "Lembrete: correr")

    assert home.channel.sent[-1].key.endswith(":0")


async def test_what_was_put_off_twice_with_an_undo_in_between_comes(home: Home) -> None:
    await home.channel.ask("me lembra de ligar hoje às 13h")
    await comes(home, "2026-11-21T13:00", "Lembrete: ligar")
    await home.channel.press("+10 min")
    await home.channel.press("Desfazer")
    await home.channel.press("+10 min")

    await comes(home, "2026-11-21T13:10", "Lembrete: ligar")


async def test_undoing_a_snooze_that_was_kept_says_nothing_again(home: Home) -> None:
    await home.channel.ask("me lembra de ligar hoje às 13h")
    await home.channel.ask("adia ligar 1 hora")
    await comes(home, "2026-11-21T14:00", "Lembrete: ligar")

    await home.channel.press("Desfazer")
    home.clock.advance(hours=1)
    await home.channel.ask("/today")

    assert home.channel.texts().count("Lembrete: ligar") == 1
    assert not any(text.startswith("Atrasado") for text in home.channel.texts())


async def test_putting_off_what_was_cancelled_brings_it_back_once(home: Home) -> None:
    await home.channel.ask("me lembra de ligar hoje às 13h")
    await comes(home, "2026-11-21T13:00", "Lembrete: ligar")
    await home.channel.ask("cancela ligar")

    assert (await home.channel.press("+10 min")).startswith("Certo, ligar de novo")

    await comes(home, "2026-11-21T13:10", "Lembrete: ligar")


async def test_undoing_a_move_after_the_series_came_leaves_one_moment_a_day(home: Home) -> None:
    await home.channel.ask("todo dia às 9h me lembra de correr")
    await home.channel.ask("muda correr para 10h")
    await comes(home, "2026-11-22T10:00", "Lembrete: correr")

    await home.channel.ask("/undo")

    page = await home.channel.ask("/reminders")
    assert page == "Lembretes\n1. correr — amanhã, 09:00"


async def test_an_undone_cancellation_follows_the_zone_of_today(home: Home) -> None:
    await home.channel.ask("me lembra de ligar amanhã às 9h")
    await home.channel.ask("cancela ligar")
    undo = home.channel.sent[-1].buttons[0].action
    await home.channel.ask("/zone Europe/Lisbon")
    await home.channel.ask("Desfazer", press=undo)

    assert await home.channel.ask("/reminders") == "Lembretes\n1. ligar — amanhã, 09:00"


async def test_a_late_note_says_the_day_as_it_is_when_it_arrives(home: Home) -> None:
    await home.channel.ask("me lembra de ligar hoje às 13h")
    home.clock.move_to(at("2026-11-24T10:00"))

    await until(lambda: len(home.channel.sent) == 2)
    assert home.channel.texts()[-1] == (
        "Atrasado: era para sábado, 21 de novembro, 13:00.\nLembrete: ligar"
    )


async def test_what_was_missed_of_a_rule_of_minutes_is_counted_and_the_latest_comes(
    start: Start,
) -> None:
    async with start() as home:
        clock = home.clock
        await home.channel.ask("a cada 10 minutos me lembra de respirar")
    clock.advance(days=7)

    async with start() as home:
        await until(lambda: home.channel.sent)
        text = home.channel.texts()[0]

    assert text.startswith("Lembrete: respirar\n100")
    assert text.endswith("anteriores se perderam enquanto eu estava desligado.")


async def test_missed_moments_are_counted_for_prometheus(start: Start) -> None:
    async with start() as home:
        clock = home.clock
        await home.channel.ask("every day at 7pm remind me to water the plants")
    clock.advance(days=3)

    async with start() as home:
        await until(lambda: home.channel.sent)
        missed = home.app.metrics.registry.get_sample_value("sparkone_occurrences_missed_total")

    assert missed == 2


async def test_a_reminder_that_comes_does_not_change_what_a_number_means(home: Home) -> None:
    await home.channel.ask("me lembra de almoçar hoje às 13h")
    await home.channel.ask("tarefa: ligar pro banco")
    await home.channel.ask("/tasks")
    await comes(home, "2026-11-21T13:00", "Lembrete: almoçar")

    assert await home.channel.ask("cancela o 1") == "Cancelado: ligar pro banco."


async def test_a_reminder_that_was_cancelled_while_nobody_could_get_it_does_not_come(
    home: Home,
) -> None:
    await home.channel.ask("me lembra de almoçar hoje às 13h")
    home.channel.troubles.append((NotSent(), False))
    home.clock.move_to(at("2026-11-21T13:00"))
    await until(lambda: not home.channel.troubles)
    await home.app.database.run(_cancel_all)

    home.clock.advance(minutes=5)
    await home.channel.ask("/today")

    assert "Lembrete: almoçar" not in home.channel.texts()


def _cancel_all(store: Store) -> None:
    for reminder in store.reminders.active(1):
        store.reminders.save(replace(reminder, state=ReminderState.CANCELLED))


async def test_a_reminder_that_cannot_be_read_is_put_aside_and_the_others_come(
    home: Home,
) -> None:
    await home.channel.ask("me lembra de ligar todo dia às 13h")
    await home.channel.ask("me lembra de almoçar hoje às 13h")
    await home.app.database.run(_break_the_first)

    home.clock.move_to(at("2026-11-21T13:00"))

    await until(lambda: len(home.channel.sent) == 4)
    assert sorted(home.channel.texts()[2:]) == [
        "Lembrete: almoçar",
        "Não consegui mais ler o lembrete ligar e o deixei de lado. Crie-o de novo.",
    ]


def _break_the_first(store: Store) -> None:
    reminder = store.reminders.get(1)
    assert reminder is not None
    store.reminders.save(replace(reminder, schedule=replace(reminder.schedule, rule="FREQ=NEVER")))
