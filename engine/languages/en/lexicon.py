"""The words of English that carry a value, and the spellings that stand for them."""

from engine.grammar.places import ABBREVIATIONS, CITIES
from engine.grammar.values import Part

SPELLINGS = {
    "w/": "with", "p/": "per",
    "hv": "have", "hav": "have", "rmind": "remind", "rmnd": "remind", "reming": "remind",
    "remnid": "remind", "remnder": "reminder",
    "u": "you", "ur": "your", "pls": "please", "plz": "please", "plss": "please", "thx": "thanks",
    "msg": "message",
    "ty": "thanks", "tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow", "tom": "tom",
    "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow", "tomorro": "tomorrow",
    "tomorrows": "tomorrow", "tmrrw": "tomorrow", "2moro": "tomorrow", "2morrow": "tomorrow",
    "tdy": "today", "todays": "today", "evry": "every", "evrey": "every", "eveyr": "every",
    "teh": "the", "rember": "remember", "remeber": "remember", "rememeber": "remember",
    "remembr": "remember", "remmember": "remember", "remimd": "remind", "remid": "remind",
    "rmd": "remind", "remnd": "remind", "reminde": "remind",
    "reminer": "reminder", "remider": "reminder", "remindr": "reminder", "abt": "about",
    "yr": "year", "yrs": "years", "wk": "week", "wks": "weeks", "ad": "add", "nite": "night",
    "2nite": "tonight", "gimmie": "gimme", "tonite": "tonight", "tonights": "tonight",
    "bday": "birthday",
    "appt": "appointment", "apt": "appointment", "mtg": "meeting", "cuz": "because",
    "coz": "because", "wednsday": "wednesday", "wensday": "wednesday", "wendsday": "wednesday",
    "thursdy": "thursday", "thrusday": "thursday", "saterday": "saturday", "tuseday": "tuesday",
    "tuesdy": "tuesday", "firday": "friday", "frday": "friday", "sundy": "sunday",
    "feburary": "february", "febuary": "february", "mornin": "morning", "evenin": "evening",
    "frida": "frida", "ever": "ever", "remain": "remain", "remains": "remains",
    "diner": "diner", "launch": "launch", "plane": "plane", "lease": "lease",
    "im": "im", "gonna": "gonna", "n": "and", "b4": "before", "@": "at", "shoping": "shopping",
    "grocerys": "groceries", "calender": "calendar", "cancle": "cancel", "cancell": "cancel",
    "shedule": "schedule", "schedual": "schedule", "meetin": "meeting", "hrs": "hours",
    "hr": "hour", "mins": "minutes", "min": "minutes", "secs": "seconds", "sec": "seconds",
    "fri.": "friday", "wknd": "weekend", "w/e": "weekend", "mo": "mo", "todos": "todo",
    "monday's": "monday", "tuesday's": "tuesday", "wednesday's": "wednesday",
    "thursday's": "thursday", "friday's": "friday", "saturday's": "saturday",
    "sunday's": "sunday",
}  # fmt: skip

KEYS = frozenset(
    "remind reminder reminders remindme remember today tomorrow tonight monday tuesday wednesday "
    "thursday friday saturday sunday weekend weekday weekdays morning afternoon evening midnight "
    "january february september october november december every minutes appointment schedule "
    "calendar grocery groceries shopping birthday cancel reschedule postpone meeting deadline "
    "urgent important snooze delete priority dentist alarm please before until fortnight "
    "breakfast lunch dinner tasks agenda".split()
)
"""Words on which a sentence turns: their slips are mended."""

SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6, "mon": 0, "tue": 1, "tues": 1, "thu": 3, "thur": 3, "thurs": 3,
    "fri": 4,
}  # fmt: skip
SHORT_WEEKDAYS = {"wed": 2, "weds": 2, "sat": 5, "sun": 6}
PLURAL_WEEKDAYS = {
    "mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5,
    "sundays": 6,
}  # fmt: skip
MONTHS = {
    "january": 1, "february": 2, "april": 4, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "apr": 4, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12, "march": 3,
    "mar": 3, "may": 5,
}  # fmt: skip
UNITS = {
    "second": "second", "seconds": "second", "minute": "minute", "minutes": "minute",
    "hour": "hour", "hours": "hour", "h": "hour", "day": "day", "days": "day", "week": "week",
    "weeks": "week", "fortnight": "fortnight", "fortnights": "fortnight", "month": "month",
    "months": "month", "quarter": "quarter", "quarters": "quarter", "qtr": "quarter",
    "year": "year", "years": "year",
}  # fmt: skip
DAY_PARTS = {
    "morning": Part.MORNING, "mornings": Part.MORNING, "afternoon": Part.AFTERNOON,
    "afternoons": Part.AFTERNOON, "arvo": Part.AFTERNOON, "evening": Part.EVENING,
    "evenings": Part.EVENING, "night": Part.NIGHT, "nights": Part.NIGHT,
}  # fmt: skip

LEXICON: dict[str, dict[str, object]] = {
    "small": dict(SMALL),
    "ten": dict(TENS),
    "ordinal_word": dict(ORDINALS),
    "weekday_word": dict(WEEKDAYS),
    "short_weekday": dict(SHORT_WEEKDAYS),
    "weekday_plural": dict(PLURAL_WEEKDAYS),
    "month_word": dict(MONTHS),
    "unit_word": dict(UNITS),
    "day_part": dict(DAY_PARTS),
    "city_word": dict(CITIES),
    "zone_word": dict(ABBREVIATIONS),
}
