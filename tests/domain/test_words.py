"""The small modules of the domain: cleaning, folding, texts, quiet hours, plug-ins, errors."""

import sys
from datetime import time
from pathlib import Path

import pytest

from domain.cleaning import storable, visible
from domain.errors import ConfigurationError, StorageUnavailable
from domain.folding import folded
from domain.markup import plain
from domain.people import QuietHours
from domain.plugins import collect
from domain.texts import Texts


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("buy milk\n\tand bread", "buy milk\n\tand bread"),
        ("a\x00b", "a\ufffdb"),
        ("a\x1b[2Jb", "a\ufffd[2Jb"),
        ("a\ud83db", "a\ufffdb"),
        ("😀 e\u0301 \u202e", "😀 e\u0301 \u202e"),
    ],
    ids=["line breaks stay", "NUL", "a terminal's escape", "half an emoji", "the rest stays"],
)
def test_only_what_no_database_takes_is_replaced(text: str, stored: str) -> None:
    assert storable(text) == stored
    assert len(storable(text)) == len(text)
    storable(text).encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hello", "hello"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u2066b", r"a\u2066b"),
        ("a\x1bb", r"a\u001bb"),
        ("a\nb", "a\nb"),
    ],
    ids=["plain", "right to left", "isolated", "escape", "a line break"],
)
def test_what_would_deceive_the_eye_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("AÇÃO", "acao"),
        ("Straße", "strasse"),
        ("  two   words ", "two words"),
        ("e\u0301", "e"),
        ("ﬁm", "fim"),
        ("", ""),
    ],
    ids=["accents", "sharp s", "spaces", "combining", "a ligature", "nothing"],
)
def test_texts_are_compared_without_case_and_accents(text: str, compared: str) -> None:
    assert folded(text) == compared


TEXTS = Texts(
    {
        "done": {"en": "Done: *{title}*", "pt": "Feito: *{title}*"},
        "around": {"en": "[{inner!r}]"},
    }
)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Done: *milk*"), ("pt", "Feito: *milk*"), ("fr", "Done: *milk*")],
    ids=["english", "portuguese", "a language without this text"],
)
def test_a_sentence_is_said_in_the_language_or_else_in_english(language: str, said: str) -> None:
    assert TEXTS.say("done", language, title="milk") == said


def test_a_fact_is_inserted_literally() -> None:
    said = TEXTS.say("done", "en", title="2*3 {title} _x_")

    assert plain(said) == "Done: 2*3 {title} _x_"


def test_a_fact_in_markup_is_inserted_as_it_is() -> None:
    assert TEXTS.say("around", "en", inner="*bold*") == "[*bold*]"


@pytest.mark.parametrize("name", ["sentence", "fact"])
def test_a_missing_sentence_or_fact_is_an_error(name: str) -> None:
    with pytest.raises(KeyError):
        TEXTS.say("done" if name == "fact" else "missing", "en")


NIGHT = QuietHours(start=time(22, 30), end=time(7))
SIESTA = QuietHours(start=time(13), end=time(15))
NEVER = QuietHours(start=time(8), end=time(8))


@pytest.mark.parametrize(
    ("hours", "moment", "state"),
    [
        (NIGHT, time(22, 29), "awake"),
        (NIGHT, time(22, 30), "quiet"),
        (NIGHT, time(0), "quiet"),
        (NIGHT, time(6, 59), "quiet"),
        (NIGHT, time(7), "awake"),
        (SIESTA, time(12, 59), "awake"),
        (SIESTA, time(13), "quiet"),
        (SIESTA, time(15), "awake"),
        (NEVER, time(8), "awake"),
    ],
)
def test_quiet_hours_include_their_start_and_not_their_end(
    hours: QuietHours, moment: time, state: str
) -> None:
    assert hours.covers(moment) is (state == "quiet")


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of plug-ins that can be imported as `fruit_plugins`."""
    folder = tmp_path / "fruit_plugins"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.startswith("fruit_plugins")]:
        monkeypatch.delitem(sys.modules, name)
    return folder


def test_plugins_are_found_by_being_there_in_order_of_name(plugins: Path) -> None:
    import importlib

    for name in ("pear", "apple"):
        (plugins / f"{name}.py").write_text(f"NAME = {name!r}\n")
    (plugins / "notes.txt").write_text("no plug-in")

    found = collect(importlib.import_module("fruit_plugins"))

    assert [module.NAME for module in found] == ["apple", "pear"]


def test_a_plugin_that_cannot_be_imported_stops_the_start(plugins: Path) -> None:
    import importlib

    (plugins / "rotten.py").write_text("import nothing_of_this_name\n")

    with pytest.raises(ImportError, match="nothing_of_this_name"):
        collect(importlib.import_module("fruit_plugins"))


def test_an_error_tells_the_log_its_reason_and_its_facts() -> None:
    error = StorageUnavailable(reason="disk full")

    assert str(error).endswith("damaged. (reason=disk full)")
    assert error.message_id == "error.storage"
    assert str(ConfigurationError(["first", "second"])) == "first\nsecond"
