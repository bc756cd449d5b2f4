"""Lists that are not declared as such ask the database equally often for one row and for three."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arrears.models import BulkAct, ListedHousehold
from kaderjkn.collections.feedback.opening import note_feedback
from kaderjkn.collections.models import OptOut
from kaderjkn.common.models import JobRun
from tests.collections import builders
from tests.factories import CadreFactory


def waiting_for_a_place(branch, count):
    for _each in range(count):
        case = builders.make_case(CadreFactory(branch=branch))
        ListedHousehold.objects.filter(household=case.household).update(area=None, status="no_kelurahan")


def unmatched(branch, count):
    nobody = {"household": None, "matched_by": "", "listed_month": None}
    for _each in range(count):
        builders.make_payment(builders.make_case(CadreFactory(branch=branch)), branch.today(), 1000, **nobody)


def bulk_acts(branch, count):
    for _each in range(count):
        facts = {"kind": "move", "month": date(2026, 1, 1), "starts_on": date(2026, 1, 2)}
        BulkAct.objects.create(branch=branch, cadre=CadreFactory(branch=branch), **facts)


def opt_outs(branch, count):
    for number in range(count):
        facts = {"phone": f"+62813000{count}000{number}", "source": "office", "received_at": timezone.now()}
        OptOut.objects.create(branch=branch, recorded_by=CadreFactory(branch=branch).user, **facts)


def jobs(branch, count):
    for number in range(count):
        facts = {"month": date(2026, count, 1 + number), "by": CadreFactory(branch=branch).user}
        JobRun.objects.create(branch=branch, kind="close_period", state="done", result={}, **facts)


@pytest.mark.parametrize(
    ("name", "add"),
    [
        ("arrears:mend-list", waiting_for_a_place),
        ("arrears:unmatched-list", unmatched),
        ("arrears:bulk-list", bulk_acts),
        ("collections:opt-out-list", opt_outs),
        ("job-list", jobs),
    ],
)
def test_list(client, staff, branch, name, add):
    client.force_login(staff)
    counts = []
    for count in (1, 2):
        add(branch, count)
        client.get(reverse(name))  # what is kept, is kept now
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_feedback_page(client, staff, branch, cadre):
    """Reports by more people, and more that was done, take no more queries."""
    client.force_login(staff)
    item = builders.make_feedback(cadre)
    counts = []
    for count in (1, 2):
        for _each in range(count):
            note_feedback(household=item.household, kind="moved", note="Pindah", by=CadreFactory(branch=branch).user)
            client.post(reverse("collections:feedback-take", args=[item.pk]))
            client.post(reverse("collections:feedback-release", args=[item.pk]))
        client.get(item.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(item.get_absolute_url()).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
