"""What English asks about one's own records."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import ask
from engine.grammar.productions import Row
from engine.grammar.reading import Query

_SHOW = (
    "(show|list|view|see|read|display|give|tell|check|get|pull up|bring up|open) [me] [out|back]"
)
_MY = "[all|of] [my|the|our]"


def productions() -> Iterator[Row]:
    """Yield the cues of questions."""
    yield from ask(
        Query.DATE,
        4.8,
        "(what|anything|what else) (do|have|am|is|are|did) (i|we) [have|got|doing|planned|scheduled|booked|up to|got on] [on|planned|to do|going on|scheduled|for|coming up|booked]",
        "(whats|what is|what) [is] (happening|going on|coming up|up|scheduled|planned|on|in|booked) [in|on|for|my|the|our] [my|the|our] [calendar|agenda|schedule|plate|diary|cards|next|plan|day|plans]",
        "^ (anything|any meetings|any appointments|any plans) [on|planned|scheduled|booked|for]",
        "what did i (schedule|book|plan|put) [for|on|in]",
        "(is|do i have|have i got|am i|got|are we|is there) [there] (anything|something|any meetings|any appointments|any events|any plans|meetings|plans|appointments) [on|in|planned|scheduled|booked|happening|going on|for] [my|the] [calendar|agenda|schedule|diary]",
        "(what|which) (events|meetings|appointments|plans) (do|have|are) [i|there|we] [have|got]",
        "am i (doing anything|busy|booked|doing something|up to anything|seeing anyone)",
        "how (does|is|s|are) (my|the|our) [day|week|calendar|schedule|morning|afternoon|evening|weekend|agenda] [look|looking|shaping up]",
        "hows (my|the) [day|week|calendar|schedule|weekend|morning|afternoon] [look|looking|shaping up]",
        f"{_SHOW} {_MY} (agenda|calendar|schedule|day|diary|events|appointments|meetings|plans)",
        "^ [my|the] (agenda|schedule|calendar|plan|plans|diary) (for|on|today|tomorrow|this|next)",
        "^ (what about|how about)",
        "what does (my|the) [day|week|calendar|schedule|morning|afternoon|weekend] look like",
        "what do i (need|have) to do",
        "(whats|what is) (my|the) (day|week|weekend|morning|afternoon|calendar|schedule) (look|looking) like",
        "what time do i (start|finish) (on|today|tomorrow)",
        "(do|have) i [got|have] (anything|something|a meeting|meetings|an appointment|plans|any meetings|any plans) [on|planned|scheduled|booked]",
    )
    yield from ask(
        Query.WEEK,
        5.6,
        "how does (my|the|this|next) week look like",
        "(hows|how is) (my|the|this|next) week [looking|shaping up|look]",
        "[the|my] (next|coming) (7|seven) days",
        "how (does|is) (my|the|this|next) week [look|looking|shaping up]",
        "what does (my|the|this|next) week look like",
        "(this|next|my) weeks (agenda|schedule|calendar|plan|plans|events|appointments)",
        f"{_SHOW} {_MY} week",
        "(agenda|schedule|calendar) for (the|this|next) week",
    )
    yield from ask(
        Query.OVERDUE,
        6.4,
        "(overdue|past due|behind on|running late on|late on|slipped|fallen behind)",
        "(did|have|what did|what have) i (miss|missed|forget|forgotten) [anything|something|any] [i was|deadlines|yesterday|this week|tasks|to do]",
        "(what|anything) (was|were) i (supposed|meant) to [do|have done]",
        "what havent i (done|finished)",
        "what (should i have|am i late)",
    )
    yield from ask(
        Query.TASKS,
        5.8,
        f"{_SHOW} {_MY} [open|pending|outstanding|remaining|high priority|urgent|current|unfinished] (tasks|todo|todo list|to do list|to dos|task list|chores|to do)",
        "(what|which|how many) [are] [my] [high priority|urgent|open|pending|outstanding|other] (tasks|todo|to dos|chores) [do|are|have|left]",
        "(whats|what is|what) [is] [still|left] [on|in] [my|the] (todo|task|to do) list",
        "what (do i|have i) (still|have|got) [have|got|left] [left] to do",
        "(whats|what is) (left|still open|outstanding|pending|still to do|still pending)",
        "^ [my] [open|pending|outstanding] (tasks|todo list|to do list|task list) [please] $",
        "(do i have|any|have i got) [any] [open|pending|outstanding|urgent] (tasks|to dos|todo)",
        "what (needs doing|needs to be done)",
    )
    yield from ask(
        Query.REMINDERS,
        6.0,
        f"{_SHOW} {_MY} [active|upcoming|pending|scheduled|next|current] (reminders|alarms|alerts)",
        "(what|which|how many) [are] [my] [active|upcoming|next] (reminders|alarms) [do|are|have]",
        "^ [my|all] [upcoming|active] (reminders|alarms) [please] $",
        "(do i have|have i got|are there|any) [any] (reminders|alarms)",
        "what (are you|will you|are you going to) (reminding|remind) me [of|about]",
        "(what|whats) reminders",
    )
    yield from ask(
        Query.FREE_SLOTS,
        6.6,
        "(when|what time|what times|what day|which day|where) (am|are|is|can|could|do|would) (i|we) [free|have|fit|squeeze|book|get|schedule|available|slot] [time|in|a|free|some] [free]",
        "(do|have) i [have|got] [any|a|an|some] (free|time|gap|slot|spare|availability|opening|room|hour free|space|window)",
        "(free|open|available) (slots|slot|times|time|windows|hours) [on|for|this|next|tomorrow|today]",
        "(am i|are we) (free|available)",
        "(find|look for|get) [me] [a|an|some] (slot|gap|time|window|opening|free slot|free hour|hour|space|spot|free time)",
        "(any|a) (gaps|gap|free time|openings|availability|spare time|space)",
        "(whens|when is) (my|the) next (free|opening|gap)",
    )
    yield from ask(
        Query.SEARCH,
        5.4,
        "(when|whens|what time|what day|where|wheres|who) (is|s|are|was|am i|do i|did i|am i seeing|do i have|have i got) [seeing|have|meeting|supposed to|book|see] (my|our|the next|the|that) [next]",
        "(when|whens|what time|what day|where|wheres) [is|are|was|s] (my|our)",
        "^ [can you|could you|please] (find|search|look up|look for|search for|locate|dig up|dig out|fetch|retrieve|pull up) [me] [for] [the|my|that|all|every|what|any|in|anything] [note|notes|reminder|task|about|my] [i|about|on|for]",
        "(when|whens|what time|what day|where|wheres) [is|are|was] [my|our|the|that] [next|upcoming] [<any>] <event_noun>",
        "(what|where) did i (say|leave|keep|hide|file|last see|write|note|save|put|tell you|jot|store|park|mention|record) [down] [about|for|that]",
        "(what|whats|what was|what is) (that|the|my) [<any>] [<any>] [<any>] [<any>] (i saved|i told you|i gave you|i noted|i asked you|i wrote down|i mentioned|i stored|again)",
        "(did i|have i) [already] (book|booked|schedule|scheduled|note|noted|pay|paid|write|set|save|saved|put|renew|call|order|ordered|add|added|mention|tell|send|sent)",
        "(when|what time) (does|do) (my|our)",
        "(any|do i have any|do i have a|have i got any) (notes|note|reminder) (about|on|for)",
        "(my notes|notes) (about|on|for)",
        "(when) (do i|did i) [next|last] (see|have|meet|go|get|take|pay|need)",
        "(remind me) (what|where|which|who|when|how)",
        "whats my (locker|wifi|gate|door|pin|booking|account|passport|license|licence|combination|password|code|reference|number|plate|registration|shoe|size)",
    )
    yield from ask(
        Query.LIST,
        6.8,
        "(whats|what is|what|which|what do i have|whats still|what else is|whats left) [is|are|items|have|things|do] [i|still|are|left|we] [got] (on|in) [the|my|our] [<any>] [<any>] [<any>] list",
        f"{_SHOW} {_MY} [<any>] [<any>] (list|wishlist|shopping list|grocery list)",
        "what (do i|do we|should i|am i supposed to) [still|need to|have to] (need|buy|get) [to|buy|get] [buy|get] [from|at|for] [the]",
        "^ [my|the] [<any>] [<any>] list [please] ?",
        "(read|read out|read me) [me|out] [the|my] [<any>] [<any>] list",
    )
    yield from ask(
        Query.LIST,
        5.0,
        "^ [my|the|our] [<any>] [<any>] list|wishlist $",
        "^ [my|all my] lists $",
    )
    yield from ask(Query.LIST, 5.0, "(on|in) (the|my|our) list", kind="if_question")
