"""A list taken in as the page does it: checked first, applied when somebody says so."""

from datetime import date

import pytest

from kaderjkn.common.imports import applying, checking
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import kind_named
from kaderjkn.common.imports.take_in import checksum_of
from kaderjkn.common.models import ImportRun
from tests.factories import AreaFactory

MONTH = date(2026, 11, 1)
HEADINGS = "no_kk,noka,nama,kepala,kelas,kelurahan,bulan_menunggak,jml_tunggakan,nik,tgl_lahir,jk"


def person(card: int, *, kk="", head="Y", care_class=3, place="Koja", months=6, amount=210_000, rest=",,"):
    """One row of a list; `rest` is NIK, birth date and sex."""
    name = f"Peserta {card}"
    return f"{kk and f'{kk:016}'},{card:013},{name},{head},{care_class},{place},{months},{amount},{rest}"


@pytest.fixture
def koja(branch):
    district = AreaFactory(branch=branch, name="Koja", code="31.72.03", level="kecamatan")
    return AreaFactory(branch=branch, name="Koja", code="31.72.03.1001", parent=district)


@pytest.fixture
def check(branch, staff, koja, tmp_path):
    """Check a list of the given rows; return its intake."""

    def run(*rows, day=MONTH, mends=None, headings=HEADINGS):
        path = tmp_path / "daftar.csv"
        path.write_text("\n".join([headings, *rows]))
        intake = Intake(kind_named("arrears"), branch, MONTH, day, by=staff, path=path)
        intake.checksum, intake.is_previewed = checksum_of(path), True
        intake.run = ImportRun.objects.create(
            branch=branch,
            kind="arrears",
            month=MONTH,
            data_date=day,
            file_name="daftar.csv",
            checksum=intake.checksum,
            mends=mends,
        )
        checking.check(intake)
        return intake

    return run


@pytest.fixture
def take(check):
    """Check a list and apply it."""

    def run(*rows, **options):
        intake = check(*rows, **options)
        applying.apply(intake)
        return intake

    return run
