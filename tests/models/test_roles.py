"""The block that says which models do what: read with care, refused with the place of the fault."""

from pathlib import Path

import pytest

from bot.models import plan_of
from bot.settings import Settings, load_settings
from domain.errors import ConfigurationError
from engine.model import Role
from engine.roles import Allowance, Keeping, Patience, Price, kinds, parse
from tests.docs.pages import blocks, page
from tests.models.server import KEY

BLOCK = """
[providers.local]
kind = "openai"
base_url = "http://127.0.0.1:11434/v1"

[[chat]]
provider = "openai"
model = "big"
most_tokens = 900
first_seconds = 4.5

[[chat]]
provider = "local"
model = "small"
input = 0
output = 0.5

[budget]
person_day_tokens = 1000
month_usd = 12.5

[cache]
on = false

[breaker]
failures = 5
"""


def _settings(block: str, **facts: str) -> Settings:
    return load_settings({"SPARKONE_MODELS": block, **facts}, None)


def test_a_block_is_read_whole() -> None:
    plan = plan_of(_settings(BLOCK, OPENAI_API_KEY=KEY))

    big, small = plan.candidates[Role.CHAT]
    assert (big.name, big.place.key, big.most_tokens, big.first_seconds) == (
        "openai/big", KEY, 900, 4.5,
    )  # fmt: skip
    assert (small.name, small.place.base_url) == ("local/small", "http://127.0.0.1:11434/v1")
    assert (big.price, small.price) == (None, Price(input=0, output=0.5))
    assert plan.budgets.person_day == Allowance(tokens=1000)
    assert plan.budgets.month == Allowance(micro_usd=12_500_000)
    assert plan.keeping is None
    assert plan.patience == Patience(failures=5)


def test_one_key_is_enough() -> None:
    plan = plan_of(Settings(openai_api_key=KEY))

    (only,) = plan.candidates[Role.CHAT]
    assert (only.name, only.place.base_url) == ("openai/gpt-5.4-mini", None)
    assert plan.keeping == Keeping()
    assert plan_of(Settings()).candidates == {}


def test_with_two_keys_the_second_stands_in_for_the_first() -> None:
    settings = Settings(
        openai_api_key="a",
        anthropic_api_key="b",
        anthropic_model="m",
        anthropic_base_url="http://127.0.0.1:1",
    )

    first, second = plan_of(settings).candidates[Role.CHAT]

    assert (first.place.kind, second.place.kind) == ("openai", "anthropic")
    assert (second.name, second.place.key) == ("anthropic/m", "b")


FAULTS = {
    '[[chat]]\nprovider = "x"\nmodel = "m"': "chat[0]: provider 'x' is not defined",
    '[[chat]]\nprovider = "x"': "chat[0]: Object missing required field `model`",
    '[[chat]]\nprovider = "x"\nmodel = 7': "chat[0].model: Expected `str`, got `int`",
    '[[chat]]\nmodle = "m"': "chat[0]: Object contains unknown field `modle`",
    '[[talk]]\nmodel = "m"': "Object contains unknown field `talk`",
    '[providers.p]\nkind = "grok"': "kind 'grok' is not one of anthropic, openai",
    '[providers.p]\nkind = "openai"\nbase_url = "ftp://x"': "providers[...].base_url: Expected",
    "[budget]\nday_tokens = 0": "budget.day_tokens: Expected `int` >= 1",
    "[budget]\nday_usd = -1": "budget.day_usd: Expected `float` >= 0",
    "[breaker]\npause_seconds = 0": "breaker.pause_seconds: Expected `float` > 0",
    '[providers.p]\nkind = "openai"\n[[fast]]\nprovider = "p"\nmodel = "m"\ninput = 1': (
        "fast[0]: a price needs both input and output"
    ),
    "chat = [": "SPARKONE_MODELS: ",
}


@pytest.mark.parametrize(("block", "said"), FAULTS.items(), ids=FAULTS.values())
def test_a_fault_is_told_with_its_place(block: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        _settings(block)

    (line,) = caught.value.faults
    assert line.startswith("SPARKONE_MODELS: ")
    assert said in line


def test_every_fault_is_told() -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse('[[chat]]\nprovider = "x"\nmodel = "m"\n[[fast]]\nprovider = "y"\nmodel = "m"')

    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("where", ["key_env", "key_file", "key"])
def test_a_key_comes_from_wherever_it_is(where: str, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    value = {"key_env": "MY_KEY", "key_file": str(file), "key": KEY}[where]
    block = (
        f'[providers.p]\nkind = "openai"\n{where} = "{value}"\n'
        '[[chat]]\nprovider = "p"\nmodel = "m"'
    )

    plan = plan_of(_settings(block), {"MY_KEY": KEY})

    assert plan.candidates[Role.CHAT][0].place.key == KEY
    assert KEY not in repr(plan)
    assert KEY not in repr(_settings(block))


@pytest.mark.parametrize(
    ("line", "said"),
    [('key_env = "NONE"', "NONE is not set"), ('key_file = "/none"', "cannot read /none")],
)
def test_a_key_that_is_not_there_stops_the_start(line: str, said: str) -> None:
    block = f'[providers.p]\nkind = "openai"\n{line}\n[[chat]]\nprovider = "p"\nmodel = "m"'

    with pytest.raises(ConfigurationError) as caught:
        plan_of(_settings(block), {})

    assert caught.value.faults == [f"SPARKONE_MODELS: providers.p: {said}"]


def test_the_block_of_the_page_can_be_used_as_it_is() -> None:
    (block,) = blocks(page("docs/models.md"), "toml")

    plan = plan_of(_settings(block, OPENAI_API_KEY=KEY), {"GROQ_API_KEY": KEY})

    assert [one.name for one in plan.candidates[Role.CHAT]] == [
        "openai/gpt-5.4-mini",
        "local/llama3.2",
    ]


def test_each_kind_is_a_file() -> None:
    assert kinds() == {"openai", "anthropic"}
