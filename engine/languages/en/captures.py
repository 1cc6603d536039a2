"""How English asks to keep something: reminders, tasks, events, notes."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from domain.records import Priority
from engine.grammar.cues import keep, lead, priority, tag
from engine.grammar.productions import Row
from engine.grammar.reading import Intent

_TO = "[to|that|about|of|so|for|:|-|,|i | re : | 2|4 &<verb>] [to|i|its|my] [have to|need to]"
_REMIND = "remind|alert|prompt|nudge|ping|poke|buzz|notify|bug|beep|remember"
_CALL = "text|message|call|ring|chase|nag|prod|warn|whatsapp|dm|page | shout at | yell at | holler at | bark at"
_HAND = "(give|send|shoot|drop|ping|chuck|throw|fire|toss|sling) (me|us) | gimme"
_NUDGE = "nudge|shout|ping|reminder|buzz|poke|bell|text|message|kick|prod|prompt|line|note|beep|ring|tap|holler|tinkle|alert|notification|call|whatsapp|yell | heads up | kick up the backside"
_PUT = "add|put|stick|chuck|throw|pop|place|jot|enter|log|slot|get"
_MAKE = "set|create|make|add|schedule|put|give|new|need|want|set up|get"
_A = "[a|an|the|my|another|one] [new|quick|recurring|daily|weekly|monthly]"
_TODO_LIST = "[my|the|our] (task list | todo list | to do list | tasks | todo | to dos | to do | list of tasks | things to do | chores)"


_PLAIN = "!urgent|urgently|important|critical|new|low|high|top|quick|task|todo <any>"


def reminders() -> Iterator[Row]:
    """Yield the cues of reminders."""
    yield from lead(
        Intent.REMINDER,
        4.0,
        f"[can|could|would|will] [you] [please] ({_REMIND}) (me|us|myself) [again] {_TO}",
        f"({_REMIND}) (me|us|myself) not to forget {_TO}",
        f"remindme {_TO}",
        f"[can|could|would|will] [you] ({_CALL}) me {_TO}",
        "[can|could|would|will] [you] tell me to",
        f"({_HAND}) [over] (a|an|another) [quick|little|gentle|wee|friendly|small|short|early] ({_NUDGE}) [to|that|about|for|so|:]",
        f"(jog my memory | refresh my memory | hit me up) {_TO}",
        f"({_MAKE}) [me] {_A} (reminder|reminders|alert) [for me] {_TO}",
        f"(set|create|make|add|schedule) (up) {_A} (reminder|alert) {_TO}",
        "^ (reminder|reminders|alert) [:|-|,|to|that|about|for]",
        "(dont|do not|never) let me forget [to|that|about|:]",
        "(i) (cant|cannot|dont want to|do not want to) forget [to|that|about|:]",
        "^ (dont|do not) forget [to|that|about|:|the|my]",
        "^ remember to",
        "i need to remember [to|that]",
        "(need|want) reminding [to|that|about]",
        "(want|like|love) to be reminded [to|that|about|of]",
        "[i] (want|need|would like|id like) (a|another) (reminder|nudge|alarm|alert) [to|that|about|for|:]",
        "make sure [that] i [(dont|do not) forget] [to]",
        f"(can|could|may) i [please] (get|have) (a|an|another) [quick|little] ({_NUDGE}) [to|that|about|for|:]",
    )
    yield from lead(
        Intent.REMINDER,
        2.05,  # with "by" or "before" it is something to do
        "(i|we) (mustnt|must not|shouldnt|better not|should not|had better not) forget [to|that|about|:]",
    )
    yield from lead(
        Intent.REMINDER,
        4.0,
        f"({_MAKE}) [me] {_A} (alarm|timer) [for me] {_TO}",
        "^ alarm|timer [:|for|at]",
        kind="alarm",
    )
    yield from lead(
        Intent.REMINDER,
        4.0,
        "wake me [up] [(with|w) [/] (a|an|my) (reminder|alarm|call|alert)] [to|for|so]",
        kind="wake",
    )
    yield from tag(
        Intent.REMINDER,
        3.6,
        "[,] [and|so|can you|could you|please] (remind me|remindme) [please|about it|of it|of this|about this|about that|then|ok] $",
        "[,] [and] (ping|nudge|alert|prompt|poke|buzz|bug|text|message|notify|beep|whatsapp|dm) me [please] $",
        f"[,] ({_HAND}) (a|another) ({_NUDGE}) [please] $",
        "[,] [set|add|make] [a|me a] reminder [please|for it|for me] $",
        "[,] (set|add|make) [a|an|me an] (alarm|alert) [please|for it|for me] $",
        ", (alarm|alert) [please] $",
        "(dont|do not) let me forget [it|this|that] [!] $",
        "(dont let me forget) $",
        "(i|we) (keep|always) (forget|forgetting) [to|about]",
        "reminder (at|for|on)",
        "(remind me) $",
        "remind me",
    )


def tasks() -> Iterator[Row]:
    """Yield the cues of tasks."""
    yield from lead(
        Intent.TASK,
        2.4,
        "[i|we] [really|still|also|do|probably|definitely|seriously|actually|just] (need|have|got|gotta|ought|must|has|supposed) [got] to",
        "(im|were|i am|we are|i was|we were) [also|still|really] (meant|supposed|due|expected|obliged) to",
        "[i|we] [really|probably|definitely|also|still|seriously] (gotta|must|should | ought to | had better | d better) [really|probably|also|still|definitely]",
        "[i] [still|also] (need to | have to | have got to | ve got to | ive got to | ive gotta | am supposed to | really should)",
        "i need",
        "(needs to be done | needs doing) [:]",
    )
    yield from lead(
        Intent.TASK,
        2.4,
        "(the|my|our) <any> [<any>] (wants|needs|expects|would like) (me|us) to",
        "(the|my|our) <any> [<any>] (wants|expects) &the|all|our|my|their|his|her|a|these|those",
        f"^ [{_PLAIN}] [{_PLAIN}] [{_PLAIN}] ((job|errand|chore|homework|assignment|project|task|todo|to do) | (thing|things|one|job|stuff|item|errand|bits) for (later|me|someday|whenever|the|this|next|my|tomorrow) [list|weekend|week|month]) :|–|—",
        "^ homework|errand|chore|assignment -",
        "^ (homework|errand|chore|job) &for|due|by|on",
    )
    yield from lead(
        Intent.TASK,
        5.0,
        f"({_MAKE}|log|raise|open|file|record|start|jot down|note down|put down) [me] {_A} (task|todo|to do|chore|action item) [for me|called|item] [to|:|-|,|for] [:]",
        "^ [new|my] (task|todo|action item|chore) (:|-|,|to|item|for)",
        "^ (new|my) (task|todo)",
        "^ (todo|task) &due|by|for|finish",
        "^ (todo|task|to do) &<verb>",
        "^ (new|my) to do [:|-|,|item|for]",
        "^ to do :|-",
        f"({_PUT}) (to|on|onto|in) {_TODO_LIST} [:|,|-]",
        "^ (deadline|due) [:]",
    )
    yield from tag(
        Intent.TASK,
        4.4,
        f"[,|and|please] ({_PUT}) (it|this|that|them|em) (to|on|onto|in) {_TODO_LIST} [please|thanks]",
        f"(to|on|onto|in) {_TODO_LIST} [please|thanks]",
        "(make|log|save|set|file|record|mark|put|count|treat|track) (it|this|that) [up|down|in] [as] (a|an|my|another) [new] (task|todo|to do|chore|action item) [for me] [please]",
        "[its] [a] task $",
        kind="todo_list",
    )
    yield from tag(Intent.TASK, 0.8, "(deadline)")
    yield from lead(
        Intent.TASK,
        0.2,
        "^ (put|stick|pop|chuck|throw|jot|bung|whack|log|enter|pencil|slot|shove|slap|note)",
        kind="put",
    )
    yield from keep(
        Intent.TASK,
        2.4,
        "(has|have|needs|need|ought|must|got|gotta|is|are) to be <past>",
        "(must|should) be <past>",
        "(needs|need|has|have) to be (done|paid|sent|sold|bought|made|cut|put|in|out|back|gone|ready|written|taken|filed|kept|met|built|left|brought|fed|hung|swept|shut|set|found|given|drawn|lit|mown|sewn|redone|wrapped)",
    )
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
        "[theres|its|there is] (no rush | no hurry | not urgent | low priority | low prio | lowest priority | when i get a chance | when i have time | whenever i can | whenever | at some point !in|on|during|this|over|between | someday | some day | eventually | if i have time | when i get round to it | when i get around to it | no pressure | nothing urgent | isnt urgent | not important | in no hurry | when theres time) [:]",
        "sometime !next|this|on|in|before|tomorrow|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|between|after|around|during|by",
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
        "^ (schedule|arrange|set up|organise|organize|plan) [me] [in] (a|an|the|my|another|our|in)",
        "(can|could|would) you [please] (schedule|book|arrange|set up) [me] [in] [a|an|the|my]",
        "(schedule) (me|a|an|the)",
        "^ schedule|arrange|pencil [me] [in]",
        "i booked|scheduled [a|an|the|my]",
    )
    yield from lead(
        Intent.EVENT,
        2.4,
        "(ive got|i have|weve got|we have|theres|there is|i got|we got) [a|an|the|my|our]",
        "^ (got|ive|weve) [a|an|the|my|our]",
        kind="have",
    )
    yield from lead(
        Intent.EVENT,
        2.4,
        "^ book [me] [in] (a|an|the|my|another|our|in)",
        "book (me|a|an|the)",
        kind="booking",
    )
    yield from tag(
        Intent.EVENT,
        2.6,
        f"[,|and|please] ({_PUT}) [it|this|that] (to|on|onto|in) [my|the|our] (calendar|diary|schedule|agenda) $",
        f"({_PUT}) (in|on|to) [my|the] (calendar|diary)",
        "(booked|scheduled|confirmed|arranged|planned|pencilled|penciled|set|slated) [in] (for|on|at)",
        "booked|scheduled|confirmed|arranged|planned [in] [with] &<time>",
        "(it|which) (starts|begins|kicks off) [at]",
        "(all|whole) (day|weekend)",
    )
    yield from tag(
        Intent.EVENT,
        2.6,
        "(to|on|onto|in|into) [my|the|our|your] (calendar|diary|planner) [please]",
        kind="todo_list",
    )
    yield from lead(
        Intent.EVENT,
        3.5,
        "^ (were|im|we are|i am|ill be|well be|we will be|i will be) [away|off|all] &in|at|on|to",
        kind="stay",
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
        "^ note &the|my|our",
        "^ (write|jot|note) down [that|:|-|,]",
        "^ (remember|note|record|save|store|keep in mind|bear in mind|dont forget) [down] that",
        "^ (remember|save|store|log|record|keep|note|jot) [this|that] (:|-|,)",
        "^ (remember) (this|the|my)",
        "^ new (note|idea|memo) [:|-|,]",
        "^ 📝 [:]",
        "^ (save|store|keep|record) (this|the following) [info|information|idea|thought|note] [:|-|,]",
        "(for the record) [:|,]",
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from reminders()
    yield from tasks()
    yield from events()
    yield from notes()
