"""Settings: what is read, from where, and how a fault is named."""

from pathlib import Path

import pytest

from bot.settings import Settings, load_settings
from domain.errors import ConfigurationError


def test_nothing_has_to_be_set() -> None:
    settings = load_settings({}, env_file=None)

    assert settings.http_host == "127.0.0.1"
    assert settings.sparkone_language == "auto"


def test_a_value_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "owner"
    secret.write_text("telegram:123\n")

    settings = load_settings({"SPARKONE_OWNER_FILE": str(secret)}, env_file=None)

    assert settings.sparkone_owner == "telegram:123"


@pytest.mark.parametrize("field", list(Settings.model_fields))
def test_every_setting_may_stand_in_a_file(tmp_path: Path, field: str) -> None:
    default = load_settings({}, env_file=None)
    path = tmp_path / field
    path.write_text(str(getattr(default, field) or ""))

    assert load_settings({f"{field.upper()}_FILE": str(path)}, env_file=None) == default


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "zone"
    path.write_bytes(b"\xff\xfe")

    with pytest.raises(ConfigurationError, match=f"SPARKONE_ZONE_FILE: cannot read {path}"):
        load_settings({"SPARKONE_ZONE_FILE": str(path)}, env_file=None)


def test_the_environment_comes_before_the_file_of_settings(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("HTTP_PORT=1\nSPARKONE_LANGUAGE=pt\n")

    settings = load_settings({"HTTP_PORT": "2"}, env_file=file)

    assert (settings.http_port, settings.sparkone_language) == (2, "pt")


def test_an_empty_value_is_none() -> None:
    assert load_settings({"SPARKONE_ZONE": "", "HTTP_PORT": ""}, env_file=None).http_port == 8321


def test_values_are_read_in_any_case() -> None:
    settings = load_settings({"sparkone_language": "PT", "LOG_LEVEL": "Debug"}, env_file=None)

    assert (settings.sparkone_language, settings.log_level) == ("pt", "debug")


def test_every_fault_is_one_line_and_repeats_no_value() -> None:
    environment = {
        "HTTP_PORT": "s3cret",
        "SPARKONE_ZONE": "s3cret",
        "SPARKONE_OWNER": "s3cret",
        "SPARKONE_LANGUAGE": "s3cret",
        "DATABASE_URL": "s3cret",
    }

    with pytest.raises(ConfigurationError) as caught:
        load_settings(environment, env_file=None)

    assert {fault.partition(":")[0] for fault in caught.value.faults} == environment.keys()
    assert "s3cret" not in str(caught.value)
    assert not any("\n" in fault for fault in caught.value.faults)


def test_a_choice_that_does_not_exist_is_told_which_there_are() -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_settings({"SPARKONE_LANGUAGE": "fr"}, None)

    assert caught.value.faults == ["SPARKONE_LANGUAGE: write auto, pt or en"]
