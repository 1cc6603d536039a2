"""`ban`: takes somebody's access away, at once."""

from bot.naming import name_of, on_person
from bot.verb import Answer, House, Outcome, language_of
from domain.people import Person, Role
from domain.texts import Texts
from engine.records.people import ban

NAMES = ("ban", "banir")
ROLE = Role.ADMIN
IS_OFFLINE = False
TEXTS = Texts(
    {
        "summary": {"pt": "tira o acesso de alguém", "en": "take somebody's access away"},
        "how": {
            "pt": "Escreva o número de /users: _/ban 3_.",
            "en": "Write the number from /users: _/ban 3_.",
        },
        "done": {
            "pt": "*{name}* não tem mais acesso. O que é dessa pessoa fica guardado; "
            "/unban {number} devolve.",
            "en": "*{name}* has no access any more. What is theirs stays kept; "
            "/unban {number} gives it back.",
        },
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Outcome:
    """Ban somebody, by number or name."""
    language = language_of(actor)
    if not arguments.strip():
        return Answer(text=TEXTS.say("how", language), is_refusal=True)

    def done(subject: Person) -> str:
        return TEXTS.say("done", language, name=name_of(subject, language), number=subject.id)

    return on_person(house, actor, arguments, ban, done)
