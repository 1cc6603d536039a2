"""More of how English puts off, moves and ticks off, and asks about what is kept."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import ask, lead, tag
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent, Query

_RECORD = "reminder|alarm|appointment|meeting|call|session|class|one|event|booking|slot|lesson|viewing|interview|standup"
_DID = (
    "taken|paid|called|bought|sent|emailed|ordered|cleaned|washed|fixed|returned|submitted|"
    "filed|signed|renewed|watered|rung|phoned|texted|collected|delivered|posted|replied|uploaded|"
    "printed|fed|walked|made|done|put|picked|dropped|finished|emptied|cancelled|swept|hoovered|"
    "vacuumed|ironed|packed|given|written|handed|cut|mown|mowed|brought|got|rang|swapped|changed"
)
_AS = "paid|sent|bought|sorted|settled|ordered|booked|posted|called|cleaned|submitted|handled|closed|returned|collected|delivered|checked|ticked|over|dealt with"
_SHOW = "show|pull up|bring up|open|display|list|see|view|give|get|read|check"
_STATE = "busy|quiet|full|packed|hectic|free|clear|light|heavy|open|manageable|bad|crazy|ok|okay|mad|rammed|jammed|booked"
_ENTRIES = "schedule|agenda|calendar|plan|plans|diary|lineup|events|appointments|meetings|itinerary|timetable|commitments|bookings"
_COMING = "coming|arriving|due|on|booked|happening|again|getting here|here|scheduled|supposed|meant|turning up|landing|going|starting|around"


def snoozes() -> Iterator[Row]:
    """Yield what is put off."""
    yield from lead(
        Intent.SNOOZE,
        6.0,
        "^ [sorry] [,] (cant|i cant|cannot|i cannot|no can do|not free|im not free|no time|ive no time|im driving|im in a meeting|in a meeting|hands full|tied up|im tied up|not a good time|bad time) [talk|do it|do that|do this|look] [right now|now|atm|just now|at the moment|this second] (,|-|.|–|—) [please] [ask|ping|remind|nudge|tell|try|poke|buzz|message|text] [me] [again]",
        "^ give (it|this|that) [me] [another] &<length>",
        "^ (can|could) (this|that|it) wait (until|till|for)",
        "^ (give|gimme) (me|us) another &<length>",
        "^ give (it|this|that) (another|a few|a couple|until|till)",
    )


def changes() -> Iterator[Row]:
    """Yield what is moved."""
    yield from rows(
        "record_named",
        (f"<any> ({_RECORD})", lambda *_: True),
        (f"<any> <any> ({_RECORD})", lambda *_: True),
        (f"({_RECORD})", lambda *_: True),
    )
    yield from lead(
        Intent.CHANGE,
        8.0,
        "^ [no|oh|ah|hmm|wait|sorry] [,] actually [,] [can you|could you|please] make (the|my|our)",
        "^ [can you|could you|please] make (the|my|our) &<record_named>",
    )
    yield from tag(Intent.CHANGE, 3.0, "instead [please] [.|!] $")
    yield from tag(
        Intent.CHANGE,
        8.0,
        "[,] [so] (can you|could you|please|will you|would you) [please] (fix|update|change|amend|correct|adjust|move|sort|edit) (that|it|this|the time|the entry|the reminder|the calendar|accordingly) [please|for me|accordingly|in my calendar|in the calendar] $",
    )
    yield from tag(
        Intent.CHANGE,
        12.0,
        "@reminder|alarm|meeting|appointment|class|call|session|standup (should|needs to|has to|must) be [at|on|moved to] &<time>",
    )
    yield from tag(None, 0.0, "[,] (not|rather than|no longer) [on|at] &<time>", kind="instead")
    yield from tag(Intent.CHANGE, 7.5, "[,] instead of [on|at] &<time>", kind="instead")
    yield from tag(Intent.CHANGE, 8.0, "(is|are) now (at|on|for) &<time>")
    yield from rows(
        "off_calendar",
        (
            "[the|my] <any> [<any>] [<any>] (off|from|out of) (my|the|our) (calendar|diary|schedule|agenda)",
            lambda *_: True,
        ),
    )
    yield from lead(Intent.CANCEL, 0.1, "^ [please] (take|pull|knock|strike) &<off_calendar>")
    yield from tag(
        Intent.CANCEL,
        6.0,
        "(off|from|out of) (my|the|our) (calendar|diary|schedule|agenda) [please] $",
    )


def completions() -> Iterator[Row]:
    """Yield what is done."""
    yield from rows(
        "did",
        (f"({_DID})", lambda: True),
    )
    yield from lead(
        Intent.COMPLETE,
        5.4,
        "^ (ive|i have) [just|now|already|finally] &<did>",
        "^ just (finished|&<did>)",
    )
    yield from lead(
        Intent.COMPLETE,
        5.0,
        "(you can|you may|can you|please|so) [please|now] (tick|check|cross|strike|knock) off",
    )
    yield from tag(
        Intent.COMPLETE,
        5.0,
        "✔|☑|✓ [️] $",
        f"as ({_AS}) [please|now] $",
    )
    yield from tag(Intent.COMPLETE, 0.5, "already $")
    yield from tag(
        Intent.NONE, 9.0, "^ [its|thats|were|im] all (sorted|good|set|fine|done) [now] $"
    )


def questions() -> Iterator[Row]:
    """Yield questions about days and records."""
    yield from ask(
        Query.DATE,
        5.8,
        f"how ({_STATE}) (am i|is|are we|is my|will i be|does)",
        f"^ (is|hows|will|does) <day> [<day_part>] [be|look|a|going to be|gonna be|looking] [a] [really|very|too|so|that|pretty] ({_STATE}) [one|day]",
        "(do i|do we|am i|are we) [need|have|supposed|meant] [to] [be|go] (anywhere|somewhere)",
        f"({_SHOW}) [me] [up] [the|my|our] <day> [<day_part>] ({_ENTRIES})",
        f"({_SHOW}) [me] [the|my|our] [whole] ({_ENTRIES}) [for|on] &<day>",
        "^ [please|can you|could you] (show|pull up|bring up|display) [me] [everything|all] [on|for] <day> [please] [?] $",
    )
    yield from ask(
        Query.WEEK,
        6.4,
        f"how ({_STATE}) (am i|is|are we|is my|will i be) [this|next|the|my] [coming] week",
        "what[s] [is] (this|next) week (like|looking like)",
    )
    yield from ask(
        Query.SEARCH,
        5.4,
        f"^ (when|whens|what time|what times|what day) [is|s|are] (the|my|our) <any> [<any>] [<any>] ({_COMING}) [for|to|in|at|back] [?] $",
    )
    yield from ask(
        Query.SEARCH,
        5.4,
        "(what was|whats|what is|where is|wheres|what did|show me|find) (that|the|my) (note|notes|thing|memo) [i wrote|i made|i took|i saved] (about|on|for|with|say|regarding)",
    )
    yield from ask(
        Query.TASKS,
        7.2,
        "(list|show me|give me|read me) (everything|all|anything|whatever|what) [that] [i|ive|we|weve] [still|yet] (have|need|got|left|ve got) [got|left|still] to [get|be] (do|done|finish|finished)",
        f"({_SHOW}) [me] (my|all|the|all my) [open|pending|outstanding|remaining|unfinished|current|overdue] (tasks|todos|to dos|chores) [please] [.|?] $",
        f"({_SHOW}) [me] (everything|all|whats|what is) (on|in) [my|the|our] (todo|task|to do|chore|chores) (list|lists)",
    )


def advice() -> Iterator[Row]:
    """Yield requests for a push."""
    yield from tag(
        Intent.COACH,
        6.0,
        "(help me) (pick|choose|narrow|settle|work out|untangle|face|beat|push|commit)",
        "(help me) (plan|organise|organize|structure|map out|sort out) [my|the|this|out]",
        "(too many|a million|a hundred|so many) (things|tasks|balls) [on|in|to|going]",
    )


def settings() -> Iterator[Row]:
    """Yield wishes about when one is written to."""
    what = "stuff|things|anything|messages|so much|reminders|notifications|alerts|pings|everything"
    yield from lead(
        Intent.PREFERENCE,
        9.0,
        f"^ [please] (stop|quit|no more) (sending|messaging|texting|pinging|bothering|disturbing|notifying|buzzing) me [{what}] (on|at|after|before|between|during|so|in|over)",
    )


def small_talk() -> Iterator[Row]:
    """Yield what only tells."""
    yield from tag(
        Intent.NONE,
        5.0,
        "(ive|i have|weve|we have|hes|shes|theyve) [only|just|already|never] been",
        "(id rather|wed rather|id prefer not|i dont want to|i dont feel like|i dont fancy|not looking forward) [not]",
        "^ (no worries|no problem|no probs|sounds good|fair enough|will do|cool|great|perfect|nice|lovely|brilliant|awesome|thats great|thats fine) (,|.|!|$)",
        "^ (speak|talk|chat|see you|see ya|catch you|catch up) (tomorrow|later|soon|then|on|next) [<any>] [<any>] $",
        "^ (thanks|thank you|cheers|ta|thx) for (the|that|your|my|this|all)",
        "^ (tell|show|teach|explain to) me (the|what|how|why|who|where|which|if|whether|more|something|a) !time|day|week",
        "^ (tell me the time|one of these days)",
        "^ (we need to talk|i need a holiday|i need a drink|i need sleep|i need a break|i need coffee)",
        "^ (i|we) had (a|an|the|my|that) (reminder|alarm|meeting|appointment|call)",
        "(kicks off|comes on|boards|goes on sale|goes live|is released|comes out) (at|on|in|from)",
        "^ (my|our|his|her) <any> [<any>] (moved|liked|called|tried|ended|added|loved|changed|texted|emailed|asked !me|us)",
    )
    yield from tag(Intent.NONE, 2.0, "^ (tell|show|teach) me (about|when|that)")
    yield from tag(
        Intent.NONE,
        6.0,
        "(ran|lasted|dragged on|went on|overran|stretched|dragged) [right|all the way] (until|till|for|over|on|late|past|to)",
        "(we were|i was|they were|he was|she was) (meant|supposed|due|going|hoping|planning) to <any> [<any>] [<any>] [<any>] [<any>] [<any>] [,] (but|until|except|only)",
        "[id|i would|wed|we would] love to [&see|&visit|&go|&try|&learn|&live|&travel] <any> [<any>] [<any>] [<any>] [<any>] (one day|someday|some day)",
        "(one day|someday|some day) [,] (id|i would|wed|we would|ill|well|i want|i hope|i might)",
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from snoozes()
    yield from changes()
    yield from completions()
    yield from questions()
    yield from advice()
    yield from settings()
    yield from small_talk()
