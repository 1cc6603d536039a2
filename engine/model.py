"""The contract of language models: what is asked, what comes back, and how it can fail."""

from collections.abc import Callable, Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from domain.errors import SparkError
from domain.frozen import dataclass


class Role(StrEnum):
    """What a model is for; each role has candidates of its own."""

    CHAT = "chat"
    FAST = "fast"
    """Work in the background, where cheap counts."""
    EMBED = "embed"
    TRANSCRIBE = "transcribe"
    SPEAK = "speak"
    VISION = "vision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A tool that the model wants to be used. `arguments` are as it wrote them, unchecked."""

    id: str
    tool: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a call, in words for the model."""

    id: str
    tool: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPerson:
    """Words of the person."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FromModel:
    """What the model said, and what it wanted to be done."""

    text: str
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FromTools:
    """What came of the calls just before, one result for each."""

    results: tuple[Result, ...]


Message = FromPerson | FromModel | FromTools


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCard:
    """A tool as a model sees it; `parameters` is a JSON schema of an object."""

    name: str
    purpose: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request. `most_tokens` bounds the answer, `seconds` how long it may take in all.

    `moment` ends the instructions with what changes from request to request, such as the time: an
    answer that is kept serves other moments too. `may_repeat` False: none that is kept will do.
    `silence` is how many seconds without a word are borne, None: all there are. `person` is on
    whose account it goes; None: the house itself.
    """

    instructions: str
    messages: tuple[Message, ...]
    tools: tuple[ToolCard, ...] = ()
    most_tokens: int = 800
    seconds: float = 45.0
    person: int | None = None
    moment: str = ""
    may_repeat: bool = True
    silence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one request, as the provider counted them, or else as we estimate them."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    """Of the input, those that the provider had in its cache."""
    is_estimate: bool = False


class Finish(StrEnum):
    """How an answer ended."""

    STOP = "stop"
    CALLS = "calls"
    LENGTH = "length"
    """The bound of tokens was reached."""
    CUT = "cut"
    """The stream broke off, or never ended: the text is what came; half a call is no call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a model answered: text in Markdown, and calls."""

    text: str
    calls: tuple[Call, ...] = ()
    finish: Finish = Finish.STOP
    usage: Usage = field(default_factory=Usage)
    model: str = ""
    """Which one it was, as "provider/model"."""


Heard = Callable[[str], None]
"""Is told the whole text so far, whenever more of it came; it may begin anew."""


def unheard(_text: str) -> None:
    """Let the text so far pass."""


class Model(Protocol):
    """Whoever answers requests: a provider, a chain of them, or a fake in tests."""

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        """Return the whole answer. Errors: the family of `ModelFailed`; cancelling is safe."""


class ModelFailed(SparkError):
    """A model gave no answer; `reason` is a word or two, never a text of anybody."""

    counts: ClassVar[bool] = False
    """Whether the breaker of the provider counts it."""


class ServerFailed(ModelFailed):
    """The provider answered 5xx."""

    counts = True


class TimedOut(ModelFailed):
    """The provider did not answer in time."""

    counts = True


class Unreachable(ModelFailed):
    """The provider could not be reached, or the connection broke."""

    counts = True


class Limited(ModelFailed):
    """The provider answered 429; `retry_after` in seconds, where it said so."""

    def __init__(self, *, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason=reason)
        self.retry_after = retry_after


class RefusedAsk(ModelFailed):
    """The provider answered another 4xx: the key, the model's name or the request is at fault."""


class Unreadable(ModelFailed):
    """What came was no answer: HTML, broken JSON, nothing at all."""


class OutOfBudget(ModelFailed):
    """What may be spent is spent; `whose` is "person" or "house"."""

    def __init__(self, *, whose: str) -> None:
        super().__init__(reason="budget", whose=whose)
        self.whose = whose


class NoCandidate(ModelFailed):
    """Every candidate of the role failed or rests; `reason` is the last one's."""
