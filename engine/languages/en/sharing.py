"""How English shares lists, and asks who does; and all that stands beside records."""

# ruff: noqa: E501 - a pattern reads best in one line

from engine.grammar.asides import Asides
from engine.languages.en import going

_MAY = "(?:please )?(?:(?:can|could|will|would) you (?:please )?|i want to |i'd like to |let's )?"
_MY = "(?:my |the |our |this |that )?"
OFFERS = (
    rf"{_MAY}share {_MY}(?P<list>(?!with\b).+? )?list(?: with (?P<who>.+))?",
    rf"{_MAY}share {_MY}list (?:of |called |named )?(?P<list>(?!with\b).+?)(?: with (?P<who>.+))?",
    rf"{_MAY}share with (?P<who>.+?) (?:my |the |our )(?P<list>(?!with\b).+? )?list",
    rf"{_MAY}give (?P<who>.+?) access to {_MY}(?P<list>(?!with\b).+? )?list",
)
ENDS = (
    rf"{_MAY}(?:stop sharing|unshare|quit sharing|don't share|do not share) {_MY}(?P<list>(?!with\b).+? )?list(?: any ?more)?(?: with (?P<who>.+?))?(?: any ?more)?",
    rf"{_MAY}(?:stop sharing|unshare) {_MY}list (?:of |called |named )?(?P<list>(?!with\b).+?)(?: with (?P<who>.+))?",
    rf"{_MAY}(?:leave|take me off) (?:the )?shared (?P<list>(?!with\b).+? )?list",
)
SHARERS = (
    r"(?:who|whom) (?:do|am|are|did) i (?:share|sharing) (?:my |the |our )?(?:.+ )?lists?(?: with)?",
    r"with whom (?:do|am) i (?:share|sharing) (?:my |the |our )?(?:.+ )?lists?",
    r"who (?:else )?(?:can see|sees|has access to|shares) (?:my |the |our )?(?:.+ )?lists?",
    r"(?:(?:show|list)(?: me)? |what are )?(?:my |the )?shared lists",
    r"(?:what|which) lists (?:do i share|are shared|am i sharing).*",
)

ASIDES = Asides(
    lengths=going.LENGTHS,
    offers=OFFERS,
    ends=ENDS,
    sharers=SHARERS,
    invitations=going.INVITATIONS,
    way=going.WAY,
    ways=going.WAYS,
    slot=going.SLOT,
    slots=going.SLOTS,
    a_slot=going.A_SLOT,
    polite=going.POLITE,
    parts=going.PARTS,
    pronouns=going.PRONOUNS,
    articles=going.ARTICLES,
)
