"""What was noted about the rows of an import: counted, grouped by rule, and by line. Reads `staged_issue`."""

from collections.abc import Iterator

from django.db import connection

from ..sql_jobs import fetch_all, fetch_value

EXAMPLES = 5
GROUPED = """
SELECT severity, rule, "column", count(*) AS count,
       json_agg(json_build_array(line, message) ORDER BY line) FILTER (WHERE place <= %(examples)s) AS examples
FROM (SELECT issue.*, row_number() OVER (PARTITION BY severity, rule, "column" ORDER BY line) AS place
      FROM staged_issue AS issue) AS numbered
GROUP BY severity, rule, "column"
ORDER BY severity, count(*) DESC, rule, "column"
"""
REASONS = """
SELECT line, string_agg(sentence, '; ' ORDER BY "column", sentence) AS reason
FROM (SELECT DISTINCT line, "column", concat("column", ': ', message) AS sentence
      FROM staged_issue WHERE severity = 'error') AS said
GROUP BY line
ORDER BY line
"""


def grouped_issues() -> list[dict]:
    """Issues by rule and column with their count and first lines, errors first, for preview and page."""
    return fetch_all(GROUPED, {"examples": EXAMPLES})


def count_rejected() -> int:
    return fetch_value("SELECT count(DISTINCT line) FROM staged_issue WHERE severity = 'error'")


def count_warnings() -> int:
    return fetch_value("SELECT count(*) FROM staged_issue WHERE severity = 'warning'")


def first_rejected(limit: int) -> list[dict]:
    """The first rejected lines with the reason."""
    return fetch_all(f"{REASONS} LIMIT %(limit)s", {"limit": limit})


def rejected_lines() -> Iterator[tuple[int, str]]:
    """All rejected lines with the reason, ascending, in bounded memory."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(REASONS)
        while rows := cursor.fetchmany(2000):
            yield from rows
