"""Settings of backups: whether, with which key, and where copies of them go."""

import re
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

SHORTEST_KEY = 12
_PLACES = {
    "ssh": re.compile(r"ssh://[^/\s@]+@[^/\s@:]+(:[0-9]{1,5})?/\S+"),
    "s3": re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/\S*)?"),
}


class SafekeepingSettings(BaseSettings):
    """What an owner may set about backups."""

    sparkone_backups: Literal["on", "off"] = Field(
        default="on", description="A backup a day, beside the database."
    )
    sparkone_backup_key: str | None = Field(
        default=None, repr=False, description="The passphrase that backups are encrypted with."
    )
    sparkone_backup_to: str | None = Field(
        default=None,
        description="Where copies of backups go: ssh://user@host/folder or s3://bucket/prefix",
    )
    sparkone_backup_plain: Literal["on", "off"] = Field(
        default="off", description="Whether backups may leave this machine without encryption."
    )
    sparkone_backup_ssh_key: str | None = Field(
        default=None, repr=False, description="The private key for ssh://; else those of the user."
    )
    sparkone_backup_ssh_hosts: str | None = Field(
        default=None,
        description="The server's keys, as lines of known_hosts; else ~/.ssh/known_hosts.",
    )
    sparkone_backup_bucket_endpoint: str | None = Field(
        default=None, description="The server for s3://; else Amazon's of the region."
    )
    sparkone_backup_bucket_region: str = Field(
        default="us-east-1", description="The region that requests to it are signed for."
    )
    sparkone_backup_bucket_key_id: str | None = Field(
        default=None, description="The id of the access key for s3://."
    )
    sparkone_backup_bucket_secret: str | None = Field(
        default=None, repr=False, description="The access key itself."
    )

    @field_validator("sparkone_backups", "sparkone_backup_plain", mode="before")
    @classmethod
    def _on_or_off(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("sparkone_backup_key")
    @classmethod
    def _long_enough(cls, value: str | None) -> str | None:
        if value and len(value) < SHORTEST_KEY:
            raise ValueError("write 12 characters or more, such as `openssl rand -base64 32`")
        return value or None

    @field_validator("sparkone_backup_to")
    @classmethod
    def _is_a_place(cls, value: str | None) -> str | None:
        if not value:
            return None
        known = _PLACES.get(value.partition("://")[0])
        if known is None or not known.fullmatch(value):
            raise ValueError("write ssh://user@host/folder or s3://bucket/prefix")
        return value.rstrip("/")

    @field_validator("sparkone_backup_bucket_endpoint")
    @classmethod
    def _is_an_endpoint(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"https?://[^/\s@]+/?", value):
            raise ValueError("write an address such as https://s3.eu-central-1.example.com")
        return value.rstrip("/") if value else None

    @model_validator(mode="after")
    def _may_leave(self) -> Self:
        place = self.sparkone_backup_to or ""
        if place and not self.sparkone_backup_key and self.sparkone_backup_plain == "off":
            raise ValueError(
                "SPARKONE_BACKUP_KEY: copies leave this machine encrypted; set a key, or "
                "SPARKONE_BACKUP_PLAIN=on to let them leave as they are"
            )
        if place.startswith("s3:") and not (
            self.sparkone_backup_bucket_key_id and self.sparkone_backup_bucket_secret
        ):
            raise ValueError(
                "SPARKONE_BACKUP_BUCKET_KEY_ID: s3:// needs it, and SPARKONE_BACKUP_BUCKET_SECRET"
            )
        return self
