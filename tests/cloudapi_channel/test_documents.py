"""What the documents say of the Cloud API is what it does."""

import re
from pathlib import Path

import pytest

from bot.cloudapi.graph import Component, Template
from bot.cloudapi.settings import TEMPLATES, templates_of
from bot.cloudapi.templates import REPLIES, form_of
from bot.cloudapi.webhook import PATH
from bot.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "channels" / "whatsapp.md"
ROWS = {
    row[0].strip("`"): row
    for row in re.findall(
        r"^\| (`sparkone_\w+`) \| `(.+?)` \| `(.+?)` \| (.+?) \|$", PAGE.read_text(), re.MULTILINE
    )
}


def test_every_template_is_documented_word_by_word() -> None:
    assert set(ROWS) == set(templates_of(TEMPLATES).values())


@pytest.mark.parametrize("name", ROWS)
def test_a_documented_template_has_one_place_and_neither_begins_nor_ends_with_it(name: str) -> None:
    for text in ROWS[name][1:3]:
        component = Component(type="BODY", text=text)
        form = form_of(Template(name=name, language="pt_BR", components=[component]))

        assert form is not None
        assert form.variable == "1"
        assert not text.startswith("{{")
        assert not text.rstrip(".").endswith("}}")


def test_the_documented_quick_replies_are_those_that_are_expected() -> None:
    titles = re.findall(r"`(.+?)`", ROWS["sparkone_reminder"][3])

    assert titles == [*REPLIES["pt"], *REPLIES["en"]]


def test_every_setting_that_is_named_exists() -> None:
    named = set(re.findall(r"\bWHATSAPP_[A-Z_]+", PAGE.read_text()))

    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_the_address_of_the_webhook_is_named() -> None:
    assert f"https://your.host{PATH}" in PAGE.read_text()
