"""`errors`: what went wrong most often."""

from datetime import datetime

from bot.verb import Answer, House, language_of, length
from domain.people import Person, Role
from domain.texts import Texts
from storage.errors import Failure

NAMES = ("errors", "erros")
ROLE = Role.OWNER
IS_OFFLINE = True
MOST = 10
GRAVE = {"StorageBroken": "critical", "StorageUnavailable": "high", "BadBackup": "high"}
BY_PLACE = {"deliver": "low", "backup": "high", "disk": "high"}
TEXTS = Texts(
    {
        "summary": {"pt": "o que mais deu errado", "en": "see what went wrong most often"},
        "none": {"pt": "Nada deu errado até agora.", "en": "Nothing has gone wrong so far."},
        "head": {"pt": "*O que mais deu errado:*", "en": "*What went wrong most often:*"},
        "line": {
            "pt": "{count}× {place}: {reason} ({severity}, a última há {age})",
            "en": "{count}× {place}: {reason} ({severity}, last {age} ago)",
        },
        "low": {"pt": "leve", "en": "low"},
        "medium": {"pt": "média", "en": "medium"},
        "high": {"pt": "grave", "en": "high"},
        "critical": {"pt": "crítica", "en": "critical"},
    }
)


def severity(failure: Failure) -> str:
    """Return low, medium, high or critical, by what was raised and where."""
    if failure.place.startswith("channel:"):
        return "high"
    return GRAVE.get(failure.reason) or BY_PLACE.get(failure.place, "medium")


async def run(house: House, actor: Person | None, arguments: str) -> Answer:
    """List the kinds of errors, the most frequent first."""
    now, language = house.clock.now(), language_of(actor)
    found = await house.database.read(lambda store: store.errors.top(MOST))
    if not found:
        return Answer(text=TEXTS.say("none", language))
    lines = [_line(one, language, now) for one in found]
    return Answer(text="\n".join([TEXTS.say("head", language), *lines]))


def _line(one: Failure, language: str, now: datetime) -> str:
    return TEXTS.say(
        "line",
        language,
        count=one.count,
        place=one.place,
        reason=one.reason,
        severity=TEXTS.say(severity(one), language),
        age=length((now - one.last_at).total_seconds()),
    )
