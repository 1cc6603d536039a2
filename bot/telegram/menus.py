"""The menu of commands: by language for everybody, by role where somebody may do more."""

from types import ModuleType
from typing import Any, Final

import structlog

from bot import verbs
from bot.telegram.client import BotApi
from domain.errors import SparkError
from domain.markup import plain
from domain.people import Role
from domain.plugins import collect
from domain.texts import FALLBACK
from handlers import commands

LANGUAGES: Final = ("en", "pt")
LONGEST_SUMMARY = 256
MOST_COMMANDS = 100

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


async def publish(api: BotApi, chats: dict[str, Role]) -> None:
    """Set the menus: the users' for all private chats, larger ones for the chats of some."""
    wanted: list[tuple[dict[str, Any], Role]] = [({"type": "all_private_chats"}, Role.USER)]
    wanted += [
        ({"type": "chat", "chat_id": int(chat)}, role)
        for chat, role in chats.items()
        if role.reaches(Role.ADMIN)
    ]
    for scope, role in wanted:
        for language in LANGUAGES:
            tag = None if language == FALLBACK else language
            try:
                await api.call(
                    "setMyCommands", commands=menu(language, role), scope=scope, language_code=tag
                )
            except SparkError as error:
                log.warning("menu not set", scope=scope["type"], reason=str(error))
