import re
from typing import Any

import pytest

from tests.cloudapi.people import Person
from tests.cloudapi.receiver import Caller, Receiver
from tests.cloudapi.server import CloudServer
from tests.fakes import HandClock

PHONE = "+5511988887777"
REPLY = {"type": "reply", "reply": {"id": "yes", "title": "Sim"}}
ROW = {"id": "r1", "title": "Hoje", "description": "às 9h"}


def buttons(*given: Any, body: str = "Pode?", **more: Any) -> dict[str, Any]:
    action = {"buttons": list(given)}
    inner = {"type": "button", "body": {"text": body}, "action": action, **more}
    return {"type": "interactive", "interactive": inner}


def rows(*sections: Any, button: str = "Ver", body: str = "Quando?") -> dict[str, Any]:
    action = {"button": button, "sections": list(sections)}
    return {
        "type": "interactive",
        "interactive": {"type": "list", "body": {"text": body}, "action": action},
    }


def text(body: Any = "oi", **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": {"body": body, **more}}


async def test_a_text_is_accepted_and_its_statuses_follow(
    server: CloudServer, caller: Caller, hook: Receiver, ana: Person
) -> None:
    await ana.says("oi")

    status, answer = await caller.sends(to=PHONE, **text("olá"), biz_opaque_callback_data="k7")

    assert status == 200
    assert answer["contacts"] == [{"input": PHONE, "wa_id": "5511988887777"}]
    assert re.fullmatch(r"wamid\.\S+", answer["messages"][0]["id"])
    assert ana.texts == ["olá"]
    await hook.gets(3)
    first, second = hook.statuses
    assert (first["status"], second["status"]) == ("sent", "delivered")
    assert first["biz_opaque_callback_data"] == second["biz_opaque_callback_data"] == "k7"
    assert first["recipient_id"] == "5511988887777"
    assert first["recipient_user_id"] == "BR.13491208655302741918"
    assert first["pricing"] == {
        "billable": False,
        "pricing_model": "PMP",
        "type": "free_customer_service",
        "category": "service",
    }


async def test_somebody_without_a_phone_is_reached_by_the_user_id(
    server: CloudServer, caller: Caller, hook: Receiver
) -> None:
    bia = server.person("5511977776666", "Bia", user_id="BR.2", hides_phone=True, username="@bia")
    await bia.says("oi")

    _, answer = await caller.sends(recipient="BR.2", **text())

    assert answer["contacts"] == [{"input": "BR.2", "user_id": "BR.2"}]
    incoming, sent, delivered = await hook.gets(3)
    assert "from" not in incoming["messages"][0]
    assert incoming["messages"][0]["from_user_id"] == "BR.2"
    assert incoming["contacts"] == [
        {"profile": {"name": "Bia", "username": "@bia"}, "user_id": "BR.2"}
    ]
    assert "recipient_id" not in sent["statuses"][0]
    assert sent["contacts"] == [{"profile": {"name": "Bia"}, "user_id": "BR.2"}]
    assert delivered["contacts"][0]["profile"]["username"] == "@bia"


async def test_a_phone_comes_before_a_user_id(caller: Caller, ana: Person) -> None:
    await ana.says("oi")

    _, answer = await caller.sends(to=PHONE, recipient="BR.13491208655302741918", **text())

    assert "user_id" not in answer["contacts"][0]


WRONG: dict[str, tuple[dict[str, Any], int]] = {
    "an unknown key": ({**text(), "silent": True}, 100),
    "an unknown key inside": (text(format="bold"), 100),
    "a number for a text": (text(7), 100),
    "a flag in words": (text(preview_url="true"), 100),
    "an empty text": (text(""), 100),
    "a text too long": (text("x" * 4097), 100),
    "no content": ({"type": "text"}, 131008),
    "an unknown type": ({"type": "poll", "poll": {}}, 131051),
    "a tracker too long": ({**text(), "biz_opaque_callback_data": "x" * 513}, 100),
    "an answer to nothing": ({**text(), "context": {"message_id": "wamid.none"}}, 131009),
    "an image by id and link": (
        {"type": "image", "image": {"id": "1", "link": "https://example.org/a.png"}},
        100,
    ),
    "an image that is not there": ({"type": "image", "image": {"id": "1"}}, 131009),
    "a caption under a voice": ({"type": "audio", "audio": {"id": "1", "caption": "x"}}, 100),
    "four buttons": (buttons(*[REPLY] * 4), 131009),
    "no button": (buttons(), 131009),
    "two buttons alike": (buttons(REPLY, REPLY), 131009),
    "a button's title too long": (
        buttons({"type": "reply", "reply": {"id": "1", "title": "x" * 21}}),
        131009,
    ),
    "a button's id too long": (
        buttons({"type": "reply", "reply": {"id": "x" * 257, "title": "x"}}),
        131009,
    ),
    "a body too long for buttons": (buttons(REPLY, body="x" * 1025), 131009),
    "a footer too long": (buttons(REPLY, footer={"text": "x" * 61}), 131009),
    "eleven rows": (rows({"rows": [{**ROW, "id": str(n)} for n in range(11)]}), 131009),
    "eleven rows in two sections": (
        rows(
            {"title": "A", "rows": [{**ROW, "id": str(n)} for n in range(6)]},
            {"title": "B", "rows": [{**ROW, "id": str(n)} for n in range(6, 11)]},
        ),
        131009,
    ),
    "sections without titles": (rows({"rows": [ROW]}, {"rows": [{**ROW, "id": "2"}]}), 131009),
    "a row's title too long": (rows({"rows": [{**ROW, "title": "x" * 25}]}), 131009),
    "a row's description too long": (rows({"rows": [{**ROW, "description": "x" * 73}]}), 131009),
    "a list's button too long": (rows({"rows": [ROW]}, button="x" * 21), 131009),
    "a reaction to nothing": (
        {"type": "reaction", "reaction": {"message_id": "wamid.none", "emoji": "👍"}},
        131009,
    ),
    "a reaction in letters": (
        {"type": "reaction", "reaction": {"message_id": "wamid.none", "emoji": "ok"}},
        131009,
    ),
}


@pytest.mark.parametrize(("body", "code"), WRONG.values(), ids=WRONG)
async def test_what_is_wrong_is_refused_and_remembered(
    server: CloudServer, caller: Caller, ana: Person, body: dict[str, Any], code: int
) -> None:
    await ana.says("oi")

    assert await caller.refused(to=PHONE, **body) == (400, code)

    assert len(server.forgive()) == 1
    assert ana.sent == []


async def test_buttons_and_rows_may_be_as_long_as_allowed(caller: Caller, ana: Person) -> None:
    await ana.says("oi")
    most = [
        {"type": "reply", "reply": {"id": f"{n}" * 256, "title": f"{n}" * 20}} for n in range(3)
    ]
    ten = [{"id": f"{n}" * 200, "title": "x" * 24, "description": "x" * 72} for n in range(10)]

    assert (await caller.sends(to=PHONE, **buttons(*most, body="x" * 1024)))[0] == 200
    assert (await caller.sends(to=PHONE, **rows({"rows": ten}, body="x" * 4096)))[0] == 200
    assert len(ana.sent[0].buttons) == 3
    assert len(ana.sent[1].rows) == 10


async def test_outside_of_the_window_a_text_is_accepted_and_fails(
    server: CloudServer, caller: Caller, hook: Receiver, hand_clock: HandClock, ana: Person
) -> None:
    await ana.says("oi")
    hand_clock.advance(hours=24)

    await caller.says(PHONE, "ainda aí?", biz_opaque_callback_data="k8")

    _, failed = await hook.gets(2)
    (told,) = failed["statuses"]
    assert (told["status"], told["errors"][0]["code"]) == ("failed", 131047)
    assert told["biz_opaque_callback_data"] == "k8"
    assert "contacts" not in failed
    assert "recipient_user_id" not in told
    assert ana.sent == []
    assert len(server.accepted) == 1


async def test_outside_of_the_window_a_text_can_be_refused_at_once(
    server: CloudServer, caller: Caller, ana: Person
) -> None:
    server.world.is_late = False

    assert await caller.refused(to=PHONE, **text()) == (400, 131047)
    assert server.violations == []


async def test_nobody_on_whatsapp_gets_nothing(
    server: CloudServer, caller: Caller, hook: Receiver
) -> None:
    await caller.says("+5511900000000", "oi")

    (failed,) = await hook.gets(1)
    assert failed["statuses"][0]["errors"][0]["code"] == 131026


LATE = (131026, 131042, 131049, 130472)


@pytest.mark.parametrize("code", LATE)
async def test_what_a_person_does_not_get_fails_late(
    server: CloudServer, caller: Caller, hook: Receiver, ana: Person, code: int
) -> None:
    await ana.says("oi")
    server.world.trouble = code if code == 131042 else None
    ana.trouble = code

    await caller.says(PHONE, "oi")

    await hook.gets(2)
    assert hook.statuses[0]["errors"][0]["code"] == code


async def test_an_account_in_trouble_sends_nothing(
    server: CloudServer, caller: Caller, ana: Person
) -> None:
    await ana.says("oi")
    server.world.trouble = 131031

    assert await caller.refused(to=PHONE, **text()) == (403, 131031)

    server.world.trouble = None
    await caller.says(PHONE, "oi")


async def test_a_burst_to_one_person_is_paid_back(
    server: CloudServer, caller: Caller, hand_clock: HandClock, ana: Person
) -> None:
    await ana.says("oi")
    for number in range(45):
        await caller.says(PHONE, str(number))

    assert await caller.refused(to=PHONE, **text()) == (400, 131056)
    hand_clock.advance(seconds=5)
    assert await caller.refused(to=PHONE, **text()) == (400, 131056)
    hand_clock.advance(seconds=1)
    await caller.says(PHONE, "agora sim")
    assert await caller.refused(to=PHONE, **text()) == (400, 131056)


async def test_a_small_burst_can_shut_the_pair_until_it_is_paid_back(
    server: CloudServer, caller: Caller, hand_clock: HandClock, ana: Person
) -> None:
    server.world.limits.is_strict = True
    await ana.says("oi")
    for number in range(20):
        await caller.says(PHONE, str(number))

    hand_clock.advance(seconds=119)
    assert await caller.refused(to=PHONE, **text()) == (400, 131056)
    hand_clock.advance(seconds=1)
    await caller.says(PHONE, "agora sim")


async def test_eighty_messages_go_out_in_a_second(
    server: CloudServer, caller: Caller, hand_clock: HandClock
) -> None:
    server.world.limits.per_second = 3
    people = [server.person(f"551190000000{n}") for n in range(4)]
    for person in people:
        await person.says("oi")
    for person in people[:3]:
        await caller.says("+" + person.phone, "oi")

    assert await caller.refused(to="+" + people[3].phone, **text()) == (400, 130429)
    hand_clock.advance(seconds=1)
    await caller.says("+" + people[3].phone, "oi")


async def test_read_marks_and_typing_are_seen(
    server: CloudServer, caller: Caller, ana: Person
) -> None:
    message = await ana.says("oi")
    mark = {"status": "read", "message_id": message.id}

    assert await caller.sends(**mark) == (200, {"success": True})
    assert ana.typing == []
    assert await caller.sends(**mark, typing_indicator={"type": "text"}) == (200, {"success": True})

    assert ana.read == [message, message]
    assert ana.typing == [message]
    assert [call.name for call in server.calls] == ["read", "read"]


async def test_a_reaction_is_seen_and_taken_away(caller: Caller, ana: Person) -> None:
    message = await ana.says("oi")

    await caller.sends(
        to=PHONE, type="reaction", reaction={"message_id": message.id, "emoji": "👍"}
    )
    assert ana.reactions == {message.id: "👍"}
    await caller.sends(to=PHONE, type="reaction", reaction={"message_id": message.id, "emoji": ""})
    assert ana.reactions == {}
    assert ana.sent == []


async def test_the_fee_for_assistants_shows_in_the_price(
    server: CloudServer, caller: Caller, hook: Receiver, ana: Person
) -> None:
    server.world.prices = "assistants"
    await ana.says("oi")
    await caller.says(PHONE, "oi")

    await hook.gets(3)
    price = hook.statuses[0]["pricing"]
    assert (price["category"], price["type"]) == ("general_purpose_ai", "regular")
