"""Choosing the columns of a file, as a member of staff does it, and what the branch then knows."""

import io

import pytest
import xlsxwriter
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaderjkn.common import jobs
from kaderjkn.common.enums import ImportState
from kaderjkn.common.imports.mapping import head_of
from kaderjkn.common.models import ColumnMapping, ImportRun, JobRun
from tests.factories import UserFactory

ROWS = [
    ["ID PESERTA", "PESERTA", "KAMPUNG", "LAMA", "UTANG", "CATATAN"],
    ["0001111111111", "SITI AMINAH", "Koja", "6", "252000", "Jl. Melati 5, 081234567890"],
    ["0001111111112", "BUDI SANTOSO", "Koja", "satu", "252000", ""],
]
CHOSEN = {0: "noka", 1: "nama", 2: "kelurahan", 3: "bulan_menunggak", 4: "jml_tunggakan"}


def csv_of(rows):
    return "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows).encode()


def workbook_of(**sheets):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        for name, rows in sheets.items():
            page = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return stream.getvalue()


@pytest.fixture
def columns(client_of, staff):
    """Open or send the mapping page of an import as staff; `chosen` is place → column."""
    client = client_of(staff)

    def ask(run, chosen=None, button="save", query="", **data):
        url = reverse("import-columns", args=[run.pk]) + query
        if chosen is None:
            return client.get(url)
        fields = {f"kolom_{place}": name for place, name in chosen.items()}
        return client.post(url, fields | {button: "1", "keep": "on"} | data)

    return ask


def checked_again(run):
    jobs.execute_job(JobRun.objects.get(subject=run.pk, state="waiting").pk)
    return ImportRun.objects.get(pk=run.pk)


def errors(response):
    form = response.context["form"]
    return {name: " ".join(found) for name, found in form.errors.items()}


def initial(response):
    return {name: field.initial for name, field in response.context["form"].fields.items() if name != "keep"}


# From a file that nobody knows to one that is understood


def test_unknown_headings_are_refused_then_chosen_then_understood(checked, columns):
    run = checked(csv_of(ROWS))
    assert run.state == ImportState.REFUSED
    assert set(initial(columns(run)).values()) == {""}
    answer = columns(run, CHOSEN)
    assert answer.url == run.get_absolute_url()
    run = checked_again(run)
    assert (run.state, run.rows_read, run.rows_accepted) == (ImportState.CHECKED, 2, 1)
    assert initial(columns(run)) == {f"kolom_{place}": CHOSEN.get(place, "") for place in range(6)}


def test_next_file_of_the_branch_is_understood_without_asking(checked, columns, staff):
    columns(checked(csv_of(ROWS)), CHOSEN)
    saved = ColumnMapping.objects.get()
    assert (saved.branch, saved.kind, saved.saved_by) == (staff.branch, "arrears", staff)
    assert saved.headings == {ROWS[0][place]: name for place, name in CHOSEN.items()}
    assert checked(csv_of(ROWS), name="berikutnya.csv").state == ImportState.CHECKED


def test_without_the_tick_only_this_file_remembers(checked, columns):
    run = checked(csv_of(ROWS))
    columns(run, CHOSEN, keep="")
    assert checked_again(run).state == ImportState.CHECKED
    assert not ColumnMapping.objects.exists()
    assert checked(csv_of(ROWS), name="berikutnya.csv").state == ImportState.REFUSED


def test_heading_with_an_alias_can_be_left_out(checked, columns):
    rows = [["noka", "nomor kartu", *row[1:]] if row is ROWS[0] else ["", *row] for row in ROWS]
    run = checked(csv_of(rows))
    assert run.state == ImportState.REFUSED
    columns(run, {place + 1: name for place, name in CHOSEN.items()})
    assert ColumnMapping.objects.get().headings["noka"] == ""
    run = checked_again(run)
    assert (run.state, run.mapping["noka"]) == (ImportState.CHECKED, "")
    assert checked(csv_of(rows), name="berikutnya.csv").state == ImportState.CHECKED


def test_headings_of_other_files_stay_in_the_branchs_mapping(checked, columns, staff):
    run = checked(csv_of(ROWS))
    before = {"NOMOR": "noka", "peserta": "alamat"}
    ColumnMapping.objects.create(branch=staff.branch, kind="arrears", headings=before)
    columns(run, CHOSEN)
    headings = ColumnMapping.objects.get().headings
    assert (headings["NOMOR"], headings["PESERTA"], "peserta" in headings) == ("noka", "nama", False)


def test_what_aliases_explain_is_not_stored_for_the_branch(checked, columns):
    run = checked()
    fields = ("no_kk", "noka", "nama", "kepala", "kelas", "kelurahan", "bulan_menunggak", "jml_tunggakan")
    columns(run, dict(enumerate(fields)))
    assert not ColumnMapping.objects.exists()
    assert ImportRun.objects.get(pk=run.pk).mapping["noka"] == "noka"


# Sheets and heading rows


def test_sheet_is_chosen(checked, columns):
    run = checked(workbook_of(Sampul=[["Daftar tunggakan"], ["Cabang"]], Data=ROWS), name="daftar.xlsx")
    assert run.state == ImportState.REFUSED
    assert columns(run).context["place_form"].fields["lembar"].choices == [("Sampul", "Sampul"), ("Data", "Data")]
    columns(run, CHOSEN, query="?lembar=Data")
    run = checked_again(run)
    assert (run.sheet, run.heading_line, run.state) == ("Data", None, ImportState.CHECKED)


def test_first_sheet_and_headings_found_by_themselves_are_not_stored(checked, columns):
    run = checked(workbook_of(Data=ROWS, Lain=[["x"]]), name="daftar.xlsx")
    columns(run, CHOSEN, query="?lembar=Data&baris=1")
    run.refresh_from_db()
    assert (run.sheet, run.heading_line) == ("", None)


def test_heading_row_further_below_is_proposed_and_can_be_chosen(checked, columns):
    rows = [["Daftar tunggakan"], ["NOKA", "NAMA"], ["Cabang Jakarta Utara"], *ROWS]
    run = checked(csv_of(rows))
    page = columns(run, query="?baris=4").context["page"]
    assert (page.line, [column.letter for column in page.columns]) == (4, list("ABCDEF"))
    columns(run, CHOSEN, query="?baris=4")
    run.refresh_from_db()
    assert head_of(run).cells(4) == ROWS[0]
    assert checked_again(run).state == ImportState.CHECKED


@pytest.mark.parametrize("query", ["?lembar=Tidak+ada", "?baris=99", "?baris=x", "?lembar=&baris="])
def test_what_is_not_there_is_as_good_as_not_asked(checked, columns, query):
    run = checked(csv_of(ROWS))
    assert columns(run, query=query).context["page"].line == 1


def test_hidden_column_is_marked_and_gives_way_to_a_visible_one(checked, columns):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        page = workbook.add_worksheet()
        page.set_column(0, 0, None, None, {"hidden": True})
        page.write_row(0, 0, ["nama", "nama peserta", "noka"])
        page.write_row(1, 0, ["SITI", "AMINAH", "0001111111111"])
    answer = columns(checked(stream.getvalue(), name="daftar.xlsx"))
    assert initial(answer) == {"kolom_0": "", "kolom_1": "nama", "kolom_2": "noka"}
    assert answer.content.decode().count("tersembunyi") == 1


def test_empty_sheet_says_so(checked, columns):
    run = checked(workbook_of(Data=ROWS, Kosong=[]), name="daftar.xlsx")
    text = columns(run, query="?lembar=Kosong").content.decode()
    assert "Lembar ini kosong" in text


# What is wrong with a choice


def test_column_chosen_twice_is_told_at_its_field_and_nothing_is_lost(checked, columns):
    run = checked(csv_of(ROWS))
    answer = columns(run, CHOSEN | {5: "nama"})
    text = answer.content.decode()
    assert errors(answer) == {"kolom_5": "nama sudah dipilih untuk kolom B; pilih satu saja."}
    assert 'href="#id_kolom_5"' in text
    assert text.count("selected") >= 6
    assert not ImportRun.objects.get(pk=run.pk).mapping


def test_needed_columns_are_asked_for(checked, columns):
    answer = columns(checked(csv_of(ROWS)), {1: "nama", 3: "bulan_menunggak", 4: "jml_tunggakan"})
    found = errors(answer)["__all__"]
    assert "noka" in found
    assert "kelurahan atau kode_wilayah" in found
    assert found.count('href="#id_kolom_0"') == 2


def test_same_heading_twice_cannot_be_told_apart(checked, columns):
    rows = [[*ROWS[0][:5], "PESERTA"], *ROWS[1:]]
    answer = columns(checked(csv_of(rows)), CHOSEN)
    assert "ada juga di kolom F" in errors(answer)["kolom_1"]


def test_row_of_data_is_no_heading(checked, columns):
    answer = columns(checked(csv_of(ROWS)), CHOSEN, query="?baris=2")
    assert "Baris 2 berisi data" in errors(answer)["__all__"]
    assert not ColumnMapping.objects.exists()


def test_column_without_heading_cannot_be_chosen(checked, columns):
    rows = [["", *ROWS[0][1:]], *ROWS[1:]]
    assert "kolom_0" in errors(columns(checked(csv_of(rows)), CHOSEN))


# Preview


def test_preview_shows_the_rows_by_the_chosen_columns_and_saves_nothing(checked, columns):
    run = checked(csv_of(ROWS))
    answer = columns(run, CHOSEN, button="preview")
    preview, text = answer.context["preview"], answer.content.decode()
    assert preview["names"] == ["noka", "nama", "kelurahan", "bulan_menunggak", "jml_tunggakan"]
    assert [cell["text"] for cell in preview["rows"][0]["cells"]] == [
        "*********1111",
        "S*** A*****",
        "Ko**",
        "6",
        "252.000",
    ]
    assert (preview["count"], preview["wrong"]) == (2, 1)
    assert "“sa**” bukan bilangan bulat." in text
    assert "1 baris bermasalah" in text
    assert not ImportRun.objects.get(pk=run.pk).mapping


def test_preview_holds_twenty_rows(checked, columns):
    rows = [ROWS[0], *([*ROWS[1]] for _each in range(30))]
    assert len(columns(checked(csv_of(rows)), CHOSEN, button="preview").context["preview"]["rows"]) == 20


@pytest.mark.parametrize("query", ["", "?baris=2", "?baris=3"])
@pytest.mark.parametrize("chosen", [None, CHOSEN, {0: "jml_tunggakan", 1: "kelurahan", 5: "kode_wilayah"}])
def test_no_personal_data_can_be_read(checked, columns, query, chosen):
    run = checked(csv_of(ROWS))
    text = columns(run, chosen, button="preview", query=query).content.decode()
    for word in ("SITI", "AMINAH", "BUDI", "SANTOSO", "Melati", "000111111111", "081234567890", "34567890"):
        assert word not in text
    assert "1.111.111" not in text


# Who and when


def test_other_branch_finds_nothing(checked, client_of, other_branch):
    run = checked(csv_of(ROWS))
    client = client_of(UserFactory(role="staff", branch=other_branch))
    assert client.get(reverse("import-columns", args=[run.pk])).status_code == 404
    assert client.post(reverse("import-columns", args=[run.pk]), {"save": "1"}).status_code == 404


def test_cadres_are_refused(checked, client_of, cadre):
    run = checked(csv_of(ROWS))
    assert client_of(cadre.user).get(reverse("import-columns", args=[run.pk])).status_code == 403


def test_files_of_the_supervisor_are_not_for_staff(upload, client_of, staff, supervisor):
    job = upload(b"mulai\n2026-01-01\n", kind="policies", by=supervisor)
    url = reverse("import-columns", args=[job.subject])
    assert client_of(staff).get(url).status_code == 403
    assert client_of(supervisor).get(url).status_code == 302


def sentence(response):
    return next(str(message) for message in get_messages(response.wsgi_request))


def test_while_a_job_is_at_work_the_columns_stay(upload, columns):
    run = ImportRun.objects.get(pk=upload(csv_of(ROWS)).subject)
    for answer in (columns(run), columns(run, CHOSEN)):
        assert answer.url == run.get_absolute_url()
        assert "sedang dikerjakan" in sentence(answer)
    assert not ColumnMapping.objects.exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"state": "discarded"}, "tidak dapat dipilih lagi"), ({"stored_file": ""}, "tidak disimpan")],
)
def test_closed_import_says_why(checked, columns, facts, words):
    run = checked(csv_of(ROWS))
    ImportRun.objects.filter(pk=run.pk).update(**facts)
    answer = columns(run)
    assert answer.url == run.get_absolute_url()
    assert words in sentence(answer)


def test_unreadable_file_says_why(checked, columns):
    run = checked(b"PK\x03\x04 rusak", name="daftar.xlsx")
    answer = columns(run)
    assert answer.url == run.get_absolute_url()
    assert sentence(answer)


def test_wide_file_asks_the_database_as_often_as_a_narrow_one(checked, client_of, staff):
    client, counts = client_of(staff), []
    for width in (3, 3, 20):
        run = checked(csv_of([[f"K{place}" for place in range(width)], ["x"] * width]))
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(reverse("import-columns", args=[run.pk])).context["rows"]) == width
        counts.append(len(queries))
    assert counts[1] == counts[2]


# What the branch has saved


@pytest.fixture
def saved(branch, staff):
    headings = {"NO": "noka", "PESERTA": ""}
    return ColumnMapping.objects.create(branch=branch, kind="arrears", headings=headings, saved_by=staff)


def test_saved_mappings_are_listed_with_who(saved, client_of, staff):
    text = client_of(staff).get(reverse("import-mappings")).content.decode()
    assert "PESERTA" in text
    assert "tidak dipakai" in text
    assert str(staff) in text


def test_mapping_is_deleted_after_a_question_in_numbers(saved, client_of, staff):
    client, url = client_of(staff), reverse("import-mapping-delete", args=[saved.pk])
    assert "judul kolom dilupakan" in client.get(url).content.decode()
    assert client.post(url).url == reverse("import-mappings")
    assert not ColumnMapping.objects.exists()
    assert "Belum ada pemetaan" in client.get(reverse("import-mappings")).content.decode()


def test_mappings_of_another_branch_are_not_there(saved, client_of, other_branch):
    client = client_of(UserFactory(role="staff", branch=other_branch))
    assert "PESERTA" not in client.get(reverse("import-mappings")).content.decode()
    assert client.post(reverse("import-mapping-delete", args=[saved.pk])).status_code == 404
    assert ColumnMapping.objects.exists()


def test_list_asks_the_same_questions_for_one_kind_and_for_three(saved, client_of, staff, branch):
    client, counts = client_of(staff), []
    client.get(reverse("import-mappings"))
    for kinds in ((), ("payments", "contacts")):
        for kind in kinds:
            ColumnMapping.objects.create(branch=branch, kind=kind, headings={"A": "noka"}, saved_by=staff)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("import-mappings"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
