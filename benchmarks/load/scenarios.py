"""What is said in a load test, and when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMMANDS = ("/today", "/promises", "/tasks", "/lists")
CAPTURES = (
    "me lembra de pagar o boleto {} sexta 8 e meia",
    "task: renew the insurance {} by Friday, urgent",
    "add milk {} to the shopping list",
    "dentista {} terça às 15h na rua Augusta",
)
LATENCY_LIMIT_MS = 250.0
"""p99 up to which a rate counts as borne: an answer that a person does not wait for."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Messages, and the seconds after the start at which each is said."""

    name: str
    says: Callable[[int], str]
    moments: tuple[float, ...]

    def __iter__(self) -> Iterator[tuple[float, str]]:
        return ((moment, self.says(number)) for number, moment in enumerate(self.moments))


def command(number: int) -> str:
    """Return one of the commands that people send."""
    return COMMANDS[number % len(COMMANDS)]


def capture(number: int) -> str:
    """Return something to keep, worded in turns."""
    return CAPTURES[number % len(CAPTURES)].format(number)


def mixed(number: int) -> str:
    """Return a day's mixture: two commands, then something to keep."""
    return capture(number // 3) if number % 3 == 2 else command(number)


def steady(rate: float, seconds: float) -> tuple[float, ...]:
    """Return the moments of a steady rate, messages a second."""
    return tuple(number / rate for number in range(int(rate * seconds)))


def bursts(size: int, count: int, apart: float) -> tuple[float, ...]:
    """Return moments of which `size` fall together, `count` times, `apart` seconds."""
    return tuple(burst * apart for burst in range(count) for _ in range(size))


def scenarios(rate: float, seconds: float) -> list[Scenario]:
    """Return the scenarios of a run: three at a steady rate, and as many messages in bursts."""
    moments = steady(rate, seconds)
    return [
        Scenario("commands", command, moments),
        Scenario("captures", capture, moments),
        Scenario("mixed", mixed, moments),
        Scenario("burst", mixed, bursts(len(moments) // 2, 2, seconds / 2)),
    ]
