"""The first-run dialogue: after the first capture, never before; one short question at a time.

`Person.asked` holds the question that is open: any other sentence is simply done, and the
question is asked once more after the next capture, then never again; an answer counts always.
"""

from collections.abc import Callable
from dataclasses import replace

from domain.markup import plain
from domain.messages import Button
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.joining import NEW, language_of
from handlers.first_answers import answered
from handlers.turn import Reply
from handlers.wishes import Topic
from storage.store import Store

TERMINAL = "terminal"
"""There nothing is asked: whoever runs the machine has its zone, and reads the manual."""
LANGUAGE, ZONE, BRIEFS, QUIET, CONSENT = "language", "zone", "briefs", "quiet", "consent"
ORDER = (LANGUAGE, ZONE, BRIEFS, QUIET, CONSENT)
AGAIN = "+"
"""Behind a question that was asked a second time."""
CAPTURES = frozenset((Intent.REMINDER, Intent.TASK, Intent.EVENT, Intent.NOTE, Intent.LIST_ADD))
TOPICS = {
    Topic.LANGUAGE: LANGUAGE,
    Topic.ZONE: ZONE,
    Topic.CLOCK: ZONE,
    Topic.BRIEF: BRIEFS,
    Topic.QUIET: QUIET,
}
TEXTS = Texts(
    {
        "language": {
            "pt": "Seu aparelho está em outro idioma. Respondo em português?",
            "en": "Your device speaks another language. Shall I answer in English?",
        },
        "zone": {
            "pt": "Uso o horário de {zone}. Você está em outra cidade? Diga a cidade, mande a "
            "localização, ou escreva que horas são aí.",
            "en": "I use the time of {zone}. Are you in another city? Name the city, send your "
            "location, or write what time it is there.",
        },
        "briefs": {
            "pt": "Quer um resumo do dia toda manhã? Toque num horário, ou escreva outro.",
            "en": "Would you like a brief of the day every morning? Press a time, or write one.",
        },
        "quiet": {
            "pt": "Em que horas não devo avisar nada? Lembretes que você pedir vêm sempre.",
            "en": "At which hours shall I not notify you? Reminders you ask for always come.",
        },
        "consent": {
            "pt": "O que você me conta fica guardado na máquina de quem cuida de mim; aqui, só "
            "você vê. /privacy mostra o que guardo, por quanto tempo, e como apagar.",
            "en": "What you tell me is kept on the machine of whoever looks after me; here, only "
            "you see it. /privacy shows what I keep, for how long, and how to erase it.",
        },
        "end": {
            "pt": "Pronto, era só isso. /settings muda tudo quando você quiser.",
            "en": "That was all. /settings changes everything whenever you like.",
        },
        "keep": {"pt": "{city} está certo", "en": "{city} is right"},
        "none": {"pt": "Não", "en": "No"},
        "no_quiet": {"pt": "Nenhuma", "en": "None"},
        "got_it": {"pt": "Entendi", "en": "Got it"},
        "pt": {"pt": "Português", "en": "Português"},
        "en": {"pt": "English", "en": "English"},
        "auto": {"pt": "Como eu escrever", "en": "As I write"},
    }
)
CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    LANGUAGE: (("pt", "pt"), ("en", "en"), ("auto", "auto")),
    ZONE: (("keep", "keep"),),
    BRIEFS: (("7:00", "0700"), ("8:00", "0800"), ("none", "none")),
    QUIET: (("22–7", "2200-0700"), ("23–8", "2300-0800"), ("no_quiet", "none")),
    CONSENT: (("got_it", "yes"),),
}
"""The buttons of each question: a text or a label, and the choice it stands for."""


def after(caller: Caller, store: Store, reading: Reading, *, is_first: bool) -> Reply | None:
    """Return what follows the echo of what was captured, if anything."""
    zone_line = Reply(text=echo.first_zone(caller)) if is_first else None
    asked = store.people.get(caller.person.id).asked
    is_capture = any(one.intent in CAPTURES for one in (reading, *reading.more))
    is_apart = caller.address.channel == TERMINAL or caller.private is not None
    if asked is None or not is_capture or is_apart:
        return zone_line
    if asked == NEW and _contradicts(caller, store):
        return _ask(caller, store, LANGUAGE)
    if asked == NEW:
        return _next(caller, store, LANGUAGE)
    if asked.endswith(AGAIN):
        return zone_line
    return _ask(caller, store, asked, mark=AGAIN)


def told(caller: Caller, reading: Reading) -> Callable[[Store], Reply] | None:
    """Return what takes an answer to the open question; None where the words are no answer."""
    question = _open(caller.person.asked)
    if question is None or caller.private is not None:
        return None
    act = answered(caller, question, reading)
    if act is None:
        return None

    def take(store: Store) -> Reply:
        step = act(store)
        if not step.is_settled and step.reply is not None:
            return step.reply
        return taken(caller, store, question, step.reply)

    return take


def followed(caller: Caller, store: Store, topic: Topic, reply: Reply) -> Reply:
    """Return an answer with the next question, where what was settled is the open one."""
    question = TOPICS.get(topic)
    asked = _open(store.people.get(caller.person.id).asked)
    if question is None or asked != question or caller.private is not None:
        return reply
    return taken(caller, store, question, reply)


def is_open(caller: Caller, question: str) -> bool:
    """Tell whether a question waits for its answer."""
    return _open(caller.person.asked) == question


def taken(caller: Caller, store: Store, question: str, reply: Reply | None) -> Reply:
    """Return the answer to a question with the next one; None: it was passed over.

    Where another question is open meanwhile, only what was done is said.
    """
    fresh = replace(caller, person=store.people.get(caller.person.id))
    if question == LANGUAGE and fresh.person.language is not None:
        fresh = replace(fresh, language=fresh.person.language)
    if _open(fresh.person.asked) != question:
        return reply or Reply(text=TEXTS.say("end", fresh.language))
    further = _next(fresh, store, question)
    if reply is None:
        return further
    return replace(
        reply,
        text=f"{reply.text}\n\n{further.text}",
        buttons=(*reply.buttons, *further.buttons),
    )


def _open(asked: str | None) -> str | None:
    question = (asked or "").removesuffix(AGAIN)
    return question if question in ORDER else None


def _next(caller: Caller, store: Store, question: str) -> Reply:
    position = ORDER.index(question) + 1
    while position < len(ORDER):
        following = ORDER[position]
        if not _is_known(caller, store, following):
            return _ask(caller, store, following)
        position += 1
    store.people.set_asked(caller.person.id, None)
    return Reply(text=TEXTS.say("end", caller.language))


def _is_known(caller: Caller, store: Store, question: str) -> bool:
    """Tell whether a question needs no asking: it was settled before, by words or on a page."""
    person, owner = caller.person, store.people.owner()
    if question == ZONE:  # everybody begins with the owner's
        return owner is not None and person.zone != owner.zone
    if question == BRIEFS:
        return person.preferences.morning is not None or person.preferences.evening is not None
    if question == QUIET:
        return person.quiet is not None
    return question == CONSENT and person.consented_at is not None


def _ask(caller: Caller, store: Store, question: str, mark: str = "") -> Reply:
    asked = question.removesuffix(AGAIN)
    store.people.set_asked(caller.person.id, f"{asked}{mark}")
    text = TEXTS.say(asked, caller.language, zone=caller.person.zone)
    first, *others = (_button(caller, asked, one) for one in CHOICES[asked])
    return Reply(text=text, buttons=(replace(first, new_row=True), *others))


def _button(caller: Caller, question: str, choice: tuple[str, str]) -> Button:
    label, value = choice
    city = caller.person.zone.rpartition("/")[2].replace("_", " ")
    known = label in TEXTS.sentences
    said = plain(TEXTS.say(label, caller.language, city=city)) if known else label
    return Button(label=said, action=f"ask:{question}:{value}")


def _contradicts(caller: Caller, store: Store) -> bool:
    """Tell whether the device of whoever writes speaks another language than they write."""
    if caller.person.language is not None:
        return False
    device = language_of(store.inbox.get(caller.source))
    return device is not None and device != caller.language
