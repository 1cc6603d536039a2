"""Pairing: the code by which the owner's account on a channel becomes known as the owner's."""

import sys
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.channel import Door
from bot.channels.terminal import NAME
from bot.control import Verb
from bot.verb import House
from domain.errors import SparkError
from engine.codes import MOST_TRIES, PAIRING, owner_code
from storage.database import Database
from storage.store import Store


class NowhereToPair(SparkError):
    """Only the terminal is there: set a channel up first (docs/settings.md)."""


def first_code(store: Store, channels: Iterable[str], now: datetime) -> str | None:
    """Return a new owner code; None where the owner is known elsewhere, or nothing is there."""
    owner = store.people.owner()
    if owner is None or not set(channels) - {NAME}:
        return None
    if any(one.channel != NAME for one in store.people.identities(owner.id)):
        return None
    return owner_code(store, now)


def advice(code: str) -> str:
    """Return what to do with an owner code, in both languages."""
    minutes = PAIRING.seconds // 60
    return (
        f"Mande ao bot, numa conversa privada, em {minutes} minutos:  /start {code}\n"
        f"Send to the bot, in a private chat, within {minutes} minutes:  /start {code}\n"
        f"({MOST_TRIES} tentativas / tries; depois/afterwards: sparkone pair)"
    )


async def offer_pairing(database: Database, channels: Iterable[str], now: datetime) -> None:
    """Print a code for an owner whom only the terminal knows; it never reaches the logs."""
    code = await database.run(lambda store: first_code(store, channels, now))
    if code is not None:
        sys.stderr.write(f"{advice(code)}\n")
        sys.stderr.flush()


def pair_verb(house: House) -> Verb:
    """Return the verb that makes a new owner code."""

    async def pair(_arguments: Mapping[str, str]) -> str:
        if not set(house.channels) - {NAME}:
            raise NowhereToPair
        return advice(await house.database.run(lambda store: owner_code(store, house.clock.now())))

    return pair


def doors(ways_in: Iterable[Door]) -> dict[str, str]:
    """Return our name on each channel where a link opens a chat, once we know it."""
    return {one.name: one.username for one in ways_in if one.username}
