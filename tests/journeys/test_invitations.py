"""Invitations to events: files that other calendars take, and newer ones where things change."""

from pathlib import Path

import pytest

from bot.settings import Settings
from domain.markup import plain
from domain.messages import Address, OutboundMessage
from tests.fakes import until
from tests.ics import Component, parse
from tests.journeys.conftest import Home
from tests.journeys.somebody import invited


def files(home: Home) -> list[OutboundMessage]:
    return [message for message in home.channel.sent if message.file]


def opened(message: OutboundMessage) -> Component:
    path = Path(message.file or "")
    assert (path.suffix, path.stat().st_mode & 0o777) == (".ics", 0o600)
    return parse(path.read_bytes())


async def sent(home: Home, count: int) -> tuple[str, Component]:
    """Return the caption and the calendar of the last file, once there are so many."""
    await until(lambda: len(files(home)) == count, what=f"{count} files")
    message = files(home)[-1]
    return plain(message.text), opened(message)


@pytest.mark.parametrize(
    ("sentence", "request_", "caption", "description"),
    [
        (
            "reunião com a Ana, Bia e José quinta das 14h às 15h no café",
            "manda o convite da reunião",
            (
                "Convite de reunião com a Ana, Bia e José, quinta, 26 de novembro, 14:00–15:00, "
                "café: encaminhe a quem vai. Abre em qualquer agenda."
            ),
            "Com Ana, Bia e José",
        ),
        (
            "meeting with Ana on Thursday from 2 to 3pm at the café",
            "send me the invitation for the meeting",
            (
                "Invitation to meeting with Ana, Thursday, 26 November, 14:00–15:00, café: forward "
                "it to whoever comes. Any calendar opens it."
            ),
            "With Ana",
        ),
    ],
)
async def test_an_invitation_comes_as_a_file_that_any_calendar_takes(
    home: Home, sentence: str, request_: str, caption: str, description: str
) -> None:
    await home.channel.ask(sentence)

    await home.channel.say(request_)

    said, calendar = await sent(home, 1)
    assert said == caption
    assert calendar.value("METHOD") == "PUBLISH"
    (event,) = calendar.all("VEVENT")
    assert event.properties["DTSTART"] == ({"TZID": "America/Sao_Paulo"}, "20261126T140000")
    assert event.properties["DTEND"] == ({"TZID": "America/Sao_Paulo"}, "20261126T150000")
    assert (event.value("SEQUENCE"), event.text("LOCATION")) == ("0", "café")
    assert event.text("DESCRIPTION") == description
    assert not {"ATTENDEE", "CONTACT"} & set(event.properties)


async def test_the_button_sends_the_same_event_again_under_the_same_number(home: Home) -> None:
    await home.channel.ask("dentista segunda 14h")
    for count in (1, 2):
        await home.channel.say("pressed", press="invitation:1")
        await sent(home, count)

    first, second = (opened(one) for one in files(home))
    for name in ("UID", "SEQUENCE", "DTSTART"):
        assert first.all("VEVENT")[0].value(name) == second.all("VEVENT")[0].value(name)


async def test_what_changed_after_the_invitation_is_offered_anew_with_a_higher_number(
    home: Home,
) -> None:
    await home.channel.ask("dentista segunda 14h")
    await home.channel.say("manda o convite")
    _, first = await sent(home, 1)

    moved = await home.channel.ask("muda o dentista para terça 15h")
    assert moved.endswith("15:00. O convite que mandei ficou velho; o botão manda o novo.")
    assert "ficou velho" in await home.channel.ask("renomeia dentista para dentista do João")
    await home.channel.say("pressed", press="invitation:1")

    caption, second = await sent(home, 2)
    assert caption.startswith("Convite novo de dentista do João, terça, 24 de novembro, 15:00")
    (old,), (new,) = first.all("VEVENT"), second.all("VEVENT")
    assert old.value("UID") == new.value("UID")
    assert (old.value("SEQUENCE"), new.value("SEQUENCE")) == ("0", "1")
    assert (new.text("SUMMARY"), new.value("DTSTART")) == ("dentista do João", "20261124T150000")


async def test_what_is_undone_after_the_invitation_has_a_higher_number_too(home: Home) -> None:
    await home.channel.ask("dentista segunda 14h")
    await home.channel.ask("muda o dentista para terça 15h")
    await home.channel.say("pressed", press="invitation:1")
    await sent(home, 1)

    assert await home.channel.press("Desfazer") == "Desfeito: dentista."
    await home.channel.say("pressed", press="invitation:1")

    _, calendar = await sent(home, 2)
    (event,) = calendar.all("VEVENT")
    assert (event.value("SEQUENCE"), event.value("DTSTART")) == ("1", "20261123T140000")


@pytest.mark.parametrize(
    ("sentence", "first", "rule"),
    [
        ("aula toda segunda às 19h", "20261123T190000", "FREQ=WEEKLY;BYDAY=MO"),
        ("aula todo dia às 9h até 30 de novembro", "20261122T090000",
         "FREQ=DAILY;UNTIL=20261201T025959Z"),
        ("reunião amanhã às 9h de Lisboa", "20261122T090000", None),
    ],
)  # fmt: skip
async def test_rules_and_other_zones_are_in_the_invitation(
    home: Home, sentence: str, first: str, rule: str | None
) -> None:
    await home.channel.ask(sentence)

    await home.channel.say("pressed", press="invitation:1")

    _, calendar = await sent(home, 1)
    (event,) = calendar.all("VEVENT")
    zone = "Europe/Lisbon" if "Lisboa" in sentence else "America/Sao_Paulo"
    assert event.properties["DTSTART"] == ({"TZID": zone}, first)
    assert event.properties.get("RRULE", ({}, None))[1] == rule


async def test_a_whole_day_and_strange_words_are_written_as_the_standard_has_it(
    home: Home,
) -> None:
    title = "viagem; com, vírgulas \\ e " + "ação " * 20
    await home.channel.ask("viagem dia 30")
    await home.channel.ask(f"renomeia viagem para {title}")

    await home.channel.say("pressed", press="invitation:1")

    _, calendar = await sent(home, 1)
    (event,) = calendar.all("VEVENT")
    assert event.properties["DTSTART"] == ({"VALUE": "DATE"}, "20261130")
    assert event.text("SUMMARY") == title.strip()


async def test_what_is_no_event_has_no_invitation(home: Home) -> None:
    await home.channel.ask("tarefa: dentista")

    assert (await home.channel.ask("manda o convite do dentista")).startswith("Não achei dentista")
    assert (await home.channel.ask("manda o convite")).startswith("Não sei de qual")
    assert "não vale mais" in await home.channel.ask("pressed", press="invitation:7")
    assert files(home) == []


async def test_nobody_gets_the_invitation_to_an_event_of_somebody_else(home: Home) -> None:
    await home.channel.ask("dentista segunda 14h")
    ana = await invited(home, "ana", language="pt")

    assert "não vale mais" in await ana.ask("pressed", press="invitation:1")
    assert (await ana.ask("manda o convite do dentista")).startswith("Não achei dentista")
    assert files(home) == []


async def test_in_a_group_an_invitation_is_sent_in_private(home: Home) -> None:
    await home.channel.ask("dentista segunda 14h")
    private = Address(channel="test", chat="owner")

    await home.channel.say("manda o convite do dentista", chat="group", private=private)

    await sent(home, 1)
    assert files(home)[0].address == private


async def test_the_file_goes_once_it_was_sent(home: Home, settings: Settings) -> None:
    await home.channel.ask("dentista segunda 14h")
    await home.channel.say("manda o convite")
    await sent(home, 1)
    folder = settings.database_path.with_name("exports")
    assert len(list(folder.iterdir())) == 1
    await home.channel.ask("hoje")  # comes behind it

    home.clock.advance(minutes=6)

    await until(lambda: not list(folder.iterdir()))


async def test_an_event_that_is_cancelled_meanwhile_has_no_invitation(home: Home) -> None:
    await home.channel.ask("dentista segunda 14h")
    await home.channel.ask("cancela o dentista")

    assert "não vale mais" in await home.channel.ask("pressed", press="invitation:1")
