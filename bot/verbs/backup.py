"""`backup`: a checked copy of everything, while the assistant goes on."""

import asyncio

from bot.backups import default_target, note_backup
from bot.verb import Answer, House, Outcome, language_of
from domain.errors import SparkError
from domain.people import Person, Role
from domain.texts import Texts
from storage.backup import backup
from storage.store import Store

NAMES = ("backup",)
ROLE = Role.OWNER
IS_OFFLINE = False
TEXTS = Texts(
    {
        "summary": {"pt": "cópia conferida de tudo", "en": "make a checked copy of everything"},
        "made": {
            "pt": "Backup feito e conferido: *{name}*, {size} MB, {records} registros, {ahead} "
            "promessas à frente.",
            "en": "Backup made and checked: *{name}*, {size} MB, {records} records, {ahead} "
            "promises ahead.",
        },
        "failed": {
            "pt": "O backup falhou: {reason}. Nada mais mudou; veja o espaço e as permissões.",
            "en": "The backup failed: {reason}. Nothing else has changed; check space and "
            "permissions.",
        },
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Outcome:
    """Copy the database beside it; where to is not for a chat to say."""
    now, language = house.clock.now(), language_of(actor)
    target = default_target(house.path, now)
    try:
        found = await asyncio.to_thread(backup, house.path, target)
    except (SparkError, OSError) as error:
        kind, reason = type(error).__name__, _reason(error)

        def failed(store: Store) -> Answer:
            store.errors.record("backup", kind, now)
            return Answer(text=TEXTS.say("failed", language, reason=reason))

        return failed
    text = TEXTS.say(
        "made",
        language,
        name=target.name,
        size=f"{target.stat().st_size / 2**20:.1f}",
        records=sum(found.rows.values()),
        ahead=found.promises_ahead,
    )

    def made(store: Store) -> Answer:
        note_backup(store, actor.id if actor else None, "asked", now)
        return Answer(text=text)

    return made


def _reason(error: SparkError | OSError) -> str:
    if isinstance(error, SparkError):
        return str(error.facts.get("reason", type(error).__name__))
    return error.strerror or type(error).__name__
