"""What English asks about one's own records."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import ask
from engine.grammar.productions import Row
from engine.grammar.reading import Query

_SHOW = "(show|list|view|see|read|display|give|tell|check|get|open|hit|gimme|lemme see|let me see|pull up|bring up|can i see|could i see|can i get|remind me of|whats|what are|what is) [me] [out|back|up|with]"
_DAY = "today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this|next|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun"
_PLANS = "plans|meetings|appointments|events|commitments|engagements|bookings|classes|lessons|calls|shifts|gigs|viewings|jobs|patients|clients"
_MY = "[all|of] [my|the|our]"


def productions() -> Iterator[Row]:
    """Yield the cues of questions."""
    yield from ask(
        Query.DATE,
        4.8,
        "(what|anything|what else) (do|have|am|is|are|did) (i|we) [have|got|doing|planned|scheduled|booked|up to|got on] [on|planned|to do|going on|scheduled|for|coming up|booked]",
        "(tell me | let me know) (whats|what is) (scheduled|planned|booked|happening|going on|coming up) (for|on|in)",
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
        f"(run|walk|talk|take) me through &{_DAY}",
        "(an|a|the|quick) [quick|brief] (overview|rundown|run down|look|glance|peek|summary|recap|breakdown) (of|for|at) [my|the]",
        f"(any|anything|got any|have i any) ({_PLANS}|stuff|thing|else) [planned|booked|scheduled|in|on|for|tomorrow|today]",
        f"(do|have) (i|we) [got|have] [any|other|many] ({_PLANS}|anything else)",
        "what (does|is|will|s) (my|the|our) <day> [<day_part>] (look|hold|have|like|looking)",
        "(is|are|hows|how is|how does) (my|the|our) <day> [<day_part>] (look|looking|clear|free|open|busy|packed|full|booked|shaping|going|empty|crazy|hectic)",
        "(whats|what is|what are) (the|my|our|todays|tomorrows) (plan|plans|agenda|schedule|itinerary|lineup|programme|timetable|game plan) [for|on|today|tomorrow]",
        "(tell|show|give|remind) me (my|the|our) (plan|plans|agenda|schedule|itinerary|lineup|timetable) [for|on]",
        f"(what|which) [are|is] [my|our] ({_PLANS}|day|schedule) &for|on|like|today|tomorrow|this|next|?",
        "(whats|what is|what) [else] [is|s|ve|have|do] [i|we] [got|have] (in store|lined up|in the diary|in the calendar|coming up|planned|booked|on the cards|ahead) [for me|for us]",
        f"^ (what|whats) [is] (on|for) &{_DAY}",
        f"(how many) ({_PLANS}) [do|have]",
        "(how|hows|how is|how does) [is|does|s] (today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this weekend|the weekend) [look|looking|shape up|shaping up|going]",
        "what does (today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this weekend|the weekend) (look|hold|have)",
        "what (am|are) (i|we) (supposed|meant|due|scheduled|booked) to (do|be doing|have) [on|today|tomorrow|this]",
        "where (am i|do i|should i|am i meant to|am i supposed to) [need to|have to] [be] [on|tomorrow|today|at|this]",
        "(is|are) (there|we|my) [any|anything] (day|evening|morning|afternoon|weekend) (free|busy|clear|packed|booked)",
        "^ [show|give|tell] [me] (todays|tomorrows|tonights) (plan|plans|agenda|schedule|appointments|meetings|line up|lineup)",
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
        "(agenda|schedule|calendar|plan|plans) for (the|this|next) week",
        "(overview|rundown|run down|look|glance|summary|recap|breakdown|run me through|walk me through|talk me through|show me|show|see|list) [of|for|at] [everything] [in|on] [my|the|this|next] week",
        "(what|whats|what have|what do) [is|are] [i|we] [got|have] [on|in store|lined up|planned|happening|coming up|going on|booked] [for|in|during] (this|next|the|my) week",
        "(this|next|my) week (look|looking|looks) like",
        "(my|the) (week|next week) [ahead] [please] [?] $",
        "(is|how) (this|next|my) week (busy|full|packed|crazy|bad|looking)",
    )
    yield from ask(
        Query.OVERDUE,
        6.4,
        "(overdue|past due|behind on|running late on|late on|slipped|fallen behind)",
        "(did|have|what did|what have) i (miss|missed|forget|forgotten) [anything|something|any] [i was|deadlines|yesterday|this week|tasks|to do]",
        "(what|anything) (was|were) i (supposed|meant) to [do|have done]",
        "what havent i (done|finished)",
        "what (should i have|am i late)",
        "past (their|its|the|due) [due] (date|dates|deadline|deadlines)",
        "(anything|what|whats|which|any|stuff) [else] [is|are|have|tasks|things|stuff|of my tasks] [i|ive|that] [is|are|have|s] (late|overdue|missed|slipping|expired|passed|outstanding from|gone past|past its due date|past due)",
        "(what|anything|have|did) [have] i [been] (let slip|put off|neglecting|neglected|ignored|ignoring|dropped the ball on|fallen behind on|left undone|not done|let slide)",
        "(havent|have not|didnt|did not) (i|ive) (done|do|finish|finished|get to|got to|got round to|gotten to) (yet|on time|by now|this week|yesterday)",
    )
    yield from ask(
        Query.TASKS,
        5.8,
        f"{_SHOW} {_MY} [open|pending|outstanding|remaining|high priority|urgent|current|unfinished] (tasks|todo|todo list|to do list|to dos|task list|chores|to do)",
        "(what|which|how many) [are] [my] [high priority|urgent|open|pending|outstanding|other] (tasks|todo|to dos|chores) [do|are|have|left]",
        "(whats|what is|what|whats still|whats left|what is left|whatve|what else is|anything|how many things are|how much is) [is] [do i have] [i] [got] [still|left] [on|in] [my|the] (todo|task|to do|chore|chores) list",
        "(whats|what is|what|whats still|whats left|what is left|anything) [is] [still|left] [on] [my|the] (plate to do|to do pile)",
        "(what|which) [are|of] [my|the] [<any>] [<any>] (tasks|todo|to dos|chores) (are|is|do|have|should|still|left|for|this|that)",
        "(what|which) (jobs|chores|errands|things) (do i|have i|are|still) [have|got|need|left]",
        "(gimme|give me|show me|hit me with|list|whats on) [all] [of] [my|the] (tasks|todo|to dos|to do|task list|chores|todo list|to do list)",
        "what (have i|do i) [still|have|got] (need to|have to|got to|gotta|left to) (do|get done|finish)",
        "(what do i|what else do i) (still|need) [need] to (do|get done|finish)",
        "what (do i|have i) (still|have|got) [have|got|left] [left] to do",
        "(whats|what is) (left|still open|outstanding|pending|still to do|still pending)",
        "^ [my] [open|pending|outstanding] (tasks|todo list|to do list|task list) [please] $",
        "(do i have|any|have i got) [any] [open|pending|outstanding|urgent] (tasks|to dos|todo)",
        "what (needs doing|needs to be done)",
    )
    yield from ask(
        Query.TASKS,
        7.2,
        "(whats|what is|what|what else is|anything|how many things are|how much is|show me) [is] [still|left|all] (on|in) [my|the|our] (todo|task|to do|chore|chores) (list|lists)",
        f"{_SHOW} {_MY} (todo|task|to do|chore|chores) list",
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
        "(list|show|see|view|which|what) [me] [all] [of] [the|my] (reminders|alarms) [i|ive|that|do|are|have]",
        "(did|have) i (set|asked|ask) [you] [for] [any|a] (reminders|reminder|alarms|alarm)",
        "(when|whats|what is|which) [is|s] (my|the) next (reminder|alarm|alert)",
    )
    yield from ask(
        Query.FREE_SLOTS,
        6.6,
        "(when|what time|what times|what day|which day|where) (am|are|is|can|could|do|would) (i|we) [free|have|fit|squeeze|book|get|schedule|available|slot] [time|in|a|free|some] [free]",
        "(do|have) i [have|got] [any|a|an|some] (free|time|gap|slot|spare|availability|opening|room|hour free|space|window)",
        "(free|open|available) (slots|slot|times|time|windows|hours) [on|for|this|next|tomorrow|today]",
        "(am i|are we|will i be|would i be) [still|even] (free|available|open)",
        "(when|where|what day|what time|how) (can|could|might|do|would|should) (i|we) (squeeze|fit|slot|find|make|see|get|have|meet) [in] [some|any|a|an|in]",
        "(wheres|where is|is there|find|got|have i got|do i have) [me] [any|some|a|an|my] [decent|good|free|quiet|empty|spare] (gap|gaps|slot|slots|window|windows|room|space|hour|time|opening|openings|free time|availability|downtime)",
        "(how much|what) (free|spare) time",
        "(do|have) i [have|got] [a|an|half] [<any>] [<any>] (free|spare|to spare|going spare)",
        "whens (good|best|a good time|my day quiet|my first free)",
        "(which|what) (days|evenings|mornings|afternoons|nights|weekends|day|evening|morning|afternoon|weekend|slots) [am|are|is|do] [i|we] [have] (free|open|available|clear|empty)",
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
        "(remind me) (what|where|which|who|how)",
        "(remind me) when &is|are|was|does|did|do|my|our|am",
        "(when|whens|what time|what day|what date|where|wheres|who) (is|s|are|was|does|did|do) (my|our|mums|dads) [next|last]",
        "(what|which) (day|date|time) (is|was|are|does) (my|our|his|her|mums|dads)",
        "(what|which) (day|date|time) (is|was|are|does) !it|that [the] <any> [<any>] [<any>] [<any>] again",
        "(do you|can you|dyou) (remember|recall|tell me|know) (where|when|what|which|who) (i|my|did i|ive|is my|are my)",
        "(do i have|have i got|is there|got|any|did i make|did i take|did i write) [a|any] (notes|note|reminder|record) (about|on|for|of|regarding|with)",
        "(what|wheres|whats|what was|what is|where is) (the|my|that|our) [<any>] [<any>] [<any>] [<any>] (again|i gave you|you saved|i saved) [?]",
        "(search|look|check|dig) [through|in|up|around] [for|in] [my|the] (notes|records|tasks|reminders|memory|stuff)",
        "(anything|everything|all|what) [have] [i] [have|got|know|you have|youve got|noted|written|said|saved] (about|regarding) [the|my]",
        "when (do|am|will|did|have) i [next|last|due to|supposed to|meant to|booked to|seeing|meeting|got]",
        "whats my (locker|wifi|gate|door|pin|booking|account|passport|license|licence|combination|password|code|reference|number|plate|registration|shoe|size)",
    )
    yield from ask(
        Query.LIST,
        6.8,
        "(whats|what is|what|which|what do i have|whats still|what else is|whats left) [is|are|items|have|things|do] [i|still|are|left|we] [got] (on|in) [the|my|our] [<any>] [<any>] [<any>] list",
        f"{_SHOW} {_MY} [<any>] [<any>] (list|wishlist|shopping list|grocery list)",
        "what (do i|do we|should i|am i supposed to) [still|need to|have to] (need|buy|get) [to|buy|get] [buy|get] [from|at|for] [the]",
        "^ !list <any> [<any>] [<any>] list [please] ?",
        "(read|read out|read me) [me|out] [the|my] [<any>] [<any>] list",
        f"{_SHOW} [everything|whats|what is|all] [on|in|of|that is] [the|my|our] [<any>] [<any>] [<any>] (list|wishlist|watchlist|checklist)",
        "(what|whats|what is|anything|how many things are|how much is) [is|are|do i have|have i got|else is|do we have|stuff is] [still|left|already|currently] (on|in) [the|my|our] [<any>] [<any>] [<any>] (list|wishlist|watchlist|checklist)",
        "(is|are|do i have|have i got|did i put|did we put|did i add|have i put) [the|any|some] <any> [<any>] [already] (on|to|in) [the|my|our] [<any>] [<any>] (list|wishlist|watchlist|checklist)",
        "what (am i|are we) (missing|out of) [for|from]",
    )
    yield from ask(
        Query.LIST,
        5.0,
        "^ [my|the|our] [!to|on|onto|off|from|add|into|in <any>] [!to|on|onto|off|from|add|into|in <any>] list|wishlist $",
        "^ [my|all my] lists $",
    )
    yield from ask(Query.LIST, 5.0, "(on|in) (the|my|our) list", kind="if_question")
