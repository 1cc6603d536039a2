"""Two people with records of the same names: nothing of one is shown to the other or changed."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from domain.plugins import collect
from handlers import buttons
from handlers.finding import FAR
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home, Start
from tests.journeys.somebody import GROUP, Somebody, invited

RECORDS = (
    "task: call the dentist of {name} by friday",
    "remind me to call the dentist of {name} at 6pm",
    "meeting with the dentist of {name} on Monday at 10am",
    "note: the dentist of {name} is Dr. {name}",
    "add dentist {name} to the shopping list",
    "add floss {name} to the shopping list",
)
QUESTIONS = (
    "/today",
    "/tomorrow",
    "/week",
    "/overdue",
    "/tasks",
    "/reminders",
    "/lists",
    "/lists shopping",
    "/promises",
    "/settings",
    "/brief",
    "/brief week",
    "/files",
    "/help",
    "search dentist",
    "search alba",
    "/memory",
    "/memory dentist",
    "what do you know about the dentist?",
    "/forget dentist of alba",
    "forget that alba is my dentist",
    "what do I have on Monday?",
    "what's on the shopping list?",
    "what's on the pharmacy list?",
    "what's on Alba's shopping list?",
    "add soap to Alba's shopping list",
    "who do I share lists with?",
    "stop sharing the shopping list",
    "when am I free on Monday?",
    "am I free on Monday at 10am?",
    "send me the invitation for the meeting with the dentist of alba",
    "it takes 40 minutes to get to the meeting with the dentist of alba",
    "done with 1",
    "done with the dentist of alba",
    "cancel the dentist of alba",
    "snooze the dentist of alba 1 hour",
    "move the dentist of alba to Friday at 10",
    "done",
    "snooze 1 hour",
    "undo",
    "asdf qwer",
    "remind me to sleep on 31 February",
)


class Pair:
    """Alba, whose records are to stay hers, and Bruno, who tries."""

    def __init__(self, alba: Somebody, bruno: Somebody) -> None:
        self.alba = alba
        self.bruno = bruno

    async def state(self) -> list[object]:
        """Return all that is Alba's, as the database has it."""
        person = await self.alba.person()
        assert person is not None
        number = person.id

        return await self.alba.home.app.database.read(
            lambda store: [
                store.people.get(number),
                store.tasks.open(number),
                store.reminders.active(number),
                store.events.all(number),
                store.notes.all(number),
                store.lists.all(number),
                store.occurrences.coming(number, FAR),
                store.occurrences.past(number, 100),
            ]
        )


@pytest.fixture
async def pair(start: Start) -> AsyncIterator[Pair]:
    async with start() as home:
        yield await _furnished(home)


async def _furnished(home: Home) -> Pair:
    alba = await invited(home, "alba", language="en")
    for sentence in RECORDS:
        await alba.ask(sentence.format(name="alba"))
    bruno = await invited(home, "bruno", language="en")
    return Pair(alba, bruno)


async def test_nothing_that_one_asks_shows_or_changes_what_the_other_has(pair: Pair) -> None:
    before = await pair.state()

    for question in QUESTIONS:
        await pair.bruno.say(question)

    assert await pair.state() == before
    assert not [text for text in pair.bruno.heard() if "floss" in text or "Dr" in text]


async def test_numbers_mean_ones_own_records_only(pair: Pair) -> None:
    await pair.alba.ask("/tasks")
    await pair.bruno.ask("task: mow the lawn")
    await pair.bruno.ask("/tasks")
    before = await pair.state()

    assert await pair.bruno.ask("done with 1") == "Done: mow the lawn."

    assert await pair.state() == before


async def test_no_button_takes_the_id_of_somebody_elses_record(pair: Pair) -> None:
    alba = await pair.alba.person()
    assert alba is not None
    database = pair.alba.home.app.database
    pair.alba.home.clock.advance(hours=7)
    await until(lambda: any("Reminder:" in text for text in pair.alba.heard()))
    await pair.alba.settled()
    before = await pair.state()
    messages = list(range(1, 20))
    numbers = list(range(1, 12))
    actions = [
        *(f"done:{number}" for number in numbers),
        *(f"snooze:{number}:{length}" for number in numbers for length in ("10m", "tomorrow")),
        *(f"change:{number}" for number in numbers),
        *(f"undo:{number}" for number in messages),
        *(
            f"pick:{verb}:{noun}:{number}:{message}"
            for verb in ("done", "cancel", "change", "snooze")
            for noun in ("task", "reminder", "event", "item")
            for number in (1, 2)
            for message in (3, 5)
        ),
        *(f"change:event:{number}" for number in numbers),
        *(f"invitation:{number}" for number in numbers),
        *(f"tick:item:{number}" for number in numbers),
        *(f"share:{what}:{number}" for what in ("accept", "decline") for number in numbers),
        *(f"keep:{what}:{number}" for what in ("task", "note") for number in messages[:8]),
        *(f"rate:today:{number}:up" for number in messages[:8]),
        f"rate:morning:{alba.created_at:%Y-%m-%d}:up",
        "verb:users",
        "verb:ban:1",
    ]

    for minute, action in enumerate(actions):
        if minute % 50 == 0:
            pair.alba.home.clock.advance(minutes=1)
        await pair.bruno.say("pressed", press=action)

    assert await pair.state() == before
    heard = pair.bruno.heard()[1:]
    assert not [text for text in heard if "alba" in text.lower() or "floss" in text]
    assert {module.VERB for module in collect(buttons)} >= {"done", "undo", "pick", "snooze"}
    assert await database.read(lambda store: store.people.get(alba.id)) == alba


async def test_one_cannot_undo_what_another_wrote_in_the_same_group(pair: Pair) -> None:
    await pair.alba.say_in_group("task: buy the cake")
    before = await pair.state()

    await pair.bruno.say_in_group("undo")

    assert await pair.state() == before


async def test_a_button_of_another_in_a_group_does_nothing_and_says_nothing(pair: Pair) -> None:
    await pair.alba.say_in_group("task: buy the cake")
    (undo,) = [
        button.action
        for message in pair.alba.channel.sent
        if message.address.chat == GROUP
        for button in message.buttons
    ]
    before, said = await pair.state(), len(pair.alba.heard(GROUP))

    await pair.bruno.say_in_group("pressed", press=undo)

    assert await pair.state() == before
    assert len(pair.alba.heard(GROUP)) == said


async def test_in_a_group_lists_are_answered_in_private_and_captures_in_the_group(
    pair: Pair,
) -> None:
    for question in (
        "/tasks",
        "/week",
        "/lists",
        "/promises",
        "/settings",
        "search dentist",
        "quiet from 10pm to 7am",
        "I'm in Lisbon",
    ):
        before = len(pair.alba.heard())

        await pair.alba.say_in_group(question)

        assert len(pair.alba.heard()) == before + 1, question
        assert pair.alba.heard(GROUP)[-1] == "I answered you in private."

    await pair.alba.say_in_group("task: buy the cake")
    assert pair.alba.heard(GROUP)[-1] == "Noted: *buy the cake*."


async def test_which_one_is_asked_in_private_and_the_answer_counts(pair: Pair) -> None:
    await pair.alba.ask("task: call the plumber of the house")
    await pair.alba.ask("task: call the plumber of the office")

    await pair.alba.say_in_group("move the plumber to Friday")
    assert "plumber" not in " ".join(pair.alba.heard(GROUP))
    label, _ = pair.alba.buttons()[0]

    assert (await pair.alba.press(label)).startswith("Moved call the plumber of the house")


async def test_numbers_in_a_group_never_mean_what_another_was_shown(pair: Pair) -> None:
    await pair.alba.say_in_group("task: buy the cake")
    before = await pair.state()

    for words in ("done with 1", "cancel the first one", "done", "move it to tomorrow"):
        await pair.bruno.say_in_group(words)

    assert await pair.state() == before


async def test_links_are_private_too(pair: Pair) -> None:
    await pair.alba.say_in_group("/link")

    assert pair.alba.heard(GROUP) == ["I answered you in private."]
    assert "/start" in pair.alba.heard()[-1]


async def test_what_cannot_be_read_any_more_is_told_to_its_person_and_to_nobody_else(
    pair: Pair,
) -> None:
    home = pair.alba.home

    def spoil(store: Store) -> None:
        reminder = next(one for one in store.reminders.active(2) if "alba" in one.title)
        broken = replace(reminder.schedule, rule="FREQ=NEVER")
        store.reminders.save(replace(reminder, schedule=broken))

    alba = await pair.alba.person()
    assert alba is not None
    assert alba.id == 2
    await home.app.database.run(spoil)
    home.clock.advance(hours=12)

    await until(lambda: any("set it aside" in text for text in pair.alba.heard()))
    others = [one for one in home.channel.sent if one.address.chat not in {"alba", GROUP}]
    assert not [one for one in others if "alba" in one.text]
