"""What people do on WhatsApp, as the Cloud API tells it."""

import pytest

from tests.cloudapi_channel.home import CloudHome
from tests.fakes import until


async def test_a_voice_message_is_fetched_and_answered_honestly(home: CloudHome) -> None:
    answer = await home.after(home.owner.sends_voice(b"OggS voice"))

    assert answer.text
    await until(lambda: _files(home), what="the file")
    await home.settled()
    kept = list((home.app.settings.database_path.parent).rglob("*"))
    assert any(one.is_file() and one.read_bytes() == b"OggS voice" for one in kept)


async def test_a_picture_is_kept_with_its_caption(home: CloudHome) -> None:
    picture = home.owner.sends_image(b"\xff\xd8 picture", "tarefa: pagar o aluguel")

    answer = await home.after(picture)

    assert "*pagar o aluguel*" in answer.text
    await until(lambda: _files(home), what="the file")


async def test_a_document_keeps_its_name(home: CloudHome) -> None:
    answer = await home.after(home.owner.sends_document("contrato.pdf", b"%PDF-1.4 x"))

    assert "contrato.pdf" in answer.text


async def test_an_answer_to_a_reminder_is_about_that_reminder(home: CloudHome) -> None:
    await home.ask("me lembra de tomar o remédio em 5 minutos")
    await home.ask("me lembra de regar as plantas em 6 minutos")
    home.clock.advance(minutes=7)
    await until(lambda: len(home.owner.sent) == 4, what="both reminders")
    await home.settled()
    first = next(one for one in home.owner.sent[2:] if "remédio" in one.text)

    answer = await home.after(home.owner.replies(first, "feito"))

    assert "remédio" in answer.text


@pytest.mark.parametrize("many", [False, True])
async def test_what_is_forwarded_is_nobodys_order(home: CloudHome, many: bool) -> None:  # noqa: FBT001
    await home.after(home.owner.forwards("reunião amanhã às 15h", many=many))

    assert await home.read(lambda store: store.figures.received(home.clock.now())) == 1
    reminders = await home.read(lambda store: store.outbox.counts())
    assert reminders
    assert home.owner.last.labels  # it asks what to do with it


async def test_an_edit_that_is_told_mends_what_was_kept(home: CloudHome) -> None:
    said = await home.owner.says("tarefa: comprar leite")
    await until(lambda: len(home.owner.sent) == 1, what="the answer")
    await home.settled()

    answer = await home.after(home.owner.edits(said, "tarefa: comprar pão", is_told=True))

    assert "comprar pão" in answer.text


@pytest.mark.parametrize(
    ("words", "now", "honest"),
    [
        ("tarefa: comprar leite", "tarefa: comprar pão", "Mande de novo como deve ser."),
        ("task: buy milk", "task: buy bread", "Send it again the way it should be."),
    ],
)
async def test_an_edit_of_which_nothing_is_told_is_answered_so(
    home: CloudHome, words: str, now: str, honest: str
) -> None:
    said = await home.owner.says(words)
    await until(lambda: home.owner.sent, what="the answer")
    await home.settled()

    answer = await home.after(home.owner.edits(said, now))

    assert answer.text.endswith(honest)


async def test_what_cannot_be_read_is_set_aside_and_confirmed(home: CloudHome) -> None:
    await home.owner.sends_unknown()
    await home.owner.sends_unknown(code=131060)
    home.owner.sends("order", {"catalog_id": "1", "product_items": []})
    home.owner.sends("interactive", {"type": "nfm_reply"})
    await home.settled()

    assert await home.read(lambda store: store.quarantine.count()) == 4
    assert home.owner.sent == []


async def test_what_asks_for_nothing_is_confirmed_and_forgotten(home: CloudHome) -> None:
    said = await home.owner.says("oi")
    await until(lambda: home.owner.sent, what="the answer")

    await home.owner.revokes(said)
    await home.owner.opens_chat()
    await home.owner.reacts(home.owner.last)
    await home.owner.says("oi, pessoal", group=home.server.group())
    await home.owner.stops_marketing()
    await home.settled()

    assert len(home.owner.sent) == 1
    assert await home.read(lambda store: store.quarantine.count()) == 0


async def test_a_thumb_under_a_reminder_is_done(home: CloudHome) -> None:
    await home.ask("me lembra de tomar o remédio em 5 minutos")
    home.clock.advance(minutes=5)
    await until(lambda: len(home.owner.sent) == 2, what="the reminder")
    await home.settled()

    answer = await home.after(home.owner.reacts(home.owner.last, "👍"))

    assert "remédio" in answer.text


async def test_a_place_and_a_card_are_answered(home: CloudHome) -> None:
    assert (await home.after(home.owner.sends_location(-23.55, -46.63, "Sé"))).text
    assert "Bruno" in (await home.after(home.owner.sends_contact("Bruno", "5511977776666"))).text


async def test_a_message_that_waited_keeps_its_own_time(home: CloudHome) -> None:
    home.server.webhook.hold()
    await home.owner.says("tarefa: comprar leite")
    home.clock.advance(hours=2)
    home.server.webhook.release()
    await until(lambda: home.owner.sent, what="the answer")

    wrote_at = await home.read(lambda store: store.windows.at(home.address))
    assert wrote_at is not None
    assert (home.clock.now() - wrote_at).total_seconds() == 7200


async def test_a_late_message_takes_no_window_back(home: CloudHome) -> None:
    await home.owner.says("tarefa: comprar leite")
    await until(lambda: home.owner.sent, what="the answer")
    old = home.server.forger.body("tarefa: comprar pão", person=home.owner)
    home.clock.advance(hours=2)
    await home.ask("oi")

    assert await home.server.forger.posts(old) == 200
    await until(lambda: len(home.owner.sent) == 3, what="the late answer")
    await home.settled()

    wrote_at = await home.read(lambda store: store.windows.at(home.address))
    assert wrote_at == home.clock.now()
    home.server.forgive()  # nobody has sent it here


async def test_half_a_character_is_read_with_a_mark_in_its_place(home: CloudHome) -> None:
    await home.ask("oi")
    body = home.server.forger.body("tarefa: leite \U0001f600", person=home.owner)
    broken = body.replace(b"\\ude00", b"")
    assert broken != body

    assert await home.server.forger.posts(broken) == 200

    await until(lambda: len(home.owner.sent) == 2, what="the answer")
    await home.settled()
    assert "leite" in home.owner.last.text
    home.server.forgive()  # nobody has sent it here


def _files(home: CloudHome) -> bool:
    return any(one.name == "media" for one in home.server.calls)
