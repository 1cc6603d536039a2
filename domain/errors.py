"""The one family of errors: facts for the log, a message id for the person."""

from typing import ClassVar


class SparkError(Exception):
    """Something SparkOne refuses or cannot do; the class docstring goes to the log.

    `facts` carries what the log may know (never message texts, never secrets);
    `message_id` names the sentence that a person reads.
    """

    message_id: ClassVar[str] = "error.unexpected"

    def __init__(self, **facts: object) -> None:
        super().__init__(*facts.values())
        self.facts = facts

    @property
    def brief(self) -> str:
        """The reason among the facts, or else what happened: for whoever mends it."""
        return str(self.facts.get("reason") or type(self).__name__)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        reason = (type(self).__doc__ or type(self).__name__).strip().splitlines()[0]
        return f"{reason} ({facts})" if facts else reason


class ConfigurationError(SparkError):
    """The configuration cannot be used; each fault is one line."""

    message_id = "error.configuration"

    def __init__(self, faults: list[str]) -> None:
        super().__init__(faults="; ".join(faults))
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(self.faults)


class Overloaded(SparkError):
    """A bounded queue is full; the sender should come back later."""

    message_id = "error.overloaded"


class StorageUnavailable(SparkError):
    """The database cannot be written: disk full, read-only, or damaged."""

    message_id = "error.storage"


class StorageBroken(StorageUnavailable):
    """The database file is damaged or its disk fails: nothing more is written to it."""


class ServerUnavailable(StorageUnavailable):
    """The database server does not answer, or refuses to work."""


class AlreadyRunning(SparkError):
    """Another process already serves this database."""

    message_id = "error.already_running"


class UnknownZone(SparkError):
    """No time zone has this name."""

    message_id = "error.unknown_zone"


class InvalidRule(SparkError):
    """A recurrence rule that RFC 5545 does not allow, or that never occurs."""

    message_id = "error.invalid_rule"


class LostClaim(SparkError):
    """The job was taken over by another worker; this attempt may not commit."""


class ModelUnavailable(SparkError):
    """The language model gave no answer; `reason` is "slow", "empty" or the kind of error."""

    message_id = "error.model"
