"""`/today`, `/week`, `/overdue`, `/tasks`, `/reminders`, `/notes`, `/lists`: pages by name."""

from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Intent, Query, Reading
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
    "notes": Query.NOTES,
    "notas": Query.NOTES,
    "lists": Query.LIST,
    "listas": Query.LIST,
}
NAMES = tuple(PAGES)
ROLE = Role.GUEST
MENU = (
    ("today", "hoje"),
    ("tomorrow", "amanha"),
    ("week", "semana"),
    ("overdue", "atrasadas"),
    ("tasks", "tarefas"),
    ("reminders", "lembretes"),
    ("notes", "notas"),
    ("lists", "listas"),
)
"""What a menu shows, in English and in Portuguese; the summary of each has its English name."""
TEXTS = Texts(
    {
        "today": {"pt": "o que há hoje", "en": "what there is today"},
        "tomorrow": {"pt": "o que há amanhã", "en": "what there is tomorrow"},
        "week": {"pt": "os próximos sete dias", "en": "the next seven days"},
        "overdue": {"pt": "tarefas atrasadas", "en": "overdue tasks"},
        "tasks": {"pt": "tarefas abertas", "en": "open tasks"},
        "reminders": {"pt": "lembretes por vir", "en": "reminders to come"},
        "notes": {"pt": "suas notas", "en": "your notes"},
        "lists": {"pt": "suas listas", "en": "your lists"},
        "summary": {
            "pt": "hoje; também /week, /overdue, /tasks, /reminders, /notes e /lists",
            "en": "today; also /week, /overdue, /tasks, /reminders, /notes and /lists",
        },
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
