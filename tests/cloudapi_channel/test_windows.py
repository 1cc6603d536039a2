"""After 24 hours of silence: templates in the right language, or waiting."""

import pytest

from domain.deliveries import DeliveryState
from domain.messages import Purpose
from storage.store import Store
from tests.cloudapi import notices
from tests.cloudapi.templates import Template
from tests.cloudapi_channel.home import CloudHome, Start
from tests.fakes import HandClock, RecordingChannel, until

REPLIES = {
    "pt_BR": ["Feito", "+1 h", "Amanhã"],
    "en_US": ["Done", "+1 h", "Tomorrow"],
}
BODIES = {
    "pt_BR": "Lembrete que você pediu: {{1}}. Responda para conversar.",
    "en_US": "A reminder that you asked for: {{1}}. Reply to talk.",
}


def _reminder(home: CloudHome, code: str, **facts: object) -> Template:
    buttons = [("QUICK_REPLY", label) for label in REPLIES[code]]
    given = {"buttons": buttons, **facts}
    return home.server.template("sparkone_reminder", code, BODIES[code], **given)


async def _silent(
    home: CloudHome, said: str = "me lembra de tomar o remédio amanhã às 18h"
) -> None:
    """Ask for a reminder, say nothing for more than a day, and let it fall due."""
    await home.ask(said)
    await home.passes(hours=30)


@pytest.mark.parametrize(
    ("said", "code", "text", "label"),
    [
        ("me lembra de tomar o remédio amanhã às 18h", "pt_BR", "tomar o remédio", "Feito"),
        ("remind me to take the pill tomorrow at 6pm", "en_US", "take the pill", "Done"),
    ],
)
async def test_a_reminder_comes_as_a_template_and_is_done_by_its_quick_reply(
    home: CloudHome, said: str, code: str, text: str, label: str
) -> None:
    for each in BODIES:
        _reminder(home, each)
    await _silent(home, said)

    await until(lambda: home.owner.last.template, what="the template")
    await home.settled()
    told = home.owner.last

    assert told.filled is not None
    assert told.filled.template.language == code
    assert text in told.parameters[0]
    assert told.labels == REPLIES[code]
    assert told.buttons[0][0].startswith("done:")

    answer = await home.tap(told, label)

    assert answer.template is None
    assert text in answer.text


async def test_a_quick_reply_without_its_message_is_known_by_its_payload(home: CloudHome) -> None:
    _reminder(home, "pt_BR")
    await _silent(home)
    await until(lambda: home.owner.last.template, what="the template")
    action, label = home.owner.last.buttons[0]

    async def taps() -> object:
        return home.owner.sends("button", {"payload": action, "text": label})

    assert "remédio" in (await home.after(taps())).text


async def test_a_quick_reply_without_our_payload_is_known_by_its_title(home: CloudHome) -> None:
    _reminder(home, "pt_BR")
    await _silent(home)
    await until(lambda: home.owner.last.template, what="the template")
    told = home.owner.last

    async def taps() -> object:
        return home.owner.sends("button", {"payload": "Feito", "text": "Feito"}, reply_to=told)

    assert "remédio" in (await home.after(taps())).text


async def test_a_brief_is_one_line_of_a_template(home: CloudHome) -> None:
    home.server.template("sparkone_brief", "pt_BR", "Seu resumo: {{text}}. Bom dia!")
    await home.ask("oi")
    home.clock.advance(hours=25)

    await home.promises("*Hoje*\n\n1.\tpão   e leite\n2. café", purpose=Purpose.BRIEF)
    await home.settled()

    assert home.owner.last.parameters == ["Hoje · 1. pão e leite · 2. café"]


async def test_a_text_that_does_not_fit_into_a_template_is_cut(home: CloudHome) -> None:
    home.server.template("sparkone_notice", "pt_BR", "Aviso: {{1}}. Fim.")
    await home.ask("oi")
    home.clock.advance(hours=25)

    await home.promises("palavra " * 300, purpose=Purpose.NOTICE)
    await home.settled()

    assert len(home.owner.last.text) <= 1024
    assert home.owner.last.parameters[0].endswith("…")


async def test_inside_the_window_nothing_is_a_template(home: CloudHome) -> None:
    _reminder(home, "pt_BR")
    await home.ask("me lembra de tomar o remédio amanhã às 11h")

    home.clock.advance(hours=23)
    await until(lambda: len(home.owner.sent) == 2, what="the reminder")

    assert home.owner.last.template is None


@pytest.mark.parametrize("status", [None, "PENDING", "REJECTED", "PAUSED", "DISABLED"])
async def test_without_an_approved_template_it_waits_until_the_person_writes(
    home: CloudHome, status: str | None
) -> None:
    if status is not None:
        _reminder(home, "pt_BR", status=status)
    await _silent(home)
    await home.waits(template=2)  # the reminder, and the notice that something waits
    await home.passes(hours=1)
    before = len(home.owner.sent)

    await home.owner.says("oi")
    await until(lambda: len(home.owner.sent) == before + 3, what="what waited, and an answer")
    await home.settled()

    late = next(one for one in home.owner.sent[before:] if "remédio" in one.text)
    assert late.text.startswith("_Atrasado: era para")
    assert len(late.rows) == 6
    await home.waits()


async def test_the_owner_is_told_on_another_channel(start: Start, clock: HandClock) -> None:
    other = RecordingChannel(clock)
    async with start(others=(other,)) as home:
        await home.ask("oi")
        await home.app.database.run(_link)
        home.clock.advance(hours=25)

        await home.promises("volto já")  # an answer stays where it was asked for

        await home.waits(window=1)
        await until(lambda: other.sent, what="the notice")
        assert "WhatsApp" in other.texts()[0]
        assert "/whatsapp" in other.texts()[0]


async def test_a_template_that_is_approved_lets_go_what_waited(home: CloudHome) -> None:
    template = _reminder(home, "pt_BR", status="PENDING")
    await _silent(home)
    await home.waits(template=2)

    template.status = "APPROVED"
    home.server.notifies(*notices.template_status(template, "APPROVED"))
    await until(lambda: home.owner.last.template, what="the template")

    assert "remédio" in home.owner.last.parameters[0]


async def test_without_an_account_the_documented_templates_are_tried(start: Start) -> None:
    async with start(whatsapp_business_account_id=None) as home:
        _reminder(home, "pt_BR")
        await _silent(home)

        await until(lambda: home.owner.last.template, what="the template")

        assert home.owner.last.labels == REPLIES["pt_BR"]
        assert home.owner.last.buttons[0][0].startswith("done:")


async def test_without_an_account_the_next_language_is_tried_and_remembered(
    start: Start,
) -> None:
    async with start(whatsapp_business_account_id=None) as home:
        home.server.template("sparkone_notice", "pt_PT", "Aviso: {{1}}. Fim.")
        await home.ask("oi")
        home.clock.advance(hours=25)

        for text in ("algo novo", "mais uma coisa"):
            await home.promises(text, purpose=Purpose.NOTICE)
            await home.settled()

        assert [one.parameters for one in home.owner.sent[1:]] == [
            ["algo novo"],
            ["mais uma coisa"],
        ]
        codes = [
            call.params["template"]["language"]["code"]
            for call in home.server.called("messages")
            if "template" in call.params
        ]
        assert codes == ["pt_BR", "pt_PT", "pt_PT"]


async def test_a_window_that_was_shut_after_all_makes_a_template_and_no_loop(
    home: CloudHome,
) -> None:
    _reminder(home, "pt_BR")
    await home.ask("me lembra de tomar o remédio em 5 minutos")
    home.owner.last_wrote = None  # the service does not know that they wrote
    await home.passes(minutes=5)
    await home.comes_to(lambda store: store.windows.at(home.address), None)
    await home.passes(seconds=1)

    await until(lambda: home.owner.last.template, what="the template")
    await home.passes(minutes=10)

    tried = [one for one in home.server.accepted if "remédio" in one.text][1:]
    assert [one.type for one in tried] == ["interactive", "template"]
    assert "repetido" not in tried[1].text


async def test_a_window_that_the_answer_says_is_shut_makes_a_template_at_once(
    home: CloudHome,
) -> None:
    home.server.world.is_late = False
    _reminder(home, "pt_BR")
    await home.ask("me lembra de tomar o remédio em 5 minutos")
    home.owner.last_wrote = None
    home.clock.advance(minutes=5)

    await until(lambda: home.owner.last.template, what="the template")

    assert await home.read(lambda store: store.windows.at(home.address)) is None


async def test_a_window_that_is_shut_without_a_template_waits_and_does_not_loop(
    home: CloudHome,
) -> None:
    await home.ask("me lembra de tomar o remédio em 5 minutos")
    home.owner.last_wrote = None
    await home.passes(minutes=5)
    await home.comes_to(lambda store: store.windows.at(home.address), None)
    await home.passes(seconds=1)
    await home.waits(template=2)
    for _ in range(5):
        await home.passes(minutes=1)

    assert len(home.server.called("messages")) == 2


async def test_a_person_who_stopped_marketing_gets_no_marketing_template(home: CloudHome) -> None:
    _reminder(home, "pt_BR", category="MARKETING")
    await home.owner.stops_marketing()
    await _silent(home)
    await home.waits(template=2)

    counts = await home.read(lambda store: store.outbox.counts())
    assert DeliveryState.FAILED not in counts


async def test_a_message_of_ours_is_never_changed_and_never_sent_twice(home: CloudHome) -> None:
    await home.ask("oi")

    await home.promises("outra vez", purpose=Purpose.EDIT, replaces=home.owner.last.id)
    await home.settled()

    assert len(home.owner.sent) == 1


def _link(store: Store) -> None:
    from domain.people import Identity

    owner = store.people.owner()
    assert owner is not None
    store.people.link(Identity(person=owner.id, channel="test", external="x", chat="x"))
