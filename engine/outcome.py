"""How a turn of a model ended."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from domain.frozen import dataclass
from domain.origin import Origin
from engine.policy import Effect
from engine.proposals import Proposal
from engine.tool import Source, Tool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a turn ended: what the model said in Markdown, and what waits for the person.

    `failure` is why it did not end well, or None; what was done until then stands. `read` is
    where all that the model read came from. `tools` are those that were used, `known` all that
    it could have used. `judged` are the verdicts on all calls, each as the effect of the tool and
    the verdict. `signals` are the families of injections that what third parties wrote looks
    like: counted, never judged by.
    """

    text: str = ""
    proposals: tuple[Proposal, ...] = ()
    read: tuple[Source, ...] = ()
    model: str = ""
    is_cut: bool = False
    failure: str | None = None
    tools: tuple[str, ...] = ()
    judged: tuple[tuple[str, str], ...] = ()
    signals: tuple[str, ...] = ()
    known: Mapping[str, Tool[Any]] = field(default_factory=dict, repr=False)

    @property
    def has_acted_outside(self) -> bool:
        """Whether something was done, or waits to be done, at a server of somebody else."""
        names = (*self.tools, *(one.tool for one in self.proposals))
        found = (self.known[name] for name in names)
        return any(one.is_outside and one.effect is Effect.DESTRUCTIVE for one in found)

    @property
    def origins(self) -> frozenset[Origin]:
        """The labels of what the model read."""
        return frozenset(one.origin for one in self.read)
