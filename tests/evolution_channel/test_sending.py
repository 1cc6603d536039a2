"""What is sent: parts, options, files, changes; what is told of it; and what refusals mean."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from bot.evolution.refusals import KeyRefused, NoInstance, Refused, refusal, told
from domain.messages import Address, Button, OutboundMessage, Purpose
from domain.sending import Blocked, NotSent, OutcomeUnknown, RateLimited, Rejected, Withheld
from tests.evolution_channel.home import OWNER, EvolutionHome
from tests.fakes import until

_NUMBERS = itertools.count(1)


def outgoing(text: str, *labels: str, **facts: Any) -> OutboundMessage:
    given = {
        "key": f"k{next(_NUMBERS)}",
        "address": Address(channel="evolution", chat=OWNER),
        "text": text,
        "purpose": Purpose.REPLY,
        "buttons": tuple(Button(label=one, action=f"do:{one}") for one in labels),
    }
    return OutboundMessage(**{**given, **facts})


async def test_a_long_text_goes_in_parts_with_the_options_on_the_last(
    house: EvolutionHome,
) -> None:
    text = "\n\n".join(f"Linha {number} " + "palavra " * 60 for number in range(20))

    last = await house.channel.send(outgoing(text, "Sim", "Não", language="pt"))

    sent = house.owner.chat.sent
    assert len(sent) == 3
    assert all(len(one.text) <= 4096 for one in sent)
    assert ["Responda:" in one.text for one in sent] == [False, False, True]
    assert last == sent[-1].id


async def test_parts_that_went_out_do_not_go_again(
    house: EvolutionHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = outgoing("\n\n".join(f"{number} " + "palavra " * 60 for number in range(20)))
    post, calls = house.channel._api.post, itertools.count()

    async def failing(path: str, **given: Any) -> bytes:
        if next(calls) == 1:
            raise NotSent(reason="away")
        return await post(path, **given)

    monkeypatch.setattr(house.channel._api, "post", failing)
    with pytest.raises(NotSent):
        await house.channel.send(message)
    assert len(house.owner.chat.sent) == 1

    await house.channel.send(message)

    assert [text[:1] for text in house.owner.chat.texts] == ["0", "8", "1"]


async def test_the_line_about_numbers_is_in_the_language_of_the_message(
    house: EvolutionHome,
) -> None:
    await house.channel.send(outgoing("Really?", "Yes", language="en"))
    await house.channel.send(outgoing("Mesmo?", "Sim", language="pt"))

    assert house.owner.chat.texts == [
        "Really?\n\n_Reply:_ *1* Yes",
        "Mesmo?\n\n_Responda:_ *1* Sim",
    ]


async def test_an_edit_changes_a_message_within_its_time(house: EvolutionHome) -> None:
    first = await house.channel.send(outgoing("Um"))

    again = await house.channel.send(outgoing("Dois", replaces=first))

    assert again == first
    assert house.owner.chat.texts == ["Dois"]
    house.clock.advance(minutes=14, seconds=1)
    other = await house.channel.send(outgoing("Três", replaces=first))
    assert other != first
    assert house.owner.chat.texts == ["Dois", "Três"]
    assert (
        await house.channel.send(outgoing("Quatro", replaces=first, purpose=Purpose.EDIT)) is None
    )
    assert len(house.owner.chat.sent) == 2


async def test_a_question_is_answered_by_a_message_and_closed_by_an_edit(
    house: EvolutionHome,
) -> None:
    question = await house.channel.send(outgoing("Sim ou não?", "Sim", "Não", language="pt"))

    await house.channel.send(outgoing("Feito", replaces=question))
    await house.channel.send(outgoing("Já respondido", replaces=question, purpose=Purpose.EDIT))

    assert house.owner.chat.texts == ["Já respondido", "Feito"]


async def test_an_edit_that_is_refused_is_a_message_of_its_own(house: EvolutionHome) -> None:
    first = await house.channel.send(outgoing("Um"))
    house.server.troubles.refuse(400, "Message not compatible", call="updateMessage")

    await house.channel.send(outgoing("Dois", replaces=first))

    assert house.owner.chat.texts == ["Um", "Dois"]


@pytest.mark.parametrize(
    ("name", "call"), [("a.zip", "document"), ("a.png", "image"), ("a.JPG", "image")]
)
async def test_a_file_goes_with_its_caption(
    house: EvolutionHome, tmp_path: Path, name: str, call: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"content")

    await house.channel.send(outgoing("*Tudo* seu", file=str(path)))

    (sent,) = house.owner.chat.sent
    assert (sent.media, sent.text, sent.kind) == (b"content", "*Tudo* seu", f"{call}Message")


async def test_a_file_that_is_gone_is_refused(house: EvolutionHome, tmp_path: Path) -> None:
    with pytest.raises(Rejected):
        await house.channel.send(outgoing("x", file=str(tmp_path / "none.zip")))


async def test_typing_is_shown_and_nobody_waits_for_it(house: EvolutionHome) -> None:
    await house.channel.typing(Address(channel="evolution", chat=OWNER))

    await until(lambda: house.owner.chat.typed, what="the sign")
    house.server.troubles.page(500, call="sendPresence")
    await house.channel.typing(Address(channel="evolution", chat=OWNER))
    await until(lambda: not house.server.troubles[-1].times, what="the trouble")


async def test_receipts_come_in_any_order_and_twice(house: EvolutionHome) -> None:
    await house.ask("tarefa: comprar pão")
    sent = house.owner.chat.last

    house.server.reads(sent)
    house.server.delivers(sent)
    house.server.acks(sent)
    await house.settled()
    house.clock.advance(minutes=1)
    house.server.plays(sent)
    await house.settled()

    times = await house.app.database.read(
        lambda store: (store.receipts.delivered_at(1), store.receipts.read_at(1))
    )
    assert times[0] is not None
    assert times[1] is not None
    assert house.count("receipts_total", channel="evolution", receipt="read") == 2


async def test_a_message_that_whatsapp_lost_is_rejected(house: EvolutionHome) -> None:
    await house.ask("tarefa: comprar pão")

    house.server.fails(house.owner.chat.last)
    await house.settled()

    counts = await house.app.database.read(lambda store: store.outbox.counts())
    assert [(one.value, count) for one, count in counts.items()] == [("failed", 1)]


NOBODY = {"jid": "5511988887777@s.whatsapp.net", "exists": False, "number": "5511988887777"}


@pytest.mark.parametrize(
    ("status", "message", "kind"),
    [
        (400, ["Error: Connection Closed"], NotSent),
        (500, "Connection Closed", NotSent),
        (500, "Cannot read properties of undefined (reading 'onWhatsApp')", NotSent),
        (400, ["TypeError: Cannot read properties of undefined (reading 'sendMessage')"], NotSent),
        (400, ["Error: Timed Out"], OutcomeUnknown),
        (400, ["TypeError: Cannot read properties of undefined (reading 'message')"],
         OutcomeUnknown),
        (400, [NOBODY], Blocked),
        (404, ["Group not found"], Blocked),
        (400, [["Invalid format", 'instance requires property "text"']], Refused),
        (404, ['The "spark" instance does not exist'], NoInstance),
        (404, ['Instance "spark" not found'], NoInstance),
        (404, ["Cannot POST /instance/dance/spark"], Refused),
        (401, "Unauthorized", KeyRefused),
        (403, ['This name "spark" is already in use.'], Refused),
        (500, "something new", OutcomeUnknown),
        (429, ["rate-overlimit"], RateLimited),
    ],
)  # fmt: skip
def test_each_refusal_has_its_outcome(status: int, message: Any, kind: type[Exception]) -> None:
    import msgspec

    body = msgspec.json.encode({"status": status, "response": {"message": message}})
    if status == 401:
        body = msgspec.json.encode({"status": 401, "message": message})

    found = refusal(status, body)

    assert type(found) is kind
    assert "5511" not in str(found)


@pytest.mark.parametrize(
    ("status", "kind"), [(404, Refused), (413, Refused), (502, OutcomeUnknown)]
)
def test_a_page_in_place_of_an_answer(status: int, kind: type[Exception]) -> None:
    assert type(refusal(status, b"<html>")) is kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (131047, Withheld),
        (131026, Blocked),
        (131056, RateLimited),
        (130429, RateLimited),
        (190, NotSent),
        (100, Refused),
        (None, Refused),
    ],
)
def test_each_refusal_of_meta_has_its_outcome(code: Any, kind: type[Exception]) -> None:
    assert type(told(code)) is kind
