from bot.settings import Settings
from storage.backup import backup
from storage.store import Store
from tests.fakes import until
from tests.journeys.conftest import Home
from tests.journeys.forgetting import holding
from tests.journeys.saying import labels, say_all
from tests.journeys.somebody import invited

FOR_GOOD = "Esquecer de vez"


async def test_what_somebody_says_of_themselves_is_remembered_and_taken_back(home: Home) -> None:
    answer = await say_all(home, "/language pt", "sou alérgico a camarão")

    assert answer == "Vou lembrar: sou alérgico a camarão"
    assert "sou alérgico a camarão" in await home.channel.ask("o que você sabe sobre mim?")
    await home.channel.ask("/undo")
    assert "Ainda não sei nada de você" in await home.channel.ask("/memoria")


async def test_a_later_fact_takes_the_place_of_the_former_one_until_undone(home: Home) -> None:
    await say_all(home, "/language pt", "trabalho na Acme", "trabalho na Gerdau")

    listed = await home.channel.ask("/memory")

    assert "Gerdau" in listed
    assert "Acme" not in listed
    await home.channel.ask("/undo")
    listed = await home.channel.ask("/memory")
    assert "Acme" in listed
    assert "Gerdau" not in listed


async def test_a_question_or_a_denial_is_no_fact(home: Home) -> None:
    await home.channel.ask("/language en")

    for text in ("am I allergic to shrimp?", "I'm not allergic to shrimp", "if I am vegetarian"):
        assert not (await home.channel.ask(text)).startswith("I will remember")
    assert "I know nothing about you yet" in await home.channel.ask("what do you know about me?")


async def test_a_secret_is_kept_only_where_it_is_asked_for(home: Home) -> None:
    await home.channel.ask("/language pt")

    assert "lembrar" not in await home.channel.ask("a senha do wifi é maresia")
    kept = await home.channel.ask("/lembre a senha do wifi é maresia")

    assert kept == "Vou lembrar: a senha do wifi é maresia"


async def test_memory_searches_what_was_said_and_noted(home: Home) -> None:
    await say_all(
        home, "/language pt", "anota: o passaporte está na gaveta", "/lembre o carro é azul"
    )

    found = await home.channel.ask("/memoria passaportes")

    assert "o passaporte está na gaveta" in found
    assert "azul" not in found
    assert "Não encontrei nada" in await home.channel.ask("/memoria girafa")


async def test_what_is_to_be_forgotten_is_shown_before_and_kept_without_the_press(
    home: Home,
) -> None:
    await say_all(home, "/language pt", "trabalho na Olindense", "tarefa: visitar a Olindense")

    asked = await home.channel.ask("/esquece Olindense")

    assert "Não há como desfazer" in asked
    assert "trabalho na Olindense" in asked
    assert "Fica, porque ainda é promessa: visitar a Olindense" in asked
    assert labels(home) == [FOR_GOOD]
    assert "trabalho na Olindense" in await home.channel.ask("/memory")


async def test_what_is_forgotten_is_in_no_file_any_more(home: Home, settings: Settings) -> None:
    folder = settings.database_path.parent
    await say_all(
        home,
        "/language pt",
        "trabalho na Olindense",
        "anota: a Olindense paga no dia 5",
        "trabalho na Gerdau",
        "tarefa: ligar para a Olindense",
        "cancela ligar para a Olindense",
        "/memory Olindense",
    )
    home.clock.advance(minutes=1)
    await until(lambda: home.app.worker.depth == 0)
    backup(settings.database_path, folder / "backups" / "old.db")
    assert holding(folder, "Olindense")

    await home.channel.ask("esquece que eu trabalho na Olindense")
    await home.channel.ask("/esquece Olindense")
    told = await home.channel.press(FOR_GOOD)

    assert told.startswith("Esqueci: ")
    assert "em 1 cópias de segurança" in told
    assert "não restou nada" in told
    assert holding(folder, "Olindense") == []
    assert holding(folder, "olindense") == []
    assert "Não encontrei nada" in await home.channel.ask("/memory olindens")
    assert "Gerdau" in await home.channel.ask("/memory")


async def test_a_forgetting_that_was_interrupted_says_so_after_the_start(home: Home) -> None:
    await home.channel.ask("/language pt")

    def left(store: Store) -> None:
        job = {"person": 1, "asked": 999, "pressed": 1}
        store.queue.defer("unlearn", job, now=home.clock.now(), lock="slow:unlearn")

    await home.app.database.run(left)
    await until(lambda: "fui interrompido" in home.channel.texts()[-1], what="the last word")


async def test_forgetting_leaves_the_memories_of_others(home: Home) -> None:
    ana = await invited(home, "ana", language="pt")
    await ana.ask("/language pt")
    await ana.ask("trabalho na Olindense")
    await say_all(home, "/language pt", "trabalho na Olindense", "/esquece Olindense")
    action = home.channel.sent[-1].buttons[-1].action

    assert "não vale mais" in await ana.ask("x", press=action)
    await home.channel.press(FOR_GOOD)

    assert "trabalho na Olindense" in await ana.ask("/memory")
    assert "Ainda não sei nada" in await home.channel.ask("/memory")


async def test_what_was_forwarded_is_marked_as_somebody_elses(home: Home) -> None:
    await home.channel.ask("/language pt")

    def keep(store: Store) -> None:
        from domain.origin import Origin

        store.notes.add(
            person=1, text="o cofre é azul", origin=Origin.THIRD_PARTY, now=home.clock.now()
        )

    await home.app.database.run(keep)

    assert "(nota, hoje, 12:00, de outra pessoa)" in await home.channel.ask("/memory cofre")


async def test_a_fact_that_is_said_first_is_answered_in_its_language(home: Home) -> None:
    assert await home.channel.ask("sou alérgico a camarão") == "Vou lembrar: sou alérgico a camarão"
    assert (await home.channel.ask("/memory")).startswith("O que sei")
