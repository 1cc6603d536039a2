"""What is asked of procrastinate: its own SQL functions, and what they have no answer for."""

from typing import Final

from sqlalchemy import BigInteger, Text, column, text
from sqlalchemy.sql.selectable import TextualSelect

FIELDS: Final = "job.id, job.task_name, job.args, job.lock, job.attempts"


def query(sql: str, *names: str) -> TextualSelect:
    """Return a statement of our own words, with the names of what it returns."""
    return text(sql).columns(*(column(name) for name in names))


DEFER = query(
    """
    SELECT unnest(procrastinate_defer_jobs_v1(ARRAY[CAST(ROW(
        :queue, :task, CAST(:priority AS integer), :lock, :key, CAST(:args AS jsonb),
        CASE WHEN CAST(:delay AS float8) > 0
             THEN now() + make_interval(secs => CAST(:delay AS float8)) END
    ) AS procrastinate_job_to_defer_v1)]))
    """,
    "id",
)
WAITS = query(
    "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = :key AND status IN ('todo', 'doing')",
    "found",
)
STANDS = query(
    "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = :key AND status = 'todo'", "found"
)
# The argument has to depend on the turn, or the function would be called once only.
CLAIM = query(
    f"""
    SELECT {FIELDS} FROM generate_series(1, CAST(:most AS integer)) AS turn
    CROSS JOIN LATERAL procrastinate_fetch_job_v2(
        CASE WHEN turn > 0 THEN CAST(:queues AS varchar[]) END, :worker) AS job
    WHERE job.id IS NOT NULL
    """,  # noqa: S608 - our own words
    "id",
    "task_name",
    "args",
    "lock",
    "attempts",
)
MINE: Final = """
    WITH mine AS MATERIALIZED (
        SELECT id FROM procrastinate_jobs
        WHERE id = :job AND attempts = :earlier AND status IN ('todo', 'doing') FOR UPDATE
    )
"""
END = query(
    f"{MINE} SELECT procrastinate_finish_job_v1(id, 'succeeded', true) FROM mine",  # noqa: S608
    "done",
)
HOLD = query(f"{MINE} SELECT id FROM mine", "id")  # noqa: S608 - our own words
BURY = query(
    f"{MINE} SELECT procrastinate_finish_job_v1(id, 'failed', false) FROM mine",  # noqa: S608
    "done",
)
AGAIN = query(
    f"""
    {MINE} SELECT procrastinate_retry_job_v2(
        id, now() + make_interval(secs => CAST(:delay AS float8)), NULL, NULL, NULL) FROM mine
    """,  # noqa: S608 - our own words
    "done",
)
NOTE = query(
    """
    UPDATE procrastinate_jobs SET args = (args - '~failures' - '~error') || CAST(:more AS jsonb)
    WHERE id = :job RETURNING id
    """,
    "id",
)
_SILENT: Final = """
    worker.last_heartbeat < clock_timestamp() - make_interval(secs => CAST(:silent AS float8))
"""
STALLED = query(
    f"""
    SELECT {FIELDS} FROM procrastinate_jobs AS job
    LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
    WHERE job.status = 'doing' AND job.priority = 0 AND job.id > :after
    AND (job.id = ANY(CAST(:strays AS bigint[])) OR (
        (CAST(:mine AS bigint) IS NULL OR job.worker_id IS DISTINCT FROM CAST(:mine AS bigint))
        AND (worker.id IS NULL OR {_SILENT})))
    ORDER BY job.id LIMIT CAST(:most AS bigint) FOR UPDATE OF job SKIP LOCKED
    """,  # noqa: S608 - our own words
    "id",
    "task_name",
    "args",
    "lock",
    "attempts",
)
CLEAR_PERIODIC = query(
    f"""
    DELETE FROM procrastinate_jobs WHERE id IN (
        SELECT job.id FROM procrastinate_jobs AS job
        LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
        WHERE job.status = 'doing' AND job.priority > 0 AND (worker.id IS NULL OR {_SILENT})
        FOR UPDATE OF job SKIP LOCKED
    ) RETURNING id
    """,  # noqa: S608 - our own words
    "id",
)
DOING = query(
    """
    SELECT id FROM procrastinate_jobs
    WHERE status = 'doing' AND priority = 0 AND worker_id = :worker
    """,
    "id",
)
DEAD = query(
    "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'failed' ORDER BY id",
    "id",
    "task_name",
    "args",
)
REVIVE = query(
    """
    WITH letter AS MATERIALIZED (
        SELECT id FROM procrastinate_jobs WHERE id = :job AND status = 'failed' FOR UPDATE
    )
    SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM letter
    """,
    "done",
)
GET = query(
    f"SELECT {FIELDS} FROM procrastinate_jobs AS job WHERE id = :job",  # noqa: S608 - ours
    "id",
    "task_name",
    "args",
    "lock",
    "attempts",
)
DROP = query(
    "DELETE FROM procrastinate_jobs WHERE id = :job AND status = 'failed' RETURNING id", "id"
)
FORGET = query("DELETE FROM procrastinate_jobs WHERE id = :job RETURNING id", "id")
DEPTH = query(
    """
    SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND priority = 0
    """,
    "count",
)
BY_QUEUE = query(
    """
    SELECT queue_name, count(*) FROM procrastinate_jobs
    WHERE status IN ('todo', 'doing') AND priority = 0 GROUP BY queue_name
    """,
    "queue_name",
    "count",
)
BY_TASK = query(
    """
    SELECT task_name, count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')
    GROUP BY task_name ORDER BY task_name
    """,
    "task_name",
    "count",
)
EVERYTHING = query(
    "SELECT id, task_name, args FROM procrastinate_jobs ORDER BY id", "id", "task_name", "args"
)
OLDEST = text(
    """
    SELECT min(CAST(coalesce(args ->> '~due', args ->> '~since') AS bigint))
    FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND priority = 0
    """
).columns(column("oldest", BigInteger))
REGISTER = query("SELECT worker_id FROM procrastinate_register_worker_v1()", "worker_id")
BEAT = query(
    """
    UPDATE procrastinate_workers SET last_heartbeat = clock_timestamp() WHERE id = :worker
    RETURNING id
    """,
    "id",
)
UNREGISTER = query("SELECT procrastinate_unregister_worker_v1(:worker)", "done")
PRUNE = query(
    """
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < clock_timestamp() - make_interval(secs => CAST(:silent AS float8))
    RETURNING id
    """,
    "id",
)
PERIODIC = text(
    """
    SELECT procrastinate_defer_periodic_job_v2(
        :queue, NULL, :task, :task, CAST(:priority AS integer), '', :moment, CAST(:args AS jsonb))
    """
).columns(column("id", Text))
