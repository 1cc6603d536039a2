"""The toolbox: the tools that models may ask for, found by being in their folder."""

from typing import Any

from domain.plugins import collect
from engine import tools
from engine.tool import Tool


def toolbox() -> list[Tool[Any]]:
    """Return every tool, in order of name."""
    return [module.TOOL for module in collect(tools)]
