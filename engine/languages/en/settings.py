"""How English settles when and where one is told things."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import lead
from engine.grammar.productions import Row
from engine.grammar.reading import Intent
from engine.grammar.towns import towns

_BRIEF = "[my|the|any] [morning|evening|daily|weekly|nightly] (brief|briefs|briefing|briefings|summary|digest)"
_APPS = "(whatsapp|telegram)"
_NOTICES = "(notice|notices|notification|notifications|alert|alerts)"


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from lead(
        Intent.PREFERENCE,
        9.0,
        "^ [for me | to me | by | when i say] [,] [the] (morning|afternoon|evening|night|early | after lunch | end of day | end of the day) [i] (means|mean|is) [at] &<clock>",
        f"^ {_BRIEF} &at|every|on|each|always",
        f"^ [please] (send|give|deliver) [me] {_BRIEF} &at|every|on|each|always",
        f"^ (no|without) [more] {_BRIEF}",
        f"^ [please] (i dont want | i do not want | i dont need | i do not need | dont send | do not send | dont send me | do not send me | stop | stop sending | stop sending me | turn off | switch off | cancel) {_BRIEF}",
        f"(at most | no more than | up to | maximum | a maximum of | only) (<int> | <number>) {_NOTICES} [(a|per|each) day]",
        f"^ (no|zero) {_NOTICES} [(a|per) day] $",
        "^ (its|it is) [now] <clock> [am|pm] [(in the (morning|afternoon|evening)) | at night] [now] [over] (here | where i am) [now] [.|!] $",
        f"^ (im|i am|i live|i moved|i just arrived|i arrived|im living|i am living|im staying|i am staying) [now|currently] (in|to|at) {towns()} [now|today] [.|!] $",
        "^ (speak|use|answer|reply|respond|write) [to me] [in] (english|portuguese) [please] [.|!] $",
        f"^ [please] [i] [want|prefer] [to] [get|send|give|have|receive] [me] [all] [my|the] (reminders|briefs|briefings|notices|notifications|alerts|everything) [sent] [only|always|now] (on|to|over|via|by|through|in) [my] {_APPS} [please | from now on | now] [.|!] $",
        "^ (quiet|silence|do not disturb|dnd) [time] &from|between|after|before",
    )
