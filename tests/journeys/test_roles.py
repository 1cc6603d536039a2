"""Who may change whom, and what revoking does."""

from domain.people import Person, Role
from engine.records.people import NotAllowed, ban, change_role, remove, unban
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home
from tests.journeys.somebody import Somebody, invited
from tests.journeys.test_pairing import owner_of, printed_code
from tests.journeys.test_people import WRONG, audited


async def test_a_banned_person_is_not_heard_from_the_next_message_on(home: Home) -> None:
    ana = await invited(home, "ana", language="en")
    owner, person = await owner_of(home), await ana.person()
    assert person is not None
    now = home.clock.now()
    code = printed_code(await ana.ask("/link"))
    before = len(ana.heard())

    await home.app.database.run(lambda store: ban(store, owner, person, now))
    await ana.say("task: buy bread")

    assert len(ana.heard()) == before
    assert await Somebody(home, "phone").ask(f"/start {code}") == WRONG
    await home.app.database.run(lambda store: unban(store, owner, person, now))
    assert (await ana.ask("task: buy bread")).startswith("Noted")


async def test_a_banned_person_gets_no_reminder_and_the_series_goes_on_afterwards(
    home: Home,
) -> None:
    ana = await invited(home, "ana", language="en")
    await ana.ask("every day at 1pm remind me to take my pills")
    owner, person = await owner_of(home), await ana.person()
    assert person is not None
    before, now = len(ana.heard()), home.clock.now()

    await home.app.database.run(lambda store: ban(store, owner, person, now))
    home.clock.advance(hours=2)
    await until_looked(home)
    assert len(ana.heard()) == before

    await home.app.database.run(lambda store: unban(store, owner, person, home.clock.now()))
    home.clock.advance(days=1)
    await until(lambda: len(ana.heard()) == before + 1)
    assert ana.heard()[-1].endswith("Reminder: *take my pills*")


async def until_looked(home: Home) -> None:
    """Wait until the clock has looked at this moment and all that came of it is done."""
    await until(lambda: home.app.clockwork.looked_at == home.clock.now())
    await until(lambda: home.app.worker.depth == 0)


async def test_who_was_removed_is_a_stranger_again(home: Home) -> None:
    ana = await invited(home, "ana", language="en")
    owner, person = await owner_of(home), await ana.person()
    assert person is not None

    await home.app.database.run(lambda store: remove(store, owner, person, home.clock.now()))

    assert (await ana.ask("hello")).startswith("Hello! I am a personal assistant")
    assert await ana.person() is None


async def test_roles_decide_who_may_change_whom(home: Home) -> None:
    admin, other, user = [
        await (await invited(home, name, role=role)).person()
        for name, role in (("ana", Role.ADMIN), ("bob", Role.ADMIN), ("eve", Role.USER))
    ]
    owner, now = await owner_of(home), home.clock.now()
    assert admin is not None
    assert other is not None
    assert user is not None

    tries = [
        (owner, user, Role.ADMIN),
        (admin, user, Role.GUEST),
        (admin, user, Role.ADMIN),
        (admin, other, Role.USER),
        (admin, owner, Role.USER),
        (owner, owner, Role.USER),
        (user, admin, Role.GUEST),
    ]

    def attempt(store: Store) -> list[bool]:
        return [_may(store, actor, subject, role) for actor, subject, role in tries]

    def _may(store: Store, actor: Person, subject: Person, role: Role) -> bool:
        try:
            change_role(store, actor, subject, role, now)
        except NotAllowed:
            return False
        store.people.set_role(subject.id, subject.role)
        return True

    assert await home.app.database.run(attempt) == [True, True, False, False, False, False, False]


async def test_every_act_upon_people_is_audited_without_names(home: Home) -> None:
    ana = await invited(home, "ana")
    owner, person = await owner_of(home), await ana.person()
    assert person is not None
    now = home.clock.now()

    def act(store: Store) -> None:
        change_role(store, owner, person, Role.ADMIN, now)
        ban(store, owner, person, now)
        unban(store, owner, person, now)
        remove(store, owner, person, now)

    await home.app.database.run(act)

    entries = await audited(home)
    assert [one.act for one in entries[:4]] == ["remove", "unban", "ban", "role"]
    assert all((one.actor, one.subject) == (owner.id, person.id) for one in entries[:4])
    assert "ana" not in str(entries).lower()
