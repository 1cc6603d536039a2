"""Statements at driver speed: SQLAlchemy compiles each one once, the driver runs it.

An execution through SQLAlchemy's own connection costs five to ten times the driver's; the
statements and their checks against the tables stay SQLAlchemy's.
"""

from collections.abc import Callable
from typing import Any, Protocol

from sqlalchemy import Column, ColumnElement, or_
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase

Row = tuple[Any, ...]
Statement = SelectBase | UpdateBase
Bind = Callable[[dict[str, Any]], Any]


def one_of(column: Column[str], *values: str) -> ColumnElement[bool]:
    """Return that a column has one of some fixed values (IN would be compiled at each run)."""
    return or_(*(column == value for value in values))


class Cursor(Protocol):
    """What we use of a DB-API cursor (PEP 249)."""

    rowcount: int

    def fetchone(self) -> Row | None:
        """Return the next row."""

    def fetchall(self) -> list[Row]:
        """Return all rows that are left."""


class Driver(Protocol):
    """What we use of a DB-API connection; both drivers offer `execute` as a shortcut."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Cursor:
        """Run one statement."""


class Statements:
    """The compiled form of every statement for one dialect, shared by its connections."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._compiled: dict[Statement, tuple[str, Bind]] = {}

    @property
    def is_sqlite(self) -> bool:
        """Whether the dialect is SQLite's."""
        return self._dialect.name == "sqlite"

    def compiled(self, statement: Statement) -> tuple[str, Bind]:
        """Return the SQL text and the function that arranges its parameters."""
        found = self._compiled.get(statement)
        if found is None:
            found = self._compiled[statement] = self._compile(statement)
        return found

    def _compile(self, statement: Statement) -> tuple[str, Bind]:
        compiled = statement.compile(dialect=self._dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(statement)
        parameters = compiled.bind_names
        given = {
            name: compiled.params[name]
            for parameter, name in parameters.items()
            if not parameter.required
        }
        names = compiled.positiontup
        if names is None:
            wanted = tuple(parameters.values())
            return str(compiled), lambda values: {
                name: values[name] if name in values else given[name] for name in wanted
            }
        return str(compiled), lambda values: [
            values[name] if name in values else given[name] for name in names
        ]


class Sql:
    """One connection, inside one transaction that somebody else opened."""

    def __init__(self, driver: Driver, statements: Statements) -> None:
        self.driver = driver
        self._statements = statements

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite: a few statements are its own."""
        return self._statements.is_sqlite

    def run(self, statement: Statement, **values: Any) -> int:
        """Run a write and return how many rows it touched."""
        return self._execute(statement, values).rowcount

    def one(self, statement: Statement, **values: Any) -> Row | None:
        """Return the first row, or None."""
        cursor = self._execute(statement, values)
        row = cursor.fetchone()
        # SQLite finishes a RETURNING statement only when it is stepped to its end.
        if row is not None and isinstance(statement, UpdateBase):
            cursor.fetchall()
        return row

    def all(self, statement: Statement, **values: Any) -> list[Row]:
        """Return all rows."""
        return self._execute(statement, values).fetchall()

    def scalar(self, statement: Statement, **values: Any) -> Any:
        """Return the first column of the first row, or None."""
        row = self.one(statement, **values)
        return row[0] if row else None

    def _execute(self, statement: Statement, values: dict[str, Any]) -> Cursor:
        sql, bind = self._statements.compiled(statement)
        return self.driver.execute(sql, bind(values))
