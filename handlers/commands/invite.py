"""`/invite`: a code for one more person."""

from datetime import timedelta

from domain.codes import Opens
from domain.folding import folded
from domain.people import Role
from domain.texts import Texts
from engine import codes
from engine.caller import Caller
from engine.records.people import may_invite
from engine.words import words
from handlers.inviting import ways
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("invite", "convite", "convidar")
ROLE = Role.ADMIN
ROLES = {
    "admin": Role.ADMIN,
    "administrador": Role.ADMIN,
    "user": Role.USER,
    "usuario": Role.USER,
    "guest": Role.GUEST,
    "convidado": Role.GUEST,
    "visita": Role.GUEST,
}
MOST_DAYS = 30
TEXTS = Texts(
    {
        "summary": {"pt": "convida uma pessoa", "en": "invite a person"},
        "made": {
            "pt": "Convite para uma pessoa ({role}); vale uma vez, por {length}. A pessoa "
            "abre ou me escreve:\n{ways!r}",
            "en": "An invitation for one person ({role}); valid once, for {length}. They open "
            "or write to me:\n{ways!r}",
        },
        "refused": {
            "pt": "Esse papel só o dono pode dar. Você pode convidar _user_ e _guest_.",
            "en": "Only the owner can give that role. You can invite _user_ and _guest_.",
        },
        "how": {
            "pt": "Escreva _/invite_, ou com papel e dias: _/invite guest 3_. Papéis: _user_, "
            "_guest_, _admin_; de 1 a 30 dias.",
            "en": "Write _/invite_, or with role and days: _/invite guest 3_. Roles: _user_, "
            "_guest_, _admin_; 1 to 30 days.",
        },
        "admin": {"pt": "admin", "en": "admin"},
        "user": {"pt": "usuário", "en": "user"},
        "guest": {
            "pt": "convidado, sem modelo de linguagem",
            "en": "guest, without a language model",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Make an invitation and say how it is used."""
    asked = _asked(command.arguments)
    if asked is None:
        return Reply(text=TEXTS.say("how", caller.language))
    role, days = asked
    if not may_invite(caller.person, role):
        return Reply(text=TEXTS.say("refused", caller.language))
    code = codes.make(
        store,
        Opens.INVITE,
        role=role,
        made_by=caller.person.id,
        now=caller.now,
        lasts=timedelta(days=days),
    )
    store.audit.add(caller.person.id, "invite", None, role.value, caller.now)
    text = TEXTS.say(
        "made",
        caller.language,
        role=TEXTS.say(role.value, caller.language),
        length=words(caller.language).length(timedelta(days=days)),
        ways=ways(caller, code),
    )
    return Reply(text=text, is_personal=True)


def _asked(arguments: str) -> tuple[Role, int] | None:
    """Return the role and the days that were written, in any order."""
    role, days = Role.USER, codes.INVITATION.days
    for word in folded(arguments).split():
        if word in ROLES:
            role = ROLES[word]
        elif word.isascii() and word.isdigit() and len(word) < 3 and 1 <= int(word) <= MOST_DAYS:
            days = int(word)
        else:
            return None
    return role, days
