"""`role`: what somebody may do."""

from datetime import datetime

from bot.naming import name_of, on_person
from bot.verb import Answer, House, Outcome, language_of
from bot.verbs.users import TEXTS as PEOPLE
from domain.folding import folded
from domain.people import Person, Role
from domain.texts import Texts
from engine.records.people import change_role
from storage.store import Store

NAMES = ("role", "papel")
ROLE = Role.OWNER
IS_OFFLINE = False
ROLES = {
    "owner": Role.OWNER,
    "dono": Role.OWNER,
    "admin": Role.ADMIN,
    "user": Role.USER,
    "usuario": Role.USER,
    "guest": Role.GUEST,
    "convidado": Role.GUEST,
}
TEXTS = Texts(
    {
        "summary": {"pt": "muda o papel de alguém", "en": "change somebody's role"},
        "how": {
            "pt": "Escreva o número de /users e o papel: _/role 2 admin_. Papéis: admin, usuário, "
            "convidado.",
            "en": "Write the number from /users and the role: _/role 2 admin_. Roles: admin, "
            "user, guest.",
        },
        "done": {"pt": "*{name}* agora é {role}.", "en": "*{name}* is {role} now."},
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Outcome:
    """Give somebody another role: `2 admin`."""
    language = language_of(actor)
    who, _, wanted = arguments.strip().rpartition(" ")
    role = ROLES.get(folded(wanted))
    if role is None or not who:
        return Answer(text=TEXTS.say("how", language), is_refusal=True)

    def deed(store: Store, doer: Person, subject: Person, now: datetime) -> None:
        change_role(store, doer, subject, role, now)

    def done(subject: Person) -> str:
        name = name_of(subject, language)
        return TEXTS.say("done", language, name=name, role=PEOPLE.say(role.value, language))

    return on_person(house, actor, who, deed, done)
