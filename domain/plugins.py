"""Plug-ins: every module of a plural folder, found by being there."""

import importlib
import pkgutil
from types import ModuleType


def collect(package: ModuleType) -> list[ModuleType]:
    """Import every module of a package, in order of name; an import error stops the start."""
    return [
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    ]
