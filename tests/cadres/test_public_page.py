"""What residents read behind the QR code of a letter of assignment: enough to trust or to refuse, nothing more."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from psycopg.types.range import DateRange

from cadres.actions import end_partnership
from cadres.documents import AGREEMENT_LETTER, ASSIGNMENT_LETTER
from cadres.letters import issue_anew, letter_of
from cadres.models import Agreement
from cadres.photos import set_photo
from kaderjkn.common.formatting import long_date
from tests.cadres.builders import ending_in, make_renewal, territory_with
from tests.cadres.pictures import picture
from tests.factories import AreaFactory

SECRETS = {
    "phone": "+6281298765432", "address": "Jalan Rahasia 9", "email": "siti@contoh.id", "bank": "Bank Rahasia",
    "account_number": "7766554433", "account_holder": "Siti Rahasia", "nik_last4": "4321", "nik_hash": "ab" * 32,
}  # fmt: skip


@pytest.fixture
def agreement(branch, fresh_cache):
    agreement = ending_in(branch, 100, name="Siti Aminah", code="KDR-77", **SECRETS)
    territory_with(agreement, area=AreaFactory(branch=branch, name="Tugu Utara"))
    return agreement


@pytest.fixture
def document(agreement, staff):
    return letter_of(agreement=agreement, kind=ASSIGNMENT_LETTER, by=staff)


def page(document):
    response = Client().get(document.get_absolute_url())
    assert response.status_code == 200
    return response.text


def test_cadre_in_force_is_official_until_the_agreement_ends(agreement, document):
    text = page(document)
    for words in (f"Kader JKN resmi, berlaku sampai {long_date(agreement.ends_on)}.", "Siti Aminah", "Tugu Utara",
                  "Jakarta Utara", "Kader tidak menerima uang."):  # fmt: skip
        assert words in text


def test_page_never_holds_personal_data(agreement, document):
    text = page(document)
    agreement.cadre.refresh_from_db()
    for value in (*SECRETS.values(), "81298765432", agreement.number, "KDR-77", agreement.cadre.user.username):
        assert value not in text
    assert not re.search(r"\d{10,}", re.sub(r"<[^>]*>", " ", text))


def test_page_holds_no_link_into_the_office(agreement, document):
    links = set(re.findall(r'href="(/[^"]*)"', page(document)))
    assert not {link for link in links if link.startswith(("/kader", "/cabang", "/binaan", "/admin"))}


@pytest.mark.parametrize("is_allowed", [False, True])
def test_photo_is_shown_only_if_allowed(agreement, document, staff, is_allowed):
    set_photo(cadre=agreement.cadre, content=picture(), is_public=is_allowed, by=staff)
    assert ("data:image/jpeg;base64," in page(document)) == is_allowed


def assert_warned(text):
    for words in ("Surat tugas ini tidak berlaku.", "Jangan membayar", "Care Center 165"):
        assert words in text
    for fact in ("Siti", "Tugu Utara", "Kader JKN resmi"):
        assert fact not in text


def test_ended_partnership_shows_at_once(branch, agreement, document, staff):
    end_partnership(cadre=agreement.cadre, on=branch.today(), by=staff)
    assert_warned(page(document))


def test_partnership_that_ends_tomorrow_holds_today(branch, agreement, document, staff):
    tomorrow = branch.today() + timedelta(days=1)
    end_partnership(cadre=agreement.cadre, on=tomorrow, by=staff)
    assert f"berlaku sampai {long_date(branch.today())}" in page(document)


def test_lapsed_agreement_is_warned_of(branch, agreement, document):
    valid = DateRange(agreement.valid.lower, branch.today())
    Agreement.objects.filter(pk=agreement.pk).update(valid=valid)
    assert_warned(page(document))


def test_agreement_that_has_not_begun_is_warned_of(branch, agreement, document):
    valid = DateRange(branch.today() + timedelta(days=1), agreement.valid.upper)
    Agreement.objects.filter(pk=agreement.pk).update(valid=valid)
    assert_warned(page(document))


def test_agreement_that_is_gone_is_warned_of(agreement, document):
    agreement.delete()
    assert_warned(page(document))


def test_renewed_cadre_stays_official_with_the_old_letter(branch, agreement, document, staff):
    new = make_renewal(agreement, by=staff).agreements.get().agreement
    Agreement.objects.filter(pk=agreement.pk).update(
        valid=DateRange(agreement.valid.lower, branch.today() - timedelta(days=1))
    )
    Agreement.objects.filter(pk=new.pk).update(valid=DateRange(branch.today(), new.valid.upper))
    assert f"berlaku sampai {long_date(new.ends_on)}" in page(document)


def test_lost_letter_no_longer_holds_but_the_new_one_does(agreement, document, staff):
    new = issue_anew(agreement=agreement, is_lost=True, by=staff)
    assert "tidak berlaku lagi" in page(document)
    assert "Kader JKN resmi" in page(new)


def test_open_ended_agreement_names_no_day(branch, agreement, document):
    Agreement.objects.filter(pk=agreement.pk).update(valid=DateRange(branch.today(), None))
    text = page(document)
    assert "Kader JKN resmi." in text
    assert "sampai" not in re.sub(r"<[^>]*>", " ", text)


def test_agreement_letter_tells_whether_it_holds_and_not_whose_it_is(branch, agreement, staff):
    contract = letter_of(agreement=agreement, kind=AGREEMENT_LETTER, by=staff)
    text = page(contract)
    assert "Perjanjian ini berlaku." in text
    assert "Siti" not in text
    end_partnership(cadre=agreement.cadre, on=branch.today(), by=staff)
    assert "tidak berlaku hari ini" in page(contract)
