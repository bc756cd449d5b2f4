"""What every action here shares: one transaction, with the acting user on the audit trail."""

from collections.abc import Callable
from functools import wraps

from django.db import transaction

from kaderjkn.common.audit import acting
from kaderjkn.common.models import Branch


def act[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Run the keyword-only function in one transaction; `by` and its name go to the audit trail."""

    @wraps(function)
    def inside(**values):
        with transaction.atomic(), acting(values.get("by"), act=f"meetings.{function.__name__}"):
            return function(**values)

    return inside


def lock_branch(branch: Branch) -> None:
    """Let one writer at a time plan meetings or number envelopes of the branch; others wait."""
    Branch.objects.select_for_update(no_key=True).get(pk=branch.pk)


def locked(row):
    """Read the row anew and keep others from changing it until the transaction ends."""
    return type(row).objects.select_for_update().get(pk=row.pk)
