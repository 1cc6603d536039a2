"""`send`: sends a broadcast that was shown before, once and within ten minutes."""

from datetime import datetime, timedelta

from bot.verb import Answer, House, Outcome, language_of
from bot.verbs.broadcast import recipients
from domain.markup import escape
from domain.people import Person, Role
from domain.texts import Texts
from scheduler.telling import send_notice
from storage.broadcasts import Broadcast
from storage.store import Store

NAMES = ("send",)
ROLE = Role.OWNER
IS_OFFLINE = False
VALID = timedelta(minutes=10)
TEXTS = Texts(
    {
        "summary": {
            "pt": "envia um aviso preparado com broadcast",
            "en": "send what broadcast has prepared",
        },
        "sent_one": {"pt": "Enviado a 1 pessoa.", "en": "Sent to 1 person."},
        "sent": {"pt": "Enviado a {count} pessoas.", "en": "Sent to {count} people."},
        "dropped": {"pt": "Certo, não enviei nada.", "en": "All right, nothing was sent."},
        "stale": {
            "pt": "Esse aviso já foi respondido ou passou dos dez minutos; não vale mais. Nada "
            "mais foi enviado. Para outro: /broadcast.",
            "en": "That message was answered already or is older than ten minutes; it is no longer "
            "valid. Nothing more was sent. For another: /broadcast.",
        },
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Outcome:
    """Send the broadcast of this number, or with `no` drop it."""
    now, language = house.clock.now(), language_of(actor)
    number, _, word = arguments.strip().partition(" ")

    def act(store: Store) -> Answer:
        found = store.broadcasts.get(int(number)) if number.isdecimal() else None
        if found is None or actor is None or not _is_open(found, actor, now):
            return Answer(text=TEXTS.say("stale", language), is_refusal=True)
        if word:
            store.broadcasts.mark_sent(found.id, 0, now)
            return Answer(text=TEXTS.say("dropped", language))
        count = _spread(store, found, now)
        store.audit.add(actor.id, "broadcast", None, f"{found.id} to {count}", now)
        return Answer(text=TEXTS.say("sent_one" if count == 1 else "sent", language, count=count))

    return act


def _is_open(broadcast: Broadcast, actor: Person, now: datetime) -> bool:
    is_new = broadcast.sent_at is None and now - broadcast.created_at <= VALID
    return is_new and broadcast.person == actor.id


def _spread(store: Store, broadcast: Broadcast, now: datetime) -> int:
    """Promise everybody their message, in one transaction; returns to how many."""
    everybody = recipients(store, broadcast.person)
    store.broadcasts.mark_sent(broadcast.id, len(everybody), now)
    for person, home in everybody:
        key = f"broadcast:{broadcast.id}:{person.id}"
        send_notice(store, person, home, key=key, text=escape(broadcast.text), now=now)
    return len(everybody)
