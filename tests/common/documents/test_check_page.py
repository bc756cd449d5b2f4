"""The public page behind a QR code: what it says, to whom, and how often."""

from django.conf import settings
from django.test import Client

from kaderjkn.common.documents import check_url, qr_svg, revoke_document
from tests.common.documents.papers import issue_paper


def test_page_says_what_the_kind_declares_and_asks_nobody_to_sign_in(branch):
    document = issue_paper(branch)
    answer = Client().get(document.get_absolute_url())
    assert answer.status_code == 200
    for words in ("Dokumen ini asli.", document.number, "uji 7", "Jakarta Utara"):
        assert words in answer.text


def test_page_is_not_kept_by_caches_or_search_engines(branch):
    answer = Client().get(issue_paper(branch).get_absolute_url())
    assert "no-store" in answer["Cache-Control"]
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex", "no-referrer")


def test_revoked_document_says_only_that(branch, supervisor):
    document = issue_paper(branch)
    revoke_document(document=document, reason="Hilang di jalan", by=supervisor)
    answer = Client().get(document.get_absolute_url())
    assert "tidak berlaku lagi" in answer.text
    assert "uji 7" not in answer.text
    assert "Hilang di jalan" not in answer.text


def test_unknown_token_is_not_found(db, fresh_cache):
    assert Client().get("/cek/tidak-ada/").status_code == 404


def test_one_address_is_held_back_after_thirty_looks(branch, fresh_cache):
    url = issue_paper(branch).get_absolute_url()
    codes = [Client().get(url).status_code for _turn in range(31)]
    assert codes == [200] * 30 + [429]
    assert Client(REMOTE_ADDR="10.1.2.3").get(url).status_code == 200


def test_guessing_tokens_counts_as_well(db, fresh_cache):
    codes = {Client().get(f"/cek/{turn}/").status_code for turn in range(31)}
    assert codes == {404, 429}


def test_qr_code_holds_the_absolute_address(branch):
    document = issue_paper(branch)
    assert check_url(document) == f"{settings.SITE_URL}/cek/{document.token}/"
    assert qr_svg(check_url(document)).startswith("<svg")
