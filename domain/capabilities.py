"""What each channel can show and do: one table, by which messages are cut and doubts settled."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from domain.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """One channel. Lengths are in characters.

    `title` is the channel's name as people know it. `longest`: of a message; `longest_asking`:
    of one with buttons or a list. `buttons` under a message with labels of `button_letters`;
    beyond that a list of `rows` with titles of `row_letters`; beyond that, numbers are answered.
    `edits`: a message of ours can be changed. `reacts`: groups are shown a reaction in the place
    of a line that says nothing new. `confirms`: it tells what was delivered. `reaches`:
    it finds people who are not looking. `pictures`: it shows them. `window`: free text only so
    long after they wrote.
    """

    title: str
    longest: int = 4096
    longest_asking: int = 4096
    buttons: int = 100
    button_letters: int = 64
    rows: int = 0
    row_letters: int = 0
    edits: bool = False
    reacts: bool = False
    confirms: bool = False
    reaches: bool = True
    pictures: bool = True
    window: timedelta | None = None

    def numbers(self, options: int) -> bool:
        """Tell whether so many options are shown as numbers that are answered."""
        return options > max(self.buttons, self.rows)


CHANNELS: Mapping[str, Capabilities] = MappingProxyType(
    {
        "terminal": Capabilities(title="terminal", longest=100_000, reaches=False, pictures=False),
        # Bot API, sendMessage: 4096 characters; an inline keyboard has at most 100 buttons.
        "telegram": Capabilities(title="Telegram", edits=True),
        # Cloud API, messages: 4096 characters, 1024 with buttons; 3 buttons of 20 characters, a
        # list of 10 rows of 24; free text within 24 hours.
        "whatsapp": Capabilities(
            title="WhatsApp",
            longest_asking=1024,
            buttons=3,
            button_letters=20,
            rows=10,
            row_letters=24,
            confirms=True,
            window=timedelta(hours=24),
        ),
        # Evolution API on a linked phone: buttons and lists do not arrive reliably there.
        "evolution": Capabilities(
            title="WhatsApp",
            buttons=0,
            button_letters=20,
            row_letters=24,
            edits=True,
            reacts=True,
            confirms=True,
        ),
    }
)
EVOLUTION_BUSINESS = Capabilities(
    title="WhatsApp",
    longest_asking=1024,
    buttons=3,
    button_letters=20,
    rows=10,
    row_letters=24,
    confirms=True,
)
"""Evolution API on the Cloud API (WHATSAPP-BUSINESS): buttons and lists arrive."""
PLAIN = Capabilities(title="")
"""A channel that is not in the table."""


def capabilities(channel: str) -> Capabilities:
    """Return what a channel can do."""
    return CHANNELS.get(channel, PLAIN)


def title_of(channel: str) -> str:
    """Return a channel's name as people know it."""
    return capabilities(channel).title or channel.capitalize()
