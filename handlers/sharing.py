"""Sharing lists: what is asked of the other person, and what both are told."""

from dataclasses import replace

from domain.folding import folded
from domain.messages import Button, OutboundMessage, Purpose
from domain.people import Person
from domain.records import Share
from domain.texts import FALLBACK, Texts
from engine import echo
from engine.caller import Caller
from engine.quiet import allowed_from
from engine.records import sharing
from engine.records.sharing import Shelf, name_of
from engine.words import words
from handlers.turn import Reply
from storage.outgoing import notify
from storage.store import Store

TEXTS = Texts(
    {
        "ask": {
            "pt": "{owner} quer dividir com você a lista de *{list}*: vocês dois veem e mudam os "
            "mesmos itens. Nada é dividido antes de você aceitar.",
            "en": "{owner} wants to share the *{list}* list with you: you both see and change "
            "the same items. Nothing is shared before you accept.",
        },
        "accept": {"pt": "Aceitar", "en": "Accept"},
        "decline": {"pt": "Recusar", "en": "Decline"},
        "offered": {
            "pt": "Perguntei a {name}. Até a resposta, a lista de *{list}* é só sua.",
            "en": "I asked {name}. Until they answer, the *{list}* list is yours alone.",
        },
        "accepted": {
            "pt": "Pronto: você e {owner} dividem a lista de *{list}*. Para ver: "
            "_o que tem na lista de {list}?_",
            "en": "Done: you and {owner} share the *{list}* list. To see it: "
            "_what's on the {list} list?_",
        },
        "accepted_twin": {
            "pt": "Pronto. Você também tem uma lista de {list}; a de {owner} aparece como "
            "*{shown}*. Para usá-la: _põe leite na lista de {list} de {owner}_.",
            "en": "Done. You have a {list} list too; that of {owner} is shown as *{shown}*. "
            "To use it: _add milk to {owner}'s {list} list_.",
        },
        "told_accepted": {
            "pt": "{guest} aceitou: vocês dividem a lista de *{list}*.",
            "en": "{guest} accepted: you share the *{list}* list.",
        },
        "declined": {
            "pt": "Certo, essa lista não é dividida com você.",
            "en": "All right, that list is not shared with you.",
        },
        "told_declined": {
            "pt": "{guest} preferiu não dividir a lista de *{list}*.",
            "en": "{guest} preferred not to share the *{list}* list.",
        },
        "ended": {
            "pt": "A lista de *{list}* não é mais dividida com {people}. Os itens ficam com você.",
            "en": "The *{list}* list is no longer shared with {people}. You keep the items.",
        },
        "left": {
            "pt": "Você não vê mais a lista de *{list}*. Os itens ficam com {owner}.",
            "en": "You no longer see the *{list}* list. {owner} keeps the items.",
        },
        "told_ended": {
            "pt": "{owner} não divide mais a lista de *{list}* com você.",
            "en": "{owner} no longer shares the *{list}* list with you.",
        },
        "told_left": {
            "pt": "{guest} não divide mais a lista de *{list}* com você.",
            "en": "{guest} no longer shares the *{list}* list with you.",
        },
    }
)


def offered(caller: Caller, store: Store, shelf: Shelf, guest: Person) -> Reply | None:
    """Ask somebody whether they want to share a list.

    None where they cannot be told, share it already, or were asked less than a day ago.
    """
    if store.people.home(guest.id) is None:
        return None
    share = sharing.offer(store, caller, shelf.name, guest.id)
    if share is None:
        return None
    language = _language(guest)
    owner = name_of(store, caller, caller.person.id)
    buttons = tuple(
        Button(label=TEXTS.say(choice, language), action=f"share:{choice}:{share.id}")
        for choice in ("accept", "decline")
    )
    text = TEXTS.say("ask", language, owner=owner, list=shelf.name)
    # What was asked already and not answered is not asked twice: the buttons hold still.
    key = f"asked:{share.id}:{share.created_at.timestamp()}"
    _tell(caller, store, guest, text, key=key, buttons=buttons)
    name = name_of(store, caller, guest.id)
    return _said(caller, "offered", name=name, list=shelf.name)


def accepted(caller: Caller, store: Store, share: Share) -> Reply:
    """Let the caller share a list, and tell its owner."""
    sharing.accept(store, caller, share)
    _tell_owner(caller, store, share, "told_accepted")
    owner = name_of(store, caller, share.person)
    shelf = sharing.named(store, caller, share.list)
    if shelf is not None and shelf.is_mine:
        shown = next(
            one.shown
            for one in sharing.shelves(store, caller)
            if (one.owner, one.name) == (share.person, share.list)
        )
        return _said(caller, "accepted_twin", owner=owner, list=share.list, shown=shown)
    return _said(caller, "accepted", owner=owner, list=share.list)


def declined(caller: Caller, store: Store, share: Share) -> Reply:
    """Record that the caller does not want it, and tell the owner."""
    sharing.decline(store, caller, share)
    _tell_owner(caller, store, share, "told_declined")
    return _said(caller, "declined")


def ended(caller: Caller, store: Store, shares: list[Share]) -> Reply:
    """End the sharing of one list, and tell whoever shared it until now."""
    mine = [one for one in shares if one.person == caller.person.id]
    for share in shares:
        sharing.end(store, caller, share)
        if share not in mine:
            _tell_owner(caller, store, share, "told_left")
        elif share.answered_at is not None:
            _tell_guest(caller, store, share)
    if mine:
        people = [name_of(store, caller, one.guest) for one in mine]
        listed = words(caller.language).listing(people)
        return _final(caller, "ended", list=mine[0].list, people=listed)
    owner = name_of(store, caller, shares[0].person)
    return _final(caller, "left", list=shares[0].list, owner=owner)


def standing(store: Store, caller: Caller, said: str | None, who: str | None) -> list[Share]:
    """Return what the caller shares or offers under the name of a list, and with somebody.

    One's own lists come first; without a name, the only list that is shared at all.
    """
    person = caller.person.id
    mine = [one for one in store.shares.of_owner(person) if _is_with(store, one.guest, who)]
    theirs = [one for one in store.shares.with_guest(person) if _is_with(store, one.person, who)]
    if said is None:
        names = {(one.person, one.list) for one in mine + theirs}
        return mine + theirs if len(names) == 1 else []
    own = [one for one in mine if folded(one.list) == folded(said)]
    if own:
        return own
    shelf = sharing.named(store, caller, said)
    if shelf is not None and not shelf.is_mine:
        return [one for one in theirs if (one.person, one.list) == (shelf.owner, shelf.name)]
    return [one for one in theirs if folded(one.list) == folded(said)]


def _is_with(store: Store, person: int, who: str | None) -> bool:
    return who is None or person in {one.id for one in sharing.people_named(store, who)}


def _tell_owner(caller: Caller, store: Store, share: Share, sentence: str) -> None:
    owner = store.people.get(share.person)
    guest = name_of(store, caller, caller.person.id)
    text = TEXTS.say(sentence, _language(owner), guest=guest, list=share.list)
    _tell(caller, store, owner, text, key=f"{sentence}:{share.id}:{caller.source}")


def _tell_guest(caller: Caller, store: Store, share: Share) -> None:
    guest = store.people.get(share.guest)
    owner = name_of(store, caller, caller.person.id)
    text = TEXTS.say("told_ended", _language(guest), owner=owner, list=share.list)
    _tell(caller, store, guest, text, key=f"told_ended:{share.id}:{caller.source}")


def _tell(
    caller: Caller,
    store: Store,
    person: Person,
    text: str,
    *,
    key: str,
    buttons: tuple[Button, ...] = (),
) -> None:
    """Tell somebody what another did, where they are told things, outside their quiet hours."""
    address = store.people.home(person.id)
    if address is None or person.banned_at is not None:
        return
    message = OutboundMessage(
        key=f"share:{key}", address=address, text=text, purpose=Purpose.NOTICE, buttons=buttons
    )
    notify(
        store,
        message,
        language=_language(person),
        now=caller.now,
        person=person.id,
        run_at=allowed_from(person, caller.now),
    )


def _language(person: Person) -> str:
    return person.language or person.spoken or FALLBACK


def _said(caller: Caller, sentence: str, **facts: object) -> Reply:
    return replace(_final(caller, sentence, **facts), buttons=(echo.undo_button(caller),))


def _final(caller: Caller, sentence: str, **facts: object) -> Reply:
    """Say what cannot be undone."""
    return Reply(text=TEXTS.say(sentence, caller.language, **facts), is_personal=True)
