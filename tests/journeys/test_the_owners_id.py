"""Whose id the settings name is the owner: also when it is corrected later."""

import pytest

from bot.app import create_app
from bot.settings import Settings
from domain.errors import ConfigurationError
from tests.fakes import HandClock, RecordingChannel, until


def of(settings: Settings, owner: str) -> Settings:
    """Return settings that name an owner."""
    return settings.model_copy(update={"sparkone_owner": f"test:{owner}"})


async def said(
    settings: Settings, clock: HandClock, owner: str, text: str, *, sender: str | None = None
) -> str:
    """Start with an owner, and return what they, or somebody else, are told."""
    channel = RecordingChannel(clock)
    who = sender or owner
    async with create_app(of(settings, owner), clock=clock, channels=[channel], serve=False):
        return await channel.ask(text, chat=who, sender=who)


async def answers(settings: Settings, clock: HandClock, owner: str, sender: str) -> str:
    """Start with an owner, and return what somebody who asks for the house is told."""
    return await said(settings, clock, owner, "/users", sender=sender)


async def test_an_id_that_is_corrected_loses_the_owner_s_rights(
    settings: Settings, clock: HandClock
) -> None:
    assert "owner" in (await answers(settings, clock, "typo", "typo")).lower()

    assert "owner" in (await answers(settings, clock, "right", "right")).lower()
    refused = await answers(settings, clock, "right", "typo")

    assert "only talk to people my owner invited" in refused


async def test_the_same_id_at_the_next_start_changes_nothing(
    settings: Settings, clock: HandClock
) -> None:
    for _ in range(3):
        assert "owner" in (await answers(settings, clock, "right", "right")).lower()


async def test_an_id_of_somebody_else_is_refused_with_what_to_do(
    settings: Settings, clock: HandClock
) -> None:
    channel = RecordingChannel(clock)
    async with create_app(settings, clock=clock, channels=[channel], serve=False):
        invitation = await channel.ask("/invite")
        code = next(word for word in invitation.split() if "-" in word and len(word) > 10)
        await channel.ask(f"/start {code.strip('._')}", chat="ana", sender="ana")

    named = of(settings, "ana")
    with pytest.raises(ConfigurationError, match="SPARKONE_OWNER: test:ana already belongs"):
        async with create_app(named, clock=clock, channels=[channel], serve=False):
            pass


async def test_a_link_made_under_the_wrong_id_opens_nothing_later(
    settings: Settings, clock: HandClock
) -> None:
    text = await said(settings, clock, "typo", "/link")
    code = text.split("/start ")[1].split()[0]

    channel = RecordingChannel(clock)
    async with create_app(of(settings, "right"), clock=clock, channels=[channel], serve=False):
        await channel.ask(f"/start {code}", chat="typo", sender="typo")
        assert "owner ·" not in await channel.ask("/users", chat="typo", sender="typo")


async def test_what_was_promised_under_the_wrong_id_comes_to_the_right_one(
    settings: Settings, clock: HandClock
) -> None:
    await said(settings, clock, "typo", "remind me in 30 minutes to hide the key")

    channel = RecordingChannel(clock)
    async with create_app(of(settings, "right"), clock=clock, channels=[channel], serve=False):
        clock.advance(minutes=31)
        await until(lambda: channel.sent, what="the reminder")

    assert [(one.address.chat, "hide the key" in one.text) for one in channel.sent] == [
        ("right", True)
    ]
