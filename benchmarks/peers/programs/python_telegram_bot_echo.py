"""python-telegram-bot's own webhook server, echoing. Run: python_telegram_bot_echo.py PORT."""

import os
import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters


async def echo(update: Update, _context: Any) -> None:
    """Say it back."""
    await update.message.reply_text(update.message.text)


def main() -> None:
    """Serve until killed."""
    base = os.environ["TELEGRAM_API_BASE"]
    builder = Application.builder().token(os.environ["TELEGRAM_TOKEN"])
    application = builder.base_url(f"{base}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_webhook(
        listen="127.0.0.1",
        port=int(sys.argv[1]),
        url_path="telegram/webhook",
        webhook_url=os.environ["TELEGRAM_WEBHOOK_URL"],
        secret_token=os.environ["TELEGRAM_WEBHOOK_SECRET"],
    )


if __name__ == "__main__":
    main()
