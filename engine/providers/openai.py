"""OpenAI's chat API: OpenAI's own, or any other server that speaks it."""

from typing import Any

from engine.model import Model
from engine.roles import Candidate

KIND = "openai"
OWN = "https://api.openai.com/v1"
NO_KEY = "none"
"""Servers of one's own often want no key, the library always wants one."""


def build(candidate: Candidate, http: Any) -> Model:
    """Return the model of a candidate; `http` is the wire to its place. Imports the library."""
    # A second to import, so only with the first model.
    from pydantic_ai.models.openai import OpenAIChatModel  # noqa: PLC0415
    from pydantic_ai.profiles.openai import OpenAIModelProfile  # noqa: PLC0415
    from pydantic_ai.providers.openai import OpenAIProvider  # noqa: PLC0415

    from engine.exchange import Exchange  # noqa: PLC0415
    from engine.swift import SwiftOpenAI  # noqa: PLC0415

    place = candidate.place
    client = SwiftOpenAI(
        api_key=place.key or NO_KEY,
        base_url=place.base_url or OWN,
        http_client=http,
        timeout=http.timeout,
        max_retries=0,
    )
    # Schemas go as they are. OpenAI counts by the newer name, other servers know the older one.
    profile = OpenAIModelProfile(
        json_schema_transformer=None,
        openai_chat_supports_max_completion_tokens=place.base_url is None,
    )
    library = OpenAIChatModel(
        candidate.model, provider=OpenAIProvider(openai_client=client), profile=profile
    )
    return Exchange(library, candidate.name, most_tokens=candidate.most_tokens)
