"""The dispatcher: button, then command, then what the grammar understood."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import ModuleType

from domain.folding import folded
from domain.messages import InboundMessage
from domain.people import Person
from domain.plugins import collect
from domain.texts import FALLBACK, Texts
from engine import echo
from engine.grammar.reading import Intent, Reading
from engine.grammar.understanding import understand
from engine.tool import Caller
from engine.zones import zone
from handlers import buttons, commands, intents
from handlers.turn import Act, Command, Reply, Routed
from storage.store import Store

TEXTS = Texts(
    {
        "too_long": {
            "pt": "A mensagem tem {length} caracteres; leio até {most}. Nada foi guardado: "
            "mande em partes.",
            "en": "That message has {length} characters; I read up to {most}. Nothing was saved: "
            "send it in parts.",
        },
        "stale": {
            "pt": "Esse botão não vale mais. Escreva _hoje_ para ver como está.",
            "en": "That button is no longer valid. Write _today_ to see how things are.",
        },
        "no_command": {
            "pt": "Não conheço o comando {name}. /help mostra o que há.",
            "en": "I know no command {name}. /help shows what there is.",
        },
        "impossible": {
            "pt": "Essa data ou hora não existe; nada foi guardado. Confira e mande de novo.",
            "en": "That date or time does not exist; nothing was saved. Check it and send again.",
        },
        "past": {
            "pt": "Esse horário já passou; nada foi guardado. Diga um que ainda vem.",
            "en": "That time has already passed; nothing was saved. Tell me one still to come.",
        },
    }
)


class Dispatcher:
    """Finds who answers a message. Plug-ins are found by being in their folders."""

    def __init__(self, *, language: str | None = None) -> None:
        self._language = language
        self._intents: dict[Intent, ModuleType] = {
            intent: module for module in collect(intents) for intent in module.INTENTS
        }
        self._commands: dict[str, ModuleType] = {
            name: module for module in collect(commands) for name in module.NAMES
        }
        self._buttons: dict[str, ModuleType] = {module.VERB: module for module in collect(buttons)}

    def route(self, number: int, message: InboundMessage, person: Person, now: datetime) -> Routed:
        """Return how to answer a stored message; nothing is read or written yet."""
        language = self._settled(person) or person.spoken or FALLBACK
        caller = Caller(
            person=person,
            source=number,
            address=message.address,
            language=language,
            now=now,
            origin=message.origin,
        )
        if message.callback is not None:
            return self._button(caller, message.callback)
        if message.length > len(message.text):
            return _said(caller, "too_long", length=message.length, most=len(message.text))
        if message.text.startswith("/"):
            return self._command(caller, message.text)
        if folded(message.text) in self._commands:
            return self._command(caller, f"/{message.text.strip()}")
        return self._words(caller, message.text)

    def _button(self, caller: Caller, action: str) -> Routed:
        verb, *arguments = action.split(":")
        module = self._buttons.get(verb)
        if module is None:
            return _said(caller, "stale")

        def press(store: Store) -> Reply:
            try:
                act: Act = module.press(caller, arguments, store)
            except (KeyError, ValueError, IndexError, OverflowError):
                return Reply(text=TEXTS.say("stale", caller.language))
            return act()  # an error from here on takes back what was written

        return Routed(answer=press, language=caller.language, label=f"button_{verb}")

    def _command(self, caller: Caller, text: str) -> Routed:
        name, _, arguments = text[1:].partition(" ")
        # In groups, the Bot API writes the bot's name after the command: /today@SparkOneBot.
        command = Command(name=folded(name.partition("@")[0]), arguments=arguments)
        module = self._commands.get(command.name)
        if module is None:
            return _said(caller, "no_command", name=f"/{command.name[:32]}")
        label = f"command_{module.NAMES[0]}"
        return Routed(
            answer=lambda store: module.answer(caller, command, store),
            language=caller.language,
            label=label,
        )

    def _words(self, caller: Caller, text: str) -> Routed:
        reading = understand(
            text,
            now=caller.now,
            zone=zone(caller.person.zone),
            language=self._settled(caller.person),
        )
        if reading.intent is not Intent.NONE or caller.person.spoken is None:
            caller = replace(caller, language=reading.language)
        return Routed(
            answer=self._all(caller, reading),
            language=caller.language,
            label=reading.intent.value,
            understood=reading.intent is not Intent.NONE,
        )

    def _settled(self, person: Person) -> str | None:
        """Return the language that was chosen, or None where each message decides."""
        return person.language or self._language

    def _all(self, caller: Caller, reading: Reading) -> Callable[[Store], Reply]:
        """Return what acts on a reading and on the further records of the same message."""

        def act(store: Store) -> Reply:
            is_clear = reading.intent is not Intent.NONE
            if is_clear and caller.language != caller.person.spoken:
                store.people.speaks(caller.person.id, caller.language)
            is_first = store.journal.is_empty(caller.person.id)
            replies = [self._one(caller, one, store) for one in (reading, *reading.more)]
            texts = [reply.text for reply in replies]
            if is_first and not store.journal.is_empty(caller.person.id):
                texts.append(echo.first_zone(caller))
            return Reply(
                text="\n".join(texts),
                buttons=replies[0].buttons,
                shown=tuple(reference for reply in replies for reference in reply.shown),
            )

        return act

    def _one(self, caller: Caller, reading: Reading, store: Store) -> Reply:
        if reading.ask == "time_impossible":
            return Reply(text=TEXTS.say("impossible", caller.language))
        if reading.ask == "time_past":
            return Reply(text=TEXTS.say("past", caller.language))
        reply: Reply = self._intents[reading.intent].answer(caller, reading, store)
        return reply


def _said(caller: Caller, sentence: str, **facts: object) -> Routed:
    reply = Reply(text=TEXTS.say(sentence, caller.language, **facts))
    return Routed(answer=lambda _store: reply, language=caller.language, label=sentence)
