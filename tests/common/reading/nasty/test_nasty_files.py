"""Every nasty file ends in rows, or in one sentence that tells its sender what to do."""

import shutil
import subprocess

import pytest

from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.reading.errors import HeadingsNotUnderstood, UnreadableFile
from kaderjkn.common.reading.headings import find_heading_row
from kaderjkn.common.reading.rows import parse_rows
from kaderjkn.common.reading.tables import open_table
from tests.common.reading.nasty.files import BUILDERS, build

COLUMNS = (
    Column("noka", values.card, required=True, identifier=True),
    Column("nama", values.text(100), required=True),
    Column("jml_tunggakan", values.amount, required=True),
)
SITI = ("0001944358911", "Siti Nuraini", 150000)
BUDI = ("0001944358912", "Budi", 1500000)
SHORTENED = "Nomor kartu “1,94436E+12” telah disingkat oleh Excel; simpan kolom sebagai teks dan isi ulang."
ROUNDED = "Nomor kartu “1944360000000” telah disingkat oleh Excel; simpan kolom sebagai teks dan isi ulang."

ACCEPTED = {
    "titik koma dengan bom.csv": [SITI, BUDI],
    "nama windows-1252.csv": [("0001944358911", "José “Pak” Núñez", 150000)],
    "notasi ilmiah.csv": [SITI, SHORTENED],
    "pindah baris dalam sel.csv": [SITI, ("0001944358912", "Budi Santoso", 1500000)],
    "laporan bertitel.csv": [SITI, BUDI, ("0001944358913", "TOTAL SUDIRMAN", 5000)],
    "judul saja.csv": [],
    "200 kolom.csv": [SITI],
    "angka sebagai angka.xlsx": [("0001944358911", "Siti", 150000), ROUNDED],
    "teks sebagai teks.xlsx": [("0001944358911", "Siti", 150000), BUDI],
    "judul digabung.xlsx": [SITI],
    "noka dua kali.xlsx": [SITI],
}
NO_HEADINGS = "Baris judul tidak ditemukan dalam 50 baris pertama; yang diperlukan: noka, nama, jml_tunggakan."
REFUSED = {
    "kutip terbuka.csv": "Tanda kutip pada baris 2 tidak ditutup atau selnya terlalu panjang; perbaiki barisnya.",
    "kosong.csv": "Berkas ini kosong; kirim ulang berkas yang berisi data.",
    "201 kolom.csv": "Baris 1 berisi lebih dari 200 kolom; hapus kolom yang tidak diperlukan.",
    "daftar lain.csv": NO_HEADINGS,
    "gambar.xlsx": NO_HEADINGS,
    "gambar.png": "Berkas ini bukan lembar kerja; kirim berkas XLSX atau CSV.",
    "terpotong.xlsx": "Berkas XLSX ini rusak atau terpotong; buka di Excel, simpan ulang, lalu kirim lagi.",
    "bom zip.xlsx": "Isi berkas ini terlalu besar setelah dibuka; hapus lembar kosong atau bagi berkasnya.",
    "berkata sandi.xlsx": "Berkas ini dilindungi kata sandi; buka di Excel, hapus kata sandinya, lalu simpan ulang.",
    "excel lama.xls": "Berkas ini berformat Excel lama (.xls); buka di Excel lalu simpan sebagai XLSX.",
    "halaman web.xls": "Berkas ini halaman web atau XML; buka di Excel lalu simpan sebagai XLSX.",
}


def outcome(path):
    """What becomes of each row of data: its values, or why it is rejected."""
    with open_table(path) as table:
        headings = find_heading_row(table, COLUMNS, hidden=table.hidden_columns)
        rows = list(parse_rows(table, headings))
    return [row.problems[0].message if row.problems else tuple(row.values.values()) for row in rows]


def test_every_nasty_file_has_its_expectation():
    assert set(BUILDERS) == set(ACCEPTED) | set(REFUSED)


@pytest.mark.parametrize("name", ACCEPTED)
def test_file_that_can_be_understood_is_read(tmp_path, name):
    assert outcome(build(name, tmp_path)) == ACCEPTED[name]


@pytest.mark.parametrize("name", REFUSED)
def test_file_that_cannot_be_understood_is_refused_with_what_to_do(tmp_path, name):
    with pytest.raises((UnreadableFile, HeadingsNotUnderstood)) as caught:
        outcome(build(name, tmp_path))
    assert str(caught.value) == REFUSED[name]


# Saved by LibreOffice

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")


@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory):
    """Convert one of the files by LibreOffice, each time with a profile of its own."""
    if OFFICE is None:
        pytest.skip("no LibreOffice: apt-get install libreoffice-calc")
    folder = tmp_path_factory.mktemp("libreoffice")

    def save(name, suffix):
        saved = folder / "saved"
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [OFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", saved, build(name, folder)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (saved / name).with_suffix(f".{suffix}")

    return save


@pytest.mark.parametrize("name", ["judul digabung.xlsx", "noka dua kali.xlsx", "teks sebagai teks.xlsx"])
def test_workbook_saved_by_libreoffice_reads_the_same(saved_by_libreoffice, name):
    assert outcome(saved_by_libreoffice(name, "xlsx")) == ACCEPTED[name]


@pytest.mark.parametrize(
    ("suffix", "message"),
    [
        ("xls", REFUSED["excel lama.xls"]),
        ("ods", "Berkas ini berformat OpenDocument; buka lalu simpan sebagai XLSX atau CSV."),
    ],
)
def test_other_formats_of_libreoffice_are_named(saved_by_libreoffice, suffix, message):
    with pytest.raises(UnreadableFile) as caught:
        outcome(saved_by_libreoffice("judul digabung.xlsx", suffix))
    assert str(caught.value) == message
