"""A worker is killed between the gateway and the commit: nobody gets a message twice."""

import json
import signal

import pytest
from django.apps import apps

from arrears import reference as arrears_reference
from arrears.models import BranchPolicy
from kaderjkn.collections.outreach.actions.blasts import confirm_blast, prepare_blast
from kaderjkn.collections.outreach.gateways import FileGateway
from kaderjkn.collections.outreach.jobs.call_list import fill
from kaderjkn.collections.outreach.sending import send_portion
from kaderjkn.collections.tasks import send_branch_messages
from tests.collections.outreach.builders import make_listed
from tests.system.conftest import PATIENCE

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def blast(branch, staff, settings):
    """A message to three families, of a branch without quiet hours."""
    settings.OUTREACH_GATEWAY = "file"
    arrears_reference.load(apps)
    BranchPolicy.objects.update(quiet_from="00:00", quiet_until="00:00")
    for _each in range(3):
        make_listed(branch)
    fill(branch)
    draft = prepare_blast(branch=branch, kind="office_hi", mode="sms", by=staff)
    return confirm_blast(blast=draft, expected=3, by=staff)


@pytest.fixture
def file(tmp_path, settings):
    """Where the gateway writes, here and in the worker."""
    settings.OUTREACH_FILE = str(tmp_path / "messages.jsonl")
    return tmp_path / "messages.jsonl"


def kill_at(fault, branch, start_worker, file):
    environment = {"KADERJKN_FAULT": fault, "OUTREACH_FILE": str(file), "OUTREACH_GATEWAY": "file"}
    send_branch_messages.delay(branch.pk)
    with start_worker(**environment) as process:
        process.wait(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize(("fault", "written"), [("message_claimed:2", 2), ("message_sent:2", 3)])
def test_killed_worker_leaves_one_unsure_message(blast, start_worker, file, fault, written):
    """Whether the gateway got the second message nobody can know: it is not sent again, the third one is."""
    kill_at(fault, blast.branch, start_worker, file)
    for _each in range(2):
        send_portion(blast.branch, FileGateway())
    assert list(blast.messages.order_by("pk").values_list("state", flat=True)) == ["sent", "unsure", "sent"]
    keys = [json.loads(line)["key"] for line in file.read_text().splitlines()]
    assert len(keys) == len(set(keys)) == written
