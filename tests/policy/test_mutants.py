"""Every condition in the policy's code is flipped once, and the tests beside must notice."""

import ast
import copy
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import engine.policy
from domain.origin import Origin
from tests.policy.oracle import allowed
from tests.policy.test_own_words import NOT_OWN, OWN
from tests.policy.test_table import CASES

SOURCE = Path(engine.policy.__file__).read_text(encoding="utf-8")
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


def flipped(node: ast.AST) -> ast.AST | None:
    """Return a condition turned round, or None where a node is none."""
    if isinstance(node, ast.Compare):
        other = copy.deepcopy(node)
        other.ops = [_OPPOSITE[type(one)]() for one in node.ops]
        return other
    if isinstance(node, ast.BoolOp):
        other_op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        return ast.BoolOp(op=other_op, values=node.values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        names = {"all": "any", "any": "all"}
        if node.func.id in names:
            return ast.Call(
                func=ast.Name(names[node.func.id], ast.Load()), args=node.args, keywords=[]
            )
    return None


def mutants() -> Iterator[Any]:
    """Yield the module with one condition flipped, named by its line."""
    count = sum(flipped(node) is not None for node in ast.walk(ast.parse(SOURCE)))
    for number in range(count):
        tree = ast.parse(SOURCE)
        flipping = _Flip(number)
        yield pytest.param(
            ast.fix_missing_locations(flipping.visit(tree)), id=f"{number}-line-{flipping.line}"
        )


class _Flip(ast.NodeTransformer):
    """Flips the condition of one number."""

    def __init__(self, number: int) -> None:
        self._left = number
        self.line = 0

    def visit(self, node: ast.AST) -> Any:
        other = flipped(node)
        if other is not None:
            self._left -= 1
            if self._left == -1:
                self.line = getattr(node, "lineno", 0)
                return other
        return self.generic_visit(node)


def is_sound(policy: ModuleType) -> bool:
    """Tell whether a policy passes all that the tests beside this one ask."""
    cases = all(
        policy.judge(
            policy.Case(
                effect=policy.Effect(case.effect.value),
                is_tainted=case.is_tainted,
                is_owners=case.is_owners,
                is_confirmed=case.is_confirmed,
            )
        ).value
        == allowed(
            case.effect,
            tainted=case.is_tainted,
            owners=case.is_owners,
            confirmed=case.is_confirmed,
        ).value
        for case in CASES
    )
    own = all(policy.are_owners(*one) for one in OWN.values())
    other = not any(policy.are_owners(*one) for one in NOT_OWN.values())
    contacts = policy.are_owners({"to": "x@y.example"}, "oi", contacts=["x@y.example"])
    taint = policy.is_tainted([Origin.THIRD_PARTY]) and not policy.is_tainted([Origin.OWNER])
    worn = policy.written_as([Origin.THIRD_PARTY]) is Origin.THIRD_PARTY
    clean = policy.written_as([Origin.OWN_STORE]) is Origin.MODEL
    return cases and own and other and contacts and taint and worn and clean


def loaded(tree: ast.Module) -> ModuleType:
    module = ModuleType("mutated_policy")
    sys.modules[module.__name__] = module
    exec(compile(tree, "policy.py", "exec"), module.__dict__)
    return module


def test_the_policy_as_it_is_passes() -> None:
    assert is_sound(loaded(ast.parse(SOURCE)))


@pytest.mark.parametrize("tree", list(mutants()))
def test_a_flipped_condition_is_noticed(tree: ast.Module) -> None:
    try:
        assert not is_sound(loaded(tree))
    except (TypeError, ValueError, AttributeError, RecursionError):
        return  # it cannot even run
