"""A message in several parts of which one is out: the rest follows, and nothing comes twice."""

import itertools
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from domain.messages import Address, OutboundMessage, Purpose
from domain.sending import NotSent
from storage.channel_tables import channel_notes
from storage.outgoing import send
from storage.store import Store
from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import OWNER, EvolutionHome, evolution_home
from tests.fakes import HandClock, until

_NOTES = select(channel_notes.c.name)
LONG = " ".join(f"palavra{number}" for number in range(700))


async def promise(house: EvolutionHome, text: str) -> None:
    message = OutboundMessage(
        key="promise:1",
        address=Address(channel="evolution", chat=OWNER),
        text=text,
        purpose=Purpose.REPLY,
    )

    def write(store: Store) -> None:
        owner = store.people.owner()
        assert owner is not None
        send(store, message, language="pt", now=house.clock.now(), person=owner.id)

    await house.app.database.run(write)


async def test_after_a_restart_only_the_rest_of_a_message_goes_out(
    tmp_path: Path,
    server: EvolutionServer,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with evolution_home(tmp_path, server, clock) as house:
        post, calls = house.channel._api.post, itertools.count()

        async def failing(path: str, **given: Any) -> bytes:
            if path == "/message/sendText" and next(calls):
                raise NotSent(reason="away")
            return await post(path, **given)

        monkeypatch.setattr(house.channel._api, "post", failing)
        await promise(house, LONG)
        await until(lambda: house.outcome("not_sent"), what="the trouble")
        chat = house.owner.chat
        assert len(chat.sent) == 1
    clock.advance(seconds=5)

    async with evolution_home(tmp_path, server, clock) as house:
        await until(lambda: len(chat.sent) > 1, what="the rest")
        await house.settled()
        left = await house.app.database.read(lambda store: store.sql.all(_NOTES))

    assert " ".join(one.text for one in chat.sent) == LONG
    assert not [name for (name,) in left if name.startswith("parts")]
