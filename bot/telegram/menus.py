"""The menu of commands: by language for everybody, by role where somebody may do more."""

from collections.abc import Collection, Mapping
from types import ModuleType
from typing import Any, Final

import structlog

from bot import verbs
from bot.telegram.client import BotApi
from domain.errors import SparkError
from domain.markup import plain
from domain.people import Role
from domain.plugins import collect
from domain.sending import NotSent, OutcomeUnknown, RateLimited
from domain.texts import FALLBACK
from handlers import commands

LANGUAGES: Final = ("en", "pt")
LONGEST_SUMMARY = 256
MOST_COMMANDS = 100
AGAIN = (NotSent, OutcomeUnknown, RateLimited)
"""After these a menu is set again later; any other refusal stays one."""

log = structlog.get_logger(__name__)


def menu(language: str, role: Role) -> list[dict[str, str]]:
    """Return the commands that a role may use, by their names in a language."""
    asked = collect(commands)
    known = {name for one in asked if getattr(one, "MENU", None) == () for name in one.NAMES}
    offered = [*asked, *(verb for verb in collect(verbs) if verb.NAMES[0] in known)]
    found: dict[str, str] = {}
    for module in offered:
        if role.reaches(module.ROLE):
            for name, summary in _entries(module, language):
                found.setdefault(name, summary[:LONGEST_SUMMARY])
    listed = list(found.items())[:MOST_COMMANDS]
    return [{"command": name, "description": summary} for name, summary in listed]


def _entries(module: ModuleType, language: str) -> list[tuple[str, str]]:
    """Return the names under which a command stands in a menu, each with its summary.

    A file of several commands says in MENU how they are called in each language.
    """
    several: tuple[tuple[str, ...], ...] | None = getattr(module, "MENU", None)
    if several is not None:
        number = LANGUAGES.index(language)
        return [(names[number], module.TEXTS.say(names[0], language)) for names in several]
    names = module.NAMES
    name = names[0] if language == FALLBACK else names[-1]
    return [(name, plain(module.TEXTS.say("summary", language)))]


async def publish(api: BotApi, chats: Mapping[str, Role], former: Collection[str]) -> bool:
    """Set the menus: the users' for all private chats, larger ones for the chats of some.

    `former`: the chats of those who are shown the users' again. False where something is to be
    tried again.
    """
    wanted: list[tuple[dict[str, Any], Role | None]] = [({"type": "all_private_chats"}, Role.USER)]
    wanted += [(_of(chat), role) for chat, role in chats.items() if role.reaches(Role.ADMIN)]
    wanted += [(_of(chat), None) for chat in former]
    is_done = True
    for scope, role in wanted:
        for language in LANGUAGES:
            try:
                await _set(api, scope, role, language)
            except SparkError as error:
                log.warning("menu not set", scope=scope["type"], reason=str(error))
                is_done = is_done and not isinstance(error, AGAIN)
    return is_done


async def _set(api: BotApi, scope: dict[str, Any], role: Role | None, language: str) -> None:
    """Set the menu of a scope in a language; role None: what is set there goes away."""
    tag = None if language == FALLBACK else language
    if role is None:
        await api.call("deleteMyCommands", scope=scope, language_code=tag)
        return
    commands_shown = menu(language, role)
    await api.call("setMyCommands", commands=commands_shown, scope=scope, language_code=tag)


def _of(chat: str) -> dict[str, Any]:
    return {"type": "chat", "chat_id": int(chat)}
