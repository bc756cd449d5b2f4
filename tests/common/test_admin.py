"""The admin area: rows and choices of one's own branch, kind forms, files in and out."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange

from arrears.models import BranchPolicy
from cadres.models import Agreement, Cadre, Territory
from kaderjkn.collections.models import RewardScheme
from kaderjkn.common.models import AccessLog, Area, User
from tests.factories import AgreementFactory, AreaFactory, CadreFactory, TerritoryFactory


@pytest.fixture
def office(client_of, supervisor):
    return client_of(supervisor)


@pytest.fixture
def control(client_of, admin_user):
    return client_of(admin_user)


# Rows and choices


def test_supervisor_sees_the_sections_of_the_branch(office):
    labels = {app["app_label"] for app in office.get("/admin/").context["app_list"]}
    assert labels == {"common", "cadres", "arrears", "collections"}


def test_administrator_sees_no_participants(control):
    models = {model["object_name"] for app in control.get("/admin/").context["app_list"] for model in app["models"]}
    assert models == {"Region", "Branch", "Area", "User", "Channel", "ContributionRate", "Holiday"}


def test_lists_and_choices_stay_in_the_branch(office, cadre, other_branch):
    stranger = CadreFactory(branch=other_branch)
    TerritoryFactory(cadre=stranger)
    AreaFactory(branch=cadre.branch, name="Koja")
    assert list(office.get("/admin/cadres/cadre/").context["cl"].queryset) == [cadre]
    assert not office.get("/admin/cadres/territory/").context["cl"].queryset
    fields = office.get("/admin/cadres/territory/add/").context["adminform"].form.fields
    assert list(fields["cadre"].queryset) == [cadre]
    assert [area.name for area in fields["area"].queryset] == ["Koja"]


def test_a_row_of_another_branch_cannot_be_opened(office, other_branch):
    stranger = CadreFactory(branch=other_branch)
    response = office.get(f"/admin/cadres/cadre/{stranger.pk}/change/")
    assert response["Location"] == "/admin/"


def test_new_cadre_belongs_to_the_branch_of_the_supervisor(office, supervisor):
    response = office.post("/admin/cadres/cadre/add/", {"code": "K9", "name": "Ibu Baru"})
    assert response.status_code == 302
    assert Cadre.objects.get(code="K9").branch == supervisor.branch


def test_same_cadre_code_twice_is_an_error_of_the_form(office, cadre):
    response = office.post("/admin/cadres/cadre/add/", {"code": cadre.code, "name": "Lain"})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors


def test_days_are_written_as_first_and_last(office, cadre):
    area = AreaFactory(branch=cadre.branch)
    form = {"cadre": cadre.pk, "area": area.pk, "starts_on": "01/01/2026", "ends_on": "31/12/2026"}
    office.post("/admin/cadres/territory/add/", form)
    territory = Territory.objects.get()
    assert territory.valid == DateRange(date(2026, 1, 1), date(2027, 1, 1))
    page = office.get(f"/admin/cadres/territory/{territory.pk}/change/")
    assert page.context["adminform"].form.initial["ends_on"] == date(2026, 12, 31)


@pytest.mark.parametrize("days", [("02/01/2026", "01/01/2026"), ("", "01/01/2026"), ("01/06/2026", "")])
def test_wrong_or_overlapping_days_are_errors_of_the_form(office, cadre, days):
    area = TerritoryFactory(cadre=cadre, valid=DateRange(date(2026, 3, 1), None)).area
    form = {"cadre": cadre.pk, "area": area.pk, "starts_on": days[0], "ends_on": days[1]}
    response = office.post("/admin/cadres/territory/add/", form)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert Territory.objects.count() == 1


# Policies and schemes


def test_policy_for_all_branches_is_read_only(office):
    policy = BranchPolicy.objects.get(branch=None)
    page = office.get(f"/admin/arrears/branchpolicy/{policy.pk}/change/")
    assert not page.context["has_change_permission"]
    assert office.post(f"/admin/arrears/branchpolicy/{policy.pk}/change/", {}).status_code == 403


def test_schemes_and_policies_are_read_here_and_proposed_elsewhere(office):
    scheme = RewardScheme.objects.get(branch=None)
    assert office.get("/admin/collections/rewardscheme/add/").status_code == 403
    page = office.get(f"/admin/collections/rewardscheme/{scheme.pk}/change/")
    assert not page.context["has_change_permission"]
    assert "2500" in page.content.decode()


# Users


def test_administrator_makes_a_user_and_prints_a_code(control, branch):
    form = {"username": "Sari", "name": "Sari", "role": "supervisor", "branch": branch.pk, "is_active": "on"}
    assert control.post("/admin/common/user/add/", form).status_code == 302
    user = User.objects.get(username="sari")
    assert user.is_staff
    assert not user.has_usable_password()
    page = control.post(f"/admin/common/user/{user.pk}/issue-login/")
    user.refresh_from_db()
    assert user.check_password(page.context["code"])


@pytest.mark.parametrize("place", [{}, {"role": "admin"}, {"role": "regional"}])
def test_role_and_place_must_fit(control, branch, place):
    form = {"username": "sari", "role": "staff", "is_active": "on"} | ({"branch": branch.pk} if place else {}) | place
    response = control.post("/admin/common/user/add/", form)
    assert "isi kantor cabang saja" in response.content.decode()


def test_code_is_issued_by_post_only(control, staff):
    assert control.get(f"/admin/common/user/{staff.pk}/issue-login/").status_code == 200
    staff.refresh_from_db()
    assert not staff.must_change_password


def test_lost_second_factor_is_removed_on_post(control, staff):
    assert "sudah dilepas" in control.post(f"/admin/common/user/{staff.pk}/remove-factors/").content.decode()


def test_supervisor_cannot_issue_codes_in_the_admin_area(office, staff):
    assert office.post(f"/admin/common/user/{staff.pk}/issue-login/").status_code in {403, 404}


# Files


def upload(client, path, text, name="berkas.csv"):
    file = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
    return client.post(f"{path}import/", {"import_file": file, "format": "0", "resource": "0"})


def confirm(client, path, page):
    assert "confirm_form" in page.context, page.content.decode()
    return client.post(f"{path}process_import/", page.context["confirm_form"].initial)


def test_areas_are_imported_after_a_preview(control, branch):
    path = "/admin/common/area/"
    page = upload(control, path, "code;name;level;parent;branch\n31.72.01;Penjaringan;kecamatan;;0905\n")
    assert not Area.objects.exists()
    assert confirm(control, path, page).status_code == 302
    assert Area.objects.get().branch == branch


def test_cadres_are_imported_into_the_own_branch_only(office, cadre, other_branch):
    stranger = CadreFactory(branch=other_branch, code="K77", name="Milik cabang lain")
    path = "/admin/cadres/cadre/"
    page = upload(office, path, "kode_kader,nama,no_hp\n0905-01,Nama Baru,0812-1111-2222\nK77,Ibu Kita,\n")
    confirm(office, path, page)
    cadre.refresh_from_db()
    stranger.refresh_from_db()
    assert (cadre.name, cadre.phone) == ("Nama Baru", "+6281211112222")
    assert stranger.name == "Milik cabang lain"
    assert Cadre.objects.get(code="K77", branch=cadre.branch).name == "Ibu Kita"


def test_territories_are_imported_by_codes_and_days(office, cadre):
    area = AreaFactory(branch=cadre.branch)
    path = "/admin/cadres/territory/"
    page = upload(office, path, f"kode_kader,kode_wilayah,mulai,selesai\n0905-01,{area.code},2026-01-01,2026-12-31\n")
    assert confirm(office, path, page).status_code == 302
    assert Territory.objects.get().ends_on == date(2026, 12, 31)


@pytest.mark.parametrize("row", ["0905-01,PKS-9,2026-01-01,2025-01-01", "K404,PKS-9,2026-01-01,", "0905-01,PKS-9,,"])
def test_wrong_row_is_named_and_nothing_is_written(office, cadre, row):
    page = upload(office, "/admin/cadres/agreement/", f"kode_kader,no_perjanjian,mulai,selesai\n{row}\n")
    assert "Baris" in page.content.decode()
    assert "confirm_form" not in page.context
    assert Agreement.objects.count() == 1


def test_agreement_is_found_again_by_its_number(office, cadre):
    AgreementFactory(cadre=cadre, number="PKS-2027", valid=DateRange(date(2027, 1, 1), date(2028, 1, 1)))
    path = "/admin/cadres/agreement/"
    page = upload(office, path, "kode_kader,no_perjanjian,mulai,selesai\n0905-01,PKS-2027,2027-01-01,2027-06-30\n")
    confirm(office, path, page)
    assert Agreement.objects.get(number="PKS-2027").ends_on == date(2027, 6, 30)


def test_too_large_a_file_is_refused(office, monkeypatch):
    monkeypatch.setattr("kaderjkn.common.admin_base.LARGEST_FILE", 10)
    page = upload(office, "/admin/cadres/cadre/", "kode_kader,nama\nK1,Ibu\n")
    assert "lebih besar" in page.content.decode()


def exported(client, path, file_format):
    form = {"format": file_format, "resource": "0"}
    for name in client.get(f"{path}export/").context["form"].fields:
        if name.startswith("cadreresource"):
            form[name] = "on"
    return client.post(f"{path}export/", form)


@pytest.mark.parametrize("file_format", ["0", "1"])
def test_export_is_safe_from_formulas_of_the_own_branch_and_logged(
    office, supervisor, cadre, other_branch, file_format
):
    cadre.name = '=HYPERLINK("http://x")'
    cadre.save()
    CadreFactory(branch=other_branch, name="Milik cabang lain")
    text = read_export(exported(office, "/admin/cadres/cadre/", file_format), file_format)
    assert "0905-01" in text
    assert "=HYPERLINK" not in text
    assert "Milik cabang lain" not in text
    assert AccessLog.objects.get(by=supervisor, act="export").subject_kind == "cadre"


def read_export(response, file_format) -> str:
    if file_format == "0":
        return response.content.decode()
    from openpyxl import load_workbook

    rows = load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row)
