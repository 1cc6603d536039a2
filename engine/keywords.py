"""Keywords: the words by which something is found again, folded, without those of every sentence.

Portuguese and English are folded alike and together: people mix them, and a short message does
not say in which language it is.
"""

import re
from collections.abc import Iterator

from domain.folding import folded

LONGEST_WORD = 40
SHORTEST_STEM = 4
"""Letters from which the beginning of a word stands for its forms."""
_WORD = re.compile(r"[^\W_]+")
STOP_WORDS = frozenset(
    folded(word)
    for word in """
    a o as os um uma uns umas e ou é do da dos das de no na nos nas em por pelo pela pra pro pras
    pros para com sem que qual quais quem quando onde como quanto quanta quantos quantas se são foi
    era ser estou está estava tem tenho ter eu meu minha meus minhas me mim você seu sua ele ela
    eles elas isso isto aquele aquela esse essa este esta ao aos à às já mais muito não nem lá aqui
    há fica vai vou
    the an of in on at to is are was were do does did can will would what which who whom when where
    why how much many i my me you your it its there this that these those and or for with from by
    as be been am he she they we our his her their has have had not so s t m re ve ll d
    """.split()
)
_PLURALS = (
    ("oes", "ao"), ("aes", "ao"), ("ais", "al"), ("eis", "el"), ("ies", "y"), ("ns", "m"),
    ("es", ""), ("s", ""),
)  # fmt: skip
_ENDINGS = (
    "amento imento acao mente ando endo indo aram eram iram ava aria ing ed ar er ir ou ei "
    "a o e i u"
).split()


def words_in(text: str) -> Iterator[str]:
    """Yield all words of a text, folded."""
    for found in _WORD.finditer(folded(text)):
        yield found[0][:LONGEST_WORD]


def keywords(text: str) -> list[str]:
    """Return the words of a text that say something, folded, each once."""
    return list(dict.fromkeys(word for word in words_in(text) if word not in STOP_WORDS))


def stem(word: str) -> str:
    """Return with what the forms of a folded word begin; it is a word's guess, not a linguist's."""
    if word.isdigit() or len(word) < SHORTEST_STEM:
        return word
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
