"""Health: whether the Cloud API serves us, told once when it stops and once when it is back."""

from enum import IntEnum

from bot.channel import Report
from bot.cloudapi.advice import ADVICE
from bot.cloudapi.reading import NAME


class Word(IntEnum):
    """By what a trouble is known; only as good a word ends it."""

    ANSWER = 1
    STATUS = 2
    """A message was taken and failed later: that the next one is taken proves nothing."""
    ACCOUNT = 3


class Health:
    """`reason` is empty while all is well. `report` is where the owner is told."""

    def __init__(self) -> None:
        self.report: Report | None = None
        self.reason = ""
        self._word = Word.ANSWER
        self._is_known_well = False

    async def trouble(
        self, reason: str, advice: str | None = None, word: Word = Word.ANSWER
    ) -> None:
        """Note that the service does not serve us; told once until it is well again."""
        if self.reason:
            return
        self.reason, self._word = reason, word
        if self.report is not None:
            await self.report.trouble(NAME, reason, ADVICE[advice] if advice else None)

    async def well(self, word: Word = Word.ANSWER) -> None:
        """Note that it serves us; told at the start, and after a trouble."""
        if self.reason and word < self._word:
            return
        if self._is_known_well and not self.reason:
            return
        self.reason, self._is_known_well = "", True
        if self.report is not None:
            await self.report.trouble(NAME, "")
