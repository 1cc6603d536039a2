import json

import pytest

from tests.cloudapi import notices
from tests.cloudapi.people import Person
from tests.cloudapi.receiver import Caller, Receiver
from tests.cloudapi.server import CloudServer
from tests.fakes import HandClock

PHONE = "+5511988887777"


async def test_bytes_are_escaped_as_meta_escapes_them(hook: Receiver, ana: Person) -> None:
    await ana.says("pão a/b 😀")

    await hook.gets(1)
    assert b'"body":"p\\u00e3o a\\/b \\ud83d\\ude00"' in hook.raw[0]


async def test_a_wrong_verify_token_is_refused(server: CloudServer, hook: Receiver) -> None:
    assert not await server.subscribe(hook.url, "another")


async def test_what_fails_is_retried_ever_more_slowly_and_lets_others_pass(
    server: CloudServer, hook: Receiver, ana: Person
) -> None:
    hook.answers += [503, 201, 404, 500]
    for text in ("a", "b", "c"):
        await ana.says(text)

    await server.settled()

    assert sorted(one["text"]["body"] for one in hook.messages) == ["a", "b", "c"]
    assert server.pauses.count(0) == 3
    assert [one.status for one in server.webhook.deliveries].count(200) == 3


async def test_after_seven_days_an_update_is_given_up(
    server: CloudServer, hook: Receiver, hand_clock: HandClock, ana: Person
) -> None:
    hook.answers += [500] * 1000
    await ana.says("a")
    await server.until(lambda: len(server.pauses) > 4)
    assert server.pauses[:5] == [0, 1, 2, 4, 8]

    hand_clock.advance(days=7)

    await server.until(lambda: server.webhook.dropped)
    assert server.pending == []


async def test_updates_come_again_and_backwards_and_in_one_body(
    server: CloudServer, hook: Receiver, ana: Person
) -> None:
    server.webhook.hold()
    first, second = await ana.says("a"), await ana.says("b")
    server.webhook.release(backwards=True)
    await hook.gets(2)
    assert [one["id"] for one in hook.messages] == [second.id, first.id]

    server.again(first.update, first.update)
    await hook.gets(4)
    assert len(hook.raw) == 3

    server.webhook.hold()
    for text in "cde":
        await ana.says(text)
    server.webhook.release(together=True, entries=2)
    await hook.gets(7)
    entries = json.loads(hook.raw[-1])["entry"]
    assert [len(entry["changes"]) for entry in entries] == [2, 1]


async def test_statuses_can_come_before_the_answer_and_by_hand(
    server: CloudServer, caller: Caller, hook: Receiver, ana: Person
) -> None:
    server.statuses_first = True
    server.world.automatic = ("sent",)
    await ana.says("oi")
    await server.settled()

    message_id = await caller.says(PHONE, "olá")

    assert hook.statuses[0]["id"] == message_id
    server.reads(ana.last)
    server.delivers(ana.last)
    server.fails(ana.last, 131026)
    await hook.gets(5)
    assert [one["status"] for one in hook.statuses] == ["sent", "read", "delivered", "failed"]
    assert ["pricing" in one for one in hook.statuses] == [True, True, False, False]


async def test_a_tap_names_the_button_and_the_message(
    server: CloudServer, caller: Caller, hook: Receiver, ana: Person
) -> None:
    await ana.says("oi")
    reply = {"type": "reply", "reply": {"id": "yes:1", "title": "Sim"}}
    inner = {"type": "button", "body": {"text": "?"}, "action": {"buttons": [reply]}}
    await caller.sends(to=PHONE, type="interactive", interactive=inner)

    await ana.taps(ana.last, "Sim")

    await server.settled()
    message = hook.messages[-1]
    assert message["interactive"]["button_reply"] == {"id": "yes:1", "title": "Sim"}
    assert message["context"] == {"from": "5511400289220", "id": ana.last.id}


async def test_a_changed_number_is_told_twice(hook: Receiver, ana: Person) -> None:
    await ana.changes_number("5521911112222", "BR.9")

    system, changed = await hook.gets(2)
    assert system["messages"][0]["from"] == "5511988887777"
    assert system["messages"][0]["system"]["type"] == "user_changed_user_id"
    assert system["messages"][0]["system"]["user_id"] == "BR.9"
    assert changed["user_id_update"][0]["user_id"] == {
        "previous": "BR.13491208655302741918",
        "current": "BR.9",
    }


async def test_people_do_all_that_people_do(
    server: CloudServer, hook: Receiver, ana: Person
) -> None:
    first = await ana.says("oi")
    await ana.replies(first, "de novo")
    await ana.forwards("veja", many=True)
    await ana.reacts(first)
    await ana.sends_image(b"jpeg", "foto")
    await ana.sends_voice(b"ogg")
    await ana.sends_document("a.pdf", b"pdf")
    await ana.sends_video(b"mp4")
    await ana.sends_sticker(b"webp")
    await ana.sends_location(-23.5, -46.6)
    await ana.sends_contact("Bia", "5511977776666")
    await ana.sends_unknown()
    await ana.edits(first, "olá")
    await ana.edits(first, "olá", is_told=True)
    await ana.revokes(first)
    await ana.opens_chat()
    await ana.orders("PÃO")
    await ana.says("aqui", group=server.group())

    await hook.gets(18)
    assert [one["type"] for one in hook.messages] == (
        "text text text reaction image audio document video sticker location contacts "
        "unsupported unsupported edit revoke request_welcome order text"
    ).split()
    assert hook.messages[3]["reaction"] == {"message_id": first.id}
    assert hook.messages[5]["audio"]["voice"] is True
    assert hook.messages[17]["group_id"] == server.group().id


async def test_notices_are_told_in_fields_of_their_own(server: CloudServer, hook: Receiver) -> None:
    template = server.template("lembrete", "pt_BR", "Oi")
    server.notifies(*notices.template_status(template, "PAUSED"))
    server.notifies(*notices.account("DISABLED_UPDATE", ban_info={"waba_ban_state": "DISABLE"}))
    server.notifies(*notices.errors(server.world.value()))

    values = await hook.gets(3)
    assert values[0]["message_template_name"] == "lembrete"
    assert values[1]["event"] == "DISABLED_UPDATE"
    assert values[2]["errors"][0]["code"] == 131000


FORGED = ("unsigned", "signed_by_another", "signed_for_another_body", "reserialised")


@pytest.mark.parametrize("deed", FORGED)
async def test_forged_posts_do_not_carry_a_good_signature(
    server: CloudServer, hook: Receiver, deed: str
) -> None:
    assert await getattr(server.forger, deed)() == 401
    assert hook.raw == []


async def test_a_foreign_number_and_odd_bodies_are_signed_well(
    server: CloudServer, hook: Receiver
) -> None:
    assert await server.forger.foreign_number() == 200
    assert hook.values[0]["metadata"]["phone_number_id"] == "999"
    hook.raw.clear()
    assert await server.forger.empty() == 200
    assert await server.forger.signed_oddly("sha256=é") in (0, 400, 401)


async def test_a_huge_body_is_not_swallowed(server: CloudServer, hook: Receiver) -> None:
    assert await server.forger.huge(5 * 1024 * 1024) in (0, 413)
