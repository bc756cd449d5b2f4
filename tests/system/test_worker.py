"""A real worker process behind the real broker runs a job of the pages."""

import pytest
from django.urls import reverse

from kaderjkn.common.models import JobRun
from tests.collections.builders import make_case, month_of
from tests.factories import CadreFactory
from tests.system.conftest import wait_for_end

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_assigning_from_the_page_ends_done(client_of, staff, branch, start_worker):
    make_case(CadreFactory(branch=branch))
    with start_worker():
        client_of(staff).post(reverse("arrears:cases-assign"), {"month": f"{month_of(branch):%Y-%m}"})
        job = wait_for_end(JobRun.objects.get())
    assert (job.state, job.error) == ("done", "")
    assert job.result == {"counts": {}}  # all that is listed is a case already
