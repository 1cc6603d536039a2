from datetime import UTC, datetime

import pytest

from tests.fakes import until
from tests.journeys.conftest import Home, Start


async def test_a_task_is_noted_listed_and_done(home: Home) -> None:
    echo = await home.channel.ask("tarefa: renovar o seguro até dia 30, urgente")
    assert echo == (
        "Anotado: renovar o seguro, até segunda, 30 de novembro, prioridade alta.\n"
        "Uso o horário de America/Sao_Paulo."
    )

    assert "1. renovar o seguro (alta)" in await home.channel.ask("/tasks")
    assert await home.channel.ask("feito o seguro") == "Feito: renovar o seguro."
    assert await home.channel.ask("/tasks") == "Nenhuma tarefa aberta."


async def test_a_shopping_list_grows_and_shrinks(home: Home) -> None:
    await home.channel.ask("add milk, bread and eggs to the shopping list")

    await home.channel.ask("tick milk off the list")

    assert await home.channel.ask("/lists shopping") == "The shopping list\n1. bread\n2. eggs"


async def test_todays_page_is_in_order_of_time(home: Home) -> None:
    await home.channel.ask("me lembra de regar as plantas hoje às 18h")
    await home.channel.ask("reunião com a Ana hoje das 14h às 15h no café")
    await home.channel.ask("tarefa: mandar o relatório hoje")

    page = await home.channel.ask("o que tenho hoje?")

    assert page == (
        "Hoje\n"
        "1. reunião com a Ana — 14:00–15:00, café\n"
        "2. regar as plantas — 18:00\n"
        "3. mandar o relatório"
    )


@pytest.mark.parametrize(
    ("capture", "undo", "undone"),
    [
        ("me lembra de ligar amanhã 9h", "Desfazer", "Desfeito: ligar."),
        ("remind me to call tomorrow at 9am", "Undo", "Undone: call."),
    ],
    ids=["português", "english"],
)
async def test_what_was_just_written_can_be_taken_back(
    home: Home, capture: str, undo: str, undone: str
) -> None:
    await home.channel.ask(capture)

    assert await home.channel.press(undo) == undone

    home.clock.move_to(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    assert len(home.channel.sent) == 2


async def test_a_cancelled_reminder_does_not_come_and_an_undone_cancellation_brings_it_back(
    home: Home,
) -> None:
    await home.channel.ask("me lembra de pagar o boleto hoje às 18h")
    assert await home.channel.ask("cancela o boleto") == "Cancelado: pagar o boleto."
    await home.channel.press("Desfazer")

    home.clock.move_to(datetime(2026, 11, 21, 21, 0, tzinfo=UTC))

    await until(lambda: home.channel.texts()[-1] == "Lembrete: pagar o boleto")


async def test_a_snoozed_reminder_comes_again_and_stays_in_its_instant_when_the_zone_changes(
    home: Home,
) -> None:
    await home.channel.ask("me lembra de tomar o remédio hoje às 13h")
    await home.channel.ask("me lembra de fechar a janela hoje às 20h")
    home.clock.move_to(datetime(2026, 11, 21, 16, 0, tzinfo=UTC))
    await until(lambda: home.channel.texts()[-1] == "Lembrete: tomar o remédio")
    assert await home.channel.press("+1 h") == "Certo, tomar o remédio de novo hoje, 14:00."

    await home.channel.ask("/zone Europe/Lisbon")
    page = await home.channel.ask("/reminders")

    assert "tomar o remédio — hoje, 17:00" in page  # 14:00 in São Paulo
    assert "fechar a janela — hoje, 20:00" in page  # the clock on the wall in Lisbon


async def test_two_records_that_match_are_asked_about(home: Home) -> None:
    await home.channel.ask("tarefa: ligar pro banco")
    await home.channel.ask("tarefa: ir ao banco")

    question = await home.channel.ask("cancela o banco")
    assert question.startswith("Qual deles?")

    assert await home.channel.press("ir ao banco") == "Cancelado: ir ao banco."
    assert "ligar pro banco" in await home.channel.ask("/tasks")


async def test_the_time_alone_moves_a_reminder_within_its_day(home: Home) -> None:
    await home.channel.ask("me lembra de pagar o boleto sexta 8 e meia")

    echo = await home.channel.ask("muda o boleto pra 10h")

    assert echo == "Certo: pagar o boleto, sexta, 27 de novembro, 10:00."


async def test_a_reminder_moved_there_and_back_and_undone_comes_once(home: Home) -> None:
    await home.channel.ask("me lembra de pagar o boleto hoje às 18h")
    await home.channel.ask("muda o boleto pra hoje 19h")
    await home.channel.ask("muda o boleto pra hoje 18h")
    await home.channel.press("Desfazer")

    page = await home.channel.ask("/reminders")

    assert page == "Lembretes\n1. pagar o boleto — hoje, 19:00"


async def test_what_was_missed_while_the_machine_was_off_is_named_once(start: Start) -> None:
    async with start() as home:
        clock = home.clock
        await home.channel.ask("every day at 7pm remind me to water the plants")
    clock.advance(days=3)

    async with start() as home:
        await until(lambda: home.channel.sent)
        assert home.channel.texts() == [
            (
                "Late: this was for yesterday, 19:00.\n"
                "Reminder: water the plants\n"
                "2 earlier ones were missed while I was off."
            )
        ]
        promises = await home.channel.ask("/promises")

    assert promises.count("missed while I was off") == 2


async def test_a_language_once_chosen_stays(home: Home) -> None:
    await home.channel.ask("/language en")

    assert (await home.channel.ask("me lembra de ligar amanhã 9h")).startswith("Não") is False
    assert await home.channel.ask("/tasks") == "No open tasks."


async def test_a_language_once_chosen_is_that_of_answers_not_of_what_is_understood(
    home: Home,
) -> None:
    await home.channel.ask("/idioma português")

    assert await home.channel.ask("remind me to call mum tomorrow at 9am") == (
        "Certo: call mum, amanhã, 09:00.\nUso o horário de America/Sao_Paulo."
    )
    assert await home.channel.ask("morning brief at 7pm") == "Certo: resumo da manhã às 19:00."
    assert await home.channel.ask("speak English") == "I answer in English now."


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        ("o que tenho mês que vem?", "De terça, 1 de dezembro a quinta, 31 de dezembro"),
        ("what do I have this month?", "From today to Monday, 30 November"),
        ("what do I have next week?", "From Monday, 23 November to Sunday, 29 November"),
    ],
)
async def test_what_is_asked_of_several_days_is_answered_for_all_of_them(
    home: Home, said: str, heading: str
) -> None:
    await home.channel.ask("consulta no dentista dia 29 de novembro às 10h")
    await home.channel.ask("consulta no oculista dia 3 de dezembro às 10h")

    answer = await home.channel.ask(said)

    assert answer.startswith(f"{heading}\n1. consulta — ")
    assert "2." not in answer


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("resumo da manhã às 25h", "Isso eu não sei ajustar."),
        ("morning brief at 25", "I cannot set that."),
        ("/quiet 10pm-7am", "Done: quiet from 22:00 to 07:00."),
        ("/quiet 25-7", "Write"),
        ("não me avisa de nada depois das 22h", "Certo: silêncio das 22:00 às 07:00."),
        ("qual a previsão do tempo?", "Isso eu não sei responder."),
    ],
)
async def test_no_time_is_made_up_for_a_setting(home: Home, said: str, answered: str) -> None:
    assert (await home.channel.ask(said)).startswith(answered)


async def test_search_finds_notes_and_records(home: Home) -> None:
    await home.channel.ask("anota: a chave fica com a vizinha")

    assert "a chave fica com a vizinha" in await home.channel.ask("procura chave")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("oi", "Olá! Escreva o que devo lembrar ou anotar; /help mostra exemplos."),
        ("Hello!", "Hello! Write what I should remember or note; /help shows examples."),
        ("valeu", "De nada!"),
        ("thanks :)", "You are welcome!"),
        ("olá, tudo bem?", "Olá! Escreva o que devo lembrar ou anotar; /help mostra exemplos."),
        ("no, thanks", "All right!"),
        ("Boa noite, que horas são?", "Agora: sábado, 21 de novembro, 12:00 (America/Sao_Paulo)."),
        ("what day is it today?", "Now: Saturday, 21 November, 12:00 (America/Sao_Paulo)."),
        ("sim", "Se isso responde a uma pergunta minha, escolha uma das opções dela."),
        ("obg", "De nada!"),
        ("ty", "You are welcome!"),
        ("👍🏽", "All right!"),
        ("🙏 ❤️", "You are welcome!"),
    ],
)
async def test_a_greeting_is_answered_in_its_language(home: Home, said: str, answered: str) -> None:
    assert await home.channel.ask(said) == answered


async def test_a_bare_number_means_the_line_of_that_number(home: Home) -> None:
    await home.channel.ask("tarefa: ligar pro banco")
    await home.channel.ask("tarefa: comprar pilhas")
    await home.channel.ask("/tasks")

    assert await home.channel.ask("feito 2") == "Feito: comprar pilhas."


@pytest.mark.parametrize(
    ("greeting", "help_begins"), [("oi", "Escreva como você fala."), ("hi", "Write the way")]
)
async def test_who_only_greeted_is_helped_in_the_language_of_the_greeting(
    home: Home, greeting: str, help_begins: str
) -> None:
    await home.channel.ask(greeting)

    assert (await home.channel.ask("menu")).startswith(help_begins)
    assert (await home.channel.ask("/help")).startswith(help_begins)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("1", "Não sei a que o número 1 responde."),
        ("12", "Não sei a que o número 12 responde."),
        ("às 9", "Isso é só um horário."),
        ("9h", "Isso é só um horário."),
    ],
)
async def test_a_number_that_answers_nothing_is_not_taken_for_a_time(
    home: Home, said: str, answered: str
) -> None:
    await home.channel.ask("tarefa: ligar pro banco")

    assert (await home.channel.ask(said)).startswith(answered)


async def test_each_line_that_is_a_record_by_itself_is_kept(home: Home) -> None:
    noted = await home.channel.ask(
        "tarefa: lavar o carro\nlevar o lixo\n\nme lembra de ligar pro João amanhã 9h"
    )

    assert noted.splitlines()[:3] == [
        "Anotado: lavar o carro.",
        "Anotado: levar o lixo.",
        "Certo: ligar pro João, amanhã, 09:00.",
    ]
    assert await home.channel.ask("tarefas") == "Tarefas\n1. lavar o carro\n2. levar o lixo"


async def test_lines_that_belong_to_one_record_stay_one(home: Home) -> None:
    noted = await home.channel.ask("me lembra de ligar pro João\namanhã 9h")

    assert noted.startswith("Certo: ligar pro João, amanhã, 09:00.")
    assert noted.count("Certo") == 1


async def test_a_city_names_its_zone(home: Home) -> None:
    assert "Europe/Lisbon" in await home.channel.ask("/zone lisbon")


async def test_something_told_about_the_past_is_not_kept_and_the_examples_fit(home: Home) -> None:
    answer = await home.channel.ask("ontem fui ao médico às 15h")

    assert "anota: ontem fui ao médico às 15h" in answer
    assert await home.channel.ask("/reminders") == "No reminders set."


async def test_undo_of_several_records_names_the_first_and_counts_the_others(home: Home) -> None:
    await home.channel.ask("add milk, bread and tea to the shopping list")

    assert await home.channel.ask("undo") == "Undone: milk and 2 more."


async def test_a_time_alone_completes_the_reminder_that_lacked_one(home: Home) -> None:
    assert (await home.channel.ask("lembra do dentista")).startswith("Quando devo lembrar")

    assert (await home.channel.ask("16h")).startswith("Certo: dentista, hoje, 16:00.")
    assert (await home.channel.ask("17h")).startswith("Isso é só um horário.")


async def test_a_time_alone_much_later_completes_nothing(home: Home) -> None:
    await home.channel.ask("lembra do dentista")
    home.clock.advance(minutes=11)

    assert (await home.channel.ask("16h")).startswith("Isso é só um horário.")
