"""The small parts: addresses, codes, tokens, echoes, numbers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.evolution.drawing import drawn, pictured
from bot.evolution.echoes import Echoes
from bot.evolution.events import whole
from bot.evolution.files import MOST_KEPT, Files
from bot.evolution.jids import Who, is_nobody, is_same, jid_of, phone_in, who
from bot.evolution.tokens import is_pass, pass_for

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("addresses", "found"),
    [
        (("5511988887777@s.whatsapp.net",),
         Who(name="5511988887777", aliases=("551188887777",))),
        (("5511988887777:12@s.whatsapp.net", "1@lid"),
         Who(name="5511988887777", aliases=("1@lid", "551188887777"))),
        (("1:7@lid", "14155550123@s.whatsapp.net"),
         Who(name="14155550123", aliases=("1@lid",))),
        (("1@lid", None, ""), Who(name="1@lid", aliases=("1@lid",))),
        (("abc",), Who(name="abc")),
    ],
)  # fmt: skip
def test_somebody_is_known_by_the_phone_or_else_by_the_lid(
    addresses: tuple[str, ...], found: Who
) -> None:
    assert who(*addresses) == found


@pytest.mark.parametrize(
    ("name", "language"),
    [("5511988887777", "pt"), ("351910000000", "pt"), ("14155550123", None), ("55@lid", None)],
)
def test_the_language_of_a_number(name: str, language: str | None) -> None:
    assert Who(name=name).language == language


@pytest.mark.parametrize(
    ("message", "phone"),
    [
        ("wamid.HBgLMTY0NjcwNDM1OTUVAgASGBQzQTdCNTg5RjY1MEMyRjlGMjRGNgA=", "16467043595"),
        ("wamid.HBgNNTUxNjk5MjMxODIyMhUCABEYEjgxQkVFRDVBQTVDODFDOTg3MQA=", "5516992318222"),
        ("wamid.HBgN000000000000000000000000000000A0B1C2D3E4F5", None),
        ("wamid.HBgD", None),
        ("wamid.", None),
        ("AC0B1C2D3E4F5", None),
        ("é", None),
    ],
)
def test_an_id_of_meta_says_whose_message_it_is(message: str, phone: str | None) -> None:
    assert phone_in(message) == phone


def test_it_is_sent_to_whole_addresses() -> None:
    assert jid_of("5511988887777") == "5511988887777@s.whatsapp.net"
    assert jid_of("1@lid") == "1@lid"
    assert jid_of("1-2@g.us") == "1-2@g.us"


def test_two_forms_of_a_number_are_one_chat() -> None:
    assert is_same("5531988887777@s.whatsapp.net", "553188887777@s.whatsapp.net")
    assert not is_same("5531988887777@s.whatsapp.net", "5531988887778@s.whatsapp.net")
    assert is_same("1:2@lid", "1@lid")
    assert not is_same("5531988887777@s.whatsapp.net", "")


@pytest.mark.parametrize("jid", ["status@broadcast", "1@broadcast", "1@newsletter", ""])
def test_nobody_is_behind_these(jid: str) -> None:
    assert is_nobody(jid)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (7, 7), (7.9, 7), ("7", 7), ({"low": 5, "high": 0, "unsigned": True}, 5),
        ({"low": -1, "high": 0}, 2**32 - 1), ({"low": 0, "high": 1}, 2**32),
        (None, None), (True, None), ("x", None), ({}, None), ("9" * 99, None), ([], None),
    ],
)  # fmt: skip
def test_numbers_come_in_many_forms(value: Any, found: int | None) -> None:
    assert whole(value) == found


def test_a_code_is_drawn_in_half_blocks() -> None:
    drawing = drawn("2@abc,def")

    assert drawing is not None
    lines = drawing.split("\n")
    assert len({len(line) for line in lines}) == 1
    assert set(drawing) <= set("█▀▄ \n")
    assert abs(len(lines[0]) - 2 * len(lines)) <= 1
    assert drawn(None) is None


def test_a_code_is_a_picture() -> None:
    assert (pictured("2@abc,def") or b"")[:8] == b"\x89PNG\r\n\x1a\n"
    assert pictured("") is None


def test_a_pass_is_for_one_thing_and_for_a_time() -> None:
    word = pass_for("a", "secret", NOW + timedelta(minutes=10))

    assert is_pass(word, "a", "secret", NOW)
    assert not is_pass(word, "b", "secret", NOW)
    assert not is_pass(word, "a", "other", NOW)
    assert not is_pass(word, "a", "secret", NOW + timedelta(minutes=10))
    assert not is_pass("", "a", "secret", NOW)
    assert not is_pass("9" * 5000, "a", "secret", NOW)
    assert not is_pass("é.é", "a", "secret", NOW)


def test_an_echo_belongs_to_the_oldest_sending_that_says_the_same_there() -> None:
    echoes = Echoes()
    first = echoes.begin("1@s.whatsapp.net", "Oi", "k1")
    second = echoes.begin("1@s.whatsapp.net", "Oi", "k2")
    echoes.begin("2@s.whatsapp.net", "Oi", "k3")

    assert echoes.heard("1@s.whatsapp.net", "A", "Oi") is None
    assert echoes.heard("1@s.whatsapp.net", "A", "Oi") is None
    assert (first.id, second.id) == ("A", None)
    second.is_over = True
    assert echoes.heard("1@s.whatsapp.net", "B", "Oi") == "k2"
    assert echoes.heard("1@s.whatsapp.net", "C", "Oi") is None
    assert echoes.heard("3@s.whatsapp.net", "D", "Oi") is None


def test_a_late_echo_of_a_settled_sending_is_nobodys() -> None:
    echoes = Echoes()
    first = echoes.begin("1@lid", "Oi", "k1")
    echoes.end(first, "A")
    second = echoes.begin("1@lid", "Oi", "k2")

    assert echoes.heard("1@lid", "A", "Oi") is None
    assert second.id is None


def test_contents_that_came_along_give_way_to_newer_ones() -> None:
    files = Files(None)  # type: ignore[arg-type]
    files.keep("a", "x" * (MOST_KEPT // 2))
    files.keep("b", "x" * (MOST_KEPT // 2))
    files.keep("c", "x" * 10)
    files.keep("d", "x" * (MOST_KEPT + 1))

    assert list(files._kept) == ["b", "c"]
