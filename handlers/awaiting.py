"""A time that is awaited: typed by itself, it is the answer to "when?".

After "choose" under a reminder it puts that off; after a reminder without a time it completes it.
"""

from datetime import timedelta

from domain.records import OccurrenceState
from engine.grammar.reading import Intent, Reading
from engine.habits import read
from engine.tool import Caller
from handlers.finding import is_of, promised
from storage.store import Store

SNOOZING = "snoozing"
"""The noun of what was asked: its number is the occurrence that is to be put off."""
DATELESS = "dateless"
"""The same; its number is the message that asked for a reminder without a time."""
ANSWER_WITHIN = timedelta(minutes=10)
_SETTLED = {OccurrenceState.DONE, OccurrenceState.CANCELLED}
LONGEST = 60
"""Characters of what may be a time by itself."""
PUT_OFF = {"pt": ("adia {}", "adia para {}"), "en": ("snooze {}", "snooze until {}")}


def occurrence(caller: Caller, store: Store) -> int | None:
    """Return the promised moment for which a time was just asked, or None."""
    shown = store.shown.get(caller.address)
    if len(shown) != 1 or shown[0][0] != SNOOZING:
        return None
    try:
        found, _ = promised(store, caller, shown[0][1])
    except KeyError:
        return None
    return None if found.state in _SETTLED else found.id


def completed(caller: Caller, store: Store, time: str) -> Reading | None:
    """Return the reminder for which a time was just asked, read with that time, or None."""
    shown = store.shown.get(caller.address)
    if len(shown) != 1 or shown[0][0] != DATELESS:
        return None
    try:
        before = store.inbox.get(shown[0][1])
    except KeyError:
        return None
    if not is_of(store, caller, before) or caller.now - before.received_at > ANSWER_WITHIN:
        return None
    text = f"{before.text.strip(' .!?')} {time.strip(' .!?')}"
    reading = read(caller, text, language=caller.person.language)
    is_whole = reading.intent is Intent.REMINDER and reading.at is not None and not reading.more
    return reading if is_whole else None


def as_time(caller: Caller, reading: Reading) -> Reading | None:
    """Return a message that is nothing but a time, read as putting off until then."""
    text = reading.text.strip(" .!?")
    if reading.intent is not Intent.NONE or not text or len(text) > LONGEST:
        return None
    for language in dict.fromkeys((caller.language, *PUT_OFF)):
        for pattern in PUT_OFF.get(language, ()):
            tried = read(caller, pattern.format(text), language=language)
            is_timed = tried.at is not None or tried.shift_minutes
            if tried.intent is Intent.SNOOZE and is_timed and not tried.title and not tried.ask:
                return tried
    return None
