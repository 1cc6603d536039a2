from typing import Any

import pytest

from tests.cloudapi.people import Person
from tests.cloudapi.receiver import Caller, Receiver
from tests.cloudapi.server import CloudServer

PHONE = "+5511988887777"


def sending(*texts: str, name: str = "lembrete", **more: Any) -> dict[str, Any]:
    parameters = [{"type": "text", "text": text} for text in texts]
    components = [{"type": "body", "parameters": parameters}] if texts else []
    template = {"name": name, "language": {"code": "pt_BR"}, "components": components, **more}
    return {"type": "template", "template": template}


async def test_a_template_reaches_somebody_outside_of_the_window(
    server: CloudServer, caller: Caller, hook: Receiver, ana: Person
) -> None:
    server.template("lembrete", "pt_BR", "Oi {{1}}: {{2}}.", buttons=[("QUICK_REPLY", "Feito")])

    _, answer = await caller.sends(to=PHONE, **sending("Ana", "remédio"))

    assert answer["messages"][0]["message_status"] == "accepted"
    message = ana.last
    assert (message.template, message.text) == ("lembrete", "Oi Ana: remédio.")
    assert message.parameters == ["Ana", "remédio"]
    sent, _ = await hook.gets(2)
    assert sent["statuses"][0]["pricing"]["category"] == "utility"
    assert sent["statuses"][0]["pricing"]["type"] == "regular"

    await ana.taps(message, "Feito")
    value = (await hook.gets(3))[2]
    assert value["messages"][0]["button"] == {"payload": "Feito", "text": "Feito"}
    assert value["messages"][0]["context"]["id"] == message.id


async def test_named_parameters_are_filled_by_name(
    server: CloudServer, caller: Caller, ana: Person
) -> None:
    server.template("lembrete", "pt_BR", "Oi {{who}}: {{what}}.")
    parameters = [
        {"type": "text", "parameter_name": "what", "text": "pão"},
        {"type": "text", "parameter_name": "who", "text": "Ana"},
    ]

    await caller.sends(to=PHONE, **sending(components=[{"type": "body", "parameters": parameters}]))

    assert ana.last.text == "Oi Ana: pão."


STATES = {"PAUSED": (400, 132015), "DISABLED": (400, 132016), "PENDING": (404, 132001)}


@pytest.mark.parametrize(("state", "expected"), STATES.items())
async def test_a_template_that_is_not_approved_is_not_sent(
    server: CloudServer, caller: Caller, ana: Person, state: str, expected: tuple[int, int]
) -> None:
    server.template("lembrete", "pt_BR", "Oi", status=state)

    assert await caller.refused(to=PHONE, **sending()) == expected


WRONG = {
    "too few": (sending("Ana"), 132000),
    "too many": (sending("Ana", "a", "b"), 132000),
    "a new line": (sending("Ana", "a\nb"), 132012),
    "too long": (sending("Ana", "x" * 1024), 132005),
    "a button that is not there": (
        sending(components=[{"type": "button", "sub_type": "url", "index": "0"}]),
        132000,
    ),
}


@pytest.mark.parametrize(("body", "code"), WRONG.values(), ids=WRONG)
async def test_parameters_that_do_not_fit_are_refused(
    server: CloudServer, caller: Caller, ana: Person, body: dict[str, Any], code: int
) -> None:
    server.template("lembrete", "pt_BR", "Oi {{1}}: {{2}}.")

    assert await caller.refused(to=PHONE, **body) == (400, code)
    assert server.forgive()


async def test_who_stopped_marketing_gets_none(
    server: CloudServer, caller: Caller, hook: Receiver, ana: Person
) -> None:
    server.template("novidade", "pt_BR", "Novo!", category="MARKETING")
    await ana.stops_marketing()

    await caller.sends(to=PHONE, **sending(name="novidade"))

    preference, failed = await hook.gets(2)
    assert preference["user_preferences"][0]["value"] == "stop"
    assert failed["statuses"][0]["errors"][0]["code"] == 131050


async def test_templates_are_listed_in_pages(server: CloudServer, caller: Caller) -> None:
    for number in range(3):
        server.template(f"t{number}", "pt_BR", "Oi {{1}}")
    path = f"{server.waba_id}/message_templates"

    _, first = await caller.call("GET", path, params={"limit": "2", "fields": "name,status"})
    after = first["paging"]["cursors"]["after"]
    _, second = await caller.call("GET", path, params={"limit": "2", "after": after})

    assert [one["name"] for one in first["data"]] == ["t0", "t1"]
    assert [one["name"] for one in second["data"]] == ["t2"]
    assert second["data"][0]["parameter_format"] == "POSITIONAL"
    assert second["data"][0]["components"] == [{"type": "BODY", "text": "Oi {{1}}"}]
