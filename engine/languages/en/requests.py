"""How English asks for what is done to records, and for advice."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import Cue, about, cues, lead, tag
from engine.grammar.productions import Row
from engine.grammar.reading import Intent


def commands() -> Iterator[Row]:
    """Yield the cues of what is done to records: complete, snooze, cancel, change."""
    record = "[the|my|our|all] [reminder|task|todo|event|appointment|alarm|item] [to|for|about|of|called]"
    please = "[can|could|would|will|lets] [you|we|i|u] [please|just|possibly|maybe] [go ahead and]"
    yield from lead(
        Intent.COMPLETE,
        5.0,
        f"^ {please} (mark|tick|cross|strike | check !on|-|in|out|up|with|if|whether|for | set !a|an|reminder|reminders|alarm|alarms|timer|up|out|off|another) [off] {record}",
        f"^ (done|finished|completed|sorted) [with|:|,|-] {record}",
        f"^ [i] [have|ive|just|already|finally|ive just|ive already|i just|have just] (done|finished|completed|sorted|ticked off) [with] {record}",
        "^ (i|ive|i just|i already|just|already) did [the|my|our]",
        f"^ (im|i am|all|were) (done|finished) [with] {record}",
        "^ ✅ [i|ive|just]",
        f"^ (tick|check|cross) (off) {record}",
    )
    yield from lead(
        Intent.COMPLETE, 5.0, f"^ {please} (complete|close out|resolve) {record}", kind="order"
    )
    yield from lead(
        Intent.COMPLETE,
        4.8,
        "^ (ive|i have|i|just) [already] [just] (already|finally|just) (paid|called|bought|sent|emailed|booked|ordered|cleaned|washed|fixed|returned|submitted|filed|signed|renewed|watered|rang|phoned|texted|collected|delivered|posted|replied|uploaded|printed|taken|took|fed|walked|made|did|done)",
        "^ (already) (paid|called|bought|sent|emailed|booked|ordered|did|done)",
    )
    yield from tag(
        Intent.COMPLETE,
        5.0,
        "[,] [so] [you can|please|so|and|can you|could you|u can|ready to|lets] [now|go ahead and] (tick|check|cross|mark|strike|knock|take|get) (it|that|this|them|that one) (off|done|as done|complete|as complete|as completed|off the list|off my list) [my|the|for me] [list] [please|thanks|now] [!]",
        "(thats|that is|its|consider it|consider that|all) [been|now|finally] (done|sorted|finished|handled|taken care of|complete|completed|dealt with) [now|and dusted|at last]",
        "[is|are|its|thats|all|was] (done|sorted|finished|completed) [now] [!|✅|👍] $",
        "as (done|complete|completed|finished) $",
        "done $",
        "✅ $",
        "(off|from) [my|the] list $",
    )
    yield from tag(Intent.COMPLETE, 0.5, "off $")
    yield from lead(
        Intent.SNOOZE,
        6.0,
        "^ leave (it|this|that) (for|until|till)",
        f"^ {please} snooze [it|this|that|the reminder|the alarm|reminder] [for|until|till|by]",
        f"^ {please} (remind|nudge|ping|bug|tell|ask) me [about] [this|it|that] [again] (again|later)",
        "(remind|nudge|ping|bug|tell|ask) me (about this|about it|about that|of this) [again]",
        "^ (not now | later | not right now | busy | im busy | cant now | in a bit)  [,|-|.|–|—]",
        "^ (postpone|delay|push|push back|hold|defer) (it|this|that|the reminder|this reminder) [back] [for|by|until|till|to]",
        "^ (give|gimme) [me] (&another | <number> more)",
        "(try|ping|remind|ask) me again",
        "(ask|remind) again",
    )
    yield from lead(
        Intent.CANCEL,
        6.0,
        f"^ {please} (cancel|delete|scrap|erase|call off|forget about|undo) {record}",
        f"^ {please} (drop|scratch|clear|kill|bin|ditch|get rid of|discard|turn off|disable|dismiss) (it|that|this|them|everything)",
        "^ (stop|quit) (reminding|pinging|nudging|alerting|bugging|texting) me [to|about|of]",
        f"^ (i) (no longer need|dont need|do not need|dont want) [the|my] {record}",
        f"^ {please} (lose|axe|nix|nuke|zap|call off|take off|pull|strike) {record}",
        "^ forget [the|about|my] [reminder|about]",
        "^ (never mind|nevermind) (the|about|that)",
    )
    yield from tag(
        Intent.CANCEL,
        5.0,
        "(any more|anymore|any longer)",
        "(,|so|and|can you|you can) [please|just|you can|can you] (delete|cancel|remove|scrap|drop|bin|forget) (it|that|this|that one|them) [please|thanks|now|for me] [!|.] $",
        "(is|has been|got|was|are) (off|called off|cancelled|canceled) , (so|please|can you|could you|delete|remove|take)",
    )
    yield from lead(
        Intent.CANCEL,
        6.0,
        f"^ {please} (clear|kill|bin|get rid of|discard|turn off|disable|dismiss) {record}",
        kind="record",
    )
    yield from lead(
        Intent.CANCEL,
        6.0,
        f"^ {please} (remove|drop|scratch|ditch) {record}",
        kind="order",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"^ {please} (move|reschedule|push back|postpone|put back|put off) [back|forward] [the time of|the date of|the time for] {record}",
        "^ make (it|that)",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"^ {please} (bring forward|pull forward|bring|pull) [forward] {record}",
        kind="earlier",
    )
    yield from tag(
        Intent.CHANGE,
        5.0,
        "(has|have|was|is|got|has been|have been|has now been|is now) (moved|rescheduled|pushed|pushed back|brought forward|postponed|changed) [back|forward] &to|until|till",
    )
    yield from tag(Intent.CHANGE, 0.1, "forward [by]", kind="earlier")
    yield from tag(Intent.CHANGE, 0.1, "back [by]")
    yield from lead(
        Intent.CHANGE,
        2.6,
        f"^ {please} (change|shift|push|switch|swap|update|edit|delay|bump|adjust|set back|amend|modify|bring) [back|forward] [the time of|the date of|the time for] {record}",
    )
    yield from lead(
        Intent.CHANGE,
        5.0,
        "^ (no ,|no|actually|sorry|oops|wait|correction) [,] [make|i meant|i mean|its] [it]",
    )
    yield from lead(
        Intent.PREFERENCE,
        5.8,
        "(dont|do not|never|stop) (message|text|ping|disturb|bother|notify|contact|send|wake|buzz) [me|sending] [me] [anything|messages|notifications|any]",
        "i (dont|do not) want [any|to get|to receive|your] (messages|notifications|texts|pings|reminders)",
        "(no messages|no notifications|quiet hours|do not disturb|dnd|no pings|silence|mute)",
        "(my) (timezone|time zone|language|name|working hours|work hours|city|morning|evening|mornings|work day|working day|quiet hours) (is|are|start|starts|should|to)",
        "(speak to me in|talk to me in|reply in|answer in|respond in|write to me in|speak | switch to &english|portuguese|spanish|metric|imperial|celsius|fahrenheit) [english|portuguese|spanish]",
        "^ [please] [just] call me !back|at|on|when|if|in|later|tomorrow|maybe|tonight|crazy",
        "(i prefer|i would prefer|id prefer|i like) [to|my|shorter|that|you|the|reminders|messages|getting|short|receiving]",
        "(send|give|deliver|i want|id like|show) [me] (my|the) [morning|daily|evening|weekly] (briefing|brief|summary|digest|agenda) (every|at|each|always|daily)",
        "(i want|id like|i would like) [to] [get] [my|the|a] [morning|daily|evening|weekly] (briefing|brief|summary|digest)",
        "(change|set|switch|update) (my|the) (language|timezone|time zone|briefing|brief|quiet hours|name|working hours|tone|voice|default|morning brief|date format)",
        "(i work|i wake up|i go to bed|i start work|i finish work|i get up) &from|at|between|monday",
        "^ [please] (always|from now on|from here on|from today|in future|in the future|going forward|by default|as a rule|as a default|henceforth) [,] [please|can you|could you|always] (remind|send|give|call|use|show|message|ping|notify|text|speak|reply|answer|respond|write|set|treat|assume|schedule|keep|put|tell|ask|make|start|warn|alert|nudge|talk|default|only|dont|never|no|my|i) [me|my|in|with|to|the|on|at]",
        "(always|by default) (remind|warn|alert|notify|nudge|ping|tell) me [about]",
        "(send|set|give|schedule|deliver|make) [me] [all] my (reminders|alerts|notifications|alarms) [to|at|by]",
        "(reminders|alerts|notifications|alarms|messages) (should|must|to|always) [be|come|go|always|never|by]",
        "(from now on|from here on|in future|going forward|by default|every time|henceforth) [,|please]",
        "^ [please] (stop|quit|no more|enough with) [the|with|using|sending|with the|all] [me] [any|your|so many|all these|those] (emojis|emoji|messages|jokes|small talk|exclamation marks|updates|suggestions|notifications|tips|alerts|pings|nudges|being)",
        "^ (dont|never|do not|please dont|please do not) [ever] (use|send|ping|call|text|remind|add|ask|notify|message|bother|nudge|disturb|wake) [me] (emojis|emoji|before|after|during|on|at|between|while|past|so|about work|on weekends|anything)",
        "(use|switch to|change to|set) [the|a|my] (metric|imperial|celsius|fahrenheit|24 hour|24h|12 hour|24 hr|12 hr|dark mode|day month|us date|uk date|american|british) [time|clock|format|units|dates|spelling]",
        "(keep|make) (your|the|my) (replies|answers|messages|responses|reminders) [more|a bit|very] (short|shorter|brief|concise|formal|informal|casual|longer|friendlier|polite|snappy|to the point)",
        "(my) (week|day|working day|work day|workday|weekend) (starts|begins|ends|is) [on|at]",
        "(set|change|switch|update|make) (my|the|your) [default] (language|timezone|time zone|wake up time|bedtime|working hours|work hours|name|reminder time|snooze|snooze time|home city|location|currency|date format|time format|tone)",
        "(i dont|i do not|dont) (work|answer|check) [on] (weekends|fridays|mondays|sundays|saturdays|wednesdays|thursdays|tuesdays)",
        "(im|i am) (living|travelling|traveling|based|moving) (in|to)",
        "(use) (24 hour|24h|12 hour|day first|month first|british|american|metric)",
        "(be) (more|less) (formal|informal|brief|chatty|concise|direct)",
        "(when i say|by) (morning|evening|afternoon|night) [i mean|means]",
    )
    yield from tag(
        Intent.BRIEF,
        5.4,
        "(give|send|show|read|tell|get|whats|do|run) [me] [my|the|a|todays|todays] [morning|daily|evening|weekly|nightly|end of day|quick] (briefing|brief|summary|rundown|digest|recap|overview|run down)",
        "^ [my|the] [morning|daily|evening|weekly|todays|nightly] (briefing|brief|rundown|digest|recap|summary) [please|of my day|for today] $",
        "(catch me up | bring me up to speed | fill me in | brief me | sum up my day | summarise my day | summarize my day | summarise my week | summarize my week | get me up to speed)",
        "in a nutshell",
        "(whats|what is|give me|gimme|do|send|hit me with|can i get|can i have|how about) [me] [the|my|a|todays|tonights] [morning|daily|evening|quick|usual|full] (rundown|run down|lowdown|low down|briefing|brief|digest|recap|download|sitrep) [for me|please|for today]",
        "(run me through | walk me through | talk me through) (my|the) (day|week|morning)",
    )
    yield from tag(
        Intent.COACH,
        5.4,
        "(rewrite|rephrase|reword|proofread) [this|my|the]",
        "(correct|polish|improve|edit|fix|check) [up] (this|my|the) (message|text|email|sentence|paragraph|grammar|letter|note|english|reply|cover letter|spelling)",
        "(make this|make it|make my) [message|email|text|sound] [sound] (more|less|shorter|friendlier|politer|nicer|professional|polite|formal|clearer)",
        "(help me) (figure out|prioritise|prioritize|decide|plan|focus|organise|organize|get organised|get organized|get started|think|choose|write|word|tackle|concentrate|with motivation|stay|say|reply|draft|respond|phrase)",
        "(im|i am|feeling|i feel) [so|really|a bit|totally|completely] (overwhelmed|unmotivated|stuck|swamped|lost|demotivated|stressed|burnt out|burned out|drowning)",
        "(motivate me|give me a pep talk|pep talk|cheer me on|encourage me|i need motivation|some motivation|i need advice|any advice|give me advice|any tips)",
        "(how do i|how should i|how can i) (say|word|respond|reply|tell|ask|stay|stop procrastinating|focus|get|prioritise|prioritize|motivate)",
        "(where do i|where should i|where would i|how do i|how would i) [even|actually|possibly|to] (start|begin)",
        "what should i (tackle|focus|work|do|prioritise|prioritize) [on] (first|next)",
        "(i keep|i always|i just keep) (procrastinating|putting|avoiding|postponing|delaying|getting distracted|faffing)",
        "(i cant|i can not|i just cant|cant) [seem to] (focus|concentrate|get going|get started|get motivated|decide|keep up|bring myself to)",
        "(what|how) (would you suggest|do you suggest|would you advise|should i handle|should i approach|should i tackle|should i deal with|should i word|should i phrase|would you handle)",
        "(i dont|i have no|no) (know|idea|clue|motivation|energy) [where to|how to] [start|begin|left]",
        "(i need|need|give me|could use|any|got any|some) [some|a] (motivation|encouragement|kick up the backside|push|pep talk|advice|inspiration|tips|help prioritising|help prioritizing|words of encouragement)",
        "(too much|so much|loads|a million things) (to do|on my plate|going on) [,|and|.] [<any>] [<any>] [<any>] (help|where|how|what)",
        "(im|i am|feeling|i feel) [so|really|a bit|totally|completely|very|just|super] (behind|anxious|frazzled|snowed under|knackered and|out of my depth|paralysed|paralyzed|torn)",
        "(help me) (prep|prepare|break|get|make|calm|be|with|sort|figure|deal|find)",
        "(break|breaking) (this|it|that|my|the) [<any>] [<any>] down",
    )
    yield from tag(
        Intent.HELP,
        6.0,
        "^ (help|commands|menu|instructions|start) [please] $",
        "what (can|do) you do",
        "what (are) you [for]",
        "how (do you work | does this work | do i use (this|you) | can you help [me])",
        "who are you",
        "what else can you",
    )


def references() -> Iterator[Row]:
    """Yield references by position and by pointing."""
    for position, words in (
        (1, "first|1st"),
        (2, "second|2nd"),
        (3, "third|3rd"),
        (4, "fourth|4th"),
        (5, "fifth|5th"),
    ):
        yield from about(
            position,
            f"the {words} [one|reminder|task|item|event] $",
            f"the {words} [one|reminder|task|item|event] &is|was|has|as|i|ive|off",
            f"(number|task|reminder|item) {position}",
        )
    yield from about(1, "^ (1|first) $")
    yield from cues(
        Cue(intent=None, weight=0, kind="reference"),
        "(reminder|alarm|task) $",
        "(reminder|alarm) &for|from|at|by|until|till|to",
    )
    yield from about(2, "the 2 nd [one] $", "the 2 $")
    yield from about(-1, "[the] last (one|reminder|task|item|event)")
    yield from about(
        0,
        "it|them",
        "(that|this) [one|reminder|task|event] $",
        "(that|this) one",
        "(that|this) to|until|till|for|by|off|as",
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from commands()
    yield from references()
