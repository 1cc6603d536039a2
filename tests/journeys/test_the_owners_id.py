"""Whose id the settings name is the owner: also when it is corrected later."""

import pytest

from bot.app import create_app
from bot.settings import Settings
from domain.errors import ConfigurationError
from tests.fakes import HandClock, RecordingChannel


async def answers(settings: Settings, clock: HandClock, owner: str, sender: str) -> str:
    """Start with an owner, and return what somebody who asks for the house is told."""
    channel = RecordingChannel(clock)
    named = settings.model_copy(update={"sparkone_owner": f"test:{owner}"})
    async with create_app(named, clock=clock, channels=[channel], serve=False):
        return await channel.ask("/users", chat=sender, sender=sender)


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

    named = settings.model_copy(update={"sparkone_owner": "test:ana"})
    with pytest.raises(ConfigurationError, match="SPARKONE_OWNER: test:ana already belongs"):
        async with create_app(named, clock=clock, channels=[channel], serve=False):
            pass
