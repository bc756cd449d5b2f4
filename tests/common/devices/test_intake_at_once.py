"""The same record over ten connections at the same moment."""

import pytest

from kaderjkn.collections.models import Contact
from kaderjkn.common.models import DeviceRecord
from tests.at_once import at_once
from tests.collections.builders import make_case
from tests.common.devices.phones import a_record, boxed, send

COPIES = 10


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_ten_copies_in_parallel_leave_one(cadre):
    fields = {"household": make_case(cadre).household_id, "mode": "visit", "outcome": "met"}
    copy = boxed(a_record("contact", fields))
    answers = [answer for [answer] in at_once(*[lambda: send(cadre.user, copy)] * COPIES)]
    assert sorted(answer.outcome for answer in answers) == ["already_saved"] * (COPIES - 1) + ["saved"]
    assert {answer.receipt for answer in answers} == {DeviceRecord.objects.get().receipt}
    assert str(Contact.objects.get().uuid) == copy["id"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_different_records_in_parallel_are_all_kept(cadre):
    answers = at_once(*[lambda: send(cadre.user, a_record(), a_record())] * 4)
    assert [answer.outcome for pair in answers for answer in pair] == ["saved"] * 8
    assert DeviceRecord.objects.count() == 8
