"""The setting: what it may say, and the line that names each fault."""

import pytest

from bot.settings import load_settings
from domain.errors import ConfigurationError
from engine.outside.servers import parse

WHOLE = """
[[servers]]
name = "files"
command = "npx"
args = ["-y", "files", "/home/ana"]
env = { TOKEN = "hunter2" }

[[servers]]
name = "wiki"
url = "https://wiki.example/mcp?key=hunter2"
headers = { Authorization = "Bearer hunter2" }
seconds = 5
most_tools = 3
tools = ["search", "write"]
harmless = ["search"]
"""
FAULTS = {
    "no TOML": ("[[servers", "SPARKONE_MCP: "),
    "unknown field": ('[[servers]]\nname="a"\nurls="x"', "servers[0]: Object contains unknown"),
    "bad name": ('[[servers]]\nname="A b"\ncommand="x"', "servers[0].name: "),
    "neither way": ('[[servers]]\nname="a"', "servers[0]: needs either command or url"),
    "both ways": (
        '[[servers]]\nname="a"\ncommand="x"\nurl="http://x/"',
        "servers[0]: needs either",
    ),
    "headers for a command": (
        '[[servers]]\nname="a"\ncommand="x"\nheaders={a="b"}',
        "servers[0]: headers need a url",
    ),
    "args for an address": (
        '[[servers]]\nname="a"\nurl="http://x/"\nargs=["b"]',
        "servers[0]: args and env need a command",
    ),
    "twice": (
        '[[servers]]\nname="a"\ncommand="x"\n[[servers]]\nname="a"\ncommand="x"',
        "servers[1]: there is another server 'a'",
    ),
    "harmless and not wanted": (
        '[[servers]]\nname="a"\ncommand="x"\ntools=["b"]\nharmless=["c"]',
        "servers[0]: harmless names c, tools does not",
    ),
    "too patient": ('[[servers]]\nname="a"\ncommand="x"\nseconds=300', "servers[0].seconds: "),
}


def test_everything_that_may_be_said_is_read_and_no_key_is_shown() -> None:
    files, wiki = parse(WHOLE)

    assert (files.command, files.args, files.env) == (
        "npx",
        ("-y", "files", "/home/ana"),
        {"TOKEN": "hunter2"},
    )
    assert sorted(wiki.tools or ()) == ["search", "write"]
    assert wiki.harmless == {"search"}
    assert [wiki.seconds, wiki.most_tools] == [5, 3]
    assert (files.place, wiki.place) == ("npx", "wiki.example")
    assert "hunter2" not in f"{files!r} {wiki!r}"


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_one_line(text: str, line: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_settings({"SPARKONE_MCP": text}, env_file=None)

    (fault,) = caught.value.faults
    assert fault.startswith("SPARKONE_MCP: ")
    assert line in fault


def test_a_setting_that_holds_a_key_is_not_shown() -> None:
    assert "hunter2" not in repr(load_settings({"SPARKONE_MCP": WHOLE}, env_file=None))
