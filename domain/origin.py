"""Labels of origin: who a value comes from, carried with it wherever it goes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Origin(StrEnum):
    """Where a value came from, from the most to the least trusted."""

    OWNER = "owner"
    CONFIRMED = "confirmed"
    OWN_STORE = "own_store"
    THIRD_PARTY = "third_party"
    MODEL = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labeled(Generic[T]):
    """A value together with its origin."""

    value: T
    origin: Origin
