"""`show`: the person's own records, as they would read them."""

from collections.abc import Callable
from typing import Annotated, Literal

from msgspec import Meta, Struct

from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Intent, Query, Reading
from engine.phrasing import question
from engine.policy import Effect
from engine.tool import Hands, Told, Tool

What = Literal[
    "day", "free_time", "tasks", "overdue", "reminders", "notes", "lists", "list", "projects"
]
_DATED = ("task", "reminder", "event")
_NOUNS: dict[str, tuple[str, ...]] = {
    "day": _DATED,
    "free_time": _DATED,
    "tasks": ("task",),
    "overdue": ("task",),
    "reminders": ("reminder",),
    "notes": ("note",),
    "lists": ("item",),
    "list": ("item",),
    "projects": ("task",),
}
"""Which records each page may show: their labels are those of the page."""
_QUERIES = {
    "tasks": Query.TASKS,
    "overdue": Query.OVERDUE,
    "reminders": Query.REMINDERS,
    "notes": Query.NOTES,
    "lists": Query.LIST,
    "list": Query.LIST,
    "projects": Query.PROJECTS,
}


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page."""

    what: What
    when: (
        Annotated[
            str, Meta(description="for day, free_time: 'amanhã', 'this week'", max_length=120)
        ]
        | None
    ) = None
    list: Annotated[str, Meta(max_length=80)] | None = None


def _query(caller: Caller, asked: Arguments) -> Reading:
    return Reading(
        text=asked.list or "",
        language=caller.language,
        intent=Intent.QUERY,
        query=_QUERIES[asked.what],
        list=asked.list,
        confidence=1.0,
    )


def _dated(kind: str) -> Callable[[Caller, Arguments], Reading]:
    today = {"pt": "hoje", "en": "today"}
    return lambda caller, asked: question(
        caller, kind, asked.when or today.get(caller.language, "today")
    )


_READINGS: dict[str, Callable[[Caller, Arguments], Reading]] = {
    "day": _dated("day"),
    "free_time": _dated("free"),
}


async def run(hands: Hands, asked: Arguments) -> Told:
    """Return the page."""
    reading = _READINGS.get(asked.what, _query)(hands.caller, asked)
    return await hands.act(reading, nouns=_NOUNS[asked.what])


TOOL = Tool(
    name="show",
    purpose="Look up the person's day or week, free time, tasks, reminders, notes or lists.",
    arguments=Arguments,
    effect=Effect.READ,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Ver o que é seu", "en": "Look at what is yours"},
            "what": {"pt": "o quê", "en": "what"},
            "when": {"pt": "quando", "en": "when"},
            "list": {"pt": "lista", "en": "list"},
        }
    ),
)
