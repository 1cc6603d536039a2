"""What a turn of a model begins with."""

from domain.frozen import dataclass
from engine.model import Message
from engine.proposals import Proposal
from engine.tool import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a turn begins with.

    `said` is the person's current message; `sources` where the history came from. `moment` ends
    the instructions with what changes from turn to turn. `granted` are
    calls that the person has just confirmed: they are done first, exactly so. `contacts` are
    arguments that the policy takes for the person's own.
    """

    person: int
    said: str
    instructions: str
    moment: str = ""
    history: tuple[Message, ...] = ()
    sources: tuple[Source, ...] = ()
    granted: tuple[Proposal, ...] = ()
    seconds: float = 45.0
    contacts: tuple[str, ...] = ()
