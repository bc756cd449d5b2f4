"""Fill the call list of a branch from the newest list of its working month."""

from django.db import connection

from arrears import case_list
from arrears.models import ArrearsList, BranchPolicy
from kaderjkn.common.models import Branch
from kaderjkn.common.reading.codes import phone
from kaderjkn.common.reading.parsing import unwarned
from kaderjkn.common.sql_jobs import execute, fetch_all, only_writer, sql_beside

FIND = sql_beside(__file__, "call_list_found.sql")
SQL = sql_beside(__file__)
WRITTEN = "SELECT DISTINCT written FROM to_call WHERE NOT is_confirmed AND written <> ''"
NO_LIMIT = 32767
"""Months that no list reaches, in the place of a band's missing end."""
COUNTS = """
SELECT state, count(*) AS households FROM collections_callentry
WHERE branch_id = %(branch)s AND state <> 'left' GROUP BY state ORDER BY state
"""


def fill(branch: Branch) -> dict[str, int]:
    """Write the call list; return households by state, nothing before the first list."""
    newest = current_list(branch)
    if newest is None:
        return {}
    with only_writer(f"call-list:{branch.code}", wait=True):
        params = params_of(branch, newest)
        execute(FIND, params)
        read_numbers()
        execute(SQL, params)
        rows = fetch_all(COUNTS, {"branch": branch.pk})
    return {row["state"]: row["households"] for row in rows}


def read_numbers() -> None:
    """Lists keep numbers as they were written; they are read as everywhere, and what cannot be read is no number."""
    read = ((row["written"], first_number(row["written"])) for row in fetch_all(WRITTEN))
    with connection.cursor() as cursor, cursor.copy("COPY read_number (written, number) FROM STDIN") as copy:
        for written, number in read:
            if number:
                copy.write_row((written, number))


def first_number(written: str) -> str | None:
    """The first usable of the numbers in a cell, as `+62…`."""
    number, _warning = unwarned(phone(written))
    return number


def current_list(branch: Branch) -> ArrearsList | None:
    """The list whose households are called now."""
    month = case_list.working_month(branch)
    return month and case_list.newest_list(branch, month)


def params_of(branch: Branch, newest: ArrearsList) -> dict:
    policy = BranchPolicy.objects.in_force(branch, newest.month)
    return {
        "branch": branch.pk,
        "list": newest.pk,
        "month": newest.month,
        "today": branch.today(),
        "least": policy.telecollect_min_months,
        "most": policy.telecollect_max_months or NO_LIMIT,
        "cadre_least": policy.cadre_min_months,
        "cadre_most": policy.cadre_max_months or NO_LIMIT,
    }
