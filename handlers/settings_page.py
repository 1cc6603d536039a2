"""The page of settings: what is chosen now, and buttons for what is changed most."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from domain.messages import Button
from domain.texts import Texts
from engine import brief
from engine import notices as kinds
from engine.caller import Caller
from engine.words import words
from handlers import settling
from handlers.turn import Reply
from handlers.wishes import DEFAULT_EVENING, DEFAULT_MORNING, USUAL_QUIET
from storage.store import Store

FEW, SOME = 2, 5
TEXTS = Texts(
    {
        "heading": {"pt": "*Seus ajustes*", "en": "*Your settings*"},
        "name": {"pt": "Nome: {name}", "en": "Name: {name}"},
        "language": {"pt": "Idioma: {name}", "en": "Language: {name}"},
        "pt": {"pt": "português", "en": "Portuguese"},
        "en": {"pt": "inglês", "en": "English"},
        "auto": {"pt": "como você escrever", "en": "as you write"},
        "zone": {"pt": "Horário: {zone} ({clock} agora)", "en": "Time: {zone} ({clock} now)"},
        "morning": {"pt": "Resumo da manhã: {clock}", "en": "Morning brief: {clock}"},
        "evening": {"pt": "Resumo da noite: {clock}", "en": "Evening brief: {clock}"},
        "weekly": {"pt": "Resumo da semana: {clock}", "en": "Weekly brief: {clock}"},
        "no": {"pt": "não", "en": "no"},
        "quiet": {"pt": "Silêncio: {hours}", "en": "Quiet: {hours}"},
        "hours": {"pt": "das {start} às {end}", "en": "from {start} to {end}"},
        "notices": {"pt": "Avisos por dia: até {count}", "en": "Notices a day: up to {count}"},
        "muted": {"pt": "Sem avisos de: {names}", "en": "No notices about: {names}"},
        "left_out": {"pt": "Fora dos resumos: {names}", "en": "Left out of briefs: {names}"},
        "how": {
            "pt": "Mude por escrito, por exemplo: _resumo da manhã às 7:30_, _sem resumo à noite_, "
            "_silêncio das 22 às 7_, _estou em Lisboa_.",
            "en": "Change them in words, for example: _morning brief at 7:30_, _no evening brief_, "
            "_quiet from 10pm to 7am_, _I'm in Lisbon_.",
        },
        "b_morning": {"pt": "Resumo às {clock}", "en": "Brief at {clock}"},
        "b_no_morning": {"pt": "Sem resumo de manhã", "en": "No morning brief"},
        "b_evening": {"pt": "À noite às {clock}", "en": "Evening at {clock}"},
        "b_no_evening": {"pt": "Sem resumo à noite", "en": "No evening brief"},
        "b_quiet": {"pt": "Silêncio {hours}", "en": "Quiet {hours}"},
        "b_no_quiet": {"pt": "Sem silêncio", "en": "No quiet hours"},
        "b_pt": {"pt": "Português", "en": "Português"},
        "b_en": {"pt": "English", "en": "English"},
        "b_notices": {"pt": "Até {count} avisos", "en": "Up to {count} notices"},
        "b_unmute": {"pt": "Avisar de {name}", "en": "Tell me about {name}"},
        "b_back": {"pt": "Pôr de volta: {name}", "en": "Put back: {name}"},
    }
)


def page(caller: Caller, store: Store) -> Reply:
    """Return the page as things are now, in the language that the person chose."""
    person = store.people.get(caller.person.id)
    caller = replace(caller, person=person, language=person.language or caller.language)
    return Reply(
        text="\n".join([*_lines(caller), "", TEXTS.say("how", caller.language)]),
        buttons=tuple(_buttons(caller)),
        is_personal=True,
    )


def _lines(caller: Caller) -> Iterator[str]:
    person, chosen, language = caller.person, caller.person.preferences, caller.language
    yield TEXTS.say("heading", language)
    if person.name:
        yield TEXTS.say("name", language, name=person.name)
    spoken = TEXTS.say(person.language or "auto", language)
    yield TEXTS.say("language", language, name=spoken)
    now = words(language).clock(caller.local_now)
    yield TEXTS.say("zone", language, zone=person.zone, clock=now)
    yield TEXTS.say("morning", language, clock=_clock(caller, chosen.morning))
    yield TEXTS.say("evening", language, clock=_clock(caller, chosen.evening))
    weekly = _clock(caller, chosen.weekly)
    if chosen.weekly is not None:
        weekly = f"{settling.weekly_rule(caller, chosen.weekly_day)}, {weekly}"
    yield TEXTS.say("weekly", language, clock=weekly)
    yield TEXTS.say("quiet", language, hours=_quiet(caller))
    yield TEXTS.say("notices", language, count=chosen.most_notices)
    if chosen.muted:
        names = words(language).listing([_kind(one, language) for one in chosen.muted])
        yield TEXTS.say("muted", language, names=names)
    if chosen.muted_sections:
        out = words(language).listing([_section(one, language) for one in chosen.muted_sections])
        yield TEXTS.say("left_out", language, names=out)


def _buttons(caller: Caller) -> Iterator[Button]:
    """Yield what changes something: each offers the opposite of what is."""
    person, chosen, language = caller.person, caller.person.preferences, caller.language
    yield _brief_button(caller, "morning", chosen.morning, DEFAULT_MORNING)
    yield _brief_button(caller, "evening", chosen.evening, DEFAULT_EVENING)
    if person.quiet is None:
        start, end = USUAL_QUIET.start, USUAL_QUIET.end
        label = TEXTS.say("b_quiet", language, hours=f"{start.hour}–{end.hour}")
        yield Button(label=label, action=f"set:quiet:{start:%H%M}-{end:%H%M}")
    else:
        yield Button(label=TEXTS.say("b_no_quiet", language), action="set:quiet:none")
    count = SOME if chosen.most_notices <= FEW else FEW
    label = TEXTS.say("b_notices", language, count=count)
    yield Button(label=label, action=f"set:notices:{count}")
    other = "en" if language == "pt" else "pt"
    yield Button(label=TEXTS.say(f"b_{other}", language), action=f"set:language:{other}")
    for kind in chosen.muted:
        label = TEXTS.say("b_unmute", language, name=_kind(kind, language))
        yield Button(label=label, action=f"mute:off:{kind}")
    for section in chosen.muted_sections:
        label = TEXTS.say("b_back", language, name=_section(section, language))
        yield Button(label=label, action=f"part:in:{section}")


def _brief_button(caller: Caller, kind: str, now: time | None, usual: time) -> Button:
    if now is not None:
        return Button(label=TEXTS.say(f"b_no_{kind}", caller.language), action=f"set:{kind}:none")
    label = TEXTS.say(f"b_{kind}", caller.language, clock=words(caller.language).clock(usual))
    return Button(label=label, action=f"set:{kind}:{usual:%H%M}")


def _clock(caller: Caller, clock: time | None) -> str:
    return words(caller.language).clock(clock) if clock else TEXTS.say("no", caller.language)


def _quiet(caller: Caller) -> str:
    quiet = caller.person.quiet
    if quiet is None:
        return TEXTS.say("no", caller.language)
    start, end = (words(caller.language).clock(one) for one in (quiet.start, quiet.end))
    return TEXTS.say("hours", caller.language, start=start, end=end)


def _kind(name: str, language: str) -> str:
    return kinds.name_of(name, language) if name in kinds.KINDS else name


def _section(name: str, language: str) -> str:
    try:
        return brief.heading_of(name, language)
    except KeyError:  # a section that is no longer there
        return name
