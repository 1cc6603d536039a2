"""What English says that asks for nothing."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import Cue, Role, cues, polite, tag
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent


def statements() -> Iterator[Row]:
    """Yield what tells that nothing is asked for: small talk, the past, knowledge."""
    yield from tag(
        Intent.NONE,
        3.4,
        "[always] (reminds me of | reminded me of | reminds me | remember when | do you remember | i remember | you reminded)",
        "^ (yes|yeah|yep|ok|okay|sure|right) [,] (but|only) (at|on|in|for)",
        "(used to|back in the day|back then|when i was|years ago)",
        "(did you know|do you know|i wonder|guess what|fun fact|apparently|i heard|they say|they said)",
        "^ (how many|how much|how old|how long|how far|why|who|what is|whats the|whats a|what year|which year|what does|when was|when did|when is the|where is|is it true|what day is|what time is|is it|is the|are the|is there a|does the|do they|was the|who was|whats)",
        "(was|were) (born|founded|built|released|invented|held|great|fun|lovely|nice|amazing|awful|terrible)",
        "(was|were|got|been) (cancelled|canceled|delayed|postponed|moved|late|closed|rescheduled)",
        "^ (he|she|they|happy|hes|shes|theyre|theyve|hell|shell|theyll)",
        "(works|lives|said|says|told|thinks|likes|costs|landed|arrived|took)",
        "(runs|works|open) (until|till|from)",
        "(we could|we should|lets|let us) [really|maybe|all] (grab|meet|catch|hang|do|go|have | get together|dinner|lunch|coffee|drinks|a)",
        "is a (holiday | bank holiday | public holiday | national holiday)",
        "(opens|closes|starts|ends|begins|finishes|shuts|leaves|departs|arrives|sank|died|happened|took place|airs|runs) (at|on|in|from|every)",
        "^ (lol|haha|hahaha|lmao|omg|ha ha|hehe)",
        "(thanks for|thank you for|cheers for|happy birthday|congrats|congratulations|good luck|well done|good job|nice one)",
        "(i love|i hate|i loved|i hated|i enjoyed|i missed|i forgot|i slept|i went|i saw|i met|i had|i ate|i ran|i woke|i got|i was|we went|we had|we were|we saw|we met|he was|she was|he said|she said|they were|it was|it rained|we used|my mum said|that was|it took|i spent|i worked|we won|we lost|i watched)",
        "(finished|done|left) (work|school|dinner|lunch|breakfast|uni|college|my shift) at",
        "(went|bought|got|had|came|left|arrived|met|saw|flew|moved|happened|forgot|missed|visited|won|lost|played|finished|broke|drove|slept|ate) [<any>] [<any>] [<any>] (yesterday|last week|last night|last month|last year|last friday|last monday|ago|this morning)",
        "(we really should|we should|lets|we must|we ought to) [really] (grab|meet|catch|hang|do|get|go) [<any>] [<any>] [<any>] (sometime|soon|some day|someday|again|one day)",
        "(sometime !|one of these days)",
    )
    yield from tag(
        Intent.NONE,
        9.0,
        '[he|she|they|we|i|mum|dad|mom] (said|says|shouted|whispered|yelled|goes | was like | were like) [,|:|"] &remind|set|wake|add|cancel|dont|call|text|put|buy|send|message|stop|delete|remember',
    )
    yield from tag(
        Intent.NONE,
        3.4,
        "^ [i|we] (usually|normally|often|rarely|sometimes|generally|tend to)",
        "(i|we|he|she|they) (always|never)",
        "(tell|sing|write|read) me a|an [good|funny|short] (joke|story|poem|song|riddle)",
        "(got|came|went|flew) (in|back|home|up|out|here|there|off|away|by)",
        "(lasts|goes on) [for]",
        "(only|just) [<number>] days|weeks|months|sleeps (till|until|to)",
        "(theres|there is|there are) [a|an] <any> every",
        "^ (im|were|i am|we are|youre) (having|going|with|not|so|just|still|stuck|late|back|home|here|tired|knackered) [a|an|the]",
        "^ (im|were|i am|we are|youre) &in|at|on|off|out|away",
    )
    yield from tag(
        Intent.NONE,
        1.2,  # against a noun beside a time, not against a request
        "is|are|was|were|isnt|arent|wasnt|werent|has|hasnt|had !at|on|in|from|for|by|to|today|tomorrow|tonight|next|this|#|due|booked|scheduled|confirmed|set|moved|noon|midday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|sun|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|christmas|easter|every|all|from",
        "(is|are) on at",
        "(is|are|was|were) [already] (on|in|off) [the|my|our] [<any>] list",
        "^ its (nearly|almost|already|only|still|so|too|been|going|gonna|not|my|a|the)",
        "went|came|flew|woke|ate|drove|thought|felt|knew|saw|met|won|lost|began|slept|spent|kept|sold|broke|fell|turned|retires|lasted",
    )
    yield from tag(
        Intent.NONE,
        2.0,
        "^ i (bought|paid|sent|called|rang|booked|ordered|fixed|cleaned|posted|washed|did|made|took)",
    )
    yield from tag(
        Intent.NONE,
        2.4,
        "(is|are|looks|seems) [already|all|really|so|nearly|almost] (sold out|closed|shut|full|packed|booked up|fully booked|boring|busy|free|expensive|crazy|hectic|over|late|early|near|close|coming up fast)",
        "(yesterday|last night|the other day)",
        "(i think|i guess|i bet|i hope|hopefully|maybe|probably|supposedly|i reckon|it looks like)",
        "(bank holiday|public holiday)",
        "(how are you|hows it going|whats up|good to see|nice to|see you)",
        "(usually|normally|always|never) [<any>] (on|at|in|every|opens|closes)",
        "(cant believe|so tired|what a|such a)",
    )


def past() -> Iterator[Row]:
    """Yield verbs in the past, by their ending: "arrived"."""
    yield from rows("past", ("<any>", lambda word: word if _is_past(word) else None))
    told = Cue(intent=Intent.NONE, weight=1.8, role=Role.KEEP)
    yield from rows("cue", ("<any>", lambda word: told if _is_past(word) else None, 1.018))


_NOT_PAST = frozenset(
    "stansted olmsted united advanced limited sacred naked wicked beloved crooked embed biped".split()
)


def _is_past(word: str) -> bool:
    return (
        len(word) > 5
        and word not in _NOT_PAST
        and word.endswith("ed")
        and not word.endswith(("eed", "dred", "booked"))
    )


_NAMES = "man|pal|buddy|babe|dear|love|boss|chief"
_ADDRESSED = "(mate|bro|bruv|dude|hun|hon|fam|sis|thx|tysm|ta|x|xx|xxx|xoxo|lol|haha|hahaha|lmao|tho|though|pretty please|ok thanks|ok thx|k thx|cheers mate|ta love|thanks love|thanks mate|thanks hun|thanks a million|thank you so much|thanks in advance|appreciate it|if thats ok|if you dont mind|if possible|k)"


def politeness() -> Iterator[Row]:
    """Yield what may stand anywhere and means nothing."""
    yield from polite(
        "[,] (please|kindly) [,]",
        "so [that] i (can|could | dont forget to | know to | remember to)",
        "(would you be so kind as to | would you be kind enough to | be so kind as to | be so good as to | would it be possible to | be an angel and | be a love and | do me a solid and | if you dont mind | if its not too much trouble | when you get a chance | when you have a sec | when you have a moment | when you can | if its no trouble) [,]",
        "(is it possible to | any chance you could | any chance you can | do you think you could | do you think you can | could i ask you to | can i ask you to | may i ask you to | id appreciate it if you could | i would appreciate it if you could | you could | could we | can we) [please]",
        "[,|and|anyway|well|hope] [i hope] (hope you had | hope youre having | hope you have | have) a (good|nice|great|lovely) (day|weekend|evening|night|one|week) [,|!|.]",
        "^ (listen|look|quick one|quick question|real quick|one more thing|oh and|and also|also|oh also|random but|ps|p ~ . ~ s) [,|:|.|-]",
        f"{_ADDRESSED} [!|.|❤|😊|🙏|👍|😅] $",
        f", {_ADDRESSED} [,|!|.]",
        f", ({_NAMES}) [,|!|.|❤|😊]",
        f"@please|thanks|cheers|ta|me|later|ok|you|it|tomorrow|today ({_NAMES}) [,|!|.|❤|😊] $",
        "^ (hi|hey|hello|yo|hiya|morning|evening|good morning|good afternoon|good evening|good night|dear|oi|howdy|heya|sup|hi there|hey there|hello there) [spark|sparkone|bot|assistant|there|mate|again] [,|!|.]",
        "^ (ok|okay|so|well|right|um|uh|er|oh|also|alright|yeah|yes|anyway|btw|actually) [so] [,|:]",
        "(thanks|thank you|cheers|ta|thankyou|much appreciated|many thanks|thanks a lot|thanks so much|tia) [!|.|in advance|mate] $",
        "(can|could|would|will) you [please|kindly]",
        "(would you mind|if you can|if possible|if you could|do me a favour|do me a favor|be a dear) [and|,|:]",
        "(id like you to|i want you to|i need you to|i would like you to|id like to|i would like to|i want to|i wanna)",
        ", (ok|okay|yeah|right|alright|will you|would you|yea|ya) [?|!] $",
        "(ok|okay) [?] $",
        "without fail",
        "^ (add|include|append)",
        "(before i forget|when you get a chance) [,]",
    )
    yield from rows(
        "oops",
        (
            "no|nah|nope|oh|ah|wait|sorry|oops|whoops|actually|hmm|hm|er|erm|um|uh|rather|correction|scratch|well",
            lambda: True,
        ),
        ("scratch that | hang on | hold on | my bad | my mistake | i mean | i meant", lambda: True),
        (
            "or rather | or better | or actually | make it | make that | lets say | lets make it",
            lambda: True,
        ),
        ("at least | well at least | change that to", lambda: True),
    )
    yield from rows(
        "retraction",
        (
            "<oops> [, | … | : | . . | . . .] [<retraction> | its | it is | its actually]",
            lambda *_: True,
        ),
    )
    yield from tag(None, 20.0, "[,|-|–|—|.|…] <retraction> &<time>", kind="correction")
    yield from cues(Cue(intent=None, weight=0.0, kind="polite"), "^ add|include|append", weight=1.2)
    yield from polite("[at] [the] same time|place [,]")
    yield from polite(
        "[,] or (else|they|he|she|it|ill|theyll|hell|shell|itll|well) <any> [<any>] [<any>] [<any>] [<any>] [<any>] [<any>] [!|.] $"
    )
    yield from tag(
        Intent.NONE,
        9.0,
        "^ (i|we|he|she) [already|just] (set|made|added|created|wrote|had|got|missed|ignored|saw|forgot) (a|the|an|my|that|his|her|your) (reminder|alarm|task|event|note|list|meeting) (yesterday|last|but|and|this morning|for him|for her)",
    )


def productions() -> Iterator[Row]:
    """Yield every cue of this module."""
    yield from statements()
    yield from past()
    yield from politeness()
