"""Names that change hands: numbers that pass on, phones that move, digits that are left out."""

from pathlib import Path

from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import OWNER, EvolutionHome, evolution_home
from tests.evolution_channel.test_people import names
from tests.fakes import HandClock, until

LID, OTHER_LID = "111222333444555", "999888777666555"
SHORT = "553188887777"
LONG = "5531988887777"


async def test_who_got_the_number_of_somebody_else_is_not_them(house: EvolutionHome) -> None:
    ana = house.server.person(OWNER, "Ana", lid=LID)
    await house.ask("tarefa: comprar pão", person=ana)
    heir = house.server.person(OWNER, "Zé", lid=OTHER_LID)

    await house.only(heir.says("tarefas"))

    said = [one.params["text"] for one in house.server.called("sendText")]
    assert not any("comprar pão" in text for text in said[1:])
    assert await names(house) == [(f"{LID}@lid", f"{LID}@lid")]


async def test_what_was_promised_does_not_go_to_who_has_the_number_now(
    house: EvolutionHome,
) -> None:
    ana = house.server.person(OWNER, "Ana", lid=LID)
    await house.ask("me lembra de tomar o remédio em 5 minutos", person=ana)
    heir = house.server.person(OWNER, "Zé", lid=OTHER_LID)
    await house.only(heir.says("oi"))

    house.clock.advance(minutes=5)
    await until(lambda: len(house.server.called("sendText")) == 3, what="the reminder")

    last = house.server.called("sendText")[-1].params
    assert "remédio" in last["text"]
    assert last["number"] == f"{LID}@lid"


async def test_both_who_had_the_number_and_who_has_it_are_known(house: EvolutionHome) -> None:
    ana = house.server.person(OWNER, "Ana", lid=LID)
    await house.ask("tarefa: comprar pão", person=ana)
    heir = house.server.person(OWNER, "Zé", lid=OTHER_LID)
    await house.only(heir.says("oi"))
    moved = house.server.person("5521977776666", "Ana", lid=LID)

    await house.only(moved.says("tarefas"))
    assert "comprar pão" in house.server.called("sendText")[-1].params["text"]
    assert await names(house) == [("5521977776666", "5521977776666")]
    count = len(house.server.called("sendText"))
    await house.only(heir.says("tarefas"))

    assert len(house.server.called("sendText")) == count


async def test_who_has_a_new_number_is_answered_at_the_new_one(house: EvolutionHome) -> None:
    ana = house.server.person(OWNER, "Ana", lid=LID)
    await house.ask("tarefa: comprar pão", person=ana)
    moved = house.server.person("5521977776666", "Ana", lid=LID)

    await house.only(moved.says("tarefas"))

    last = house.server.called("sendText")[-1].params
    assert "comprar pão" in last["text"]
    assert last["number"] == "5521977776666@s.whatsapp.net"
    assert await names(house) == [("5521977776666", "5521977776666")]


async def test_who_is_written_without_the_ninth_digit_keeps_the_private_name(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    async with evolution_home(tmp_path, server, clock, sparkone_owner=f"evolution:{LONG}") as house:
        both = server.person(SHORT, "Ana", lid=LID)
        await house.ask("tarefa: comprar pão", person=both)
        await house.ask("tarefa: comprar leite", person=both)
        alone = server.person(None, "Ana", lid=LID)

        await house.only(alone.says("tarefas"))

        assert "comprar leite" in server.called("sendText")[-1].params["text"]


async def test_an_owner_who_moved_loses_the_rights_once_the_settings_name_somebody_else(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    moved = server.person("5521977776666", "Ana", lid=LID)
    async with evolution_home(tmp_path, server, clock) as house:
        await house.ask("tarefa: comprar pão", person=server.person(OWNER, "Ana", lid=LID))
        await house.only(moved.says("oi"))
        assert await names(house) == [("5521977776666", "5521977776666")]

    other = "evolution:5531966665555"
    async with evolution_home(tmp_path, server, clock, sparkone_owner=other) as house:
        assert await names(house) == [("5531966665555", "5531966665555")]
