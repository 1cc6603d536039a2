"""Who is measured, by which program in which environment, and what is said to each."""

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.peers.environments import OURS, Environments

PROGRAMS = Path(__file__).with_name("programs")
RUN = "import sys; from bot.cli import main; sys.exit(main())"
"""What `sparkone` does, from this tree."""


class Drive(StrEnum):
    """How things are said to somebody."""

    CROWD = "crowd"
    """By webhook, fifty chats at once."""
    TALK = "talk"
    """By webhook, ten chats at once, in each one after the answer to the last."""
    TURNS = "turns"
    """The same inside the program itself, without a channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Somebody who is measured."""

    name: str
    label: str
    drive: Drive = Drive.CROWD
    text: str = "an echo of a text"
    environment: str | None = None
    """The peer's environment; None is ours, or the one that measures where ours is not made."""
    program: tuple[str, ...] = ()
    has_model: bool = False

    def command(self, environments: Environments) -> list[str] | None:
        """Return what starts it, `{port}` where its port belongs; None where it is not there."""
        if self.environment is None:
            ours = environments.python(OURS) or Path(sys.executable)
            return [str(ours), "-c", RUN, "run"]
        python = environments.python(self.environment)
        if python is None:
            return None
        return [str(python), str(PROGRAMS / self.program[0]), *self.program[1:]]


SUBJECTS = (
    Subject(name="command", label="SparkOne: a command, stored before the 200", text="/promises"),
    Subject(
        name="capture",
        label="SparkOne: a reminder captured, echoed with buttons",
        drive=Drive.TALK,
        text="me lembra de pagar o boleto sexta 8 e meia",
    ),
    Subject(
        name="conversation",
        label="SparkOne: a turn of an instant model",
        drive=Drive.TALK,
        text="tell me a story",
        has_model=True,
    ),
    Subject(
        name="aiogram",
        label="aiogram 3.31: an echo, kept nowhere",
        environment="aiogram",
        program=("aiogram_echo.py", "{port}"),
    ),
    Subject(
        name="aiogram_uvloop",
        label="the same on uvloop",
        environment="aiogram",
        program=("aiogram_echo.py", "{port}", "uvloop"),
    ),
    Subject(
        name="aiogram_sqlalchemy",
        label="aiogram with a session of SQLAlchemy an update",
        environment="aiogram-sqlalchemy",
        program=("aiogram_sqlalchemy.py", "{port}"),
    ),
    Subject(
        name="python_telegram_bot",
        label="python-telegram-bot 22.8: an echo, kept nowhere",
        environment="python-telegram-bot",
        program=("python_telegram_bot_echo.py", "{port}"),
    ),
    Subject(
        name="starlette",
        label="Starlette, uvicorn, msgspec, aiohttp: the same",
        environment="starlette",
        program=("starlette_echo.py", "{port}"),
    ),
    Subject(
        name="nanobot",
        label="nanobot 0.3.5: a turn of an instant model",
        drive=Drive.TURNS,
        environment="nanobot",
        program=("nanobot_turns.py",),
        has_model=True,
    ),
    Subject(
        name="hermes",
        label="hermes-agent 0.19: the same",
        drive=Drive.TURNS,
        environment="hermes",
        program=("hermes_turns.py",),
        has_model=True,
    ),
)
