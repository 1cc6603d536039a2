"""Shared lists: who may see and change which, how they are called, and how sharing begins and ends.

A list belongs to one person, who keeps its items whatever becomes of the sharing.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from domain.folding import folded
from domain.frozen import dataclass
from domain.people import Person
from domain.records import ListItem, Share, ShareState
from domain.texts import FALLBACK, Texts
from engine.caller import Caller
from engine.words import words
from storage.store import Store

ASK_AGAIN = timedelta(hours=24)
"""Somebody who did not answer, or declined, is not asked again before."""
TEXTS = Texts(
    {
        "from": {"pt": "{name} (de {owner})", "en": "{name} (from {owner})"},
        "with": {"pt": "{name} (com {people})", "en": "{name} (with {people})"},
        "somebody": {"pt": "alguém", "en": "somebody"},
    }
)
_LINKS = ("(de {})", "de {}", "do {}", "da {}", "(from {})", "from {}", "of {}", "by {}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A list as one person sees it: `name` is its key with its owner, `shown` what it is called.

    `others` are the names of those with whom it is shared. `is_mine`: it is the person's own.
    """

    owner: int
    name: str
    shown: str
    others: tuple[str, ...]
    is_mine: bool


def shelves(store: Store, caller: Caller) -> list[Shelf]:
    """Return the lists of a person that have open items or are shared, then those of others."""
    person = caller.person.id
    guests: dict[str, list[int]] = {name: [] for name in store.lists.names(person)}
    for share in _accepted(store.shares.of_owner(person)):
        guests.setdefault(share.list, []).append(share.guest)
    mine = [
        Shelf(
            owner=person,
            name=name,
            shown=name,
            others=tuple(name_of(store, caller, one) for one in guests[name]),
            is_mine=True,
        )
        for name in sorted(guests)
    ]
    theirs = [_borrowed(store, caller, one) for one in _accepted(store.shares.with_guest(person))]
    return mine + theirs


def named(store: Store, caller: Caller, said: str) -> Shelf | None:
    """Return the list that is meant: the person's own first, then one that is shared with them.

    One's own is meant even where all of it is done. A list of somebody else is also meant with
    its owner: "compras de João", "João's shopping".
    """
    known = shelves(store, caller)
    wanted = folded(said.replace("’", "'"))
    own = next((one for one in known if one.is_mine and folded(one.name) == wanted), None)
    own = own or _emptied(store, caller, wanted)
    if own is not None:
        return own
    theirs = [one for one in known if not one.is_mine]
    found = [one for one in theirs if wanted in _ways_to_say(one)]
    found = found or [one for one in theirs if folded(one.name) == wanted]
    return found[0] if len(found) == 1 else None


def with_others(caller: Caller, shelf: Shelf) -> str:
    """Return what a list is called, with those who see it too."""
    if not shelf.is_mine or not shelf.others:
        return shelf.shown
    people = words(caller.language).listing(shelf.others)
    return _plain("with", caller, name=shelf.shown, people=people)


def of_item(store: Store, caller: Caller, item: ListItem) -> Shelf:
    """Return the list that an item is on; KeyError where the person may not see it."""
    for one in shelves(store, caller):
        if (one.owner, one.name) == (item.person, item.list):
            return one
    if item.person != caller.person.id:
        raise KeyError(item.id)
    return Shelf(owner=item.person, name=item.list, shown=item.list, others=(), is_mine=True)


def item(store: Store, caller: Caller, number: int) -> ListItem:
    """Return an item that a person may see, open or done; KeyError for any other."""
    found = store.lists.anywhere(number)
    if found is None:
        raise KeyError(number)
    of_item(store, caller, found)
    return found


def items(store: Store, caller: Caller) -> list[ListItem]:
    """Return the open items of all lists that a person sees, their own first."""
    found = store.lists.all(caller.person.id)
    for share in _accepted(store.shares.with_guest(caller.person.id)):
        found += store.lists.items(share.person, share.list)
    return found


def ticked(store: Store, caller: Caller) -> list[ListItem]:
    """Return the items that are done, of all lists that a person sees."""
    found = store.lists.ticked(caller.person.id)
    for share in _accepted(store.shares.with_guest(caller.person.id)):
        found += [one for one in store.lists.ticked(share.person) if one.list == share.list]
    return found


def people_named(store: Store, said: str) -> list[Person]:
    """Return everybody of a name who is not banned, be it the whole name or the first one.

    People choose their names: nobody's hides somebody else of whom the same word is true.
    """
    wanted = folded(said)
    known = ((folded(one.name or ""), one) for one in store.people.all() if one.banned_at is None)
    return [one for name, one in known if name and wanted in {name, name.split()[0]}]


def name_of(store: Store, caller: Caller, person: int) -> str:
    """Return what somebody is called."""
    found = store.people.get(person).name
    return found or TEXTS.say("somebody", caller.language)


def offer(store: Store, caller: Caller, name: str, guest: int) -> Share | None:
    """Offer a list; None where it is shared already, or was asked less than a day ago.

    An offer that was taken back before an answer stands again, as it was asked then.
    """
    person = caller.person.id
    before = store.shares.between(person, guest, name)
    if before is None:
        number = store.shares.add(
            person=person, guest=guest, name=name, now=caller.now, source=caller.source
        )
        store.journal.created(person, caller.source, "share", number, caller.now)
        return store.shares.get(number)
    was_declined = before.state is ShareState.DECLINED
    last = (before.answered_at if was_declined else None) or before.created_at
    is_early = caller.now - last < ASK_AGAIN
    if is_early and before.state is ShareState.ENDED and before.answered_at is None:
        return _become(store, caller, before, ShareState.OFFERED, at=before.created_at)
    if before.state is ShareState.ACCEPTED or is_early:
        return None
    return _become(store, caller, before, ShareState.OFFERED)


def accept(store: Store, caller: Caller, share: Share) -> Share:
    """Let the caller, who is the guest, see and change the list."""
    return _become(store, caller, share, ShareState.ACCEPTED)


def decline(store: Store, caller: Caller, share: Share) -> Share:
    """Record that the caller does not want it."""
    return _become(store, caller, share, ShareState.DECLINED)


def end(store: Store, caller: Caller, share: Share) -> Share:
    """End the sharing, by either side; what the guest could still undo there is let go."""
    ended = _become(store, caller, share, ShareState.ENDED)
    store.shares.let_go(share)
    return ended


def take_back(store: Store, caller: Caller, number: int) -> bool:
    """Take back what the caller did last about a share; False where it is over or not theirs.

    An offer ends unanswered, and was asked all the same. An answer is open again.
    """
    share = store.shares.get(number)
    if share is None:
        return False
    if share.state is ShareState.OFFERED and share.person == caller.person.id:
        store.shares.save(replace(share, state=ShareState.ENDED))
        return True
    answers = (ShareState.ACCEPTED, ShareState.DECLINED)
    if share.state in answers and share.guest == caller.person.id:
        store.shares.save(replace(share, state=ShareState.OFFERED, answered_at=None))
        store.shares.let_go(share)
        return True
    return False


def may_touch(store: Store, caller: Caller, owner: int, name: str) -> bool:
    """Tell whether a list is the caller's own, or one that somebody shares with them."""
    theirs = _accepted(store.shares.with_guest(caller.person.id))
    return owner == caller.person.id or any(
        (one.person, one.list) == (owner, name) for one in theirs
    )


def end_all(store: Store, person: int, now: datetime) -> None:
    """End all sharing by and with somebody."""
    for share in store.shares.of_owner(person) + store.shares.with_guest(person):
        store.shares.save(replace(share, state=ShareState.ENDED, answered_at=now))
        store.shares.let_go(share)


def _emptied(store: Store, caller: Caller, wanted: str) -> Shelf | None:
    """Return a list of the person's own on which everything is done."""
    person = caller.person.id
    name = next((one for one in store.lists.known(person) if folded(one) == wanted), None)
    if name is None:
        return None
    return Shelf(owner=person, name=name, shown=name, others=(), is_mine=True)


def _become(
    store: Store, caller: Caller, share: Share, state: ShareState, *, at: datetime | None = None
) -> Share:
    """Store a share in another state; `at` is when it was offered, if not now."""
    store.journal.changes(caller.person.id, caller.source, "share", share.id, caller.now)
    is_new = state is ShareState.OFFERED
    changed = replace(
        share,
        state=state,
        created_at=(at or caller.now) if is_new else share.created_at,
        answered_at=None if is_new else caller.now,
    )
    store.shares.save(changed)
    return changed


def _accepted(found: Iterable[Share]) -> list[Share]:
    return [one for one in found if one.state is ShareState.ACCEPTED]


def _borrowed(store: Store, caller: Caller, share: Share) -> Shelf:
    owner = name_of(store, caller, share.person)
    return Shelf(
        owner=share.person,
        name=share.list,
        shown=_plain("from", caller, name=share.list, owner=owner),
        others=(owner,),
        is_mine=False,
    )


def _plain(sentence: str, caller: Caller, **facts: str) -> str:
    """Return a name as it is: whoever says it escapes it."""
    by_language = TEXTS.sentences[sentence]
    return by_language.get(caller.language, by_language[FALLBACK]).format(**facts)


def _ways_to_say(shelf: Shelf) -> set[str]:
    """Return how a list of somebody else may be called, folded."""
    name, owner = folded(shelf.name), folded(shelf.others[0])
    ways = set()
    for one in {owner, *owner.split()[:1]}:
        ways |= {f"{name} {link.format(one)}" for link in _LINKS}
        ways |= {f"{one}'s {name}", f"{one}s {name}"}
    return ways
