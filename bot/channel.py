"""The contract of a channel: how messages come in and go out."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable

from bot.sole import Sole
from bot.webhook import Webhook
from domain.errors import SparkError
from domain.frozen import dataclass
from domain.messages import Address, InboundMessage, OutboundMessage
from domain.people import Role
from storage.charges import Sum

Accept = Callable[[InboundMessage], Awaitable[bool]]
"""Stores a message durably; True when it is new, False when its key was known already.

Errors: `Overloaded` and `StorageUnavailable`: the sender must keep it and come again.
"""


class Channel(Protocol):
    """One way in and out. `name` is the first half of every `Address` on it."""

    @property
    def name(self) -> str:
        """The channel's name."""

    async def receive(self, accept: Accept) -> None:
        """Take messages in until cancelled; acknowledge one only after `accept` returned."""

    async def send(self, message: OutboundMessage) -> str | None:
        """Send one message and return the id that the channel gave it.

        Errors: those of `domain.sending`, each with its own outcome. Anything else counts as
        `OutcomeUnknown`.
        """

    async def typing(self, address: Address) -> None:
        """Show that an answer is on its way, where the channel can; never fails."""


class Receipt(StrEnum):
    """What a service tells of a message of ours, in the order in which it happens."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A receipt. `external` is the service's id of the message, `key` ours where it gives it back.

    `error` says what a failure means, as one of `domain.sending`. `category` and `micros` are
    what the service says that it costs, in millionths of a US dollar; None: it does not say.
    `is_part`: it is of a part of a message before the last one, and says little of the whole.
    """

    external: str
    receipt: Receipt
    at: datetime
    key: str | None = None
    error: SparkError | None = None
    category: str | None = None
    micros: int | None = None
    is_part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a channel tells its owner: text in neutral markup, a picture (PNG), further orders.

    `drawing` is the picture as a block of text, for who sees no pictures. `orders` are words
    for `Serviced.order`, each with a label for its button.
    """

    text: str
    picture: bytes | None = None
    drawing: str | None = None
    orders: tuple[tuple[str, str], ...] = ()


class Report(Protocol):
    """Where a channel tells what is no message."""

    async def membership(self, address: Address, *, is_open: bool) -> None:
        """Record that a chat began or ceased to take our messages."""

    async def moved(self, old: Address, chat: str) -> None:
        """Record that a chat has a new address."""

    async def renamed(self, channel: str, old: str, new: str, phone: str | None) -> None:
        """Record that a channel knows somebody by another name; `phone` is their number now."""

    async def set_aside(self, channel: str, raw: bytes, reason: str) -> None:
        """Keep what came and cannot be read; it is confirmed all the same."""

    async def trouble(
        self,
        channel: str,
        reason: str,
        advice: Mapping[str, str] | None = None,
        said: Mapping[str, str] | None = None,
    ) -> None:
        """Tell the owner that the service does not serve us; an empty reason: it does again.

        `said` is the reason in each language, where it is known in the owner's words.

        `advice` says in each language what to do; with it the owner is told at once, also in
        quiet hours, and on another channel where there is one.
        """

    async def show(
        self, channel: str, page: Page, caption: Mapping[str, str], until: datetime
    ) -> None:
        """Show the owner a picture that nobody asked for, on another channel; nowhere else.

        `caption` is its text in each language; after `until` it is not sent any more.
        """

    async def receipt(self, channel: str, told: Told) -> None:
        """Record what became of a message of ours; twice, late or unknown ones do no harm."""


@runtime_checkable
class Reporting(Protocol):
    """A channel that has more to tell than messages; the root sets `report` before `receive`."""

    report: Report | None


class Book(Protocol):
    """What a channel may know of its chats, and keeps across restarts."""

    async def wrote_at(self, address: Address) -> datetime | None:
        """Return when the person last wrote in a chat."""

    async def shut(self, address: Address) -> None:
        """Record that the service takes no free text there any more."""

    async def knows(self, external: str) -> bool:
        """Tell whether the service's id is that of a message of ours."""

    async def note(self, name: str) -> str | None:
        """Return what was kept under a name."""

    async def keep(self, name: str, value: str | None) -> None:
        """Keep a short text of our own making; None: forget it."""

    async def wrote(self) -> list[datetime]:
        """Return when each person last wrote, the newest first; no chat is named."""

    async def spent(self, since: datetime, until: datetime) -> int:
        """Return what sendings cost between two instants, in millionths of a US dollar."""

    async def costs(self, since: datetime, until: datetime) -> list[Sum]:
        """Return the same by sort and category."""

    async def charge(self, external: str, *, sort: str, category: str, micros: int) -> None:
        """Record what a sending is expected to cost; once for each id."""

    async def waiting(self) -> Mapping[str, int]:
        """Return how many messages wait on this channel, by why they do."""

    async def release(self) -> None:
        """Let what waits on this channel be tried again."""


@runtime_checkable
class Keeping(Protocol):
    """A channel with a book; the root sets it before `receive`."""

    book: Book | None


@runtime_checkable
class Solitary(Protocol):
    """A channel with work for one process at a time; the root sets `sole` before `receive`."""

    name: str
    sole: Sole


@runtime_checkable
class Serviced(Protocol):
    """A channel with a page of its own for the owner, shown by its verb."""

    async def page(self, language: str) -> Page:
        """Return how things are: connection, windows, templates, costs."""

    async def order(self, word: str, language: str) -> Page | None:
        """Do what a word asks for (qr, restart, off), and say so; None: it knows no such word."""


@runtime_checkable
class Confirming(Protocol):
    """A channel that can tell later whether a message arrived whose sending was cut off."""

    @property
    def doubt(self) -> timedelta:
        """How long to wait for its word before such a message is sent again."""

    async def find(self, message: OutboundMessage) -> str | None:
        """Return the service's id of a message that may have arrived; None: it is not there.

        Asked before it is sent again. Errors: SparkError: it cannot be told now.
        """


@runtime_checkable
class Fetcher(Protocol):
    """A channel that can hand out the files that people send."""

    async def fetch(self, file: str, limit: int) -> bytes:
        """Return the content of a file by the channel's name for it.

        Errors: SparkError where it cannot be had or is larger than `limit` bytes.
        """


@runtime_checkable
class Drafting(Protocol):
    """A channel that can show an answer while it grows."""

    async def draft(
        self, message: InboundMessage, number: int, text: str, before: str | None
    ) -> str | None:
        """Show the text so far, in neutral markup, in the place of the draft `before`.

        `message` is what is answered, `number` its id. Returns the id of a message that the
        answer is to take the place of; None where drafts go by themselves. Errors: SparkError;
        RateLimited with how long no draft is to be shown.
        """

    def draft_pause(self, address: Address) -> timedelta:
        """Return how long to wait between two drafts of a chat."""


@runtime_checkable
class Probed(Protocol):
    """A channel that can be asked whether it works."""

    async def probe(self) -> str:
        """Return "ok", or what is wrong in a few words; nothing where another process knows."""


@runtime_checkable
class Door(Protocol):
    """A channel on which a link opens a chat with us."""

    @property
    def name(self) -> str:
        """The channel's name."""

    @property
    def username(self) -> str | None:
        """Our name in such links: a bot's name, a phone number in digits; None: not known yet."""


@runtime_checkable
class Menus(Protocol):
    """A channel that shows a menu of commands."""

    @property
    def name(self) -> str:
        """The channel's name."""

    async def offer(self, chats: Mapping[str, Role], former: Collection[str]) -> bool:
        """Show the menus; False where that is to be tried again.

        `chats` are the private chats of owners and admins, each with the role of who is there,
        `former` those of people who are neither any more.
        """


@runtime_checkable
class Hooked(Protocol):
    """A channel to which a service brings what happens, over HTTP; None: it is polled."""

    @property
    def webhook(self) -> Webhook | None:
        """What is done about it."""
