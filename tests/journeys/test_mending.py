"""What an owner mends in the chat: jobs set aside, messages in doubt, backups, troubles."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.vigil import Vigil
from domain.deliveries import DeliveryState
from domain.messages import Address, OutboundMessage, Purpose
from domain.sending import OutcomeUnknown
from scheduler.backups import defer_backup
from scheduler.telling import tell_owner
from scheduler.troubles import channel_trouble, channel_well
from storage.archive import unpack
from storage.backup import copy_database
from storage.outgoing import notify
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home


async def _speak_portuguese(home: Home) -> None:
    await home.channel.ask("/language pt")


class Stumbling:
    """A dispatcher that fails until it is mended."""

    def __init__(self, whole: Any) -> None:
        self._whole = whole
        self.is_broken = True

    def route(self, *arguments: Any) -> Any:
        if self.is_broken:
            raise KeyError("a secret text")
        return self._whole.route(*arguments)


async def _dead_letter(home: Home) -> Stumbling:
    answer = home.app.worker.attempts.tasks["answer"]
    stumbling = Stumbling(answer._dispatcher)  # type: ignore[attr-defined]
    answer._dispatcher = stumbling  # type: ignore[attr-defined]
    await home.channel.say("tarefa: comprar pão", key="poison")
    await until(lambda: _pass(home) and not home.app.worker.depth)
    stumbling.is_broken = False
    return stumbling


def _pass(home: Home) -> bool:
    home.clock.advance(seconds=1)
    return True


async def test_a_dead_letter_is_told_of_seen_and_tried_again_by_a_button(home: Home) -> None:
    await _speak_portuguese(home)
    await _dead_letter(home)
    assert any("/jobs mostra" in text for text in home.channel.texts())

    seen = await home.channel.ask("/jobs")
    said = await home.channel.press("Tentar de novo")
    await home.app.worker.drain()

    assert "De lado, após três falhas:" in seen
    assert "answer, KeyError" in seen
    assert said == "Tentando de novo."
    answers = [one.text for one in home.channel.sent if one.reply_to == "poison"]
    assert "Não consegui tratar" in answers[0]
    assert answers[1].startswith("Anotado: *comprar pão*")
    assert await home.channel.ask("/jobs") == "Nada espera na fila."


async def test_a_dead_letter_can_be_discarded_for_good(home: Home) -> None:
    await _dead_letter(home)
    await home.channel.ask("/jobs")

    assert await home.channel.press("Discard") == "Discarded."
    assert "Nothing of that number" in await home.channel.press("Try again")
    assert await home.channel.ask("/jobs") == "Nothing waits."


async def test_all_dead_letters_can_be_tried_at_once(home: Home) -> None:
    await _dead_letter(home)

    assert await home.channel.ask("/retry all") == "Trying again: 1."
    await home.app.worker.drain()

    assert "comprar pão" in home.channel.texts()[-1]


async def test_errors_are_counted_by_kind_and_never_hold_a_text(home: Home) -> None:
    await _dead_letter(home)
    home.channel.troubles = [(OutcomeUnknown(), True)]
    await home.channel.say("tarefas")
    await until(lambda: _pass(home) and not home.app.worker.depth)

    answer = await home.channel.ask("/errors")

    assert "3× answer: KeyError (medium, last" in answer
    assert "1× deliver: OutcomeUnknown (low, last" in answer
    assert "secret" not in answer


async def test_a_message_that_may_not_have_arrived_is_told_of_and_sent_again(home: Home) -> None:
    await home.channel.ask("/language en")
    home.channel.troubles = [(OutcomeUnknown(), False)]
    await _notify(home, "a notice")
    await until(lambda: not home.channel.troubles)
    home.clock.advance(minutes=11)
    await until(lambda: "do not know whether it arrived" in home.channel.texts()[-1])

    seen = await home.channel.ask("/jobs")
    await home.channel.press("Try again")
    await home.app.worker.drain()

    assert "May not have arrived:" in seen
    assert "notice for no name (test)" in seen
    assert "Possibly a repeat: a notice" in home.channel.texts()
    assert await home.channel.ask("/jobs") == "Nothing waits."


async def test_a_doubtful_message_can_be_discarded_and_is_told_of_once(home: Home) -> None:
    home.channel.troubles = [(OutcomeUnknown(), False)]
    await _notify(home, "a notice")
    await until(lambda: not home.channel.troubles)
    for _ in range(3):
        home.clock.advance(minutes=11)
        await home.channel.ask("tasks")

    await home.channel.ask("/jobs")
    assert await home.channel.press("Discard") == "Discarded."

    assert sum("do not know whether" in text for text in home.channel.texts()) == 1
    counts = await home.app.database.read(lambda store: store.outbox.counts())
    assert counts[DeliveryState.FAILED] == 1


async def _notify(home: Home, text: str) -> None:
    message = OutboundMessage(
        key="notice",
        address=Address(channel="test", chat="owner"),
        text=text,
        purpose=Purpose.NOTICE,
    )
    now = home.clock.now()

    def write(store: Store) -> None:
        owner = store.people.owner()
        assert owner is not None
        notify(store, message, language="en", now=now, person=owner.id, run_at=now)

    await home.app.database.run(write)


async def test_a_backup_is_made_checked_and_told_with_its_size(home: Home) -> None:
    await home.channel.ask("tarefa: comprar pão")

    answer = await home.channel.ask("/backup")

    (made,) = (home.app.settings.database_path.parent / "backups").iterdir()
    assert answer.startswith(f"Backup feito e conferido: {made.name}, ")
    assert unpack(made, None).census.tables["tasks"].rows == 1
    assert "Último backup: há 0 s" in await home.channel.ask("/status")


async def test_commands_are_answered_while_a_backup_runs(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()

    def slow(source: Path, target: Path) -> None:
        may_end.wait(10)
        copy_database(source, target)

    monkeypatch.setattr("storage.sqlite_source.copy_database", slow)
    await home.channel.say("/backup", key="slow")

    assert "SparkOne" in await home.channel.ask("/status")
    assert await home.channel.ask("today")

    may_end.set()
    await until(lambda: "Backup made" in home.channel.texts()[-1])


async def test_a_backup_that_fails_says_why(home: Home, settings: Settings) -> None:
    (settings.database_path.parent / "backups").write_text("in the way")

    assert "The backup failed: " in await home.channel.ask("/backup")
    assert "1× backup: BadBackup (high" in await home.channel.ask("/errors")


async def _daily(home: Home) -> None:
    now = home.clock.now()
    await home.app.database.run(lambda store: defer_backup(store, now))
    await home.app.worker.drain()


async def test_the_daily_backup_is_made_once_a_day_and_tried_once_a_week(home: Home) -> None:
    folder = home.app.settings.database_path.parent / "backups"
    for _ in range(3):
        await _daily(home)
        await _daily(home)
        home.clock.advance(days=1, hours=3)

    names = sorted(path.name for path in folder.iterdir())
    days = ("21", "22", "23")  # the last one is a Monday
    assert names == [f"spark-daily-202611{day}.tar.gz" for day in days]
    assert await home.app.database.read(_drills) == ["passed", "passed"]


def _drills(store: Store) -> list[str | None]:
    return [one.details for one in store.audit.last(20) if one.act == "drill"]


async def test_a_daily_backup_that_fails_is_told_to_the_owner_once_a_day(
    home: Home, settings: Settings
) -> None:
    (settings.database_path.parent / "backups").write_text("in the way")

    await _daily(home)
    await _daily(home)
    await until(lambda: home.channel.sent)
    await home.app.worker.drain()

    assert len(home.channel.sent) == 1
    assert home.channel.texts()[0].startswith("Today's backup failed: ")


async def test_a_disk_that_is_nearly_full_is_told_once_a_day(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.vigil.free_space", lambda _path: 90 * 2**20)
    vigil = Vigil(home.app.database, home.app.settings.database_path, home.clock)

    for _ in range(3):
        await vigil.look()
    await until(lambda: home.channel.sent)
    await home.app.worker.drain()

    assert len(home.channel.sent) == 1
    assert "nearly full: 90 MB are left" in home.channel.texts()[0]


async def test_a_channel_that_stops_and_comes_back_is_told_once_each_and_shown(
    home: Home,
) -> None:
    now = home.clock.now()

    def stop(store: Store) -> None:
        for minutes in range(3):
            at = now + timedelta(minutes=minutes)
            channel_trouble(store, "telegram", "another process polls", at)

    await home.app.database.run(stop)
    await until(lambda: home.channel.sent)
    assert "The channel Telegram has stopped: another process polls" in home.channel.texts()[0]

    await home.app.database.run(lambda store: channel_well(store, "telegram", now))
    await home.app.database.run(lambda store: channel_well(store, "telegram", now))
    await home.app.worker.drain()
    assert home.channel.texts()[1:] == ["The channel Telegram is back."]
    assert "1× channel:telegram: another process polls (high" in await home.channel.ask("/errors")


async def test_a_verb_that_fails_three_times_is_apologised_for(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise KeyError("boom")

    monkeypatch.setattr("bot.verbs.status.run", broken)
    await home.channel.say("/status", key="fails")
    await until(lambda: _pass(home) and not home.app.worker.depth)

    answers = [one.text for one in home.channel.sent if one.reply_to == "fails"]
    assert len(answers) == 1
    assert "could not handle that message" in answers[0]


async def test_a_notice_of_a_dead_letter_says_how_to_see_it(home: Home) -> None:
    now = home.clock.now()

    await home.app.database.run(
        lambda store: tell_owner(store, "dead_letter", key="dead:1", now=now, task="answer")
    )
    await until(lambda: home.channel.sent)

    assert "/jobs shows it" in home.channel.texts()[0]
