"""Labels of origin: who a value comes from, carried with it wherever it goes."""

from enum import StrEnum


class Origin(StrEnum):
    """Where a value came from, from the most to the least trusted.

    MODEL: a model wrote it that had read nothing of third parties; else it is THIRD_PARTY too.
    """

    OWNER = "owner"
    CONFIRMED = "confirmed"
    OWN_STORE = "own_store"
    MODEL = "model"
    THIRD_PARTY = "third_party"

    def with_other(self, other: "Origin") -> "Origin":
        """Return the label of what both went into: the less trusted of the two."""
        order = list(Origin)
        return max(self, other, key=order.index)
