"""Answers to the first-run questions: which words count as one, and what they do."""

import re
from collections.abc import Callable

from domain.folding import folded
from domain.frozen import dataclass
from domain.texts import Texts
from engine import places
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.rhythms import EVENING, MORNING
from handlers import settling
from handlers.turn import Reply
from handlers.wishes import DEFAULT_MORNING, USUAL_QUIET, clock_in, clocks, range_in
from storage.store import Store

YES = frozenset("sim s ok okay certo claro pode beleza yes yep sure correct quero isso".split())
YES_LONG = frozenset(
    ("esta certo", "ta certo", "e isso", "isso mesmo", "that is right", "thats right", "entendi",
     "got it", "i see", "por favor", "yes please", "sim por favor", "de acordo", "concordo")
)  # fmt: skip
NO = frozenset("nao n no nope nenhum nenhuma none nunca never".split())
SKIP = frozenset(
    ("pular", "pula", "depois", "mais tarde", "agora nao", "skip", "later", "not now", "next")
)
_LITTLE = frozenset(
    """
    sao agora aqui e as a o de da do das manha noite tarde horas h pra no na que sim por favor
    it is its now here at and the in morning evening afternoon night please yes from to ate am pm
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")
_LATER = re.compile(r"\b(amanha|tomorrow|depois|daqui|em \d+|in \d+|next|proxim\w+)\b")
"""A time to come is not what a clock shows now."""
_LEADING = frozenset(
    """
    sim yes nao no eu i im am me estou to tou moro fico vivo sou live in from at em na nos nas de
    do da a o e is it its cidade city of the minha my agora now aqui here
    """.split()
)
TEXTS = Texts(
    {
        "which_city": {"pt": "Em que cidade?", "en": "In which city?"},
        "consented": {"pt": "Obrigado.", "en": "Thank you."},
        "refused": {
            "pt": "Tudo bem. /forgetme apaga tudo o que é seu; /privacy mostra o que guardo.",
            "en": "All right. /forgetme erases all that is yours; /privacy shows what I keep.",
        },
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What an answer did: `reply` None says nothing; not settled: the question stays open."""

    reply: Reply | None
    is_settled: bool = True


Act = Callable[[Store], Step]
PASSED = Step(reply=None)


def answered(caller: Caller, question: str, reading: Reading) -> Act | None:
    """Return what takes an answer; None where the words are none, and are read as usual."""
    said = folded(reading.text).strip(" .!").replace("'", "")
    if said in SKIP:
        return lambda _store: PASSED
    read = {
        "language": _language,
        "zone": _zone,
        "briefs": _briefs,
        "quiet": _quiet,
        "consent": _consent,
    }
    return read[question](caller, reading, said)


def _language(caller: Caller, reading: Reading, said: str) -> Act | None:
    if _is_yes(said):
        return lambda store: Step(reply=settling.language(caller, store, caller.language))
    if said in NO:
        return lambda _store: PASSED
    codes = {"portugues": "pt", "portuguese": "pt", "ingles": "en", "english": "en"}
    if said not in codes:
        return None
    return lambda store: Step(reply=settling.language(caller, store, codes[said]))


def _zone(caller: Caller, reading: Reading, said: str) -> Act | None:
    if said == "sim" or said.startswith("yes"):
        return lambda _store: Step(
            reply=Reply(text=TEXTS.say("which_city", caller.language)), is_settled=False
        )
    if _is_yes(said) or said in NO:
        return lambda _store: PASSED
    zones = places.named(said)
    if not zones and reading.intent is Intent.NONE:
        zones = places.named(_without_leading(said))
    is_clock = bool(clocks(reading)) and _is_bare(reading) and not _LATER.search(said)
    if not zones and is_clock:
        clock = clock_in(caller, reading.text, afternoon=caller.local_now.hour >= 12)
        zones = places.with_clock(clock, caller.now, caller.person.zone) if clock else ()
    if not zones:
        return None
    return lambda store: Step(
        reply=settling.one_of_zones(caller, store, zones), is_settled=len(zones) == 1
    )


def _briefs(caller: Caller, reading: Reading, said: str) -> Act | None:
    if said in NO:
        return lambda _store: PASSED
    if _is_yes(said):
        return lambda store: Step(reply=settling.briefs(caller, store, (MORNING,), DEFAULT_MORNING))
    found = clocks(reading)
    if not found or not _is_bare(reading):
        return None
    start, end = found[0].span
    morning = clock_in(caller, reading.text[start:end], afternoon=False)
    if len(found) == 1:
        kind = EVENING if morning is not None and morning.hour >= 15 else MORNING
        return lambda store: Step(reply=settling.briefs(caller, store, (kind,), morning))
    start, end = found[1].span
    evening = clock_in(caller, reading.text[start:end], afternoon=True)

    if morning is None or evening is None:
        return None
    return lambda store: Step(reply=settling.both_briefs(caller, store, morning, evening))


def _quiet(caller: Caller, reading: Reading, said: str) -> Act | None:
    if said in NO:
        return lambda _store: PASSED
    hours = USUAL_QUIET if _is_yes(said) else range_in(reading.text)
    if hours is None:
        return None
    return lambda store: Step(reply=settling.quiet(caller, store, hours))


def _consent(caller: Caller, reading: Reading, said: str) -> Act | None:
    if _is_yes(said):
        return lambda store: consented(caller, store)
    if said in NO:
        return lambda _store: Step(reply=Reply(text=TEXTS.say("refused", caller.language)))
    return None


def consented(caller: Caller, store: Store) -> Step:
    """Record that the person was told what is kept, and agreed."""
    store.people.consent(caller.person.id, caller.now)
    store.audit.add(caller.person.id, "consent", caller.person.id, None, caller.now)
    return Step(reply=Reply(text=TEXTS.say("consented", caller.language)))


def _without_leading(said: str) -> str:
    """Return what is left of "no, I am in the city of Porto" when its little words are gone."""
    words = said.replace(",", " ").split()
    while words and words[0] in _LEADING:
        words.pop(0)
    return " ".join(words)


def _is_yes(said: str) -> bool:
    return said in YES or said in YES_LONG


def _is_bare(reading: Reading) -> bool:
    """Tell whether a text is nothing but times and little words."""
    rest = reading.text
    for one in sorted(reading.times, key=lambda time: -time.span[0]):
        rest = rest[: one.span[0]] + " " + rest[one.span[1] :]
    return all(folded(word) in _LITTLE for word in _WORD.findall(rest))
