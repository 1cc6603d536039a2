"""The table: every case has its rule, and every change of a rule is noticed."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.origin import Origin
from engine.policy import TABLE, Case, Effect, Rule, Verdict, is_tainted, judge, written_as
from tests.policy.oracle import allowed

CASES = [
    Case(effect=effect, is_tainted=tainted, is_owners=owners, is_confirmed=confirmed)
    for effect, tainted, owners, confirmed in itertools.product(
        Effect, (False, True), (False, True), (False, True)
    )
]


def wrong(table: tuple[Rule, ...]) -> list[Case]:
    """Return the cases in which a table says something else than the rules in prose."""
    return [
        case
        for case in CASES
        if judge(case, table)
        is not allowed(
            case.effect,
            tainted=case.is_tainted,
            owners=case.is_owners,
            confirmed=case.is_confirmed,
        )
    ]


def doubtful(table: tuple[Rule, ...]) -> list[Case]:
    """Return the cases that more than one rule covers, or none."""
    return [case for case in CASES if sum(rule.covers(case) for rule in table) != 1]


def test_the_table_says_what_the_rules_in_prose_say() -> None:
    assert wrong(TABLE) == []


def test_every_case_has_exactly_one_rule() -> None:
    assert doubtful(TABLE) == []


def test_what_no_rule_covers_is_refused() -> None:
    assert {judge(case, ()) for case in CASES} == {Verdict.REFUSE}


def mutants() -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """Yield the table with each of its conditions flipped, dropped or added, one at a time."""
    for number, rule in enumerate(TABLE):
        for name, changed in _changes(rule):
            yield f"rule {number}: {name}", (*TABLE[:number], changed, *TABLE[number + 1 :])
        yield f"rule {number}: gone", (*TABLE[:number], *TABLE[number + 1 :])


def _changes(rule: Rule) -> Iterator[tuple[str, Rule]]:
    for field in ("tainted", "owners", "confirmed"):
        for value in {True, False, None} - {getattr(rule, field)}:
            yield f"{field}={value}", replace(rule, **{field: value})  # type: ignore[arg-type]
    for effect in (None, *Effect):
        if effect is not rule.effect:
            yield f"effect={effect}", replace(rule, effect=effect)
    for verdict in Verdict:
        if verdict is not rule.verdict:
            yield f"verdict={verdict}", replace(rule, verdict=verdict)


@pytest.mark.parametrize("table", [pytest.param(table, id=name) for name, table in mutants()])
def test_every_flipped_condition_is_caught(table: tuple[Rule, ...]) -> None:
    assert wrong(table) or doubtful(table)


def test_one_word_of_a_third_party_taints_and_labels_all_that_follows() -> None:
    clean = [Origin.OWNER, Origin.OWN_STORE, Origin.MODEL, Origin.CONFIRMED]

    assert not is_tainted(clean)
    assert written_as(clean) is Origin.MODEL
    assert is_tainted([*clean, Origin.THIRD_PARTY])
    assert written_as([*clean, Origin.THIRD_PARTY]) is Origin.THIRD_PARTY


@pytest.mark.parametrize("other", Origin)
def test_what_goes_together_with_third_parties_is_theirs(other: Origin) -> None:
    assert other.with_other(Origin.THIRD_PARTY) is Origin.THIRD_PARTY
    assert Origin.THIRD_PARTY.with_other(other) is Origin.THIRD_PARTY
    assert other.with_other(other) is other
    assert Origin.OWNER.with_other(other) is other
