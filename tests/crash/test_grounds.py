"""The databases of the days: a copy each, and every statement to a server a point to die at."""

from pathlib import Path

import psycopg
import pytest

from storage.opening import open_database
from tests.contracts.servers import find_server
from tests.crash.clock import BEGINNING
from tests.crash.furnishing import bring_in_bia
from tests.crash.grounds import file_ground, read, server_ground
from tests.crash.killing import Points, kill_at_statements_of_a_server

PEOPLE = "SELECT name FROM people"
SERVER = pytest.mark.skipif(not find_server()[0], reason="no PostgreSQL answers here")


def test_a_day_in_a_file_begins_with_its_people(tmp_path: Path) -> None:
    with file_ground(tmp_path, bring_in_bia, is_new=False) as ground:
        assert ground.rows(PEOPLE) == [{"name": "Bia"}]
        assert ground.damage() is None
        assert read(ground, lambda store: store.queue.depth()) == 0


@SERVER
def test_each_day_on_a_server_has_a_database_of_its_own_that_is_dropped() -> None:
    started_at = BEGINNING.isoformat()
    with server_ground(bring_in_bia, started_at) as one, server_ground(None, started_at) as other:
        assert one.url != other.url
        assert one.rows(PEOPLE) == [{"name": "Bia"}]
        assert other.rows(PEOPLE) == []

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(one.url)


@SERVER
async def test_each_statement_to_a_server_is_a_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(psycopg, "connect", psycopg.connect)  # put back at the end
    points = Points(tmp_path, die_at=None)
    kill_at_statements_of_a_server(points)

    with server_ground(bring_in_bia, BEGINNING.isoformat()) as ground:
        async with open_database(ground.url) as database:
            points.labels.clear()
            await database.run(lambda store: store.heartbeat.beat("test", BEGINNING))
            passed = points.labels.copy()

    assert passed == ["before BEGIN", "inside a unit", "before COMMIT", "after COMMIT"]
