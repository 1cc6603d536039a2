"""Mends slips of the finger in the few words on which a sentence turns: "domigo", "tomorow"."""

from collections.abc import Iterable
from functools import lru_cache

_SHORTEST = 5
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Speller:
    """Knows the key words of a language; mends only what no production knows.

    One slip is mended: a letter left out, typed twice, swapped with its neighbour, or, in
    words of seven letters and more, struck beside its key. The first letter is trusted.
    """

    __slots__ = ("_keys", "_known", "mended")

    def __init__(self, keys: Iterable[str], known: frozenset[str]) -> None:
        self._known = known
        self._keys: dict[str, list[str]] = {}
        for key in keys:
            if len(key) >= _SHORTEST:
                self._keys.setdefault(key[0], []).append(key)
        self.mended = lru_cache(maxsize=4096)(self._mended)

    def _mended(self, word: str) -> str:
        """Return the key word that was meant, or the word as it is."""
        if len(word) < _SHORTEST - 1 or word in self._known or not word.isalpha():
            return word
        meant = [key for key in self._keys.get(word[0], ()) if _is_slip(word, key)]
        return meant[0] if len(meant) == 1 else word


def _is_slip(word: str, key: str) -> bool:
    if len(word) == len(key) - 1:
        return len(word) >= _SHORTEST - 1 and any(
            key[:at] + key[at + 1 :] == word for at in range(1, len(key))
        )
    if len(word) == len(key) + 1:
        return any(
            word[at] in word[at - 1 : at + 2 : 2] and word[:at] + word[at + 1 :] == key
            for at in range(1, len(word))
        )
    if len(word) != len(key):
        return False
    wrong = [at for at in range(len(key)) if word[at] != key[at]]
    if len(wrong) == 2:
        one, two = wrong
        return two == one + 1 and word[one] == key[two] and word[two] == key[one]
    return len(wrong) == 1 and len(key) >= 7 and _are_neighbours(word[wrong[0]], key[wrong[0]])


def _are_neighbours(one: str, other: str) -> bool:
    for number, row in enumerate(_ROWS):
        at = row.find(one)
        if at < 0:
            continue
        near = row[max(0, at - 1) : at + 2]
        for beside in _ROWS[max(0, number - 1) : number + 2]:
            near += beside[max(0, at - 1) : at + 2]
        return other in near
    return False
