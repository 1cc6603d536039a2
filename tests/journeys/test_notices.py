from datetime import UTC, datetime, time

from domain.markup import plain
from domain.messages import Purpose
from domain.people import QuietHours
from engine.zones import zone
from tests.fakes import until
from tests.journeys.conftest import Home, Start
from tests.journeys.people import join, looked, prefer

SAO_PAULO = zone("America/Sao_Paulo")
NIGHT = QuietHours(start=time(22), end=time(7))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November on São Paulo's clock."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SAO_PAULO)


def notices(home: Home, chat: str = "owner") -> list[str]:
    return [
        plain(message.text)
        for message in home.channel.sent
        if message.purpose is Purpose.NOTICE and message.address.chat == chat
    ]


async def minute_passes(home: Home) -> None:
    home.clock.advance(minutes=1)
    await looked(home)


async def keep_quiet(home: Home, quiet: QuietHours | None = NIGHT) -> None:
    await home.app.database.run(lambda store: store.people.set_quiet(1, quiet))


async def test_an_event_is_announced_half_an_hour_before_with_its_place(home: Home) -> None:
    await home.channel.ask("reunião com a Ana hoje das 14h às 15h no café")
    home.clock.move_to(at(21, 13, 29))
    await looked(home)
    assert notices(home) == []

    home.clock.move_to(at(21, 13, 30))
    await until(lambda: notices(home))
    await minute_passes(home)

    assert notices(home) == ["Em 30 minutos: reunião com a Ana — 14:00–15:00, café"]


async def test_an_event_of_all_day_is_not_announced(home: Home) -> None:
    await home.channel.ask("feriado na agenda amanhã")
    await home.channel.ask("aniversário da Ana dia 23 de novembro")

    home.clock.move_to(at(22, 23, 30))
    await looked(home)

    assert notices(home) == []


async def test_an_event_that_comes_every_week_is_announced_each_time(home: Home) -> None:
    await home.channel.ask("reunião de equipe toda segunda às 10h")

    home.clock.move_to(at(23, 9, 30))
    await until(lambda: len(notices(home)) == 1)
    home.clock.move_to(at(30, 9, 30))
    await until(lambda: len(notices(home)) == 2)

    assert set(notices(home)) == {"Em 30 minutos: reunião de equipe — 10:00"}


async def test_an_event_keeps_its_hour_when_the_clocks_change(home: Home) -> None:
    await join(home, "ann", zone="Europe/London", language="en")
    home.clock.move_to(datetime(2027, 3, 27, 12, 0, tzinfo=UTC))
    await home.channel.say("team meeting every day at 10am", chat="ann", sender="ann")
    await until(lambda: any("team meeting" in text for text in home.channel.texts()))

    home.clock.move_to(datetime(2027, 3, 28, 8, 30, tzinfo=UTC))  # half past nine, summer time
    await until(lambda: notices(home, "ann"))

    assert notices(home, "ann") == ["In 30 minutes: team meeting — 10:00"]


async def test_an_event_that_was_moved_is_announced_for_its_new_time_alone(home: Home) -> None:
    await home.channel.ask("reunião com a Ana hoje às 14h")
    await home.channel.ask("muda a reunião para hoje 16h")

    home.clock.move_to(at(21, 13, 30))
    await looked(home)
    assert notices(home) == []

    home.clock.move_to(at(21, 15, 30))
    await until(lambda: notices(home))
    assert notices(home) == ["Em 30 minutos: reunião com a Ana — 16:00"]


async def test_an_event_that_was_cancelled_is_not_announced(home: Home) -> None:
    await home.channel.ask("reunião com a Ana hoje às 14h")
    await home.channel.ask("cancela a reunião")

    home.clock.move_to(at(21, 13, 30))
    await looked(home)

    assert notices(home) == []


async def test_after_a_time_off_an_event_is_announced_if_it_has_not_begun(start: Start) -> None:
    async with start() as home:
        clock = home.clock
        await home.channel.ask("reunião com a Ana hoje às 14h")
        await home.channel.ask("reunião com o Rui hoje às 13h")
    clock.move_to(at(21, 13, 48))

    async with start() as home:
        await until(lambda: notices(home))
        assert notices(home) == ["Em 12 minutos: reunião com a Ana — 14:00"]

    async with start() as home:
        await minute_passes(home)
        assert notices(home) == []


async def test_a_task_with_a_time_is_told_a_day_and_two_hours_before(home: Home) -> None:
    await home.channel.ask("tarefa: mandar o relatório até terça às 15h")

    home.clock.move_to(at(23, 15))
    await until(lambda: len(notices(home)) == 1)
    home.clock.move_to(at(24, 13))
    await until(lambda: len(notices(home)) == 2)
    await minute_passes(home)

    assert notices(home) == [
        "Prazo amanhã, 15:00: mandar o relatório",
        "Prazo hoje, 15:00: mandar o relatório",
    ]


async def test_a_task_with_a_day_is_told_the_evening_before_and_that_morning(home: Home) -> None:
    await home.channel.ask("tarefa: renovar o seguro até terça")

    home.clock.move_to(at(23, 18))
    await until(lambda: len(notices(home)) == 1)
    home.clock.move_to(at(24, 9))
    await until(lambda: len(notices(home)) == 2)

    assert notices(home) == ["Prazo amanhã: renovar o seguro", "Prazo hoje: renovar o seguro"]


async def test_a_task_that_is_done_is_not_told(home: Home) -> None:
    await home.channel.ask("tarefa: renovar o seguro até terça")
    await home.channel.ask("feito o seguro")

    home.clock.move_to(at(24, 9))
    await looked(home)

    assert notices(home) == []


async def test_a_task_written_an_hour_before_its_time_is_not_told_at_once(home: Home) -> None:
    await home.channel.ask("tarefa: mandar o relatório até hoje às 13h")

    await minute_passes(home)

    assert notices(home) == []


async def test_a_task_can_be_done_from_its_notice(home: Home) -> None:
    await home.channel.ask("tarefa: renovar o seguro até terça")
    home.clock.move_to(at(23, 18))
    await until(lambda: notices(home))

    assert await home.channel.press("Feito") == "Feito: renovar o seguro."
    assert await home.channel.ask("/tasks") == "Nenhuma tarefa aberta."


async def test_overdue_tasks_are_told_together_and_once(home: Home) -> None:
    await home.channel.ask("tarefa: pagar a luz até hoje às 13h")
    await home.channel.ask("tarefa: mandar o relatório até hoje às 17h")

    home.clock.move_to(at(21, 18))
    await until(lambda: notices(home))
    assert notices(home) == [
        (
            "1. Atrasada: pagar a luz — era para hoje, 13:00\n"
            "2. Atrasada: mandar o relatório — era para hoje, 17:00"
        )
    ]

    for day, hour in ((22, 0), (22, 6), (22, 12)):
        home.clock.move_to(at(day, hour))
        await looked(home)
    assert len(notices(home)) == 1


async def test_in_quiet_hours_nothing_is_told_and_it_comes_at_their_end(home: Home) -> None:
    await keep_quiet(home)
    await home.channel.ask("tarefa: lavar o carro até hoje")
    await home.channel.ask("dentista domingo às 7h20")
    home.clock.move_to(at(21, 18))
    for hour, minute in ((0, 0), (6, 0), (6, 50), (6, 59)):
        home.clock.move_to(at(22, hour, minute))
        await looked(home)
    assert notices(home) == []

    home.clock.move_to(at(22, 7))
    await until(lambda: notices(home))

    assert notices(home) == [
        "1. Em 20 minutos: dentista — 07:20\n2. Atrasada: lavar o carro — era para ontem"
    ]


async def test_what_cannot_wait_for_the_morning_comes_before_the_night(home: Home) -> None:
    await keep_quiet(home)
    await home.channel.ask("voo para Recife domingo às 6h30")
    await home.channel.ask("tarefa: mandar o relatório até domingo às 6h")
    home.clock.move_to(at(21, 21, 58))
    await looked(home)
    said = len(notices(home))

    home.clock.move_to(at(21, 21, 59))
    await until(lambda: len(notices(home)) > said)

    assert notices(home)[-1] == (
        "1. Prazo amanhã, 06:00: mandar o relatório\n2. A seguir: voo para Recife — amanhã, 06:30"
    )


async def test_no_more_notices_come_than_are_wanted_a_day_and_deadlines_all_the_same(
    home: Home,
) -> None:
    await prefer(home, most_notices=2)
    for hour in (13, 14, 15, 16):
        await home.channel.ask(f"reunião {hour} hoje às {hour}h")
    await home.channel.ask("tarefa: mandar o relatório até domingo às 15h")

    for hour in (12, 13, 14, 15):
        home.clock.move_to(at(21, hour, 30))
        await looked(home)
    assert len(notices(home)) == 3
    assert "Prazo amanhã, 15:00: mandar o relatório" in notices(home)

    await home.channel.ask("dentista domingo às 10h")
    home.clock.move_to(at(22, 9, 30))
    await until(lambda: notices(home)[-1] == "Em 30 minutos: dentista — 10:00")


async def test_a_kind_of_notice_can_be_stopped_in_the_message_and_brought_back(
    home: Home,
) -> None:
    await home.channel.ask("reunião com a Ana hoje às 13h")
    await home.channel.ask("reunião com o Rui hoje às 15h")
    await home.channel.ask("reunião com a Bia hoje às 17h")
    home.clock.move_to(at(21, 12, 30))
    await until(lambda: notices(home))

    answer = await home.channel.press("Não avisar disso")
    assert answer == "Certo: não aviso mais de compromissos. Para voltar: /settings."
    home.clock.move_to(at(21, 14, 30))
    await looked(home)
    assert len(notices(home)) == 1

    await home.channel.press("Desfazer")
    home.clock.move_to(at(21, 16, 30))
    await until(lambda: len(notices(home)) == 2)


async def test_notices_are_told_to_whom_they_concern_alone(home: Home) -> None:
    await join(home, "ann", language="en")
    await home.channel.say("meeting with Rui today at 2pm", chat="ann", sender="ann")
    await home.channel.ask("reunião com a Ana hoje às 14h")

    home.clock.move_to(at(21, 13, 30))
    await until(lambda: notices(home) and notices(home, "ann"))

    assert notices(home) == ["Em 30 minutos: reunião com a Ana — 14:00"]
    assert notices(home, "ann") == ["In 30 minutes: meeting with Rui — 14:00"]


async def test_somebody_who_is_banned_is_told_nothing(home: Home) -> None:
    ann = await join(home, "ann", language="en")
    await home.channel.say("meeting with Rui today at 2pm", chat="ann", sender="ann")
    await home.channel.ask("reunião com a Ana hoje às 14h")
    now = home.clock.now()
    await home.app.database.run(lambda store: store.people.set_banned(ann, now))

    home.clock.move_to(at(21, 13, 30))
    await until(lambda: notices(home))

    assert notices(home, "ann") == []
