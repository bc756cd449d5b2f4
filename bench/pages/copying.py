"""A filled branch as another one, and tables without their indexes while they fill: millions of rows in minutes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models

from arrears.models import (
    ArrearsList,
    Case,
    CaseHolder,
    Household,
    HouseholdKey,
    HouseholdSearch,
    ListedHousehold,
    Participant,
    Payment,
)
from cadres.models import Agreement, Cadre, Territory
from kaderjkn.collections.models import Contact, FeedbackItem, FeedbackSource
from kaderjkn.common.models import Area, Branch, ImportRun
from kaderjkn.common.sql_jobs import execute, fetch_all, fetch_value

LARGE = (Household, HouseholdKey, HouseholdSearch, Participant, ListedHousehold, Case, CaseHolder, Payment, Contact)
COPIED = (Area, Cadre, Agreement, Territory, *LARGE, FeedbackItem, FeedbackSource)
INDEXES = """
SELECT found.indexrelid::regclass::text AS name, pg_get_indexdef(found.indexrelid) AS definition,
       held.conname AS constraint_name, held.conrelid::regclass::text AS of_table,
       pg_get_constraintdef(held.oid) AS constraint_definition
FROM pg_index AS found
LEFT JOIN pg_constraint AS held ON held.conindid = found.indexrelid AND held.contype = 'u'
WHERE found.indrelid = ANY (%(tables)s::regclass[]) AND NOT found.indisprimary
ORDER BY found.indrelid, found.indexrelid
"""


@contextmanager
def without_indexes() -> Iterator[None]:
    """Large tables keep their primary keys only; the rest is made once they stand, as a restored dump makes it."""
    indexes = fetch_all(INDEXES, {"tables": [model._meta.db_table for model in LARGE]})
    for each in indexes:
        if each["constraint_name"]:
            execute(f'ALTER TABLE {each["of_table"]} DROP CONSTRAINT "{each["constraint_name"]}"')
        else:
            execute(f"DROP INDEX {each['name']}")
    yield
    execute("SET maintenance_work_mem = '1GB'")
    for each in indexes:
        if each["constraint_name"]:
            execute(
                f'ALTER TABLE {each["of_table"]} ADD CONSTRAINT "{each["constraint_name"]}" '
                f"{each['constraint_definition']}"
            )
        else:
            execute(each["definition"])


def largest_step() -> int:
    """What ids move on by from copy to copy: more than any id so far."""
    of_ids = (model._meta.db_table for model in COPIED if model is not HouseholdSearch)
    return 1 + max(fetch_value(f"SELECT coalesce(max(id), 0) FROM {table}") for table in of_ids)  # noqa: S608


def copy_branch(branch: Branch, other: Branch, *, by: int, of_list: ArrearsList, payments: ImportRun) -> None:
    """Every row of the branch that a list reads, once more for the other one; ids move on by `by`."""
    for model in COPIED:
        columns = {field.column: value_of(field) for field in model._meta.concrete_fields if not field.generated}
        table = model._meta.db_table
        of_branch = "cadre_id IN (SELECT id FROM cadres_cadre WHERE branch_id = %(branch)s)"
        execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} FROM {table} "  # noqa: S608
            f"WHERE {'branch_id = %(branch)s' if 'branch_id' in columns else of_branch}",
            {
                "branch": branch.pk,
                "other": other.pk,
                "by": by,
                "list": of_list.pk,
                "payments": payments.pk,
                "number": int(other.code) - 1000,
            },
        )


def value_of(field: models.Field) -> str:
    """The column of a copied row."""
    target = field.remote_field.model if field.remote_field else None
    if target is Branch:
        return "%(other)s"
    if target is ArrearsList:
        return "%(list)s"
    if target is ImportRun:
        return "%(payments)s"
    if target in COPIED or field.primary_key:
        return f"{field.column} + %(by)s"
    if field.model is Area and field.name == "code":  # as fill_branch.sql numbers cities
        return "format('%%s.%%s', 11 + %(number)s / 90, lpad((1 + %(number)s %% 90)::text, 2, '0')) || substr(code, 6)"
    return field.column


def set_sequences() -> None:
    """New rows come after the copied ones."""
    for model in COPIED:
        table = model._meta.db_table
        if model is not HouseholdSearch:
            execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608
