"""What tests of time stand on: the collector leaves alone what other tests left, as in a start."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def _no_walks_over_what_others_left() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
