"""Settling: what is said when a setting changes, whichever way it was asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from domain.messages import Button
from domain.people import QuietHours
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.records import settings
from engine.rhythms import EVENING, MORNING, WEEKLY
from engine.words import words
from handlers.turn import Reply
from storage.store import Store

TEXTS = Texts(
    {
        "zone": {
            "pt": "Certo: uso o horário de *{zone}*. Lembretes com hora marcada seguem o relógio "
            "de lá; os adiados e os de “daqui a…” não mudam.",
            "en": "Done: I use the time of *{zone}*. Reminders with a clock time follow the clock "
            "there; snoozed ones and those “in …” stay as they are.",
        },
        "same_zone": {
            "pt": "Certo: continuo com o horário de *{zone}*.",
            "en": "All right: I keep the time of *{zone}*.",
        },
        "no_zone": {
            "pt": "Não conheço esse lugar. Diga uma cidade maior perto de você, mande a "
            "localização, ou escreva que horas são aí: _são 14:35 aqui_.",
            "en": "I do not know that place. Name a larger city near you, send your location, or "
            "write what time it is there: _it's 2:35pm here_.",
        },
        "no_clock": {
            "pt": "Em nenhum lugar são {clock} agora. Diga a cidade, ou mande a localização.",
            "en": "It is {clock} nowhere right now. Name the city, or send your location.",
        },
        "which_zone": {"pt": "Qual destes horários?", "en": "Which of these?"},
        "there_now": {
            "pt": "Pela sua localização, o lugar mais próximo que conheço segue o horário de "
            "*{zone}*. Você está em {city} agora?",
            "en": "By your location, the nearest place I know follows the time of *{zone}*. Are "
            "you in {city} now?",
        },
        "yes": {"pt": "Sim", "en": "Yes"},
        "no": {"pt": "Não", "en": "No"},
        "quiet": {
            "pt": "Certo: silêncio das {start} às {end}. Lembretes que você pediu continuam a vir.",
            "en": "Done: quiet from {start} to {end}. Reminders you asked for still come.",
        },
        "no_quiet": {"pt": "Certo: sem horas de silêncio.", "en": "Done: no quiet hours."},
        "morning": {
            "pt": "Certo: resumo da manhã às {clock}.",
            "en": "Done: the morning brief comes at {clock}.",
        },
        "evening": {
            "pt": "Certo: resumo da noite às {clock}.",
            "en": "Done: the evening brief comes at {clock}.",
        },
        "both": {
            "pt": "Certo: resumo da manhã às {morning}, da noite às {evening}.",
            "en": "Done: the morning brief comes at {morning}, the evening one at {evening}.",
        },
        "weekly": {
            "pt": "Certo: resumo da semana, {rule} às {clock}.",
            "en": "Done: the weekly brief comes {rule} at {clock}.",
        },
        "no_morning": {"pt": "Certo: sem resumo da manhã.", "en": "Done: no morning brief."},
        "no_evening": {"pt": "Certo: sem resumo da noite.", "en": "Done: no evening brief."},
        "no_weekly": {"pt": "Certo: sem resumo da semana.", "en": "Done: no weekly brief."},
        "no_briefs": {"pt": "Certo: não mando resumos.", "en": "Done: I send no briefs."},
        "notices": {
            "pt": "Certo: no máximo {count} por dia de avisos que você não pediu. Lembretes e "
            "prazos vêm sempre.",
            "en": "Done: at most {count} notices a day that you did not ask for. Reminders and "
            "deadlines always come.",
        },
        "language": {
            "pt": "Respondo em português a partir de agora.",
            "en": "I answer in English now.",
        },
        "auto": {
            "pt": "Respondo no idioma em que você escrever.",
            "en": "I answer in the language you write in.",
        },
        "part": {
            "pt": "Certo: quando você disser _{part}_, entendo {clock}.",
            "en": "Done: when you say _{part}_, I take it as {clock}.",
        },
        "dawn": {"pt": "madrugada", "en": "before dawn"},
        "early": {"pt": "cedo", "en": "early"},
        "morning_part": {"pt": "manhã", "en": "morning"},
        "lunch": {"pt": "depois do almoço", "en": "after lunch"},
        "afternoon": {"pt": "tarde", "en": "afternoon"},
        "end_of_day": {"pt": "fim do dia", "en": "end of the day"},
        "night": {"pt": "noite", "en": "evening"},
        "name": {"pt": "Certo, {name}.", "en": "All right, {name}."},
    }
)


def zone(caller: Caller, store: Store, name: str) -> Reply:
    """Set the zone; where it is the same, say so and write nothing."""
    if name == caller.person.zone:
        return Reply(text=TEXTS.say("same_zone", caller.language, zone=name))
    settings.change_zone(store, caller, name)
    return _done(caller, "zone", zone=name)


def which_zone(caller: Caller, zones: Sequence[str]) -> Reply:
    """Ask which of several zones is meant."""
    buttons = tuple(Button(label=_city(name), action=f"zone:{name}") for name in zones)
    return Reply(text=TEXTS.say("which_zone", caller.language), buttons=buttons, is_personal=True)


def is_it_there(caller: Caller, name: str) -> Reply:
    """Ask once whether a person is where their location says."""
    return Reply(
        text=TEXTS.say("there_now", caller.language, zone=name, city=_city(name)),
        buttons=(
            Button(label=TEXTS.say("yes", caller.language), action=f"zone:{name}"),
            Button(label=TEXTS.say("no", caller.language), action="zone:keep"),
        ),
        is_personal=True,
    )


def one_of_zones(caller: Caller, store: Store, zones: Sequence[str]) -> Reply:
    """Set the one zone that was meant, ask which of several, or say that none is known."""
    if len(zones) == 1:
        return zone(caller, store, zones[0])
    if zones:
        return which_zone(caller, zones)
    return Reply(text=TEXTS.say("no_zone", caller.language))


def quiet(caller: Caller, store: Store, hours: QuietHours | None) -> Reply:
    """Set the quiet hours, or have none."""
    settings.change_quiet(store, caller, hours)
    if hours is None:
        return _done(caller, "no_quiet")
    return _done(caller, "quiet", start=f"{hours.start:%H:%M}", end=f"{hours.end:%H:%M}")


def briefs(
    caller: Caller,
    store: Store,
    kinds: Sequence[str],
    clock: time | None,
    *,
    weekday: int | None = None,
) -> Reply:
    """Give briefs a time of day, or none."""
    chosen = settings.current(store, caller)
    for kind in kinds:
        if kind == MORNING:
            chosen = replace(chosen, morning=clock)
        elif kind == EVENING:
            chosen = replace(chosen, evening=clock)
        else:
            day = chosen.weekly_day if weekday is None else weekday
            chosen = replace(chosen, weekly=clock, weekly_day=day)
    settings.change_preferences(store, caller, chosen)
    if clock is None:
        return _done(caller, f"no_{kinds[0]}" if len(kinds) == 1 else "no_briefs")
    said = words(caller.language).clock(clock)
    rule = weekly_rule(caller, chosen.weekly_day) if kinds[0] == WEEKLY else ""
    if rule:
        return _done(caller, WEEKLY, clock=said, rule=rule)
    return _done(caller, kinds[0], clock=said)


def both_briefs(caller: Caller, store: Store, morning: time, evening: time) -> Reply:
    """Give the morning brief and the evening one a time of day each."""
    chosen = replace(settings.current(store, caller), morning=morning, evening=evening)
    settings.change_preferences(store, caller, chosen)
    clock = words(caller.language).clock
    return _done(caller, "both", morning=clock(morning), evening=clock(evening))


def part(caller: Caller, store: Store, parts: Sequence[str], clock: time) -> Reply:
    """Let parts of the day mean a time."""
    chosen = settings.current(store, caller)
    hours = dict(chosen.hours) | dict.fromkeys(parts, f"{clock:%H:%M}")
    settings.change_preferences(store, caller, replace(chosen, hours=tuple(sorted(hours.items()))))
    said = words(caller.language).clock(clock)
    name = TEXTS.say("morning_part" if parts[0] == "morning" else parts[0], caller.language)
    return _done(caller, "part", part=name, clock=said)


def notices(caller: Caller, store: Store, count: int) -> Reply:
    """Set how many unsolicited messages may come a day."""
    chosen = replace(settings.current(store, caller), most_notices=count)
    settings.change_preferences(store, caller, chosen)
    return _done(caller, "notices", count=count)


def language(caller: Caller, store: Store, code: str | None) -> Reply:
    """Settle the language of the answers, said in that language."""
    settings.change_language(store, caller, code)
    if code is None:
        return _done(caller, "auto")
    return _done(replace(caller, language=code), "language")


def called(caller: Caller, store: Store, name: str) -> Reply:
    """Call the person by a name."""
    store.people.set_name(caller.person.id, name)
    return Reply(text=TEXTS.say("name", caller.language, name=name))


def weekly_rule(caller: Caller, weekday: int) -> str:
    """Say a day of every week."""
    day = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[weekday]
    return words(caller.language).rule(f"FREQ=WEEKLY;BYDAY={day}", start=caller.local_now.date())


def _city(name: str) -> str:
    return name.rpartition("/")[2].replace("_", " ")


def _done(caller: Caller, sentence: str, **facts: object) -> Reply:
    text = TEXTS.say(sentence, caller.language, **facts)
    return Reply(text=text, buttons=(echo.undo_button(caller),), is_personal=True)
