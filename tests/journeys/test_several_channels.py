"""One person on two channels: one history, one set of records, and no reminder lost between."""

import asyncio
from datetime import timedelta

import pytest

from bot.channel import Receipt, Told
from bot.settings import Settings
from domain.deliveries import DeliveryState
from domain.markup import plain
from domain.messages import Address, OutboundMessage, Purpose
from domain.sending import NotSent, OutcomeUnknown, Rejected, Withheld
from tests.fakes import HandClock, until
from tests.journeys.channels import ASK, TwoChannels, both, reminded, said, start_with

__all__ = ["both"]


async def test_what_is_said_on_one_channel_is_known_on_the_other(both: TwoChannels) -> None:
    await both.whatsapp.ask("tarefa: comprar pão")

    assert "comprar pão" in await both.telegram.ask("tarefas")


async def test_a_code_is_good_once(both: TwoChannels) -> None:
    told = await both.whatsapp.ask("/link")
    code = told.split("/start ")[-1].strip()
    await both.telegram.ask(code, chat="other", sender="other")

    answer = await both.telegram.ask(code, chat="third", sender="third")

    assert "is not valid" in answer


async def test_a_delivered_reminder_stays_where_it_was_asked(both: TwoChannels) -> None:
    await both.whatsapp.ask(ASK)
    await reminded(both)
    await both.tell(str(len(both.whatsapp.sent)), Receipt.DELIVERED)

    both.clock.advance(seconds=61)
    await both.settled()

    assert len(said(both.whatsapp, "Lembrete: pagar o boleto")) == 1
    assert said(both.telegram, "pagar o boleto") == []


async def test_a_reminder_that_is_not_delivered_within_a_minute_goes_to_the_next_channel(
    both: TwoChannels,
) -> None:
    await both.whatsapp.ask(ASK)
    await reminded(both)

    both.clock.advance(seconds=61)
    await both.settled()

    assert said(both.telegram, "pagar o boleto") == [
        "Também no WhatsApp, mas não sei se chegou lá:\nLembrete: pagar o boleto"
    ]
    value = both.app.metrics.registry.get_sample_value(
        "sparkone_failovers_total", {"channel": "telegram"}
    )
    assert value == 1


async def test_it_goes_there_once_however_long_the_first_channel_is_silent(
    both: TwoChannels,
) -> None:
    await both.whatsapp.ask(ASK)
    await reminded(both)

    for _ in range(5):
        both.clock.advance(seconds=61)
        await both.settled()

    assert len(said(both.whatsapp, "pagar o boleto")) == 2  # the echo and the reminder
    assert len(said(both.telegram, "pagar o boleto")) == 1


async def test_what_never_left_goes_by_the_other_channel_unmarked(both: TwoChannels) -> None:
    await both.whatsapp.ask(ASK)
    both.whatsapp.troubles = [(NotSent(reason="refused"), False)] * 50
    await reminded(both)
    for _ in range(61):
        both.clock.advance(seconds=1)
        await both.settled()

    (copy,) = said(both.telegram, "pagar o boleto")
    assert copy.endswith("Lembrete: pagar o boleto")
    assert "não sei se chegou" not in copy
    both.whatsapp.troubles = []
    for _ in range(120):
        both.clock.advance(seconds=1)
        await both.settled()
    assert len(said(both.whatsapp, "Lembrete")) == 0
    assert len(said(both.telegram, "Lembrete")) == 1


async def test_a_service_that_says_it_failed_is_not_waited_for(both: TwoChannels) -> None:
    await both.whatsapp.ask(ASK)
    await reminded(both)

    await both.tell(str(len(both.whatsapp.sent)), Receipt.FAILED, Rejected(reason="131026"))
    await both.settled()

    assert said(both.telegram, "boleto") == ["Lembrete: pagar o boleto"]


async def test_a_late_failure_of_a_delivered_message_changes_nothing(both: TwoChannels) -> None:
    await both.whatsapp.ask(ASK)
    await reminded(both)
    external = str(len(both.whatsapp.sent))
    await both.tell(external, Receipt.READ)

    for receipt in (Receipt.FAILED, Receipt.DELIVERED, Receipt.SENT, Receipt.FAILED):
        await both.tell(external, receipt, Rejected(reason="131026"))
    both.clock.advance(seconds=61)
    await both.settled()

    assert said(both.telegram, "boleto") == []


async def test_a_window_that_is_shut_hands_over_to_the_other_channel(both: TwoChannels) -> None:
    await both.whatsapp.ask(ASK)
    both.whatsapp.troubles = [(Withheld(reason="window"), False)]

    await reminded(both)

    assert said(both.telegram, "Lembrete") == ["Lembrete: pagar o boleto"]


async def test_done_on_one_channel_takes_the_buttons_off_the_other(both: TwoChannels) -> None:
    await both.whatsapp.ask(ASK)
    await reminded(both)
    both.clock.advance(seconds=61)
    await both.settled()
    (copy,) = [one for one in both.telegram.shown.values() if "boleto" in one.text]
    assert copy.buttons

    await both.whatsapp.press("Feito")
    await both.settled()

    (closed,) = [one for one in both.telegram.shown.values() if "boleto" in one.text]
    assert closed.buttons == ()
    assert plain(closed.text).endswith("Feito.")


async def test_done_by_words_on_the_other_channel_is_done_on_both(both: TwoChannels) -> None:
    await both.whatsapp.ask(ASK)
    await reminded(both)

    assert "Feito: pagar o boleto." in await both.telegram.ask("feito")

    both.clock.advance(seconds=61)
    await both.settled()
    assert said(both.telegram, "Também no WhatsApp") == []


async def test_one_that_insists_is_said_on_each_channel_in_turn(both: TwoChannels) -> None:
    await both.whatsapp.ask("me lembra de tomar o remédio em 10 minutos e insiste até eu fazer")
    await reminded(both)
    await both.tell(str(len(both.whatsapp.sent)), Receipt.DELIVERED)

    for _ in range(2):
        both.clock.advance(minutes=10)
        await both.settled()
        await until(lambda: said(both.telegram, "Ainda não feito"))

    assert len(said(both.telegram, "Ainda não feito: tomar o remédio (1 de 6)")) == 1
    await until(lambda: said(both.whatsapp, "Ainda não feito: tomar o remédio (2 de 6)"))


async def test_a_talk_goes_on_where_it_was_left_on_the_other_channel(both: TwoChannels) -> None:
    await both.whatsapp.ask("tarefa: comprar pão")
    await both.telegram.say("o que mais?", key="last")

    there = Address(channel="telegram", chat="owner")
    exchanges = await both.app.database.read(
        lambda store: store.history.last(there, "owner", before="last", most=5)
    )

    assert "tarefa: comprar pão" in [one.said for one in exchanges]


async def test_what_waits_for_a_window_goes_out_when_the_person_writes(
    settings: Settings, clock: HandClock
) -> None:
    async with start_with(settings, clock)() as home:
        await home.whatsapp.ask(ASK)
        home.whatsapp.troubles = [(Withheld(reason="window"), False)]
        await reminded(home)
        assert said(home.whatsapp, "Lembrete:") == []

        home.clock.advance(minutes=5)
        await home.whatsapp.ask("oi")
        await until(lambda: said(home.whatsapp, "Lembrete:"))

    (late,) = said(home.whatsapp, "Lembrete:")
    assert late.startswith("Atrasado: era para")


async def test_a_doubt_is_settled_by_a_receipt_with_our_key(both: TwoChannels) -> None:
    await both.whatsapp.ask(ASK)
    both.whatsapp.troubles = [(OutcomeUnknown(reason="reset"), True)]
    await reminded(both)

    waiting = await both.app.database.read(
        lambda store: store.outbox.in_state(DeliveryState.UNKNOWN)
    )
    (doubtful,) = [one for one in waiting if one.message.purpose is Purpose.REMINDER]
    told = Told(
        external="wamid.X",
        receipt=Receipt.DELIVERED,
        at=both.clock.now(),
        key=doubtful.message.key,
    )
    await both.app.receipts.take("whatsapp", told)
    both.clock.advance(seconds=61)
    await both.settled()

    assert len(said(both.whatsapp, "Lembrete:")) == 1
    assert said(both.telegram, "Lembrete:") == []
    found = await both.app.database.read(lambda store: store.receipts.delivered_at(doubtful.id))
    assert found is not None
    assert both.clock.now() - found >= timedelta(seconds=60)


async def test_what_moved_on_is_not_sent_by_its_first_channel_as_well(
    both: TwoChannels, monkeypatch: pytest.MonkeyPatch
) -> None:
    await both.whatsapp.ask(ASK)
    both.whatsapp.troubles = [(NotSent(reason="refused"), False)] * 50
    send, begun, go = both.telegram.send, asyncio.Event(), asyncio.Event()

    async def slow(message: OutboundMessage) -> str | None:
        begun.set()
        await go.wait()
        return await send(message)

    monkeypatch.setattr(both.telegram, "send", slow)
    await reminded(both)
    for _ in range(62):
        both.clock.advance(seconds=1)
        for _ in range(5):
            await asyncio.sleep(0.001)
    await asyncio.wait_for(begun.wait(), 5)

    for _ in range(6):  # the first channel tries again meanwhile
        both.clock.advance(seconds=4)
        for _ in range(5):
            await asyncio.sleep(0.001)
    go.set()
    await both.settled()

    (only,) = said(both.telegram, "boleto")
    assert "repetido" not in only


async def test_a_channel_that_was_let_go_is_not_taken_back_by_the_next_start(
    settings: Settings, clock: HandClock
) -> None:
    start = start_with(settings, clock)
    async with start() as home:
        await home.link()
        assert "WhatsApp" in await home.telegram.ask("/channels remove whatsapp")

    async with start() as home:
        answer = await home.whatsapp.ask("tarefas")

    assert "meu dono convidou" in answer or "my owner invited" in answer
