"""The words that households are found by, kept beside every list that says something new of them."""

from datetime import date

from django.db import transaction

from kaderjkn.common.models import Branch
from kaderjkn.common.sql_jobs import execute, fetch_value, sql_beside

SQL = sql_beside(__file__)
OF_LIST = """
CREATE TEMPORARY TABLE wanted ON COMMIT DROP AS
SELECT listed.household_id, listed.address
FROM arrears_listedhousehold AS listed
WHERE listed.branch_id = %(branch)s AND listed.list_id = %(list)s
  AND NOT EXISTS (SELECT FROM arrears_arrearslist AS later
                  WHERE later.branch_id = %(branch)s AND later.state = 'in_force' AND later.month > %(month)s)
"""
OF_BRANCH = """
CREATE TEMPORARY TABLE wanted ON COMMIT DROP AS
SELECT household.id AS household_id, coalesce(newest.address, '') AS address
FROM arrears_household AS household
LEFT JOIN (SELECT DISTINCT ON (listed.household_id) listed.household_id, listed.address
           FROM arrears_listedhousehold AS listed
           JOIN arrears_arrearslist AS list ON list.id = listed.list_id AND list.state = 'in_force'
           WHERE listed.branch_id = %(branch)s
           ORDER BY listed.household_id, list.month DESC, list.data_date DESC) AS newest
  ON newest.household_id = household.id
WHERE household.branch_id = %(branch)s
"""
MERGE = "SELECT gin_clean_pending_list('search_branch_words'::regclass)"


def write_words(*, branch: Branch, month: date, list_id: int) -> int:
    """The words of a list's households, unless a later month's list knows better; return how many were new."""
    return _write(OF_LIST, {"branch": branch.pk, "month": month, "list": list_id})


def write_all_words(branch: Branch) -> int:
    """The words of every household of the branch, from what stands in the tables."""
    return _write(OF_BRANCH, {"branch": branch.pk})


def merge_words() -> int:
    """Put what imports have left waiting into the index; until then a search reads it row by row."""
    return fetch_value(MERGE)


@transaction.atomic
def _write(wanted: str, params: dict) -> int:
    execute("DROP TABLE IF EXISTS pg_temp.wanted")
    execute(wanted, params)
    execute("ANALYZE wanted")
    written = execute(SQL, params)
    execute("DROP TABLE wanted")
    return written
