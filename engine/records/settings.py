"""Settings of a person: changed by words, commands and buttons alike, and taken back by undo."""

from dataclasses import replace

from domain.people import Person, Preferences, QuietHours
from engine import rhythms
from engine.caller import Caller
from engine.records import events
from engine.recurrence import moment_for_key
from engine.zones import zone
from storage.journal import PERSON
from storage.store import Store


def change_zone(store: Store, caller: Caller, name: str) -> Person:
    """Set the zone: every floating moment gets its new instant, and the briefs follow.

    Errors: UnknownZone, with nothing changed.
    """
    zone(name)
    _remember(store, caller)
    store.people.set_zone(caller.person.id, name)
    changed = replace(caller, person=store.people.get(caller.person.id))
    follow(store, changed)
    return changed.person


def change_language(store: Store, caller: Caller, language: str | None) -> Person:
    """Settle the language of the answers; None: as each message is written."""
    _remember(store, caller)
    store.people.set_language(caller.person.id, language)
    return store.people.get(caller.person.id)


def change_quiet(store: Store, caller: Caller, quiet: QuietHours | None) -> Person:
    """Set the quiet hours; None: there are none."""
    _remember(store, caller)
    store.people.set_quiet(caller.person.id, quiet)
    return store.people.get(caller.person.id)


def change_preferences(store: Store, caller: Caller, preferences: Preferences) -> Person:
    """Store what was chosen about being told things; the briefs follow."""
    _remember(store, caller)
    store.people.set_preferences(caller.person.id, preferences)
    person = store.people.get(caller.person.id)
    rhythms.plan(store, person, caller.now)
    return person


def follow(store: Store, caller: Caller) -> None:
    """Make what is on the person's own clock agree with their zone as it is now."""
    person, there = caller.person, caller.zone
    for reminder in store.reminders.floating(person.id):
        for occurrence in store.occurrences.ahead(reminder.id):
            moment = moment_for_key(reminder.schedule, occurrence.key, there)
            store.occurrences.replan(occurrence.id, moment.due_at)
    events.follow(store, person.id, there)
    rhythms.plan(store, person, caller.now)


def current(store: Store, caller: Caller) -> Preferences:
    """Return what the person chose, as it is stored now: a message may change it twice."""
    return store.people.get(caller.person.id).preferences


def _remember(store: Store, caller: Caller) -> None:
    person = caller.person.id
    store.journal.changes(person, caller.source, PERSON, person, caller.now)
