"""aiogram's webhook answering each text with the same text, kept nowhere; as it comes.

As it comes it tells Telegram 200 before it begins to work. Run: aiogram_echo.py PORT [uvloop]
"""

import os
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web


async def echo(message: Message) -> None:
    """Say it back."""
    await message.answer(message.text or "")


def main() -> None:
    """Serve until killed."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_BASE"]))
    bot = Bot(os.environ["TELEGRAM_TOKEN"], session=session)
    dispatcher = Dispatcher()
    dispatcher.message()(echo)
    application = web.Application()
    secret = os.environ["TELEGRAM_WEBHOOK_SECRET"]
    handler = SimpleRequestHandler(dispatcher, bot, secret_token=secret)
    handler.register(application, path="/telegram/webhook")
    setup_application(application, dispatcher, bot=bot)
    loop = None
    if "uvloop" in sys.argv:
        import uvloop  # noqa: PLC0415 - not as it comes

        loop = uvloop.new_event_loop()
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None, loop=loop)


if __name__ == "__main__":
    main()
