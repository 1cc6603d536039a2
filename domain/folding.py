"""Folding: text as it is compared, without case and accents."""

import unicodedata


def folded(text: str) -> str:
    """Return `text` in lower case, without accents, with single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(part for part in parts if not unicodedata.combining(part)).split())
