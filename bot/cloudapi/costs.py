"""Costs: what a message is expected to cost, what it did cost, and what may be spent in a month.

Prices are the owner's to set: Meta changes them, and has other ones in each country.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import datetime

import structlog

from bot.channel import Book
from bot.cloudapi.updates import Pricing
from domain.clock import Clock
from domain.errors import SparkError
from domain.frozen import dataclass
from domain.sending import Withheld

MILLION = 1_000_000
TEXT, TEMPLATE = "text", "template"
OF_TEMPLATES = {"utility", "marketing", "marketing_lite", "authentication"}
ASSISTANTS, SERVICE, UTILITY = "general_purpose_ai", "service", "utility"
"""Meta's categories: a free text of an assistant (where Meta charges for it), of anybody, and a
template that says what somebody asked for."""
FREE = {"free_customer_service", "free_entry_point"}
LOST = "undelivered"
"""Our own category: it was taken and never arrived, and Meta charges nothing for that."""
PAID, OFF = "paid", "off"
"""The note in the book by which the owner has switched off what costs something."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the service, in UTC; `share` is how much of it is over, from 0 to 1."""

    start: datetime
    end: datetime
    share: float


def month_of(now: datetime) -> Month:
    """Return the month of an instant."""
    start = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    days = monthrange(now.year, now.month)[1]
    after = start.replace(year=now.year + now.month // 12, month=now.month % 12 + 1)
    share = (now - start).total_seconds() / (days * 86_400)
    return Month(start=start, end=after, share=share)


class Costs:
    """The money of one number. `cap` in millionths of a US dollar; None: there is none."""

    def __init__(self, prices: Mapping[str, int], cap: int | None, clock: Clock) -> None:
        self._prices = prices
        self._clock = clock
        self.cap = cap
        self.book: Book | None = None

    @property
    def text_category(self) -> str:
        """What a free text of ours counts as, as far as the prices tell."""
        return ASSISTANTS if ASSISTANTS in self._prices else SERVICE

    @property
    def has_prices(self) -> bool:
        """Whether the owner set any price."""
        return bool(self._prices)

    def price(self, category: str) -> int:
        """Return what a message of a category costs, in millionths of a US dollar."""
        return self._prices.get(category.lower(), 0)

    async def is_on(self) -> bool:
        """Tell whether messages that cost something are sent."""
        return self.book is None or await self.book.note(PAID) != OFF

    async def switch(self, *, on: bool) -> None:
        """Send what costs something, or not."""
        if self.book is not None:
            await self.book.keep(PAID, None if on else OFF)

    async def allow(self, micros: int) -> None:
        """Return where so much may be spent now. Errors: Withheld, off or cap."""
        if micros <= 0 or self.book is None:
            return
        if not await self.is_on():
            raise Withheld(reason="off")
        if self.cap is None:
            return
        month = month_of(self._clock.now())
        if await self.book.spent(month.start, month.end) + micros > self.cap:
            raise Withheld(reason="cap")

    async def charge(self, external: str, *, sort: str, category: str) -> None:
        """Note what a message that was taken is expected to cost; never fails."""
        if self.book is None:
            return
        try:
            await self.book.charge(
                external, sort=sort, category=category.lower(), micros=self.price(category)
            )
        except SparkError as error:  # it is sent all the same
            log.error("charge not noted", reason=error.brief)

    async def told(self, external: str, pricing: Pricing) -> int:
        """Note what Meta says of a message, also where its answer never came; returns its cost."""
        kind = pricing.type or pricing.pricing_type
        is_free = pricing.billable is False or kind in FREE
        micros = 0 if is_free else self.price(pricing.category)
        category = pricing.category.lower()
        if self.book is not None:
            sort = TEMPLATE if category.partition("-")[0] in OF_TEMPLATES else TEXT
            await self.book.charge(external, sort=sort, category=category, micros=micros)
        return micros
