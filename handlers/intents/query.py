"""Questions about one's own records: today, the week, overdue, lists, a search."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Grain, Intent, Query, Reading
from engine.lines import (
    Line,
    by_time,
    event_line,
    item_line,
    note_line,
    promise_line,
    reminder_line,
    task_line,
)
from engine.records import agenda, events, sharing
from engine.words import words
from engine.zones import resolve
from handlers import free, nexts, task_pages
from handlers.finding import FAR, candidates, matches
from handlers.listing import reply, ticks
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.QUERY,)
TEXTS = Texts(
    {
        "day": {"pt": "{day}", "en": "{day}"},
        "week": {"pt": "Os próximos 7 dias", "en": "The next 7 days"},
        "span": {"pt": "De {first} a {last}", "en": "From {first} to {last}"},
        "nothing_span": {
            "pt": "Nada de {first} a {last}.",
            "en": "Nothing from {first} to {last}.",
        },
        "overdue": {"pt": "Atrasadas", "en": "Overdue"},
        "reminders": {"pt": "Lembretes", "en": "Reminders"},
        "list": {"pt": "Lista de {name}", "en": "The {name} list"},
        "lists": {"pt": "Suas listas", "en": "Your lists"},
        "list_line": {"pt": "{name} ({count})", "en": "{name} ({count})"},
        "notes": {"pt": "Notas", "en": "Notes"},
        "nothing_notes": {"pt": "Nenhuma nota.", "en": "No notes."},
        "search": {"pt": "Encontrei", "en": "Found"},
        "nothing_day": {"pt": "Nada para {day}.", "en": "Nothing for {day}."},
        "nothing_week": {
            "pt": "Nada nos próximos 7 dias.",
            "en": "Nothing in the next 7 days.",
        },
        "nothing_overdue": {"pt": "Nada atrasado.", "en": "Nothing is overdue."},
        "nothing_reminders": {"pt": "Nenhum lembrete marcado.", "en": "No reminders set."},
        "nothing_list": {"pt": "A lista de {name} está vazia.", "en": "The {name} list is empty."},
        "nothing_lists": {"pt": "Você ainda não tem listas.", "en": "You have no lists yet."},
        "nothing_found": {
            "pt": "Não achei nada sobre isso no que você me contou.",
            "en": "I found nothing about that in what you told me.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Answer a question from the store."""
    query = reading.query or Query.TODAY
    known = _ANSWERS.get(query)
    return known(caller, reading, store) if known else _days(caller, query, reading, store)


def _overdue(caller: Caller, _: Reading, store: Store) -> Reply:
    late = store.tasks.overdue(caller.person.id, today=caller.local_now.date(), now=caller.now)
    return _page(caller, "overdue", [task_line(caller, task) for task in late])


def _tasks(caller: Caller, reading: Reading, store: Store) -> Reply:
    return task_pages.tasks_page(caller, store, reading)


def _projects(caller: Caller, _: Reading, store: Store) -> Reply:
    return task_pages.projects(caller, store)


def _notes(caller: Caller, _: Reading, store: Store) -> Reply:
    return _page(caller, "notes", [note_line(one) for one in store.notes.all(caller.person.id)])


def _reminders(caller: Caller, _: Reading, store: Store) -> Reply:
    coming = store.occurrences.coming(caller.person.id, FAR)
    return _page(caller, "reminders", [promise_line(caller, one) for one in coming])


def list_page(caller: Caller, store: Store, shelf: sharing.Shelf) -> Reply:
    """Return one list, each of its first items with a button that ticks it off."""
    lines = [item_line(item) for item in store.lists.items(shelf.owner, shelf.name)]
    page = _page(caller, "list", lines, name=sharing.with_others(caller, shelf))
    return replace(page, buttons=ticks(lines, language=caller.language))


def _page(caller: Caller, heading: str, lines: list[Line], **facts: object) -> Reply:
    language = caller.language
    return reply(
        _capitalised(TEXTS.say(heading, language, **facts)),
        lines,
        empty=TEXTS.say(f"nothing_{heading}", language, **facts),
        language=language,
    )


def _capitalised(heading: str) -> str:
    return heading[:1].upper() + heading[1:]


def _days(caller: Caller, query: Query, reading: Reading, store: Store) -> Reply:
    today = caller.local_now.date()
    said = reading.at.date() if isinstance(reading.at, datetime) else reading.at
    if query is Query.WEEK and (said is None or said <= today):
        return _page(caller, "week", _agenda(caller, store, today, today + timedelta(days=6)))
    day = {Query.TODAY: today, Query.TOMORROW: today + timedelta(days=1)}.get(query, said or today)
    last = day + timedelta(days=6) if query is Query.WEEK else _last_day(query, reading, day)
    day = max(day, today) if last >= today else day
    lines, tongue = _agenda(caller, store, day, last), words(caller.language)
    spoken = tongue.moment(day, now=caller.local_now)
    if day == last:
        return _page(caller, "day", lines, day=spoken)
    end = tongue.moment(last, now=caller.local_now)
    return _page(caller, "span", lines, first=spoken, last=end)


def _last_day(query: Query, reading: Reading, first: date) -> date:
    """Return the last day of what was asked about: "next month", "the weekend"."""
    said = reading.times[0] if query is Query.DATE and reading.times else None
    if said is None:
        return first
    if said.grain is Grain.MONTH and said.rrule is None:
        return (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if said.end is None or isinstance(said.end, datetime):
        return first
    return max(first, said.end)


def _agenda(caller: Caller, store: Store, first: date, last: date) -> list[Line]:
    """Return events, promises and due tasks of some days, by time; overdue ones on today's."""
    person = caller.person.id
    start = resolve(datetime.combine(first, datetime.min.time()), caller.zone)[0]
    end = resolve(datetime.combine(last + timedelta(days=1), datetime.min.time()), caller.zone)[0]
    on = first if first == last else None
    lines = [
        event_line(caller, event, at, on=on)
        for at, event in events.on_days(store, caller, first, last)
    ]
    lines += [
        promise_line(caller, one, on=on) for one in agenda.promised(store, caller, start, end)
    ]
    lines += [
        reminder_line(caller, reminder, at, on=on)
        for at, reminder in agenda.to_come(store, caller, start, end)
    ]
    lines += [task_line(caller, task, on=on) for task in store.tasks.due(person, first, last)]
    return by_time(lines)


def _list(caller: Caller, reading: Reading, store: Store) -> Reply:
    if not reading.list:
        lines = [_shelf_line(caller, store, one) for one in sharing.shelves(store, caller)]
        return _page(caller, "lists", lines)
    shelf = sharing.named(store, caller, reading.list)
    if shelf is None:
        return _page(caller, "list", [], name=reading.list.casefold())
    return list_page(caller, store, shelf)


def _shelf_line(caller: Caller, store: Store, shelf: sharing.Shelf) -> Line:
    count = len(store.lists.items(shelf.owner, shelf.name))
    name = sharing.with_others(caller, shelf)
    return Line(text=TEXTS.say("list_line", caller.language, name=name, count=count))


def finds(caller: Caller, reading: Reading, store: Store) -> bool:
    """Tell whether a search finds anything; where it does not, a model may know."""
    return reading.query is Query.SEARCH and bool(_found(caller, reading, store))


def _found(caller: Caller, reading: Reading, store: Store) -> list[Line]:
    said = reading.about or reading.text
    lines = [
        note_line(note) for note in store.notes.all(caller.person.id) if matches(said, note.text)
    ]
    return lines + [
        one.line for one in candidates(store, caller) if matches(said, task_pages.searched(one))
    ]


def _search(caller: Caller, reading: Reading, store: Store) -> Reply:
    lines = _found(caller, reading, store)
    if not lines:
        return Reply(text=TEXTS.say("nothing_found", caller.language))
    heading = TEXTS.say("search", caller.language)
    return reply(heading, lines, empty="", language=caller.language)


_ANSWERS: dict[Query, Callable[[Caller, Reading, Store], Reply]] = {
    Query.LIST: _list,
    Query.SEARCH: _search,
    Query.FREE_SLOTS: free.answer,
    Query.NEXT: nexts.answer,
    Query.OVERDUE: _overdue,
    Query.TASKS: _tasks,
    Query.TASK: task_pages.whole,
    Query.PROJECTS: _projects,
    Query.NOTES: _notes,
    Query.REMINDERS: _reminders,
}
