"""Browser stories: a day of a staff member and one of a supervisor, who work off what the home counts."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from playwright.sync_api import expect

from arrears import reference as arrears_reference
from arrears.models import Hold, Payment
from kaderjkn.collections import reference
from kaderjkn.collections.analysis.sums.computing import summarise
from kaderjkn.collections.feedback import handling
from kaderjkn.collections.models import FeedbackItem, IntegrityIncident
from kaderjkn.common.models import AccessLog
from tests.collections import builders
from tests.factories import PASSWORD, AgreementFactory, AreaFactory, CadreFactory, TerritoryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def sign_in(page, live_server):
    """Open the program as somebody who has just come in."""

    def as_user(user):
        page.set_default_timeout(15_000)
        page.goto(f"{live_server.url}/account/login/")
        page.fill("#id_login", user.username)
        page.fill("#id_password", PASSWORD)
        page.click("form.form-panel button")
        expect(page.locator("main h2", has_text="Menunggu tindakan")).to_be_visible()
        return page

    return as_user


@pytest.fixture
def cadre(branch):
    for module in (arrears_reference, reference):
        module.load(apps)  # an earlier test may have emptied the tables
    today = branch.today()
    cadre = CadreFactory(branch=branch, name="Ibu Sari")
    AgreementFactory(cadre=cadre, valid=(today - timedelta(days=300), today + timedelta(days=300)))
    return cadre


@pytest.fixture
def cases(branch, cadre):
    """Four households of two kelurahan in one kecamatan."""
    kecamatan = AreaFactory(code="31.72.01", name="Penjaringan", level="kecamatan", branch=branch)
    villages = [AreaFactory(branch=branch, parent=kecamatan, name=name) for name in ("Pluit", "Kapuk")]
    people = ["Siti Aminah", "Budi Santoso", "Dewi Lestari", "Joko Susilo"]
    for village in villages:
        TerritoryFactory(area=village, cadre=cadre)
    return [
        builders.make_case(
            cadre, name=name, area=villages[place % 2], months=5 + 3 * place, target=300_000 * place + 300_000
        )
        for place, name in enumerate(people)
    ]


def waiting(page) -> dict[str, str]:
    """What the home says that waits, with how much of it."""
    page.get_by_role("link", name="Beranda").first.click()
    page.locator("main h2", has_text="Menunggu tindakan").wait_for()
    tiles = page.locator(".stats > *:has(a)").all_inner_texts()
    return dict(text.strip().split("\n")[:2] for text in tiles)


def test_day_of_a_staff_member(sign_in, staff, branch, cadre, cases):
    """Answer what a cadre brought, match a payment, find a family by its card, hold it, and take the hold back."""
    item = builders.make_feedback(cadre, household=cases[0].household, note="Kata ketua RT pindah ke Bekasi")
    unknown = {"household": None, "matched_by": "", "listed_month": None, "reference": "TRX-77"}
    builders.make_payment(cases[1], branch.today(), 300_000, **unknown)
    page = sign_in(staff)
    assert waiting(page) == {"Umpan balik perlu ditindak": "1", "Pembayaran belum cocok": "1"}

    page.click("main a:has-text('Umpan balik perlu ditindak')")
    page.click("tbody a:has-text('Pindah')")
    expect(page.locator("main")).to_contain_text("Kata ketua RT pindah ke Bekasi")
    page.get_by_role("button", name="Ambil", exact=True).click()
    expect(page.locator("main")).to_contain_text("Umpan balik ini sekarang Anda tangani.")
    page.get_by_label("Data diperbaiki").check()
    page.get_by_label("Jawaban").fill("Alamat diganti pada daftar berikutnya.")
    page.get_by_role("button", name="Simpan jawaban").click()
    expect(page.locator("main")).to_contain_text("Kader yang membawanya dapat membacanya.")
    item.refresh_from_db()
    assert (item.state, item.answered_by) == ("answered", staff)
    assert waiting(page) == {"Pembayaran belum cocok": "1"}

    page.click("main a:has-text('Pembayaran belum cocok')")
    page.click("tbody a >> nth=0")
    page.locator("main form input[type=text]").fill(cases[1].household.key)
    page.get_by_role("button", name="Cari keluarga").click()
    page.get_by_role("button", name="Cocokkan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pembayaran belum cocok")
    assert Payment.objects.get(reference="TRX-77").household == cases[1].household
    assert waiting(page) == {}

    page.wait_for_load_state()  # scripts answer keys from then on
    page.keyboard.press("/")
    page.keyboard.type(cases[2].head_card)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Data keluarga")
    page.get_by_role("link", name="Tahan keluarga").click()
    page.select_option("#id_reason", "waiting_policy")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Keluarga ini ditahan")
    assert Hold.objects.get(lifted_on=None).household == cases[2].household
    page.get_by_role("link", name="Cabut penahanan").click()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).not_to_contain_text("Keluarga ini ditahan")
    assert not Hold.objects.filter(lifted_on=None).exists()


def test_day_of_a_supervisor(sign_in, supervisor, staff, cases):
    """Decide a report of integrity; see whose feedback is late; go from the arrears to the households behind them."""
    cadre, branch = cases[0].holders.get().cadre, supervisor.branch
    incident = builders.make_incident(cadre, branch.today())
    item = builders.make_feedback(cadre, household=cases[0].household)
    handling.take(item=item, by=staff)
    FeedbackItem.objects.update(due_on=branch.today() - timedelta(days=1))
    summarise(branch=branch, month=builders.month_of(branch))
    page = sign_in(supervisor)
    assert waiting(page) == {"Laporan integritas": "1", "Umpan balik perlu ditindak": "1"}

    page.click("main a:has-text('Laporan integritas')")
    page.click("tbody a >> nth=0")
    page.get_by_label("Tidak terbukti").check()
    page.locator("main textarea").fill("Pelapor keliru orang.")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("main")).to_contain_text("Tidak terbukti")
    assert IntegrityIncident.objects.get(pk=incident.pk).state == "dismissed"
    assert waiting(page) == {"Umpan balik perlu ditindak": "1"}

    page.click("main a:has-text('Umpan balik perlu ditindak')")
    expect(page.locator("tbody")).to_contain_text("lewat tenggat")
    page.get_by_label("Pindah").check()
    page.get_by_role("button", name="Beri yang dicentang kepada petugas").click()
    page.get_by_label("Beri kepada").select_option(label=str(supervisor))
    page.get_by_role("button", name="Beri", exact=True).click()
    expect(page.locator("main")).to_contain_text("1 umpan balik kini ditangani")
    assert FeedbackItem.objects.get().owner == supervisor

    page.get_by_role("link", name="Pengaturan").first.click()
    page.get_by_role("link", name="Laporan supervisor").click()
    page.get_by_role("link", name="Tunggakan per kecamatan dan kelurahan").click()
    expect(page.get_by_role("table")).to_contain_text("3.000.000")
    page.get_by_role("table").get_by_role("link", name="Penjaringan").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Kapuk"))
    expect(row).to_contain_text("1.800.000")
    with page.expect_download() as file:
        page.get_by_role("link", name="XLSX").click()
    assert file.value.suggested_filename.endswith(".xlsx")
    row.get_by_role("link", name="Kapuk").click()
    expect(page.locator("#list-totals")).to_contain_text("Rp 1.800.000")
    expect(page.locator("tbody tr")).to_have_count(2)
    assert AccessLog.objects.filter(by=supervisor, act="export").exists()


def test_the_supervisors_figures_are_the_same_in_english(sign_in, live_server, supervisor, branch, cases):
    """The words change, the figures and how they are written follow the language."""
    summarise(branch=branch, month=builders.month_of(branch))
    page = sign_in(supervisor)
    page.locator("summary.bar-button, .user-menu > summary").first.click()
    page.get_by_role("button", name="English").click()
    page.goto(live_server.url + reverse("collections:analysis", args=["tunggakan-umur"]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Arrears by age")
    expect(page.get_by_role("table")).to_contain_text("3,000,000")
