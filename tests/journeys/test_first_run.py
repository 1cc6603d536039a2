"""What a new person is asked, and what they are not."""

from datetime import time

from domain.messages import Attachment, Kind
from domain.people import Person, QuietHours
from storage.store import Store
from tests.journeys.conftest import Home
from tests.journeys.somebody import GROUP, Somebody, invited

LISBON = Attachment(kind="location", latitude=38.72, longitude=-9.14)


async def person_of(who: Somebody) -> Person:
    person = await who.person()
    assert person is not None
    return person


async def place(who: Somebody, sent: Attachment) -> str:
    return await who.ask("", kind=Kind.LOCATION, attachment=sent)


async def test_nothing_is_asked_before_the_first_capture(home: Home) -> None:
    ana = await invited(home, "ana", language="en")

    answers = [await ana.ask(text) for text in ("hello", "/today", "what do I have today?")]

    assert not [answer for answer in answers if "another city" in answer]


async def test_the_dialogue_in_english_from_the_first_capture_to_the_end(home: Home) -> None:
    ana = await invited(home, "ana", language="en")

    echo = await ana.ask("remind me to call the dentist on Monday at 8:30")
    assert echo == (
        "Got it: call the dentist, Monday, 23 November, 08:30.\n"
        "I use the time of America/Sao_Paulo. Are you in another city? Name the city, send your "
        "location, or write what time it is there."
    )
    zone = await ana.ask("Lisbon")
    assert zone.startswith("Done: I use the time of Europe/Lisbon.")
    assert zone.endswith("Press a time, or write one.")
    assert (await ana.press("8:00")).startswith("Done: the morning brief comes at 08:00.")
    quiet = await ana.press("22–7")
    assert quiet.startswith("Done: quiet from 22:00 to 07:00.")
    assert "/privacy" in quiet
    assert await ana.press("Got it") == (
        "Thank you.\n\nThat was all. /settings changes everything whenever you like."
    )

    person = await person_of(ana)
    assert (person.zone, person.asked) == ("Europe/Lisbon", None)
    assert person.preferences.morning == time(8)
    assert person.quiet == QuietHours(start=time(22), end=time(7))
    assert person.consented_at == home.clock.now()
    assert "call the dentist — Monday, 23 November, 08:30" in await ana.ask("/reminders")


async def test_the_dialogue_in_portuguese_by_words_alone(home: Home) -> None:
    ana = await invited(home, "ana", language="pt-br")

    echo = await ana.ask("tarefa: renovar o seguro")
    assert "Você está em outra cidade?" in echo
    assert (await ana.ask("sim")) == "Em que cidade?"
    assert (await ana.ask("nova york")).startswith("Certo: uso o horário de America/New_York.")
    assert (await ana.ask("7:30 e 20h")).startswith(
        "Certo: resumo da manhã às 07:30, da noite às 20:00."
    )
    assert "/privacy" in await ana.ask("das 23 às 6")
    assert (await ana.ask("entendi")).startswith("Obrigado.")

    person = await person_of(ana)
    assert person.quiet == QuietHours(start=time(23), end=time(6))
    assert person.preferences.evening == time(20)


async def test_every_question_can_be_passed_over(home: Home) -> None:
    ana = await invited(home, "ana", language="en")
    await ana.ask("note: the key is with the neighbour")
    before = await person_of(ana)

    answers = [await ana.ask(word) for word in ("that's right", "no", "skip", "later")]

    assert answers[-1].startswith("That was all.")
    after = await person_of(ana)
    assert after.asked is None
    assert (after.zone, after.preferences, after.quiet) == (
        before.zone,
        before.preferences,
        before.quiet,
    )


async def test_a_question_never_stands_in_the_way_and_comes_once_more(home: Home) -> None:
    ana = await invited(home, "ana", language="en")
    await ana.ask("task: buy bread")

    assert "another city" not in await ana.ask("what do I have today?")
    assert "another city" in await ana.ask("task: buy milk")
    assert await ana.ask("task: buy tea") == "Noted: buy tea."
    assert await ana.ask("done with the tea") == "Done: buy tea."
    assert (await ana.ask("Recife")).startswith("Done: I use the time of America/Recife.")


async def test_the_time_there_is_enough_where_it_names_one_zone(home: Home) -> None:
    ana = await invited(home, "ana", language="en")
    await ana.ask("task: buy bread")

    assert (await ana.ask("12:03")).startswith("All right: I keep the time of America/Sao_Paulo.")


async def test_the_time_there_is_asked_about_where_it_fits_several_zones(home: Home) -> None:
    ana = await invited(home, "ana", language="pt")
    await ana.ask("tarefa: comprar pão")

    assert await ana.ask("aqui são 11h05") == "Qual destes horários?"
    assert [label for label, _ in ana.buttons()][:1] == ["Manaus"]
    assert (await ana.press("Manaus")).startswith("Certo: uso o horário de America/Manaus.")
    assert (await person_of(ana)).asked == "briefs"


async def test_a_location_answers_the_question_about_the_city(home: Home) -> None:
    ana = await invited(home, "ana", language="en")
    await ana.ask("task: buy bread")

    answer = await place(ana, LISBON)

    assert answer.startswith("Done: I use the time of Europe/Lisbon.")
    assert "the nearest place I know" in answer
    assert (await person_of(ana)).asked == "briefs"


async def test_a_location_later_is_asked_about_before_the_zone_changes(home: Home) -> None:
    assert (await home.channel.ask("", kind=Kind.LOCATION, attachment=LISBON)).endswith(
        "Are you in Lisbon now?"
    )
    assert (await home.channel.press("No")).startswith("All right: I keep the time of")
    await home.channel.ask("", kind=Kind.LOCATION, attachment=LISBON)

    assert (await home.channel.press("Yes")).startswith("Done: I use the time of Europe/Lisbon.")
    assert (await home.channel.ask("", kind=Kind.LOCATION, attachment=LISBON)) == (
        "The time I already use holds there: Europe/Lisbon."
    )


async def test_settings_by_words_count_as_answers(home: Home) -> None:
    ana = await invited(home, "ana", language="en")
    await ana.ask("task: buy bread")

    assert "every morning?" in await ana.ask("I'm in Lisbon")
    assert "shall I not notify you?" in await ana.ask("morning brief at 7:30")
    assert "/privacy" in await ana.ask("/quiet 22:00-07:00")


async def test_who_writes_another_language_than_their_device_is_asked_which(home: Home) -> None:
    ana = await invited(home, "ana", language="en")

    echo = await ana.ask("me lembra de ligar para o dentista amanhã às 9h")

    assert "Respondo em português?" in echo
    assert (await ana.press("Português")).startswith("Respondo em português a partir de agora.")
    person = await person_of(ana)
    assert (person.language, person.asked) == ("pt", "zone")


async def test_nothing_is_asked_in_a_group(home: Home) -> None:
    ana = await invited(home, "ana", language="en")

    await ana.say_in_group("task: buy the cake")

    assert ana.heard(GROUP) == ["Noted: *buy the cake*.\nI use the time of America/Sao\\_Paulo."]
    assert "another city" in await ana.ask("task: buy bread")


async def test_an_owner_by_setting_is_asked_nothing(home: Home) -> None:
    echo = await home.channel.ask("task: buy bread")

    assert echo == "Noted: buy bread.\nI use the time of America/Sao_Paulo."
    assert (await home.channel.ask("Lisbon")).startswith("I did not understand.")


async def test_an_old_button_of_a_question_does_not_start_the_dialogue_again(home: Home) -> None:
    ana = await invited(home, "ana", language="en")
    await ana.ask("task: buy bread")
    for word in ("ok", "no", "no"):
        await ana.ask(word)
    await ana.ask("ok")

    assert await ana.press("8:00") == "Done: the morning brief comes at 08:00."

    assert (await person_of(ana)).asked is None


async def test_consent_is_written_into_the_audit(home: Home) -> None:
    ana = await invited(home, "ana", language="en")
    person = await person_of(ana)
    await home.app.database.run(lambda store: store.people.set_asked(person.id, "consent"))

    await ana.ask("got it")

    def acts(store: Store) -> list[tuple[str, int | None]]:
        return [(one.act, one.subject) for one in store.audit.last(1)]

    assert await home.app.database.read(acts) == [("consent", person.id)]


async def test_a_city_in_a_sentence_about_something_else_is_no_answer(home: Home) -> None:
    ana = await invited(home, "ana", language="pt")
    await ana.ask("tarefa: comprar pão")

    await ana.ask("a padaria em Manaus é muito boa")
    assert (await person_of(ana)).zone == "America/Sao_Paulo"

    assert (await ana.ask("não, estou em Manaus")).startswith("Certo: uso o horário de")
    assert (await person_of(ana)).zone == "America/Manaus"
