import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase

import storage
from storage.sql import Statement, Statements


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
    "sqlite": SQLiteDialect_pysqlite(),
    "postgres": PGDialect_psycopg(),  # type: ignore[no-untyped-call]
}


def test_the_statements_of_all_repositories_are_found() -> None:
    assert len(ALL) > 80
    assert "storage.journal._PUT_BACKtask" in ALL


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS.keys())
@pytest.mark.parametrize("statement", ALL.values(), ids=ALL.keys())
def test_every_statement_is_compiled_for_every_database(
    statement: Statement, dialect: Dialect
) -> None:
    sql, bind = Statements(dialect).compiled(statement)
    parameters = statement.compile(dialect=dialect).params

    bound = bind(dict.fromkeys(parameters, 1))

    assert "POSTCOMPILE" not in sql  # would have to be compiled again at every run
    assert set(bound) <= ({1} if isinstance(bound, list) else set(parameters))


def test_a_parameter_that_was_forgotten_is_an_error() -> None:
    _, bind = Statements(DIALECTS["sqlite"]).compiled(ALL["storage.inbox._GET"])

    with pytest.raises(KeyError):
        bind({})
