"""Refusals and outages: each has its outcome, whether it is an answer or comes as a status."""

import pytest

from bot.cloudapi.advice import ADVICE
from bot.cloudapi.refusals import TABLE, GraphRefused, Kind, meaning_of
from bot.cloudapi.verdicts import Verdicts
from domain.markup import plain
from domain.sending import Blocked, NotSent, OutcomeUnknown, RateLimited, Rejected, Withheld
from tests.cloudapi import notices
from tests.cloudapi.errors import TITLES
from tests.cloudapi_channel.home import PHONE, USER_ID, CloudHome
from tests.fakes import HandClock, until

OTHER = frozenset({2500, 2635})
"""Codes of the test server for what only a fault of ours would bring."""


def test_every_code_that_is_documented_has_a_meaning() -> None:
    assert set(TITLES) - OTHER <= set(TABLE)


def test_every_advice_is_there_in_both_languages() -> None:
    named = {one.advice for one in TABLE.values() if one.advice}

    assert named <= set(ADVICE)
    assert all(set(texts) == {"pt", "en"} for texts in ADVICE.values())


@pytest.mark.parametrize(
    ("code", "status", "outcome"),
    [
        (0, 401, NotSent),
        (190, 401, NotSent),
        (0, 503, OutcomeUnknown),
        (0, 404, Rejected),
        (0, 429, RateLimited),
        (1, 400, OutcomeUnknown),
        (2, 503, NotSent),
        (4, 400, RateLimited),
        (10, 403, NotSent),
        (230, 403, NotSent),
        (368, 403, Withheld),
        (130429, 400, RateLimited),
        (130472, 400, Withheld),
        (131000, 500, OutcomeUnknown),
        (131016, 500, NotSent),
        (131026, 400, Blocked),
        (131031, 403, Withheld),
        (131042, 400, Withheld),
        (131047, 400, Withheld),
        (131048, 400, RateLimited),
        (131049, 400, Withheld),
        (131050, 400, Withheld),
        (131056, 400, RateLimited),
        (132001, 404, Withheld),
        (132015, 400, Withheld),
        (131009, 400, Rejected),
        (999999, 400, Rejected),
        (999999, 500, OutcomeUnknown),
    ],
)
def test_an_answer_has_its_outcome(
    clock: HandClock, code: int, status: int, outcome: type[Exception]
) -> None:
    assert type(Verdicts(clock).answered(code, status, "x")).__mro__[:-1].count(outcome) == 1


@pytest.mark.parametrize("code", [one for one in TABLE if not 201 <= one < 300])
def test_a_failed_status_never_makes_an_endless_loop(clock: HandClock, code: int) -> None:
    found = Verdicts(clock).failed(code, "x")

    assert not isinstance(found, NotSent)  # it would be tried again for ever, at once
    if isinstance(found, RateLimited):
        assert meaning_of(code).kind in {Kind.PAIR, Kind.NUMBER}


def test_the_pause_of_a_pair_grows_and_is_forgotten_with_success(clock: HandClock) -> None:
    verdicts = Verdicts(clock)

    def pause(chat: str = "ana") -> float:
        error = verdicts.answered(131056, 400, chat)
        assert isinstance(error, RateLimited)
        clock.advance(seconds=error.retry_after)
        return error.retry_after

    assert [pause() for _ in range(7)] == [4, 16, 64, 256, 1024, 1024, 1024]
    assert pause("bruno") == 4
    verdicts.taken("ana")
    assert pause() == 4


def test_the_pause_of_a_pair_that_comes_by_status_outlives_an_answer(clock: HandClock) -> None:
    verdicts = Verdicts(clock)
    pauses = []
    for _ in range(3):
        error = verdicts.failed(131056, "ana")
        assert isinstance(error, RateLimited)
        pauses.append(error.retry_after)
        clock.advance(seconds=error.retry_after)
        verdicts.taken("ana")

    assert pauses == [4, 16, 64]
    clock.advance(hours=1)
    assert verdicts.failed(131056, "ana").facts == {"retry_after": 4.0}


def test_nothing_of_what_the_service_says_is_in_an_error() -> None:
    error = GraphRefused(code=131056, status=400)

    assert str(error.brief) == "131056 too many to this person"


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
