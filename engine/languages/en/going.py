"""How English says the way to an event, asks for its invitation, and for free time."""

# ruff: noqa: E501 - a pattern reads best in one line

from engine.grammar.lengths import Lengths

LENGTHS = Lengths(
    numbers={
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
        "eight": 8, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty five": 25,
        "twenty-five": 25, "thirty": 30, "forty": 40, "forty five": 45, "forty-five": 45,
        "fifty": 50, "sixty": 60, "ninety": 90,
    },
    hour="hours?|hrs?|h",
    minute="minutes?|mins?|m",
    half_hour="half an hour|half-hour|half hour",
    and_half="and a half",
    and_="and",
)  # fmt: skip
_ABOUT = "(?:about |around |roughly |some |nearly )?"
_TAKES = "(?:it takes me|it takes|takes me|takes|it's|it is|its|is|with|i need|need|it will take|it'll take)"
_THERE = "(?:to get there|to drive there|to go there|to arrive|to travel there|to walk there)"
_DRIVE = "(?:drive|walk|ride|commute|trip|journey|bus ride|train ride|travel time|of travel(?:ling|ing)?|of travel time|travel|by car|by bus|by train|on foot)"
WAY = (
    rf"[,;(.–—-]?\s*(?:\band )?(?:\b{_TAKES} )?{_ABOUT}(?P<length>LENGTH) {_THERE}\b\)?",
    rf"[,;(.–—-]?\s*(?:\band )?(?:\b{_TAKES} )?{_ABOUT}(?P<length>LENGTH) (?:away|{_DRIVE})(?: away| there)?\b\)?(?! to\b)",
    rf"[,;(.–—-]?\s*(?:\band )?(?:\b{_TAKES} )?{_ABOUT}(?:an? )?(?P<length>LENGTH) (?:away|{_DRIVE})(?: away| there)?\b\)?(?! to\b)",
    rf"[,;(.–—-]\s*(?:travel(?: time)?|drive|commute)(?: of|:)? {_ABOUT}(?P<length>LENGTH)\)?",
)
WAYS = (
    rf"(?:{_TAKES} )?{_ABOUT}(?P<length>LENGTH) to (?:get|go|drive|travel|walk|commute) to (?P<title>.+)",
    rf"(?:{_TAKES} )?{_ABOUT}(?:an? )?(?P<length>LENGTH) {_DRIVE} to (?P<title>.+)",
    rf"(?:the )?(?:way|drive|trip|commute|journey|walk|travel time) to (?P<title>.+?) (?:takes|is) {_ABOUT}(?P<length>LENGTH)",
)
_FILE = "(?:calendar )?(?:invitation|invite|ics|ics file|calendar file)"
INVITATIONS = (
    rf"(?:please )?(?:can you |could you |i want |i need )?(?:please )?(?:send|give|get|make|show|email)(?: me| us) (?:the |an? |that )?{_FILE}(?: (?:for|of|to) (?P<event>.+?))?(?:[,]? please)?",
    rf"(?:please )?(?:i need|i want|i'd like) (?:the |an? ){_FILE} (?:for|of|to) (?P<event>.+?)(?:[,]? please)?",
    r"(?:the )?(?:calendar )?(?:invitation|invite|ics) (?:for|of) (?P<event>.+?)(?: please)?",
)
SLOT = r"(?:\b(?:for|of|at least|lasting) |\b(?=(?:an?|one|two|three|\d+|half)[ -](?:hours?|minutes?|mins?|an hour|hour)\b))(?:at least )?(?P<length>LENGTH)"
SLOTS = (
    r"(?:please )?(?:can you )?(?:find|get|give|book)(?: me| us) (?P<all>(?P<length>LENGTH)(?: free| of free time)?)\b(?! away).*",
    r"(?:please )?(?:can you )?(?:find|get|give|book|look for)(?: me| us)? (?P<all>(?:an? )?(?P<length>LENGTH) (?:free )?(?:slot|window|gap|opening))\b.*",
    r"(?:please )?(?:find|look for) (?P<all>(?P<length>LENGTH)(?: free| of free time)?)\b.*",
    r"(?:do|have) i (?:have |got )?(?P<all>(?P<length>LENGTH) (?:free|to spare|available))\b.*",
)
A_SLOT = "a free slot"
POLITE = r"[,]? (?:please|pls|thanks|thank you)"
PARTS = (
    ("lunch", "at lunch|at lunchtime|over lunch|lunchtime"),
    ("morning", "morning"),
    ("afternoon", "afternoon"),
    ("evening", "evening|tonight|night"),
)
PRONOUNS = frozenset(["it", "that", "this", "that one", "there"])
ARTICLES = frozenset(["the", "a", "an", "my", "our", "this", "that", "and", "to"])
