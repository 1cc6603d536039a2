"""All cues of English, and the words by which verbs and events are known."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import Cue, Role, cues, keep
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent
from engine.languages.en import captures, requests, settings, smalltalk

_AFTER_A_NOUN = (
    "#|with|w|at|on|about|re|for|and|in|,|.|:|-|@|today|tomorrow|tonight|this|next|every|from|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|weds|thu|thur|thurs|"
    "fri|sat|sun|night|class|session|club|meeting|appointment|lesson|party|room"
)
_EVENT_NOUNS = "(meeting|meetings|appointment|call|videocall|video call|conference|interview|lunch|dinner|breakfast|brunch|coffee|drinks|party|birthday party|wedding|funeral|christening|graduation|concert|gig|show|cinema|movie night|theatre|theater|play|match|game|lesson|class|workshop|course|webinar|seminar|lecture|training|session|yoga|pilates|gym class|haircut|dentist|doctor|gp|checkup|check up|scan|mri|xray|physio|therapy|massage|surgery|exam|test|flight|trip|holiday|vacation|offsite|retreat|standup|stand up|sync|review|quarterly review|retro|retrospective|demo|kickoff|kick off|planning|one on one|1 : 1|catch up|catchup|date night|bbq|barbecue|picnic|reunion|festival|exhibition|parade|race|marathon|tournament|rehearsal|recital|assembly|parents evening|open day|viewing|inspection|tour|visit|sleepover|playdate|book club|choir|practice|service|hearing|conference call|presentation|townhall|town hall|all hands|happy hour|hangout|reception|ceremony|fair|launch|premiere|screening|swimming|football|soccer|tennis|ballet|karate|judo|gymnastics|piano|violin|guitar|talk|quiz night|pub quiz|game night|baby shower|hen do|stag do|mass|church|vaccination|vaccine|jab|mot|delivery|pickup|fitting|consultation|cleaning|eye test|blood test|ultrasound)"
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
        f"^ call|talk|visit|review|test|practice|play|demo|train|race|tour|sync|service|clean !{_AFTER_A_NOUN}",
        weight=1.6,  # "call mum" is something to do, "call with Tim" an event
    )
    for module in (captures, requests, settings, smalltalk):
        yield from module.productions()
