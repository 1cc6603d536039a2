"""Which tokens of a sentence are no part of a title: cues, times, politeness."""

from collections.abc import Iterable

from engine.grammar.cues import Role
from engine.grammar.reading import Intent
from engine.grammar.sentence import CueFound, Sentence

_POINTING = (Intent.COMPLETE, Intent.SNOOZE, Intent.CANCEL, Intent.CHANGE, Intent.REOPEN)
_RELATED = (Intent.REMINDER, Intent.TASK, Intent.EVENT)


def taken_away(
    sentence: Sentence, intent: Intent, dropped: Iterable[tuple[int, int]]
) -> frozenset[int]:
    """Return the tokens that are no part of a title: cues, times, politeness."""
    gone: set[int] = set()
    if intent is Intent.REOPEN and sentence.tokens[0].word in sentence.language.words.list_verbs:
        gone.add(0)  # "put milk back on the list"
    for start, end in dropped:
        gone.update(range(start, end))
    for found in sentence.cues:
        if found.cue.role is Role.KEEP or _is_inside_a_request(sentence, found):
            continue
        if found.cue.kind == "have" and _is_denied(sentence, found):
            continue
        if _counts(sentence, found, intent):
            gone.update(range(found.start, found.end))
    return frozenset(gone)


def _is_denied(sentence: Sentence, found: CueFound) -> bool:
    """Tell what is said not to be: "remind me tomorrow that there is no class"."""
    negations = sentence.language.words.negations
    around = {found.start - 1, *range(found.start, min(found.end + 1, len(sentence.tokens)))}
    return any(at >= 0 and sentence.tokens[at].word in negations for at in around)


def _is_inside_a_request(sentence: Sentence, found: CueFound) -> bool:
    """Tell an alarm that is to be set by the person: "remind me to set the alarm"."""
    if found.cue.kind != "alarm":
        return False
    return any(
        one.end <= found.start and one.cue.intent is Intent.REMINDER and one.cue.role is Role.LEAD
        for one in sentence.cues
    )


def _counts(sentence: Sentence, found: CueFound, intent: Intent) -> bool:
    cue = found.cue
    if cue.kind == "reference":
        return intent in _POINTING
    if cue.kind == "level":
        return intent is Intent.CHANGE  # "turn the cooker to low" gives no priority
    if cue.kind == "put" and not any(one.cue.kind == "todo_list" for one in sentence.cues):
        return False
    if cue.intent in (None, intent) or cue.priority is not None:
        return True
    if intent in _POINTING:
        return _points(sentence, found, intent)
    if cue.intent is Intent.EVENT and cue.role is Role.LEAD and cue.kind != "have":
        return False  # "remind me to book the train": here it is what is to be done
    return intent in _RELATED and cue.intent in _RELATED


def _points(sentence: Sentence, found: CueFound, intent: Intent) -> bool:
    """Tell what only says what is meant or done, in an order about something known."""
    cue = found.cue
    if cue.intent is Intent.REMINDER and cue.role is Role.TAG:
        return True  # "delete the standup reminder"
    if cue.intent is Intent.EVENT:  # "mark it as not done", "marca o boleto como pago"
        return intent in (Intent.REOPEN, Intent.CHANGE, Intent.COMPLETE)
    if intent is Intent.COMPLETE and cue.intent is Intent.CANCEL and cue.kind == "order":
        done = [one.start for one in sentence.cues if one.cue.intent is Intent.COMPLETE]
        return found.start < min(done, default=0)  # "take off the bread, I've bought it"
    if intent is Intent.COMPLETE and cue.intent is Intent.NONE:
        return cue.weight > 0  # "consertei o varal, pode riscar"
    return intent is Intent.REOPEN and cue.intent is Intent.COMPLETE
