"""Telling: what SparkOne says of itself without being asked, outside quiet hours only."""

from datetime import datetime

from domain.messages import Address, OutboundMessage, Purpose
from domain.people import Person
from domain.texts import FALLBACK, Texts
from engine import ways
from scheduler.quiet import allowed_from
from storage.outgoing import notify
from storage.store import Store

TEXTS = Texts(
    {
        "dead_letter": {
            "pt": "Uma tarefa interna ({task}) falhou três vezes e ficou de lado. /jobs mostra e "
            "tenta de novo.",
            "en": "An internal job ({task}) failed three times and was set aside. /jobs shows it "
            "and tries again.",
        },
        "blocked": {
            "pt": "{name} não recebe mais minhas mensagens ({channel}). O que é dessa pessoa fica "
            "guardado.",
            "en": "{name} no longer takes my messages ({channel}). What is theirs stays kept.",
        },
        "withheld": {
            "pt": "Há mensagens paradas no {channel}: não posso mandá-las agora. /whatsapp diz por "
            "quê e o que fazer.",
            "en": "Messages wait on {channel}: I may not send them now. /whatsapp says why and "
            "what to do.",
        },
        "tools_changed": {
            "pt": "O servidor *{server}* mudou suas ferramentas desde que comecei: {names}. Até o "
            "próximo início não uso o que mudou. Veja antes se você quer isso.",
            "en": "The server *{server}* changed its tools since I started: {names}. I do not use "
            "what changed before the next start. See first whether you want it.",
        },
        "put_aside": {
            "pt": "Não consegui mais ler o lembrete *{title}* e o deixei de lado. Crie-o de novo.",
            "en": "I can no longer read the reminder *{title}* and set it aside. Make it anew.",
        },
    }
)


def tell_owner(store: Store, sentence: str, *, key: str, now: datetime, **facts: object) -> None:
    """Promise the owner a notice under a key that makes it come once."""
    owner = store.people.owner()
    if owner is not None:
        tell(store, owner, sentence, key=key, now=now, **facts)


def tell(
    store: Store, person: Person, sentence: str, *, key: str, now: datetime, **facts: object
) -> None:
    """Promise a person a notice under a key that makes it come once."""
    address = ways.home(store, person, Purpose.NOTICE)
    if address is None or person.banned_at is not None:
        return
    language = person.language or person.spoken or FALLBACK
    text = TEXTS.say(sentence, language, **facts)
    send_notice(store, person, address, key=key, text=text, now=now)


def send_notice(
    store: Store,
    person: Person,
    address: Address,
    *,
    key: str,
    text: str,
    now: datetime,
    at_once: bool = False,
) -> None:
    """Promise a notice under a key that makes it come once; quiet hours move it."""
    notify(
        store,
        OutboundMessage(key=key, address=address, text=text, purpose=Purpose.NOTICE),
        language=person.language or person.spoken or FALLBACK,
        now=now,
        person=person.id,
        run_at=now if at_once else allowed_from(person, now),
    )
