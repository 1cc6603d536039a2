"""The thumbs under a brief: `rate:<kind>:<day or message>:<up|down|section>`."""

from datetime import date

from domain.markup import escape
from domain.messages import Button
from domain.people import Role
from domain.texts import Texts
from engine import brief
from engine.brief import BriefKind
from engine.caller import Caller
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "rate"
ROLE = Role.GUEST
IN_PLACE = True
TEXTS = Texts(
    {
        "thanks": {"pt": "_Que bom! Obrigado._", "en": "_Good to know, thank you._"},
        "which": {
            "pt": "_O que não ajudou? Toque na parte._",
            "en": "_What did not help? Press that part._",
        },
        "noted": {
            "pt": "_Anotado: {heading} não ajudou._",
            "en": "_Noted: {heading} did not help._",
        },
        "drop": {"pt": "Tirar {heading} do resumo", "en": "Leave {heading} out"},
    }
)


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Keep the opinion; a thumb down asks which part is meant."""
    kind, when, choice = arguments
    text = store.said.text(caller.person.id, _key(caller, BriefKind(kind), when))
    if text is None:
        raise KeyError(when)
    subject = f"{kind}:{when}"
    if choice in {"up", "down"}:
        return lambda: _whole(caller, store, text, subject, is_up=choice == "up")
    heading = brief.heading_of(choice, caller.language)
    return lambda: _section(caller, store, text, subject, name=choice, heading=heading)


def _key(caller: Caller, kind: BriefKind, when: str) -> str:
    """Return the key under which the brief was written; ValueError for what is none."""
    if when.isdigit():
        return f"reply:{int(when)}"
    return f"brief:{caller.person.id}:{kind.value}:{date.fromisoformat(when)}"


def _whole(caller: Caller, store: Store, text: str, subject: str, *, is_up: bool) -> Reply:
    store.feedback.give(caller.person.id, subject, "", 1 if is_up else -1, caller.now)
    if is_up:
        return Reply(text=f"{text}\n\n{TEXTS.say('thanks', caller.language)}")
    choices = tuple(
        Button(label=heading, action=f"{VERB}:{subject}:{name}")
        for name, heading in _sections_in(text, caller.language)
    )
    return Reply(text=f"{text}\n\n{TEXTS.say('which', caller.language)}", buttons=choices)


def _section(
    caller: Caller, store: Store, text: str, subject: str, *, name: str, heading: str
) -> Reply:
    store.feedback.give(caller.person.id, subject, name, -1, caller.now)
    drop = Button(
        label=TEXTS.say("drop", caller.language, heading=heading.lower()), action=f"part:out:{name}"
    )
    noted = TEXTS.say("noted", caller.language, heading=heading)
    return Reply(text=f"{text}\n\n{noted}", buttons=(drop,))


def _sections_in(text: str, language: str) -> list[tuple[str, str]]:
    """Return the names and headings of the sections that a brief shows."""
    lines = set(text.splitlines())
    headings = [
        (module.NAME, module.TEXTS.say("heading", language)) for module in brief.all_sections()
    ]
    return [(name, heading) for name, heading in headings if f"*{escape(heading)}*" in lines]
