"""Choosing: one record is acted on at once, several are asked about, none is said so."""

from collections.abc import Callable

from domain.messages import Button
from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Reading
from handlers.finding import Candidate, find
from handlers.turn import Reply
from storage.store import Store

MOST_CHOICES = 6
TEXTS = Texts(
    {
        "which": {"pt": "Qual deles?", "en": "Which one?"},
        "none": {
            "pt": "Não achei *{title}*. Escreva _hoje_ ou _tarefas_ para ver o que há.",
            "en": "I could not find *{title}*. Write _today_ or _tasks_ to see what there is.",
        },
        "nothing": {
            "pt": "Não sei de qual você fala. Diga o nome, ou escreva _tarefas_ e use o número.",
            "en": "I do not know which one you mean. Say its name, or write _tasks_ and use the "
            "number.",
        },
    }
)


def choose(
    caller: Caller,
    reading: Reading,
    store: Store,
    *,
    verb: str,
    act: Callable[[Candidate], Reply],
    noun: str | None = None,
) -> Reply:
    """Act on the record that is meant; `verb` is the button that asks when several match.

    `noun` is the only kind of record that may be meant; None: any.
    """
    found = [one for one in find(store, caller, reading) if noun in {None, one.reference[0]}]
    if len(found) == 1:
        return act(found[0])
    if found:
        return _ask(caller, found[:MOST_CHOICES], verb)
    if reading.title:
        return Reply(text=TEXTS.say("none", caller.language, title=reading.title))
    return Reply(text=TEXTS.say("nothing", caller.language))


def _ask(caller: Caller, found: list[Candidate], verb: str) -> Reply:
    lines = [f"{number}. {one.line.text}" for number, one in enumerate(found, 1)]
    buttons = tuple(
        Button(label=one.title[:32], action=_action(caller, one, verb)) for one in found
    )
    return Reply(
        text="\n".join([TEXTS.say("which", caller.language), *lines]),
        buttons=buttons,
        shown=tuple(one.reference for one in found),
        is_personal=True,
    )


def _action(caller: Caller, one: Candidate, verb: str) -> str:
    """Return what the button does: the message that asked is read again for the rest."""
    noun, number = one.reference
    return f"pick:{verb}:{noun}:{number}:{caller.source}"
