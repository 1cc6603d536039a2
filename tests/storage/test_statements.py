import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase

import storage
from storage.dialect import SqliteDialect
from storage.drivers import connect_sqlite
from storage.postgres_dialect import PostgresDialect
from storage.sql import Sql, Statement, Statements
from storage.store import Store


def _statements() -> Iterator[tuple[str, Statement]]:
    for module in pkgutil.walk_packages(storage.__path__, "storage."):
        if module.name.startswith("storage.migrations"):
            continue  # Alembic runs these in its own surroundings
        for name, value in vars(importlib.import_module(module.name)).items():
            found = value if isinstance(value, dict) else {"": value}
            for key, statement in found.items():
                if isinstance(statement, SelectBase | UpdateBase):
                    yield f"{module.name}.{name}{key}", statement


ALL = dict(_statements())
DIALECTS: dict[str, Dialect] = {
    "sqlite": SqliteDialect(),
    "postgres": PostgresDialect(),  # type: ignore[no-untyped-call]
}


def test_the_statements_of_all_repositories_are_found() -> None:
    assert len(ALL) > 80
    assert "storage.journal._PUT_BACKtask" in ALL


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS.keys())
@pytest.mark.parametrize("statement", ALL.values(), ids=ALL.keys())
def test_every_statement_is_compiled_for_every_database(
    statement: Statement, dialect: Dialect
) -> None:
    prepared = Statements(dialect).prepared(statement)
    parameters = statement.compile(dialect=dialect).params

    bound = prepared.bind(dict.fromkeys(parameters, 1))

    assert "POSTCOMPILE" not in prepared.text  # would have to be compiled again at every run
    assert set(bound) <= ({1} if isinstance(bound, tuple) else set(parameters))


def test_a_parameter_that_was_forgotten_is_an_error() -> None:
    prepared = Statements(DIALECTS["sqlite"]).prepared(ALL["storage.inbox._GET"])

    with pytest.raises(KeyError):
        prepared.bind({})


def test_a_statement_with_a_limit_is_prepared_once(path: Path) -> None:
    connection = connect_sqlite(path)
    store = Store(Sql(connection, Statements(SqliteDialect())))
    prepared: list[object] = []

    def on_prepare(*facts: object) -> int:
        prepared.append(facts)
        return 0

    connection.set_authorizer(on_prepare)
    store.occurrences.past(1, 15)
    assert prepared
    prepared.clear()
    store.occurrences.past(1, 15)

    assert prepared == []
    connection.close()
