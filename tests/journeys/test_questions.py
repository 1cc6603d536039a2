"""What is asked back: when, what, which days, is it so; answered by a button or by words."""

import pytest

from tests.journeys.conftest import Home, Start


@pytest.mark.parametrize(
    ("said", "answer", "kept"),
    [
        ("me lembra de tomar o remédio", "amanhã às 8h", "tomar o remédio, amanhã, 08:00"),
        ("remind me to take my pills", "tomorrow at 8", "take my pills, tomorrow, 08:00"),
        (
            "marca uma reunião com a Ana",
            "quinta 14h",
            "reunião com a Ana, quinta, 26 de novembro, 14:00",
        ),
    ],
)
async def test_a_time_that_was_asked_for_is_answered_in_words(
    home: Home, said: str, answer: str, kept: str
) -> None:
    await home.channel.ask(said)

    assert kept in await home.channel.ask(answer)


@pytest.mark.parametrize(
    ("said", "label", "kept"),
    [
        ("me lembra de tomar o remédio", "Amanhã de manhã", "amanhã, 09:00"),
        ("remind me to take my pills", "Tonight", "today, 20:00"),
        ("me lembra de tomar o remédio", "Em 1 hora", "hoje, 13:00"),
    ],
)
async def test_a_time_that_was_asked_for_is_answered_by_a_button_once(
    home: Home, said: str, label: str, kept: str
) -> None:
    await home.channel.ask(said)

    assert kept in await home.channel.press(label)

    again = await home.channel.press(label)
    assert again.startswith(("Esse botão não vale mais", "That button is no longer valid"))


async def test_what_to_remind_of_is_answered_by_its_name(home: Home) -> None:
    assert "Do que devo lembrar" in await home.channel.ask("me lembra amanhã às 9h")

    assert "pagar o boleto, amanhã, 09:00" in await home.channel.ask("pagar o boleto")


async def test_three_times_a_week_asks_for_the_days(home: Home) -> None:
    assert "em que dias" in await home.channel.ask("me lembra 3x por semana de correr")

    said = await home.channel.ask("segunda, quarta e sexta às 7h")

    assert "toda segunda, quarta e sexta às 07:00" in said


async def test_a_new_request_in_between_is_no_answer(home: Home) -> None:
    await home.channel.ask("me lembra de tomar o remédio")

    assert "comprar pão" in await home.channel.ask("tarefa: comprar pão")
    assert "remédio" not in await home.channel.ask("amanhã às 8h")


async def test_a_question_survives_a_restart(start: Start) -> None:
    async with start() as home:
        await home.channel.ask("me lembra de tomar o remédio")

    async with start() as home:
        assert "tomar o remédio, amanhã, 08:00" in await home.channel.ask("amanhã às 8h")


async def test_an_old_question_is_no_longer_open_and_says_so_politely(home: Home) -> None:
    await home.channel.ask("me lembra de tomar o remédio")
    home.clock.advance(minutes=11)

    assert "só um horário" in await home.channel.ask("amanhã às 8h")


UNSURE = {
    "pt": ("bazar da escola sexta 14h", "Sim", "Não", "sim", "não"),
    "en": ("school fete friday 2pm", "Yes", "No", "yes", "no"),
}


@pytest.mark.parametrize("language", UNSURE)
@pytest.mark.parametrize("by_button", [True, False], ids=["button", "words"])
async def test_what_is_not_sure_is_done_on_yes(
    home: Home, language: str, *, by_button: bool
) -> None:
    text, yes, _, word, _ = UNSURE[language]
    asked = await home.channel.ask(text)
    assert asked.startswith(("Entendi assim:", "I understood:"))

    await (home.channel.press(yes) if by_button else home.channel.ask(word))

    week = await home.channel.ask("semana" if language == "pt" else "week")
    assert text.split()[0] in week


@pytest.mark.parametrize("language", UNSURE)
@pytest.mark.parametrize("by_button", [True, False], ids=["button", "words"])
async def test_what_is_not_sure_is_not_done_on_no(
    home: Home, language: str, *, by_button: bool
) -> None:
    text, _, no, _, word = UNSURE[language]
    await home.channel.ask(text)

    said = await (home.channel.press(no) if by_button else home.channel.ask(word))

    assert said.startswith(("Certo, não fiz nada", "All right, I did nothing"))
    week = await home.channel.ask("semana" if language == "pt" else "week")
    assert text.split()[0] not in week


async def test_a_part_of_the_day_means_what_the_person_says_it_means(home: Home) -> None:
    assert "07:00" in await home.channel.ask("pra mim manhã é 7h")

    assert "07:00" in await home.channel.ask("me lembra amanhã de manhã de correr")


async def test_what_a_part_of_the_day_means_is_taken_back_by_undo(home: Home) -> None:
    await home.channel.ask("for me morning means 7am")
    await home.channel.press("Undo")

    assert "09:00" in await home.channel.ask("remind me tomorrow morning to run")


@pytest.mark.parametrize(
    ("said", "label", "answer", "kept"),
    [
        ("me lembra amanhã às 7h de correr", "Mudar", "às 9", "amanhã, 09:00"),
        ("remind me tomorrow at 7am to run", "Change", "9am", "tomorrow, 09:00"),
    ],
)
async def test_after_change_a_time_alone_is_the_new_one(
    home: Home, said: str, label: str, answer: str, kept: str
) -> None:
    await home.channel.ask(said)
    await home.channel.press(label)

    assert kept in await home.channel.ask(answer)


@pytest.mark.parametrize(
    ("said", "corrected", "kept"),
    [
        ("me lembra amanhã às 7h de correr", "não, às 9", "amanhã, 09:00"),
        ("me lembra amanhã às 7h de correr", "na verdade às 9", "amanhã, 09:00"),
        ("remind me tomorrow at 7am to run", "no, at 9", "tomorrow, 09:00"),
        ("remind me tomorrow at 7am to run", "actually at 11", "tomorrow, 11:00"),
    ],
)
async def test_a_correction_right_after_is_of_what_was_just_said(
    home: Home, said: str, corrected: str, kept: str
) -> None:
    await home.channel.ask(said)

    assert kept in await home.channel.ask(corrected)


@pytest.mark.parametrize("word", ["deixa pra lá", "não", "never mind", "skip it", "esquece"])
async def test_an_open_question_is_let_go_of_in_words(home: Home, word: str) -> None:
    await home.channel.ask("me lembra de tomar o remédio")

    said = await home.channel.ask(word)

    assert said in {"Certo, deixei pra lá.", "All right, never mind."}
    assert "só um horário" in await home.channel.ask("amanhã às 8h")
    assert "Nenhuma tarefa" in await home.channel.ask("/tasks")


async def test_the_days_ahead_show_what_a_series_will_bring(home: Home) -> None:
    await home.channel.ask("me lembra todo dia às 21h de tomar o remédio")
    await home.channel.ask("me lembra toda terça às 8h de nadar")

    assert "tomar o remédio — 21:00" in await home.channel.ask("o que tenho amanhã?")
    week = await home.channel.ask("semana")
    assert week.count("tomar o remédio") == 7
    assert week.count("nadar") == 1


async def test_a_name_that_shares_only_its_verb_is_another(home: Home) -> None:
    await home.channel.ask("me lembra amanhã às 9h de ligar pro banco")

    said = await home.channel.ask("renomeia ligar pro Beto para ligar pro Bob")

    assert said.startswith("Não achei")


async def test_a_doubt_names_the_record_without_signs(home: Home) -> None:
    said = await home.channel.ask("all that painting is behind me, thank goodness")

    assert said == "I understood: a task thank goodness. Is it so?"
