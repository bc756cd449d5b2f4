"""Several people at once, each over a connection of their own."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import psycopg
from django.db import connection

from kaderjkn.common.errors import Refused

PATIENCE = 30
FOR_TABLE = """
SELECT count(*) FROM pg_locks AS waiting JOIN pg_class AS relation ON relation.oid = waiting.relation
WHERE NOT waiting.granted AND relation.relname = %s
"""
FOR_LOCK = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = %s"


def at_once(*acts) -> list:
    """Start all acts together; return for each its answer, or the sentence that refused it."""
    gate = Barrier(len(acts))

    def run(act):
        gate.wait()
        return answer_of(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def answer_of(act):
    try:
        return act()
    except Refused as refused:
        return refused
    finally:
        connection.close()


def refusals(answers) -> list:
    return [answer for answer in answers if isinstance(answer, Refused)]


@contextmanager
def stopped_at(table: str, act):
    """Run the act in a thread up to its first write into the table; go on, and give its answer, when the block ends.

    Yields a list that holds the answer afterwards.
    """
    answers = []
    with ThreadPoolExecutor(1) as pool, psycopg.connect(**connection.get_connection_params()) as other:
        other.execute(f"LOCK TABLE {table} IN SHARE MODE")
        future = pool.submit(answer_of, act)
        try:
            wait_until_it_waits(other, FOR_TABLE, table, future)
            yield answers
        finally:
            other.rollback()
        answers.append(future.result(timeout=PATIENCE))


@contextmanager
def behind(act):
    """Start the act in a thread while somebody holds the branch's lock; it waits for its turn.

    Yields a function that gives the answer, once the lock is free.
    """
    with ThreadPoolExecutor(1) as pool, psycopg.connect(**connection.get_connection_params()) as other:
        future = pool.submit(answer_of, act)
        wait_until_it_waits(other, FOR_LOCK, "advisory", future)
        yield lambda: future.result(timeout=PATIENCE)


def wait_until_it_waits(other, question: str, what: str, future) -> None:
    until = time.monotonic() + PATIENCE
    while not other.execute(question, [what]).fetchone()[0]:
        assert not future.done(), "it has not waited"
        assert time.monotonic() < until, "it never came by"
        time.sleep(0.01)
