"""Who is who on WhatsApp: phones, private names, groups, and what nobody wrote to us."""

from pathlib import Path

import pytest

from tests.evolution import bodies
from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import OWNER, EvolutionHome, evolution_home
from tests.fakes import HandClock, until

LID = "111222333444555"


async def names(house: EvolutionHome) -> list[tuple[str, str | None]]:
    owner = await house.app.database.read(lambda store: store.people.owner())
    assert owner is not None
    known = await house.app.database.read(lambda store: store.people.identities(owner.id))
    return [(one.external, one.chat) for one in known if one.channel == "evolution"]


async def test_an_owner_behind_a_lid_is_known_by_the_phone_beside_it(house: EvolutionHome) -> None:
    hidden = house.server.person(OWNER, "Ana", lid=LID)

    told = await house.ask("tarefa: comprar pão", person=hidden)

    assert told.startswith("Anotado")
    assert await names(house) == [(OWNER, OWNER)]


async def test_the_phone_may_come_as_an_older_version_wrote_it(house: EvolutionHome) -> None:
    hidden = house.server.person(OWNER, "Ana", lid=LID, form="senderPn")

    assert (await house.ask("tarefa: comprar pão", person=hidden)).startswith("Anotado")


async def test_who_came_with_phone_and_lid_once_is_known_by_the_lid_alone(
    house: EvolutionHome,
) -> None:
    both = house.server.person(OWNER, "Ana", lid=LID)
    await house.ask("tarefa: comprar pão", person=both)
    plain = house.server.person(OWNER, "Ana")
    await house.ask("tarefa: comprar leite", person=plain)
    alone = house.server.person(None, "Ana", lid=LID)

    before = len(house.server.called("sendText"))
    await alone.says("tarefas")
    await until(lambda: len(house.server.called("sendText")) > before, what="an answer")

    text = house.server.called("sendText")[-1].params
    assert "comprar leite" in text["text"]
    assert text["number"] == f"{OWNER}@s.whatsapp.net"
    assert await names(house) == [(OWNER, OWNER)]


async def test_somebody_known_by_a_lid_is_the_same_once_the_phone_is_known(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    async with evolution_home(
        tmp_path, server, clock, sparkone_owner=f"evolution:{LID}@lid"
    ) as house:
        alone = server.person(None, "Ana", lid=LID)
        await house.ask("task: buy bread", person=alone)
        assert await names(house) == [(f"{LID}@lid", f"{LID}@lid")]

        both = server.person(OWNER, "Ana", lid=LID)
        await house.only(both.says("tasks"))

        assert "buy bread" in server.called("sendText")[-1].params["text"]
        assert await names(house) == [(OWNER, OWNER)]


async def test_a_brazilian_number_without_its_ninth_digit_is_the_same_person(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    async with evolution_home(
        tmp_path, server, clock, sparkone_owner="evolution:5531988887777"
    ) as house:
        short = server.person("553188887777", "Ana")

        told = await house.ask("tarefa: comprar pão", person=short)

        assert told.startswith("Anotado")
        assert server.called("sendText")[-1].params["number"] == "553188887777@s.whatsapp.net"


@pytest.mark.parametrize(
    ("phone", "lid", "line"),
    [
        ("5521977776666", None, "Não conheço você"),
        ("351910000000", None, "Não conheço você"),
        ("14155550123", None, "I do not know you"),
        (None, "999888777666555", "I do not know you"),
    ],
    ids=["brazil", "portugal", "elsewhere", "no phone"],
)
async def test_a_stranger_gets_one_line(
    house: EvolutionHome, phone: str | None, lid: str | None, line: str
) -> None:
    stranger = house.server.person(phone, "Zé", lid=lid)

    first = await house.gets(stranger.says("oi"), stranger.chat)
    await house.only(stranger.says("oi?"))

    assert len(stranger.chat.sent) == 1
    assert first.text


# Groups.


@pytest.fixture
async def spark(house: EvolutionHome) -> EvolutionHome:
    await house.ask("tarefa: comprar pão")
    return house


async def test_a_group_is_answered_where_it_speaks_to_us(spark: EvolutionHome) -> None:
    group = spark.server.group()

    told = await spark.ask("@5511900000000 tarefa: comprar leite", chat=group, mention=True)

    assert told.startswith("Anotado: *comprar leite*.")
    assert group.last.quoted


async def test_a_group_is_not_heard_otherwise(spark: EvolutionHome) -> None:
    group = spark.server.group()

    await spark.only(spark.owner.says("tarefa: comprar leite", chat=group))
    await spark.only(spark.owner.sends_image(b"jpeg", "tarefa: ver", chat=group))

    assert group.sent == []


async def test_an_answer_to_a_message_of_ours_in_a_group_is_for_us(spark: EvolutionHome) -> None:
    group = spark.server.group()
    await spark.ask("@5511900000000 tarefa: comprar leite", chat=group, mention=True)
    noted = group.last

    told = await spark.gets(spark.owner.replies(noted, "1"), group)

    assert told.text == "Desfeito: *comprar leite*."


async def test_our_own_lid_is_learnt_from_an_answer_to_us(spark: EvolutionHome) -> None:
    group = spark.server.group()
    await spark.ask("@5511900000000 tarefa: comprar leite", chat=group, mention=True)
    hidden = spark.server.person(OWNER, "Ana", lid=LID)
    noted = group.last
    noted.data["key"]["participant"] = spark.server.instance.own_lid
    await spark.gets(hidden.replies(noted, "1"), group)
    number = spark.server.instance.own_lid.partition("@")[0]

    told = await spark.ask(
        f"@{number} tarefa: comprar ovos", person=hidden, chat=group, mention=True
    )

    assert told.startswith("Anotado: *comprar ovos*.")


async def test_a_message_that_was_deleted_is_answered_without_a_quote(
    spark: EvolutionHome,
) -> None:
    group = spark.server.group()
    spark.server.troubles.refuse(
        400,
        "TypeError: Cannot read properties of undefined (reading 'undefined')",
        call="sendText",
    )

    told = await spark.ask("@5511900000000 tarefa: comprar leite", chat=group, mention=True)

    assert told.startswith("Anotado")
    assert group.last.quoted is None


async def test_lists_are_told_in_private(spark: EvolutionHome) -> None:
    group = spark.server.group()

    asked = await spark.owner.says("@5511900000000 tarefas", chat=group, mention=True)
    await until(lambda: spark.owner.chat.sent, what="the list")
    await until(lambda: asked.reactions, what="a sign in the group")

    assert "comprar pão" in spark.owner.chat.last.text
    assert asked.reactions == ["📩"]
    assert group.texts == []


async def test_strangers_in_a_group_are_ignored(spark: EvolutionHome) -> None:
    group = spark.server.group()
    stranger = spark.server.person("5521977776666", "Zé")

    await spark.only(stranger.says("@5511900000000 oi", chat=group, mention=True))

    assert group.sent == []
    assert stranger.chat.sent == []


async def test_an_edit_in_a_group_is_nobodys(spark: EvolutionHome) -> None:
    group = spark.server.group()
    said = await spark.owner.says("@5511900000000 tarefa: comprar leite", chat=group, mention=True)
    await until(lambda: group.sent, what="an answer")
    await spark.settled()

    await spark.only(spark.owner.edits(said, "@5511900000000 tarefa: pagar tudo"))

    assert len(group.sent) == 1
    assert spark.count("updates_quarantined_total", channel="evolution") == 1


async def test_statuses_newsletters_and_our_own_phone_are_not_heard(spark: EvolutionHome) -> None:
    before = spark.count("messages_received_total", channel="evolution")

    await spark.only(spark.owner.posts_status("tarefa: status"))
    await spark.only(spark.server.newsletter_says("tarefa: jornal"))
    await spark.only(spark.server.owner_says("tarefa: minha", spark.owner))

    assert spark.count("messages_received_total", channel="evolution") == before
    assert len(spark.owner.chat.sent) == 1


async def test_nobody_says_in_a_quote_which_number_is_ours(spark: EvolutionHome) -> None:
    group = spark.server.group()
    await spark.ask("@5511900000000 tarefa: comprar leite", chat=group, mention=True)
    stranger = spark.server.person("5531966665555", "Zé")
    content = bodies.text("oi")
    content.context = {**bodies.quote(group.last), "participant": "5500000000000@s.whatsapp.net"}

    await spark.only(stranger.sends(content, chat=group, quoted=group.last))

    assert spark.channel.username == "5511900000000"
    assert "5500000000000" not in (await spark.channel.page("pt")).text
    assert "5500000000000" not in await spark.ask("/link")
