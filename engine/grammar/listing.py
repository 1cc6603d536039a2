"""Things put on a named list: "põe leite e pão na lista de compras"."""

from domain.frozen import dataclass
from engine.grammar.cues import Role
from engine.grammar.listnames import Named, known_list, named_list
from engine.grammar.reading import Intent, Query
from engine.grammar.sentence import CueFound, Sentence
from engine.grammar.thinglists import headed, is_plain_rest
from engine.grammar.things import is_polite, split, without_commas
from engine.grammar.tokens import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list's name (None: the only one, the usual one) and the items put on it."""

    name: str | None
    items: tuple[str, ...]
    is_guessed: bool = False
    """Whether nothing but a heading says that there is a list."""


def listing(sentence: Sentence) -> Listing | None:
    """Return the addition to a list that a sentence is, or None."""
    named = named_list(sentence)
    verb = _verb(sentence)
    if named is None:
        named = known_list(sentence, verb)
    if named is None:
        return _usual(sentence) or _headed(sentence)
    if _is_other(sentence, named) or _is_asked(sentence, named):
        return None
    colon = _colon(sentence, named)
    begins = _starts_at(named) and colon is not None
    if verb is None and colon is None and not _starts_at(named) and not _is_laid(sentence, named):
        return None
    if verb is None and not begins and any(token.text == "?" for token in sentence.tokens):
        return None
    is_nameless = verb is None and colon is None and named.name[0] == named.name[1]
    if is_nameless and not _is_only_laid(sentence, named):
        return None
    if verb is None and colon is None and _is_told_of(sentence, named):
        return None
    items = _items(sentence, named, verb, colon)
    if not items:
        return None
    return Listing(name=_spelled(sentence, *named.name), items=items)


def _headed(sentence: Sentence) -> Listing | None:
    named = headed(sentence)
    if named is None:
        return None
    items = split(sentence, list(range(named.end + 1, len(sentence.tokens))))
    return Listing(name=_spelled(sentence, *named.name), items=items, is_guessed=True)


def _is_asked(sentence: Sentence, named: Named) -> bool:
    """Tell a verb that looks like the word for a list: "lista meus lembretes"."""
    return any(
        one.start == named.start
        and one.cue.intent is Intent.QUERY
        and one.cue.query not in (Query.LIST, Query.SEARCH)
        for one in sentence.cues
    )


def _spelled(sentence: Sentence, start: int, end: int) -> str | None:
    """Return the name of a list as it was said, without its typos."""
    tokens = sentence.tokens[start:end]
    if all(fold(token.text) == token.word for token in tokens):
        return sentence.words(start, end) or None
    return " ".join(one.text if fold(one.text) == one.word else one.word for one in tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOff:
    """A list from which something is taken, and the tokens (end exclusive) that say so."""

    name: str | None
    tokens: tuple[int, int]


def taken_off(sentence: Sentence) -> TakenOff | None:
    """Return the list of "tira o leite da lista de compras", or None."""
    named = named_list(sentence)
    if named is None:
        return None
    exits = sentence.language.words.list_exits
    if not any(token.word in exits for token in sentence.tokens[named.start : named.end]):
        return None
    name = None if _is_other(sentence, named) else sentence.words(*named.name) or None
    return TakenOff(name=name, tokens=(named.start, named.end))


def _is_laid(sentence: Sentence, named: Named) -> bool:
    """Tell whether only things and their list are said: "toothpaste on the shopping list"."""
    entered = sentence.tokens[named.start].word in sentence.language.words.list_entries
    entered = entered or (named.start > 1 and sentence.tokens[named.start - 1].text == ",")
    beside = [one for one in sentence.cues if not named.start <= one.start < named.end]
    gone = sentence.language.words.ran_out
    only = all(
        one.cue.kind == "polite"
        or _is_wanted(one)
        or (one.start == 0 and any(word.word in gone for word in sentence.tokens[: one.end + 2]))
        for one in beside
    )
    is_named = named.name[0] < named.name[1] or _is_only_laid(sentence, named)
    return entered and only and not sentence.times and is_named


def _is_only_laid(sentence: Sentence, named: Named) -> bool:
    """Tell whether nothing but things and "on the list" is said."""
    words = sentence.language.words
    told = words.pronouns | words.breaks | words.list_verbs
    before = sentence.tokens[: named.start]
    is_told = any(one.word in told or one.text.lower() in words.states for one in before)
    closes = all(
        is_polite(sentence, at) or not sentence.tokens[at].word[:1].isalnum()
        for at in range(named.end, len(sentence.tokens))
    )
    has_verb = any(at < named.start for at in sentence.verbs)
    return bool(before) and closes and not is_told and not has_verb


def _is_told_of(sentence: Sentence, named: Named) -> bool:
    """Tell whether something is said of the list: "a lista de material está cara"."""
    states = sentence.language.words.states
    behind = sentence.tokens[named.start : named.end + 2]
    return any(token.word in states or token.text.lower() in states for token in behind)


def _is_wanted(found: CueFound) -> bool:
    """Tell "I need eggs on the shopping list" from something to do."""
    return found.cue.intent is Intent.TASK and found.cue.role is Role.LEAD and found.start == 0


def _usual(sentence: Sentence) -> Listing | None:
    """Return what is put on no list in particular: "adiciona detergente"."""
    words, tokens = sentence.language.words, sentence.tokens
    verb = next((at for at, one in enumerate(tokens) if one.word in words.list_adding), None)
    if verb is None or sentence.times or not _is_plain(sentence, verb):
        return None
    if verb + 2 < len(tokens) and verb + 1 in sentence.verbs:
        return None  # "add call mum" is something to do
    items = split(sentence, list(range(verb + 1, len(tokens))))
    named = tuple(item for item in items if any(sign.isalpha() for sign in item))
    return Listing(name=None, items=named) if named else None


def _is_plain(sentence: Sentence, verb: int) -> bool:
    """Tell whether nothing but things is said: café is one, "café com a Ana" is not."""
    size = len(sentence.tokens)
    things = (one.start for one in sentence.cues if one.cue.role is Role.KEEP)
    others = (one.cue.kind for one in sentence.cues if one.cue.role is not Role.KEEP)
    leads = any(
        token.word[:1].isalnum() and not is_polite(sentence, at)
        for at, token in enumerate(sentence.tokens[:verb])
    )
    is_alone = all(at != verb + 1 or at + 1 == size for at in things)
    return not leads and is_alone and all(kind in ("polite", "put") for kind in others)


def _verb(sentence: Sentence) -> int | None:
    verbs = sentence.language.words.list_verbs
    for at, token in enumerate(sentence.tokens):
        if token.word in verbs and not _is_please(sentence, at):
            return at
    return None


def _is_please(sentence: Sentence, at: int) -> bool:
    """Tell the verb that only looks like one: "POR favor"."""
    small = sentence.language.words.item_leading
    follows = sentence.tokens[at + 1].word if at + 1 < len(sentence.tokens) else ""
    if follows in small or not is_polite(sentence, at):
        return False
    return follows.isalpha() and is_polite(sentence, at + 1)


def _is_other(sentence: Sentence, named: Named) -> bool:
    tokens = sentence.tokens[named.start : named.end]
    return any(token.word in sentence.language.words.no_lists for token in tokens)


def _starts_at(named: Named) -> bool:
    return named.start == 0


def _colon(sentence: Sentence, named: Named) -> int | None:
    words = sentence.language.words
    at = named.end
    while at < len(sentence.tokens) and sentence.tokens[at].word in words.item_words:
        at += 1
    if at < len(sentence.tokens) and sentence.tokens[at].text in (":", "+", "-", "–"):
        is_sum = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].text == "="
        return at + 2 if is_sum else at + 1
    return None


def _items(
    sentence: Sentence, named: Named, verb: int | None, colon: int | None
) -> tuple[str, ...]:
    size = len(sentence.tokens)
    if colon is not None:
        return split(sentence, list(range(colon, size)))
    begins = verb is None and named.start == 0 and named.end < size
    if begins and (spaced := without_commas(sentence, named.end)):
        return spaced
    first = 0 if verb is None else verb + 1
    before = list(range(first, named.start))
    after = list(range(named.end, size))
    found = split(sentence, before)
    if not found or _goes_on(sentence, named.end):
        found += split(sentence, after)
    if verb is not None and verb < named.start and not split(sentence, before):
        found = split(sentence, _said_before(sentence, verb)) + found
    return found


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Tell whether more things follow behind the list, and no remark: "... too, I forgot"."""
    tokens = sentence.tokens
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
        if is_plain_rest(sentence, at):
            return True
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
    if not starts and any(_is_wanted(one) for one in sentence.cues):
        starts = [max(one.end for one in sentence.cues if _is_wanted(one))]
    if not starts and verb > 1 and sentence.tokens[verb - 1].text in ",.–-":
        starts = [0] if _are_things(sentence, verb) else []  # "milk, bread, add to shopping"
    return list(range(starts[0], verb)) if starts else []


def _are_things(sentence: Sentence, end: int) -> bool:
    """Tell whether only things are said before a verb: no cue, no time, no verb."""
    words = sentence.language.words
    told = words.pronouns | words.breaks
    plain = not any(one.word in told for one in sentence.tokens[:end])
    cues = (one for one in sentence.cues if one.end <= end and one.cue.kind != "polite")
    no_cue = all(one.cue.role is Role.KEEP and one.cue.intent is Intent.EVENT for one in cues)
    return plain and no_cue and not sentence.times and not any(at < end for at in sentence.verbs)
