"""Two people at one branch: one writes, the other is told and loses nothing."""

import psycopg
import pytest
from django.db import connection

from arrears.models import ArrearsList
from kaderjkn.common.errors import AlreadyRunning
from kaderjkn.common.imports import applying
from tests.arrears.imports.conftest import person

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_second_of_two_who_apply_is_told_and_may_try_again(check, branch):
    intake = check(person(1, kk=1))
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"branch:{branch.code}"])
        with pytest.raises(AlreadyRunning):
            applying.apply(intake)
        assert not ArrearsList.objects.exists()
        other.rollback()
    applying.apply(intake)
    intake.run.refresh_from_db()
    assert (intake.run.state, ArrearsList.objects.count()) == ("applied", 1)


def test_applied_twice_is_written_once(check):
    intake = check(person(1, kk=1))
    applying.apply(intake)
    applying.apply(intake)
    assert ArrearsList.objects.count() == 1
