import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field

import pytest

from domain.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A record."""

    name: str
    count: int = 2
    tags: list[str] = field(default_factory=list)
    secret: str = field(default="", repr=False, compare=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """The same by the standard library."""

    name: str
    count: int = 2
    tags: list[str] = field(default_factory=list)
    secret: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: int = 0
    total: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.left + self.right)


@dataclass(frozen=True, slots=True)
class Single:
    only: str

    def __repr__(self) -> str:
        return "of its own"


def test_it_is_what_the_standard_library_makes() -> None:
    ours, theirs = Ours(name="a", tags=["x"]), Theirs(name="a", tags=["x"])

    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert [one.name for one in dataclasses.fields(ours)] == [
        one.name for one in dataclasses.fields(theirs)
    ]
    assert not hasattr(ours, "__dict__")


def test_what_is_compared_decides_about_equality_and_hash() -> None:
    assert Ours(name="a", secret="x") == Ours(name="a", secret="y")
    assert Ours(name="a") != Ours(name="b")
    assert Ours(name="a") != Theirs(name="a")  # type: ignore[comparison-overlap]
    assert hash(Single("a")) == hash(Single("a"))
    assert Single("a") != Single("b")
    assert len({Pair(1, 2), Pair(1, 2), Pair(2, 1)}) == 2


def test_defaults_that_are_made_are_nobody_elses() -> None:
    one, other = Ours(name="a"), Ours(name="b")

    one.tags.append("x")

    assert other.tags == []


def test_nothing_of_it_changes() -> None:
    one = Ours(name="a")

    with pytest.raises(FrozenInstanceError, match="name"):
        one.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="name"):
        del one.name
    assert dataclasses.replace(one, name="b") == Ours(name="b")


def test_fields_are_given_by_name_unless_they_may_go_by_place() -> None:
    with pytest.raises(TypeError):
        Ours("a")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Ours(name="a", other=1)  # type: ignore[call-arg]
    assert Pair(1, right=2).total == 3


def test_what_a_class_says_itself_stands() -> None:
    assert repr(Single("a")) == "of its own"


def test_copies_and_pickles_are_equal() -> None:
    one = Pair(1, 2)

    assert copy.copy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one


def test_other_options_are_left_to_the_standard_library() -> None:
    @dataclass(slots=True)
    class Open:
        count: int = 0

    one = Open()
    one.count += 1

    assert one == Open(count=1)


def test_a_match_by_place_finds_the_fields() -> None:
    match Pair(1, 2):
        case Pair(left, right):
            assert (left, right) == (1, 2)
