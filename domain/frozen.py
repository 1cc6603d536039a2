"""Frozen dataclasses with slots that come into being in a quarter of the time.

Some hundreds of them are made at every start, and the standard library (before 3.13) compiles six
functions for each one: a quarter of the start. Here one is compiled and the others are shared. In
all else they are its dataclasses: `fields`, `replace` and `asdict` know them.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - to type checkers it is that
else:

    def dataclass(cls: Any = None, /, **options: Any) -> Any:
        """Do what `dataclasses.dataclass` does; swiftly where it is frozen, with slots.

        Errors: TypeError as there.
        """
        if cls is None:
            return lambda one: dataclass(one, **options)
        rest = {name: value for name, value in options.items() if name != "kw_only"}
        if rest != {"frozen": True, "slots": True}:
            return dataclasses.dataclass(cls, **options)
        return _made(cls, kw_only=options.get("kw_only", False))


def _made(cls: type[Any], *, kw_only: bool) -> type[Any]:
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # or else its signature would be written out
    own = vars(cls).keys()
    bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    made: Any = bare(cls)
    every = dataclasses.fields(made)
    compared = [one.name for one in every if one.compare]
    shared: dict[str, Callable[..., Any]] = {
        "__init__": _init(made, every),
        "__repr__": _repr([one.name for one in every if one.repr]),
        "__eq__": _eq(_values(compared)),
        "__hash__": _hash(_values(compared)),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _getstate,
        "__setstate__": _setstate,
    }
    for name, function in shared.items():
        if name not in own:
            setattr(made, name, function)
    return made  # type: ignore[no-any-return]


def _init(cls: type[Any], every: Sequence[Field[Any]]) -> Callable[..., None]:
    """Compile the one function that must be fast for each class apart."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    by_place: list[str] = []
    by_name: list[str] = []
    body: list[str] = []
    for one in every:
        value = one.name
        default = ""
        if one.default_factory is not MISSING:
            known[f"_make_{one.name}"] = one.default_factory
            value = f"_make_{one.name}() if {one.name} is _missing else {one.name}"
            default = "=_missing"
        elif one.default is not MISSING:
            known[f"_default_{one.name}"] = one.default
            default = f"=_default_{one.name}"
        if one.init:
            (by_name if one.kw_only else by_place).append(f"{one.name}{default}")
            body.append(f" _set(self, {one.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()")
    given = ", ".join(["self", *by_place, *(["*", *by_name] if by_name else [])])
    text = f"def __init__({given}):\n" + ("\n".join(body) or " pass")
    exec(text, known)  # noqa: S102 - names of fields, as the standard library does it
    function: Callable[..., None] = known["__init__"]
    function.__qualname__ = f"{cls.__qualname__}.__init__"
    return function


def _values(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of some attributes as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


def _repr(names: Sequence[str]) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:  # noqa: N807 - it becomes that
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({told})"

    return __repr__


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - it becomes that
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return __eq__


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807 - it becomes that
        return hash(values(self))

    return __hash__


def _refuse(self: object, name: str, *_value: object) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _setstate(self: Any, state: Sequence[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
