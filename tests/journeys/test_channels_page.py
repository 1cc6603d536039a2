"""Which channel what goes by: the page, the words, and a channel that is let go."""

import pytest

from bot.settings import Settings
from domain.markup import plain
from domain.sending import OutcomeUnknown
from tests.fakes import HandClock, until
from tests.journeys.channels import ASK, DUE, TwoChannels, both, reminded, said, start_with

__all__ = ["both"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("lembretes no telegram", "Certo: lembretes pelo Telegram."),
        ("manda os lembretes pelo telegram", "Certo: lembretes pelo Telegram."),
        ("/canais lembretes telegram", "Certo: lembretes pelo Telegram."),
        ("reminders on Telegram", "Done: reminders on Telegram."),
        ("send my reminders to telegram", "Done: reminders on Telegram."),
        ("tudo pelo telegram", "Certo: lembretes, resumos, avisos pelo Telegram."),
    ],
)
async def test_a_kind_of_message_goes_by_the_channel_that_was_chosen(
    both: TwoChannels, words: str, answer: str
) -> None:
    assert await both.whatsapp.ask(words) == answer
    await both.whatsapp.ask(ASK)

    await reminded(both)

    assert said(both.telegram, "Lembrete") == ["Lembrete: pagar o boleto"]
    assert said(both.whatsapp, "Lembrete:") == []


async def test_a_channel_that_is_not_linked_is_said_so(
    settings: Settings, clock: HandClock
) -> None:
    async with start_with(settings, clock)() as home:
        answer = await home.whatsapp.ask("resumos no telegram")

    assert answer.startswith("Ainda não falo com você pelo Telegram.")


async def test_a_chosen_channel_is_taken_back_by_undo(both: TwoChannels) -> None:
    await both.whatsapp.ask("lembretes no telegram")
    await both.whatsapp.ask("/undo")
    await both.whatsapp.ask(ASK)

    await reminded(both)

    assert said(both.telegram, "Lembrete") == []


async def test_the_page_of_channels_shows_and_changes_what_goes_where(both: TwoChannels) -> None:
    page = await both.telegram.ask("/channels")
    assert page.startswith("Onde falo com você: terminal, WhatsApp, Telegram")
    assert "Lembretes: onde você pediu" in page

    await both.telegram.press("Resumos: WhatsApp")

    now = both.telegram.shown[str(len(both.telegram.sent))]
    assert "Resumos: WhatsApp" in plain(now.text)
    assert "Resumos: Telegram" in [button.label for button in now.buttons]


async def test_a_brief_comes_on_the_channel_that_was_chosen_for_it(both: TwoChannels) -> None:
    await both.whatsapp.ask("resumo da manhã às 7h")
    await both.whatsapp.ask("resumos no WhatsApp")
    await both.whatsapp.ask("tarefa: comprar pão até amanhã")

    both.clock.advance(hours=19, seconds=1)
    await until(lambda: said(both.whatsapp, "Bom dia"), what="the brief")

    assert said(both.telegram, "Bom dia") == []


async def test_a_channel_that_is_let_go_knows_nobody_and_its_reminders_come_here(
    both: TwoChannels,
) -> None:
    await both.whatsapp.ask(ASK)

    answer = await both.telegram.ask("/canais tirar whatsapp")
    await reminded(both)

    assert answer.startswith("Certo: não falo mais com você pelo WhatsApp.")
    assert said(both.telegram, "Lembrete") == ["Lembrete: pagar o boleto"]
    assert said(both.whatsapp, "Lembrete:") == []
    assert "my owner invited" in await both.whatsapp.ask("o que tenho hoje?")


async def test_a_channel_is_not_let_go_from_itself(both: TwoChannels) -> None:
    assert "Daqui não dá" in await both.whatsapp.ask("/canais tirar zap")
    assert "hoje" in await both.whatsapp.ask("o que tenho hoje?")


async def test_the_terminal_is_not_let_go(both: TwoChannels) -> None:
    assert "O terminal fica" in await both.whatsapp.ask("/canais tirar terminal")


async def test_what_may_have_arrived_there_comes_here_marked(both: TwoChannels) -> None:
    await both.whatsapp.ask(ASK)
    both.whatsapp.troubles = [(OutcomeUnknown(reason="reset"), False)]
    both.clock.advance(seconds=DUE)
    await until(lambda: not both.whatsapp.troubles, what="the sending")

    await both.telegram.ask("/canais tirar whatsapp")
    await both.settled()
    both.clock.advance(seconds=5)
    await both.settled()

    assert said(both.telegram, "Talvez repetido: Lembrete: pagar o boleto")
    assert said(both.whatsapp, "Lembrete:") == []
