"""`backup`: a checked copy of everything, while the assistant goes on."""

import asyncio

from bot.backups import note_backup, reason_of
from bot.safekeeping.making import Safe
from bot.verb import Answer, House, Outcome, language_of
from domain.errors import SparkError
from domain.people import Person, Role
from domain.texts import Texts
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
    safe = Safe(house.settings)
    try:
        found = await asyncio.to_thread(safe.make, safe.asked_target(now), now)
    except (SparkError, OSError) as error:
        kind, reason = type(error).__name__, reason_of(error)

        def failed(store: Store) -> Answer:
            store.errors.record("backup", kind, now)
            return Answer(text=TEXTS.say("failed", language, reason=reason))

        return failed
    text = TEXTS.say(
        "made",
        language,
        name=found.path.name,
        size=f"{found.path.stat().st_size / 2**20:.1f}",
        records=sum(found.verified.rows.values()),
        ahead=found.verified.promises_ahead,
    )

    def made(store: Store) -> Answer:
        who, copies = actor.id if actor else None, bool(house.settings.sparkone_backup_to)
        note_backup(store, who, "asked", now, copies=copies)
        return Answer(text=text)

    return made
