"""The scripted day: what is said in two chats of one owner, and what must come of it."""

from dataclasses import dataclass, replace

CHANNEL = "script"
OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message of the day, under the key that its sender repeats.

    `after`: it is said once a reminder of this title was delivered. `later`: it is said once
    the message of this key was answered. `fires`: a reminder of this title must be delivered.
    `task`: exactly one task of this title must be stored.
    """

    key: str
    chat: str
    text: str
    after: str | None = None
    later: str | None = None
    fires: str | None = None
    task: str | None = None


def _chat(chat: str, *lines: Line) -> list[Line]:
    return [
        replace(line, key=line.key or f"{chat}-{number}", chat=chat)
        for number, line in enumerate(lines, 1)
    ]


def _say(
    text: str,
    *,
    key: str = "",
    after: str | None = None,
    later: str | None = None,
    fires: str | None = None,
    task: str | None = None,
) -> Line:
    return Line(key=key, chat="", text=text, after=after, later=later, fires=fires, task=task)


PORTUGUESE = _chat(
    "pt",
    _say("me lembra de beber água daqui a 20 segundos", fires="beber água"),
    _say("tarefa: comprar pão", task="comprar pão"),
    _say("a cada 1 minuto me lembra de respirar", fires="respirar"),
    _say("o que tenho hoje?"),
    _say("tarefa: comprar pão", key="pt-2"),
    _say("feito", after="beber água"),
    _say("me lembra de ligar para Ana daqui a 15 segundos", fires="ligar para Ana"),
    _say("adia 1 minuto", after="ligar para Ana"),
    _say("anota que o wifi da sala é azul"),
    _say("cancela respirar", after="respirar"),
    _say("tarefa: levar o lixo"),
    _say("/desfazer"),
    _say("tarefas"),
)

ENGLISH = _chat(
    "en",
    _say("remind me to stretch in 25 seconds", fires="stretch"),
    _say("task: call the bank", task="call the bank"),
    _say("what do I have today?"),
    _say("remind me to stretch in 25 seconds", key="en-1"),
    _say("add milk to the shopping list"),
    _say("dentist on friday at 3pm"),
    _say("done", after="stretch"),
    # Undo takes back the owner's last write, whatever the chat: not this one.
    _say("every minute remind me to breathe", later="pt-12", fires="breathe"),
    _say("task: water the plants"),
    _say("xyzzy blorp"),
    _say("snooze 1 minute", after="breathe"),
    _say("cancel breathe"),
    _say("done:no-such-button"),
)

CHATS = {"pt": PORTUGUESE, "en": ENGLISH}
LINES = [*PORTUGUESE, *ENGLISH]


def keys_of(chat: str) -> list[str]:
    """Return the keys of a chat in the order in which they are first said."""
    return list(dict.fromkeys(line.key for line in CHATS[chat]))
