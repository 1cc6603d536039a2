"""The index of words: how each database keeps it beside `memories`, whoever deletes what.

Triggers keep it, so that every way by which a message, a note or a person goes takes the words
and the vectors along. It holds whole words, each behind the id of its person: a search of one
person cannot meet the words of another.
"""

from typing import Final

from storage.drivers import SQLITE_VERSION
from storage.sql import Sql

SECURE_DELETE: Final = (3, 42)
"""Since this version FTS5 can delete words so that nothing of them stays in the file."""
SQLITE: Final = (
    """CREATE VIRTUAL TABLE memory_words USING fts5(
        words, content='memories', content_rowid='id', columnsize=0, detail=none,
        tokenize='unicode61 remove_diacritics 2'
    )""",
    """CREATE TRIGGER memories_kept AFTER INSERT ON memories BEGIN
        INSERT INTO memory_words(rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER memories_gone AFTER DELETE ON memories BEGIN
        INSERT INTO memory_words(memory_words, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    """CREATE TRIGGER inbox_gone AFTER DELETE ON inbox BEGIN
        DELETE FROM memories WHERE kind = 'message' AND ref = old.id;
    END""",
    """CREATE TRIGGER notes_gone AFTER DELETE ON notes BEGIN
        DELETE FROM memories WHERE kind = 'note' AND ref = old.id;
    END""",
)
POSTGRES: Final = (
    "CREATE INDEX ix_memories_words ON memories USING gin (to_tsvector('simple', words))",
    """CREATE FUNCTION forget_what_is_gone() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM memories WHERE kind = TG_ARGV[0] AND ref = OLD.id;
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER inbox_gone AFTER DELETE ON inbox FOR EACH ROW
    EXECUTE FUNCTION forget_what_is_gone('message')""",
    """CREATE TRIGGER notes_gone AFTER DELETE ON notes FOR EACH ROW
    EXECUTE FUNCTION forget_what_is_gone('note')""",
)


def merge(sql: Sql) -> None:
    """Write the index anew without what was deleted, where the SQLite is too old to do so alone."""
    if sql.is_sqlite and SQLITE_VERSION < SECURE_DELETE:
        sql.driver.execute("INSERT INTO memory_words(memory_words) VALUES ('optimize')")


def sqlite_index() -> tuple[str, ...]:
    """Return what makes the index in the SQLite that we run on."""
    if SQLITE_VERSION < SECURE_DELETE:
        return SQLITE
    secure = "INSERT INTO memory_words(memory_words, rank) VALUES ('secure-delete', 1)"
    return (*SQLITE, secure)
