"""The next times of what repeats: "próximas vezes do remédio", "next times of the standup"."""

from datetime import datetime

from domain.records import Event, Reminder
from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Reading
from engine.recurrence import next_moment
from engine.words import words
from handlers.finding import candidates, matches
from handlers.turn import Reply
from storage.store import Store

HOW_MANY = 3
MOST_NAMED = 3
TEXTS = Texts(
    {
        "times": {
            "pt": "*{title}*{rule!r}. Próximas vezes:\n{moments!r}",
            "en": "*{title}*{rule!r}. Next times:\n{moments!r}",
        },
        "rule": {"pt": " ({rule})", "en": " ({rule})"},
        "none": {
            "pt": "Não achei nada que se repita com esse nome. Escreva _lembretes_ para ver o que "
            "há.",
            "en": "I found nothing by that name that repeats. Write _reminders_ to see what there "
            "is.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Say the next three moments of each record that is meant."""
    said = reading.about or ""
    found = [
        one.record
        for one in candidates(store, caller)
        if isinstance(one.record, (Reminder, Event)) and (not said or matches(said, one.title))
    ]
    told = [_told(caller, one) for one in found if one.schedule.rule is not None]
    if not told:
        return Reply(text=TEXTS.say("none", caller.language))
    return Reply(text="\n".join(told[:MOST_NAMED]))


def _told(caller: Caller, record: Reminder | Event) -> str:
    language = words(caller.language)
    moments: list[str] = []
    after: datetime = caller.now
    while len(moments) < HOW_MANY:
        moment = next_moment(record.schedule, zone=caller.zone, after=after)
        if moment is None:
            break
        after = moment.due_at
        said = language.moment(moment.due_at.astimezone(caller.zone), now=caller.local_now)
        moments.append(f"{len(moments) + 1}. {said}")
    rule = language.rule(record.schedule.rule or "", start=record.schedule.start)
    return TEXTS.say(
        "times",
        caller.language,
        title=record.title,
        rule=TEXTS.say("rule", caller.language, rule=rule),
        moments="\n".join(moments),
    )
