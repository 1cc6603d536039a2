"""The bare frameworks: uvicorn, Starlette, msgspec and aiohttp's client, echoing.

No library of bots, no types but the fields that are read. Run: starlette_echo.py PORT
"""

import contextlib
import hmac
import os
import sys
from collections.abc import AsyncIterator

import aiohttp
import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SECRET = os.environ["TELEGRAM_WEBHOOK_SECRET"]
SEND = f"{os.environ['TELEGRAM_API_BASE']}/bot{os.environ['TELEGRAM_TOKEN']}/sendMessage"


class Chat(msgspec.Struct):
    """Where it was said."""

    id: int


class Message(msgspec.Struct):
    """What was said."""

    chat: Chat
    text: str = ""


class Update(msgspec.Struct):
    """What Telegram brings."""

    update_id: int
    message: Message | None = None


_decoder = msgspec.json.Decoder(Update)


async def webhook(request: Request) -> Response:
    """Say it back, then tell Telegram so."""
    if not hmac.compare_digest(request.headers["x-telegram-bot-api-secret-token"], SECRET):
        return Response(status_code=403)
    message = _decoder.decode(await request.body()).message
    if message is not None:
        body = msgspec.json.encode({"chat_id": message.chat.id, "text": message.text})
        client: aiohttp.ClientSession = request.app.state.client
        async with client.post(SEND, data=body, headers={"content-type": "application/json"}) as it:
            msgspec.json.decode(await it.read())
    return Response()


@contextlib.asynccontextmanager
async def lifespan(application: Starlette) -> AsyncIterator[None]:
    """Keep one client."""
    async with aiohttp.ClientSession() as client:
        application.state.client = client
        yield


if __name__ == "__main__":
    application = Starlette(
        routes=[Route("/telegram/webhook", webhook, methods=["POST"])], lifespan=lifespan
    )
    uvicorn.run(
        application, host="127.0.0.1", port=int(sys.argv[1]), access_log=False, log_level="error"
    )
