"""The settings of Evolution API."""

import ipaddress
import re
from typing import Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings


class EvolutionSettings(BaseSettings):
    """How WhatsApp is reached through Evolution API v2."""

    evolution_url: str | None = Field(
        default=None, description="The Evolution API server, such as http://127.0.0.1:8080"
    )
    evolution_api_key: str | None = Field(
        default=None, repr=False, description="The server's key (its AUTHENTICATION_API_KEY)."
    )
    evolution_instance: str = Field(
        default="sparkone", description="The name of our instance on that server."
    )
    evolution_webhook_secret: str | None = Field(
        default=None, repr=False, description="What Evolution proves itself with at the webhook."
    )
    evolution_webhook_url: str | None = Field(
        default=None,
        description="Where Evolution reaches us: http://…/whatsapp/evolution; else HTTP_HOST.",
    )
    evolution_jwt_key: str | None = Field(
        default=None, repr=False, description="Key of the signed token that Evolution adds too."
    )
    evolution_sources: str | None = Field(
        default=None, description="Addresses that may call the webhook, with commas; else any."
    )

    @field_validator("evolution_url")
    @classmethod
    def _is_evolution(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"https?://(?!/)[!-?A-~]+", value):
            raise ValueError("write an address such as http://127.0.0.1:8080")
        return value.rstrip("/") if value else None

    @field_validator("evolution_api_key")
    @classmethod
    def _is_a_key(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"[!-~]{1,256}", value):
            raise ValueError("write the server's AUTHENTICATION_API_KEY, without spaces")
        return value or None

    @field_validator("evolution_instance")
    @classmethod
    def _is_a_name(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value):
            raise ValueError("write up to 64 of A-Z a-z 0-9 _ -, such as sparkone")
        return value

    @field_validator("evolution_webhook_secret", "evolution_jwt_key")
    @classmethod
    def _is_long(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value):
            raise ValueError("write 16 to 256 of A-Z a-z 0-9 _ -, such as `openssl rand -hex 32`")
        return value or None

    @field_validator("evolution_webhook_url")
    @classmethod
    def _leads_to_us(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"https?://[^\s]+/whatsapp/evolution", value):
            raise ValueError("write http://your.host/whatsapp/evolution")
        return value or None

    @field_validator("evolution_sources")
    @classmethod
    def _are_addresses(cls, value: str | None) -> str | None:
        for one in (value or "").split(","):
            try:
                ipaddress.ip_network(one.strip() or "127.0.0.1", strict=False)
            except ValueError:
                raise ValueError("write addresses such as 127.0.0.1,10.0.0.0/8") from None
        return value or None

    @model_validator(mode="after")
    def _evolution_hangs_together(self) -> Self:
        if not self.evolution_url:
            return self
        if not self.evolution_api_key:
            raise ValueError("EVOLUTION_API_KEY: EVOLUTION_URL needs the server's key")
        if not self.evolution_webhook_secret:
            raise ValueError(
                "EVOLUTION_WEBHOOK_SECRET: the webhook needs one; make it with "
                "`openssl rand -hex 32`"
            )
        return self
