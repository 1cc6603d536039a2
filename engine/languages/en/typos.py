"""Slips of the finger in the words that a sentence cannot do without: "remnid", "tomorow"."""

from collections.abc import Iterator

_WORDS = (
    "remind reminder reminders tomorrow tonight monday tuesday wednesday thursday friday saturday "
    "sunday weekend morning afternoon evening january february september october november december "
    "appointment schedule calendar groceries grocery birthday minutes every"
)
_REAL = frozenset(
    "remand rewind remake remains remainder reminded minute mourning mooring mornings evenings "
    "frida sundae every very ever fever weeded grocer mending".split()
)
"""Words that are no slips although they look like some."""
_VOWELS = "aeiou"
_SHORT = 5


def spellings() -> dict[str, str]:
    """Return the slips of one letter: left out, doubled, exchanged, or another vowel."""
    words = _WORDS.split()
    found: dict[str, str] = {}
    for word in words:
        for slip in _slips(word):
            if slip not in _REAL and slip not in words:
                found.setdefault(slip, word)
    return found


def _slips(word: str) -> Iterator[str]:
    size = len(word)
    for at in range(size):
        if 0 < at < size - 1 or (at == size - 1 and size > _SHORT + 1):
            yield word[:at] + word[at + 1 :]
        yield word[: at + 1] + word[at:]
        if at and at + 1 < size:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if at and word[at] in _VOWELS and size > _SHORT:
            yield from (word[:at] + vowel + word[at + 1 :] for vowel in _VOWELS)
