"""The buttons of the first-run questions: `ask:<question>:<choice>`."""

from dataclasses import replace
from datetime import time

from domain.people import QuietHours, Role
from engine.caller import Caller
from engine.records.undoing import UNDO_FOR
from engine.rhythms import MORNING
from handlers import first_run, settling
from handlers.first_answers import consented
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "ask"
ROLE = Role.GUEST
IN_PLACE = True


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Take the choice, and ask what comes next; what was kept stays above it."""
    question, choice = arguments
    if choice not in {value for _, value in first_run.CHOICES[question]}:
        raise ValueError(choice)

    def act() -> Reply:
        done = _done(caller, question, choice, store)
        return _under_echo(caller, store, first_run.taken(caller, store, question, done))

    return act


def _under_echo(caller: Caller, store: Store, reply: Reply) -> Reply:
    """Return an answer below the echo under which the question stood, if it was one.

    The echo keeps its buttons; that of the answer would be a second "undo" beside them.
    """
    since = caller.now - UNDO_FOR
    shown = caller.concerns and store.echoes.answered(caller.address, caller.concerns, since)
    if not shown:
        return reply
    person = caller.person.id
    under = store.said.buttons(person, f"reply:{shown}")
    kept = tuple(one for one in under if not one.action.startswith(f"{VERB}:"))
    wrote = next((one.action for one in kept if one.action.startswith("undo:")), "")
    text = store.said.text(person, f"reply:{wrote.removeprefix('undo:')}") or ""
    echo, _, _ = text.rpartition("\n")  # the question is its last line
    if not echo or echo.endswith("\n"):  # there it followed an answer
        return reply
    asked = tuple(one for one in reply.buttons if one.action.startswith(f"{VERB}:"))
    return replace(reply, text=f"{echo}\n\n{reply.text}", buttons=(*kept, *asked))


def _done(caller: Caller, question: str, choice: str, store: Store) -> Reply | None:
    if question == first_run.CONSENT:
        return consented(caller, store).reply
    if question == first_run.LANGUAGE:
        return settling.language(caller, store, None if choice == "auto" else choice)
    if choice in {"keep", "none"}:
        return None
    if question == first_run.BRIEFS:
        return settling.briefs(caller, store, (MORNING,), time.fromisoformat(choice))
    start, end = (time.fromisoformat(part) for part in choice.split("-"))
    return settling.quiet(caller, store, QuietHours(start=start, end=end))
