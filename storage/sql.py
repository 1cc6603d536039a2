"""Statements at driver speed: SQLAlchemy compiles each one once, the driver runs it.

An execution through SQLAlchemy's own connection costs five to ten times the driver's; the
statements and their checks against the tables stay SQLAlchemy's.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Protocol, cast

from sqlalchemy import Column, ColumnElement, or_
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase

from domain.frozen import dataclass

Row = tuple[Any, ...]
Statement = SelectBase | UpdateBase
Bind = Callable[[dict[str, Any]], Any]


def one_of(column: Column[str], *values: str) -> ColumnElement[bool]:
    """Return that a column has one of some fixed values (IN would be compiled at each run)."""
    return or_(*(column == value for value in values))


class Cursor(Protocol):
    """What we use of a DB-API cursor (PEP 249)."""

    rowcount: int
    lastrowid: int | None

    def fetchone(self) -> Row | None:
        """Return the next row."""

    def fetchall(self) -> list[Row]:
        """Return all rows that are left."""


class Driver(Protocol):
    """What we use of a DB-API connection; both drivers offer `execute` as a shortcut."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Cursor:
        """Run one statement."""


class ManyDriver(Driver, Protocol):
    """A driver whose connection runs one statement over many rows by itself."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """Run one statement for each of some rows."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement as the driver takes it: its text, and what arranges its parameters.

    `returns`: a write that gives rows back. `bare` is an insert without what gives its id back.
    """

    text: str
    bind: Bind
    returns: bool
    bare: str


class Statements:
    """The compiled form of every statement for one dialect (see `statements_of`)."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._prepared: dict[Statement, Prepared] = {}
        self.is_sqlite = dialect.name == "sqlite"

    def prepared(self, statement: Statement) -> Prepared:
        """Return a statement as the driver takes it."""
        found = self._prepared.get(statement)
        if found is None:
            found = self._prepared[statement] = self._compile(statement)
        return found

    def _compile(self, statement: Statement) -> Prepared:
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
        bind = _named(parameters.values(), given) if names is None else _placed(names, given)
        returns = isinstance(statement, UpdateBase)
        text = str(compiled)
        bare = text.removesuffix(" RETURNING id") if self.is_sqlite else text
        return Prepared(text=text, bind=bind, returns=returns, bare=bare)


@cache
def statements_of(dialect: type[Dialect]) -> Statements:
    """Return the statements of a dialect: compiled once in a process, for all its databases."""
    return Statements(dialect())


def _named(names: Iterable[str], given: dict[str, Any]) -> Bind:
    """Return what makes a mapping of the values and of those that a statement brings along."""
    wanted = tuple(names)

    def bind(values: dict[str, Any]) -> dict[str, Any]:
        everything = {**given, **values}
        return {name: everything[name] for name in wanted}

    return bind


def _placed(names: Sequence[str], given: dict[str, Any]) -> Bind:
    """Return the same in the order of the places."""
    if len(names) < 2:  # with one name `itemgetter` returns no tuple
        return lambda values: tuple(
            values[name] if name in values else given[name] for name in names
        )
    arrange = itemgetter(*names)
    if not given:
        return arrange
    return lambda values: arrange({**given, **values})


class Sql:
    """One connection, inside one transaction that somebody else opened."""

    def __init__(self, driver: Driver, statements: Statements) -> None:
        self.driver = driver
        self._statements = statements
        self.held: int | None = None
        """The person whom the unit of this transaction holds (see `storage.people`)."""

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite: a few statements are its own."""
        return self._statements.is_sqlite

    def run(self, statement: Statement, **values: Any) -> int:
        """Run a write and return how many rows it touched."""
        prepared = self._statements.prepared(statement)
        return self.driver.execute(prepared.text, prepared.bind(values)).rowcount

    def many(self, statement: Statement, rows: Iterable[dict[str, Any]]) -> int:
        """Run a write for each of some rows and return how many it touched in all.

        A loop in the driver: half the cost of as many calls.
        """
        if not self.is_sqlite:
            return sum(self.run(statement, **values) for values in rows)
        prepared = self._statements.prepared(statement)
        driver = cast("ManyDriver", self.driver)
        return driver.executemany(prepared.bare, map(prepared.bind, rows)).rowcount

    def one(self, statement: Statement, **values: Any) -> Row | None:
        """Return the first row, or None."""
        prepared = self._statements.prepared(statement)
        cursor = self.driver.execute(prepared.text, prepared.bind(values))
        row = cursor.fetchone()
        # SQLite finishes a RETURNING statement only when it is stepped to its end.
        if row is not None and prepared.returns:
            cursor.fetchall()
        return row

    def added(self, insert: Statement, **values: Any) -> int | None:
        """Insert one row and return its id, or None where its key is known.

        SQLite tells the id without being asked; a RETURNING costs as much as the row.
        """
        prepared = self._statements.prepared(insert)
        if prepared.bare == prepared.text:
            return cast("int | None", self.scalar(insert, **values))
        cursor = self.driver.execute(prepared.bare, prepared.bind(values))
        return cursor.lastrowid if cursor.rowcount else None

    def all(self, statement: Statement, **values: Any) -> list[Row]:
        """Return all rows."""
        prepared = self._statements.prepared(statement)
        return self.driver.execute(prepared.text, prepared.bind(values)).fetchall()

    def scalar(self, statement: Statement, **values: Any) -> Any:
        """Return the first column of the first row, or None."""
        row = self.one(statement, **values)
        return row[0] if row else None
