"""The account of a drill: what was done with a backup, and what came of it."""

import msgspec


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What a drill found: `reason` None: all is well; `lines` say step by step what was done.

    `file` is the name of the backup, None where there was none to try.
    """

    file: str | None
    lines: list[str]
    reason: str | None = None

    @property
    def is_sound(self) -> bool:
        """Whether the backup proved itself."""
        return self.reason is None

    def text(self) -> str:
        """Return it as the command line prints it."""
        end = "the backup is good" if self.is_sound else f"FAILED: {self.reason}"
        return "\n".join([f"drill: {self.file or 'no backup'}", *self.lines, end])
