"""Which cues of a sentence count, and which of them leads to the title."""

from engine.grammar.announcing import told_only
from engine.grammar.cues import Cue, Role
from engine.grammar.reading import Intent
from engine.grammar.sentence import CueFound, Sentence

_CAPTURES = frozenset((Intent.REMINDER, Intent.TASK, Intent.EVENT))
_KEEPING = _CAPTURES | {Intent.NOTE}
_ORDERS = frozenset((Intent.COMPLETE, Intent.CANCEL, Intent.SNOOZE, Intent.CHANGE, Intent.REOPEN))
_PAUSES = frozenset(",.;:!?-–—…")
_BESIDE = frozenset((Intent.NONE, Intent.QUERY, Intent.COACH, Intent.HELP))
"""What may be said before a request and is none: "where is my head... remind me at 9"."""
_ASKED = 2.4
_EXPLICIT = 4.0
"""The weight from which a cue says in so many words what is to be kept."""


def counting(sentence: Sentence) -> list[CueFound]:
    """Return the cues without the orders that stand inside a title.

    In "add a task: cancel the gym" the second order is what is to be done, not an order.
    """
    explicit = min((one.end for one in sentence.cues if _is_explicit(one.cue)), default=None)
    asked = max((one.start for one in sentence.cues if _is_asked(one.cue)), default=0)
    told = _pause_before(sentence, asked)
    return [
        one
        for one in told_only(sentence, sentence.cues)
        if not (explicit is not None and one.start >= explicit and _is_order(one.cue))
        and not (one.cue.intent in _BESIDE and one.end <= told)
        and not (one.cue.intent is Intent.NONE and explicit is not None and one.start >= explicit)
        and not (one.cue.intent is Intent.NONE and _is_inside_duty(sentence, one))
        and not (one.cue.intent is Intent.COMPLETE and _is_to_be_told(sentence, one))
        and not (one.cue.intent is Intent.CANCEL and _is_reminded(sentence, one))
    ]


def _is_inside_duty(sentence: Sentence, told: CueFound) -> bool:
    """Tell what only belongs to a duty: "need to finish it before the season ends on Friday"."""
    duty = next((one for one in sentence.cues if one.start == 0 and _is_asked(one.cue)), None)
    if duty is None or duty.cue.intent is not Intent.TASK or duty.end not in sentence.verbs:
        return False
    behind = sentence.tokens[duty.end : told.start + 1]
    return told.start > duty.end and not any(one.text in _PAUSES for one in behind)


def _is_to_be_told(sentence: Sentence, done: CueFound) -> bool:
    """Tell what one is to be told then: "remind me in an hour that the beans are done"."""
    lead = next(
        (
            one
            for one in sentence.cues
            if one.cue.intent is Intent.REMINDER and _is_explicit(one.cue) and one.end <= done.start
        ),
        None,
    )
    if lead is None:
        return False
    return not any(one.text in _PAUSES for one in sentence.tokens[lead.end : done.start + 1])


def _is_reminded(sentence: Sentence, order: CueFound) -> bool:
    """Tell an order that is only to be remembered: "cancel the gym, remind me on the 30th"."""
    return any(
        one.start > order.end
        and one.cue.intent is Intent.REMINDER
        and one.cue.weight >= _ASKED
        and any(sentence.tokens[at].text in _PAUSES for at in (one.start - 1, one.start))
        and not _has_content_after(sentence, one)
        for one in sentence.cues
    )


def is_said_again(found: CueFound, sentence: Sentence) -> bool:
    """Count how urgent something is once: "IMPORTANT remind me ...!!!"."""
    if found.cue.priority is None:
        return False
    return any(one.cue.priority and one.start < found.start for one in sentence.cues)


def _is_order(cue: Cue) -> bool:
    return cue.role is Role.LEAD and cue.intent in _ORDERS


def _is_asked(cue: Cue) -> bool:
    """Tell what asks in so many words, whatever was told in the clauses before it."""
    return cue.role is Role.LEAD and cue.weight >= _ASKED and cue.intent in _CAPTURES


def _pause_before(sentence: Sentence, at: int) -> int:
    """Return where the clauses before a token end; 0 where it stands in the first one."""
    pauses = (before for before in range(at) if sentence.tokens[before].text in _PAUSES)
    return max(pauses, default=0)


def _is_explicit(cue: Cue) -> bool:
    return cue.role is Role.LEAD and cue.weight >= _EXPLICIT and cue.intent in _KEEPING


def leading(sentence: Sentence, intent: Intent) -> CueFound | None:
    """Return the cue of the intent that a title follows: the weightiest, the first of equals."""
    leads = [one for one in sentence.cues if one.cue.intent is intent and one.cue.role is Role.LEAD]
    followed = [one for one in leads if _has_content_after(sentence, one)]
    if not leads:
        return None
    return max(followed or leads, key=lambda one: (one.cue.weight, _is_beside_time(sentence, one)))


def _is_beside_time(sentence: Sentence, lead: CueFound) -> bool:
    times = (*sentence.times, *sentence.weak_times)
    return any(one.end == lead.start or one.start == lead.end for one in times)


def _has_content_after(sentence: Sentence, lead: CueFound) -> bool:
    taken = {at for one in sentence.times for at in range(one.start, one.end)}
    for one in sentence.cues:
        if one.cue.role is not Role.KEEP:
            taken.update(range(one.start, one.end))
    return any(
        at not in taken and sentence.tokens[at].word[:1].isalnum()
        for at in range(lead.end, len(sentence.tokens))
    )
