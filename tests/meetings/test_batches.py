"""The job that makes letters and labels: its files, run twice, holds, and what is deleted when."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader

from arrears.models import Hold
from kaderjkn.common.encrypted_files import read_file
from kaderjkn.common.jobs import execute_job, restart_job
from kaderjkn.common.models import JobRun
from meetings import actions
from meetings.actions import printing
from meetings.batches import delete_expired_batches, fill_batch
from meetings.errors import NothingToPrint
from meetings.models import Envelope, LetterBatch
from meetings.tasks import describe
from tests.meetings.builders import make_case, make_envelope


@pytest.fixture
def batch(branch, cadre, staff):
    envelopes = [make_envelope(make_case(branch, cadre)) for _each in range(3)]
    return actions.print_letters(branch=branch, envelopes=envelopes, cadre=cadre, by=staff)


def run(batch):
    """Do the batch's newest job; return it as it ended."""
    job = JobRun.objects.filter(kind="envelope_letters", subject=batch.pk).latest("pk")
    execute_job(job.pk)
    job.refresh_from_db()
    batch.refresh_from_db()
    return job


def stored(name):
    return Path(settings.MEDIA_ROOT) / name


def page_count(name):
    return len(PdfReader(BytesIO(read_file(name))).pages)


def hold(envelope):
    facts = {"household": envelope.case.household, "reason": "deceased", "starts_on": envelope.branch.today()}
    return Hold.objects.create(branch=envelope.branch, **facts)


def test_the_job_makes_both_files_encrypted(batch):
    job = run(batch)
    assert (job.state, job.result) == ("done", {"letters": 3, "left_out": []})
    assert (page_count(batch.letters_file), page_count(batch.labels_file)) == (3, 1)
    for name in (batch.letters_file, batch.labels_file):
        assert b"%PDF" not in stored(name).read_bytes()


def test_progress_is_told_in_numbers(batch):
    told = []
    fill_batch(batch, lambda *facts: told.append(facts))
    assert told[0] == ("Menulis surat dan kode QR", 0, 3)
    assert [phase for phase, *_figures in told[-3:]] == [
        "Menyusun PDF 3 surat",
        "Menyusun PDF 3 label",
        "Menyimpan berkas",
    ]


def test_run_twice_it_replaces_its_files_and_changes_nothing_else(batch, django_capture_on_commit_callbacks):
    run(batch)
    former = [batch.letters_file, batch.labels_file]
    numbers = set(batch.envelopes.values_list("number", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        fill_batch(batch)
    batch.refresh_from_db()
    assert not any(stored(name).exists() for name in former)
    assert stored(batch.letters_file).exists()
    assert set(batch.envelopes.values_list("number", flat=True)) == numbers
    assert Envelope.objects.count() == 3


def test_former_files_go_only_when_the_new_ones_are_certain(batch, django_capture_on_commit_callbacks):
    run(batch)
    former = batch.letters_file
    with django_capture_on_commit_callbacks() as later:
        fill_batch(batch)
        assert stored(former).exists()
    for callback in later:
        callback()
    assert not stored(former).exists()


def test_a_job_that_failed_is_started_again(batch, staff):
    job = JobRun.objects.get(subject=batch.pk)
    JobRun.objects.update(state="stuck")
    job.refresh_from_db()
    restart_job(job=job, by=staff)
    assert run(batch).state == "done"


def test_a_hold_between_order_and_job_is_left_out_and_said(batch):
    held = batch.envelopes.first()
    hold(held)
    job = run(batch)
    assert job.result == {"letters": 2, "left_out": [held.number]}
    assert held.number in describe(job)
    pages = PdfReader(BytesIO(read_file(batch.letters_file))).pages
    assert held.number not in "".join(page.extract_text() for page in pages)
    assert held not in batch.envelopes.all()


def test_a_batch_of_holds_alone_fails_with_a_sentence(batch):
    for envelope in batch.envelopes.all():
        hold(envelope)
    job = run(batch)
    assert job.state == "failed"
    assert "keluarganya ditahan" in job.error
    assert not batch.letters_file


def test_nothing_is_ordered_for_holds_and_what_is_outside(branch, cadre, staff):
    held = make_envelope(make_case(branch, cadre))
    outside = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    hold(held)
    with pytest.raises(NothingToPrint):
        actions.print_letters(branch=branch, envelopes=[held, outside], by=staff)
    assert not LetterBatch.objects.exists()


def test_envelopes_of_another_branch_are_not_printed(branch, other_branch, cadre, staff):
    theirs = make_envelope(make_case(other_branch))
    with pytest.raises(NothingToPrint):
        actions.print_letters(branch=branch, envelopes=[theirs], by=staff)


def test_a_file_holds_only_so_many_letters(branch, cadre, staff, monkeypatch):
    monkeypatch.setattr(printing, "AT_ONCE", 2)
    envelopes = [make_envelope(make_case(branch, cadre)) for _each in range(3)]
    assert actions.print_letters(branch=branch, envelopes=envelopes, by=staff).envelopes.count() == 2


def test_what_cannot_be_noted_leaves_no_file_behind(batch, monkeypatch):
    before = set(stored("amplop").glob("*"))
    monkeypatch.setattr(LetterBatch, "save", lambda *_facts, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fill_batch(batch)
    assert set(stored("amplop").glob("*")) == before


def test_files_are_deleted_after_their_last_day_and_not_before(batch, branch, django_capture_on_commit_callbacks):
    run(batch)
    names = [batch.letters_file, batch.labels_file]
    LetterBatch.objects.update(expires_on=branch.today())
    assert delete_expired_batches() == 0
    LetterBatch.objects.update(expires_on=branch.today() - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert (delete_expired_batches(), delete_expired_batches()) == (1, 0)
    assert not any(stored(name).exists() for name in names)


def test_ordering_again_while_the_job_waits_is_the_same_job(batch, staff):
    waiting = JobRun.objects.get(subject=batch.pk)
    assert actions.print_again(batch=batch, by=staff) == waiting
