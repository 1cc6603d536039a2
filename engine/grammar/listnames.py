"""Where a list is named in a sentence: "na lista de compras", "mercado: pão"."""

from domain.frozen import dataclass
from engine.grammar.cues import Role
from engine.grammar.sentence import Sentence
from engine.grammar.things import is_small

_MOST_NAME_WORDS, _SHORTEST_NAME = 4, 4
_ME = frozenset(("mim", "me", "us", "nos", "gente"))


@dataclass(frozen=True, slots=True)
class Named:
    """Where a list is named: tokens from `start` to `end`, the name itself inside."""

    start: int
    end: int
    name: tuple[int, int]


def named_list(sentence: Sentence) -> Named | None:
    """Return where a list is named by the word for one, or None."""
    words = sentence.language.words
    for at, token in enumerate(sentence.tokens):
        if token.word in words.list_words:
            if (made := _made(sentence, at)) is not None:
                return made
            if words.list_links and _follows(sentence, at + 1, words.list_links):
                named = _name_after(sentence, at)
                said = sentence.tokens[named.name[0] : named.name[1]]
                if said and said[0].word in _ME and not words.list_links_only:
                    return _name_before(sentence, at)
                if not all(one.word in words.pronouns for one in said) or words.list_links_only:
                    return named  # and not "put it on the shopping list for me"
            return _bare_name(sentence, at) or _name_before(sentence, at)
    return None


def _follows(sentence: Sentence, at: int, words: frozenset[str]) -> bool:
    return at < len(sentence.tokens) and sentence.tokens[at].word in words


def _entry(sentence: Sentence, at: int) -> int:
    """Return where the words that lead to a list begin: "na [minha] lista"."""
    words = sentence.language.words
    allowed = words.list_entries | words.list_exits | words.articles | words.pronouns
    end = at
    while at > 0 and sentence.tokens[at - 1].word in allowed and is_small(sentence, at - 1):
        entered = any(one.word not in words.articles for one in sentence.tokens[at:end])
        if entered and sentence.tokens[at - 1].word.isdigit():
            break  # "a pack of 2 to the list", and not "milk 2 the list"
        at -= 1
    return at


def _made(sentence: Sentence, at: int) -> Named | None:
    """Find the name of a list that is made: "cria a lista material escolar com caderno"."""
    words = sentence.language.words
    start = _entry(sentence, at)
    if not start or sentence.tokens[start - 1].word not in words.list_making:
        return None
    ends = words.with_ | words.list_stops
    first = at + 1 + _follows(sentence, at + 1, words.list_links)
    if _follows(sentence, first, words.item_words):
        return None  # "new wishlist item: a kite"
    end = first
    while end < len(sentence.tokens) and sentence.tokens[end].word[:1].isalnum():
        if sentence.tokens[end].word in ends:
            return Named(start - 1, end + 1, (first, end))
        end += 1
    if first < end < len(sentence.tokens) and sentence.tokens[end].text == ":":
        return Named(start - 1, end, (first, end))
    return None


def _bare_name(sentence: Sentence, at: int) -> Named | None:
    """Find a name of one word that ends the sentence: "põe carvão na lista churrasco"."""
    words, start, name = sentence.language.words, _entry(sentence, at), at + 1
    size = len(sentence.tokens)
    while size and not sentence.tokens[size - 1].word[:1].isalnum():
        size -= 1
    if not words.list_links_only or start < 2 or start == at or name != size - 1:
        return None
    word = sentence.tokens[name].word
    small = words.list_stops | words.pronouns | words.trailing | words.item_trailing
    if len(word) < _SHORTEST_NAME or not word.isalpha() or word in small:
        return None
    spans = [(one.start, one.end) for one in (*sentence.times, *sentence.weak_times)]
    spans += [(one.start, one.end) for one in sentence.cues if one.cue.role is not Role.KEEP]
    if any(first <= name < end for first, end in spans):
        return None
    return Named(start, size, (name, size))


def _name_after(sentence: Sentence, at: int) -> Named:
    words = sentence.language.words
    start, first = _entry(sentence, at), at + 2
    end = first
    while end < len(sentence.tokens) and end - first < _MOST_NAME_WORDS:
        token = sentence.tokens[end]
        if not token.word[:1].isalpha() or token.word in words.list_stops | words.ran_out:
            break
        if end > first and token.word in words.list_links and _follows(sentence, end + 1, _ME):
            break
        end += 1
    if start and sentence.tokens[start - 1].word in words.list_verbs:
        end = _before_things(sentence, first, end)
    return Named(start, end, (first, end))


def _before_things(sentence: Sentence, first: int, end: int) -> int:
    """Return where the name ends when things follow at once: "put on the list of films Dune"."""
    if end < len(sentence.tokens) and sentence.tokens[end].text == ":":
        return end
    links = sentence.language.words.list_links
    name = first + 1
    while name + 1 < end and sentence.tokens[name].word in links:
        name += 2
    return min(name, end)


def _name_before(sentence: Sentence, at: int) -> Named:
    words = sentence.language.words
    first = at
    stops = words.list_entries | words.articles | words.pronouns | words.list_verbs | words.and_
    stops |= words.list_exits
    while first > 0 and at - first < _MOST_NAME_WORDS and not words.list_links_only:
        token = sentence.tokens[first - 1]
        is_for = sentence.tokens[first].word in words.list_purposes
        if (token.word in stops and not is_for) or not token.word[:1].isalnum():
            break
        first -= 1
    end = at + 1
    if sentence.tokens[at].word in words.list_names:
        return Named(_entry(sentence, at), end, (at, end))
    return Named(_entry(sentence, first), end, (first, at))


def known_list(sentence: Sentence, verb: int | None) -> Named | None:
    """Find a list that is named without the word "list": "mercado: pão, leite"."""
    words = sentence.language.words
    for at, token in enumerate(sentence.tokens):
        if token.text in (":", "+") or (token.text in "-–—=" and not token.glued and at):
            return _before_sign(sentence, at, verb)
    if verb is None:
        return None
    is_behind = verb > 1 and sentence.tokens[verb - 1].text == ","
    if is_behind and (named := _before_verb(sentence, verb, verb + 1)) is not None:
        return named
    if (elided := _elided(sentence, verb)) is not None:
        return elided
    entries = words.list_entries - words.articles - words.pronouns
    for at in range(verb + 1, len(sentence.tokens) - 1):
        is_entry = sentence.tokens[at].word in entries and not sentence.tokens[at].glued
        is_entry = is_entry or (at > verb + 1 and _enters(sentence, at, entries))
        if is_entry and sentence.tokens[at + 1].word in words.known_lists:
            return Named(at, at + 2, (at + 1, at + 2))
    return None


def _enters(sentence: Sentence, at: int, entries: frozenset[str]) -> bool:
    """Tell an article behind "to" or "on": "stick eggs on THE shopping"."""
    words = sentence.language.words
    small = words.articles | words.pronouns
    return sentence.tokens[at].word in small and sentence.tokens[at - 1].word in entries


def _before_sign(sentence: Sentence, sign: int, verb: int | None) -> Named | None:
    words = sentence.language.words
    tokens = sentence.tokens
    is_sum = tokens[sign].text == "+" and sign + 1 < len(tokens) and tokens[sign + 1].text == "="
    start = 0 if verb is None else verb + 1
    if verb and (named := _before_verb(sentence, verb, sign)) is not None:
        return named
    while (
        start < sign and tokens[start].word in words.list_entries | words.articles | words.pronouns
    ):
        start += 1
    if not 0 < sign - start <= _MOST_NAME_WORDS + 1:
        return None
    if verb is not None and _enters_known(sentence, sign):
        return Named(start, sign, (sign - 1, sign))  # "anota pra comprar na feira: ..."
    leads = (one for one in sentence.cues if one.start < sign and one.cue.role is Role.LEAD)
    if any(one.cue.kind != "put" for one in leads):
        return None
    entries = words.list_entries - words.articles - words.pronouns
    entered = verb is not None and any(token.word in entries for token in tokens[verb + 1 : start])
    known = tokens[start].word in words.known_lists or _has_purpose(sentence, start, sign)
    if is_sum or entered or known:
        return Named(start, sign, (start, sign))
    return None


def _enters_known(sentence: Sentence, sign: int) -> bool:
    words = sentence.language.words
    named = sentence.tokens[sign - 1].word in words.known_lists
    return named and sentence.tokens[sign - 2].word in words.list_entries and sign > 2


def _before_verb(sentence: Sentence, verb: int, sign: int) -> Named | None:
    """Find a list that is named before the verb: "shows to watch, add: Dark and Ozark"."""
    words = sentence.language.words
    small = words.item_leading | words.articles
    between = sentence.tokens[verb + 1 : sign]
    if any(one.word not in small for one in between) or sentence.times:
        return None
    end = verb
    while end and not sentence.tokens[end - 1].word[:1].isalnum():
        end -= 1
    start = 0
    while start < end and sentence.tokens[start].word in words.list_entries | words.articles:
        start += 1
    is_short = 0 < end - start <= _MOST_NAME_WORDS
    known = is_short and (
        _has_purpose(sentence, start, end)
        or (end - start == 1 and sentence.tokens[start].word in words.known_lists)
    )
    return Named(0, sign, (start, end)) if known else None


def _elided(sentence: Sentence, verb: int) -> Named | None:
    """Find a list whose word is left out: "na de compras põe café"."""
    words = sentence.language.words
    if not words.list_links_only:
        return None
    for at in range(len(sentence.tokens) - 2):
        entry, link, name = sentence.tokens[at : at + 3]
        fits = entry.word in words.list_entries and link.word in words.list_links
        if fits and name.word[:1].isalpha() and name.word not in words.articles:
            known = name.word in words.known_lists or at + 3 == verb
            return Named(at, at + 3, (at + 2, at + 3)) if known else None
    return None


def _has_purpose(sentence: Sentence, start: int, sign: int) -> bool:
    """Tell a list by what its things are for: "games to buy - Hades"."""
    purposes = sentence.language.words.list_purposes
    said = any(sentence.tokens[at].word in purposes for at in range(start + 2, sign))
    return said and start not in sentence.verbs


def name_of_list(sentence: Sentence) -> str | None:
    """Return the name of the list that a question is about."""
    named = named_list(sentence) or known_list(sentence, None)
    return sentence.words(*named.name) or None if named else None
