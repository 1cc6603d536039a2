import shutil

import pytest

from bot.folders import Folders
from bot.settings import Settings
from domain.messages import Attachment, Kind
from storage.backup import backup
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home, Start
from tests.journeys.forgetting import ANA, SECRETS, SURE, forget_them, holding, invite, left, live


async def test_what_is_searched_for_is_there_before(home: Home, settings: Settings) -> None:
    await invite(home)
    await live(home)

    assert sorted(left(settings)) == sorted(SECRETS)


async def test_whoever_is_forgotten_leaves_nothing_in_any_file(
    start: Start, settings: Settings
) -> None:
    async with start() as home:
        await invite(home)
        await live(home)
        backup(settings.database_path, settings.database_path.parent / "backups" / "old.db")
        shutil.copyfile(
            settings.database_path.parent / "backups" / "old.db",
            settings.database_path.with_name("spark.db.before-0002-20261101"),
        )
        await home.channel.ask("/export", **ANA)
        await until(lambda: any(message.file for message in home.channel.sent))

        told = await forget_them(home, **ANA)

        assert told.startswith("Apaguei tudo: ")
        assert "em 2 cópias de segurança" in told
        assert "nada restou" in told
        assert left(settings) == {}
        folders = Folders(settings.database_path)
        assert list(folders.files.iterdir()) == list(folders.exports.iterdir()) == []
        home.clock.advance(minutes=6)
        await home.app.worker.drain()

    assert left(settings) == {}
    assert holding(settings.database_path.parent, "ana-777") == []


async def test_the_receipt_counts_and_names_the_moment(home: Home) -> None:
    await invite(home)
    await live(home)

    told = await forget_them(home, **ANA)

    assert "hoje, 12:00, recibo " in told
    assert "registros aqui. Procurei" in told  # there are no backups to name
    assert int(told.split("Apaguei tudo: ")[1].split()[0]) > 40
    assert int(told.split("Procurei nos arquivos")[0].split("Procurei ")[1].split()[0]) > 30


async def test_whoever_is_forgotten_is_a_stranger_again(home: Home) -> None:
    number = await invite(home)
    await live(home)
    await forget_them(home, **ANA)

    answer = await home.channel.ask("oi", **ANA)

    assert "só converso com quem" in answer or "only talk to people" in answer
    with pytest.raises(KeyError):
        await home.app.database.read(lambda store: store.people.get(number))
    home.clock.advance(days=2)
    await home.channel.ask("/tasks")
    assert "Lembrete: regar as orquídeas roxas" not in home.channel.texts()


async def test_others_keep_what_is_theirs_even_the_same_words(
    home: Home, settings: Settings
) -> None:
    await home.channel.ask("tarefa: podar a jabuticabeira")
    await home.channel.ask("anota: falar com a Ana Beatriz Quaresma")
    home.channel.files["id-2"] = b"CONTEUDO-DO-ARQUIVO, mas do dono"
    attachment = Attachment(kind="document", file="id-2", name="do dono.pdf")
    await home.channel.ask("", kind=Kind.FILE, attachment=attachment)
    await invite(home)
    await live(home)

    told = await forget_them(home, **ANA)

    assert "nada restou" in told
    assert "1. podar a jabuticabeira" in await home.channel.ask("/tasks")
    assert "do dono.pdf" in await home.channel.ask("/files")
    assert len(list(settings.database_path.with_name("files").iterdir())) == 1
    assert "Ana Beatriz Quaresma" in await home.channel.ask("procura Ana Beatriz")


async def test_the_last_message_goes_too(home: Home) -> None:
    await invite(home)
    await live(home)
    await forget_them(home, **ANA)
    await home.app.worker.drain()

    def rows(store: Store) -> list[object]:
        execute = store.sql.driver.execute
        return [
            execute("SELECT count(*) FROM outbox WHERE chat = 'ana-777'").fetchall()[0][0],
            execute("SELECT count(*) FROM inbox WHERE sender = 'ana-777'").fetchall()[0][0],
            execute("SELECT count(*) FROM jobs WHERE lock LIKE '%ana-777%'").fetchall()[0][0],
            execute("SELECT count(*) FROM identities WHERE external = 'ana-777'").fetchall()[0][0],
            execute("SELECT count(*) FROM shown WHERE chat LIKE '%ana-777%'").fetchall()[0][0],
        ]

    assert await home.app.database.read(rows) == [0, 0, 0, 0, 0]


async def test_nothing_is_erased_without_the_press(home: Home, settings: Settings) -> None:
    await invite(home)
    await live(home)

    await home.channel.ask("/esquecer_tudo", **ANA)
    await home.app.worker.drain()

    assert sorted(left(settings)) == sorted(SECRETS)


async def test_the_press_is_valid_for_ten_minutes(home: Home, settings: Settings) -> None:
    await invite(home)
    await live(home)
    await home.channel.ask("/forgetme", **ANA)
    home.clock.advance(minutes=11)

    assert "nada foi apagado" in await home.channel.press(SURE, **ANA)

    assert sorted(left(settings)) == sorted(SECRETS)


async def test_a_press_is_valid_once(home: Home) -> None:
    await invite(home)
    await live(home)
    await forget_them(home, **ANA)
    await invite(home)
    await home.channel.ask("tarefa: começar de novo", **ANA)

    assert "não vale mais" in await home.channel.press(SURE, **ANA)


async def test_nobody_confirms_for_another(home: Home, settings: Settings) -> None:
    await invite(home)
    await live(home)
    await home.channel.ask("/forgetme", **ANA)
    action = home.channel.sent[-1].buttons[-1].action

    answer = await home.channel.ask("x", press=action)

    assert answer.startswith(("Esse botão não vale mais", "That button is no longer valid"))
    await home.channel.ask("oi, tudo bem?", **ANA)
    forged = action.split(":")[0] + ":1"
    assert "não vale mais" in await home.channel.ask("x", press=forged, **ANA)
    assert sorted(left(settings)) == sorted(SECRETS)


async def test_an_owner_who_is_forgotten_stays_the_owner_of_nothing(
    start: Start, settings: Settings
) -> None:
    history = settings.database_path.with_name("history")
    async with start() as home:
        await home.channel.ask("/language pt")
        await home.channel.ask("tarefa: podar a jabuticabeira")
        await home.channel.ask("/silencio 22:00-07:00")
        history.write_text("+tarefa: podar a jabuticabeira\n")

        told = await forget_them(home)

        assert told.endswith("Você continua sendo o dono, sem nada guardado.")
        assert left(settings) == {}
        assert not history.exists()
        owner = await home.app.database.read(lambda store: store.people.owner())
        assert owner is not None
        assert (owner.name, owner.language, owner.quiet) == (None, None, None)
        assert "no open tasks" in (await home.channel.ask("/tasks")).lower()

    async with start() as home:
        assert (await home.channel.ask("tarefa: outra vida")).startswith("Anotado: outra vida.")
