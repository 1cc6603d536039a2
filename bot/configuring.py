"""Configuring: the channels that the settings ask for."""

from bot import channels
from bot.channel import Channel
from bot.settings import Settings
from domain.clock import Clock
from domain.plugins import collect


def configured(settings: Settings, clock: Clock) -> list[Channel]:
    """Return the channels that the settings ask for: each file may have a `build`."""
    builders = (getattr(module, "build", None) for module in collect(channels))
    built = (build(settings, clock) for build in builders if build is not None)
    return [channel for channel in built if channel is not None]
