"""Letters: their text, their numbers, their QR code, and what stops the old ones from holding."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation
from psycopg.types.range import DateRange
from pypdf import PdfReader

from cadres.documents import AGREEMENT_LETTER, ASSIGNMENT_LETTER
from cadres.errors import CannotTakeBack
from cadres.letters import delete_expired_bundles, fill_bundle, issue_anew, letter_data, letter_of, letters_pdf, pdf_of
from cadres.models import Agreement, LetterBundle
from cadres.photos import set_photo
from cadres.renewals import take_back
from kaderjkn.common.documents import check_url, qr_svg
from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import long_date
from kaderjkn.common.models import IssuedDocument
from tests.cadres.builders import ending_in, make_renewal, territory_with
from tests.cadres.pictures import picture
from tests.factories import AreaFactory


@pytest.fixture
def agreement(branch):
    return ending_in(branch, 100, name="Siti #strong[Aminah]", code="K07")


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def pdf(*agreements, kind=ASSIGNMENT_LETTER, by=None):
    mine = Agreement.objects.filter(pk__in=[one.pk for one in agreements]).select_related("cadre__branch")
    return letters_pdf(agreements=list(mine.order_by("cadre__code")), kind=kind, by=by)


def test_assignment_letter_says_who_where_until_when_and_no_money(agreement, staff):
    area = AreaFactory(branch=agreement.cadre.branch, name="Tugu Utara")
    territory_with(agreement, area=area)
    (text,) = pages(pdf(agreement, by=staff))
    document = IssuedDocument.objects.get()
    for words in (
        "Siti #strong[Aminah]", "K07", "Tugu Utara", "Jakarta Utara", long_date(agreement.ends_on), document.number,
        "Kader tidak menerima uang. Bayar hanya di kanal resmi.", check_url(document), "Care Center 165",
    ):  # fmt: skip
        assert words in text


def test_letters_tell_nothing_more_of_the_cadre(agreement, staff):
    cadre = agreement.cadre
    cadre.address, cadre.account_number, cadre.nik_last4 = "Jalan Rahasia 9", "99887766", "4321"
    cadre.save()
    for kind in (ASSIGNMENT_LETTER, AGREEMENT_LETTER):
        text = " ".join(pages(pdf(agreement, kind=kind, by=staff)))
        for secret in (cadre.phone, cadre.phone[-8:], "Rahasia", "99887766", "4321"):
            assert secret not in text


def test_agreement_letter_names_number_and_days(agreement, staff):
    text = " ".join(pages(pdf(agreement, kind=AGREEMENT_LETTER, by=staff)))
    for words in (agreement.number, long_date(agreement.starts_on), long_date(agreement.ends_on), "tidak menerima"):
        assert words in text


def test_letter_is_indonesian_whatever_the_screen_speaks(agreement, staff):
    with translation.override("en"):
        (text,) = pages(pdf(agreement, by=staff))
    assert long_date(agreement.ends_on) in text


def test_qr_code_leads_to_the_public_page(agreement, staff, fresh_cache):
    document = letter_of(agreement=agreement, kind=ASSIGNMENT_LETTER, by=staff)
    data = letter_data(document, agreement, {}, agreement.cadre.branch)
    assert data["qr"] == qr_svg(f"{settings.SITE_URL}/cek/{document.token}/")
    assert document.number in Client().get(f"/cek/{document.token}/").text


def test_photo_stands_on_the_letter_only_if_allowed(agreement, staff):
    found = {}
    for allowed in (False, True):
        set_photo(cadre=agreement.cadre, content=picture(), is_public=allowed, by=staff)
        (page,) = PdfReader(BytesIO(pdf(agreement, by=staff))).pages
        found[allowed] = len(page.images)
    assert found == {False: 0, True: 1}


def test_printing_again_gives_the_same_number_and_the_same_file(agreement, staff):
    assert pdf(agreement, by=staff) == pdf(agreement, by=staff)
    assert IssuedDocument.objects.count() == 1


def test_letters_of_many_begin_on_pages_of_their_own(branch, staff):
    several = [ending_in(branch, 50 + day) for day in range(3)]
    found = pages(pdf(*several, by=staff))
    assert len(found) == 3
    for text, agreement in zip(found, sorted(several, key=lambda one: one.cadre.code), strict=True):
        assert agreement.cadre.name in text
        assert IssuedDocument.objects.get(subject_id=agreement.pk).number in text


def test_same_document_gives_the_same_bytes(agreement, staff):
    document = letter_of(agreement=agreement, kind=ASSIGNMENT_LETTER, by=staff)
    mine = [Agreement.objects.select_related("cadre__branch").get(pk=agreement.pk)]
    assert pdf_of([document], mine, ASSIGNMENT_LETTER) == pdf_of([document], mine, ASSIGNMENT_LETTER)


@pytest.mark.parametrize(("is_lost", "revoked"), [(False, 0), (True, 2)])
def test_new_letter_revokes_the_old_ones_only_when_they_are_lost(agreement, staff, is_lost, revoked):
    letter_of(agreement=agreement, kind=ASSIGNMENT_LETTER, by=staff)
    issue_anew(agreement=agreement, is_lost=False, by=staff)
    contract = letter_of(agreement=agreement, kind=AGREEMENT_LETTER, by=staff)
    newest = issue_anew(agreement=agreement, is_lost=is_lost, by=staff)
    assert IssuedDocument.objects.exclude(revoked_at=None).count() == revoked
    contract.refresh_from_db()
    assert contract.revoked_at is None
    assert letter_of(agreement=agreement, kind=ASSIGNMENT_LETTER, by=staff) == newest


def test_no_new_letter_for_an_agreement_that_is_over(branch, staff):
    with pytest.raises(Refused, match="sudah berakhir"):
        issue_anew(agreement=ending_in(branch, -1), is_lost=False, by=staff)


def test_renewal_with_letters_stays(branch, staff):
    renewal = make_renewal(ending_in(branch, 10), by=staff)
    letter_of(agreement=renewal.agreements.get().agreement, kind=AGREEMENT_LETTER, by=staff)
    with pytest.raises(CannotTakeBack, match="Surat"):
        take_back(renewal=renewal, by=staff)


def test_territories_of_the_day_on_which_the_letter_begins(branch, staff):
    old = ending_in(branch, 10)
    area = AreaFactory(branch=branch, name="Koja")
    territory_with(old, area=area)
    new = make_renewal(old, by=staff, prolongs=False).agreements.get().agreement
    assert "Koja" not in pages(pdf(new, by=staff))[0]
    assert "Koja" in pages(pdf(old, by=staff))[0]


# Bundles


@pytest.fixture
def bundle(branch, staff):
    facts = {"branch": branch, "kind": ASSIGNMENT_LETTER, "made_by": staff}
    bundle = LetterBundle.objects.create(expires_on=branch.today() + timedelta(days=7), **facts)
    bundle.agreements.set([ending_in(branch, 50), ending_in(branch, 60)])
    return bundle


def nobody(*_facts):
    """Nobody watches the progress."""


def test_bundle_is_encrypted_and_made_again_keeps_its_numbers(bundle):
    assert fill_bundle(bundle, nobody) == 2
    former = bundle.stored_file
    numbers = set(IssuedDocument.objects.values_list("number", flat=True))
    assert b"%PDF" not in (Path(settings.MEDIA_ROOT) / former).read_bytes()
    fill_bundle(bundle, nobody)
    assert set(IssuedDocument.objects.values_list("number", flat=True)) == numbers
    assert not (Path(settings.MEDIA_ROOT) / former).exists()


def test_progress_counts_the_letters(bundle):
    seen = []
    fill_bundle(bundle, lambda *facts: seen.append(facts[1:]))
    assert seen == [(0, 2), (1, 2), (0, None)]


def test_expired_bundle_leaves_the_disk_once(bundle):
    fill_bundle(bundle, nobody)
    name = bundle.stored_file
    assert delete_expired_bundles() == 0
    LetterBundle.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert [delete_expired_bundles(), delete_expired_bundles()] == [1, 0]
    assert not (Path(settings.MEDIA_ROOT) / name).exists()


def test_bundle_whose_agreements_are_gone_is_refused(bundle):
    bundle.agreements.clear()
    with pytest.raises(Refused):
        fill_bundle(bundle, nobody)


def test_open_ended_agreement_is_never_over(branch):
    agreement = ending_in(branch, 10)
    Agreement.objects.filter(pk=agreement.pk).update(valid=DateRange(agreement.valid.lower, None))
    assert list(Agreement.objects.not_over_on(branch.today())) == [agreement]


def test_open_ended_agreement_says_so(branch, staff):
    agreement = ending_in(branch, 10)
    Agreement.objects.filter(pk=agreement.pk).update(valid=DateRange(agreement.valid.lower, None))
    assert "tanpa batas" in pages(pdf(agreement, by=staff))[0]
