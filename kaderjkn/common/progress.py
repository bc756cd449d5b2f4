"""How far a job is, written over its own connection: inside the job's transaction nobody would see it."""

import threading
import time

import psycopg
from django.db import connection

from .models import JobRun

REPORT_EVERY = 0.5
BEAT_EVERY = 10.0
REPORT = (
    "UPDATE common_jobrun SET phase = %s, done = %s, total = %s, heard_at = now() WHERE id = %s AND state = 'running'"
    " RETURNING stop_asked_at IS NOT NULL"
)
BEAT = "UPDATE common_jobrun SET heard_at = now() WHERE id = %s AND state = 'running'"


class JobStopped(Exception):  # noqa: N818 -- reads as what happened
    """Somebody asked the job to stop, and it had not begun to write."""


class Progress:
    """Reports of one job. While it is open a thread also says every few seconds that the worker lives,
    since a single statement over a million rows is silent for long.
    """

    def __init__(self, job: JobRun):
        self._job_id = job.pk
        self._params = {name: value for name, value in connection.get_connection_params().items() if name != "pool"}
        self._connection: psycopg.Connection | None = None
        self._last: tuple[str, float] = ("", 0.0)
        self._ended = threading.Event()
        self._lock = threading.Lock()

    def __enter__(self):
        threading.Thread(target=self._beat, name=f"job-{self._job_id}", daemon=True).start()
        return self

    def __exit__(self, *exc_info):
        self._ended.set()
        with self._lock:
            if self._connection:
                self._connection.close()
                self._connection = None

    def report(self, phase: str, done: int = 0, total: int | None = None) -> None:
        """Say what is being done and how far; a new phase at once, otherwise at most every half second.

        Raise JobStopped where somebody has asked for it.
        """
        last_phase, last_time = self._last
        now = time.monotonic()
        if str(phase) == last_phase and now - last_time < REPORT_EVERY:
            return
        self._last = (str(phase), now)
        answer = self._write(REPORT, (str(phase)[:100], done, total, self._job_id))
        if answer and answer[0]:
            raise JobStopped

    def _beat(self) -> None:
        while not self._ended.wait(BEAT_EVERY):
            self._write(BEAT, (self._job_id,))

    def _write(self, statement: str, values: tuple) -> tuple | None:
        """A report that cannot be written is left out: the job matters more."""
        with self._lock:
            if self._ended.is_set():
                return None
            try:
                cursor = self._open().execute(statement, values)
                return cursor.fetchone() if cursor.description else None
            except psycopg.Error:
                self._connection = None
                return None

    def _open(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(**self._params, autocommit=True)
            self._connection.execute("SET lock_timeout = '1s'")
        return self._connection
