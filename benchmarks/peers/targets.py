"""What we are held to beside the peers, and the table in which all stand."""

from benchmarks.peers.subjects import SUBJECTS, Subject
from benchmarks.report import Found, Target, spread, table

PEERS = {
    "command beside aiogram": Target(
        "a command's processor time, of aiogram's echo",
        "times",
        1 / 3,
        figure="command.processor_ms",
        of="aiogram.processor_ms",
        stretch=1 / 10,
    ),
    "command beside an ORM": Target(
        "a command's processor time, of aiogram with SQLAlchemy",
        "times",
        1 / 10,
        figure="command.processor_ms",
        of="aiogram_sqlalchemy.processor_ms",
        stretch=1 / 40,
    ),
    "p99 beside aiogram": Target(
        "p99 at 100 messages a second, of aiogram's echo",
        "times",
        1.0,
        figure="command.p99_ms",
        of="aiogram.p99_ms",
    ),
    "p99 beside an ORM": Target(
        "p99 at 100 messages a second, of aiogram with SQLAlchemy",
        "times",
        1 / 10,
        figure="command.p99_ms",
        of="aiogram_sqlalchemy.p99_ms",
    ),
    "capture beside nanobot": Target(
        "a capture's processor time, of a turn of nanobot",
        "times",
        1 / 20,
        figure="capture.processor_ms",
        of="nanobot.processor_ms",
    ),
    "conversation beside nanobot": Target(
        "a model's turn, of a turn of nanobot",
        "times",
        1 / 5,
        figure="conversation.processor_ms",
        of="nanobot.processor_ms",
    ),
    "start beside aiogram": Target(
        "start to the first answer, of aiogram's, by the clock",
        "times",
        1 / 5,
        figure="command.start_s",
        of="aiogram.start_s",
    ),
    "start's processor time beside aiogram": Target(
        "the same in processor time",
        "times",
        1 / 5,
        figure="command.start_processor_s",
        of="aiogram.start_processor_s",
    ),
    "idle memory": Target("idle memory", "MB", 80.0, figure="command.idle_mb"),
    "idle memory beside aiogram": Target(
        "idle memory, of aiogram's echo",
        "times",
        1 / 2,
        figure="command.idle_mb",
        of="aiogram.idle_mb",
    ),
}
FLAT = {
    "flat.ratio": Target("memory after all messages, of that after the first 2,000", "times", 1.05)
}
_COLUMNS = {
    "processor_ms": "processor ms a message",
    "p99_ms": "p99 ms at 100/s",
    "start_s": "start s",
    "start_processor_s": "its processor s",
    "idle_mb": "idle MB",
    "busy_mb": "busy MB",
}


def standing(found: Found) -> list[str]:
    """Return the table of all subjects; who is not installed stands there as not measured."""
    heads = ["", "a second on one core", *_COLUMNS.values()]
    return table(heads, [_row(subject, found) for subject in SUBJECTS])


def _row(subject: Subject, found: Found) -> list[str]:
    costs = found.get(f"{subject.name}.processor_ms")
    if not costs:
        return [subject.label, "not measured", *([""] * len(_COLUMNS))]
    a_second = f"{1000 / spread(costs).middle:,.0f}"
    values = [found.get(f"{subject.name}.{figure}") for figure in _COLUMNS]
    return [subject.label, a_second, *(str(spread(one)) if one else "" for one in values)]
