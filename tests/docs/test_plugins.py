import importlib
import inspect
import pkgutil
from collections.abc import Callable
from string import Formatter
from types import ModuleType

import pytest

import bot
import bot.commands
import bot.verbs
import engine
import handlers
import scheduler
from domain.people import Role
from domain.plugins import collect
from domain.texts import Texts
from engine.grammar.reading import Intent
from handlers import buttons, commands, intents
from handlers.commands import admin, owner

LANGUAGES = {"pt", "en"}


def _modules() -> list[ModuleType]:
    names = [
        found.name
        for package in (bot, handlers, engine, scheduler)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    return [importlib.import_module(name) for name in names]


def _texts() -> list[tuple[str, Texts]]:
    return [
        (f"{module.__name__}.{name}", value)
        for module in _modules()
        for name, value in vars(module).items()
        if isinstance(value, Texts)
    ]


def _facts(template: str) -> set[tuple[str, str | None]]:
    return {
        (name, conversion)
        for _, name, _, conversion in Formatter().parse(template)
        if name is not None
    }


def test_every_text_is_there_in_both_languages_with_the_same_facts() -> None:
    found = _texts()

    assert len(found) > 20
    for where, texts in found:
        for sentence, by_language in texts.sentences.items():
            assert set(by_language) == LANGUAGES, f"{where}: {sentence}"
            assert all(by_language.values()), f"{where}: {sentence}"
            assert _facts(by_language["pt"]) == _facts(by_language["en"]), f"{where}: {sentence}"


def _takes(function: Callable[..., object], *names: str) -> bool:
    return tuple(inspect.signature(function).parameters) == names


@pytest.mark.parametrize("module", collect(intents), ids=lambda module: module.__name__)
def test_an_intent_keeps_its_contract(module: ModuleType) -> None:
    assert module.INTENTS
    assert all(isinstance(intent, Intent) for intent in module.INTENTS)
    assert _takes(module.answer, "caller", "reading", "store")


@pytest.mark.parametrize("module", collect(commands), ids=lambda module: module.__name__)
def test_a_slash_command_keeps_its_contract(module: ModuleType) -> None:
    assert module.NAMES
    assert all(name.isascii() and name.islower() for name in module.NAMES)
    assert "summary" in module.TEXTS.sentences
    assert _takes(module.answer, "caller", "command", "store")


@pytest.mark.parametrize("module", collect(buttons), ids=lambda module: module.__name__)
def test_a_button_keeps_its_contract(module: ModuleType) -> None:
    assert module.VERB.isidentifier()
    assert _takes(module.press, "caller", "arguments", "store")


@pytest.mark.parametrize("module", collect(bot.commands), ids=lambda module: module.__name__)
def test_a_verb_keeps_its_contract(module: ModuleType) -> None:
    assert module.SUMMARY
    assert _takes(module.arguments, "parser")
    assert _takes(module.run, "options")


@pytest.mark.parametrize("module", collect(bot.verbs), ids=lambda module: module.__name__)
def test_a_verb_of_owners_and_admins_keeps_its_contract(module: ModuleType) -> None:
    assert module.__name__.rpartition(".")[2] == module.NAMES[0]
    assert module.ROLE in {Role.OWNER, Role.ADMIN}
    assert isinstance(module.IS_OFFLINE, bool)
    assert "summary" in module.TEXTS.sentences
    assert _takes(module.run, "house", "actor", "arguments")


@pytest.mark.parametrize("commands_of", [owner, admin], ids=["owner", "admin"])
def test_every_verb_is_a_command_of_the_role_that_may_use_it(commands_of: ModuleType) -> None:
    verbs = [module for module in collect(bot.verbs) if module.ROLE is commands_of.ROLE]
    names = {name for module in verbs for name in module.NAMES}

    # A broadcast is sent by its button, and invitations are the chat's own command.
    assert set(commands_of.NAMES) == names - {"send", "invite"}


def test_every_intent_is_answered_by_one_file() -> None:
    answered = [intent for module in collect(intents) for intent in module.INTENTS]

    assert sorted(answered) == sorted(Intent)


def test_no_name_is_taken_twice() -> None:
    names = [name for module in collect(commands) for name in module.NAMES]
    verbs = [module.VERB for module in collect(buttons)]

    assert len(set(names)) == len(names)
    assert len(set(verbs)) == len(verbs)


def test_every_module_says_in_a_sentence_what_it_is_for() -> None:
    silent = [module.__name__ for module in _modules() if not module.__doc__]

    assert silent == []
