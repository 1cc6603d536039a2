"""What English sentences ask for: the cues of every intent but those of questions."""

from collections.abc import Iterator

from domain.records import Priority
from engine.grammar.cues import Cue, Role, about, cues, keep, lead, polite, priority, tag
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent

_TO = "[to|that|about|of|so|for|:|-|,|i|not] [to|i|its|my] [have to|need to]"
_PUT = "add|put|stick|chuck|throw|pop|place|jot|enter|log|slot|get"
_MAKE = "set|create|make|add|schedule|put|give|new|need|want|set up|get"
_A = "[a|an|the|my|another|one] [new|quick|recurring|daily|weekly|monthly]"
_TASK = "task|tasks|todo|(to do) | (to dos) | chore | action item"
_TODO_LIST = "[my|the|our] (task list | todo list | to do list | tasks | todo | to dos | to do | list of tasks | things to do | chores)"

_AFTER_A_NOUN = (
    "#|with|w|at|on|about|re|for|and|in|,|.|:|-|@|today|tomorrow|tonight|this|next|every|from|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|weds|thu|thur|thurs|"
    "fri|sat|sun|night|class|session|club|meeting|appointment|lesson|party|room"
)
_EVENT_NOUNS = "(meeting|meetings|appointment|call|videocall|video call|conference|interview|lunch|dinner|breakfast|brunch|coffee|drinks|party|birthday party|wedding|funeral|christening|graduation|concert|gig|show|cinema|movie night|theatre|theater|play|match|game|lesson|class|workshop|course|webinar|seminar|lecture|training|session|yoga|pilates|gym class|haircut|dentist|doctor|gp|checkup|check up|scan|mri|xray|physio|therapy|massage|surgery|exam|test|flight|trip|holiday|vacation|offsite|retreat|standup|stand up|sync|review|quarterly review|retro|retrospective|demo|kickoff|kick off|planning|one on one|1 : 1|catch up|catchup|date night|bbq|barbecue|picnic|reunion|festival|exhibition|parade|race|marathon|tournament|rehearsal|recital|assembly|parents evening|open day|viewing|inspection|tour|visit|sleepover|playdate|book club|choir|practice|service|hearing|conference call|presentation|townhall|town hall|all hands|happy hour|hangout|reception|ceremony|fair|launch|premiere|screening|quiz night|pub quiz|game night|baby shower|hen do|stag do|mass|church|vaccination|vaccine|jab|mot|delivery|pickup|fitting|consultation|cleaning|eye test|blood test|ultrasound)"


def reminders() -> Iterator[Row]:
    """Yield the cues of reminders."""
    yield from lead(
        Intent.REMINDER,
        4.0,
        f"[can|could|would|will] [you] [please] (remind|alert|prompt|nudge|ping|poke|buzz|notify|bug) (me|us|myself) {_TO}",
        f"[can|could|would|will] [you] (text|message|call | shout at | tell | ring | chase | nag | yell at | holler at | prod | warn) me {_TO}",
        "(give|send|shoot|drop) me a (nudge|shout|ping|reminder|heads up|buzz|poke|bell|text|message|kick|prod|prompt) [to|that|about|for|so|:]",
        f"({_MAKE}) [me] {_A} (reminder|reminders|alert) [for me] {_TO}",
        f"(set|create|make|add|schedule) (up) {_A} (reminder|alert) {_TO}",
        "^ (reminder|reminders|alert) [:|-|,|to|that|about|for]",
        "(dont|do not|never) let me forget [to|that|about|:]",
        "(i) (mustnt|must not|cant|cannot|shouldnt|dont want to|do not want to|better not|should not) forget [to|that|about|:]",
        "^ (dont|do not) forget [to|that|about|:|the|my]",
        "^ remember to",
        "i need to remember [to|that]",
        "(need|want) reminding [to|that|about]",
        "(want|like|love) to be reminded [to|that|about|of]",
        "[i] (want|need|would like|id like) (a|another) (reminder|nudge|alarm|alert) [to|that|about|for|:]",
        "make sure (i|that i|i dont forget to)",
    )
    yield from lead(
        Intent.REMINDER,
        4.0,
        "wake me [up] [to|for|so]",
        f"({_MAKE}) [me] {_A} (alarm) [for me] {_TO}",
        "^ alarm [:|for|at]",
        kind="alarm",
    )
    yield from tag(
        Intent.REMINDER,
        3.6,
        "[,] [and|so|can you|could you|please] remind me [please|about it|of it|of this|about this|then|ok] $",
        "[,] [and] (ping|nudge|alert|prompt|poke|buzz|bug|text|message|notify) me [please] $",
        "[,] [set|add|make] [a|me a] (reminder|alarm|alert) [please|for it|for me] $",
        "(dont|do not) let me forget [it|this|that] [!] $",
        "(dont let me forget) $",
        "reminder (at|for|on)",
        "(remind me) $",
        "remind me",
    )


def tasks() -> Iterator[Row]:
    """Yield the cues of tasks."""
    yield from lead(
        Intent.TASK,
        2.4,
        "[i|we] [really|still|also|do] (need|have|got|gotta|ought|must|has|supposed) [got] to",
        "[i|we] (gotta|must|should|ought to)",
        "[i] [still|also] (need to | have to | have got to | ve got to | ive got to | ive gotta | am supposed to | really should)",
        "i need",
        "(needs to be done | needs doing) [:]",
    )
    yield from lead(
        Intent.TASK,
        5.0,
        f"({_MAKE}) [me] {_A} (task|todo|to do|chore|action item) [for me|called|item] [to|:|-|,|for] [:]",
        "^ [new|my] (task|todo|action item) [:|-|,|to|item|for]",
        "^ (new|my) to do [:|-|,|item|for]",
        "^ to do :|-",
        f"({_PUT}) (to|on|onto|in) {_TODO_LIST} [:|,|-]",
        "^ (deadline|due) [:]",
    )
    yield from tag(
        Intent.TASK,
        4.4,
        f"[,|and|please] ({_PUT}) [it|this|that] (to|on|onto|in) {_TODO_LIST} $",
        f"(to|on|onto|in) {_TODO_LIST} [please|thanks]",
        "[its] [a] task $",
        kind="todo_list",
    )
    yield from tag(Intent.TASK, 0.8, "(deadline)")
    yield from lead(Intent.TASK, 0.2, "^ (put|add|stick|pop|chuck|throw)", kind="put")
    yield from keep(
        Intent.TASK,
        1.8,
        "(needs|need) (sorting|doing|fixing|paying|washing|cleaning|painting|renewing|replacing|servicing|watering|filing|signing|checking|mending|booking)",
    )
    yield from priority(
        Priority.HIGH,
        2.2,
        "[very|super|really|its|thats|is|and|marked] (urgent|urgently|critical|important) [!] [!] [!] [:]",
        "(asap | as soon as possible | right away | top priority | high priority | high prio | highest priority | max priority | priority one | priority 1 | priority high | number one priority)",
        "(with|as|make it|mark it|its|mark as|a|set) (top|high) priority",
        "! ! ! [!]",
        "p ~ 1",
        "priority [:] high",
        "prio ~ 1",
    )
    yield from priority(
        Priority.LOW,
        2.2,
        "[theres|its|there is] (no rush | no hurry | not urgent | low priority | low prio | lowest priority | when i get a chance | when i have time | whenever i can | whenever | at some point | someday | some day | eventually | if i have time | when i get round to it | when i get around to it | no pressure | nothing urgent | isnt urgent | not important | in no hurry | when theres time | sometime) [:]",
        "priority [:] low",
        "p ~ 3",
        "(isnt|not) [that|very|really] (urgent|important|pressing)",
        "(with|as|make it|mark it|its|a) low priority",
    )


def events() -> Iterator[Row]:
    """Yield the cues of events."""
    yield from lead(
        Intent.EVENT,
        3.0,
        f"({_MAKE}|book) [me] {_A} [calendar] (event|calendar entry|appointment entry) [called|for|:|-|,]",
        f"({_PUT}) (to|on|onto|in) [my|the|our] (calendar|diary|schedule|agenda) [:|,|-|that]",
        "^ [new|calendar] (event|calendar) [:|-|,]",
        "(block|block off|block out|reserve|hold) [off|out] [my|the|some|a] [calendar|diary|time|afternoon|morning|slot] [for|to]",
    )
    yield from lead(
        Intent.EVENT,
        2.4,
        "^ (schedule|book|arrange|set up|organise|organize|plan) [me] [in] (a|an|the|my|another|our|in)",
        "(can|could|would) you [please] (schedule|book|arrange|set up) [me] [in] [a|an|the|my]",
        "(schedule|book) [me] [a|an|the]",
        "(ive got|i have|weve got|we have|got|ive|weve|theres|there is) [a|an|the|my|our]",
        "i booked|scheduled [a|an|the|my]",
    )
    yield from tag(
        Intent.EVENT,
        2.6,
        f"[,|and|please] ({_PUT}) [it|this|that] (to|on|onto|in) [my|the|our] (calendar|diary|schedule|agenda) $",
        f"({_PUT}) (in|on|to) [my|the] (calendar|diary)",
        "(to|on|onto|in) [my|the|our] (calendar|diary) [please] $",
        "(booked|scheduled|confirmed) (for|on|at)",
        "(it|which) (starts|begins) [at]",
    )
    yield from keep(
        Intent.EVENT,
        1.6,
        "<event_noun>",
    )


def notes() -> Iterator[Row]:
    """Yield the cues of notes."""
    yield from lead(
        Intent.NOTE,
        5.5,
        "^ (note|notes|memo|idea|thought|log|fyi|nb|n b|journal|diary|observation|jotting|info|for the record|for later|for future reference|note to self|quick note|mental note|brain dump|random thought|fact) (:|-|,|—|–)",
        "^ (note|fyi) (for later|for the record|to self|that|down) [:|-|,|that]",
        "^ fyi [for later|:|,|-]",
        "^ (make|take|add|create|save|new|jot down|write|leave|keep|record) [a|an|this|the] [quick|new|short] (note|memo) [down] [:|-|,|that|of|about|to|saying]",
        "^ (write|jot|note|take|get) [this|that|it] down [that|:|-|,]",
        "^ (write|jot|note) down [that|:|-|,|my|the]",
        "^ (remember|note|record|save|store|keep in mind|bear in mind|dont forget) [down] that",
        "^ (remember|save|store|log|record|keep|note|jot) [this|that] (:|-|,)",
        "^ (remember) (this|the|my)",
        "^ new (note|idea|memo) [:|-|,]",
        "^ 📝 [:]",
        "^ (save|store|keep|record) (this|the following) [info|information|idea|thought|note] [:|-|,]",
        "(for the record) [:|,]",
    )


def commands() -> Iterator[Row]:
    """Yield the cues of what is done to records: complete, snooze, cancel, change."""
    record = "[the|my|that|this|our|all] [reminder|task|todo|event|appointment|alarm|item] [to|for|about|of|called|that]"
    please = "[can|could|would] [you] [please]"
    yield from lead(
        Intent.COMPLETE,
        5.0,
        f"^ {please} (mark|tick|check|cross|strike|set) [off] {record}",
        f"^ (done|finished|completed|complete|sorted) [with|:|,|-] {record}",
        f"^ [i] [have|ive|just|already|finally|ive just|ive already|i just|have just] (done|finished|completed|sorted|did|ticked off) [with] {record}",
        f"^ (im|i am|all|were) (done|finished) [with] {record}",
        "^ ✅ [i|ive|just]",
        f"^ (complete|finish|close|close out|resolve) {record}",
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
        "[you can|please|so|and] (tick|check|cross|mark|strike) (it|that|this|them) (off|done|as done|complete|as complete|as completed|off the list|off my list) [please] $",
        "[is|are|its|thats|all|was] (done|sorted|finished|completed) [now] [!|✅|👍] $",
        "as (done|complete|completed|finished) $",
        "(off|done) $",
        "✅ $",
        "(off|from) [my|the] list $",
    )
    yield from lead(
        Intent.SNOOZE,
        6.0,
        f"^ {please} snooze [it|this|that|the reminder|the alarm|reminder] [for|until|till|by]",
        f"^ {please} (remind|nudge|ping|bug|tell|ask) me [about] [this|it|that] [again] (again|later)",
        "(remind|nudge|ping|bug|tell|ask) me (about this|about it|about that|of this) [again]",
        "^ (not now | later | not right now | busy | im busy | cant now | in a bit)  [,|-|.|–|—]",
        "^ (postpone|delay|push|push back|hold|defer) (it|this|that|the reminder|this reminder) [back] [for|by|until|till|to]",
        "^ (give|gimme) [me] (another|<number> more)",
        "(try|ping|remind|ask) me again",
        "(ask|remind) again",
    )
    yield from lead(
        Intent.CANCEL,
        6.0,
        f"^ {please} (cancel|delete|remove|drop|scrap|scratch|erase|clear|kill|bin|ditch|call off|get rid of|forget about|undo|discard|turn off|disable|dismiss) {record}",
        f"^ (stop|quit) (reminding|pinging|nudging|alerting|bugging|texting) me [to|about|of]",
        f"^ (i) (no longer need|dont need|do not need|dont want) {record}",
        "^ forget [the|about|my] [reminder|about]",
        "^ (never mind|nevermind) [the|about|that]",
        "(take) [the|my] [<any>] [<any>] (off) (my|the) (calendar|diary)",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"^ {please} (move|reschedule|push back|postpone|put back|put off|rename) [back|forward] [the time of|the date of|the time for] {record}",
        "^ make (it|that)",
    )
    yield from lead(
        Intent.CHANGE,
        6.0,
        f"^ {please} (bring forward|pull forward|bring|pull) [forward] {record}",
        kind="earlier",
    )
    yield from tag(Intent.CHANGE, 0.1, "forward [by]", kind="earlier")
    yield from tag(Intent.CHANGE, 0.1, "back [by]")
    yield from lead(
        Intent.CHANGE,
        2.6,
        f"^ {please} (change|shift|push|switch|update|edit|delay|bump|adjust|set back|amend|modify|bring) [back|forward] [the time of|the date of|the time for] {record}",
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
        "(no messages|no notifications|quiet hours|do not disturb|dnd|no pings|silence|mute)",
        "(my) (timezone|time zone|language|name|working hours|work hours|city|morning|evening|mornings|work day|working day|quiet hours) (is|are|start|starts|should|to)",
        "(call me|speak to me in|talk to me in|reply in|answer in|speak|respond in|write to me in|switch to) [english|portuguese|spanish]",
        "(i prefer|i would prefer|id prefer|i like) [to|my|shorter|that|you|the|reminders|messages|getting|short|receiving]",
        "(send|give|deliver|i want|id like|show) [me] (my|the) [morning|daily|evening|weekly] (briefing|brief|summary|digest|agenda) (every|at|each|always|daily)",
        "(i want|id like|i would like) [to] [get] [my|the|a] [morning|daily|evening|weekly] (briefing|brief|summary|digest)",
        "(change|set|switch|update) (my|the) (language|timezone|time zone|briefing|brief|quiet hours|name|working hours|tone|voice|default|morning brief|date format)",
        "(i work|i wake up|i go to bed|i start work) [from|at|between|monday]",
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
        "(where do i|where should i) (start|begin)",
        "what should i (tackle|focus|work|do|prioritise|prioritize) [on] (first|next)",
        "(i keep procrastinating | i cant focus | i keep putting)",
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
            position, f"the {words} [one|reminder|task|item|event] $", f"number {position} $"
        )
    yield from about(1, "^ (1|first) $")
    yield from about(2, "the 2 nd [one] $", "the 2 $")
    yield from about(-1, "[the] last (one|reminder|task|item|event)")
    yield from about(0, "(it|that|this|them) [one|reminder|task|event]", "(that|this) one")


def statements() -> Iterator[Row]:
    """Yield what tells that nothing is asked for: small talk, the past, knowledge."""
    yield from tag(
        Intent.NONE,
        3.4,
        "[always] (reminds me of | reminded me of | reminds me | remember when | do you remember | i remember | you reminded)",
        "(used to|back in the day|back then|when i was|years ago)",
        "(did you know|do you know|i wonder|guess what|fun fact|apparently|i heard|they say|they said)",
        "^ (how many|how much|how old|how long|how far|why|who|what is|whats the|whats a|what year|which year|what does|when was|when did|when is the|where is|is it true|what day is|what time is|is it|is the|are the|is there a|does the|do they|was the|who was|whats)",
        "(was|were) (born|founded|built|released|invented|held|great|fun|lovely|nice|amazing|awful|terrible)",
        "(opens|closes|starts|ends|begins|finishes|shuts|leaves|departs|arrives|sank|died|happened|took place|airs|runs) (at|on|in|from|every)",
        "(lol|haha|hahaha|lmao|omg|ha ha|hehe)",
        "(thanks for|thank you for|cheers for|happy birthday|congrats|congratulations|good luck|well done|good job|nice one)",
        "(i love|i hate|i loved|i hated|i enjoyed|i missed|i forgot|i slept|i went|i saw|i met|i had|i ate|i ran|i woke|i got|i was|we went|we had|we were|we saw|we met|he was|she was|he said|she said|they were|it was|it rained|we used|my mum said|that was|it took|i spent|i worked|we won|we lost|i watched)",
        "(went|bought|got|had|came|left|arrived|met|saw|flew|moved|happened|forgot|missed|visited|won|lost|played|finished|broke|drove|slept|ate) [<any>] [<any>] [<any>] (yesterday|last week|last night|last month|last year|last friday|last monday|ago|this morning)",
        "(we really should|we should|lets|we must|we ought to) [really] (grab|meet|catch|hang|do|get|go) [<any>] [<any>] [<any>] (sometime|soon|some day|someday|again|one day)",
        "(sometime !|one of these days)",
    )
    yield from tag(
        Intent.NONE,
        2.4,
        "(yesterday|last night|the other day)",
        "(i think|i guess|i bet|i hope|hopefully|maybe|probably|supposedly|i reckon|it looks like)",
        "(bank holiday|public holiday)",
        "(how are you|hows it going|whats up|good to see|nice to|see you)",
        "(usually|normally|always|never) [<any>] (on|at|in|every|opens|closes)",
        "(cant believe|so tired|what a|such a)",
    )


def politeness() -> Iterator[Row]:
    """Yield what may stand anywhere and means nothing."""
    yield from polite(
        "[,] (please|kindly) [,]",
        "^ (hi|hey|hello|yo|hiya|morning|evening|good morning|good afternoon|good evening|good night|dear|oi|howdy|heya|sup|hi there|hey there|hello there) [spark|sparkone|bot|assistant|there|mate|again] [,|!|.]",
        "^ (ok|okay|so|well|right|um|uh|er|oh|also|alright|yeah|yes|anyway|btw|actually) [so] [,|:]",
        "(thanks|thank you|cheers|ta|thankyou|much appreciated|many thanks|thanks a lot|thanks so much|tia) [!|.|in advance|mate] $",
        "(can|could|would|will) you [please|kindly]",
        "(would you mind|if you can|if possible|if you could|do me a favour and|do me a favor and|be a dear and)",
        "(id like you to|i want you to|i need you to|i would like you to|id like to|i would like to|i want to|i wanna)",
        ", (ok|okay|yeah|right|alright|will you|would you|yea|ya) [?|!] $",
        "(ok|okay) [?] $",
        "without fail",
        "(before i forget|when you get a chance) [,]",
    )
    yield from tag(
        None,
        0.0,
        "(no wait [,] [make it] | wait no [,] [make it] | no [,] make it | sorry [,] [make it|i mean|i meant] | i mean [,] | scratch that [,] [make it] | actually [,] make it | wait [,] make it | no actually [,] [make it] | correction [:|,])",
        kind="correction",
    )


_VERBS = (
    "add answer apply arrange ask back bake bleach book borrow break bring brush build buy call cancel change "
    "charge chase check choose clean clear close collect confirm contact cook copy cut declutter defrost deliver "
    "descale deposit dig discuss do donate download draft drive drop dry dust eat email empty exchange exercise "
    "fax feed fetch figure file fill find finish fit fix flip fold follow get give go grab hang help hoover "
    "install invite invoice iron join keep learn leave lock look mail make measure meditate meet mend message "
    "mop move mow nail open order organise organize pack paint pay phone pick plan plant play pop post practice "
    "practise prep prepare print pull pump push put read rebook recharge record refill refund register remove "
    "rename renew rent repair repay replace reply report request research reschedule reserve reset return review "
    "ring rsvp run save scan schedule scrub see sell send set sew share shave shop shower shred sign sort "
    "speak start stock stop stretch strip study submit swap sweep switch take talk tell test text thank throw "
    "tidy top translate transfer trim try tune turn unload unpack update upload use vacuum visit wake walk "
    "wash watch water weed wipe withdraw work wrap write swap proofread finalise finalize email bathe service topup"
)


def productions() -> Iterator[Row]:
    """Yield every cue."""
    yield from rows("event_noun", (_EVENT_NOUNS, lambda: True))
    yield from rows("verb", (_VERBS.replace(" ", "|"), lambda: True))
    yield from keep(Intent.TASK, 0.0, "^ [dont|never] <verb>", kind="verb")
    yield from cues(
        Cue(intent=Intent.TASK, weight=0.0, role=Role.KEEP, kind="verb"),
        f"^ call|visit|review|test|practice|play|demo|train|race|tour|sync|service|clean !{_AFTER_A_NOUN}",
        weight=1.6,  # "call mum" is something to do, "call with Tim" an event
    )
    for group in (reminders, tasks, events, notes, commands, references, statements, politeness):
        yield from group()
