"""The same with one session of SQLAlchemy an update: the message stored, read, then answered.

The usual middleware over aiosqlite, in a write-ahead log that is synced at every commit, as ours.
It tells Telegram 200 after its work, so that no more updates wait for the file than are on their
way: answering first, it falls over under load. Run: aiogram_sqlalchemy.py PORT
"""

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message, TelegramObject
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Base(DeclarativeBase):
    """The tables of this program."""


class Said(Base):
    """A message of a chat."""

    __tablename__ = "said"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[int] = mapped_column(index=True)
    text: Mapped[str]


async def echo(message: Message, session: AsyncSession) -> None:
    """Store what was said, read it again and say it back."""
    session.add(Said(chat=message.chat.id, text=message.text or ""))
    await session.commit()
    newest = select(Said).where(Said.chat == message.chat.id).order_by(Said.id.desc()).limit(1)
    said = (await session.scalars(newest)).one()
    await message.answer(said.text)


def _in_a_log(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def main() -> None:
    """Serve until killed."""
    database = Path(os.environ["DATABASE_URL"].removeprefix("sqlite:///")).with_suffix(".orm")
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}", connect_args={"timeout": 60})
    event.listen(engine.sync_engine, "connect", _in_a_log)
    sessions = async_sessionmaker(engine, expire_on_commit=False)

    async def with_session(handler: Handler, update: TelegramObject, found: dict[str, Any]) -> Any:
        async with sessions() as session:
            return await handler(update, {**found, "session": session})

    async def make_tables() -> None:
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)

    api = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_BASE"])
    bot = Bot(os.environ["TELEGRAM_TOKEN"], session=AiohttpSession(api=api))
    dispatcher = Dispatcher()
    dispatcher.startup.register(make_tables)
    dispatcher.update.outer_middleware(with_session)
    dispatcher.message()(echo)
    application = web.Application()
    secret = os.environ["TELEGRAM_WEBHOOK_SECRET"]
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=secret)
    handler.register(application, path="/telegram/webhook")
    setup_application(application, dispatcher, bot=bot)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None)


if __name__ == "__main__":
    main()
