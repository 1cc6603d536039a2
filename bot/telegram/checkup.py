"""The check-up: whether the Bot API serves this bot, asked once and from outside the channel."""

import asyncio

import msgspec

from bot.telegram.client import BotApi, Refused
from bot.telegram.updates import User
from domain.errors import SparkError
from domain.frozen import dataclass

SECONDS = 15.0


class Ill(Exception):
    """What the Bot API says is wrong; `kind` is token, away, webhook or refused."""

    def __init__(self, kind: str, reason: str = "") -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where Telegram brings updates (getWebhookInfo); an empty `url`: nowhere, it is polled."""

    url: str
    waiting: int
    last_error: str


class _Info(msgspec.Struct, frozen=True):
    url: str = ""
    pending_update_count: int = 0
    last_error_message: str = ""


async def who(token: str, base: str) -> str:
    """Return the bot's username. Errors: Ill."""
    me = msgspec.json.decode(await _call(token, base, "getMe"), type=User)
    return me.username or "?"


async def hook(token: str, base: str) -> Hook:
    """Return where Telegram brings updates. Errors: Ill."""
    info = msgspec.json.decode(await _call(token, base, "getWebhookInfo"), type=_Info)
    return Hook(url=info.url, waiting=info.pending_update_count, last_error=info.last_error_message)


async def send(token: str, base: str, chat: str, text: str) -> None:
    """Send a message outside of everything that is promised. Errors: Ill."""
    await _call(token, base, "sendMessage", chat_id=int(chat), text=text)


async def _call(token: str, base: str, method: str, **parameters: object) -> bytes:
    api = BotApi(token, base)
    try:
        async with asyncio.timeout(SECONDS):
            return await api.call(method, **parameters)
    except Refused as error:
        kind = "token" if error.code in {401, 404} else "refused"
        raise Ill(kind, error.reason) from None
    except TimeoutError:
        raise Ill("away", f"no answer within {SECONDS:.0f} s") from None
    except SparkError as error:
        reason = str(error.facts.get("reason", type(error).__name__))
        raise Ill("token" if "token" in reason else "away", reason) from None
    finally:
        api.close()
