"""The settings of the Cloud API."""

import re
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

GRAPH = "https://graph.facebook.com/v26.0"
TEMPLATES = "reminder=sparkone_reminder, brief=sparkone_brief, notice=sparkone_notice"


KINDS = ("reminder", "brief", "notice")
_PAIR = re.compile(r"\s*([a-z_-]+)\s*=\s*([a-z0-9_.]+)\s*")


def prices_of(text: str | None) -> dict[str, int]:
    """Return the price of each category, in millionths of a US dollar. Errors: ValueError."""
    found: dict[str, int] = {}
    for category, price in _pairs(text, "utility=0.0068, service=0"):
        try:
            found[category] = round(float(price) * 1_000_000)
        except ValueError:
            raise ValueError(f"{category}: write the price in US$, such as 0.0068") from None
    return found


def templates_of(text: str | None) -> dict[str, str]:
    """Return the name of the template for each kind of message. Errors: ValueError."""
    found = dict(_pairs(text, "reminder=sparkone_reminder"))
    unknown = sorted(set(found) - set(KINDS))
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: the kinds are {', '.join(KINDS)}")
    return found


def _pairs(text: str | None, example: str) -> list[tuple[str, str]]:
    pieces = [piece for piece in (text or "").split(",") if piece.strip()]
    found = [_PAIR.fullmatch(piece) for piece in pieces]
    if not all(found):
        raise ValueError(f"write name=value with commas, such as {example}")
    return [(one[1], one[2]) for one in found if one is not None]


class CloudSettings(BaseSettings):
    """How WhatsApp is reached through Meta's Cloud API."""

    whatsapp_token: str | None = Field(
        default=None, repr=False, description="Access token of a system user of your Meta app."
    )
    whatsapp_phone_number_id: str | None = Field(
        default=None, description="Id of the sending number, from the app's WhatsApp page."
    )
    whatsapp_app_secret: str | None = Field(
        default=None, repr=False, description="The app's secret: Meta signs the webhook with it."
    )
    whatsapp_verify_token: str | None = Field(
        default=None, repr=False, description="A word of yours with which Meta checks the webhook."
    )
    whatsapp_graph_url: str = Field(default=GRAPH, description="The Graph API, with its version.")
    whatsapp_business_account_id: str | None = Field(
        default=None, description="Id of the business account: its templates are looked at."
    )
    whatsapp_templates: str = Field(
        default=TEMPLATES, description="The approved templates, as kind=name with commas."
    )
    whatsapp_prices: str | None = Field(
        default=None, description="US$ a message by category, as utility=0.0068, service=0."
    )
    whatsapp_monthly_cap: Annotated[float, Field(ge=0)] | None = Field(
        default=None, description="US$ a month beyond which nothing that costs is sent."
    )

    @field_validator("whatsapp_phone_number_id", "whatsapp_business_account_id")
    @classmethod
    def _is_an_id(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"[0-9]{5,32}", value):
            raise ValueError("write the id, digits alone (not the phone number)")
        return value or None

    @field_validator("whatsapp_prices")
    @classmethod
    def _are_prices(cls, value: str | None) -> str | None:
        prices_of(value)
        return value or None

    @field_validator("whatsapp_templates")
    @classmethod
    def _are_templates(cls, value: str) -> str:
        templates_of(value)
        return value

    @field_validator("whatsapp_graph_url")
    @classmethod
    def _is_graph(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^/\s@]+[^\s@]*/v[0-9]+\.[0-9]+/?", value):
            raise ValueError(f"write the address with its version, such as {GRAPH}")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _cloud_hangs_together(self) -> Self:
        if not self.whatsapp_token:
            return self
        needed = {
            "WHATSAPP_PHONE_NUMBER_ID": self.whatsapp_phone_number_id,
            "WHATSAPP_APP_SECRET": self.whatsapp_app_secret,
            "WHATSAPP_VERIFY_TOKEN": self.whatsapp_verify_token,
        }
        missing = [name for name, value in needed.items() if not value]
        if missing:
            raise ValueError(f"{', '.join(missing)}: WHATSAPP_TOKEN needs them too")
        return self
