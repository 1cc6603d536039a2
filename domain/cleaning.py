"""Text as it may be stored: nothing is dropped, what no database takes is made visible."""

import re

LONGEST_MESSAGE = 10_000
"""Characters of one message, unless the settings say otherwise (EN-13)."""

REPLACEMENT = "\ufffd"
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def storable(text: str) -> str:
    """Return `text` with NUL, control characters and lone surrogates as U+FFFD."""
    return _UNSTORABLE.sub(REPLACEMENT, text)


def visible(text: str) -> str:
    r"""Return `text` with control and direction characters written out, as in `\u202e`."""
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
