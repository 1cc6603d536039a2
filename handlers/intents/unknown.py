"""What is not understood: a short honest answer, with two examples that fit what was typed."""

import re
from datetime import datetime

from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from handlers import detailing, smalltalk, telling
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.NONE,)
LONGEST_QUOTE = 40
MOST_DIGITS = 2
"""A longer number is no answer to an option."""
TEXTS = Texts(
    {
        "foreign": {
            "pt": "Por enquanto entendo português e inglês. Não guardei nada.",
            "en": "For now I understand English and Portuguese. I kept nothing.",
        },
        "timed": {
            "pt": "Não entendi se é para guardar. Escreva, por exemplo:\n"
            "• _me lembra de {words} {time}_\n• _tarefa: {words} até {time}_",
            "en": "I am not sure whether to keep that. Write, for example:\n"
            "• _remind me to {words} {time}_\n• _task: {words} by {time}_",
        },
        "told": {
            "pt": "Entendi como um relato e não guardei nada. Se for para guardar:\n"
            "• _anota: {quote}_\n• _tarefa: {words}_",
            "en": "I took that as something you told me and kept nothing. To keep it:\n"
            "• _note: {quote}_\n• _task: {words}_",
        },
        "worded": {
            "pt": "Não entendi. Posso guardar como tarefa ou lembrete:\n"
            "• _tarefa: {words}_\n• _me lembra de {words} amanhã 9h_",
            "en": "I did not understand. I can keep it as a task or a reminder:\n"
            "• _task: {words}_\n• _remind me to {words} tomorrow 9am_",
        },
        "question": {
            "pt": "Isso eu não sei responder. Posso mostrar o que é seu:\n"
            "• _o que tenho hoje?_\n• _procura {words}_",
            "en": "I cannot answer that. I can show what is yours:\n"
            "• _what do I have today?_\n• _search {words}_",
        },
        "only_time": {
            "pt": "Isso é só um horário. Diga também o quê:\n"
            "• _me lembra de ligar para o dentista {time}_\n• _muda o dentista para {time}_",
            "en": "That is only a time. Say what, too:\n"
            "• _remind me to call the dentist {time}_\n• _move the dentist to {time}_",
        },
        "number": {
            "pt": "Não sei a que o número {number} responde. Diga com palavras, por exemplo:\n"
            "• _feito {number}_, com uma lista acima\n"
            "• _me lembra de ligar para o dentista às 9h_",
            "en": "I do not know what the number {number} answers. Say it in words, for example:\n"
            "• _done {number}_, with a list above\n• _remind me to call the dentist at 9am_",
        },
        "empty": {
            "pt": "Não achei palavras aí. Escreva, por exemplo:\n"
            "• _me lembra de beber água daqui a 1 hora_\n• _o que tenho hoje?_",
            "en": "I found no words there. Write, for example:\n"
            "• _remind me to drink water in 1 hour_\n• _what do I have today?_",
        },
    }
)

_ASKING = frozenset(
    """
    a o as os um uma e é do da de no na em por pra para que qual quais quem quando onde como quanto
    quanta quantos quantas são ser está tem hoje the an of in on at to is are was do does did can
    will what whats what's who when where which why how much many i my me you your it there today
    """.split()
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Say that it was not understood, with examples made of the person's own words."""
    if detailing.is_known(caller, reading, store):
        return detailing.change(caller, reading, store)
    if reading.foreign:
        return Reply(text=TEXTS.say("foreign", caller.language))
    fact = telling.told(caller, reading, store)
    if fact is not None:
        return fact
    talk = smalltalk.spoken(caller, reading.text, store) or _number(caller, reading.text.strip())
    if talk is not None:
        return talk
    said, time = _own_words(reading)
    if not said and time:
        return Reply(text=TEXTS.say("only_time", caller.language, time=time))
    if not said:
        return Reply(text=TEXTS.say("empty", caller.language))
    if reading.text.rstrip().endswith("?"):
        asked = [word for word in said.split() if word.lower() not in _ASKING]
        return Reply(text=TEXTS.say("question", caller.language, words=" ".join(asked) or said))
    if time and _is_past(caller, reading):
        quote = " ".join(reading.text.split())[: 2 * LONGEST_QUOTE]
        return Reply(text=TEXTS.say("told", caller.language, quote=quote, words=said))
    if time:
        return Reply(text=TEXTS.say("timed", caller.language, words=said, time=time))
    return Reply(text=TEXTS.say("worded", caller.language, words=said))


def _number(caller: Caller, said: str) -> Reply | None:
    """Say that a number answers nothing now; None where it is none, or a long one."""
    if not said.isdecimal() or len(said) > MOST_DIGITS:
        return None
    return Reply(text=TEXTS.say("number", caller.language, number=said))


def _is_past(caller: Caller, reading: Reading) -> bool:
    at = reading.times[0].at
    if isinstance(at, datetime):
        return at <= caller.now
    return at is not None and at < caller.local_now.date()


def _own_words(reading: Reading) -> tuple[str, str]:
    """Return a short piece of what was typed, without its time, and that time."""
    text, time = reading.text, ""
    if reading.times:
        start, end = reading.times[0].span
        time = text[start:end].strip()
        text = text[:start] + text[end:]
    words = re.findall(r"\w[\w'-]*", text)
    return " ".join(words)[:LONGEST_QUOTE].strip(), time[:LONGEST_QUOTE]
