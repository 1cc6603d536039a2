"""The scripted day: what is said in two chats of one owner, and what must come of it."""

from dataclasses import dataclass, replace
from typing import Any

CHANNEL = "script"
OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message of the day, under the key that its sender repeats.

    `after`: it is said once a reminder of this title was delivered. `later`: it is said once
    the message of this key was answered. `fires`: a reminder of this title must be delivered.
    `task`: exactly one task of this title must be stored.

    Where a line is more than words: `who` says it, if not the owner; `press`: the button called
    `text` is pressed, under the last message that holds these words; `edits`: what was said
    under this key is edited.
    """

    key: str
    chat: str
    text: str
    after: str | None = None
    later: str | None = None
    fires: str | None = None
    task: str | None = None
    who: int | None = None
    press: str | None = None
    edits: str | None = None


Chats = dict[str, list[Line]]


def chat_of(chat: str, *lines: Line) -> list[Line]:
    return [
        replace(line, key=line.key or f"{chat}-{number}", chat=chat)
        for number, line in enumerate(lines, 1)
    ]


def say(text: str, *, key: str = "", **facts: Any) -> Line:
    """Return a line whose chat, and where it has none its key, comes from its place."""
    return Line(key=key, chat="", text=text, **facts)


PORTUGUESE = chat_of(
    "pt",
    say("me lembra de beber água daqui a 20 segundos", fires="beber água"),
    say("tarefa: comprar pão", task="comprar pão"),
    say("a cada 1 minuto me lembra de respirar", fires="respirar"),
    say("o que tenho hoje?"),
    say("tarefa: comprar pão", key="pt-2"),
    say("feito", after="beber água"),
    say("me lembra de ligar para Ana daqui a 15 segundos", fires="ligar para Ana"),
    say("adia 1 minuto", after="ligar para Ana"),
    say("anota que o wifi da sala é azul"),
    say("cancela respirar", after="respirar"),
    say("tarefa: levar o lixo"),
    say("/desfazer"),
    say("tarefas"),
)

ENGLISH = chat_of(
    "en",
    say("remind me to stretch in 25 seconds", fires="stretch"),
    say("task: call the bank", task="call the bank"),
    say("what do I have today?"),
    say("remind me to stretch in 25 seconds", key="en-1"),
    say("add milk to the shopping list"),
    say("dentist on friday at 3pm"),
    say("done", after="stretch"),
    # Undo takes back the owner's last write, whatever the chat: not this one.
    say("every minute remind me to breathe", later="pt-12", fires="breathe"),
    say("task: water the plants"),
    say("xyzzy blorp"),
    say("snooze 1 minute", after="breathe"),
    say("cancel breathe"),
    say("done:no-such-button"),
)

CHATS: Chats = {"pt": PORTUGUESE, "en": ENGLISH}
