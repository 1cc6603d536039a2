"""The things that are put on a list: where one ends, and what of it is no part of it."""

from engine.grammar.sentence import Sentence

_ITEM_SIGNS = frozenset(",;+•*")


def split(sentence: Sentence, tokens: list[int]) -> tuple[str, ...]:
    """Return the things that a row of tokens names."""
    words = sentence.language.words
    rows: list[list[int]] = [[]]
    for at in tokens:
        token = sentence.tokens[at]
        is_pause = token.text in _ITEM_SIGNS or sentence.is_stop(at) or token.text == "/"
        glued_number = (
            token.text == "," and at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].glued
        )
        if _is_and_inside(sentence, at):
            rows[-1].append(at)
        elif (is_pause and not glued_number) or token.word in words.and_ or is_polite(sentence, at):
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
    while row and sentence.tokens[row[0]].word in droppable and is_small(sentence, row[0]):
        if len(row) > 1 and _is_measured(sentence, row):
            break
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
