"""`jobs`: what waits, what was set aside, and what may not have arrived."""

from datetime import datetime

from bot.naming import name_of
from bot.reviving import DELIVERY, in_doubt, others_waiting
from bot.verb import Answer, House, button, language_of
from domain.deliveries import Delivery
from domain.messages import Button
from domain.people import Person, Role
from domain.texts import Texts
from storage.queue import DeadLetter
from storage.store import Store

NAMES = ("jobs", "fila")
ROLE = Role.OWNER
IS_OFFLINE = True
MOST = 5
TEXTS = Texts(
    {
        "summary": {"pt": "o que espera ou ficou de lado", "en": "see what waits or was set aside"},
        "waiting": {"pt": "Na fila: {tasks}.", "en": "Waiting: {tasks}."},
        "none": {"pt": "Nada espera na fila.", "en": "Nothing waits."},
        "aside": {"pt": "*De lado, após três falhas:*", "en": "*Set aside after three failures:*"},
        "letter": {"pt": "{id}: {task}, {error}", "en": "{id}: {task}, {error}"},
        "unsure": {"pt": "*Não sei se chegou:*", "en": "*May not have arrived:*"},
        "delivery": {
            "pt": "{id}: {purpose} para *{name}* ({channel})",
            "en": "{id}: {purpose} for *{name}* ({channel})",
        },
        "somebody": {"pt": "alguém", "en": "somebody"},
        "reply": {"pt": "resposta", "en": "reply"},
        "reminder": {"pt": "lembrete", "en": "reminder"},
        "notice": {"pt": "aviso", "en": "notice"},
        "brief": {"pt": "resumo", "en": "brief"},
        "more": {
            "pt": "e mais {count}; _/retry all_ tenta tudo o que ficou de lado.",
            "en": "and {count} more; _/retry all_ tries all that was set aside.",
        },
        "again": {"pt": "Tentar de novo", "en": "Try again"},
        "drop": {"pt": "Descartar", "en": "Discard"},
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Answer:
    """List what waits and what needs somebody, with buttons for up to five."""
    now, language = house.clock.now(), language_of(actor)
    return await house.database.read(lambda store: _page(store, language, now))


def _page(store: Store, language: str, now: datetime) -> Answer:
    waiting = ", ".join(f"{task} {count}" for task, count in others_waiting(store).items())
    lines = [
        TEXTS.say("waiting", language, tasks=waiting) if waiting else TEXTS.say("none", language)
    ]
    letters, unsure = store.queue.dead(), in_doubt(store, now)
    shown = letters[:MOST]
    doubtful = unsure[: MOST - len(shown)]
    if shown:
        lines += [TEXTS.say("aside", language), *(_letter(one, language) for one in shown)]
    if doubtful:
        lines += [TEXTS.say("unsure", language)]
        lines += [_delivery(store, one, language) for one in doubtful]
    left = len(letters) + len(unsure) - len(shown) - len(doubtful)
    if left:
        lines.append(TEXTS.say("more", language, count=left))
    names = [*(str(one.id) for one in shown), *(f"{DELIVERY}{one.id}" for one in doubtful)]
    return Answer(text="\n".join(lines), buttons=_buttons(names, language))


def _letter(letter: DeadLetter, language: str) -> str:
    return TEXTS.say("letter", language, id=letter.id, task=letter.task, error=letter.error)


def _delivery(store: Store, delivery: Delivery, language: str) -> str:
    person = store.people.get(delivery.person) if delivery.person is not None else None
    return TEXTS.say(
        "delivery",
        language,
        id=f"{DELIVERY}{delivery.id}",
        purpose=TEXTS.say(delivery.message.purpose.value, language),
        name=name_of(person, language) if person else TEXTS.say("somebody", language),
        channel=delivery.message.address.channel,
    )


def _buttons(names: list[str], language: str) -> tuple[Button, ...]:
    """Return two buttons for each, which say the number where there are several."""
    found: list[Button] = []
    for name in names:
        suffix = f" {name}" if len(names) > 1 else ""
        found.append(button(f"{TEXTS.say('again', language)}{suffix}", "retry", name))
        found.append(button(f"{TEXTS.say('drop', language)}{suffix}", "discard", name))
    return tuple(found)
