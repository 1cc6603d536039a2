"""The things that are put on a list: where one ends, and what of it is no part of it."""

from engine.grammar.sentence import Sentence

_LEAST_SPACED = 3
"""Two words are one thing: "shopping list oat milk"."""
_ITEM_SIGNS = frozenset(",;+•*")


def split(sentence: Sentence, tokens: list[int]) -> tuple[str, ...]:
    """Return the things that a row of tokens names."""
    words = sentence.language.words
    rows: list[list[int]] = [[]]
    for at in tokens:
        token = sentence.tokens[at]
        is_pause = token.text in _ITEM_SIGNS or sentence.is_stop(at) or _parts(sentence, at)
        glued_number = (
            token.text == "," and at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].glued
        )
        if token.word in words.list_adding and rows[-1] and at - 1 in tokens:
            rows.append([])  # "add soap add bread"
        elif _is_and_inside(sentence, at):
            rows[-1].append(at)
        elif (is_pause and not glued_number) or token.word in words.and_ or is_polite(sentence, at):
            rows.append([])
        elif sentence.breaks_before(at):
            rows.append([at])
        else:
            rows[-1].append(at)
    items = (_item(sentence, row) for row in rows)
    return tuple(item for item in items if item)


def without_commas(sentence: Sentence, start: int) -> tuple[str, ...]:
    """Return things said without anything between: "shopping list eggs flour caster sugar"."""
    binders = sentence.language.words.item_binders
    if not binders:
        return ()
    end = len(sentence.tokens)
    while end > start and (is_polite(sentence, end - 1) or sentence.is_stop(end - 1)):
        end -= 1
    tokens = sentence.tokens[start:end]
    links = sentence.language.words.and_ | sentence.language.words.list_links
    plain = all(one.word.isalpha() and one.word not in links for one in tokens)
    if not plain or len(tokens) < _LEAST_SPACED or sentence.times:
        return ()
    items: list[str] = []
    begins = True
    for token in tokens:
        items = [*items, token.text] if begins else [*items[:-1], f"{items[-1]} {token.text}"]
        begins = token.word not in binders
    return tuple(items)


def _parts(sentence: Sentence, at: int) -> bool:
    """Tell a stroke between things, which is none in "1/2 inch screws"."""
    tokens = sentence.tokens
    if tokens[at].text != "/":
        return False
    inside = 0 < at < len(tokens) - 1
    return not (inside and tokens[at - 1].word.isdigit() and tokens[at + 1].word.isdigit())


def _item(sentence: Sentence, row: list[int]) -> str | None:
    words = sentence.language.words
    droppable = words.item_leading | words.list_verbs | words.ran_out
    while row and sentence.tokens[row[0]].word in droppable and _is_plain(sentence, row[0]):
        if len(row) > 1 and _is_measured(sentence, row):
            break
        row = row[1:]
    while row and _trails(sentence, row[-1]):
        row = row[:-1]
    text = sentence.words(row[0], row[-1] + 1) if row else ""
    return text.strip(' .;:!-"“”') or None


def _is_plain(sentence: Sentence, at: int) -> bool:
    """Tell a small word, or one that is big only because it begins the sentence."""
    begins = at == 0 and sentence.tokens[at].word not in sentence.language.words.articles
    return begins or is_small(sentence, at)


def _trails(sentence: Sentence, at: int) -> bool:
    """Tell what is no part of a thing at its end: "too", "please", a picture."""
    token = sentence.tokens[at]
    if token.word in sentence.language.words.item_trailing:
        return True
    return not token.word[:1].isalnum() and token.text not in ")]%\"'”’°ºª+!"


def _is_measured(sentence: Sentence, row: list[int]) -> bool:
    """Tell an article that is a quantity: "a dozen eggs"."""
    words = sentence.language.words
    is_article = sentence.tokens[row[0]].word in words.articles
    return is_article and sentence.tokens[row[1]].word in words.measures


def _is_and_inside(sentence: Sentence, at: int) -> bool:
    """Tell an "and" that parts no things: "M&Ms", "half and half", "mac and cheese"."""
    tokens = sentence.tokens
    words = sentence.language.words
    if not 0 < at < len(tokens) - 1 or tokens[at].word not in words.and_:
        return False
    if tokens[at].glued and tokens[at + 1].glued:
        return True
    before, after = tokens[at - 1].word, tokens[at + 1].word
    return before == after or (before, after) in words.pairs


def is_small(sentence: Sentence, at: int) -> bool:
    """Tell an article from the beginning of a name: "O Poço"."""
    return not sentence.tokens[at].text[:1].isupper()


def is_polite(sentence: Sentence, at: int) -> bool:
    """Tell whether a token only says please."""
    return any(one.cue.kind == "polite" and one.start <= at < one.end for one in sentence.cues)
