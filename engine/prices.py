"""Prices: from the settings, else from the list that comes with the program, else unknown."""

from datetime import UTC, datetime
from typing import Any

from engine.model import Usage
from engine.roles import Candidate, Price


def price_of(candidate: Candidate) -> Price | None:
    """Return what a candidate costs; None: nobody knows. Imports the list of prices, offline."""
    return candidate.price or _listed(candidate)


def cost(price: Price | None, usage: Usage) -> int:
    """Return what tokens cost, in micro-USD, rounded up; 0 where the price is unknown."""
    if price is None:
        return 0
    cached = min(usage.cached_tokens, usage.input_tokens)
    cheaper = price.input if price.cached is None else price.cached
    # A dollar for a million tokens is a micro-dollar for one.
    exact = (
        (usage.input_tokens - cached) * price.input
        + cached * cheaper
        + usage.output_tokens * price.output
    )
    return -int(-exact // 1)


def _listed(candidate: Candidate) -> Price | None:
    """Look a model up under the address of its place: another server's model is another one."""
    from genai_prices.data_snapshot import get_snapshot  # noqa: PLC0415 - a large list

    place = candidate.place
    try:
        _, model = get_snapshot().find_provider_model(
            candidate.model,
            None,
            None if place.base_url else place.kind,
            place.base_url,
        )
    except LookupError:
        return None
    listed = model.get_prices(datetime.now(UTC))
    paid, said = _highest(listed.input_mtok), _highest(listed.output_mtok)
    if paid is None or said is None:
        return None
    return Price(input=paid, output=said, cached=_highest(listed.cache_read_mtok))


def _highest(price: Any) -> float | None:
    """Return a price; of one that grows with the length of a request, the most."""
    if price is None:
        return None
    tiers = getattr(price, "tiers", None)
    if tiers is None:
        return float(price)
    return float(max(price.base, *(tier.price for tier in tiers)))
