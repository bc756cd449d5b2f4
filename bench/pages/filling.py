"""Branches with lists of any length, filled by the SQL of the bench of closing and then given names to look for."""

from itertools import product

from django.db import transaction

from arrears.jobs.search_words import write_all_words
from kaderjkn.collections.feedback.opening import open_for_contacts
from kaderjkn.collections.models import Contact
from kaderjkn.common.models import Branch
from kaderjkn.common.sql_jobs import execute, sql_beside

from ..closing.filling import fill, open_month, unguarded
from ..closing.sizes import MONTH, Size
from ..words import LAST_NAMES, MEN, PLACE_ENDS, PLACE_STARTS, STREETS, WOMEN
from .copying import copy_branch, largest_step, set_sequences, without_indexes

NAMES = sql_beside(__file__, "fill_names.sql")
PER_CADRE = 2000


def fill_list(number: int, households: int) -> Branch:
    """A branch with one open month; nine of ten households are cases."""
    branch = fill(number, Size(households * 9 // 10, max(10, households // PER_CADRE)), with_rows=False)
    names = {
        "first": [*MEN, *WOMEN],
        "last": [*LAST_NAMES],
        "places": ["".join(parts) for parts in product(PLACE_STARTS, PLACE_ENDS)],
        "streets": [*STREETS],
    }
    with transaction.atomic():
        execute(NAMES, {"branch": branch.pk} | names)
    write_all_words(branch)
    open_for_contacts(branch, Contact.objects.filter(branch=branch))
    return branch


def fill_base(households: int, branches: int) -> Branch:
    """So many branches of that size; return the first, of which the others are copies."""
    with without_indexes():
        branch = fill_list(0, households)
        step = largest_step()
        for number in range(1, branches):
            with unguarded():
                add_copy(branch, number, by=number * step)
        set_sequences()
    execute("VACUUM (ANALYZE)")
    return branch


def add_copy(branch: Branch, number: int, *, by: int) -> None:
    """The branch with that number, with the same month, list and rows."""
    other = Branch.objects.create(code=f"{1000 + number}", name=f"Uji {number}")
    opened = open_month(other, MONTH)
    copy_branch(branch, other, by=by, of_list=opened.list, payments=opened.payments)
