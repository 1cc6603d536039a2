from dataclasses import replace
from datetime import date, timedelta

from domain.origin import Origin
from domain.records import OccurrenceState, Status
from domain.schedules import Form, Schedule
from storage.database import Database
from storage.outlook import Due, Insisting, Starting
from storage.rhythms import Rhythm, RhythmsChanged
from storage.store import Store
from tests.contracts.records import CHAT, HOUR, MINUTE, NOW, add_person, moment, outbound

TODAY = date(2026, 11, 21)


def _event(store: Store, person: int, *, rule: str | None = None, all_day: bool = False) -> int:
    return store.events.add(
        person=person,
        title="meeting",
        schedule=Schedule(form=Form.INSTANT, start=NOW + HOUR, rule=rule),
        start_at=NOW + HOUR,
        length=None,
        all_day=all_day,
        place=None,
        people=(),
        origin=Origin.OWNER,
        now=NOW,
    )


async def test_a_rhythm_is_replaced_and_the_earliest_is_due_first(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        store.rhythms.set(person, "morning", NOW)
        store.rhythms.set(person, "evening", NOW + MINUTE)
        store.rhythms.set(person, "morning", NOW + HOUR)
        return person

    person = await database.run(write)

    assert await database.read(lambda store: store.rhythms.next_fire()) == NOW + MINUTE
    due = await database.run(lambda store: store.rhythms.due(NOW + HOUR, 10))
    assert due == [
        Rhythm(person=person, kind="evening", fire_at=NOW + MINUTE),
        Rhythm(person=person, kind="morning", fire_at=NOW + HOUR),
    ]
    assert await database.read(lambda store: store.rhythms.of(person)) == due


async def test_a_rhythm_that_is_dropped_is_not_due(database: Database) -> None:
    def write(store: Store) -> None:
        person = add_person(store)
        store.rhythms.set(person, "morning", NOW)
        store.rhythms.drop(person, "morning")

    await database.run(write)

    assert await database.read(lambda store: store.rhythms.next_fire()) is None


async def test_a_new_rhythm_is_signalled_once_it_is_committed(database: Database) -> None:
    heard: list[object] = []
    database.on_commit(heard.extend)

    await database.run(lambda store: store.rhythms.set(add_person(store), "morning", NOW))

    assert RhythmsChanged() in heard


async def test_a_nudge_is_said_once(database: Database) -> None:
    person = await database.run(add_person)

    first = await database.run(lambda store: store.nudges.add(person, "event", "e:1", NOW))
    again = await database.run(lambda store: store.nudges.add(person, "event", "e:1", NOW))

    assert (first, again) == (True, False)
    assert await database.read(lambda store: store.nudges.is_said("e:1"))
    assert not await database.read(lambda store: store.nudges.is_said("e:2"))


async def test_what_a_person_was_told_since_then_is_theirs_alone(database: Database) -> None:
    def write(store: Store) -> int:
        mine, other = add_person(store), add_person(store)
        store.nudges.add(mine, "event", "e:1", NOW - HOUR)
        store.nudges.add(mine, "overdue", "o:1", NOW)
        store.nudges.add(other, "event", "e:2", NOW)
        return mine

    mine = await database.run(write)

    assert await database.read(lambda store: store.nudges.since(mine, NOW)) == [("overdue", NOW)]
    assert await database.run(lambda store: store.nudges.delete_old(NOW)) == 1


async def test_the_last_opinion_of_a_section_stands(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        store.feedback.give(person, "morning:2026-11-21", "lists", 1, NOW)
        store.feedback.give(person, "morning:2026-11-21", "lists", -1, NOW + HOUR)
        store.feedback.give(add_person(store), "morning:2026-11-21", "lists", 1, NOW)
        return person

    person = await database.run(write)

    (opinion,) = await database.read(lambda store: store.feedback.of(person))
    assert (opinion.section, opinion.value, opinion.at) == ("lists", -1, NOW + HOUR)


async def test_what_starts_soon_is_seen_over_all_people(database: Database) -> None:
    def write(store: Store) -> tuple[int, int, int]:
        mine, other = add_person(store), add_person(store)
        _event(store, mine, all_day=True)
        store.events.cancel(mine, _event(store, mine))
        return other, _event(store, other), _event(store, mine, rule="FREQ=DAILY")

    other, single, series = await database.run(write)

    starting = await database.read(lambda store: store.outlook.starting(NOW, NOW + HOUR))
    assert starting == [Starting(event=single, person=other, start_at=NOW + HOUR)]
    assert (
        await database.read(lambda store: store.outlook.starting(NOW + HOUR, NOW + 2 * HOUR)) == []
    )
    repeating = await database.read(lambda store: store.outlook.repeating())
    assert [one.event for one in repeating] == [series]


async def test_what_is_due_is_seen_over_all_people_while_it_is_open(database: Database) -> None:
    def write(store: Store) -> tuple[int, int]:
        person = add_person(store)
        numbers = [
            store.tasks.add(
                person=person, title="write", due_day=day, due_at=at, origin=Origin.OWNER, now=NOW
            )
            for day, at in ((TODAY, None), (TODAY, NOW + HOUR), (date(2026, 11, 25), None))
        ]
        return person, numbers[1]

    person, timed = await database.run(write)

    due = await database.read(lambda store: store.outlook.due(TODAY, TODAY + timedelta(days=1)))
    assert len(due) == 2
    assert Due(task=timed, person=person, due_day=TODAY, due_at=NOW + HOUR) in due


async def test_only_insistent_reminders_that_were_sent_are_followed_up(database: Database) -> None:
    def write(store: Store) -> tuple[int, int, int]:
        person = add_person(store)
        numbers = []
        for minutes, state in ((10, "sent"), (None, "sent"), (10, "done"), (10, "planned")):
            reminder = store.reminders.add(
                person=person,
                title="pills",
                schedule=Schedule(form=Form.INSTANT, start=NOW),
                address=CHAT,
                language="en",
                origin=Origin.OWNER,
                now=NOW,
                insist_minutes=minutes,
            )
            number = store.occurrences.plan(reminder, person, moment(NOW))
            assert number is not None
            if state != "planned":
                store.occurrences.settle(number, OccurrenceState(state))
            numbers.append((reminder, number))
        return person, *numbers[0]

    person, reminder, occurrence = await database.run(write)

    assert await database.read(lambda store: store.outlook.insisting()) == [
        Insisting(
            occurrence=occurrence, reminder=reminder, person=person, round=0, fire_at=NOW, every=10
        )
    ]
    stored = await database.read(lambda store: store.reminders.get(reminder))
    assert stored is not None
    assert stored.insist_minutes == 10


async def test_the_review_counts_what_was_done_and_missed_in_a_period(database: Database) -> None:
    def write(store: Store) -> tuple[int, int]:
        person = add_person(store)
        number = store.tasks.add(person=person, title="write", origin=Origin.OWNER, now=NOW)
        task = store.tasks.get(person, number)
        assert task is not None
        store.tasks.save(replace(task, status=Status.DONE, completed_at=NOW))
        return person, number

    person, number = await database.run(write)

    done = await database.read(lambda store: store.review.done(person, NOW, NOW + HOUR))
    assert done == [(("task", number), "write")]
    assert await database.read(lambda store: store.review.done(person, NOW - HOUR, NOW)) == []
    assert await database.read(lambda store: store.review.missed(person, NOW, NOW + HOUR)) == 0
    assert [task.id for task in await database.read(lambda s: s.tasks.closed(person, NOW))] == [
        number
    ]


async def test_a_note_and_an_item_that_were_deleted_come_back_as_they_were(
    database: Database,
) -> None:
    def write(store: Store) -> tuple[int, int]:
        person = add_person(store)
        note = store.notes.add(person=person, text="key", origin=Origin.OWNER, now=NOW)
        item = store.lists.add(
            person=person, name="shopping", text="milk", origin=Origin.OWNER, now=NOW
        )
        store.journal.changes(person, 5, "note", note, NOW)
        store.journal.changes(person, 5, "item", item, NOW)
        store.notes.remove(person, note)
        store.lists.remove(person, item)
        return person, note

    person, note = await database.run(write)
    assert await database.read(lambda store: store.notes.all(person)) == []

    await database.run(lambda store: store.journal.undo(person, 5, since=NOW, now=NOW))

    (back,) = await database.read(lambda store: store.notes.all(person))
    assert (back.id, back.text) == (note, "key")
    assert await database.read(lambda store: store.lists.names(person)) == {"shopping": 1}


async def test_what_records_were_is_forgotten_after_a_while(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        note = store.notes.add(person=person, text="key", origin=Origin.OWNER, now=NOW)
        store.journal.changes(person, 5, "note", note, NOW)
        return person

    person = await database.run(write)

    assert await database.run(lambda store: store.journal.forget_before(NOW)) == 0
    assert await database.run(lambda store: store.journal.forget_before(NOW + HOUR)) == 1
    assert not await database.read(lambda store: store.journal.is_empty(person))


async def test_a_ticked_item_can_be_put_back(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        item = store.lists.add(
            person=person, name="shopping", text="milk", origin=Origin.OWNER, now=NOW
        )
        store.lists.tick(person, item)
        return person

    person = await database.run(write)
    (item,) = await database.read(lambda store: store.lists.ticked(person))

    await database.run(lambda store: store.lists.untick(person, item.id))

    assert await database.read(lambda store: store.lists.names(person)) == {"shopping": 1}


async def test_what_was_said_is_read_back_by_its_key_and_by_whom_it_was_said_to(
    database: Database,
) -> None:
    def write(store: Store) -> tuple[int, int]:
        mine, other = add_person(store), add_person(store)
        store.outbox.add(outbound("brief:1"), language="en", now=NOW, person=mine)
        return mine, other

    mine, other = await database.run(write)

    assert await database.read(lambda store: store.said.text(mine, "brief:1")) == "hello"
    assert await database.read(lambda store: store.said.text(other, "brief:1")) is None
    assert await database.read(lambda store: store.said.at("brief:1")) == NOW


async def test_when_a_record_was_last_written_is_known(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        store.journal.created(person, 5, "task", 7, NOW)
        store.journal.created(person, 6, "task", 7, NOW + HOUR)
        return person

    person = await database.run(write)

    assert await database.read(lambda s: s.journal.written_at(person, "task", 7)) == NOW + HOUR
    assert await database.read(lambda s: s.journal.written_at(person, "event", 7)) is None
