"""Facts in English: what people say of themselves and of those who are theirs."""

import re
from typing import Final

from engine.fact import Rule, any_of, rule

_KIN: Final = any_of(
    """mother mom mum father dad son daughter brother sister wife husband girlfriend boyfriend
    partner fianc[ée]e? grandmother grandma grandfather grandpa mother-in-law father-in-law
    brother-in-law sister-in-law cousin aunt uncle niece nephew grandson granddaughter stepson
    stepdaughter godson goddaughter""".split()
)
_PET: Final = any_of("dog cat parrot rabbit hamster turtle puppy kitten".split())
_WORKER: Final = any_of(
    """doctor dentist therapist psychologist nutritionist cardiologist gynecologist pediatrician
    dermatologist lawyer accountant mechanic plumber electrician cleaner hairdresser barber vet
    boss manager teacher trainer neighbou?r landlord landlady physio babysitter nanny""".split()
)
_MONTH: Final = any_of(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept? oct nov dec""".split()
)
_DAY: Final = (
    rf"(?P<value>(?:the )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? "
    r"\d{4})?|\d{1,2}/\d{1,2}(?:/\d{2,4})?)"
)
_NAME: Final = (
    r"(?P<value>(?-i:[A-Z])[\w.'-]*(?: (?:(?-i:[A-Z])[\w.'&-]*|of|the|and|de|van|von)){0,4})"
)
_NAMES: Final = r"(?P<value>(?-i:[A-Z])[\w.'-]*(?:(?:,? |, and | and )(?-i:[A-Z])[\w.'-]*){0,4})"
_WHAT: Final = r"(?P<value>\w[^,;:.!]{1,58})"
_PLAIN: Final = r"(?P<value>[\w'-]+(?: [\w'/-]+){0,6})"
_FOOD: Final = (
    r"(?P<value>(?!when|before|if|that|it|this|much|a lot|at)[\w'-]+(?: "
    r"(?!because|when|if|but|that|to\b|it|this|how)[\w'-]+){0,5})"
)

LEAD: Final = re.compile(
    r"^(?:(?:oh|hey|so|well|btw|by the way|fyi|for the record|just so you know|you should know"
    r"(?: that)?)[,:]? )+",
    re.IGNORECASE,
)
NOT_FACTS: Final = re.compile(
    r"\b(?:if|maybe|perhaps|think|thought|guess|believe|seems?|wonder|hope|wish|would|could|might|"
    r"should|will|won't|going to|gonna|want|said|says|told|asked|yesterday|tomorrow|today|tonight|"
    r"next|last|ago|now|before|never|almost|used to|was|were|isn't|aren't|"
    r"(?:am|'m|do|don't|does) not (?:live|work|like|have|a)|not "
    r"(?!eat|drink)|no longer|anymore|stopped|password|"
    r"pin|cvv|lol|haha\w*|kidding|joke|imagine|dreamt|as if|remind|remember|forget|note|"
    r"at \d|this (?:week|month|year|morning|evening|afternoon|movie|song|one)|sometimes)\b",
    re.IGNORECASE,
)
RULES: Final[tuple[Rule, ...]] = (
    rule("birthday", rf"my birthday(?: is|'s)(?: on)? {_DAY}", confidence=0.95),
    rule("birthday:{who}", rf"my (?P<who>{_KIN}|{_PET})'s birthday(?: is|'s)(?: on)? {_DAY}"),
    rule("birthday:{who}", rf"(?P<who>(?-i:[A-Z])\w+)'s birthday(?: is|'s)(?: on)? {_DAY}"),
    rule("allergy:{value}", rf"i(?: am|'m) allergic to {_FOOD}"),
    rule("allergy:{value}", r"i have (?:a|an) (?P<value>[\w-]+(?: [\w-]+)?) allergy"),
    rule("intolerance:{value}", r"i(?: am|'m) (?P<value>lactose|gluten|fructose)[ -]intolerant"),
    rule("diet", r"i(?: am|'m) (?:a )?(?P<value>vegetarian|vegan|c[o]?eliac|pescatarian)"),
    rule(
        "health:{value}",
        r"i(?: am|'m) (?:a )?(?P<value>diabetic|asthmatic|left-handed|"
        r"colou?r[- ]?blind)",
    ),
    rule(
        "blood",
        r"my blood (?:type|group)(?: is|'s) (?P<value>(?:a|b|ab|o) ?(?:\+|"
        r"-|positive|negative))",
    ),
    rule("food:{value}", rf"i (?:don't|do not) (?:eat|drink) {_FOOD}", confidence=0.8),
    rule("home", rf"i live (?:at|on) {_WHAT}"),
    rule("home", r"my (?:home )?address(?: is|'s):? (?P<value>(?=.*\d)\w[^;:!]{3,58})"),
    rule("home", rf"i live in {_NAME}(?: with my \w+)?"),
    rule("work", rf"i work (?:at|for) (?:the )?{_NAME}"),
    rule("job", r"i work as (?:a|an) (?P<value>[\w-]+(?: [\w-]+){0,3})"),
    rule("name", rf"(?:my name(?: is|'s)) {_NAME}"),
    rule(
        "name:{who}",
        rf"my (?P<who>{_KIN}|{_PET}|{_WORKER})'s name(?: is|'s) {_NAME}",
        confidence=0.95,
    ),
    rule(
        "name:{who}",
        rf"my (?P<who>{_KIN}|{_PET}|{_WORKER}) is (?:called|named) {_NAME}",
        confidence=0.95,
    ),
    rule("name:{who}", rf"my (?P<who>{_KIN}|{_WORKER})(?: is|'s) {_NAME}"),
    rule(
        "name:{who}",
        r"my (?P<who>sons|daughters|kids|children|brothers|sisters|cats|"
        rf"dogs) are (?:called |named )?{_NAMES}",
    ),
    rule(
        "plate",
        r"(?:my|the) (?:car's|car|license|number)(?: license| number)"
        r"? plate(?: is|'s|:):? (?P<value>[a-z\d][a-z\d -]{3,9}[a-z\d])",
    ),
    rule("car", rf"(?:my car is|i drive) (?:a|an) (?!lot|hard|bit|little|mess){_PLAIN}"),
    rule(
        "size:{who}",
        r"my (?P<who>shoe|shirt|ring|dress|hat|trouser|pants) size(?: "
        r"is|'s) (?:a |an )?(?P<value>[\w./]{1,8})",
    ),
    rule(
        "size:{who}",
        r"i wear (?:a |an )?(?:size )?(?P<value>\d{1,2}(?:\.5)?|xx?s|"
        r"xx?l|s|m|l)(?: (?P<who>shoes|shirts|in shoes|in shirts))?",
    ),
    rule(
        "document:{who}",
        r"my (?P<who>passport|licen[sc]e|frequent flyer|membership) "
        r"(?:number )?(?:is|'s):? (?P<value>(?=\w*\d)[\w./-]{5,20})",
    ),
    rule(
        "document-ends:{who}",
        rf"my (?P<who>passport|licen[sc]e|visa) expires in (?P<value>(?:{_MONTH} "
        r")?\d{4})",
    ),
    rule("phone", r"my (?:phone|cell|mobile)?(?: ?number)(?: is|'s):? (?P<value>[\d() +-]{7,20})"),
    rule("email", r"my e-?mail(?: address)?(?: is|'s):? (?P<value>[\w.+-]+@[\w.-]+)"),
    rule("taste:{value}", rf"i prefer {_FOOD}(?: (?:to|over) [\w ]+)?", confidence=0.85),
    rule(
        "coffee",
        r"i (?:take|drink) my (?P<value>(?:coffee|tea) (?:black|with "
        r"[\w ]+|without [\w ]+))",
    ),
    rule("favourite:{who}", rf"my favou?rite (?P<who>[\w]+(?: [\w]+)?)(?: is|'s) {_PLAIN}"),
    rule("team", r"i(?: am|'m) a (?P<value>(?-i:[A-Z])[\w ]{2,30}) (?:fan|supporter)"),
    rule(
        "tongue:{value}",
        r"i speak (?P<value>(?:english|spanish|portuguese|french|german|"
        r"italian|japanese)(?: and \w+)?)",
    ),
    rule("married", rf"i(?: am|'m) married to {_NAME}"),
    rule(
        "children",
        r"i have (?P<value>(?:one|two|three|four|a|\d) (?:kids?|child|"
        r"children|sons?|daughters?))",
    ),
    rule(
        "pets",
        rf"i have (?P<value>(?:a|an|one|two|three|\d) (?:{_PET})s?)(?: "
        r"(?:called|named) [\w ]+)?",
    ),
    rule("born-in", rf"i(?: am|'m) (?:originally )?from {_NAME}"),
    rule("born-in", rf"i come from {_NAME}"),
    rule(
        "key:{who}",
        r"the (?P<who>spare key|key to the \w+) is (?P<value>(?:under|"
        r"with|in|behind|at|on) [\w' ]{2,50})",
    ),
    rule(
        "medicine:{value}",
        r"i take (?P<value>[\w-]+(?: \d+ ?(?:mg|mcg|ml))?) (?:every "
        r"day|daily|every night|every morning)",
        confidence=0.8,
    ),
)
