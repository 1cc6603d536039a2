"""How English asks for the small things of every day: reopen, rename, clear, insist."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from domain.records import Priority
from engine.grammar.cues import about, ask, lead, level, priority, tag
from engine.grammar.productions import Row
from engine.grammar.reading import Intent, Query

_PLEASE = "[can|could|would] [you] [please]"
_RECORD = "[the|my|our] [reminder|task|todo|event|appointment|item] [to|for|about|of|called]"


def reopening() -> Iterator[Row]:
    """Yield the cues of what is to do again."""
    yield from lead(
        Intent.REOPEN,
        6.2,
        f"^ {_PLEASE} (reopen|re - open|unfinish|untick|uncheck|unmark|uncross) {_RECORD}",
    )
    yield from tag(
        Intent.REOPEN,
        6.2,
        "(isnt|is not|wasnt|was not) (done|finished|completed) [yet|after all] $",
        "as (not done|undone|open|unfinished|incomplete|to do|todo|not finished) [again] $",
    )
    yield from tag(Intent.REOPEN, 7.2, "back (on|onto|to) [the|my|our] [<any>] [<any>] list $")


def changes() -> Iterator[Row]:
    """Yield the cues of another name or priority."""
    yield from lead(
        Intent.CHANGE,
        9.0,
        f"^ {_PLEASE} (rename|retitle) {_RECORD}",
        f"^ {_PLEASE} (change|edit|update|correct) the (name|title) of {_RECORD}",
        kind="rename",
    )
    yield from lead(
        Intent.CHANGE,
        9.0,
        f"^ {_PLEASE} (set|change|make|raise|lower|put) [the] priority (of|for|on) {_RECORD}",
        kind="priority",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"^ {_PLEASE} (move|change|set|push|update|extend) [back] the (deadline|due date) (of|for|on) {_RECORD}",
    )
    yield from level(
        Priority.HIGH, "(to|as) (high|urgent|top|important) [priority] $", "(to|as) p ~ 1 $"
    )
    yield from level(Priority.LOW, "(to|as) (low|not urgent) [priority] $")
    yield from priority(
        Priority.HIGH,
        2.4,
        "(is|are|became|has become|is now) [now|very|really|super|quite] (urgent|important) [now] [!] $",
        kind="state",
    )
    yield from priority(
        Priority.LOW,
        2.4,
        "(is|are) (not urgent|no longer urgent|not urgent any more|not urgent anymore|no rush) [now] $",
        "(isnt|arent) urgent [any more|anymore] $",
        kind="state",
    )


def cancellations() -> Iterator[Row]:
    """Yield the cues of what is taken off: whole lists, notes."""
    yield from lead(
        Intent.CANCEL,
        8.0,
        f"^ {_PLEASE} (clear|empty|wipe|delete|remove|reset) [out] [everything on|everything off|everything from|all of] [the|my|our] [whole] [<any>] [<any>] (list|wishlist) $",
        f"^ {_PLEASE} (clear|remove|delete|take|cross) (everything|it all|all) (off|from|on) [the|my|our] [<any>] [<any>] (list|wishlist) $",
        kind="list",
    )
    yield from lead(
        Intent.CANCEL,
        7.0,
        f"^ {_PLEASE} (delete|remove|erase|discard|forget|scrap) [the|my|that] (note|notes) (about|on|that|of|with|saying|:)",
        kind="note",
    )


def notes() -> Iterator[Row]:
    """Yield the cues of questions about notes, and notes by their number."""
    yield from ask(
        Query.NOTES,
        6.4,
        "^ [all] [of] [my|the] notes [please] [?] $",
        "^ (show|list|read|see|view|open|give) [me] [all] [of] [my|the] notes [please] [?] $",
        "^ (whats in|what are|what is in) my notes [?] $",
    )
    for position in range(1, 10):
        yield from about(position, f"note {position} $")


def nexts() -> Iterator[Row]:
    """Yield the cues of the next times of what repeats."""
    times = "[<number>] (times|dates|occurrences)"
    yield from ask(
        Query.NEXT,
        7.0,
        f"(when|what|show|list|tell) [me] [are] the next {times} [of|for|to] [the|my]",
        f"^ [the] next {times} (of|for) [the|my]",
    )


def insistence() -> Iterator[Row]:
    """Yield the cues of reminders that are to insist."""
    yield from tag(
        Intent.REMINDER,
        0.3,
        "[and] [keep at it] until (i|ive|i have) [have|say] [its|it is|that its|that it is] (confirm|confirmed|acknowledge|acknowledged|done|do it|answer|answered|reply|replied|respond|tick it|ticked it|mark it) [it|done|off|as done] [it|off|done] $",
        "[and] (insist|keep reminding me|nag me|dont stop reminding me|keep nagging me|dont give up|be insistent) [about it] [until i] [do it|confirm|answer|do|ive done it] $",
        kind="insist",
    )
    yield from lead(
        Intent.REMINDER,
        4.6,
        "(keep reminding|keep nagging|keep pinging|keep bugging|keep poking) me [to|about|that|of]",
        "(nag|pester|badger) me [to|about|that|of|until i]",
        kind="insist",
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from reopening()
    yield from changes()
    yield from cancellations()
    yield from notes()
    yield from insistence()
    yield from nexts()
