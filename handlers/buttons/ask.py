"""The buttons of the first-run questions: `ask:<question>:<choice>`."""

from datetime import time

from domain.people import QuietHours, Role
from engine.rhythms import MORNING
from engine.tool import Caller
from handlers import first_run, settling
from handlers.first_answers import consented
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "ask"
ROLE = Role.GUEST
IN_PLACE = False


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Take the choice, and ask what comes next."""
    question, choice = arguments
    if choice not in {value for _, value in first_run.CHOICES[question]}:
        raise ValueError(choice)
    return lambda: first_run.taken(caller, store, question, _done(caller, question, choice, store))


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
