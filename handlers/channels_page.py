"""The page of channels: where one is reached, and which kind of message goes where."""

from collections.abc import Iterator
from dataclasses import replace

from domain.capabilities import capabilities, title_of
from domain.folding import folded
from domain.messages import Address, Button, Purpose
from domain.texts import Texts
from engine import ways
from engine.caller import Caller
from engine.records import settings
from engine.unlinking import unlink
from handlers.turn import Reply
from storage.store import Store

USUAL = "none"
"""In a button: where a kind goes if nothing is chosen."""
KINDS = {
    "lembretes": (Purpose.REMINDER,),
    "lembrete": (Purpose.REMINDER,),
    "reminders": (Purpose.REMINDER,),
    "reminder": (Purpose.REMINDER,),
    "resumos": (Purpose.BRIEF,),
    "resumo": (Purpose.BRIEF,),
    "briefings": (Purpose.BRIEF,),
    "briefing": (Purpose.BRIEF,),
    "briefs": (Purpose.BRIEF,),
    "brief": (Purpose.BRIEF,),
    "avisos": (Purpose.NOTICE,),
    "aviso": (Purpose.NOTICE,),
    "notificacoes": (Purpose.NOTICE,),
    "alertas": (Purpose.NOTICE,),
    "notices": (Purpose.NOTICE,),
    "notifications": (Purpose.NOTICE,),
    "alerts": (Purpose.NOTICE,),
    "tudo": ways.KINDS,
    "everything": ways.KINDS,
    "all": ways.KINDS,
}
NAMES = {
    "whatsapp": "WhatsApp",
    "whats": "WhatsApp",
    "wpp": "WhatsApp",
    "zap": "WhatsApp",
    "zapzap": "WhatsApp",
    "telegram": "Telegram",
    "tg": "Telegram",
    "terminal": "terminal",
}
TEXTS = Texts(
    {
        "heading": {"pt": "*Onde falo com você:* {names}", "en": "*Where I talk to you:* {names}"},
        "line": {"pt": "{kind}: {where}", "en": "{kind}: {where}"},
        "reminder": {"pt": "Lembretes", "en": "Reminders"},
        "brief": {"pt": "Resumos", "en": "Briefs"},
        "notice": {"pt": "Avisos", "en": "Notices"},
        "usual_reminder": {"pt": "onde você pediu", "en": "where you asked"},
        "over": {
            "pt": "Um lembrete que não chega em 1 minuto vai pelo outro canal.",
            "en": "A reminder that does not arrive within a minute goes by the other channel.",
        },
        "alone": {
            "pt": "Para eu falar com você em outro aplicativo também, mande /link.",
            "en": "For me to talk to you in another app too, send /link.",
        },
        "set": {"pt": "Certo: {kinds} pelo {title}.", "en": "Done: {kinds} on {title}."},
        "unset": {
            "pt": "Certo: {kinds} de novo como antes de você escolher.",
            "en": "Done: {kinds} as before you chose.",
        },
        "not_linked": {
            "pt": "Ainda não falo com você pelo {title}. Para isso, mande /link aqui e me escreva "
            "lá o código.",
            "en": "I do not talk to you on {title} yet. For that, send /link here and write me the "
            "code there.",
        },
        "removed": {
            "pt": "Certo: não falo mais com você pelo {title}. O que era de lá vem para cá. Para "
            "voltar, mande /link.",
            "en": "Done: I no longer talk to you on {title}. What was meant for there comes here. "
            "To go back, send /link.",
        },
        "from_there": {
            "pt": "Daqui não dá: escreva isso de outro canal, para eu saber que é você.",
            "en": "Not from here: write that on another channel, so that I know it is you.",
        },
        "machine": {
            "pt": "O terminal fica: quem está diante da máquina é o dono dela.",
            "en": "The terminal stays: whoever sits at the machine is its owner.",
        },
        "which": {
            "pt": "Não falo com você por esse canal. /channels mostra por onde falo.",
            "en": "I do not talk to you on that channel. /channels shows where I do.",
        },
        "how": {
            "pt": "Escreva, por exemplo: _resumos no WhatsApp_, _lembretes no Telegram_.",
            "en": "Write, for example: _briefs on WhatsApp_, _reminders on Telegram_.",
        },
        "b_channel": {"pt": "{kind}: {title}", "en": "{kind}: {title}"},
        "b_usual": {"pt": "{kind}: como antes", "en": "{kind}: as before"},
    }
)


def page(caller: Caller, store: Store) -> Reply:
    """Return where the person is reached, and what goes where."""
    person = store.people.get(caller.person.id)
    caller = replace(caller, person=person)
    chats = ways.chats(store, person.id)
    names = ", ".join(title_of(one.channel) for one in reversed(chats))
    lines = [TEXTS.say("heading", caller.language, names=names)]
    lines += [_line(caller, store, kind) for kind in ways.KINDS]
    lasting = [one for one in chats if capabilities(one.channel).reaches]
    lines.append(TEXTS.say("over" if len(lasting) > 1 else "alone", caller.language))
    if len(chats) > 1:
        lines.append(TEXTS.say("how", caller.language))
    return Reply(text="\n".join(lines), buttons=tuple(_buttons(caller, chats)), is_personal=True)


def choose(caller: Caller, store: Store, kinds: tuple[Purpose, ...], title: str | None) -> Reply:
    """Let kinds of messages go by the channel of a title; None: where they would go."""
    channel = None
    if title is not None:
        chats = ways.chats(store, caller.person.id)
        channel = next((one.channel for one in chats if title_of(one.channel) == title), None)
        if channel is None:
            return Reply(text=TEXTS.say("not_linked", caller.language, title=title))
    set_channel(caller, store, kinds, channel)
    named = ", ".join(TEXTS.say(kind.value, caller.language).lower() for kind in kinds)
    if title is None:
        return Reply(text=TEXTS.say("unset", caller.language, kinds=named))
    return Reply(text=TEXTS.say("set", caller.language, kinds=named, title=title))


def set_channel(
    caller: Caller, store: Store, kinds: tuple[Purpose, ...], channel: str | None
) -> None:
    """Store by which channel kinds go; undo takes it back."""
    now = settings.current(store, caller)
    kept = [(kind, name) for kind, name in now.channels if kind not in {one.value for one in kinds}]
    new = [(kind.value, channel) for kind in kinds] if channel is not None else []
    settings.change_preferences(store, caller, replace(now, channels=(*kept, *new)))


def remove(caller: Caller, store: Store, said: str) -> Reply:
    """Let a channel go; never the one on which this is said."""
    title = NAMES.get(said, "")
    here = caller.private or caller.address
    chats = [one for one in ways.chats(store, caller.person.id) if title_of(one.channel) == title]
    if not chats:
        return Reply(text=TEXTS.say("which", caller.language))
    if any(one.channel == "terminal" for one in chats):
        return Reply(text=TEXTS.say("machine", caller.language))
    if here in chats:
        return Reply(text=TEXTS.say("from_there", caller.language, title=title))
    unlink(store, caller, chats)
    return Reply(text=TEXTS.say("removed", caller.language, title=title), is_personal=True)


def understood(text: str) -> tuple[tuple[Purpose, ...], str] | None:
    """Return the kinds and the title of the channel that are named, or None."""
    said = folded(text).replace(".", " ").replace("!", " ").split()
    kinds = next((KINDS[word] for word in said if word in KINDS), None)
    title = next((NAMES[word] for word in said if word in NAMES), None)
    return (kinds, title) if kinds and title else None


def _line(caller: Caller, store: Store, kind: Purpose) -> str:
    language, name = caller.language, TEXTS.say(kind.value, caller.language)
    chosen = ways.chosen(store, caller.person, kind)
    usual = store.people.home(caller.person.id)
    if chosen is not None:
        where = title_of(chosen.channel)
    elif kind is Purpose.REMINDER:
        where = TEXTS.say("usual_reminder", language)
    else:
        where = title_of(usual.channel) if usual else "–"
    return TEXTS.say("line", language, kind=name, where=where)


def _buttons(caller: Caller, chats: list[Address]) -> Iterator[Button]:
    """Yield for each kind the channel that comes next; after the last one, none is chosen."""
    names = [one.channel for one in reversed(chats) if capabilities(one.channel).reaches]
    if len(names) < 2:
        return
    for kind in ways.KINDS:
        now = caller.person.preferences.channel_for(kind.value)
        following = names.index(now) + 1 if now in names else 0
        shown = TEXTS.say(kind.value, caller.language)
        if following == len(names):
            label = TEXTS.say("b_usual", caller.language, kind=shown)
            yield Button(label=label, action=f"way:{kind.value}:{USUAL}")
        else:
            channel = names[following]
            label = TEXTS.say("b_channel", caller.language, kind=shown, title=title_of(channel))
            yield Button(label=label, action=f"way:{kind.value}:{channel}")
