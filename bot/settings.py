"""Settings: from the environment or `.env`, each also as `NAME_FILE`."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import ConfigurationError, UnknownZone
from engine.zones import zone

DEFAULT_DATABASE = "sqlite:///data/sparkone.db"


class Settings(BaseSettings):
    """What an owner may set. Every field is an environment variable of the same name."""

    model_config = SettingsConfigDict(
        case_sensitive=False, env_file_encoding="utf-8", extra="ignore", hide_input_in_errors=True
    )

    database_url: str = Field(
        default=DEFAULT_DATABASE,
        description="Where everything is kept: sqlite:///path/to/file.db",
    )
    http_host: str = Field(
        default="127.0.0.1", description="Address that health and metrics listen on."
    )
    http_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8321, description="Port of health and metrics; 0 takes any free one."
    )
    sparkone_owner: str | None = Field(
        default=None, description="Who else the owner is, as channel:id (telegram:123456)."
    )
    sparkone_language: Literal["auto", "pt", "en"] = Field(
        default="auto", description="Language of answers; auto follows each message."
    )
    sparkone_zone: str | None = Field(
        default=None,
        description="Time zone of the owner, as America/Sao_Paulo; else the machine's.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least important log line that is written."
    )
    log_format: Literal["text", "json"] = Field(default="text", description="Form of log lines.")

    @field_validator("sparkone_language", "log_level", "log_format", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value.startswith("sqlite:///") and len(value) > len("sqlite:///"):
            return value
        raise ValueError("write sqlite:///path/to/file.db")

    @field_validator("sparkone_zone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        try:
            return zone(value).key if value else None
        except UnknownZone:
            raise ValueError("write a zone such as America/Sao_Paulo or Europe/London") from None

    @field_validator("sparkone_owner")
    @classmethod
    def _channel_and_id(cls, value: str | None) -> str | None:
        if not value:
            return None
        channel, _, external = value.partition(":")
        if not channel or not external:
            raise ValueError("write channel:id, such as telegram:123456")
        return value

    @property
    def database_path(self) -> Path:
        """The SQLite file."""
        return Path(self.database_url.removeprefix("sqlite:///"))


def load_settings(
    environment: Mapping[str, str] | None = None, env_file: Path | None = Path(".env")
) -> Settings:
    """Read the settings; ConfigurationError with one clear line for each fault."""
    surroundings = dict(os.environ if environment is None else environment)
    given = {**_from_file(env_file), **_named(surroundings)}
    faults: list[str] = []
    values = _resolve_files(given, faults)
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        faults += [_fault(detail) for detail in error.errors(include_url=False)]
    if faults:
        raise ConfigurationError(faults)
    return settings


def _named(environment: Mapping[str, str]) -> dict[str, str]:
    names = {name for field in Settings.model_fields for name in (field, f"{field}_file")}
    return {key.lower(): text for key, text in environment.items() if key.lower() in names}


def _from_file(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - only where there is such a file

    return _named({key: text or "" for key, text in dotenv_values(path).items()})


def _resolve_files(given: dict[str, str], faults: list[str]) -> dict[str, str]:
    """Replace each NAME_FILE by the first line of its file (Docker and Kubernetes secrets)."""
    values = {name: text for name, text in given.items() if name in Settings.model_fields}
    for field in Settings.model_fields:
        path = given.get(f"{field}_file")
        if not path:
            continue
        try:
            values[field] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "is not text"
            faults.append(f"{field.upper()}_FILE: cannot read {path}: {reason}")
    return {name: text for name, text in values.items() if text != ""}


def _fault(detail: Any) -> str:
    name = str(detail["loc"][0]).upper()
    if detail["type"].startswith("int"):
        return f"{name}: write a whole number"
    reason = str(detail["msg"]).removeprefix("Value error, ")
    return f"{name}: {reason}"
