"""Anthropic's messages API, or another server that speaks it."""

from typing import Any

from engine.model import Model
from engine.roles import Candidate

KIND = "anthropic"
OWN = "https://api.anthropic.com"


def build(candidate: Candidate, http: Any) -> Model:
    """Return the model of a candidate; `http` is the wire to its place. Imports the library."""
    from anthropic import AsyncAnthropic  # noqa: PLC0415 - a second to import
    from pydantic_ai.models.anthropic import AnthropicModel  # noqa: PLC0415
    from pydantic_ai.profiles.anthropic import AnthropicModelProfile  # noqa: PLC0415
    from pydantic_ai.providers.anthropic import AnthropicProvider  # noqa: PLC0415

    from engine.exchange import Exchange  # noqa: PLC0415

    place = candidate.place
    client = AsyncAnthropic(
        api_key=place.key,
        base_url=place.base_url or OWN,
        http_client=http,
        timeout=http.timeout,
        max_retries=0,
    )
    library = AnthropicModel(
        candidate.model,
        provider=AnthropicProvider(anthropic_client=client),
        profile=AnthropicModelProfile(json_schema_transformer=None),
    )
    # Tools are the same in every request: the provider may keep them for five minutes.
    settings = {"anthropic_cache_tool_definitions": True}
    return Exchange(library, candidate.name, most_tokens=candidate.most_tokens, settings=settings)
