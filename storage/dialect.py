"""SQLite's dialect, as our statements are compiled for it."""

from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite


class _Compiler(SQLiteCompiler):
    def limit_clause(self, select: Select[Any], **options: Any) -> str:
        """Return a limit for which a statement is prepared once.

        SQLite looks at the value of a bound LIMIT when it plans, and prepares the statement anew
        each time one is bound: 30 µs. Into a sum it does not look.
        """
        text: str = super().limit_clause(select, **options)  # type: ignore[no-untyped-call]
        return text.replace(" OFFSET ", " + 0 OFFSET ", 1)


class SqliteDialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's, with limits that can be prepared once."""

    statement_compiler = _Compiler
    supports_statement_cache = True
