"""Doctoring: the checks that ask others: the database's records, Telegram, the model."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from bot.cloudapi.checkup import checks as cloud_checks
from bot.commands.doctor import Check, Fault
from bot.evolution.checkup import checks as evolution_checks
from bot.safekeeping.checkup import checks as backup_checks
from bot.settings import Settings
from bot.telegram import checkup
from domain.errors import SparkError
from domain.frozen import dataclass
from domain.texts import FALLBACK, Texts
from scheduler.backups import BACKUP
from storage.figures import Figures
from storage.migrations import HEAD
from storage.store import Store

T = TypeVar("T")

TELEGRAM = "telegram"
OLD = timedelta(hours=50)
TEXTS = Texts(
    {
        "test": {
            "pt": "Teste do `sparkone doctor`: se você lê isto, as mensagens chegam.",
            "en": "A test of `sparkone doctor`: if you read this, messages arrive.",
        },
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What the database knows that a doctor asks for; `chats` are the owner's, by channel."""

    owner_chat: str | None
    language: str
    backup: datetime | None
    made: datetime | None
    dead: int
    chats: Mapping[str, str]


NOTHING = Records(owner_chat=None, language=FALLBACK, backup=None, made=None, dead=0, chats={})


def later_checks(*, sends: bool) -> Iterable[Check]:
    """Return the checks in their order; `sends`: the owner gets a test message."""
    checks: list[Check] = [_dead_letters, _backups, *backup_checks(), _token, _way_in, _owner]
    if sends:
        checks.append(_message)
    checks += evolution_checks(sends=sends)
    checks += cloud_checks(sends=sends)
    return [*checks, _model, _outside]


def records(settings: Settings) -> Records:
    """Read what the database knows; nothing where there is none of this version's."""
    from storage.opening import open_database  # noqa: PLC0415 - only where there is one

    if settings.is_embedded and not settings.database_path.is_file():
        return NOTHING

    async def read() -> Records:
        async with open_database(settings.database_url) as database:
            return await database.read(_read)

    try:
        return asyncio.run(read())
    except SparkError:  # the check of the database says what is wrong with it
        return NOTHING


def _read(store: Store) -> Records:
    if Figures(store.sql).revision() != HEAD:
        return NOTHING
    owner = store.people.owner()
    known = store.people.identities(owner.id) if owner else []
    chats = [one.chat for one in known if one.channel == TELEGRAM and one.chat]
    return Records(
        owner_chat=chats[-1] if chats else None,
        language=(owner and (owner.language or owner.spoken)) or FALLBACK,
        backup=store.heartbeat.last(BACKUP),
        made=owner.created_at if owner else None,
        dead=len(store.queue.dead()),
        chats={one.channel: one.chat for one in known if one.chat},
    )


def _dead_letters(settings: Settings) -> str:
    count = records(settings).dead
    if count:
        raise Fault(f"jobs: {count} set aside after three failures; look at `sparkone jobs`")
    return "jobs: none set aside"


def _backups(settings: Settings) -> str:
    if settings.sparkone_backups == "off":
        return "backups: off (SPARKONE_BACKUPS); make your own with `sparkone backup`"
    found = records(settings)
    last = found.backup or found.made
    if last is None:
        return "backups: daily, from the first start on"
    age = datetime.now(UTC) - last
    if age > OLD:
        raise Fault(
            f"backups: none for {age.days} days; run `sparkone backup` and read what it says"
        )
    kept = "the last one" if found.backup else "none yet, started"
    return f"backups: daily; {kept} {age.total_seconds() / 3600:.0f} h ago"


def _token(settings: Settings) -> str:
    if not settings.telegram_token:
        return "telegram: no token; `sparkone setup` asks for one"
    name = _asked(settings, checkup.who)
    return f"telegram: @{name} answers"


def _way_in(settings: Settings) -> str:
    if not settings.telegram_token:
        return "telegram, way in: none"
    hook = _asked(settings, checkup.hook)
    wanted = settings.telegram_webhook_url
    if wanted is None and hook.url:
        raise Fault(
            f"telegram, way in: a webhook leads to {urlsplit(hook.url).netloc}, and polling is "
            "configured; the next start takes it down. If it stays, another installation uses "
            "this bot: stop it, or give each its own"
        )
    if wanted is None:
        return f"telegram, way in: polling, {hook.waiting} updates wait"
    if hook.url != wanted:
        where = urlsplit(hook.url).netloc or "nowhere"
        raise Fault(
            f"telegram, way in: the webhook leads to {where}, not to TELEGRAM_WEBHOOK_URL; the "
            "next start sets it"
        )
    if hook.last_error:
        raise Fault(
            f"telegram, way in: Telegram's last attempt failed: {hook.last_error}; check that "
            "the address reaches /telegram/webhook here, with a valid certificate"
        )
    return f"telegram, way in: webhook with a secret, {hook.waiting} updates wait"


def _owner(settings: Settings) -> str:
    if not settings.telegram_token:
        return "owner: whoever sits at the terminal"
    chat = _owner_chat(settings)
    if chat is None:
        raise Fault(
            "owner: Telegram does not know you yet; run `sparkone pair` and send the bot the code"
        )
    return f"owner: known at Telegram as {chat}"


def _message(settings: Settings) -> str:
    chat = _owner_chat(settings)
    if not settings.telegram_token or chat is None:
        return "test message: nobody to send it to"
    text = TEXTS.say("test", records(settings).language)
    _asked(settings, lambda token, base: checkup.send(token, base, chat, text))
    return "test message: sent; look at your Telegram"


def _model(settings: Settings) -> str:
    """Ask every model that is configured for a word."""
    if not settings.has_models:
        return "model: none; what the grammar does not understand is said so"
    from bot.models import SPEAKING, plan_of, try_candidate  # noqa: PLC0415 - only where there are some

    plan = plan_of(settings)
    names: list[str] = []
    for candidate in dict.fromkeys(
        one for role in SPEAKING for one in plan.candidates.get(role, ())
    ):
        host = urlsplit(candidate.place.base_url or "").netloc or candidate.place.kind
        reason = asyncio.run(try_candidate(candidate))
        if reason == "401":
            raise Fault(f"model: {host} refuses the key; make a new one and set it")
        if reason == "404":
            raise Fault(f"model: {host} has no {candidate.model}; set another one")
        if reason:
            raise Fault(f"model: {host} did not answer ({reason}); check its address, or wait")
        names.append(f"{candidate.model} at {host}")
    return f"model: {', '.join(names)} answer{'s' if len(names) == 1 else ''}"


def _outside(settings: Settings) -> str:
    """Ask every server of outside tools what it offers."""
    if not settings.sparkone_mcp:
        return "outside tools: none"
    from bot.outside import reason, servers_of, try_server  # noqa: PLC0415 - only where there are some

    found: list[str] = []
    for server in servers_of(settings):
        try:
            count = asyncio.run(try_server(server))
        except ModuleNotFoundError:
            raise Fault(
                "outside tools: the package mcp is missing; install sparkone[mcp]"
            ) from None
        except Exception as error:  # noqa: BLE001 - whatever it is, the server does not work
            raise Fault(
                f"outside tools: {server.name} ({server.place}) cannot be reached "
                f"({reason(error)}); try its command or address by hand"
            ) from None
        found.append(f"{server.name} offers {count}")
    return f"outside tools: {', '.join(found)}"


def _owner_chat(settings: Settings) -> str | None:
    chat = records(settings).owner_chat
    channel, _, external = (settings.sparkone_owner or "").partition(":")
    return chat or (external if channel == TELEGRAM and external.isdigit() else None)


def _asked(settings: Settings, call: Callable[[str, str], Coroutine[Any, Any, T]]) -> T:
    """Ask the Bot API. Errors: Fault, with what to do."""
    try:
        return asyncio.run(call(settings.telegram_token or "", settings.telegram_api_base))
    except checkup.Ill as ill:
        advice = {
            "token": "the token is refused; get it anew from @BotFather and set TELEGRAM_TOKEN",
            "away": f"{urlsplit(settings.telegram_api_base).netloc} cannot be reached "
            f"({ill.reason}); check the network and TELEGRAM_API_BASE",
        }
        raise Fault(f"telegram: {advice.get(ill.kind, ill.reason)}") from None
