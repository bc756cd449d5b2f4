"""Staff pages about printing: choosing cases, the files of a batch, and letters once more."""

from datetime import timedelta

import pytest
from django.urls import reverse

from arrears.models import Hold, Payment, WriteOff
from kaderjkn.common.jobs import execute_job
from kaderjkn.common.models import AccessLog, ImportRun, JobRun
from kaderjkn.common.months import first_day
from meetings import actions
from meetings.models import Envelope, LetterBatch
from tests.meetings.builders import make_cadre, make_case, make_envelope, make_user

PRINT = "meetings:bundle-print"


@pytest.fixture
def office(client, staff):
    client.force_login(staff)
    return client


def text_of(page):
    return " ".join(page.content.decode().split())


def choice(branch, cadre=None, limit=100, layout="labels"):
    who = cadre.pk if cadre else ""
    return f"{reverse(PRINT)}?cadre={who}&month={first_day(branch.today())}&limit={limit}&layout={layout}"


def figures(page):
    return [count for count, _words in page.context["consequences"]]


def ids(*cases):
    return {"case": [case.pk for case in cases]}


def run_jobs():
    for job in JobRun.objects.filter(state="waiting"):
        execute_job(job.pk)


def hold(case):
    today = case.branch.today()
    return Hold.objects.create(branch=case.branch, household=case.household, reason="deceased", starts_on=today)


def batch_of(*envelopes, by, **facts):
    batch = actions.print_letters(branch=by.branch, envelopes=envelopes, by=by, **facts)
    run_jobs()
    batch.refresh_from_db()
    return batch


def test_the_page_asks_in_numbers_then_prints_what_is_ticked(office, branch, cadre):
    first, second, _third = (make_case(branch, cadre) for _each in range(3))
    address = choice(branch, cadre, limit=2)
    page = office.get(address)
    assert figures(page) == [2, 1]
    assert [row["pk"] for row in page.context["rows"]] == [first.pk, second.pk]
    assert not Envelope.objects.exists()
    answer = office.post(address, ids(second))
    batch = LetterBatch.objects.get()
    assert answer.url == batch.get_absolute_url()
    assert [envelope.case for envelope in batch.envelopes.all()] == [second]
    assert (batch.cadre, batch.layout) == (cadre, "labels")


def test_all_cadres_of_the_month_are_printed_cadre_by_cadre(office, branch, cadre):
    other = make_cadre(branch, "A99")
    late, early = make_case(branch, cadre), make_case(branch, other)
    make_case(branch, None)
    office.post(choice(branch), ids(late, early))
    assert [envelope.case for envelope in Envelope.objects.order_by("number")] == [early, late]
    assert LetterBatch.objects.get().cadre is None


def test_who_needs_no_letter_is_left_out_and_counted(office, branch, cadre):
    held, paid, forgiven, part_paid = (make_case(branch, cadre) for _each in range(4))
    make_case(branch, cadre, left_list=True), make_case(branch, make_cadre(branch, "K02"))
    hold(held)
    WriteOff.objects.create(branch=branch, household=forgiven.household, reason="program", on=branch.today())
    pay(paid, 300_000), pay(part_paid, 299_999)
    address = choice(branch, cadre)
    assert figures(office.get(address)) == [1, 4]
    office.post(address, ids(held, paid, forgiven, part_paid))
    assert [envelope.case for envelope in Envelope.objects.all()] == [part_paid]


def pay(case, amount):
    run = ImportRun.objects.create(branch=case.branch, kind="payments", file_name="b.csv")
    Payment.objects.create(
        branch=case.branch,
        run=run,
        line=1,
        source="BANK",
        reference=str(case.pk),
        amount=amount,
        paid_on=case.month,
        household=case.household,
        listed_month=case.month,
        matched_by="rule",
        imported_at=run.created_at,
    )


def test_nothing_ticked_stays_on_the_page_with_the_list(office, branch, cadre):
    make_case(branch, cadre)
    page = office.post(choice(branch, cadre), {})
    assert "Centang paling sedikit satu keluarga." in text_of(page)
    assert figures(page) == [1]
    assert not LetterBatch.objects.exists()


def test_cases_that_somebody_else_printed_meanwhile_are_refused_with_a_sentence(office, branch, cadre, staff):
    case = make_case(branch, cadre)
    actions.print_envelopes(branch=branch, cases=[case], by=staff)
    page = office.post(choice(branch, cadre), ids(case))
    assert "Tidak ada surat yang dapat dicetak" in text_of(page)
    assert Envelope.objects.count() == 1


def test_another_branchs_cadre_and_cases_are_no_choice(office, branch, other_branch, cadre):
    stranger = make_cadre(other_branch)
    theirs = make_case(other_branch, stranger)
    assert office.post(choice(branch, stranger), ids(theirs)).context["form"].errors["cadre"]
    office.post(choice(branch, cadre), ids(theirs))
    assert not Envelope.objects.exists()


def test_batch_page_shows_the_job_then_the_files(office, branch, cadre, staff):
    envelope = make_envelope(make_case(branch, cadre))
    batch = actions.print_letters(branch=branch, envelopes=[envelope], by=staff)
    page = text_of(office.get(batch.get_absolute_url()))
    assert "Menunggu" in page
    assert reverse("meetings:batch-letters", args=[batch.pk]) not in page
    run_jobs()
    page = text_of(office.get(batch.get_absolute_url()))
    assert "1 surat siap diunduh." in page
    assert reverse("meetings:batch-letters", args=[batch.pk]) in page
    assert reverse("meetings:batch-labels", args=[batch.pk]) in page


@pytest.mark.parametrize("which", ["letters", "labels"])
def test_every_download_is_logged_for_every_household(office, branch, cadre, staff, which):
    envelopes = [make_envelope(make_case(branch, cadre)) for _each in range(2)]
    batch = batch_of(*envelopes, by=staff)
    for taken in (1, 2):
        answer = office.get(reverse(f"meetings:batch-{which}", args=[batch.pk]))
        assert answer.content.startswith(b"%PDF")
        assert answer["Cache-Control"] == "no-store"
        assert AccessLog.objects.filter(act="print", by=staff).count() == 2 * taken
    logged = set(AccessLog.objects.values_list("subject_id", "reason"))
    assert logged == {(row.case.household_id, f"Surat tagihan {row.number}") for row in envelopes}


def test_envelopes_with_a_window_have_no_labels(office, branch, cadre, staff):
    batch = batch_of(make_envelope(make_case(branch, cadre)), by=staff, layout="window")
    assert reverse("meetings:batch-labels", args=[batch.pk]) not in text_of(office.get(batch.get_absolute_url()))
    assert office.get(reverse("meetings:batch-labels", args=[batch.pk])).status_code == 404


def test_a_hold_after_printing_is_said_by_number(office, branch, cadre, staff):
    fine, held = (make_envelope(make_case(branch, cadre)) for _each in range(2))
    batch = batch_of(fine, held, by=staff)
    hold(held.case)
    page = office.get(batch.get_absolute_url())
    assert page.context["held"] == [held.number]
    office.post(reverse("meetings:batch-again", args=[batch.pk]))
    run_jobs()
    page = office.get(batch.get_absolute_url())
    assert page.context["held"] == []
    assert held.number in page.context["result"]
    assert list(batch.envelopes.all()) == [fine]


def test_what_is_handed_over_is_counted_and_no_cause_for_a_warning(office, branch, cadre, staff):
    batch = batch_of(*[make_envelope(make_case(branch, cadre)) for _each in range(3)], by=staff)
    Envelope.objects.filter(pk=batch.envelopes.first().pk).update(state="handed_over", cadre=cadre)
    page = office.get(batch.get_absolute_url())
    assert page.context["held"] == []
    assert dict(page.context["facts"])["Sudah keluar dari kantor"] == "1"


def test_files_that_were_deleted_are_made_again(office, branch, cadre, staff):
    batch = batch_of(make_envelope(make_case(branch, cadre)), by=staff)
    LetterBatch.objects.update(letters_file="", labels_file="", expires_on=branch.today() - timedelta(days=1))
    assert "Berkas sudah dihapus" in text_of(office.get(batch.get_absolute_url()))
    assert office.get(reverse("meetings:batch-letters", args=[batch.pk])).status_code == 404
    office.post(reverse("meetings:batch-again", args=[batch.pk]))
    run_jobs()
    batch.refresh_from_db()
    assert batch.letters_file
    assert batch.expires_on == branch.today() + timedelta(days=7)


def test_making_again_is_refused_once_everything_is_outside(office, branch, cadre, staff):
    batch = batch_of(make_envelope(make_case(branch, cadre)), by=staff)
    Envelope.objects.update(state="handed_over", cadre=cadre)
    page = office.post(reverse("meetings:batch-again", args=[batch.pk]), follow=True)
    assert "sudah keluar dari kantor" in text_of(page)


def test_one_spoiled_letter_is_printed_again_under_its_number(office, branch, cadre):
    spoiled, _other = (make_envelope(make_case(branch, cadre)) for _each in range(2))
    address = reverse("meetings:envelope-reprint", args=[spoiled.pk])
    assert figures(office.get(address)) == [1]
    answer = office.post(address, {"layout": "window"})
    batch = LetterBatch.objects.get()
    assert answer.url == batch.get_absolute_url()
    assert (list(batch.envelopes.all()), batch.layout) == ([spoiled], "window")


def test_what_is_outside_is_not_printed_again(office, branch, cadre):
    gone = make_envelope(make_case(branch, cadre), cadre, "handed_over")
    page = office.post(reverse("meetings:envelope-reprint", args=[gone.pk]), {"layout": "labels"})
    assert "Tidak ada surat yang dapat dicetak" in text_of(page)
    assert not LetterBatch.objects.exists()


def test_everything_that_lies_printed_for_a_cadre_is_printed_again(office, branch, cadre):
    lying, held = (make_envelope(make_case(branch, cadre)) for _each in range(2))
    make_envelope(make_case(branch, cadre), cadre, "handed_over")
    make_envelope(make_case(branch, make_cadre(branch, "K02")))
    hold(held.case)
    address = reverse("meetings:cadre-reprint", args=[cadre.pk])
    assert figures(office.get(address)) == [1, 1]
    office.post(address, {"layout": "labels"})
    batch = LetterBatch.objects.get()
    assert (list(batch.envelopes.all()), batch.cadre) == ([lying], cadre)


def test_an_unknown_layout_is_an_error_of_the_form(office, branch, cadre):
    envelope = make_envelope(make_case(branch, cadre))
    page = office.post(reverse("meetings:envelope-reprint", args=[envelope.pk]), {"layout": "kartu"})
    assert page.context["form"].errors["layout"]


def test_files_of_another_branch_are_not_found(client, branch, other_branch, cadre, staff):
    batch = batch_of(make_envelope(make_case(branch, cadre)), by=staff)
    client.force_login(make_user(other_branch))
    for which in ("letters", "labels", "detail"):
        assert client.get(reverse(f"meetings:batch-{which}", args=[batch.pk])).status_code == 404
    assert not AccessLog.objects.exists()
