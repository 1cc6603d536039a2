from dataclasses import replace
from datetime import timedelta

from domain.origin import Origin
from domain.records import Status
from storage.database import Database
from storage.store import Store
from tests.contracts.records import HOUR, NOW, add_person

SINCE = NOW - timedelta(hours=24)


def _add(store: Store, person: int, title: str, parent: int | None = None) -> int:
    return store.tasks.add(person=person, title=title, origin=Origin.OWNER, now=NOW, parent=parent)


def _written(store: Store, person: int, title: str, *, source: int, parent: int | None) -> int:
    """Store a task as a message does: with its line in the journal."""
    number = _add(store, person, title, parent)
    store.journal.created(person, source, "task", number, NOW)
    return number


async def test_what_a_task_says_is_read_back_as_stored_and_as_changed(database: Database) -> None:
    person = await database.run(add_person)
    parent = await database.run(lambda store: _add(store, person, "the whole"))
    number = await database.run(
        lambda store: store.tasks.add(
            person=person,
            title="a part",
            origin=Origin.OWNER,
            now=NOW,
            notes="two\nlines, 'quoted'",
            tags=("casa", "não-urgente"),
            project="Reforma",
            parent=parent,
            assigned="Ana",
        )
    )

    task = await database.read(lambda store: store.tasks.get(person, number))
    assert task is not None
    assert (task.notes, task.tags) == ("two\nlines, 'quoted'", ("casa", "não-urgente"))
    assert (task.project, task.parent, task.assigned) == ("Reforma", parent, "Ana")

    blank = replace(task, notes=None, tags=(), project=None, parent=None, assigned=None)
    await database.run(lambda store: store.tasks.save(blank))
    assert await database.read(lambda store: store.tasks.get(person, number)) == blank


async def test_subtasks_are_those_of_the_person_alone(database: Database) -> None:
    mine, other = await database.run(lambda store: (add_person(store), add_person(store)))
    parent = await database.run(lambda store: _add(store, mine, "the whole"))
    part = await database.run(lambda store: _add(store, mine, "a part", parent))
    await database.run(lambda store: _add(store, other, "not mine", parent))

    found = await database.read(lambda store: store.tasks.parts(mine, parent))

    assert [one.id for one in found] == [part]


async def test_projects_are_counted_by_how_their_tasks_stand(database: Database) -> None:
    def write(store: Store) -> int:
        person, other = add_person(store), add_person(store)
        for who, project, status in (
            (person, "Casa", Status.TODO),
            (person, "Casa", Status.DOING),
            (person, "Casa", Status.DONE),
            (person, "Livro", Status.CANCELLED),
            (person, None, Status.TODO),
            (other, "Casa", Status.TODO),
        ):
            number = store.tasks.add(
                person=who, title="x", origin=Origin.OWNER, now=NOW, project=project
            )
            task = store.tasks.get(who, number)
            assert task is not None
            store.tasks.save(replace(task, status=status))
        return person

    person = await database.run(write)

    assert await database.read(lambda store: store.tasks.projects(person)) == {
        "Casa": {Status.TODO: 1, Status.DOING: 1, Status.DONE: 1},
        "Livro": {Status.CANCELLED: 1},
    }


async def test_a_task_is_not_undone_under_a_subtask_that_came_later(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        whole = _written(store, person, "the whole", source=1, parent=None)
        _written(store, person, "its own part", source=1, parent=whole)
        return person

    def later(store: Store, person: int) -> None:
        (whole,) = [one for one in store.tasks.open(person) if one.parent is None]
        _written(store, person, "a later part", source=2, parent=whole.id)

    person = await database.run(write)
    assert not await database.read(lambda store: store.journal.is_overwritten(person, 1, SINCE))

    await database.run(lambda store: later(store, person))
    assert await database.read(lambda store: store.journal.is_overwritten(person, 1, SINCE))

    await database.run(lambda store: store.journal.undo(person, 2, since=SINCE, now=NOW + HOUR))
    assert not await database.read(lambda store: store.journal.is_overwritten(person, 1, SINCE))


async def test_undo_puts_back_all_that_a_task_said(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        number = _add(store, person, "the whole")
        task = store.tasks.get(person, number)
        assert task is not None
        store.tasks.save(replace(task, notes="n", tags=("a", "b"), project="P", assigned="Ana"))
        store.journal.changes(person, 1, "task", number, NOW)
        store.tasks.save(replace(task, notes=None, tags=(), project=None, assigned=None))
        return person

    person = await database.run(write)
    await database.run(lambda store: store.journal.undo(person, 1, since=SINCE, now=NOW))

    (task,) = await database.read(lambda store: store.tasks.open(person))
    assert (task.notes, task.tags, task.project, task.assigned) == ("n", ("a", "b"), "P", "Ana")
