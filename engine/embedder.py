"""The contract of embedders: sentences as vectors, so that meaning can be compared."""

from collections.abc import Sequence
from typing import Protocol


class Embedder(Protocol):
    """Makes vectors of unit length, all with `size` numbers (at most 384).

    `name` names model and size: vectors of different names cannot be compared. Both methods may
    take tens of milliseconds: call them outside the event loop. Errors: ModelFailed.
    """

    @property
    def name(self) -> str:
        """The model, its version and size."""

    @property
    def size(self) -> int:
        """How many numbers a vector has."""

    def passages(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vectors of what is to be found."""

    def query(self, text: str) -> list[float]:
        """Return the vector of what is looked for."""
