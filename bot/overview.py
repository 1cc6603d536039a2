"""The overview: every part tried, and what else one looks for first when something is wrong."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot import __version__
from bot.probing import Finding, Probes, free_space, memory_used
from bot.settings import Settings
from bot.sharing.facade import ALONE, NOT_CONFIGURED
from bot.verb import House
from bot.verbs.errors import severity
from domain.errors import StorageUnavailable
from domain.frozen import dataclass

ESSENTIAL = frozenset({"database", "schema", "queue", "clock", "disk", "loop"})
"""Without these no promise is kept; without another part something is lacking."""
OPTIONAL = ("redis", "llm", "mcp", "telegram", "whatsapp", "evolution")
"""Parts that are there where they are configured."""
OTHER_NAMES = {"llm": "model"}
MEANS = {"redis": ALONE}
"""What it means for people that a part does not work."""
OK, DEGRADED, ILL = "ok", "degraded", "ill"
MOST_ERRORS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What was found; `is_ill`: promises may not be kept just now."""

    body: Mapping[str, Any]
    is_ill: bool


class Overview:
    """Looks at everything. Whoever asks while it looks gets the same answer."""

    def __init__(self, house: House, probes: Probes) -> None:
        self._house = house
        self._probes = probes
        self._looking: asyncio.Task[View] | None = None

    async def look(self) -> View:
        """Try every part and gather the rest; a few seconds at most."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        return await asyncio.shield(self._looking)

    async def _look(self) -> View:
        house = self._house
        found = {one.part: one for one in await self._probes.all()}
        parts = {name: shown(one) for name, one in found.items()}
        for name in OPTIONAL:
            if OTHER_NAMES.get(name, name) not in found:
                parts[name] = {"status": NOT_CONFIGURED}
        wrong = {name for name, one in found.items() if not one.is_ok}
        is_ill = bool(wrong & ESSENTIAL)
        started = house.started_at
        free = await asyncio.to_thread(free_space, house.path)
        body = {
            "status": ILL if is_ill else DEGRADED if wrong else OK,
            "version": __version__,
            "up_seconds": (house.clock.now() - started).total_seconds() if started else None,
            "parts": parts,
            "breakers": dict(house.breakers()),
            "errors": await self._errors(),
            "memory": {"resident_bytes": memory_used()},
            "disk": {"free_bytes": free},
            "keys": keys(house.settings),
        }
        return View(body=body, is_ill=is_ill)

    async def _errors(self) -> list[dict[str, Any]]:
        """Return what went wrong most often; of whom or what is not in it."""
        now = self._house.clock.now()
        try:
            failures = await self._house.database.read(lambda store: store.errors.top(MOST_ERRORS))
        except StorageUnavailable:
            return []
        return [
            {
                "place": one.place,
                "reason": one.reason,
                "severity": severity(one),
                "count": one.count,
                "last_seconds_ago": round((now - one.last_at).total_seconds()),
            }
            for one in failures
        ]


def shown(found: Finding) -> dict[str, Any]:
    """Return how a part is, as it is told over HTTP."""
    told: dict[str, Any] = {
        "status": found.state,
        "milliseconds": round(found.milliseconds, 3),
    }
    if not found.is_ok and found.part in MEANS:
        told["means"] = MEANS[found.part]
    return told


def keys(settings: Settings) -> list[str]:
    """Return the names of the secrets that are set, never a value."""
    return sorted(
        name.upper()
        for name, field in type(settings).model_fields.items()
        if not field.repr and getattr(settings, name) not in (None, "", field.default)
    )
