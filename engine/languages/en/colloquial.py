"""How an answer in English says like a friend that something is kept, naming no record."""

I_HAVE = r"\b(?:i've|i have|i)(?: just| already| now| also)?"
I_WILL = (
    r"\b(?:i'll|i will|i shall|i'm going to|i am going to|i'm gonna)(?: now| also| just| "
    r"gladly| be "
    r"sure to| make sure to| certainly| definitely)?"
)
_KEPT = r"(?:calendar|list|schedule|diary|to-?dos?|notes?|agenda)"
_DAY = r"(?:\d|today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|every|daily)"
_HELLO = r"^\W{0,9}(?:ok(?:ay)?|right|done|great|perfect|sure|alright|good)?\W{0,4}"
COLLOQUIAL = (
    (
        rf"{I_HAVE} (?:threw|stuck|chucked|slid|slipped|got rid of|called off)\b|{I_HAVE} kept\b"
        r"[^.;!?]{0,50}\b(?:for you|for later|so you)\b|"
        rf"{I_HAVE} included (?:\w+ ){{0,3}}?items?\b"
    ),
    (
        rf"{_HELLO}(?:stuck|threw|popped|put|slid|chucked|got)\b[^.;!?]{{0,60}}? "
        rf"(?:on|onto|in|into) (?:there|(?:the|your) (?:\w+ )?{_KEPT})\b"
    ),
    (
        rf"{_HELLO}(?:moved|pushed|bumped|postponed|shifted|rescheduled|snoozed|changed|switched)"
        r" (?:to|back|forward|by)\b"
    ),
    (
        rf"{_HELLO}(?:(?:one|two|three|four|five|\d+|a few) more\b|(?:new|another) \w+\b)"
        rf"[^.;!?:]{{0,24}}? (?:on|for|to|in) (?:the|your) (?:\w+ )?{_KEPT}\b"
    ),
    rf"^\W{{0,6}}(?:sorted|done|all set|booked|set) *: [^.!?\n]{{2,60}}?\b{_DAY}",
    r"\b(?:has|have) been (?:called|crossed|taken|ticked) (?:off|out)\b",
    (
        r"\bis now (?:held|blocked|kept|live|due)\b|\b(?:reminder|alarm|alert|task|event)s? "
        r"(?:is|are) (?:now )?(?:live|running|active)\b"
    ),
    (
        r"\byour (?:\w+ )?(?:reminder|alarm|alert|event|task|meeting|appointment)s? now "
        r"(?:goes|go|starts?|rings?|repeats?|is|are)\b"
    ),
    rf"{I_WILL} (?:(?:hang|hold) on to|keep) (?:this|that|it|your)\b(?! (?:short|simple|brief))",
    r"\b(?:duly|well) noted\b",
    r"\b(?:got|have) (?:it|that|this|them)(?: all)? (?:written|noted|jotted|marked)(?: down)?\b",
    r"\b(?:it's|that's|it is|everything's)(?: all| now)+ (?:written|noted|jotted) down\b",
    (
        r"\bi'm (?:now |just )?(?:adding|crossing|ticking|setting|noting|saving|scheduling|"
        r"cancell?ing|booking|removing|deleting)\b"
    ),
    rf"\b(?:everything's|everything is|it's all|they're all) (?:in|on) (?:the|your) {_KEPT}\b",
    (
        r"\byou(?:'re| are) (?:now |all )?(?:booked|down|set|pencill?ed in|signed up)(?: in)? "
        r"(?:for|on)\b"
    ),
    (
        r"\b(?:starting|from) (?:to|mon|tues|wednes|thurs|fri|satur|sun|next )\w+,? "
        r"you(?:'ll)? (?:get|have|hear)\b"
    ),
)
