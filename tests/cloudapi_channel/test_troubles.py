"""Refusals and outages as people meet them: nothing is lost, nothing loops."""

import pytest

from bot.cloudapi.advice import ADVICE
from bot.cloudapi.refusals import TABLE
from domain.markup import plain
from tests.cloudapi import notices
from tests.cloudapi_channel.home import PHONE, USER_ID, CloudHome
from tests.fakes import until


async def test_too_many_to_one_person_waits_and_others_do_not(home: CloudHome) -> None:
    home.server.troubles.refuse(131056, call="messages", person=USER_ID)
    await home.owner.says("tarefa: comprar leite")
    await until(lambda: home.outcome("rate_limited"), what="the refusal")
    bruno = home.server.person("447700900000", "Bruno")
    await bruno.says("hello")
    await until(lambda: bruno.sent, what="the others")
    assert home.owner.sent == []

    await home.passes(seconds=4)

    await until(lambda: home.owner.sent, what="the answer")
    assert "repetido" not in home.owner.last.text


async def test_too_many_in_all_makes_the_whole_number_wait(home: CloudHome) -> None:
    home.server.troubles.refuse(130429, call="messages")
    await home.owner.says("tarefa: comprar leite")
    await until(lambda: home.outcome("rate_limited"), what="the refusal")
    bruno = home.server.person("447700900000", "Bruno")
    await bruno.says("hello")
    await until(lambda: home.outcome("rate_limited") == 2, what="the other one")
    assert len(home.server.called("messages")) == 1

    await home.passes(seconds=6)

    await until(lambda: home.owner.sent and bruno.sent, what="both answers")


async def test_the_real_pair_limit_is_kept(home: CloudHome) -> None:
    home.server.world.limits.pair_burst = 2
    for number in range(4):
        await home.owner.says(f"tarefa: coisa {number}")
    for _ in range(40):
        await home.passes(seconds=8)
        if len(home.owner.sent) == 4:
            break

    assert sorted(text.partition("*")[2][:7] for text in home.owner.texts) == [
        f"coisa {number}" for number in range(4)
    ]


@pytest.mark.parametrize("code", [131056, 130429])
async def test_a_limit_that_comes_as_a_status_is_waited_out(home: CloudHome, code: int) -> None:
    home.server.world.automatic = ()
    await home.ask("tarefa: comprar leite")

    home.server.fails(home.owner.last, code)
    await home.settled()
    assert home.owner.sent == []
    for _ in range(3):
        await home.passes(seconds=3)
    await until(lambda: home.owner.sent, what="the answer")

    assert "repetido" not in home.owner.last.text


async def test_a_person_who_cannot_be_reached_is_told_to_the_owner(home: CloudHome) -> None:
    home.server.world.automatic = ()
    await home.ask("me lembra de tomar o remédio em 5 minutos")

    home.server.fails(home.owner.last, 131026)
    await home.settled()

    identity = await home.read(lambda store: store.people.identity_of(home.address))
    assert identity is not None
    assert identity.blocked_at is not None
    await home.owner.says("oi")
    await until(lambda: home.owner.sent, what="the answer")
    identity = await home.read(lambda store: store.people.identity_of(home.address))
    assert identity is not None
    assert identity.blocked_at is None


@pytest.mark.parametrize(
    ("code", "words"),
    [(190, "WHATSAPP_TOKEN"), (10, "whatsapp_business_messaging"), (131005, "permissão")],
)
async def test_what_the_owner_has_to_mend_is_told_at_once_and_nothing_is_lost(
    home: CloudHome, code: int, words: str
) -> None:
    trouble = home.server.troubles.refuse(code, call="messages", times=2)
    await home.owner.says("tarefa: comprar leite")
    await until(lambda: trouble.met, what="the refusal")
    for _ in range(10):
        await home.passes(seconds=2)
        if any("voltou" in text for text in home.owner.texts):
            break

    assert any("comprar leite" in text for text in home.owner.texts)
    assert any(words in text for text in home.owner.texts)
    assert any("voltou" in text for text in home.owner.texts)
    assert trouble.met == 2


@pytest.mark.parametrize("code", [368, 131031])
async def test_a_ban_is_a_trouble_with_advice_and_what_is_for_there_waits(
    home: CloudHome, code: int
) -> None:
    home.server.troubles.refuse(code, call="messages", times=None)
    await home.owner.says("tarefa: comprar leite")

    await home.comes_to(lambda store: "banned" in store.figures.held("whatsapp"), expected=True)
    assert await home.channel.probe() == f"{code} {TABLE[code].name}"
    told = await home.read(
        lambda store: store.sql.driver.execute(
            "SELECT text FROM outbox WHERE key LIKE 'trouble:%'"
        ).fetchall()
    )
    assert "peça uma análise" in told[0][0]


async def test_a_missing_payment_is_told_once_although_messages_are_taken(
    home: CloudHome,
) -> None:
    await home.ask("oi")
    home.server.world.trouble = 131042
    await home.owner.says("tarefa: comprar leite")
    await home.comes_to(lambda store: "payment" in store.figures.held("whatsapp"), expected=True)
    await home.owner.says("tarefa: comprar pão")
    await home.passes(minutes=1)

    told = await home.read(
        lambda store: store.sql.driver.execute(
            "SELECT key FROM outbox WHERE key LIKE 'trouble:%' OR key LIKE 'well:%'"
        ).fetchall()
    )
    assert len(told) == 1
    home.server.world.trouble = None
    await home.channel.order("on", "pt")
    await until(lambda: any("comprar pão" in text for text in home.owner.texts), what="the rest")


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_page_in_the_place_of_an_answer_leaves_a_doubt(
    home: CloudHome, status: int
) -> None:
    home.server.troubles.page(status, call="messages")
    await home.owner.says("tarefa: comprar leite")
    await until(lambda: home.outcome("unknown"), what="the doubt")

    await home.passes(seconds=21)

    await until(lambda: home.owner.sent, what="the repeat")
    assert home.owner.last.text.startswith("_Talvez repetido:_")


async def test_a_service_that_says_that_it_is_away_is_tried_again_unmarked(
    home: CloudHome,
) -> None:
    home.server.troubles.refuse(131016, call="messages", times=2)
    await home.owner.says("tarefa: comprar leite")
    await until(lambda: home.outcome("not_sent"), what="the refusal")
    await home.passes(seconds=1)
    await home.passes(seconds=2)

    await until(lambda: home.owner.sent, what="the answer")
    assert "repetido" not in home.owner.last.text


async def test_a_service_that_cannot_be_reached_loses_nothing(home: CloudHome) -> None:
    await home.ask("oi")
    await home.server.refuse()
    await home.owner.says("tarefa: comprar leite")
    await until(lambda: home.outcome("not_sent"), what="the refusal")
    await home.server.accept()
    await home.passes(seconds=1)

    await until(lambda: len(home.owner.sent) == 2, what="the answer")


async def test_an_answer_that_is_no_answer_leaves_a_doubt_that_the_status_settles(
    home: CloudHome,
) -> None:
    home.server.troubles.garble(call="messages")
    await home.ask("tarefa: comprar leite")
    await home.passes(minutes=1)

    assert len(home.owner.sent) == 1


async def test_an_account_that_is_restricted_is_told_with_advice(home: CloudHome) -> None:
    await home.ask("oi")
    home.server.notifies(*notices.account("ACCOUNT_RESTRICTION"))

    await until(lambda: any("restringiu" in text for text in home.owner.texts), what="the trouble")
    await home.ask("tarefa: comprar leite")
    assert home.channel._health.reason == "account restriction"


async def test_an_account_that_is_given_back_is_told_too(home: CloudHome) -> None:
    await home.ask("oi")
    for state in ("DISABLE", "REINSTATE"):
        ban = {"waba_ban_state": state, "waba_ban_date": "November 21, 2026"}
        home.server.notifies(*notices.account("DISABLED_UPDATE", ban_info=ban))
        await home.settled()

    await until(lambda: any("voltou" in text for text in home.owner.texts), what="the good news")
    assert any("bloqueou a conta" in text for text in home.owner.texts)


async def test_a_number_that_is_banned_is_seen_at_the_start(home: CloudHome) -> None:
    home.server.graph.number["status"] = "BANNED"

    facts = await home.channel._api.facts()
    await home.channel._introduced(facts)

    assert home.channel._health.reason == "number banned"
    assert PHONE not in home.channel._health.reason


def test_the_names_in_an_advice_keep_their_signs() -> None:
    for language in ("pt", "en"):
        assert "whatsapp_business_messaging" in plain(ADVICE["permission"][language])
        assert "WHATSAPP_TOKEN" in plain(ADVICE["token"][language])
