"""The audit trail: triggers write every change of a row to `<table>event`, also those made by COPY and SQL.

Tables that grow with the caseload record updates and deletes only; the import run is the record of the insert.
"""

import pghistory
import pgtrigger
from django.db import connection


def audited(model):
    """Record every insert, update and delete of the model's rows."""
    trackers = pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    return pghistory.track(*trackers, level=pgtrigger.Statement)(model)


def audited_changes(model):
    """Record updates and deletes only: for tables that files fill."""
    return pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), level=pgtrigger.Statement)(model)


def acting(by, **facts):
    """Context for the trail: who acts and in what; facts are codes and ids, never personal data."""
    return pghistory.context(user=by.pk if by else None, **facts)


def pin_context() -> None:
    """Make a following COPY carry the context: it is injected into executed statements only."""
    with connection.cursor() as cursor:
        cursor.execute("VALUES (1)")
