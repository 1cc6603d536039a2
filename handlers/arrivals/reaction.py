"""A reaction to a message of ours: 👍 on a reminder is done, 👎 is wrong."""

from dataclasses import replace

from domain.messages import Button, InboundMessage, Kind
from domain.records import OccurrenceState, ReminderState
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.records.undoing import UNDO_FOR
from handlers.finding import promised
from handlers.intents.complete import occurrence_done
from handlers.turn import SILENT, Reply
from storage.store import Store

KIND = Kind.REACTION
DONE = frozenset("👍✅✔☑❤👌🔥💯🏆🎉👏🙏🫡")
WRONG = frozenset("👎❌")
# The same emoji with another skin, or told to be drawn in colour.
_VARIANTS = dict.fromkeys([0xFE0F, *range(0x1F3FB, 0x1F400)])
_MET = {
    OccurrenceState.DUE,
    OccurrenceState.SENT,
    OccurrenceState.UNKNOWN,
    OccurrenceState.SNOOZED,
}
TEXTS = Texts(
    {
        "wrong": {
            "pt": "O que está errado? Desfaça, ou escreva como deve ser.",
            "en": "What is wrong? Undo it, or write how it should be.",
        },
        "wrong_reminder": {
            "pt": "O que está errado em *{title}*? Escreva, por exemplo: _muda para amanhã 9h_ ou "
            "_cancela {title}_.",
            "en": "What is wrong with *{title}*? Write, for example: _move it to tomorrow 9am_ or "
            "_cancel {title}_.",
        },
        "wrong_words": {
            "pt": "Obrigado por avisar. Isso não gravou nada; escreva o que eu devia ter feito.",
            "en": "Thank you for telling me. That wrote nothing; write what I should have done.",
        },
        "stop": {"pt": "Não lembrar mais", "en": "Stop reminding me"},
    }
)


def answer(caller: Caller, message: InboundMessage, store: Store) -> Reply:
    """Do what the emoji stands for; of any other emoji nothing is said."""
    emoji = message.text.translate(_VARIANTS)
    if message.concerns is None or emoji not in DONE | WRONG:
        return SILENT
    occurrence = store.outbox.reminded(caller.address, message.concerns)
    if occurrence is None:
        return SILENT if emoji in DONE else _wrong(caller, message, message.concerns, store)
    try:
        found, reminder = promised(store, caller, occurrence)
    except KeyError:
        return SILENT
    if found.state not in _MET or reminder.state is not ReminderState.ACTIVE:
        return SILENT
    if emoji in DONE:
        done = occurrence_done(caller, store, occurrence)
        return replace(done, replaces=message.concerns)  # and its buttons go
    later = echo.snooze_buttons(caller.language, occurrence)[2]
    stop = Button(
        label=TEXTS.say("stop", caller.language),
        action=f"pick:cancel:reminder:{reminder.id}:{caller.source}",
    )
    return Reply(
        text=TEXTS.say("wrong_reminder", caller.language, title=reminder.title),
        buttons=(later, stop),
        shown=(("reminder", reminder.id),),
    )


def _wrong(caller: Caller, message: InboundMessage, external: str, store: Store) -> Reply:
    """Ask what was wrong about an answer; silence where it was to somebody else."""
    answered = store.echoes.answered(caller.address, external, caller.now - UNDO_FOR)
    if answered is None:
        return SILENT
    try:
        theirs = store.inbox.get(answered)
    except KeyError:
        return SILENT
    if theirs.sender != message.sender:
        return SILENT
    if store.journal.wrote(caller.person.id, answered) is None:
        return Reply(text=TEXTS.say("wrong_words", caller.language))
    undo = Button(label=echo.TEXTS.say("undo", caller.language), action=f"undo:{answered}")
    return Reply(text=TEXTS.say("wrong", caller.language), buttons=(undo,))
