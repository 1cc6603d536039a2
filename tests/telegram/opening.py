"""Starting the assistant on Telegram as often as a journey needs it."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from tests.fakes import HandClock
from tests.telegram.home import TelegramHome, telegram_home
from tests.telegram.server import BotApiServer


class Opening:
    """Starts the assistant; called again after its end, it is the next day."""

    def __init__(self, folder: Path, server: BotApiServer, clock: HandClock) -> None:
        self.folder = folder
        self._facts = (folder, server, clock)

    def __call__(self, **how: Any) -> AbstractAsyncContextManager[TelegramHome]:
        return telegram_home(*self._facts, **how)
