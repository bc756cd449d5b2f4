"""Numbers without gaps, tokens nobody guesses, and documents that are taken back but never deleted."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from kaderjkn.common.documents import revoke_document
from kaderjkn.common.errors import Refused
from kaderjkn.common.models import IssuedDocument
from tests.common.documents.papers import issue_paper
from tests.factories import BranchFactory


def test_numbers_follow_each_other_within_a_branch_and_year(branch, other_branch):
    year = branch.today().year
    numbers = [issue_paper(branch).number, issue_paper(branch).number, issue_paper(other_branch).number]
    assert numbers == [f"KU-0905-{year}-00001", f"KU-0905-{year}-00002", f"KU-0904-{year}-00001"]


def test_tokens_are_long_and_of_their_own(branch):
    first, second = issue_paper(branch).token, issue_paper(branch).token
    assert first != second
    assert all(re.fullmatch(r"[\w-]{16}", token) for token in (first, second))


def test_same_number_twice_is_refused_by_the_database(branch):
    document = issue_paper(branch)
    copy = IssuedDocument(branch=branch, kind=document.kind, number=document.number, token="x", subject_id=1)
    with pytest.raises(IntegrityError, match="document_number_once"), transaction.atomic():
        copy.save()


def test_document_is_never_deleted(branch):
    document = issue_paper(branch)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        document.delete()


def test_revoking_needs_a_reason_and_keeps_the_first(branch, supervisor):
    document = issue_paper(branch)
    with pytest.raises(Refused):
        revoke_document(document=document, reason=" ", by=supervisor)
    revoke_document(document=document, reason="Hilang", by=supervisor)
    again = revoke_document(document=document, reason="Lain", by=supervisor)
    assert (again.revoke_reason, again.revoked_by) == ("Hilang", supervisor)


def test_revoked_without_reason_is_refused_by_the_database(branch):
    document = issue_paper(branch)
    with pytest.raises(IntegrityError, match="document_revoked_has_reason"), transaction.atomic():
        IssuedDocument.objects.filter(pk=document.pk).update(revoked_at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers():
    branch = BranchFactory(code="0905")

    def issue(_turn):
        try:
            return issue_paper(branch).number[-5:]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(issue, range(4))) == ["00001", "00002", "00003", "00004"]
