"""The check-up: whether the Cloud API serves us, asked once and from outside the channel."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlencode

from bot.cloudapi.composing import addressed, texts
from bot.cloudapi.graph import GraphApi, Template
from bot.cloudapi.reading import NAME
from bot.cloudapi.refusals import GraphRefused, meaning_of
from bot.cloudapi.settings import templates_of
from bot.cloudapi.templates import APPROVED, CODES, form_of
from bot.cloudapi.webhook import PATH
from bot.commands.doctor import Check, Fault
from bot.settings import Settings
from bot.wire import Wire
from domain.capabilities import capabilities
from domain.errors import SparkError
from domain.frozen import dataclass
from domain.messages import Address, OutboundMessage, Purpose
from domain.sending import NotSent
from domain.texts import FALLBACK, Texts
from storage.figures import Figures
from storage.migrations import HEAD
from storage.store import Store

T = TypeVar("T")
SECONDS = 15.0
MEND = {
    "token": "Meta refuses the token; make a new one for the system user and set WHATSAPP_TOKEN",
    "permission": "the token lacks a permission; give the system user "
    "whatsapp_business_messaging and whatsapp_business_management, and the account",
    "banned": "Meta has blocked the account; open Account Quality in WhatsApp Manager and ask for "
    "a review",
    "payment": "there is no valid way of paying; look at Billing & payments in WhatsApp Manager",
    "number": "the number is not ready; look at its display name and registration in WhatsApp "
    "Manager",
}
TEXTS = Texts(
    {
        "test": {
            "pt": "Teste do `sparkone doctor`: se você lê isto, as mensagens chegam pela Meta.",
            "en": "A test of `sparkone doctor`: if you read this, messages arrive through Meta.",
        },
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Where the owner is on WhatsApp, and when they last wrote there."""

    chat: str
    language: str
    wrote_at: datetime | None


def checks(*, sends: bool) -> list[Check]:
    """Return the checks in their order; `sends`: the owner gets a test message."""
    found: list[Check] = [_number, _subscription, _templates, _handshake]
    if sends:
        found.append(_message)
    return [_if_used(check) for check in found]


def _if_used(check: Check) -> Check:
    def checked(settings: Settings) -> str:
        return check(settings) if settings.whatsapp_token else ""

    return checked


def _number(settings: Settings) -> str:
    facts = _asked(settings, lambda api: api.facts())
    state = facts.status.upper()
    if state not in {"", "CONNECTED"}:
        raise Fault(
            f"whatsapp (Meta): the number is {state}; WhatsApp Manager says why, and "
            "docs/channels/whatsapp.md what to do"
        )
    quality = facts.quality_rating.lower() or "unknown"
    return f"whatsapp (Meta): {facts.display_phone_number} answers, quality {quality}"


def _subscription(settings: Settings) -> str:
    account = settings.whatsapp_business_account_id
    if account is None:
        return "whatsapp (Meta), account: not looked at; set WHATSAPP_BUSINESS_ACCOUNT_ID for that"
    if not _asked(settings, lambda api: api.apps(account)):
        raise Fault(
            "whatsapp (Meta), account: no app is told of its messages; in your app, under "
            "Use cases > Customize > Configuration, set the webhook and subscribe to messages"
        )
    return "whatsapp (Meta), account: an app is told of its messages"


def _templates(settings: Settings) -> str:
    account = settings.whatsapp_business_account_id
    if account is None:
        return ""
    listed = _asked(settings, lambda api: api.templates(account))
    names = templates_of(settings.whatsapp_templates)
    faults = [
        f"{name} ({codes[0]}) {fault}"
        for name in dict.fromkeys(names.values())
        for codes in CODES.values()
        if (fault := _fault_of(listed, name, codes))
    ]
    if faults:
        raise Fault(
            f"whatsapp (Meta), templates: {', '.join(faults)}; make them as "
            "docs/channels/whatsapp.md has them: without, messages wait after 24 hours of silence"
        )
    return f"whatsapp (Meta), templates: {', '.join(names.values())} approved in both languages"


def _fault_of(listed: Sequence[Template], name: str, codes: Sequence[str]) -> str:
    found = [one for one in listed if one.name == name and one.language in codes]
    if not found:
        return "is missing"
    approved = [one for one in found if one.status.upper() == APPROVED]
    if not approved:
        return f"is {found[0].status.lower()}"
    if all(form_of(one) is None for one in approved):
        return "has more than one place for a text"
    return ""


def _handshake(settings: Settings) -> str:
    challenge = secrets.token_hex(8)
    asked = {
        "hub.mode": "subscribe",
        "hub.challenge": challenge,
        "hub.verify_token": settings.whatsapp_verify_token or "",
    }
    host = settings.http_host if ":" not in settings.http_host else f"[{settings.http_host}]"
    base = f"http://{host}:{settings.http_port}"

    async def ask() -> bytes:
        async with Wire(base) as wire:
            answer = await wire.request("GET", f"{PATH}?{urlencode(asked)}", seconds=SECONDS)
        return answer.body if answer.status == 200 else b""

    try:
        answered = asyncio.run(ask())
    except NotSent:
        return f"whatsapp (Meta), webhook: not tried, nothing listens at {base} now"
    except SparkError as error:
        raise Fault(
            f"whatsapp (Meta), webhook: {base}{PATH} gave no answer ({error.brief}); is it "
            "SparkOne that listens there?"
        ) from None
    if answered != challenge.encode():
        raise Fault(
            f"whatsapp (Meta), webhook: {base}{PATH} did not know WHATSAPP_VERIFY_TOKEN; restart "
            "SparkOne with the settings as they are now"
        )
    return f"whatsapp (Meta), webhook: {PATH} answers Meta's question as it should"


def _message(settings: Settings) -> str:
    owner = _owner(settings)
    window = capabilities(NAME).window
    if owner is None:
        return "whatsapp (Meta), test message: nobody to send it to; write to the number first"
    now = datetime.now(UTC)
    if owner.wrote_at is None or (window is not None and now - owner.wrote_at > window):
        return (
            "whatsapp (Meta), test message: not sent, 24 hours of silence are over; write to the "
            "number and run this again"
        )
    message = OutboundMessage(
        key=f"doctor:{now:%Y%m%d%H%M%S}",
        address=Address(channel=NAME, chat=owner.chat),
        text=TEXTS.say("test", owner.language),
        purpose=Purpose.NOTICE,
    )
    body = addressed(texts(message, capabilities(NAME)), message)[0]
    _asked(settings, lambda api: api.send(body))
    return "whatsapp (Meta), test message: taken; look at your WhatsApp"


def _owner(settings: Settings) -> Owner | None:
    """Return where the owner is, as the database knows it."""
    from storage.sqlite import SqliteDatabase  # noqa: PLC0415 - only where there is one

    path = settings.database_path
    if not path.is_file():
        return None

    async def read() -> Owner | None:
        async with SqliteDatabase(path) as database:
            return await database.read(_read)

    try:
        return asyncio.run(read())
    except SparkError:  # the check of the database says what is wrong with it
        return None


def _read(store: Store) -> Owner | None:
    owner = store.people.owner() if Figures(store.sql).revision() == HEAD else None
    known = store.people.identities(owner.id) if owner else []
    chats = [one.chat for one in known if one.channel == NAME and one.chat]
    if owner is None or not chats:
        return None
    return Owner(
        chat=chats[-1],
        language=owner.language or owner.spoken or FALLBACK,
        wrote_at=store.windows.at(Address(channel=NAME, chat=chats[-1])),
    )


def _asked(settings: Settings, call: Callable[[GraphApi], Awaitable[T]]) -> T:
    """Ask the Graph API. Errors: Fault, with what to do."""

    async def ask() -> T:
        api = GraphApi(
            token=settings.whatsapp_token or "",
            number=settings.whatsapp_phone_number_id or "",
            base=settings.whatsapp_graph_url,
        )
        try:
            async with asyncio.timeout(SECONDS):
                return await call(api)
        finally:
            api.close()

    try:
        return asyncio.run(ask())
    except GraphRefused as error:
        hint = "check WHATSAPP_PHONE_NUMBER_ID and WHATSAPP_BUSINESS_ACCOUNT_ID"
        advice = meaning_of(error.code, error.status).advice or ""
        raise Fault(f"whatsapp (Meta): {MEND.get(advice, f'{error.brief}; {hint}')}") from None
    except TimeoutError:
        raise Fault(f"whatsapp (Meta): no answer within {SECONDS:.0f} s; try again") from None
    except SparkError as error:
        raise Fault(
            f"whatsapp (Meta): the Graph API cannot be reached ({error.brief}); check the network "
            "and WHATSAPP_GRAPH_URL"
        ) from None
