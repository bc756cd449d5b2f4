"""Search everywhere: what is found by what, in which order, and what nobody finds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.collections.builders import make_case, make_payment, make_run, month_of
from tests.factories import CadreFactory
from tests.meetings.builders import make_envelope


@pytest.fixture
def cadre(branch):
    return CadreFactory(branch=branch, code="0905-77", name="Rini Suryani", phone="+6281298765432")


@pytest.fixture
def case(cadre):
    return make_case(cadre, name="Siti Aminah")


@pytest.fixture
def search(client_of, staff):
    client = client_of(staff)
    return lambda text: client.get(reverse("search"), {"q": text})


def found(response) -> dict[str, list[str]]:
    return {group.lookup.name: [hit.url for hit in group.hits] for group in response.context["groups"]}


def household_url(case) -> str:
    return reverse("collections:household-detail", args=[case.household_id])


@pytest.mark.parametrize("text", ["aminah", "SITI", "melati 7", "min"])
def test_household_is_found_by_parts_of_names_and_address_and_shown_masked(search, case, text):
    page = search(text)
    assert found(page) == {"households": [household_url(case)]}
    assert "S*** A*****" in page.content.decode()
    assert "Aminah" not in page.content.decode()


def test_household_is_found_by_the_end_of_its_number_and_opened_by_the_whole(search, case):
    assert household_url(case) in found(search(case.key[-4:]))["households"]
    for number in (case.key, case.head_card, f"88888{case.head_card[2:]}"):
        assert search(number).url == household_url(case)


def test_cadre_is_found_by_name_and_phone_and_opened_by_the_code(search, cadre):
    for text in ("suryani", "765432", "081298765432"):
        assert found(search(text)) == {"cadres": [cadre.get_absolute_url()]}
    assert search("0905-77").url == cadre.get_absolute_url()


def test_payment_is_found_by_the_end_of_its_reference_and_opened_by_the_whole(search, case):
    payment = make_payment(case, month_of(case.branch), 50_000, reference="BRI261126002442")
    url = reverse("collections:payment-detail", args=[payment.pk])
    assert found(search("2442"))["payments"] == [url]
    assert search("bri261126002442").status_code == 200  # a reference is what the bank wrote, in its letters
    assert search("BRI261126002442").url == url


def test_unmatched_payment_leads_to_where_it_is_matched(search, case):
    nobody = {"household": None, "listed_month": None, "matched_by": ""}
    payment = make_payment(case, month_of(case.branch), 50_000, reference="INDO-998877", **nobody)
    assert search("INDO-998877").url == reverse("arrears:payment-match", args=[payment.pk])


def test_envelope_is_opened_by_its_number_with_and_without_dashes(search, case):
    envelope = make_envelope(case)
    for number in (envelope.number, envelope.number.replace("-", "")):
        assert search(number).url == envelope.get_absolute_url()
    assert envelope.get_absolute_url() in found(search(envelope.number[-6:]))["envelopes"]


def test_import_is_found_by_its_file_and_opened_by_its_number(search, branch):
    run = make_run(branch)
    assert found(search("uji.c")) == {"imports": [run.get_absolute_url()]}
    assert search(f"impor {run.pk}").url == run.get_absolute_url()


def test_end_of_a_number_opens_nothing_by_itself(search, branch, case):
    """`21` may be an import, and the end of anything else."""
    run = make_run(branch)
    assert search(f"{run.pk:03}").status_code == 200


@pytest.mark.parametrize("text", ["", "ab", "a b", "1", "  "])
def test_short_text_finds_nothing_and_says_why(search, case, text):
    page = search(text)
    assert found(page) == {}
    assert page.context["error"] == ("Tulis paling sedikit tiga huruf atau angka." if text.strip() else "")


@pytest.mark.parametrize("text", ["zzz", "%%%", "___", "\\\\\\", "tidak\0ada", "99999999999999999999999", "x" * 5000])
def test_what_nothing_fits_is_said(search, case, text):
    page = search(text)
    assert found(page) == {}
    assert "Tidak ada yang sesuai" in page.content.decode()


def test_five_of_a_kind_are_shown_and_the_list_has_the_rest(search, cadre):
    for number in range(7):
        make_case(cadre, name=f"Budi Santoso {number}")
    page = search("budi santoso")
    (group,) = page.context["groups"]
    assert len(group.hits) == 5
    assert group.more_url == f"{reverse('collections:household-list')}?q=budi+santoso"


def test_exact_hits_come_first(search, cadre, case):
    """The name of a file that is some cadre's code, too."""
    twin = make_run(cadre.branch)
    twin.file_name = "0905-77.csv"
    twin.save()
    make_payment(case, month_of(case.branch), 50_000, reference="0905-77")
    assert [*found(search("0905-77"))] == ["cadres", "payments", "imports"]


def test_other_branches_are_not_searched(client_of, staff, other_branch):
    theirs = CadreFactory(branch=other_branch, name="Rini Suryani", code="0904-01")
    case = make_case(theirs, name="Siti Aminah")
    make_payment(case, month_of(other_branch), 50_000, reference="BRI2611")
    make_envelope(case)
    make_run(other_branch)
    client = client_of(staff)
    for text in ("suryani", "aminah", case.key, case.head_card, "BRI2611", "uji.csv", f"0905-2611-{case.pk:06d}"):
        assert found(client.get(reverse("search"), {"q": text})) == {}


def test_queries_do_not_grow_with_what_is_found(search, cadre):
    counts = []
    for more in (1, 3):
        for _each in range(more):
            case = make_case(cadre, name="Wayan 123 Agung")
            make_payment(case, month_of(cadre.branch), 50_000, reference=f"R{case.pk}-123")
        with CaptureQueriesContext(connection) as queries:
            search("123")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_header_has_the_field_for_the_office_only(client_of, staff, regional):
    assert 'id="site-search"' in client_of(staff).get(reverse("search")).content.decode()
    assert 'id="site-search"' not in client_of(regional).get("/", follow=True).content.decode()
