"""`unban`: gives somebody's access back."""

from bot.naming import name_of, on_person
from bot.verb import Answer, House, Outcome, language_of
from domain.people import Person, Role
from domain.texts import Texts
from engine.records.people import unban

NAMES = ("unban", "desbanir")
ROLE = Role.ADMIN
IS_OFFLINE = False
TEXTS = Texts(
    {
        "summary": {"pt": "devolve o acesso de alguém", "en": "give somebody's access back"},
        "how": {
            "pt": "Escreva o número de /users: _/unban 3_.",
            "en": "Write the number from /users: _/unban 3_.",
        },
        "done": {
            "pt": "*{name}* tem acesso de novo ({number}).",
            "en": "*{name}* has access again ({number}).",
        },
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Outcome:
    """Take a ban back, by number or name."""
    language = language_of(actor)
    if not arguments.strip():
        return Answer(text=TEXTS.say("how", language), is_refusal=True)

    def done(subject: Person) -> str:
        return TEXTS.say("done", language, name=name_of(subject, language), number=subject.id)

    return on_person(house, actor, arguments, unban, done)
