"""Settings of the limits: how much of one person or address is served in a minute."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings


class LimitSettings(BaseSettings):
    """How many are too many."""

    sparkone_messages_a_minute: Annotated[int, Field(ge=1)] = Field(
        default=100, description="Messages that are read of one person in a minute."
    )
    sparkone_requests_a_minute: Annotated[int, Field(ge=1)] = Field(
        default=300,
        description="Requests of one address that health, and metrics, answer in a minute.",
    )
    sparkone_wrong_secrets_a_minute: Annotated[int, Field(ge=1)] = Field(
        default=20, description="Wrong secrets of one address at webhooks before it is slowed."
    )
