"""Which outside servers there are, and what the owner says of their tools."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from domain.errors import ConfigurationError
from domain.frozen import dataclass

SETTING = "SPARKONE_MCP"
SECONDS = 20.0
MOST_TOOLS = 20
MOST_SERVERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server and how it is reached: by a command of this machine, or at an address.

    What may hold a key is never shown: arguments, environment, address, headers. `header_env`
    names the environment variable that holds a header. `seconds` is what a call may take, and
    so may the way to the first list of tools. `tools` None: all that there are, up to
    `most_tools`; `harmless` are those that only look something up.
    """

    name: str
    command: str | None = None
    args: tuple[str, ...] = field(default=(), repr=False)
    env: Mapping[str, str] = field(default_factory=dict, repr=False)
    url: str | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    header_env: Mapping[str, str] = field(default_factory=dict)
    seconds: float = SECONDS
    most_tools: int = MOST_TOOLS
    tools: frozenset[str] | None = None
    harmless: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        """Where it is, for whoever looks after it: a command, or a host."""
        return self.command or (urlsplit(self.url or "").hostname or "")


Word: TypeAlias = Annotated[str, Meta(min_length=1)]
Name: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,19}$")]


class _Server(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    name: Name
    command: Word | None = None
    args: list[str] = msgspec.field(default_factory=list)
    env: dict[str, str] = msgspec.field(default_factory=dict)
    url: Annotated[str, Meta(pattern=r"^https?://[^/\s@]+[^\s@]*$")] | None = None
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    header_env: dict[str, Word] = msgspec.field(default_factory=dict)
    seconds: Annotated[float, Meta(gt=0, le=40)] = SECONDS
    most_tools: Annotated[int, Meta(ge=1, le=100)] = MOST_TOOLS
    tools: list[Word] | None = None
    harmless: list[Word] = msgspec.field(default_factory=list)


class _Block(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    servers: Annotated[list[_Server], Meta(max_length=MOST_SERVERS)]


def parse(text: str) -> tuple[Server, ...]:
    """Read the setting, TOML. Errors: ConfigurationError, with one line for each fault."""
    try:
        block = msgspec.toml.decode(text, type=_Block)
    except msgspec.ValidationError as error:
        raise ConfigurationError([f"{SETTING}: {_said(error)}"]) from None
    except ValueError as error:  # what is wrong with the TOML, by line and column
        raise ConfigurationError([f"{SETTING}: {error}"]) from None
    faults = _faults(block.servers)
    if faults:
        raise ConfigurationError([f"{SETTING}: {fault}" for fault in faults])
    return tuple(map(_server, block.servers))


def _said(error: msgspec.ValidationError) -> str:
    """Say where it is first: `servers[0].name: Expected ...`."""
    what, _, where = str(error).partition(" - at `$")
    where = where.rstrip("`").lstrip(".")
    return f"{where}: {what}" if where else what


def _faults(servers: list[_Server]) -> list[str]:
    faults: list[str] = []
    names: set[str] = set()
    for number, one in enumerate(servers):
        where = f"servers[{number}]"
        if one.name in names:
            faults.append(f"{where}: there is another server {one.name!r}")
        names.add(one.name)
        if (one.command is None) == (one.url is None):
            faults.append(f"{where}: needs either command or url")
        if one.url is None and (one.headers or one.header_env):
            faults.append(f"{where}: headers need a url")
        if one.command is None and (one.args or one.env):
            faults.append(f"{where}: args and env need a command")
        missing = sorted(set(one.harmless) - set(one.tools)) if one.tools is not None else []
        if missing:
            faults.append(f"{where}: harmless names {', '.join(missing)}, tools does not")
    return faults


def _server(one: _Server) -> Server:
    return Server(
        name=one.name,
        command=one.command,
        args=tuple(one.args),
        env=one.env,
        url=one.url,
        headers=one.headers,
        header_env=one.header_env,
        seconds=one.seconds,
        most_tools=one.most_tools,
        tools=None if one.tools is None else frozenset(one.tools),
        harmless=frozenset(one.harmless),
    )
