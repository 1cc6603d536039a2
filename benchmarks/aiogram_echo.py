"""The yardstick: aiogram's webhook answering each text with the same text, kept nowhere."""

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
    """Serve on a port until killed: `python -m benchmarks.aiogram_echo PORT`."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_BASE"]))
    bot = Bot(os.environ["TELEGRAM_TOKEN"], session=session)
    dispatcher = Dispatcher()
    dispatcher.message()(echo)
    application = web.Application()
    # Answered before 200, as ours: the work is done when Telegram is told so.
    SimpleRequestHandler(
        dispatcher,
        bot,
        handle_in_background=False,
        secret_token=os.environ["TELEGRAM_WEBHOOK_SECRET"],
    ).register(application, path="/telegram/webhook")
    setup_application(application, dispatcher, bot=bot)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None)


if __name__ == "__main__":
    main()
