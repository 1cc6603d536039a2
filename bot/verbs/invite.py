"""`invite`: a code for one more person, for the command line; the chat has a command for it."""

from bot.channel import Door
from bot.channels.terminal import ADDRESS
from bot.verb import Answer, House, Outcome, language_of
from domain.origin import Origin
from domain.people import Person, Role
from domain.texts import Texts
from engine.caller import Caller
from handlers.commands import invite
from handlers.turn import Command
from storage.store import Store

NAMES = ("invite",)
ROLE = Role.ADMIN
IS_OFFLINE = False
TEXTS = Texts(
    {
        "summary": {"pt": "convida uma pessoa", "en": "invite a person"},
        "nobody": {"pt": "Ainda não há dono.", "en": "There is no owner yet."},
    }
)


async def run(house: House, actor: Person | None, arguments: str) -> Outcome:
    """Make an invitation as the chat does: with a role and days, if they are given."""
    if actor is None:
        return Answer(text=TEXTS.say("nobody", language_of(actor)))
    doors = {one.name: one.username for one in house.channels.values() if isinstance(one, Door)}
    caller = Caller(
        person=actor,
        source=0,
        address=ADDRESS,
        language=language_of(actor),
        now=house.clock.now(),
        origin=Origin.OWNER,
        doors={name: username for name, username in doors.items() if username},
    )

    def act(store: Store) -> Answer:
        command = Command(name=NAMES[0], arguments=arguments)
        return Answer(text=invite.answer(caller, command, store).text)

    return act
