"""All cues of English, and the words by which verbs and events are known."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar.cues import Cue, Role, cues, keep
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Intent
from engine.languages.en import captures, moves, openings, requests, settings, smalltalk
from engine.languages.en.nouns import EVENT_NOUNS
from engine.languages.en.verbs import VERBS

_AFTER_A_NOUN = (
    "#|with|w|at|on|about|re|for|and|in|,|.|:|-|@|today|tomorrow|tonight|this|next|every|from|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|weds|thu|thur|thurs|"
    "fri|sat|sun|night|class|session|club|meeting|appointment|lesson|party|room"
)
_KNOWN = frozenset(VERBS.split()) | {f"re{verb}" for verb in VERBS.split() if len(verb) > 3}
_NO_VERBS = frozenset(
    "all both half what where when why how who which is are was were am be been have has had do does "
    "did can could will would shall should may might must not no nor and or but so if then than "
    "in on at by for from to of off over under with without about after before until till since "
    "around between behind beside near into onto upon up down out like unlike per via as during "
    "he she it we they you i this that these those there here its im ive id ill were youre theyre "
    "hes shes whats thats got gets gonna gotta just only even still also too very really quite "
    "remember love hate enjoy miss thanks thank nice good great best worst happy hello hey hi yes "
    "congrats sorry maybe perhaps anyway well ok okay lol wow oh ah damn ugh yay both every each "
    "any some many much more most few less lots plenty once twice today tomorrow tonight yesterday "
    "now later soon always never sometimes often because while though although unless whenever "
    "told said saw met felt knew thought made took gave came went ate drank ran woke slept sold "
    "lost won broke drove flew spoke wrote taught caught bought brought sent spent kept left held "
    "hope guess think wish suppose believe reckon imagine wonder seems looks sounds feels".split()
)


def _may_be_a_verb(word: str) -> bool:
    """Tell what may be an order before "my" or "the": "caulk the tub", not "in the tub"."""
    return (
        word.isalpha()
        and len(word) > 2
        and word not in _NO_VERBS
        and word not in _KNOWN
        and not word.endswith(("ed", "ing", "ly", "s"))
    )


def productions() -> Iterator[Row]:
    """Yield every cue."""
    yield from rows("event_noun", (EVENT_NOUNS, lambda: True))
    yield from rows("verb", ("|".join(sorted(_KNOWN)), lambda: True))
    yield from keep(
        Intent.TASK, 0.0, "^ [dont|never|always|quickly|finally|maybe] <verb>", kind="verb"
    )
    yield from cues(
        Cue(intent=Intent.TASK, weight=0.0, role=Role.KEEP, kind="maybe_verb"),
        "^ <some_verb> my|the|our|his|her|their|another|some|mums|dads",
        weight=0.5,
    )
    yield from rows("some_verb", ("<any>", lambda word: word if _may_be_a_verb(word) else None))
    yield from cues(
        Cue(intent=Intent.TASK, weight=0.0, role=Role.KEEP, kind="verb"),
        f"^ call|talk|visit|review|test|practice|play|demo|train|race|tour|sync|service|clean !{_AFTER_A_NOUN}",
        weight=1.6,  # "call mum" is something to do, "call with Tim" an event
    )
    for module in (captures, openings, moves, requests, settings, smalltalk):
        yield from module.productions()
