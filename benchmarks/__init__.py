"""The figures of the README, each from one command: `python -m benchmarks`."""

from pathlib import Path


def scratch() -> Path:
    """Return a folder on the disk that the assistant would use: `/tmp` is often memory."""
    folder = Path("data") / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder.absolute()
