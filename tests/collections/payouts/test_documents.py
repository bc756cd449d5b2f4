"""The statement on paper, and the page that its QR code leads to."""

import pytest
from django.conf import settings
from django.test import Client

from kaderjkn.collections.payouts import actions
from kaderjkn.collections.payouts.documents import statement_data, statement_pdf
from kaderjkn.common.documents import check_url
from kaderjkn.common.formatting import rupiah


@pytest.fixture
def released(statement, supervisor, second):
    chosen = {"closing": statement.closing, "pks": [statement.pk]}
    actions.approve_statements(by=supervisor, **chosen)
    actions.release_statements(by=second, **chosen)
    statement.refresh_from_db()
    return statement


def test_every_line_stands_on_paper_and_adds_up_to_the_total(released):
    data = statement_data(released)
    assert [cells[-1] for cells in data["own_lines"]] == ["50.000"]
    assert data["total"] == rupiah(50_000)
    assert [signer[1] for signer in data["signers"]] == ["supervisor", "supervisor2"]


def test_pdf_is_the_same_file_each_time(released):
    first = statement_pdf(released)
    assert first.startswith(b"%PDF-")
    assert first == statement_pdf(released)


def test_page_behind_the_code_confirms_number_and_total_and_names_nobody(released, fresh_cache):
    document = released.document
    text = Client().get(check_url(document).removeprefix(settings.SITE_URL)).text
    assert document.number in text
    assert "50.000" in text
    assert released.cadre.name not in text
    assert released.cadre.code not in text


def test_page_says_that_a_release_was_taken_back(released, second, fresh_cache):
    document = released.document
    actions.take_back_release(statement=released, reason="Salah", by=second)
    assert "tidak berlaku lagi" in Client().get(document.get_absolute_url()).text
