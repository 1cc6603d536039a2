"""What is awaited after a question: a time, a name, or a yes; typed by itself, it is the answer.

A question is open for ten minutes, survives a restart, and gives way to whatever else is asked
for in between: it stands where the records last shown stand.
"""

from datetime import timedelta

from domain.folding import folded
from domain.messages import Address, InboundMessage
from domain.records import OccurrenceState
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.habits import read
from handlers.finding import MOVING, is_of, promised
from storage.store import Store

SNOOZING = "snoozing"
"""The noun of what was asked: its number is the occurrence that is to be put off."""
DATELESS = "dateless"
"""The same; its number is the message that asked for something without a time."""
NAMELESS = "nameless"
"""The same; its number is the message that did not say what."""
UNSURE = "unsure"
"""The same; its number is the message that may not have been understood."""
QUESTIONS = frozenset((SNOOZING, DATELESS, NAMELESS, UNSURE, MOVING))
"""The nouns of what is asked, and not shown."""
DROPPED = frozenset(
    (
        "deixa pra la", "deixa", "deixa quieto", "esquece", "esquece isso", "nao quero", "nada",
        "cancela", "cancelar", "nao", "n", "never mind", "nevermind", "forget it", "skip it",
        "skip", "no", "nope", "nothing", "cancel", "leave it", "drop it", "stop",
    )
)  # fmt: skip
"""What closes an open question, said alone."""
MOVE = {"pt": ("muda para {}", "muda {}"), "en": ("move it to {}", "move it {}")}
ANSWER_WITHIN = timedelta(minutes=10)
_SETTLED = {OccurrenceState.DONE, OccurrenceState.CANCELLED}
_TIMED = {Intent.REMINDER, Intent.EVENT}
_ASKING_WHEN = frozenset((SNOOZING, DATELESS, MOVING))
_NAMED = {Intent.REMINDER, Intent.TASK, Intent.EVENT}
LONGEST = 60
"""Characters of what may be a time by itself."""
LONGEST_NAME = 120
PUT_OFF = {"pt": ("adia {}", "adia para {}"), "en": ("snooze {}", "snooze until {}")}
SOON = {
    "hour": {"pt": "em 1 hora", "en": "in 1 hour"},
    "night": {"pt": "hoje à noite", "en": "tonight"},
    "morning": {"pt": "amanhã de manhã", "en": "tomorrow morning"},
}
"""What the buttons under "when?" say, as the grammar reads it."""


def asked_message(caller: Caller, store: Store, noun: str) -> tuple[int, InboundMessage] | None:
    """Return the message about which a question is still open, and its id, or None."""
    shown = store.shown.get(caller.address)
    if len(shown) != 1 or shown[0][0] != noun:
        return None
    try:
        before = store.inbox.get(shown[0][1])
    except KeyError:
        return None
    since = store.shown.at(caller.address)
    if since is None or caller.now - since > ANSWER_WITHIN or not is_of(store, caller, before):
        return None
    return shown[0][1], before


def close(store: Store, address: Address) -> None:
    """Close the question that is open in a chat: something else was answered there."""
    shown = store.shown.get(address)
    kept = [one for one in shown if one[0] not in QUESTIONS]
    if kept == shown:
        return
    at = store.shown.at(address)
    if at is not None:
        store.shown.save(address, kept, at)


def is_dropped(caller: Caller, store: Store, text: str) -> bool:
    """Tell whether a message lets go of a question that is open."""
    if folded(text).strip(" .!") not in DROPPED:
        return False
    shown = store.shown.get(caller.address)
    return bool(shown) and shown[0][0] in {SNOOZING, DATELESS, NAMELESS, MOVING}


def moved(caller: Caller, store: Store, time: str) -> Reading | None:
    """Return the change of the record for which a new time was just asked, or None."""
    shown = store.shown.get(caller.address)
    if len(shown) != 2 or shown[0][0] != MOVING:
        return None
    for language in dict.fromkeys((caller.language, *MOVE)):
        for pattern in MOVE.get(language, ()):
            tried = read(caller, pattern.format(time.strip(" .!?")), language=language)
            is_timed = tried.at is not None or tried.shift_minutes
            if tried.intent is Intent.CHANGE and is_timed and not tried.title and not tried.ask:
                return tried
    return None


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
    """Return the record for which a time was just asked, read with that time, or None."""
    asked = asked_message(caller, store, DATELESS)
    if asked is None:
        return None
    reading = _joined(caller, asked[1], time)
    is_whole = reading.intent in _TIMED and reading.at is not None and not reading.more
    return reading if is_whole and reading.ask in {None, "rule_skips"} else None


def named(caller: Caller, store: Store, said: Reading) -> Reading | None:
    """Return the record of which only the name was asked, read with that name, or None.

    What asks for something itself is no name: it says a time, or more than its own words.
    """
    text = said.text.strip(" .!?")
    asked = asked_message(caller, store, NAMELESS)
    if asked is None or said.times or not text or len(text) > LONGEST_NAME:
        return None
    if said.intent not in {Intent.NONE, Intent.TASK, Intent.EVENT} or said.more:
        return None
    if said.title is not None and folded(said.title) != folded(text):
        return None
    reading = _joined(caller, asked[1], text)
    is_whole = reading.intent in _NAMED and reading.title is not None and not reading.more
    return reading if is_whole and reading.ask in {None, "rule_skips"} else None


def _joined(caller: Caller, before: InboundMessage, answer: str) -> Reading:
    text = f"{before.text.strip(' .!?')} {answer.strip(' .!?')}"
    return read(caller, text, language=caller.person.language)


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


class Awaited:
    """A message that may be nothing but a time: read as one where a time was asked for.

    To read a message once more costs as much as the first time, and few answer a question.
    """

    def __init__(self, caller: Caller, reading: Reading) -> None:
        self._caller = caller
        self._reading = reading
        self._times: list[Reading | None] = []

    def time(self, store: Store) -> Reading | None:
        """Return what `as_time` makes of it, or None where no time was asked for."""
        shown = store.shown.get(self._caller.address)
        if not shown or shown[0][0] not in _ASKING_WHEN:
            return None
        if not self._times:
            self._times.append(as_time(self._caller, self._reading))
        return self._times[0]
