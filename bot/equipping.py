"""Equipping: the channels get what they tell things to, and what they keep things in."""

from collections.abc import Iterable

from bot.book import ChannelBook
from bot.channel import Channel, Keeping, Report, Reporting, Solitary
from bot.ground import Ground
from domain.clock import Clock
from storage.slots import HOMED


def equip(channels: Iterable[Channel], ground: Ground, clock: Clock, report: Report) -> None:
    """Give each channel what its contracts ask for, before it receives."""
    for channel in channels:
        if isinstance(channel, Reporting):
            channel.report = report
        if isinstance(channel, Keeping):
            channel.book = ChannelBook(channel.name, ground.database, clock)
        if isinstance(channel, Solitary):
            channel.sole = ground.homed if channel.name in HOMED else ground.sole
