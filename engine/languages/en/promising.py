"""How an answer in English promises or claims a record, and how it only offers one."""

from engine.languages.en.colloquial import COLLOQUIAL, I_HAVE, I_WILL

_DID = (
    # "Put the list in order" and "set a reminder" are said to the person.
    rf"(?:{I_HAVE} |(?:^|[,;:!–—-] *)(?:done[,!.]? |ok[,!.]? |okay[,!.]? |just )?(?!put |set ))"
    r"(?:set up|set|created|scheduled|added|put|made|saved|configured|turned on|enabled|"
    r"activated|logged|recorded|placed|included|noted|booked|arranged|blocked out|blocked|"
    r"reserved|stored|registered|programmed)\b"
)
_WILL = (
    rf"{I_WILL} (?:set up|set|create|schedule|add|put|make|save|configure|turn on|enable|log|"
    r"record|include|note|book|arrange|block|reserve|store|place)\b"
)
_DONE = (
    r"(?:set up|set|created|scheduled|added|put|made|saved|configured|activated|active|enabled|"
    r"logged|recorded|booked|confirmed|noted|stored|updated|arranged|in place|all set|ready)"
)
_IS = r"(?:is|are|was|were|has been|have been|has now been)(?: now| already| all)?"
_REMINDER = r"(?:reminders?|alarms?|alerts?|notifications?|wake-up call)"
_TASK = r"(?:tasks?|to-?do(?: list)?s?|to do list)"
_EVENT = (
    r"(?:calendar|schedule|meeting|appointment|event|call|slot|lunch|dinner|dentist|booking|visit)"
)
_LIST = r"(?<!to-do )(?<!todo )(?<!to do )(?<!task )\blists?\b"
_NEAR = r"[^.;!?]{0,60}?"


def _about(noun: str) -> tuple[str, ...]:
    """Return how a record of a kind is claimed."""
    return (
        rf"{_DID}{_NEAR}\b{noun}\b",
        rf"{_WILL}{_NEAR}\b{noun}\b",
        (
            r"(?:^|\b(?:your|the|a|an|this|that|new) )(?:(?!no |any |each |every |if )\w+ "
            rf")?{noun} {_IS} {_DONE}\b"
        ),
        rf"(?:^|[,;:!–—-] *)(?:new |your )?{noun} {_DONE}\b(?= *[:!.,]| *$| for| to| success)",
    )


_DEED = (
    r"(?:add|schedul|book|logg|record|register|stor|sav|not|creat|mov|shift|push|reschedul|cancel|"
    r"cancell|remov|delet|complet|clear|updat|renam|chang|pencill?|jott|arrang|reserv|mark|tick|"
    r"check|cross|snooz|postpon|swapp|bump|dropp|finish|clos|archiv|fil|slott|block|"
    r"pinn|flagg|popp|switch|toss|stash|tuck|plann|confirm)ed"
    r"|put|set|taken|took|written|made|locked in|struck|brought"
)
"""What may have been done to a record, whatever it is called."""
GENERAL = (
    rf"{I_HAVE}(?: gone ahead and| went ahead and)? (?:{_DEED})\b",
    rf"\b(?:has|have|'s)(?: now| already| just)* been(?: now| successfully)? (?:{_DEED})\b",
    (
        rf"^\W{{0,9}}(?:ok(?:ay)?|right|done|great|perfect|sure|alright|good|there)?\W{{0,4}}"
        rf"(?:{_DEED})\b(?= *[:!.,¤]| *$| (?:it|that|this|your|as|to your|off|for|on|"
        rf"at|from|both|all|until|till)"
        r"\b)"
    ),
    (
        rf"\b(?:that's|it's|they're|that is|it is|everything(?:'s| is)|all)(?: all| now| already| "
        rf"both)* (?:{_DEED}|in|sorted|sorted out|done|there|on (?:it|the|"
        rf"your))(?= *[!.,:;]| *$| for| "
        r"on| at| under| in| to)"
    ),
    (
        rf"{I_WILL} (?:(?:remind|ping|nudge|buzz|message|text|call|poke|wake|alert|"
        rf"notify|chase|prompt|"
        r"bug|tap) you|check (?:in|back)|follow up|get back to you|be in touch|"
        r"reach out|circle back|"
        r"come back to you|speak up|holler|have (?:it|that) (?:ready|set|there)|jog your)\b"
    ),
    (
        rf"{I_WILL} (?:give|send|drop|shoot) you (?:a|an) (?:\w+ )?(?:heads[- ]up|nudge|"
        rf"reminder|ping|"
        r"shout|buzz|poke|note|line|message|text|call|alert)\b"
    ),
    (
        r"\byou(?:'ll| will) (?:hear from|get a|get an|have a|have it|see|find|receive|be told|be "
        r"pinged|be nudged)\b"
    ),
    (
        r"\b(?:got you covered|(?:i've|i have) got (?:this|that|it|you)|i'm on it|i am on it|"
        r"done and dusted|all set|"
        r"all sorted|you're all set|count on me|rest easy|consider it|it's (?:a )?(?:done|deal)|"
        r"locked in|in the books|won't let (?:it|that|this) slip|i won't forget)\b"
    ),
    r"^\W{0,6}(?:sorted|will do|done|on it|right on it)\b *[!.,]",
    r"\bis (?:now )?(?:down for|gone|off (?:the|your)|on the books|in the diary)\b",
    r"\b(?:writing|noting|jotting|putting|adding|marking) (?:this|that|it) (?:down|in|to|as)\b",
    (
        r"\b(?:task|reminder|event|note|item|alarm)s? (?:completed|added|created|saved|"
        r"moved|deleted)\b"
    ),
    r"\b(?:alarm|reminder|timer)(?:'s| is) (?:ready|set|on)\b",
    r"\byour \w+ (?:\w+ )?now (?:has|shows|includes|says)\b",
    r"^\W{0,6}[✅⏰🗓📅📝🔔✔☑📌🛒💊]\W{0,6}\w",
)
"""What assistants say when they mean that something is stored, without naming it."""
CLAIMS = (
    (
        "task",
        (
            rf"{I_HAVE} (?:marked|checked|ticked)\b{_NEAR}"
            r"\b(?:as (?:done|complete|completed|finished)|off)\b(?! (?:the|your) list)"
        ),
    ),
    *(("task", one) for one in _about(_TASK)),
    ("task", rf"\b(?:it's|that's|is|are) (?:now )?(?:on|in) your {_TASK}"),
    ("list", rf"{I_HAVE} (?:taken|took|removed|crossed|deleted|struck|updated)\b{_NEAR}{_LIST}"),
    *(("list", one) for one in _about(_LIST)),
    ("list", rf"\b{_IS} added to (?:the|your)\b[^.;!?]{{0,20}}{_LIST}"),
    (
        "list",
        rf"\b(?:it's|that's|is|are) (?:now |already )?on (?:the|your)\b[^.;!?]{{0,20}}{_LIST}",
    ),
    (
        "unknown",
        (
            rf"{I_HAVE} (?:cancell?ed|deleted|removed|snoozed|postponed|updated|changed|"
            r"rescheduled|erased)"
            rf"\b{_NEAR}\b(?:{_REMINDER}|{_TASK}|{_EVENT}|notes?|deadline|date)\b"
        ),
    ),
    *(("reminder", one) for one in _about(_REMINDER)),
    (
        "reminder",
        (
            rf"{I_WILL} (?:be )?(?:remind|ping|alert|notify|nudge|buzz|message|text|poke|"
            r"reminding|wake) "
            r"you\b"
        ),
    ),
    (
        "reminder",
        (
            rf"{I_WILL} (?:send|give) (?:you )?(?:a|an|one|another) (?:\w+ )?"
            rf"(?:{_REMINDER}|nudge|heads-up|heads up|ping|message|shout|buzz|poke)\b"
        ),
    ),
    (
        "reminder",
        (
            r"\byou(?:'ll| will) (?:get|receive|have|be sent) (?:a|an|your|the) (?:\w+ )?"
            rf"{_REMINDER}\b"
        ),
    ),
    ("reminder", r"\byou(?:'ll| will) be (?:reminded|notified|alerted)\b"),
    ("reminder", r"\bi (?:won't|will not) let you forget\b"),
    (
        "reminder",
        (
            rf"{I_WILL} let you know (?:at|when it's|when it is|tomorrow|tonight|in \d|on |a |an |"
            r"once it)"
        ),
    ),
    (
        "event",
        (
            rf"(?:{I_HAVE} |(?:^|[,;:!–—-] *)(?:done[,!.]? )?)(?:rescheduled|booked|scheduled|"
            r"reserved|blocked out|pencilled|penciled)\b(?= (?:you|it|that|the|a|an|your|in|for|on|"
            r"with|this|out)"
            r"\b| *[!.,]| *$)"
        ),
    ),
    ("event", rf"{I_HAVE} (?:moved|pushed|brought|shifted)\b{_NEAR} (?:to|forward|back)\b"),
    ("event", rf"{I_WILL} (?:book|schedule|reschedule|reserve|pencil)\b"),
    *(("event", one) for one in _about(_EVENT)),
    ("event", r"\b(?:is|are|it's|that's) (?:now |already )?(?:on|in) your calendar\b"),
    (
        "note",
        rf"{I_HAVE} (?:noted|recorded|saved|stored|memorized|memorised|jotted|written|wrote)\b",
    ),
    ("note", rf"{I_HAVE} (?:made|created|taken|took|left) (?:a|an) (?:\w+ )?note\b"),
    ("note", rf"{I_WILL} (?:note|save|jot|record|store|write) (?:that|this|it|down|your)\b"),
    ("note", rf"{I_WILL} (?:make|take|keep|leave) (?:a|an) (?:\w+ )?note\b"),
    ("note", rf"{I_WILL} remember (?:that|this|it|your)\b"),
    *(("note", one) for one in _about(r"notes?")),
    (
        "note",
        (
            r"(?:^|[,;!–—-] *)(?:got it[,!.]? |all |duly )?(?:noted|saved|recorded|stored)"
            r"(?: down)?(?= *[!.:]| *$)"
        ),
    ),
    ("unknown", r"\bleave (?:it|that|this) (?:with|to) me\b|\bconsider it done\b"),
    ("unknown", rf"{I_WILL} (?:take care of|handle|sort out|see to) (?:it|that|this)\b"),
    ("unknown", rf"{I_WILL} (?:keep|have) (?:you (?:posted|updated|informed)|an eye)\b"),
    ("unknown", rf"{I_WILL} (?:watch|monitor|track|follow up|check back|let you know)\b"),
    *(("unknown", one) for one in (*GENERAL, *COLLOQUIAL)),
)
OFFERS = (
    r"\b(?:if (?:you|i|we)|in case|whenever you|when you|once you|as soon as you|until you|unless|"
    r"before i|just (?:say|tell|write|ask|send|type|let)|tell me|say|write|send|type|i can|"
    r"i could|i'd|i would|i should|i might|i may|would you|could you|shall i|should i|do you|"
    r"did you|does|want|perhaps|maybe|i think|to have me|for me to|from what|how about|which|when|"
    r"what)\b"
)
CONDITIONS = (
    r"\b(?:if you(?! need| have any| want anything)|in case you|once you|as soon as you|"
    r"when you (?:say|tell|write|ask|send|type|confirm)|unless|provided|just (?:ask|say|tell)|"
    r"according to)\b|^ (?:by|that the) "
)
NEGATIONS = (
    r"\b(?:not|never|no|none|nothing|nobody|can't|cannot|haven't|hasn't|didn't|don't|won't|"
    r"wouldn't|"
    r"couldn't|isn't|without|he|she|they|should|tip)\b"
)
BREAKS = r"\b(?:but|however|still|anyway)\b|;"
TAGS = (
    r"(?:ok|okay|alright|all right|right|is that (?:ok|okay|all right|fine)|sound good|sounds good|"
    r"deal|anything else|what else|do you need anything else|can i help with anything else)"
)
REQUESTS = (
    (
        "reminder",
        rf"{I_WILL} (?:be )?(?:remind|reminding) you (?P<what>.+)",
        "remind me {what}",
    ),
    (
        "reminder",
        r"\breminder\b[^:]{0,30}: *(?P<what>.+)",
        "remind me to {what}",
    ),
    ("reminder", r"\breminders?\b[^:]{0,20}? to (?P<what>.+)", "remind me to {what}"),
    ("reminder", r"\breminders?\b[^:]{0,20}? for (?P<what>.+)", "remind me of {what}"),
    ("task", r"\btasks?\b[^:]{0,30}: *(?P<what>.+)", "task: {what}"),
    ("task", r"\btask to (?P<what>.+)", "task: {what}"),
    (
        "task",
        r"\b(?:added|put) (?P<what>.+?) (?:to|on) your (?:tasks|to-?do list)\b(?P<when>.*)",
        "task: {what} {when}",
    ),
    ("event", r"\b(?:event|appointment)\b[^:“\"]{0,30}[:“\"] *(?P<what>.+)", "schedule {what}"),
    (
        "event",
        (
            r"\b(?:scheduled|booked|book|schedule|added|put|rescheduled) (?:the |a |an |your )?"
            r"(?P<what>.+?)(?: (?:on|in|to) (?:your|the) calendar)?(?P<when>(?: for| on| at) .+)"
        ),
        "schedule {what} {when}",
    ),
    (
        "event",
        r"\b(?:your|the) (?P<what>\w+) (?:is|has been) (?:scheduled|booked)(?P<when> .+)",
        "schedule {what} {when}",
    ),
    (
        "note",
        r"\b(?:noted|note|recorded|remember|saved)(?: down)? that (?P<what>.+)",
        "note that {what}",
    ),
    ("note", r"\b(?:noted|recorded|saved): *(?P<what>.+)", "note: {what}"),
    (
        "list",
        r"\b(?P<which>(?:(?!the |your )[\w-]+ )?)list[^:]{0,12}: *(?P<what>.+)",
        "add {what} to the {which} list",
    ),
    (
        "list",
        r"\b(?:added|add|put) (?P<what>.+?) (?:to|on) (?:the|your) (?P<which>(?:[\w-]+ )?)list\b",
        "add {what} to the {which} list",
    ),
    (
        "list",
        (
            r"(?P<what>[\w ,]+?) (?:has been|have been|was|were) added to (?:the|your) "
            r"(?P<which>(?:[\w-]+ )?)list\b"
        ),
        "add {what} to the {which} list",
    ),
)
STRAYS = (
    r"(?:you|it|that|this|these|those|them|everything|right|now|here|successfully|the reminder|the "
    r"task)\b"
)
MINE = (("your", "my"), ("yours", "mine"), ("you", "I"), ("okay|ok", ""))
