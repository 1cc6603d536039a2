"""Settings: from the environment or `.env`, each also as `NAME_FILE`."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.cloudapi.settings import CloudSettings
from bot.evolution.settings import EvolutionSettings
from bot.places import PlaceSettings
from bot.safekeeping.settings import SafekeepingSettings
from bot.sharing.settings import LimitSettings
from domain.errors import ConfigurationError, UnknownZone
from engine.zones import zone

if TYPE_CHECKING:
    from engine.roles import Place

TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{20,}")
"""What a token of @BotFather looks like."""


class Settings(
    PlaceSettings,
    EvolutionSettings,
    CloudSettings,
    SafekeepingSettings,
    LimitSettings,
    BaseSettings,
):
    """What an owner may set. Every field is an environment variable of the same name."""

    model_config = SettingsConfigDict(
        case_sensitive=False, env_file_encoding="utf-8", extra="ignore", hide_input_in_errors=True
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
    telegram_token: str | None = Field(
        default=None, repr=False, description="The bot's token, from @BotFather."
    )
    telegram_api_base: str = Field(
        default="https://api.telegram.org", description="The Bot API server."
    )
    telegram_webhook_url: str | None = Field(
        default=None,
        description="Where Telegram brings updates: https://…/telegram/webhook; else polling.",
    )
    telegram_webhook_secret: str | None = Field(
        default=None, repr=False, description="What Telegram proves itself with at the webhook."
    )
    sparkone_language: Literal["auto", "pt", "en"] = Field(
        default="auto", description="Language of answers; auto follows each message."
    )
    sparkone_zone: str | None = Field(
        default=None,
        description="Time zone of the owner, as America/Sao_Paulo; else the machine's.",
    )
    openai_api_key: str | None = Field(
        default=None,
        repr=False,
        description="Key of a language model; without one there is no free conversation.",
    )
    openai_base_url: str | None = Field(
        default=None, description="Server that speaks OpenAI's API; empty: OpenAI's own."
    )
    openai_model: str = Field(default="gpt-5.4-mini", description="The model to converse with.")
    anthropic_api_key: str | None = Field(
        default=None,
        repr=False,
        description="Key of Anthropic; asked where OpenAI fails, or alone.",
    )
    anthropic_base_url: str | None = Field(
        default=None, description="Server that speaks Anthropic's API; empty: Anthropic's own."
    )
    anthropic_model: str = Field(
        default="claude-haiku-5-5", description="The model of Anthropic to converse with."
    )
    sparkone_models: str | None = Field(
        default=None,
        repr=False,
        description="Roles, candidates, budgets in TOML; goes before the six settings above.",
    )
    sparkone_mcp: str | None = Field(
        default=None,
        repr=False,
        description="Servers whose tools a model may ask for (MCP), in TOML.",
    )
    sparkone_embedder: Literal["auto", "off"] = Field(
        default="auto",
        description="Memory by meaning, where something makes vectors; off: by words alone.",
    )
    otel_exporter_otlp_endpoint: str | None = Field(
        default=None, description="Collector that is sent traces (OTLP over HTTP); empty: none."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least important log line that is written."
    )
    log_format: Literal["text", "json"] = Field(default="text", description="Form of log lines.")

    @field_validator(
        "sparkone_language",
        "sparkone_embedder",
        "log_level",
        "log_format",
        mode="before",
    )
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

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
        digits = re.sub(r"[+ ().-]", "", external)
        # A phone number as people write it; WhatsApp's other ids have letters.
        is_phone = channel in {"whatsapp", "evolution"} and digits.isdigit()
        return f"{channel}:{digits}" if is_phone else value

    @field_validator("telegram_token")
    @classmethod
    def _is_a_token(cls, value: str | None) -> str | None:
        if value and not TOKEN.fullmatch(value):
            raise ValueError("write the token as @BotFather gave it: 123456789:AA…")
        return value or None

    @field_validator("telegram_api_base")
    @classmethod
    def _is_a_server(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^/\s@]+[^\s@]*", value):
            raise ValueError("write an address such as https://api.telegram.org")
        return value.rstrip("/")

    @field_validator("openai_base_url", "anthropic_base_url", "otel_exporter_otlp_endpoint")
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"https?://[^/\s@]+[^\s@]*", value):
            raise ValueError("write an address such as http://127.0.0.1:11434/v1")
        return value or None

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _is_a_secret(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value):
            raise ValueError("write 16 to 256 of A-Z a-z 0-9 _ -, such as `openssl rand -hex 32`")
        return value or None

    @field_validator("telegram_webhook_url")
    @classmethod
    def _is_our_path(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"https?://[^\s]+/telegram/webhook", value):
            raise ValueError("write https://your.host/telegram/webhook")
        return value or None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.telegram_webhook_url and not self.telegram_webhook_secret:
            raise ValueError(
                "TELEGRAM_WEBHOOK_SECRET: a webhook needs one; make it with `openssl rand -hex 32`"
            )
        if self.telegram_webhook_url and not self.telegram_token:
            raise ValueError("TELEGRAM_TOKEN: a webhook needs the bot's token")
        return self

    @field_validator("sparkone_models", "sparkone_mcp")
    @classmethod
    def _are_models(cls, value: str | None) -> str | None:
        return value if value and value.strip() else None

    @model_validator(mode="after")
    def _models_hang_together(self) -> Self:
        if self.sparkone_models:
            from engine.roles import parse  # noqa: PLC0415 - only where there are some

            try:
                parse(self.sparkone_models, self.places())
            except ConfigurationError as error:
                raise ValueError("\n".join(error.faults)) from None
        return self

    @model_validator(mode="after")
    def _servers_hang_together(self) -> Self:
        if self.sparkone_mcp:
            from engine.outside.servers import parse  # noqa: PLC0415 - only where there are some

            try:
                parse(self.sparkone_mcp)
            except ConfigurationError as error:
                raise ValueError("\n".join(error.faults)) from None
        return self

    @property
    def has_models(self) -> bool:
        """Whether a language model is configured."""
        return bool(self.sparkone_models or self.openai_api_key or self.anthropic_api_key)

    def places(self) -> "dict[str, Place]":
        """Return the providers of models that have a setting of their own, by name."""
        from engine.roles import Place  # noqa: PLC0415 - only where there are some

        found = {
            "openai": (self.openai_api_key, self.openai_base_url),
            "anthropic": (self.anthropic_api_key, self.anthropic_base_url),
        }
        return {
            name: Place(name=name, kind=name, base_url=base_url, key=key)
            for name, (key, base_url) in found.items()
            if key
        }


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
    if not detail["loc"]:
        return str(detail["msg"]).removeprefix("Value error, ")
    name = str(detail["loc"][0]).upper()
    if detail["type"].startswith("int"):
        return f"{name}: write a whole number"
    if detail["type"] == "literal_error":
        return f"{name}: write {detail['ctx']['expected']}".replace("'", "")
    reason = str(detail["msg"]).removeprefix("Value error, ")
    return f"{name}: {reason}"
