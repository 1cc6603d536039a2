"""A webhook is brought updates before the bot has learned its own name."""

import json
from datetime import UTC, datetime
from typing import Any

from bot.telegram.client import BotApi
from bot.telegram.intake import Intake
from bot.telegram.reading import Bot
from bot.telegram.webhook import Webhook
from bot.webhook import Request
from domain.messages import InboundMessage
from tests.fakes import HandClock

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BOT, GROUP = 123456, -1001234
REQUEST = Request(method="POST", path="/", query="", headers={}, peer=None)
MENTION = [{"type": "mention", "offset": 0, "length": 6}]


def _update(text: str, *, chat: int = GROUP, **further: Any) -> bytes:
    kind = "supergroup" if chat == GROUP else "private"
    message = {
        "message_id": 7,
        "date": int(NOON.timestamp()),
        "chat": {"id": chat, "type": kind},
        "from": {"id": 777, "is_bot": False, "first_name": "Ana"},
        "text": text,
        **further,
    }
    return json.dumps({"update_id": 1, "message": message}).encode()


async def test_what_names_somebody_in_a_group_comes_again_until_the_bot_knows_its_name() -> None:
    taken: list[InboundMessage] = []
    webhook, intake = _webhook(taken)

    first = await webhook.take(REQUEST, _update("@spark task: sweep", entities=MENTION))
    intake.open(_accepting(taken), Bot(id=BOT, username="spark"), None)
    second = await webhook.take(REQUEST, _update("@spark task: sweep", entities=MENTION))

    assert (first.status, first.retry_after) == (503, 5)
    assert second.status == 200
    assert [message.text for message in taken] == ["task: sweep"]


async def test_what_can_be_judged_without_a_name_does_not_wait_for_it() -> None:
    taken: list[InboundMessage] = []
    webhook, _ = _webhook(taken)

    private = await webhook.take(REQUEST, _update("task: sweep", chat=777))
    chatter = await webhook.take(REQUEST, _update("who has the keys?"))

    assert (private.status, chatter.status) == (200, 200)
    assert [message.text for message in taken] == ["task: sweep"]


def _webhook(taken: list[InboundMessage]) -> tuple[Webhook, Intake]:
    intake = Intake(BotApi(f"{BOT}:secret", "http://127.0.0.1:9"), HandClock(NOON))
    intake.open(_accepting(taken), Bot(id=BOT), None)
    return Webhook("secret", intake), intake


def _accepting(taken: list[InboundMessage]) -> Any:
    async def accept(message: InboundMessage) -> bool:
        taken.append(message)
        return True

    return accept
