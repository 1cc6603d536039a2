"""Things put on a named list: "põe leite e pão na lista de compras"."""

from dataclasses import dataclass

from engine.grammar.cues import Role
from engine.grammar.sentence import Sentence

_MOST_NAME_WORDS = 4
_ITEM_SIGNS = frozenset(",;+•*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list's name (None: the only one, the usual one) and the items put on it."""

    name: str | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a list is named: tokens from `start` to `end`, the name itself inside."""

    start: int
    end: int
    name: tuple[int, int]


def listing(sentence: Sentence) -> Listing | None:
    """Return the addition to a list that a sentence is, or None."""
    named = _named(sentence)
    verb = _verb(sentence)
    if named is None:
        named = _known_name(sentence, verb)
    if named is None:
        return _usual(sentence)
    if _is_other(sentence, named):
        return None
    colon = _colon(sentence, named)
    begins = _starts_at(named) and colon is not None
    if verb is None and colon is None and not _starts_at(named) and not _is_laid(sentence, named):
        return None
    if verb is None and not begins and any(token.text == "?" for token in sentence.tokens):
        return None
    if verb is None and colon is None and named.name[0] == named.name[1]:
        return None
    items = _items(sentence, named, verb, colon)
    if not items:
        return None
    name = sentence.words(*named.name) or None
    return Listing(name=name, items=items)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOff:
    """A list from which something is taken, and the tokens (end exclusive) that say so."""

    name: str | None
    tokens: tuple[int, int]


def taken_off(sentence: Sentence) -> TakenOff | None:
    """Return the list of "tira o leite da lista de compras", or None."""
    named = _named(sentence)
    if named is None:
        return None
    exits = sentence.language.words.list_exits
    if not any(token.word in exits for token in sentence.tokens[named.start : named.end]):
        return None
    name = None if _is_other(sentence, named) else sentence.words(*named.name) or None
    return TakenOff(name=name, tokens=(named.start, named.end))


def _is_laid(sentence: Sentence, named: _Named) -> bool:
    """Tell whether only things and their list are said: "toothpaste on the shopping list"."""
    entered = sentence.tokens[named.start].word in sentence.language.words.list_entries
    only = all(one.cue.kind == "polite" for one in sentence.cues)
    return entered and only and not sentence.times and named.name[0] < named.name[1]


def _usual(sentence: Sentence) -> Listing | None:
    """Return what is put on no list in particular: "adiciona detergente"."""
    words, tokens = sentence.language.words, sentence.tokens
    verb = next((at for at, one in enumerate(tokens) if one.word in words.list_adding), None)
    if verb is None or sentence.times or not _is_plain(sentence, verb):
        return None
    if verb + 2 < len(tokens) and verb + 1 in sentence.verbs:
        return None  # "add call mum" is something to do
    items = _split(sentence, list(range(verb + 1, len(tokens))))
    named = tuple(item for item in items if any(sign.isalpha() for sign in item))
    return Listing(name=None, items=named) if named else None


def _is_plain(sentence: Sentence, verb: int) -> bool:
    """Tell whether nothing but things is said: café is one, "café com a Ana" is not."""
    size = len(sentence.tokens)
    things = (one.start for one in sentence.cues if one.cue.role is Role.KEEP)
    others = (one.cue.kind for one in sentence.cues if one.cue.role is not Role.KEEP)
    leads = any(
        token.word[:1].isalnum() and not _is_polite(sentence, at)
        for at, token in enumerate(sentence.tokens[:verb])
    )
    is_alone = all(at != verb + 1 or at + 1 == size for at in things)
    return not leads and is_alone and all(kind in ("polite", "put") for kind in others)


def _is_polite(sentence: Sentence, at: int) -> bool:
    return any(one.cue.kind == "polite" and one.start <= at < one.end for one in sentence.cues)


def _named(sentence: Sentence) -> _Named | None:
    words = sentence.language.words
    for at, token in enumerate(sentence.tokens):
        if token.word in words.list_words:
            if words.list_links and _follows(sentence, at + 1, words.list_links):
                return _name_after(sentence, at)
            return _name_before(sentence, at)
    return None


def _follows(sentence: Sentence, at: int, words: frozenset[str]) -> bool:
    return at < len(sentence.tokens) and sentence.tokens[at].word in words


def _entry(sentence: Sentence, at: int) -> int:
    """Return where the words that lead to a list begin: "na [minha] lista"."""
    words = sentence.language.words
    allowed = words.list_entries | words.list_exits | words.articles | words.pronouns
    while at > 0 and sentence.tokens[at - 1].word in allowed and _is_small(sentence, at - 1):
        at -= 1
    return at


def _name_after(sentence: Sentence, at: int) -> _Named:
    words = sentence.language.words
    start, first = _entry(sentence, at), at + 2
    end = first
    while end < len(sentence.tokens) and end - first < _MOST_NAME_WORDS:
        token = sentence.tokens[end]
        if not token.word[:1].isalpha() or token.word in words.list_stops | words.ran_out:
            break
        end += 1
    if start and sentence.tokens[start - 1].word in words.list_verbs:
        end = _before_things(sentence, first, end)
    return _Named(start, end, (first, end))


def _before_things(sentence: Sentence, first: int, end: int) -> int:
    """Return where the name ends when things follow at once: "put on the list of films Dune"."""
    if end == len(sentence.tokens) or sentence.tokens[end].text == ":":
        return end
    links = sentence.language.words.list_links
    name = first + 1
    while name + 1 < end and sentence.tokens[name].word in links:
        name += 2
    return min(name, end)


def _name_before(sentence: Sentence, at: int) -> _Named:
    words = sentence.language.words
    first = at
    stops = words.list_entries | words.articles | words.pronouns | words.list_verbs | words.and_
    stops |= words.list_exits
    while first > 0 and at - first < _MOST_NAME_WORDS and not words.list_links_only:
        token = sentence.tokens[first - 1]
        if token.word in stops or not token.word[:1].isalnum():
            break
        first -= 1
    end = at + 1
    if sentence.tokens[at].word in words.list_names:
        return _Named(_entry(sentence, at), end, (at, end))
    return _Named(_entry(sentence, first), end, (first, at))


def _verb(sentence: Sentence) -> int | None:
    verbs = sentence.language.words.list_verbs
    for at, token in enumerate(sentence.tokens):
        if token.word in verbs:
            return at
    return None


def _known_name(sentence: Sentence, verb: int | None) -> _Named | None:
    """Find a list that is named without the word "list": "mercado: pão, leite"."""
    words = sentence.language.words
    for at, token in enumerate(sentence.tokens):
        if token.text in (":", "+"):
            return _before_sign(sentence, at, verb)
    if verb is None:
        return None
    for at in range(verb + 1, len(sentence.tokens) - 1):
        is_entry = sentence.tokens[at].word in words.list_entries and not sentence.tokens[at].glued
        if is_entry and sentence.tokens[at + 1].word in words.known_lists:
            return _Named(at, at + 2, (at + 1, at + 2))
    return None


def _before_sign(sentence: Sentence, sign: int, verb: int | None) -> _Named | None:
    words = sentence.language.words
    tokens = sentence.tokens
    is_sum = tokens[sign].text == "+" and sign + 1 < len(tokens) and tokens[sign + 1].text == "="
    start = 0 if verb is None else verb + 1
    while (
        start < sign and tokens[start].word in words.list_entries | words.articles | words.pronouns
    ):
        start += 1
    if not 0 < sign - start <= _MOST_NAME_WORDS + 1:
        return None
    entered = verb is not None and any(
        token.word in words.list_entries for token in tokens[verb + 1 : start]
    )
    known = tokens[start].word in words.known_lists
    if is_sum or entered or known:
        return _Named(start, sign, (start, sign))
    return None


def _is_other(sentence: Sentence, named: _Named) -> bool:
    tokens = sentence.tokens[named.start : named.end]
    return any(token.word in sentence.language.words.no_lists for token in tokens)


def _starts_at(named: _Named) -> bool:
    return named.start == 0


def _colon(sentence: Sentence, named: _Named) -> int | None:
    at = named.end
    if at < len(sentence.tokens) and sentence.tokens[at].word in sentence.language.words.item_words:
        at += 1
    if at < len(sentence.tokens) and sentence.tokens[at].text in (":", "+"):
        is_sum = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].text == "="
        return at + 2 if is_sum else at + 1
    return None


def _items(
    sentence: Sentence, named: _Named, verb: int | None, colon: int | None
) -> tuple[str, ...]:
    size = len(sentence.tokens)
    if colon is not None:
        return _split(sentence, list(range(colon, size)))
    first = 0 if verb is None else verb + 1
    before = list(range(first, named.start))
    after = list(range(named.end, size))
    found = _split(sentence, before)
    if not found or _goes_on(sentence, named.end):
        found += _split(sentence, after)
    if verb is not None and verb < named.start and not _split(sentence, before):
        found = _split(sentence, _said_before(sentence, verb)) + found
    return found


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Tell whether more things follow behind the list, and no remark: "... too, I forgot"."""
    tokens = sentence.tokens
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    joins = at + 1 < len(tokens) and tokens[at].word in sentence.language.words.and_ | {"+"}
    return joins and tokens[at + 1].word[:1].isalnum()


def _said_before(sentence: Sentence, verb: int) -> list[int]:
    """Return what ran out or was named: "acabou o shampoo, põe na lista"."""
    gone = sentence.language.words.ran_out
    starts = [
        at + 1
        for at in range(verb)
        if sentence.tokens[at].word in gone or sentence.tokens[at].text == ":"
    ]
    return list(range(starts[0], verb)) if starts else []


def _split(sentence: Sentence, tokens: list[int]) -> tuple[str, ...]:
    words = sentence.language.words
    rows: list[list[int]] = [[]]
    for at in tokens:
        token = sentence.tokens[at]
        is_pause = token.text in _ITEM_SIGNS or sentence.is_stop(at) or token.text == "/"
        glued_number = (
            token.text == "," and at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].glued
        )
        if (is_pause and not glued_number) or token.word in words.and_ or _is_polite(sentence, at):
            rows.append([])
        elif sentence.breaks_before(at):
            rows.append([at])
        else:
            rows[-1].append(at)
    items = (_item(sentence, row) for row in rows)
    return tuple(item for item in items if item)


def _item(sentence: Sentence, row: list[int]) -> str | None:
    words = sentence.language.words
    droppable = words.item_leading | words.list_verbs | words.ran_out
    while row and sentence.tokens[row[0]].word in droppable and _is_small(sentence, row[0]):
        row = row[1:]
    while row and _trails(sentence, row[-1]):
        row = row[:-1]
    text = sentence.words(row[0], row[-1] + 1) if row else ""
    return text.strip(' .;:!-"“”') or None


def _trails(sentence: Sentence, at: int) -> bool:
    """Tell what is no part of a thing at its end: "too", "please", a picture."""
    token = sentence.tokens[at]
    if token.word in sentence.language.words.item_trailing:
        return True
    return not token.word[:1].isalnum() and token.text not in ")]%\"'”’°ºª+!"


def _is_small(sentence: Sentence, at: int) -> bool:
    """Tell an article from the beginning of a name: "O Poço"."""
    return not sentence.tokens[at].text[:1].isupper()


def name_of_list(sentence: Sentence) -> str | None:
    """Return the name of the list that a question is about."""
    named = _named(sentence) or _known_name(sentence, None)
    return sentence.words(*named.name) or None if named else None
