"""The dispatcher: button, then command, then what the grammar understood."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import ModuleType

from domain.messages import InboundMessage, Kind
from domain.origin import Origin
from domain.people import Person
from domain.plugins import collect
from domain.texts import FALLBACK, Texts
from engine import coach
from engine.caller import Caller
from engine.grammar.marks import is_bare
from engine.grammar.reading import Intent, Query, Reading
from engine.habits import read
from engine.joining import language_of
from handlers import (
    acting,
    arrivals,
    awaiting,
    buttons,
    detailing,
    first_run,
    forwarded,
    telling,
    unsure,
)
from handlers.command_words import Asked, CommandWords
from handlers.intents import coach as coach_intent
from handlers.intents import query
from handlers.turn import SILENT, Act, Reply, Routed, Spoken
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


_FOR_A_MODEL = frozenset((Intent.NONE, Intent.COACH))
"""What code cannot answer, or not well."""


class Dispatcher:
    """Finds who answers a message. Plug-ins are found by being in their folders."""

    def __init__(
        self, *, language: str | None = None, doors: Callable[[], Mapping[str, str]] = dict
    ) -> None:
        self._language = language
        self._doors = doors
        self._intents = acting.modules()
        self._commands = CommandWords()
        self._buttons: dict[str, ModuleType] = {module.VERB: module for module in collect(buttons)}
        self._arrivals: dict[Kind, ModuleType] = {
            module.KIND: module for module in collect(arrivals)
        }

    def route(self, number: int, message: InboundMessage, person: Person, now: datetime) -> Routed:
        """Return how to answer a stored message; nothing is read or written yet."""
        language = self._settled(person) or person.spoken or language_of(message) or FALLBACK
        caller = Caller(
            person=person,
            source=number,
            address=message.address,
            language=language,
            now=now,
            origin=message.origin,
            private=message.private,
            doors=self._doors(),
            concerns=message.concerns,
        )
        if message.callback is not None:
            return self._button(caller, message.callback)
        if message.kind is not Kind.WORDS:
            return self._arrival(caller, message)
        return self._spoken(caller, message)

    def _spoken(self, caller: Caller, message: InboundMessage) -> Routed:
        if message.length > len(message.text):
            return _said(caller, "too_long", length=message.length, most=len(message.text))
        if message.origin is Origin.THIRD_PARTY:
            return Routed(
                answer=lambda store: forwarded.answer(caller, message, store),
                language=caller.language,
                label="forwarded",
            )
        asked = self._commands.asked(message.text, caller.person.role)
        if asked is not None:
            return self._command(caller, asked)
        return self._words(caller, message.text)

    def _arrival(self, caller: Caller, message: InboundMessage) -> Routed:
        module = self._arrivals[message.kind]

        def answer(store: Store) -> Reply:
            outcome: Reply | Spoken = module.answer(caller, message, store)
            if isinstance(outcome, Reply):
                return outcome
            routed = self._spoken(caller, message)
            return outcome.finish(routed.answer(store), routed)

        return Routed(answer=answer, language=caller.language, label=message.kind.value)

    def _button(self, caller: Caller, action: str) -> Routed:
        verb, *arguments = action.split(":")
        module = self._buttons.get(verb)
        if module is None or not caller.person.role.reaches(module.ROLE):
            return _stale(caller)

        def press(store: Store) -> Reply:
            try:
                act: Act = module.press(caller, arguments, store)
            except (KeyError, ValueError, IndexError, OverflowError):
                return _stale_reply(caller)
            reply = act()  # an error from here on takes back what was written
            return replace(reply, in_place=True) if module.IN_PLACE else reply

        return Routed(answer=press, language=caller.language, label=f"button_{verb}")

    def _command(self, caller: Caller, asked: Asked) -> Routed:
        module, command = asked.module, asked.command
        if module is None:
            return _said(caller, "no_command", name=f"/{command.name[:32]}")
        return Routed(
            answer=lambda store: module.answer(caller, command, store),
            language=caller.language,
            label=f"command_{module.NAMES[0]}",
        )

    def _words(self, caller: Caller, text: str) -> Routed:
        coaching = coach.asked(text, caller.language)
        if coaching is not None:  # nothing is captured from a text that is to be worked on
            if caller.person.spoken is None and self._settled(caller.person) is None:
                caller = replace(caller, language=read(caller, text).language)
            return Routed(
                answer=lambda _store: coach_intent.asked_for(caller, coaching),
                language=caller.language,
                label=Intent.COACH.value,
                understood=not coach_intent.is_whole(coaching),
            )
        # The language that was chosen is that of answers: both are understood all the same.
        reading = read(caller, text)
        says = reading.intent is not Intent.NONE or reading.aspect is not None
        tells = says and not is_bare(text) and not _is_shared(caller, reading)
        is_clear = tells or caller.person.spoken is None
        if is_clear and self._settled(caller.person) is None:
            caller = replace(caller, language=reading.language)
        awaited = awaiting.Awaited(caller, reading)
        if caller.person.asked is not None:
            told = first_run.told(caller, reading)
            if told is not None:
                answer = self._unless_awaited(told, caller, reading, awaited)
                return Routed(answer=answer, language=caller.language, label="first_run")
        return Routed(
            answer=self._all(caller, reading, awaited),
            language=caller.language,
            label=reading.intent.value,
            understood=reading.intent not in _FOR_A_MODEL and reading.query is not Query.SEARCH,
            is_known=lambda store: (
                detailing.is_known(caller, reading, store)
                or telling.is_fact(caller, reading)
                or query.finds(caller, reading, store)
                or unsure.is_awaited(caller, reading, awaited, store)
            ),
        )

    def _settled(self, person: Person) -> str | None:
        """Return the language that was chosen, or None where each message decides."""
        return person.language or self._language

    def _unless_awaited(
        self,
        told: Callable[[Store], Reply],
        caller: Caller,
        reading: Reading,
        awaited: awaiting.Awaited,
    ) -> Callable[[Store], Reply]:
        """Return what takes an answer to a question, where no time was asked for after it."""

        def act(store: Store) -> Reply:
            time = awaited.time(store)
            if time is not None and awaiting.occurrence(caller, store) is not None:
                return self._one(caller, time, store)
            whole = time and awaiting.completed(caller, store, reading.text)
            return self._settled_by(caller, whole, store) if whole else told(store)

        return act

    def _all(
        self, caller: Caller, reading: Reading, awaited: awaiting.Awaited
    ) -> Callable[[Store], Reply]:
        """Return what acts on a reading and on the further records of the same message."""

        def act(store: Store) -> Reply:
            agreed = unsure.answered(caller, reading.text, store)
            if agreed is not None:
                return self._agreed(caller, store, agreed=agreed)
            if awaiting.is_dropped(caller, store, reading.text):
                return unsure.dropped(caller)
            time = awaited.time(store)
            if time is not None and awaiting.occurrence(caller, store) is not None:
                return self._one(caller, time, store)
            moved = time and awaiting.moved(caller, store, reading.text)
            if moved:
                return self._one(caller, moved, store)
            whole = time and awaiting.completed(caller, store, reading.text)
            whole = whole or awaiting.named(caller, store, reading)
            if whole:
                return self._settled_by(caller, whole, store)
            if unsure.is_unsure(reading):
                _note_language(caller, reading, store)
                return unsure.ask(caller, reading)
            return self._act(caller, reading, store)

        return act

    def _settled_by(self, caller: Caller, whole: Reading, store: Store) -> Reply:
        """Do what was asked before, now that it is whole: it is that message's doing."""
        shown = store.shown.get(caller.address)
        return self._act(replace(caller, source=shown[0][1]), whole, store)

    def _act(self, caller: Caller, reading: Reading, store: Store) -> Reply:
        """Do what a reading and the further records of its message ask for."""
        _note_language(caller, reading, store)
        is_first = store.journal.is_empty(caller.person.id)
        replies = [self._one(caller, one, store) for one in (reading, *reading.more)]
        texts = [reply.text for reply in replies]
        is_first = is_first and not store.journal.is_empty(caller.person.id)
        further = first_run.after(caller, store, reading, is_first=is_first)
        if further is not None:
            texts.append(further.text)
        return Reply(
            text="\n".join(texts),
            buttons=(*replies[0].buttons, *(further.buttons if further else ())),
            shown=tuple(reference for reply in replies for reference in reply.shown),
            is_personal=any(reply.is_personal for reply in replies),
            in_place=replies[0].in_place,
        )

    def _agreed(self, caller: Caller, store: Store, *, agreed: bool) -> Reply:
        """Do what a question was about, or nothing."""
        asked = awaiting.asked_message(caller, store, awaiting.UNSURE)
        if not agreed or asked is None:
            return unsure.nothing(caller)
        number, message = asked
        asker = replace(caller, source=number)  # an edit of that message takes this back
        return acting.act(asker, read(caller, message.text, now=message.received_at), store)

    def _one(self, caller: Caller, reading: Reading, store: Store) -> Reply:
        if reading.ask == "time_impossible":
            return Reply(text=TEXTS.say("impossible", caller.language))
        if reading.ask == "time_past":
            return Reply(text=TEXTS.say("past", caller.language))
        reply: Reply = self._intents[reading.intent].answer(caller, reading, store)
        return reply


def _is_shared(caller: Caller, reading: Reading) -> bool:
    """Tell whether one word is the same request in the person's language: "menu"."""
    if len(reading.text.split()) > 1 or caller.person.spoken in {None, reading.language}:
        return False
    return read(caller, reading.text, language=caller.person.spoken).intent is reading.intent


def _note_language(caller: Caller, reading: Reading, store: Store) -> None:
    """Remember the language of what was understood: a bare "no" says none."""
    if reading.intent is not Intent.NONE and caller.language != caller.person.spoken:
        store.people.speaks(caller.person.id, caller.language)


def _said(caller: Caller, sentence: str, **facts: object) -> Routed:
    reply = Reply(text=TEXTS.say(sentence, caller.language, **facts))
    return Routed(answer=lambda _store: reply, language=caller.language, label=sentence)


def _stale(caller: Caller) -> Routed:
    return Routed(
        answer=lambda _store: _stale_reply(caller), language=caller.language, label="stale"
    )


def _stale_reply(caller: Caller) -> Reply:
    """Refuse a button: in a group in silence, since anybody may press anybody's."""
    if caller.private is not None:
        return SILENT
    return Reply(text=TEXTS.say("stale", caller.language))
