"""Stations: what a process does for its house; `sparkone run --role`."""

from enum import StrEnum


class Station(StrEnum):
    """One process does all, or several share the work: any number of each."""

    ALL = "all"
    GATEWAY = "gateway"
    """Takes messages in: webhooks, polling, the terminal, HTTP."""
    WORKER = "worker"
    """Answers and sends."""
    CLOCK = "clock"
    """Says when something is due: reminders, briefs, notices, maintenance."""

    @property
    def receives(self) -> bool:
        """Whether messages come in here."""
        return self in {Station.ALL, Station.GATEWAY}

    @property
    def works(self) -> bool:
        """Whether jobs are run here."""
        return self in {Station.ALL, Station.WORKER}

    @property
    def keeps_time(self) -> bool:
        """Whether it is here that things fall due."""
        return self in {Station.ALL, Station.CLOCK}
