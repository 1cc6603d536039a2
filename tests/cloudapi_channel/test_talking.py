"""Talking over the Cloud API: words in, words and options out."""

import pytest

from domain.messages import Button
from tests.cloudapi_channel.home import CloudHome
from tests.fakes import until


@pytest.mark.parametrize(
    ("said", "title", "undo", "undone"),
    [
        ("me lembra de ligar pra Maria amanhã às 10h", "ligar pra Maria", "Desfazer", "Desf"),
        ("remind me to call Mary tomorrow at 10am", "call Mary", "Undo", "Undone"),
    ],
)
async def test_what_is_said_is_kept_and_taken_back_by_a_button(
    home: CloudHome, said: str, title: str, undo: str, undone: str
) -> None:
    answer = await home.ask(said)

    assert f"*{title}*" in answer.text
    assert undo in answer.labels
    assert answer.tracker == "reply:1"
    assert (await home.tap(answer, undo)).text.startswith(undone)


async def test_more_than_three_options_are_a_list(home: CloudHome) -> None:
    for thing in ("pão", "leite", "ovos", "café"):
        await home.ask(f"tarefa: comprar {thing}")

    listed = await home.ask("minhas tarefas")

    assert [title for _, title in listed.rows] == [
        "✓1 comprar pão",
        "✓2 comprar leite",
        "✓3 comprar ovos",
        "✓4 comprar café",
    ]
    assert listed.content["action"]["button"] == "Opções"
    await home.tap(listed, "✓2 comprar leite")
    assert "leite" not in (await home.ask("minhas tarefas")).text


async def test_a_list_is_opened_in_the_persons_language(home: CloudHome) -> None:
    for thing in ("bread", "milk", "eggs", "tea"):
        await home.ask(f"task: buy {thing}")

    listed = await home.ask("my tasks")

    assert listed.content["action"]["button"] == "Options"


@pytest.mark.parametrize("said", ["11", " 11 "])
async def test_more_than_ten_options_are_numbers_and_a_number_chooses(
    home: CloudHome, said: str
) -> None:
    await home.ask("oi")
    buttons = tuple(Button(label=f"Até {n}", action=f"set:notices:{n}") for n in range(1, 13))
    await home.promises("Quantos avisos por dia?", buttons=buttons)
    await home.settled()

    asked = home.owner.last

    assert asked.type == "text"
    assert "*11.* Até 11" in asked.text
    assert asked.text.endswith("_Responda com o número._")
    await home.ask(said)
    owner = await home.read(lambda store: store.people.owner())
    assert owner is not None
    assert owner.preferences.most_notices == 11


async def test_a_message_is_marked_as_read_once_it_is_stored(home: CloudHome) -> None:
    await home.ask("oi")

    await until(lambda: home.owner.read, what="the read mark")
    assert len(home.owner.read) == 1


async def test_typing_names_the_last_message_of_the_person(home: CloudHome) -> None:
    await home.ask("oi")
    last = await home.owner.says("comprar leite")
    await home.settled()

    await home.channel.typing(home.address)

    assert home.owner.typing == [last]


async def test_a_read_mark_that_fails_is_nobodys_trouble(home: CloudHome) -> None:
    home.server.troubles.refuse(131000, call="read")

    answer = await home.ask("comprar leite")

    assert "comprar leite" in answer.text


async def test_an_answer_that_was_overtaken_names_what_it_answers(home: CloudHome) -> None:
    await home.ask("oi")
    held = home.server.troubles.refuse(131056, call="messages")
    first = await home.owner.says("comprar leite")
    await until(lambda: held.met, what="the refusal")
    await home.owner.says("tarefa: lavar o carro")
    await until(lambda: not home.server.pending, what="both to be stored")

    home.clock.advance(seconds=5)
    await until(lambda: len(home.owner.sent) == 3, what="both answers")

    one, other = home.owner.sent[1:]
    assert "comprar leite" in one.text
    assert one.reply_to == first.id
    assert other.reply_to is None


async def test_a_long_text_comes_in_parts_with_the_options_under_the_last(
    home: CloudHome,
) -> None:
    await home.ask("oi")
    text = "\n".join(f"linha {number} de muitas linhas" for number in range(250))
    await home.promises(text, "Sim", "Não")
    await home.settled()

    *first, last = home.owner.sent[1:]

    assert all(len(one.text) <= 4096 and not one.labels for one in first)
    assert len(last.text) <= 1024
    assert last.labels == ["Sim", "Não"]
    assert "\n".join([*(one.text for one in first), last.text]) == text


async def test_parts_that_went_out_do_not_go_again_after_a_refusal(home: CloudHome) -> None:
    await home.ask("oi")
    text = "\n".join(f"linha {number} de muitas linhas" for number in range(400))
    home.server.world.limits.pair_burst = None
    trouble = home.server.troubles.refuse(130429, call="messages")
    await home.promises("antes")
    await until(lambda: trouble.met, what="the refusal")
    home.clock.advance(seconds=6)
    await home.settled()
    await home.promises(text)
    await until(lambda: "linha 399" in home.owner.last.text, what="the last part")

    assert "\n".join(one.text for one in home.owner.sent[2:]) == text
    assert home.owner.sent[1].text == "antes"


async def test_a_link_opens_a_chat_with_our_number_and_types_the_code(home: CloudHome) -> None:
    await until(lambda: home.channel.username, what="our number")

    told = (await home.ask("/link")).text

    code = told.rpartition("/start ")[2].strip()
    assert f"https://wa.me/{home.channel.username}?text={code}" in told
