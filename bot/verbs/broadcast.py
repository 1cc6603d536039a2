"""`broadcast`: one message to everybody, shown before it goes."""

from bot.verb import Answer, House, Outcome, button, language_of
from domain.messages import Address
from domain.people import Person, Role
from domain.texts import Texts
from storage.store import Store

NAMES = ("broadcast", "announce", "avisar")
ROLE = Role.OWNER
IS_OFFLINE = False
MOST_LETTERS = 3000
TEXTS = Texts(
    {
        "summary": {
            "pt": "um aviso a todos, com prévia",
            "en": "write to everybody, with a preview",
        },
        "how": {
            "pt": "Escreva o aviso depois do comando: _/broadcast Volto amanhã._",
            "en": "Write the message after the command: _/broadcast Back tomorrow._",
        },
        "long": {
            "pt": "O aviso tem {length} caracteres; mando até {most}. Nada foi enviado.",
            "en": "The message has {length} characters; I send up to {most}. Nothing was sent.",
        },
        "nobody": {
            "pt": "Não há mais ninguém a quem enviar. Nada foi enviado.",
            "en": "There is nobody else to send it to. Nothing was sent.",
        },
        "preview": {
            "pt": "*Prévia.* Nada foi enviado ainda; vale por dez minutos. Quem está em silêncio "
            "recebe depois.\n\n{text}",
            "en": "*Preview.* Nothing was sent yet; valid for ten minutes. Those in quiet hours "
            "get it afterwards.\n\n{text}",
        },
        "send": {"pt": "Enviar para {count}", "en": "Send to {count}"},
        "no": {"pt": "Não", "en": "No"},
    }
)


def recipients(store: Store, sender: int) -> list[tuple[Person, Address]]:
    """Return who gets a broadcast, and where: neither banned, nor blocking, nor the sender."""
    found: list[tuple[Person, Address]] = []
    for person in store.people.all():
        home = store.people.home(person.id)
        if person.id != sender and person.banned_at is None and home is not None:
            found.append((person, home))
    return found


async def run(house: House, actor: Person | None, arguments: str) -> Outcome:
    """Show what would be sent, and to how many."""
    now, language, text = house.clock.now(), language_of(actor), arguments.strip()
    if not text or actor is None:
        return Answer(text=TEXTS.say("how", language), is_refusal=True)
    if len(text) > MOST_LETTERS:
        long = TEXTS.say("long", language, length=len(text), most=MOST_LETTERS)
        return Answer(text=long, is_refusal=True)
    sender = actor.id

    def prepare(store: Store) -> Answer:
        count = len(recipients(store, sender))
        if not count:
            return Answer(text=TEXTS.say("nobody", language))
        number = store.broadcasts.add(sender, text, count, now)
        return Answer(
            text=TEXTS.say("preview", language, text=text),
            buttons=(
                button(TEXTS.say("send", language, count=count), "send", number),
                button(TEXTS.say("no", language), "send", number, "no"),
            ),
        )

    return prepare
