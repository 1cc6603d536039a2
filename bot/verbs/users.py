"""`users`: everybody, under the numbers that the other verbs take."""

from datetime import datetime

from bot.naming import name_of
from bot.verb import Answer, House, language_of, length
from domain.people import Person, Role
from domain.texts import Texts
from storage.store import Store

NAMES = ("users", "usuarios")
ROLE = Role.ADMIN
IS_OFFLINE = True
TEXTS = Texts(
    {
        "summary": {"pt": "quem usa, com números", "en": "see who uses it, with numbers"},
        "line": {
            "pt": "{number}. *{name}*, {role} · {channels} · {speaks}, {zone} · {seen}",
            "en": "{number}. *{name}*, {role} · {channels} · {speaks}, {zone} · {seen}",
        },
        "owner": {"pt": "dono", "en": "owner"},
        "admin": {"pt": "admin", "en": "admin"},
        "user": {"pt": "usuário", "en": "user"},
        "guest": {"pt": "convidado", "en": "guest"},
        "seen": {"pt": "visto há {age}", "en": "seen {age} ago"},
        "never": {"pt": "nunca escreveu", "en": "never wrote"},
        "blocked": {"pt": "{channel} (bloqueado)", "en": "{channel} (blocked)"},
        "nowhere": {"pt": "nenhum canal", "en": "no channel"},
        "banned": {"pt": "sem acesso desde {day}", "en": "banned since {day}"},
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Answer:
    """List everybody."""
    now, language = house.clock.now(), language_of(actor)

    def read(store: Store) -> list[str]:
        seen = store.figures.last_seen()
        return [
            _line(store, person, language, seen.get(person.id), now)
            for person in store.people.all()
        ]

    return Answer(text="\n".join(await house.database.read(read)))


def _line(store: Store, person: Person, language: str, seen: datetime | None, now: datetime) -> str:
    line = TEXTS.say(
        "line",
        language,
        number=person.id,
        name=name_of(person, language),
        role=TEXTS.say(person.role.value, language),
        channels=_channels(store, person, language),
        speaks=person.language or person.spoken or "auto",
        zone=person.zone,
        seen=TEXTS.say("seen", language, age=length((now - seen).total_seconds()))
        if seen
        else TEXTS.say("never", language),
    )
    if person.banned_at is None:
        return line
    return f"{line} · {TEXTS.say('banned', language, day=f'{person.banned_at:%Y-%m-%d}')}"


def _channels(store: Store, person: Person, language: str) -> str:
    names = [
        TEXTS.say("blocked", language, channel=one.channel) if one.blocked_at else one.channel
        for one in store.people.identities(person.id)
    ]
    return ", ".join(names) or TEXTS.say("nowhere", language)
