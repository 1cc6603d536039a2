"""The button that forgets for good: `unlearn:<message that asked>`."""

from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from engine.unlearning import about, holding
from handlers.finding import is_of
from handlers.turn import SILENT, Act, Reply
from storage.store import Store
from storage.unlearning import defer_unlearn

VERB = "unlearn"
ROLE = Role.GUEST
IN_PLACE = True
TEXTS = Texts(
    {
        "busy": {"pt": "Já estou esquecendo.", "en": "I am forgetting it already."},
    }
)


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Have it forgotten, once; the answer comes when it is done."""
    number = int(arguments[0])
    asked = store.inbox.get(number)  # KeyError where it is gone already
    if not is_of(store, caller, asked) or asked.callback is not None:
        raise KeyError(number)
    if holding(about(asked.text)) is None:
        raise ValueError(number)

    def confirm() -> Reply:
        if defer_unlearn(store, caller.person.id, number, caller.source, caller.now):
            return SILENT
        return Reply(text=TEXTS.say("busy", caller.language))

    return confirm
