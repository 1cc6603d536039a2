"""Strangers: one polite line, once; with a code, a way in."""

from datetime import datetime

from domain.codes import Code, Opens
from domain.messages import Address, InboundMessage, Kind, OutboundMessage, Purpose
from domain.people import Person
from domain.texts import FALLBACK, Texts
from engine import codes
from engine.joining import join, language_of
from handlers.first_run import TERMINAL
from handlers.turn import Reply
from storage.outgoing import notify
from storage.store import Store

TEXTS = Texts(
    {
        "stranger": {
            "pt": "Olá! Sou um assistente pessoal e só converso com quem meu dono convidou.",
            "en": "Hello! I am a personal assistant and only talk to people my owner invited.",
        },
        "wrong": {
            "pt": "Esse código não vale, ou não vale mais. Peça outro a quem convidou você.",
            "en": "That code is not valid, or no longer. Ask whoever invited you for another.",
        },
        "owner": {
            "pt": "Pronto: agora também falo com você aqui. Tudo o que você já me contou vale "
            "neste chat. Por exemplo:\n• _me lembra de ligar para o dentista amanhã às 9h_\n"
            "• _o que tenho hoje?_",
            "en": "Done: from now on I talk to you here too. All that you told me before holds in "
            "this chat. For example:\n• _remind me to call the dentist tomorrow at 9am_\n"
            "• _what do I have today?_",
        },
        "link": {
            "pt": "Pronto: reconheço você aqui também. Tudo o que você já me contou vale neste "
            "chat.",
            "en": "Done: I know you here too. All that you told me before holds in this chat.",
        },
        "invite": {
            "pt": "Olá, {name}! Guardo lembretes, tarefas, eventos e notas para você; só você vê o "
            "que é seu. Escreva como fala, por exemplo:\n"
            "• _me lembra de ligar para o dentista amanhã às 9h_\n"
            "• _põe leite e pão na lista de compras_",
            "en": "Hello, {name}! I keep reminders, tasks, events and notes for you; only you see "
            "what is yours. Write the way you talk, for example:\n"
            "• _remind me to call the dentist tomorrow at 9am_\n"
            "• _add milk and bread to the shopping list_",
        },
        "nameless": {
            "pt": "Olá! Guardo lembretes, tarefas, eventos e notas para você; só você vê o que é "
            "seu. Escreva como fala, por exemplo:\n"
            "• _me lembra de ligar para o dentista amanhã às 9h_\n"
            "• _põe leite e pão na lista de compras_",
            "en": "Hello! I keep reminders, tasks, events and notes for you; only you see what is "
            "yours. Write the way you talk, for example:\n"
            "• _remind me to call the dentist tomorrow at 9am_\n"
            "• _add milk and bread to the shopping list_",
        },
        "joined": {
            "pt": "Um código seu foi usado: agora reconheço você também no {channel}. Se não foi "
            "você, avise quem cuida de mim.",
            "en": "A code of yours was used: I now know you on {channel} too. If that was not you, "
            "tell whoever looks after me.",
        },
        "locked": {
            "pt": "Alguém tentou {count} códigos errados, e o código do dono não vale mais. Para "
            "um novo, rode _sparkone pair_ na máquina ou reinicie.",
            "en": "Somebody tried {count} wrong codes, and the owner code is no longer valid. For "
            "a new one, run _sparkone pair_ on the machine or restart.",
        },
    }
)


def answer(store: Store, message: InboundMessage, now: datetime) -> Reply | None:
    """Return the answer to somebody SparkOne does not know; None: there is none."""
    if message.private is not None:
        return None
    language = language_of(message) or FALLBACK
    typed = _typed_code(message)
    if typed is None:
        return Reply(text=TEXTS.say("stranger", language), once="stranger")
    code = codes.opened_by(store, typed, now)
    homes = _home(store, code)
    person = join(store, code, message, now) if code is not None else None
    if code is None or person is None:
        return _wrong(store, language, now)
    if homes is not None and homes.channel != TERMINAL:  # who sits there made the code
        _tell(store, person, homes, "joined", now, channel=message.address.channel.capitalize())
    return Reply(text=_welcome(person, code, language))


def _typed_code(message: InboundMessage) -> str | None:
    """Return what was typed as a code: after `/start`, or alone where it looks like one."""
    if message.kind is not Kind.WORDS or message.callback is not None:
        return None
    command, _, rest = message.text.strip().partition(" ")
    if command.partition("@")[0].lower() == "/start":
        return rest.strip() or None
    return message.text if codes.is_shaped(message.text) else None


def _welcome(person: Person, code: Code, language: str) -> str:
    language = person.language or person.spoken or language
    if code.opens is Opens.INVITE and person.name is None:
        return TEXTS.say("nameless", language)
    if code.opens is Opens.INVITE:
        return TEXTS.say("invite", language, name=person.name)
    return TEXTS.say(code.opens.value, language)


def _wrong(store: Store, language: str, now: datetime) -> Reply:
    """Say so once a day, and tell the owner where this was one too many."""
    if codes.count_wrong(store, now):
        owner = store.people.owner()
        home = store.people.home(owner.id) if owner else None
        if owner is not None and home is not None:
            _tell(store, owner, home, "locked", now, count=codes.MOST_TRIES)
    return Reply(text=TEXTS.say("wrong", language), once=f"wrong:{now:%Y-%m-%d}")


def _home(store: Store, code: Code | None) -> Address | None:
    """Return where the person whose code it is was told things before it was used."""
    if code is None or code.opens is Opens.INVITE or code.made_by is None:
        return None
    return store.people.home(code.made_by)


def _tell(
    store: Store, person: Person, home: Address, sentence: str, now: datetime, **facts: object
) -> None:
    """Tell a person at once: what concerns who they are does not wait for quiet hours."""
    language = person.language or person.spoken or FALLBACK
    notify(
        store,
        OutboundMessage(
            key=f"{sentence}:{home}:{now.isoformat()}",
            address=home,
            text=TEXTS.say(sentence, language, **facts),
            purpose=Purpose.NOTICE,
        ),
        language=language,
        now=now,
        person=person.id,
        run_at=now,
    )
