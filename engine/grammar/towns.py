"""Names of places as a pattern: where people say that they are."""

from engine.cities import CITIES, COUNTRIES, SAME_AS, SEVERAL
from engine.grammar import places


def towns() -> str:
    """Return a group of every place whose zone is known by its name."""
    tables = (CITIES, COUNTRIES, SAME_AS, SEVERAL, places.CITIES, places.TWO_WORDS)
    names = sorted({name for table in tables for name in table})
    return f"({' | '.join(names)})"
