"""Models: from settings to whoever talks."""

from bot.settings import Settings
from handlers.conversation import Converser
from storage.database import Database


def converser_for(settings: Settings, database: Database) -> Converser | None:
    """Return the model that the settings name; None: there is none."""
    return None
