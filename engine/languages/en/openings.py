"""More of how English opens a request: nominal ones, passive ones, fillers, remarks."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from domain.records import Priority
from engine.grammar.cues import Cue, cues, keep, lead, polite, priority, tag
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent

_NUDGE = "reminder|nudge|prompt|ping|alert|heads up"
_OF = "[to|that|about|of|for|regarding|concerning|:]"
_WISH = "appreciate|value|love|like|welcome | be grateful for | be glad of | be thankful for | be pleased with | be very grateful for | really appreciate"
_TO_DO = "task|todo|to - do|to do|chore|action item"
_BESIDE = "high|top|low|urgent|important"
_IM = "^ [i|we] (im|were|i am|we are|ill be|well be|i will be|we will be)"


def reminders() -> Iterator[Row]:
    """Yield requests to be told, in the passive and by a noun."""
    yield from rows(
        "timed_to",
        ("<time> [,] [<time>] [,] [<time>] (to|that|about|not|please|or|so|:|$)", lambda *_: True),
    )
    yield from rows(
        "timed_end",
        ("<time> [,] [<time>] [please] $", lambda *_: True),
    )
    yield from lead(
        Intent.REMINDER,
        4.0,
        f"[i|we] [would|id|wed|d] ({_WISH}) [a|an|another] [quick|gentle|little|friendly] ({_NUDGE}) {_OF}",
        f"[please] (can|could|may|might) (i|we) [please] be (reminded|told|notified|alerted|nudged|pinged) {_OF}",
        f"(ensure|see to it|make sure|make certain) [that] (im|i am|i get|were|we are|i be) [get] (reminded|told|notified|alerted|nudged|pinged) {_OF}",
        f"(have|get) me (reminded|told|notified|alerted) {_OF}",
        f"(wish|want|need|like|love|ask) to be (reminded|notified|alerted|nudged|pinged|told) {_OF}",
        "tell me &<timed_to> [to|that|about]",
        "(tell|warn) me to !be",
        "(let me know) (&<timed_to> | to | thats | that its) [to|that|about|its]",
        "[dont|do not] let me miss",
        f"(set|create|make|add|schedule|put|give|new|need|want|place|enter|register) [up] [me] [a|an|another|my] [new|quick|daily|weekly|monthly|nightly|yearly|recurring|repeating] ({_NUDGE}) (at|for|on|in)",
        f"(is|would) it [be] (possible|ok|okay|too much trouble) to (have|get|set|receive) [a|an] ({_NUDGE}) {_OF}",
        f"(it would|itd|it might|would) be <any> to be (reminded|told|alerted|notified|nudged) {_OF}",
        f"(have|get|receive) (a|an) ({_NUDGE}) {_OF}",
        f"[would you|do you|you] (mind|how about|what about) (reminding|nudging|pinging|telling|alerting) (me|us) {_OF}",
        f"(stop|save|prevent|keep) me [from] forgetting {_OF}",
        "(dont|do not) let (it|this) slip [my mind|past me|by me] [to|that]",
        "[please] (see|ensure|make sure|make certain|check) [that] i (dont|do not|wont|never) (forget|miss) [to|about|:]",
        "(set|put|add|stick) something [up|in] [to] (remind|tell|nudge|alert) me [to|of|about|that]",
        "(arrange|organise|organize) (for me to be | to have me) (reminded|told|notified|alerted) [to|that|of|about]",
        "<time> [,] (tell|warn) me (thats|that|its|the|my|about|to)",
        "(ask|nag|beg|push|force|tell|badger|chivvy|chase|poke|prod) me to",
        f"(remind|text|ping|nudge|alert|message|tell) ((&<any> <any> and (me|myself)) | (me and <any>)) {_OF}",
        "(remind|nudge|ping|alert) (: | to | that | &<timed_to>)",
        f"(request|requesting|requested) (a|an) ({_NUDGE}) {_OF}",
        f"(a|an|another) [quick|gentle|little|friendly] ({_NUDGE}) (would be|d be) (nice|good|great|lovely|appreciated|handy|helpful|useful|welcome) {_OF}",
    )
    yield from lead(
        Intent.REMINDER,
        4.0,
        "[can|could|would|will] [you] (tell|warn) me (about|when|that)",
        "let me know (about|when|that)",
        kind="if_time",
    )
    yield from lead(Intent.REMINDER, 4.0, "^ ⏰|🔔|⏲|⏱|🛎 [️] [:]", kind="alarm")
    yield from tag(
        Intent.REMINDER,
        3.6,
        ", (nudge|ping|alert|remind|reminder|prompt|buzz) [please] $",
        "[,] [and] (remind|nudge|ping|alert|tell|warn|notify) me [about it|about this|of it|please] (each time | every time | each year | on the day | closer to the time | nearer the time | beforehand | on those days | both times | every year | each month | each week)",
        ", [and] [please] remind me (about it|of it|about this|of this|about that) &<timed_end>",
        "[,] [so] [and] (can you|could you|please|you can|will you) [please] (tell|warn|alert|notify) me &<timed_to>",
    )


def tasks() -> Iterator[Row]:
    """Yield requests for something to do, whose priority stands inside them."""
    make = "set|create|make|add|put|give|new|need|want|log|open|raise|file"
    yield from lead(
        Intent.TASK,
        2.4,
        f"({make}) [me] (a|an|another|new) [new|very] &{_BESIDE}",
        f"@priority|prio|urgent|important [-] ({_TO_DO}) [item] [for me] [to|for|:|called|,|about]",
        "[i|we] [really] (need|have|got|gotta|must|ought) 2 &<verb>",
        "[i|we] [really|just] (must|gotta|should) [to] remember [to|that|about] [i|we] [need to|have to|gotta|must|should]",
    )
    yield from tag(
        Intent.TASK,
        4.4,
        f"as (a|an|my|another) [new|high priority|low priority|urgent] ({_TO_DO}) [for me] [please]",
        kind="todo_list",
    )
    yield from priority(
        Priority.LOW,
        2.2,
        "whenever (you|i|we) (get|have|find|got) (a|the|some|any) [free|spare] (chance|time|moment|minute|sec|second) [:|,]",
        "(whenever|when|if) [theres|there is] (time|a moment|a chance) [:|,]",
        "at some stage [,|:]",
        "(nothing pressing | not pressing | no deadline | no particular deadline | whenever suits | in my own time | in no rush | no great rush | no particular rush)",
        "[no] (one of these days | when i get five minutes | when ive got a minute | when i have a minute | when things calm down)",
    )
    yield from polite(
        "[,] (um|umm|uh|uhh|uhm|er|erm|hmm|hm) [,]",
        "(can|could|would) you like (&remind|&set|&add|&put|&tell|&ping)",
        "[,] just so (you have|youve got|i have|ive got|its|you know|weve got|we have) [it|saved|noted|written|on|about] [it|record|down|saved] [.|!] $",
        "on (those|these|both) days",
        "when (i|we) (get|am|arrive|come|im) [home|back|in|up|there|here|to work|at work|to the office|from work] (&to | &<time>)",
        "^ (it would be|itd be|would be) (good|great|nice|handy|wise|best|smart) to",
        "[,] (tbh|ngl|imo|to be honest|if im honest|honestly) [.|!] $",
    )
    yield from cues(
        Cue(intent=None, weight=0.0, kind="polite"),
        "^ 2 &<verb>",
        "^ 2 &do|get|be|have|make|go",
    )


def chores() -> Iterator[Row]:
    """Yield what is said to need doing."""
    yield from rows("gerund", ("<any>", lambda word: word if _is_gerund(word) else None))
    yield from keep(
        Intent.TASK,
        1.8,
        "(needs|need|could do with) &<gerund>",
        "(needs|need) a (clean|wash|service|trim|polish|tidy|wipe|mow|hoover|dust|repair|refill|top up|coat of paint|good clean)",
    )
    yield from polite(
        "^ (id like|i would like|wed like|we would like|can i have|could i have|can we get|can i get) !to|a|an|you"
    )


_NO_GERUNDS = frozenset(
    "thing something nothing anything everything morning evening being king ring bring spring string".split()
)


def _is_gerund(word: str) -> bool:
    return word.endswith("ing") and len(word) > 4 and word not in _NO_GERUNDS


def events() -> Iterator[Row]:
    """Yield events that are put in, or that one has done."""
    yield from rows(
        "having_done",
        (
            "(the|my|our|a|an) <any> [<any>] (<past> | done | cut | cleaned | fitted)",
            lambda *_: True,
        ),
    )
    yield from rows(
        "event_put",
        ("[a|an|the|my|our] [<any>] <event_noun>", lambda *_: True),
    )
    yield from lead(
        Intent.EVENT,
        6.0,
        f"{_IM} (getting|having) &<having_done> the|my|our|a|an",
    )
    yield from lead(
        Intent.EVENT,
        3.0,
        "^ [please] (put|pop|stick|pencil|slot|book|schedule|enter) (in|me in for|us in for|us in|me in) &<event_put>",
    )
    yield from lead(
        Intent.EVENT,
        4.0,
        "(put|add|enter|pop|stick|note|write|place|record) (the following|this|these) [down] (to|on|onto|in|into) (my|the|our) (calendar|diary|schedule|agenda|planner) [please] [:|,|-]",
        "[please] (put|get|sign|book|mark) (me|us) (down|up) for [a|an|the]",
        "^ save the date [for|:|-|,]",
    )
    yield from tag(
        Intent.EVENT, 2.6, ", (put|pop|stick|pencil) (it|that|this) in [please|for me] $"
    )
    yield from keep(
        Intent.EVENT,
        1.6,
        "(annual|parental|maternity|paternity|sick|study) leave | [half] day off | time off | half day | half term | inset day | long weekend",
        "(focus|study|deep work|quiet|family|nap|me|prep|screen|reading|gaming|writing) (time|session|block)",
        "(1|one) - (2|to|on) - (1|one)",
        "1 - 1 | 121",
        "[scout|summer|day|training|football|band|church] camp",
    )


def notes() -> Iterator[Row]:
    """Yield what is to be kept as it is."""
    fact = "is|are|was|were|has|have|lives|left|likes|hates|takes|wears|needs|costs|said|keeps|moved|prefers|goes"
    kept = "note|idea|thought|memo|observation|quote|reflection|insight"
    yield from rows(
        "fact",
        (f"[<any>] [<any>] [<any>] <any> ({fact})", lambda *_: True),
        ("(we|he|she|they) <any>", lambda *_: True),
    )
    yield from lead(
        Intent.NOTE,
        5.6,
        f"^ !new|quick|my|a|the <any> [<any>] ({kept}) :|–|—",
        f"^ [a|an|my|quick] ({kept}) (for|about|on|re) [the|my|our|a] <any> [<any>] [<any>] :",
        "^ [please] (keep|bear|hold) in mind [that] !to|the|me",
        "^ [please] (keep|bear|hold) in mind [that] &the",
        "^ (log|save|store|record|keep|note|jot|write) (this|that|it) [down] [please|for me] [please] (:|-|,|–)",
        "^ (save|keep|store|note|log|hold|file) [this|it|that] for (later|reference|future reference|the record|next time) [:|,|-]",
        "^ just (so|to) (its|you have it|youve got it|i have it|have it|ive got it|have this) [saved|noted|on record|written down|recorded|stored] [,|:|-]",
    )
    yield from lead(Intent.NOTE, 5.6, "^ [please] remember !to|me|when|that|i|how|about &<fact>")
    yield from lead(
        Intent.NOTE,
        5.6,
        "^ log [my] &weight|blood|bp|temperature|temp|glucose|mileage|reading|steps|heart|pulse|sugar|sleep|water|mood|odometer",
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from reminders()
    yield from tasks()
    yield from chores()
    yield from events()
    yield from notes()
