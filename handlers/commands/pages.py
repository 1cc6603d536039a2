"""`/today`, `/week`, `/overdue`, `/tasks`, `/reminders`, `/lists`: the pages, by name."""

from domain.people import Role
from domain.texts import Texts
from engine.grammar.reading import Intent, Query, Reading
from engine.tool import Caller
from handlers.intents import query
from handlers.turn import Command, Reply
from storage.store import Store

PAGES = {
    "today": Query.TODAY,
    "hoje": Query.TODAY,
    "tomorrow": Query.TOMORROW,
    "amanha": Query.TOMORROW,
    "week": Query.WEEK,
    "semana": Query.WEEK,
    "overdue": Query.OVERDUE,
    "atrasadas": Query.OVERDUE,
    "tasks": Query.TASKS,
    "tarefas": Query.TASKS,
    "reminders": Query.REMINDERS,
    "lembretes": Query.REMINDERS,
    "lists": Query.LIST,
    "listas": Query.LIST,
}
NAMES = tuple(PAGES)
ROLE = Role.GUEST
TEXTS = Texts(
    {
        "summary": {
            "pt": "hoje; também /week, /overdue, /tasks, /reminders e /lists",
            "en": "today; also /week, /overdue, /tasks, /reminders and /lists",
        }
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Show the page that the command is named after; `/lists shopping` shows one list."""
    reading = Reading(
        text=command.arguments,
        language=caller.language,
        intent=Intent.QUERY,
        query=PAGES[command.name],
        list=command.arguments.strip() or None,
    )
    return query.answer(caller, reading, store)
