"""The other integrations of Evolution API: WHATSAPP-BUSINESS (Meta behind it) and EVOLUTION."""

from pathlib import Path

from domain.messages import Address
from tests.evolution.instance import BUSINESS, EVOLUTION
from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import OWNER, evolution_home
from tests.fakes import HandClock, until


async def test_business_shows_buttons_and_a_title_chooses(tmp_path: Path, clock: HandClock) -> None:
    async with (
        EvolutionServer(clock.now, integration=BUSINESS) as server,
        evolution_home(tmp_path, server, clock) as house,
    ):
        await house.ask("tarefa: comprar pão")
        noted = house.owner.chat.last
        assert noted.call == "sendButtons"
        assert noted.titles == ["Desfazer"]

        told = await house.gets(house.owner.taps(noted, "Desfazer"))

        assert told.text == "Desfeito: *comprar pão*."


async def test_business_shows_a_list_where_there_is_more(tmp_path: Path, clock: HandClock) -> None:
    async with (
        EvolutionServer(clock.now, integration=BUSINESS) as server,
        evolution_home(tmp_path, server, clock) as house,
    ):
        await house.ask("me lembra de beber água daqui a 5 minutos")
        house.clock.advance(minutes=5)
        await until(lambda: len(house.owner.chat.sent) == 2, what="the reminder")
        reminder = house.owner.chat.last
        assert reminder.call == "sendList"
        assert reminder.titles[0] == "Feito"

        told = await house.gets(house.owner.taps(reminder, "Feito"))

        assert told.text.startswith("Feito: *beber água*.")


async def test_business_keeps_the_files_that_come_along(tmp_path: Path, clock: HandClock) -> None:
    async with (
        EvolutionServer(clock.now, integration=BUSINESS) as server,
        evolution_home(tmp_path, server, clock) as house,
    ):
        await house.ask("tarefa: comprar pão")

        told = await house.gets(house.owner.sends_voice(b"OggS and sound"))

        assert "guardo o arquivo" in told.text
        (file,) = (tmp_path / "files").iterdir()
        assert file.read_bytes() == b"OggS and sound"
        assert server.called("getBase64FromMediaMessage") == []


async def test_business_tells_a_forward_by_an_empty_context(
    tmp_path: Path, clock: HandClock
) -> None:
    async with (
        EvolutionServer(clock.now, integration=BUSINESS) as server,
        evolution_home(tmp_path, server, clock) as house,
    ):
        await house.ask("tarefa: comprar pão")

        told = await house.gets(house.owner.forwards("tarefa: pagar tudo"))

        assert told.text.startswith("Encaminhado")


async def test_business_mixes_people_up_and_they_are_told_apart(
    tmp_path: Path, clock: HandClock
) -> None:
    async with (
        EvolutionServer(clock.now, integration=BUSINESS) as server,
        evolution_home(tmp_path, server, clock) as house,
    ):
        await house.ask("tarefa: comprar pão")
        stranger = server.person("5521977776666", "Zé")

        await house.gets(stranger.says("tarefa: pagar o Zé", under=house.owner), stranger.chat)
        tasks = await house.gets(house.owner.says("tarefas", under=stranger))

        assert "comprar pão" in tasks.text
        assert "Zé" not in tasks.text
        assert len(stranger.chat.sent) == 1


async def test_business_without_a_number_in_the_id_is_nobody(
    tmp_path: Path, clock: HandClock
) -> None:
    async with (
        EvolutionServer(clock.now, integration=BUSINESS) as server,
        evolution_home(tmp_path, server, clock) as house,
    ):
        said = await house.owner.says("tarefa: comprar pão")
        await until(lambda: house.owner.chat.sent, what="an answer")
        said.data["key"]["id"] = "wamid.AAAAAAAAAAAAAAAAAAAA"

        server.again(said)
        await house.settled()

        assert len(house.owner.chat.sent) == 1
        assert house.count("updates_quarantined_total", channel="evolution") == 1


async def test_what_meta_refuses_is_not_taken_for_sent(tmp_path: Path, clock: HandClock) -> None:
    async with (
        EvolutionServer(clock.now, integration=BUSINESS) as server,
        evolution_home(tmp_path, server, clock) as house,
    ):
        server.troubles.meta(131047)
        await house.owner.says("oi")
        await until(lambda: house.outcome("withheld"), what="a refusal")

        assert house.owner.chat.sent == []
        await house.only(house.owner.says("tarefa: comprar pão"))
        assert any(text.startswith("Anotado") for text in house.owner.chat.texts)
        assert len(house.owner.chat.sent) == 3


async def test_business_gets_no_reading_mark_and_no_typing_sign(
    tmp_path: Path, clock: HandClock
) -> None:
    async with (
        EvolutionServer(clock.now, integration=BUSINESS) as server,
        evolution_home(tmp_path, server, clock) as house,
    ):
        await house.ask("tarefa: comprar pão")
        await house.channel.typing(Address(channel="evolution", chat=OWNER))

        assert server.called("markMessageAsRead") == []
        assert server.called("sendPresence") == []


async def test_the_evolution_integration_is_answered_with_numbers(
    tmp_path: Path, clock: HandClock
) -> None:
    async with (
        EvolutionServer(clock.now, integration=EVOLUTION) as server,
        evolution_home(tmp_path, server, clock) as house,
    ):
        assert "*1* Desfazer" in await house.ask("tarefa: comprar pão")
