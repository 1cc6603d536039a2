"""The webhook: whose it is, who may bring what, and that nothing is confirmed before it is kept."""

import asyncio
import json

import aiohttp
import pytest
from structlog.testing import capture_logs

from domain.errors import Overloaded, StorageUnavailable
from tests.cloudapi_channel.home import CloudHome, Start
from tests.fakes import until


async def _show(home: CloudHome, **asked: str) -> tuple[int, str, str]:
    url = f"http://127.0.0.1:{home.app.port}/whatsapp/cloud"
    query = {name.replace("_", ".", 1): value for name, value in asked.items()}
    async with aiohttp.ClientSession() as session, session.get(url, params=query) as response:
        return response.status, await response.text(), response.content_type


async def test_whoever_knows_our_word_gets_the_challenge(home: CloudHome) -> None:
    word = home.server.verify_token

    found = await _show(
        home, hub_mode="subscribe", hub_challenge="1158201444", hub_verify_token=word
    )

    assert found == (200, "1158201444", "text/plain")


@pytest.mark.parametrize(
    "changed",
    [
        {"hub_verify_token": "wrong"},
        {"hub_verify_token": ""},
        {"hub_verify_token": "ü"},
        {"hub_mode": "unsubscribe"},
        {"hub_challenge": ""},
        {"hub_challenge": "9" * 300},
    ],
    ids=str,
)
async def test_nobody_else_gets_it(home: CloudHome, changed: dict[str, str]) -> None:
    given = {
        "hub_mode": "subscribe",
        "hub_challenge": "1158201444",
        "hub_verify_token": home.server.verify_token,
    }

    status, text, _ = await _show(home, **{**given, **changed})

    assert (status, text) == (403, "")


async def test_a_signature_is_of_these_bytes_and_no_others(home: CloudHome) -> None:
    forger = home.server.forger
    answers = [
        await forger.unsigned(),
        await forger.signed_by_another(),
        await forger.signed_for_another_body(),
        await forger.reserialised(),
        await forger.signed_oddly("sha256="),
        await forger.signed_oddly("sha1=" + "0" * 40),
        await forger.signed_oddly("sha256=" + "0" * 64),
        await forger.signed_oddly("sha256=" + "0" * 65),
    ]
    await home.settled()

    assert answers == [401] * 8
    assert await home.read(lambda store: store.figures.received(home.clock.now())) == 0
    assert await home.read(lambda store: store.quarantine.count()) == 0


async def test_another_number_is_confirmed_and_forgotten(home: CloudHome) -> None:
    assert await home.server.forger.foreign_number() == 200

    assert await home.read(lambda store: store.figures.received(home.clock.now())) == 0
    assert await home.read(lambda store: store.quarantine.count()) == 0


async def test_what_meta_signed_and_nobody_can_read_is_set_aside(home: CloudHome) -> None:
    forger = home.server.forger

    assert await forger.broken() == 200
    assert await forger.nested() == 200
    assert await forger.posts(b"[]") == 200
    assert await home.read(lambda store: store.quarantine.count()) == 3
    assert await forger.empty() == 200


async def test_fifty_megabytes_are_too_many(home: CloudHome) -> None:
    assert await home.server.forger.huge() in {0, 413}

    assert (await home.ask("oi")).text


async def test_a_field_that_nobody_knows_is_confirmed(home: CloudHome) -> None:
    home.server.notifies("phone_number_quality_update", {"event": "DOWNGRADE"})
    home.server.notifies("calls", {"calls": [{"id": "1"}]})
    await home.settled()

    assert await home.read(lambda store: store.quarantine.count()) == 0


async def test_a_message_that_comes_twice_is_answered_once(home: CloudHome) -> None:
    said = await home.owner.says("tarefa: comprar leite")
    await until(lambda: home.owner.sent, what="the answer")

    home.server.again(said.update)
    home.server.again(said.update)
    await home.settled()

    assert len(home.owner.sent) == 1


async def test_every_message_of_a_batch_is_taken(home: CloudHome) -> None:
    home.server.webhook.hold()
    for thing in ("pão", "leite", "ovos"):
        await home.owner.says(f"tarefa: comprar {thing}")
    home.server.webhook.release(together=True, entries=2)

    await until(lambda: len(home.owner.sent) == 3, what="three answers")
    for thing in ("pão", "leite", "ovos"):
        assert sum(f"comprar {thing}" in text for text in home.owner.texts) == 1


async def test_one_message_that_cannot_be_read_spoils_no_other(home: CloudHome) -> None:
    home.server.webhook.hold()
    home.owner.sends("text", {"body": 17})
    await home.owner.says("tarefa: comprar leite")
    home.server.webhook.release(together=True)

    await until(lambda: home.owner.sent, what="the answer")
    assert "leite" in home.owner.last.text
    assert await home.read(lambda store: store.quarantine.count()) == 1


async def test_messages_that_come_in_another_order_are_all_answered(home: CloudHome) -> None:
    home.server.webhook.hold()
    for thing in ("pão", "leite", "ovos"):
        await home.owner.says(f"tarefa: comprar {thing}")
    home.server.webhook.release(backwards=True)

    await until(lambda: len(home.owner.sent) == 3, what="three answers")
    for thing in ("pão", "leite", "ovos"):
        assert sum(f"comprar {thing}" in text for text in home.owner.texts) == 1


@pytest.mark.parametrize("error", [Overloaded(waiting=1), StorageUnavailable(reason="full")])
async def test_what_cannot_be_stored_comes_again(home: CloudHome, error: Exception) -> None:
    accept, failures = home.channel._intake._accept, [error]

    async def sometimes(message: object) -> object:
        if failures:
            raise failures.pop()
        return await accept(message)

    home.channel._intake._accept = sometimes
    home.server.webhook.hold()
    for thing in ("pão", "leite"):
        await home.owner.says(f"tarefa: comprar {thing}")
    home.server.webhook.release(together=True)

    await until(lambda: len(home.owner.sent) == 2, what="both answers")
    assert home.server.webhook.deliveries[0].status == 503


async def test_what_came_while_nobody_was_there_is_answered_later(start: Start) -> None:
    async with start() as home:
        await home.ask("oi")
        owner = home.owner
    await owner.says("tarefa: comprar leite")

    async with start() as home:
        await until(lambda: len(owner.sent) == 2, what="the answer")

    assert "leite" in owner.last.text


async def test_no_log_line_has_a_secret_a_word_or_a_number(home: CloudHome) -> None:
    with capture_logs() as lines:
        await home.ask("tarefa: comprar cebolas")
        await home.server.forger.signed_by_another()
        await home.server.forger.foreign_number()
        await home.owner.sends_unknown()
        home.server.troubles.refuse(131009, call="messages")
        await home.owner.says("tarefa: comprar cebolas")
        await until(lambda: home.outcome("rejected"), what="the refusal")
        await home.channel.probe()
        await home.settled()

    text = json.dumps(lines, default=repr)
    server = home.server
    secrets = (server.token, server.app_secret, server.verify_token, "cebolas")
    assert lines
    assert [secret for secret in secrets if secret in text] == []
    assert home.owner.wa_id not in text


async def test_many_at_once_are_all_stored(home: CloudHome) -> None:
    home.server.world.limits.pair_burst = home.server.world.limits.per_second = None
    people = [home.server.person(f"4477009{number:05d}", "X") for number in range(50)]

    await asyncio.gather(*(person.says("hello") for person in people))

    await home.comes_to(lambda store: store.figures.received(home.clock.now()), 50)
    await home.settled()
    assert {one.status for one in home.server.webhook.deliveries} == {200}
