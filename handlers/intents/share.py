"""Sharing a list: with whom, with whom no more, and who shares what."""

from domain.people import Person
from domain.records import Share, ShareState
from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading, Sharing
from engine.records import sharing as lists
from engine.records.sharing import Shelf, name_of
from engine.words import words
from handlers import sharing
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.SHARE,)
TEXTS = Texts(
    {
        "which": {
            "pt": "Qual lista? Por exemplo: _compartilha a lista de compras com a Ana_.",
            "en": "Which list? For example: _share the shopping list with Ana_.",
        },
        "which_end": {
            "pt": "Qual lista? Por exemplo: _para de compartilhar a lista de compras_.",
            "en": "Which list? For example: _stop sharing the shopping list_.",
        },
        "whom": {
            "pt": "Com quem? Por exemplo: _compartilha a lista de {list} com a Ana_.",
            "en": "With whom? For example: _share the {list} list with Ana_.",
        },
        "no_list": {
            "pt": "Não achei a lista de *{list}*. Escreva _minhas listas_ para ver as suas.",
            "en": "I could not find the *{list}* list. Write _/lists_ to see yours.",
        },
        "theirs": {
            "pt": "A lista de *{list}* é de {owner}; só {owner} pode dividi-la com mais alguém.",
            "en": "The *{list}* list is {owner}'s; only {owner} can share it with somebody else.",
        },
        "unknown": {
            "pt": "Não conheço *{name}* aqui. Só divido listas com quem já fala comigo; quem cuida "
            "de mim convida com /invite.",
            "en": "I know no *{name}* here. I share lists with people who talk to me already; "
            "whoever looks after me can invite them with /invite.",
        },
        "ambiguous": {
            "pt": "Conheço mais de uma pessoa chamada *{name}*. Diga o nome inteiro; se não "
            "bastar, a pessoa pode escolher outro: _me chame de Carla Dias_.",
            "en": "I know more than one person called *{name}*. Say the whole name; if that is "
            "not enough, they can choose another: _call me Carla Dias_.",
        },
        "oneself": {
            "pt": "*{name}* é você. Diga o nome de outra pessoa.",
            "en": "*{name}* is you. Say somebody else's name.",
        },
        "already": {
            "pt": "Você já divide a lista de *{list}* com {name}.",
            "en": "You share the *{list}* list with {name} already.",
        },
        "waiting": {
            "pt": "Perguntei a {name} há menos de um dia. Amanhã pergunto de novo, se você pedir.",
            "en": "I asked {name} less than a day ago. Tomorrow I can ask again, if you wish.",
        },
        "unreachable": {
            "pt": "Não consigo falar com {name} agora; nada foi dividido.",
            "en": "I cannot reach {name} just now; nothing was shared.",
        },
        "not_shared": {
            "pt": "A lista de *{list}* não está dividida com ninguém.",
            "en": "The *{list}* list is not shared with anybody.",
        },
        "nothing": {
            "pt": "Você não divide nenhuma lista. Para dividir: _compartilha a lista de compras "
            "com a Ana_.",
            "en": "You share no lists. To share one: _share the shopping list with Ana_.",
        },
        "heading": {"pt": "*Listas divididas*", "en": "*Shared lists*"},
        "mine": {"pt": "• {list} — com {people}", "en": "• {list} — with {people}"},
        "lent": {"pt": "• {list}", "en": "• {list}"},
        "asked": {
            "pt": "• {list} — {name} ainda não respondeu",
            "en": "• {list} — {name} has not answered yet",
        },
        "to_answer": {
            "pt": "• {list} — {name} espera a sua resposta",
            "en": "• {list} — {name} waits for your answer",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Offer a list, end its sharing, or say who shares what."""
    if reading.sharing is Sharing.WHO:
        return _page(caller, store)
    if reading.sharing is Sharing.END:
        return _end(caller, reading, store)
    shelf = _shelf(caller, reading, store)
    if isinstance(shelf, Reply):
        return shelf
    if not reading.share_with:
        return _say(caller, "whom", list=shelf.name)
    guest = _guest(caller, reading.share_with, store)
    if isinstance(guest, Reply):
        return guest
    return sharing.offered(caller, store, shelf, guest) or _why_not(caller, store, shelf, guest)


def _shelf(caller: Caller, reading: Reading, store: Store) -> Shelf | Reply:
    """Return the list that is meant, or say why it cannot be shared."""
    if reading.list is None:
        mine = [one for one in lists.shelves(store, caller) if one.is_mine]
        return mine[0] if len(mine) == 1 else _say(caller, "which")
    shelf = lists.named(store, caller, reading.list)
    if shelf is None:
        return _say(caller, "no_list", list=reading.list)
    if not shelf.is_mine:
        return _say(caller, "theirs", list=shelf.shown, owner=shelf.others[0])
    return shelf


def _guest(caller: Caller, said: str, store: Store) -> Person | Reply:
    """Return who is meant, or say why it is nobody."""
    found = lists.people_named(store, said) or lists.people_named(store, _proper(said))
    if not found:
        return _say(caller, "unknown", name=said)
    if len(found) > 1:
        return _say(caller, "ambiguous", name=said)
    if found[0].id == caller.person.id:
        return _say(caller, "oneself", name=said)
    return found[0]


def _proper(said: str) -> str:
    """Return a name without what stands before it: "minha irmã Ana"."""
    parts = said.split()
    first = next((at for at, one in enumerate(parts) if one[:1].isupper()), 0)
    return " ".join(parts[first:])


def _why_not(caller: Caller, store: Store, shelf: Shelf, guest: Person) -> Reply:
    name = name_of(store, caller, guest.id)
    if store.people.home(guest.id) is None:
        return _say(caller, "unreachable", name=name)
    before = store.shares.between(caller.person.id, guest.id, shelf.name)
    if before is not None and before.state is ShareState.ACCEPTED:
        return _say(caller, "already", list=shelf.name, name=name)
    return _say(caller, "waiting", name=name)


def _end(caller: Caller, reading: Reading, store: Store) -> Reply:
    found = sharing.standing(store, caller, reading.list, reading.share_with)
    if found:
        return sharing.ended(caller, store, found)
    if reading.list is None:
        any_shared = store.shares.of_owner(caller.person.id) + store.shares.with_guest(
            caller.person.id
        )
        return _say(caller, "which_end" if any_shared else "nothing")
    return _say(caller, "not_shared", list=reading.list)


def _page(caller: Caller, store: Store) -> Reply:
    """Say who shares what, and which questions are open."""
    person = caller.person.id
    lines = []
    for shelf in lists.shelves(store, caller):
        if shelf.is_mine and shelf.others:
            people = words(caller.language).listing(shelf.others)
            lines.append(TEXTS.say("mine", caller.language, list=shelf.name, people=people))
        elif not shelf.is_mine:
            lines.append(TEXTS.say("lent", caller.language, list=shelf.shown))
    lines += [
        _open(caller, store, "asked", one, one.guest) for one in store.shares.of_owner(person)
    ]
    lines += [
        _open(caller, store, "to_answer", one, one.person)
        for one in store.shares.with_guest(person)
    ]
    lines = [line for line in lines if line]
    if not lines:
        return _say(caller, "nothing")
    heading = TEXTS.say("heading", caller.language)
    return Reply(text="\n".join([heading, *lines]), is_personal=True)


def _open(caller: Caller, store: Store, sentence: str, share: Share, other: int) -> str:
    if share.state is not ShareState.OFFERED:
        return ""
    name = name_of(store, caller, other)
    return TEXTS.say(sentence, caller.language, list=share.list, name=name)


def _say(caller: Caller, sentence: str, **facts: object) -> Reply:
    return Reply(text=TEXTS.say(sentence, caller.language, **facts), is_personal=True)
