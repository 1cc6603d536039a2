"""The check-up: whether Evolution API serves our instance, asked from outside the channel."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from bot.commands.doctor import Check, Fault
from bot.evolution.client import EvolutionApi, sent_id
from bot.evolution.events import Instance
from bot.evolution.jids import digits, jid_of
from bot.evolution.line import OPEN
from bot.evolution.reading import NAME
from bot.evolution.refusals import KeyRefused, NoInstance
from bot.settings import Settings
from domain.errors import SparkError
from domain.texts import Texts

SECONDS = 15.0
TEXTS = Texts(
    {
        "test": {
            "pt": "Teste do `sparkone doctor`: se você lê isto, as mensagens chegam.",
            "en": "A test of `sparkone doctor`: if you read this, messages arrive.",
        },
    }
)
T = TypeVar("T")


class _Hook(msgspec.Struct, frozen=True):
    url: str = ""
    enabled: bool = False


def checks(*, sends: bool) -> list[Check]:
    """Return the checks of Evolution API in their order; `sends`: the owner gets a message."""
    found: list[Check] = [_line, _way_in, _owner]
    if sends:
        found.append(_message)
    return [_if_used(check) for check in found]


def _if_used(check: Check) -> Check:
    def checked(settings: Settings) -> str:
        return check(settings) if settings.evolution_url else ""

    return checked


def _line(settings: Settings) -> str:
    """Check the address, the key, the instance and its line, each by the answer of one call."""
    found = _asked(settings, _known)
    if found is None:
        raise Fault(
            f"evolution: there is no instance {settings.evolution_instance} yet; the next start "
            "makes it, then link a phone with `sparkone whatsapp qr`"
        )
    if found.connection_status != OPEN:
        raise Fault(
            f"evolution: the instance {found.name} is {found.connection_status}; run `sparkone "
            "whatsapp qr` and scan the code with the phone"
        )
    number = digits(found.owner_jid or "")
    linked = f", number ending in {number[-4:]}" if number else ""
    return f"evolution: {found.name} is connected ({found.integration}{linked})"


def _way_in(settings: Settings) -> str:
    hook = _asked(settings, _hook)
    if hook is None or not hook.enabled:
        raise Fault("evolution, way in: no webhook is set; the next start sets it")
    host, _, port = urlsplit(hook.url).netloc.rpartition(":")
    wanted = settings.evolution_webhook_url
    if wanted and hook.url != wanted:
        raise Fault(
            f"evolution, way in: the webhook leads to {urlsplit(hook.url).netloc}, not to "
            "EVOLUTION_WEBHOOK_URL; the next start sets it"
        )
    if not wanted and port != str(settings.http_port):
        raise Fault(
            f"evolution, way in: the webhook leads to port {port}, SparkOne listens on "
            f"{settings.http_port}; the next start sets it"
        )
    server = urlsplit(settings.evolution_url or "").hostname or ""
    if host in {"127.0.0.1", "localhost"} and server not in {"127.0.0.1", "localhost", "::1"}:
        raise Fault(
            f"evolution, way in: {server} cannot reach {host}; set EVOLUTION_WEBHOOK_URL to an "
            "address of this machine"
        )
    return f"evolution, way in: webhook at {urlsplit(hook.url).netloc}, with a secret"


def _owner(settings: Settings) -> str:
    if _chat(settings) is None:
        raise Fault(
            "evolution, owner: WhatsApp does not know you yet; run `sparkone pair` and send the "
            "code to our number"
        )
    return "evolution, owner: known at WhatsApp"


def _message(settings: Settings) -> str:
    chat = _chat(settings)
    if chat is None:
        return "evolution, test message: nobody to send it to"
    from bot.doctoring import records  # noqa: PLC0415 - it asks for these checks itself

    text = TEXTS.say("test", records(settings).language)

    async def send(api: EvolutionApi) -> str:
        return sent_id(await api.post("/message/sendText", number=jid_of(chat), text=text))

    _asked(settings, send)
    return "evolution, test message: sent; look at your WhatsApp"


def _chat(settings: Settings) -> str | None:
    """Return the owner's chat at WhatsApp, known or named in the settings."""
    from bot.doctoring import records  # noqa: PLC0415 - it asks for these checks itself

    channel, _, external = (settings.sparkone_owner or "").partition(":")
    return records(settings).chats.get(NAME) or (external if channel == NAME else None)


async def _known(api: EvolutionApi) -> Instance | None:
    try:
        found = msgspec.json.decode(await api.instances(), type=list[Instance])
    except NoInstance:
        return None
    return next((one for one in found if one.name == api.instance), None)


async def _hook(api: EvolutionApi) -> _Hook | None:
    try:
        return msgspec.json.decode(await api.get("/webhook/find"), type=_Hook | None)
    except NoInstance:
        return None


def _asked(settings: Settings, call: Callable[[EvolutionApi], Coroutine[Any, Any, T]]) -> T:
    """Ask the server. Errors: Fault, with what to do."""
    where = urlsplit(settings.evolution_url or "").netloc

    async def ask() -> T:
        api = EvolutionApi(
            settings.evolution_url or "",
            settings.evolution_api_key or "",
            settings.evolution_instance,
        )
        try:
            async with asyncio.timeout(SECONDS):
                return await call(api)
        finally:
            api.close()

    try:
        return asyncio.run(ask())
    except KeyRefused:
        raise Fault(
            f"evolution: {where} refuses the key; set EVOLUTION_API_KEY to the server's "
            "AUTHENTICATION_API_KEY"
        ) from None
    except TimeoutError:
        raise Fault(f"evolution: {where} did not answer within {SECONDS:.0f} s") from None
    except msgspec.DecodeError:
        raise Fault(
            f"evolution: what answers at {where} is no Evolution API; check EVOLUTION_URL"
        ) from None
    except SparkError as error:
        raise Fault(
            f"evolution: {where} does not serve us ({error.brief}); check EVOLUTION_URL, and that "
            "the server runs"
        ) from None
