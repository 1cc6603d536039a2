"""Small talk: greetings, thanks, farewells, a bare yes or no, and what time it is."""

import re
from datetime import timedelta

from domain.folding import folded
from domain.texts import Texts
from engine.caller import Caller
from engine.words import words
from handlers.turn import Reply
from storage.store import Store

TEXTS = Texts(
    {
        "greeting": {
            "pt": "Olá! Escreva o que devo lembrar ou anotar; /help mostra exemplos.",
            "en": "Hello! Write what I should remember or note; /help shows examples.",
        },
        "thanks": {"pt": "De nada!", "en": "You are welcome!"},
        "farewell": {"pt": "Até logo! O que prometi vem na hora.", "en": "Bye! I keep watch."},
        "praise": {"pt": "Combinado!", "en": "All right!"},
        "bare": {
            "pt": "Se isso responde a uma pergunta minha, escolha uma das opções dela.",
            "en": "If that answers a question of mine, choose one of its options.",
        },
        "now": {
            "pt": "Agora: {day}, {clock} ({zone}).",
            "en": "Now: {day}, {clock} ({zone}).",
        },
    }
)
_SAID = {
    "greeting": {
        "pt": "oi|oii|ola|opa|e ai|eai|bom dia|boa tarde|boa noite|tudo bem|tudo bom|td bem"
        "|tudo certo|como vai|como vai voce|como voce esta",
        "en": "hi|hello|hey|hey there|hi there|hello there|good morning|good afternoon|good evening"
        "|how are you|how are you today|how is it going|hows it going",
    },
    "thanks": {
        "pt": "obrigado|obrigada|muito obrigado|muito obrigada|valeu|brigado|brigada|vlw|obg"
        "|obgd|obgda|brigadao|obrigadao",
        "en": "thanks|thank you|thx|ty|tks|cheers|many thanks|thanks a lot|thank you very much",
    },
    "farewell": {
        "pt": "tchau|ate logo|ate mais|ate amanha",
        "en": "good night|bye|bye bye|goodbye|see you|see you later|see you tomorrow",
    },
    "praise": {
        "pt": "beleza|blz|legal|otimo|show|perfeito|certo|combinado|entendi|ta bom|ta",
        "en": "great|nice|perfect|cool|got it|alright|all right|i see|ok|okay",
    },
    "bare": {"pt": "sim|nao|talvez", "en": "yes|no|yep|nope|maybe"},
    "now": {
        "pt": "que horas sao|que hora e|que horas sao agora|que dia e hoje|que data e hoje"
        "|hoje e que dia|que dia da semana e hoje",
        "en": "what time is it|what time is it now|whats the time|what is the time|what day is it"
        "|what day is it today|whats the date|what is the date|whats todays date",
    },
}
_PHRASES = {
    phrase: (sentence, language)
    for sentence, known in _SAID.items()
    for language, phrases in known.items()
    for phrase in phrases.split("|")
}
_LONGEST = 60
_NOT_NEAR = timedelta(days=3)
"""So long ago that a day is said by its name, not as "today"."""
_WORD = re.compile(r"\w+")
_THANKS, _PRAISE = frozenset("🙏❤🥰😍🤗"), frozenset("👍👌👏✅🙌🤝😀😃😄😁😊🙂😉")
_TONES = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\u200d\\s!.]")
"""What colours an emoji, and what stands between two."""
_EVERYWHERE = frozenset(("ok", "okay"))


def spoken(caller: Caller, text: str, store: Store) -> Reply | None:
    """Answer small talk in its own language; None where a text is anything more.

    Who has said nothing else yet is answered in that language from then on.
    """
    found = _found(text)
    if found is None:
        return None
    sentence, language = found
    if language is not None and caller.person.spoken is None:
        store.people.speaks(caller.person.id, language)
    language = language or caller.language
    facts = _now(caller, language) if sentence == "now" else {}
    return Reply(text=TEXTS.say(sentence, language, **facts))


def _found(text: str) -> tuple[str, str | None] | None:
    """Return what small talk is and its language, None where that is any."""
    if len(text) > _LONGEST:
        return None
    signs = set(_TONES.sub("", text))
    if signs and signs <= _THANKS | _PRAISE:
        return "thanks" if signs & _THANKS else "praise", None
    said = _WORD.findall(folded(text).replace("'", "").replace("’", ""))
    first: tuple[str, str | None] | None = None
    while said:
        size = next((n for n in range(len(said), 0, -1) if " ".join(said[:n]) in _PHRASES), 0)
        if not size:
            return None
        found: tuple[str, str | None] = _PHRASES[" ".join(said[:size])]
        if " ".join(said[:size]) in _EVERYWHERE:
            found = (found[0], None)
        # "hi, what time is it?" is the question; "no, thanks" is neither a no nor thanks alone.
        if first is not None and first[0] == "bare":
            first = ("praise", first[1])
        elif first is None or first[0] == "greeting":
            first = found
        said = said[size:]
    return first


def _now(caller: Caller, language: str) -> dict[str, str]:
    here, tongue = caller.local_now, words(language)
    day = tongue.moment(here.date(), now=here - _NOT_NEAR)
    return {"day": day, "clock": tongue.clock(here), "zone": caller.person.zone}
