import pytest

from tests.journeys.conftest import Home


@pytest.mark.parametrize(
    ("reopened", "answer"),
    [
        ("reabre a tarefa do seguro", "Reaberta: renovar o seguro."),
        ("o seguro ainda não foi feito", "Reaberta: renovar o seguro."),
        ("reopen the insurance", None),
    ],
)
async def test_a_task_that_was_done_can_be_reopened(
    home: Home, reopened: str, answer: str | None
) -> None:
    await home.channel.ask("tarefa: renovar o seguro")
    await home.channel.ask("feito o seguro")

    said = await home.channel.ask(reopened)

    if answer is None:
        assert said.startswith("I could not find insurance")
        return
    assert said == answer
    assert "renovar o seguro" in await home.channel.ask("/tasks")
    await home.channel.press("Desfazer")
    assert await home.channel.ask("/tasks") == "Nenhuma tarefa aberta."


async def test_a_task_that_was_done_already_is_said_so_and_can_be_reopened(home: Home) -> None:
    await home.channel.ask("tarefa: renovar o seguro")
    await home.channel.ask("feito o seguro")

    assert await home.channel.ask("feito o seguro") == "renovar o seguro já estava feita."
    assert await home.channel.press("Reabrir") == "Reaberta: renovar o seguro."
    assert "renovar o seguro" in await home.channel.ask("/tasks")


async def test_a_recurring_task_that_is_reopened_is_open_once(home: Home) -> None:
    await home.channel.ask("tarefa: regar as plantas toda sexta")
    await home.channel.ask("feito regar")

    await home.channel.ask("reabre regar")

    page = await home.channel.ask("/tasks")
    assert page.count("regar as plantas") == 1
    assert "27 de novembro" in page


@pytest.mark.parametrize(
    ("capture", "rename", "answer"),
    [
        (
            "tarefa: renovar o seguro",
            "renomeia renovar o seguro para renovar o seguro do carro",
            "Agora se chama renovar o seguro do carro (era renovar o seguro).",
        ),
        (
            "tarefa: ir para a escola",
            "muda o nome de ir para a escola para ir para a academia",
            "Agora se chama ir para a academia (era ir para a escola).",
        ),
        (
            "task: renew insurance",
            "rename insurance to renew the car insurance",
            "It is called renew the car insurance now (it was renew insurance).",
        ),
        (
            "me lembra de ligar amanhã às 9h",
            "renomeia ligar para ligar pro banco",
            "Agora se chama ligar pro banco (era ligar).",
        ),
    ],
)
async def test_a_record_gets_another_name_and_loses_it_by_undo(
    home: Home, capture: str, rename: str, answer: str
) -> None:
    await home.channel.ask(capture)

    assert await home.channel.ask(rename) == answer

    undo = "Undo" if answer.startswith("It") else "Desfazer"
    await home.channel.press(undo)
    page = await home.channel.ask("/promises" if "lembra" in capture else "/tasks")
    assert answer.split("(")[1].split(" ", 1)[1].rstrip(").").removeprefix("was ") in page


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("o seguro é urgente", "renovar o seguro é prioridade alta agora."),
        ("muda a prioridade do seguro para alta", "renovar o seguro é prioridade alta agora."),
        ("o seguro não é urgente", "renovar o seguro não tem pressa agora."),
    ],
)
async def test_a_task_gets_another_priority_and_no_second_task(
    home: Home, said: str, answer: str
) -> None:
    await home.channel.ask("tarefa: renovar o seguro")

    assert await home.channel.ask(said) == answer

    assert "2." not in await home.channel.ask("/tasks")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("muda o prazo do seguro para sexta", "Mudei renovar o seguro para sexta, 27 de novembro."),
        (
            "change the deadline of seguro to Friday",
            "Moved renovar o seguro to Friday, 27 November.",
        ),
    ],
)
async def test_a_task_gets_another_due_day(home: Home, said: str, answer: str) -> None:
    await home.channel.ask("tarefa: renovar o seguro")

    assert await home.channel.ask(said) == answer


async def test_what_is_urgent_and_not_known_is_a_new_task(home: Home) -> None:
    assert "Anotado: seguro, prioridade alta." in await home.channel.ask("o seguro é urgente")


async def test_notes_are_listed_and_deleted_by_number_or_by_their_words(home: Home) -> None:
    await home.channel.ask("anota: a chave fica com a vizinha")
    await home.channel.ask("anota: a vaga é a 47")
    assert await home.channel.ask("/notas") == (
        "Notas\n1. a vaga é a 47\n2. a chave fica com a vizinha"
    )

    deleted = await home.channel.ask("apaga a nota da chave")
    assert deleted == "Apaguei a nota: a chave fica com a vizinha"
    assert await home.channel.ask("minhas notas") == "Notas\n1. a vaga é a 47"
    assert await home.channel.ask("apaga a nota 1") == "Apaguei a nota: a vaga é a 47"
    assert await home.channel.ask("/notes") == "Nenhuma nota."

    await home.channel.press("Desfazer")
    assert await home.channel.ask("/notes") == "Notas\n1. a vaga é a 47"


async def test_two_notes_that_match_are_asked_about(home: Home) -> None:
    await home.channel.ask("anota: a chave fica com a vizinha")
    await home.channel.ask("anota: a chave do carro está na gaveta")

    assert (await home.channel.ask("apaga a nota da chave")).startswith("Qual deles?")

    answer = await home.channel.press("a chave fica com a vizinha")
    assert answer == "Apaguei a nota: a chave fica com a vizinha"


async def test_items_are_ticked_put_back_and_removed(home: Home) -> None:
    await home.channel.ask("põe leite, pão e ovos na lista de compras")

    assert await home.channel.ask("risca o leite") == "Feito: leite."
    assert await home.channel.ask("desrisca o leite") == "De volta na lista de compras: leite."
    removed = await home.channel.ask("tira o pão da lista de compras")
    assert removed == "Tirei da lista de compras: pão."

    assert await home.channel.ask("/listas compras") == "Lista de compras\n1. leite\n2. ovos"
    await home.channel.press("Desfazer")
    assert (
        await home.channel.ask("/listas compras") == "Lista de compras\n1. leite\n2. pão\n3. ovos"
    )


async def test_a_list_is_cleared_and_comes_back_by_undo(home: Home) -> None:
    await home.channel.ask("add milk and bread to the shopping list")

    cleared = await home.channel.ask("clear the shopping list")
    assert cleared == "Cleared the shopping list: 2 off."
    assert await home.channel.ask("/lists shopping") == "The shopping list is empty."

    await home.channel.press("Undo")
    assert "1. milk\n2. bread" in await home.channel.ask("/lists shopping")


async def test_the_item_of_the_list_that_was_named_is_meant(home: Home) -> None:
    await home.channel.ask("põe leite na lista de compras")
    await home.channel.ask("põe leite na lista da feira")

    answer = await home.channel.ask("tira o leite da lista da feira")

    assert answer == "Tirei da lista de feira: leite."


async def test_a_button_under_the_tasks_does_one_and_shows_the_rest(home: Home) -> None:
    await home.channel.ask("tarefa: ligar pro banco")
    await home.channel.ask("tarefa: comprar pilhas")
    await home.channel.ask("/tasks")

    page = await home.channel.press("✓1")

    assert page == "Feito: ligar pro banco.\n\nTarefas\n1. comprar pilhas"
    assert home.channel.sent[-1].buttons[0].label == "✓1"
    await home.channel.press("Desfazer")
    assert "1. ligar pro banco\n2. comprar pilhas" in await home.channel.ask("/tasks")


async def test_a_button_under_a_list_ticks_an_item_and_a_second_press_is_stale(home: Home) -> None:
    await home.channel.ask("add milk and bread to the shopping list")
    await home.channel.ask("/lists shopping")
    milk = home.channel.sent[-1].buttons[0].action

    page = await home.channel.ask("✓1", press=milk)
    assert page == "Done: milk.\n\nThe shopping list\n1. bread"
    assert (await home.channel.ask("✓1", press=milk)).startswith("That button is no longer valid")


async def test_no_more_than_eight_lines_have_a_button(home: Home) -> None:
    await home.channel.ask("add a, b, c, d, e, f, g, h, i and j to the shopping list")
    await home.channel.ask("/lists shopping")

    labels = [button.label for button in home.channel.sent[-1].buttons]
    assert labels == [f"✓{number}" for number in range(1, 9)]


async def test_a_new_rule_for_a_task_stays_when_it_is_done(home: Home) -> None:
    await home.channel.ask("tarefa: regar as plantas toda sexta")

    answer = await home.channel.ask("muda regar para todo sábado")
    assert answer == ("Mudei regar as plantas: todo sábado. Próxima vez: sábado, 28 de novembro.")

    done = await home.channel.ask("feito regar")
    assert done == "Feito: regar as plantas. A próxima é sábado, 5 de dezembro."


async def test_nobody_presses_the_task_of_another(home: Home) -> None:
    await home.channel.ask("tarefa: ligar pro banco")

    answer = await home.channel.ask("✓1", press="tick:task:2")

    assert answer.startswith(("Esse botão não vale mais", "That button"))
