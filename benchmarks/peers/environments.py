"""The environments of the peers and of ours, each from its file of pinned versions.

Ours is what `make run` installs: the libraries of tests are not in the way of its start.

Run: python -m benchmarks.peers.environments
"""

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
REQUIREMENTS = Path(__file__).with_name("requirements")
ENVIRONMENTS = ROOT / ".venv-peers"
OURS = "sparkone"
NAMES = (OURS, *sorted(path.stem for path in REQUIREMENTS.glob("*.txt")))
_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Environments:
    """Where the environments are; `make` fills it, and nothing else writes there."""

    folder: Path = ENVIRONMENTS

    def python(self, name: str) -> Path | None:
        """Return the interpreter of a peer, or None where it is not installed as pinned."""
        mark = self._mark(name)
        return self._interpreter(name) if mark.exists() else None

    def make(self, name: str) -> str | None:
        """Install a peer unless it is there; returns why it could not be, or None."""
        if self.python(name) is not None:
            return None
        self.folder.mkdir(parents=True, exist_ok=True)
        pip = [str(self._interpreter(name)), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        for command in (
            [sys.executable, "-m", "venv", "--clear", str(self.folder / name)],
            [*pip, "install", "--requirement", str(_requirements(name))],
        ):
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=_SECONDS, check=False
            )
            if done.returncode != 0:
                return done.stderr.strip().rpartition("\n")[2] or "no reason given"
        self._mark(name).touch()
        return None

    def _interpreter(self, name: str) -> Path:
        return self.folder / name / "bin" / "python"

    def _mark(self, name: str) -> Path:
        pins = hashlib.sha256(_requirements(name).read_bytes()).hexdigest()[:12]
        return self.folder / name / f".ready-{pins}"


def _requirements(name: str) -> Path:
    return ROOT / "requirements.lock" if name == OURS else REQUIREMENTS / f"{name}.txt"


def main() -> int:
    """Install all peers; one that cannot be is named, and is then not measured."""
    environments = Environments()
    for name in NAMES:
        reason = environments.make(name)
        print(f"{name}: {'installed' if reason is None else f'not installed: {reason}'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
