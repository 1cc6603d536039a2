"""Drafts: an answer that is still growing, as Telegram shows it.

In private chats a draft is a preview that goes by itself (Bot API, sendMessageDraft); elsewhere
it is a message that is edited, and that the answer takes the place of.
"""

from datetime import timedelta
from typing import Any

import msgspec

from bot.telegram.client import BotApi
from bot.telegram.reading import TOPIC
from bot.telegram.rendering import Part, parts
from domain.messages import Address

PRIVATE_PAUSE = timedelta(seconds=1)
"""About one message a second in a chat."""
GROUP_PAUSE = timedelta(seconds=4)
"""Twenty messages a minute in a group, the other answers among them."""


class _Sent(msgspec.Struct, frozen=True):
    message_id: int


def pause_in(address: Address) -> timedelta:
    """Return how long to wait between two drafts of a chat."""
    return GROUP_PAUSE if address.chat.startswith("-") else PRIVATE_PAUSE


async def draft(
    api: BotApi, address: Address, number: int, text: str, before: str | None
) -> str | None:
    """Show the text so far (see `bot.channel.Drafting`); of a long one, what fits a message."""
    chat, _, topic = address.chat.partition(TOPIC)
    where: dict[str, Any] = {"chat_id": int(chat)}
    cut = parts(text)
    if not cut:
        return before
    if not chat.startswith("-"):
        where["message_thread_id"] = int(topic) if topic else None
        await api.call("sendMessageDraft", **where, draft_id=number, **_body(cut[0]))
        return None
    if before is not None:
        await api.call("editMessageText", **where, message_id=int(before), **_body(cut[0]))
        return before
    if topic:
        where["message_thread_id"] = int(topic)
    result = await api.call("sendMessage", **where, **_body(cut[0]), disable_notification=True)
    return str(msgspec.json.decode(result, type=_Sent).message_id)


def _body(part: Part) -> dict[str, Any]:
    return {"text": part.text, "entities": part.entities or None}
