"""`version`: what runs here."""

import platform

from bot import __version__
from bot.verb import Answer, House, language_of
from domain.people import Person, Role
from domain.texts import Texts
from storage.drivers import SQLITE_VERSION
from storage.migrations import HEAD

NAMES = ("version", "versao")
ROLE = Role.ADMIN
IS_OFFLINE = True
TEXTS = Texts(
    {
        "summary": {"pt": "a versão que roda", "en": "see which version runs"},
        "version": {
            "pt": "SparkOne {version} (banco {revision}, Python {python}, SQLite {sqlite})",
            "en": "SparkOne {version} (database {revision}, Python {python}, SQLite {sqlite})",
        },
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Answer:
    """Say the version, and what it runs on."""
    text = TEXTS.say(
        "version",
        language_of(actor),
        version=__version__,
        revision=HEAD,
        python=platform.python_version(),
        sqlite=".".join(map(str, SQLITE_VERSION)),
    )
    return Answer(text=text)
