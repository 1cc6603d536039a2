"""The contract of tools: what a model may ask for, and what a tool may do."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import msgspec

from domain.errors import SparkError
from domain.frozen import dataclass
from domain.origin import Origin
from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Reading
from engine.model import ToolCard
from engine.policy import Effect
from storage.store import Store

if TYPE_CHECKING:
    from engine.memory import Remembered
    from engine.web import Page  # imported with the first page

T = TypeVar("T")
A = TypeVar("A")
Read = Callable[[Caller], Reading]
"""Reads words by the clock and the habits of whom they are of. Errors: Misused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something came from: its label, and a name of the place for people ("" for ours)."""

    origin: Origin
    place: str = ""


OURS = Source(origin=Origin.OWN_STORE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of a tool: words for the model, and where each part of them came from."""

    text: str
    sources: tuple[Source, ...] = (OURS,)


class Misused(SparkError):
    """A tool cannot do what it was asked; `hint` tells the model how to ask.

    `sources` are where what the hint shows came from.
    """

    def __init__(self, hint: str, *, sources: tuple[Source, ...] = ()) -> None:
        super().__init__()
        self.hint = hint
        self.sources = sources


class Hands(Protocol):
    """What a tool may do. Nothing that it writes is kept before the turn ends."""

    @property
    def caller(self) -> Caller:
        """Who asks."""

    def wear(self, origin: Origin) -> None:
        """Label with this what is written from now on."""

    async def act(self, said: Reading | Read, *, nouns: Sequence[str] = ()) -> Told:
        """Do what a sentence of the person would do, and return what it would say.

        What names a time is a `Read`: it is read again where the person's clock changes before
        the turn ends. `nouns` are the kinds of records that the answer shows. Errors: Misused
        where nothing could be written, with the question that a person would be asked.
        """

    async def foretell(self, run: Callable[[], Awaitable[Told]]) -> str:
        """Return what would be said of a write, and keep nothing of it. Errors: Misused."""

    async def look(self, query: Callable[[Store], T], *, shows: bool = True) -> T:
        """Return what a query finds, this turn's own writes included.

        `shows` False: the model is told nothing of it.
        """

    async def recall(self, words: str) -> "list[Remembered]":
        """Return what the person said or noted about something, best first."""

    async def fetch(self, url: str) -> "Page":
        """Return a page of the web. Errors: Blocked, NotFetched."""

    async def keep(self, write: Callable[[Store, Caller], str]) -> Told:
        """Do a write that no sentence says; it returns what is said of it."""

    async def begin(self, mark: str) -> bool:
        """Put on disk that a confirmed call is about to leave; False: it may not, or it did.

        `mark` is its digest (`engine.proposals.digest`). What was begun is never begun again.
        """

    async def ended(self, mark: str, *, is_done: bool) -> None:
        """Put on disk what came of a call that was begun: it was done, or refused there."""


class Declared(Protocol):
    """Arguments that a JSON schema declares, instead of a struct."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The schema, of an object."""

    def read(self, arguments: Mapping[str, Any]) -> Any:
        """Return arguments that are as the schema says. Errors: Misused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Generic[A]):
    """A function that a model may ask for.

    `purpose` is for the model. `arguments` is a msgspec struct, whose fields are the parameters,
    or declares them by a schema. `run` is only called when the policy lets it. `texts` has for
    people: "card", what the tool does, and each field by its name. `is_outside`: it speaks to a
    server of somebody else; its card shows every argument as it is. `effect_of`: some calls do
    more than `effect` says, and this tells what.
    """

    name: str
    purpose: str
    arguments: type[A] | Declared
    effect: Effect
    run: Callable[[Hands, A], Awaitable[Told]]
    texts: Texts
    is_outside: bool = False
    effect_of: Callable[[Hands, A], Awaitable[Effect]] | None = None

    def card(self) -> ToolCard:
        """Return the tool as models see it."""
        declared = self.arguments
        parameters = parameters_of(declared) if isinstance(declared, type) else declared.parameters
        return ToolCard(name=self.name, purpose=self.purpose, parameters=parameters)

    def read(self, arguments: Mapping[str, Any]) -> A:
        """Return arguments as the tool takes them. Errors: Misused."""
        if not isinstance(self.arguments, type):
            read: A = self.arguments.read(arguments)
            return read
        try:
            return msgspec.convert(dict(arguments), self.arguments, strict=False)
        except msgspec.ValidationError as error:
            raise Misused(str(error)) from None


def parameters_of(arguments: type) -> dict[str, Any]:
    """Return the JSON schema of a struct's fields, without what models do not need."""
    _, found = msgspec.json.schema_components([arguments])
    schema = dict(found[arguments.__name__])
    schema.pop("title", None)
    schema.pop("description", None)
    return {**schema, "properties": {n: _lean(one) for n, one in schema["properties"].items()}}


def _lean(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a field's schema: one that may be absent is of its own type."""
    lean = {name: value for name, value in schema.items() if name != "default"}
    kinds = [one for one in lean.pop("anyOf", []) if one != {"type": "null"}]
    return {**(kinds[0] if kinds else {}), **lean}
