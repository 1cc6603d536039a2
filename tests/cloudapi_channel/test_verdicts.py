"""Verdicts: what each code means, whether it is an answer or comes as a status."""

import pytest

from bot.cloudapi.advice import ADVICE
from bot.cloudapi.refusals import TABLE, GraphRefused, Kind, meaning_of
from bot.cloudapi.verdicts import Verdicts
from domain.sending import Blocked, NotSent, OutcomeUnknown, RateLimited, Rejected, Withheld
from tests.cloudapi.errors import TITLES
from tests.fakes import HandClock

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


def test_a_hold_that_is_told_late_is_over_sooner(clock: HandClock) -> None:
    verdicts = Verdicts(clock)

    assert verdicts.failed(131048, "ana", age=4 * 3600 - 60).facts == {"retry_after": 60.0}
    assert verdicts.failed(131048, "ana", age=86_400).facts == {"retry_after": 1.0}


def test_nothing_of_what_the_service_says_is_in_an_error() -> None:
    error = GraphRefused(code=131056, status=400)

    assert str(error.brief) == "131056 too many to this person"
