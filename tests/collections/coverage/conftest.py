"""A coverage file taken in, of a branch with two kecamatan in one city."""

from datetime import UTC, datetime

import pytest

from kaderjkn.collections.coverage.imports.coverage import KIND
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.take_in import take_in
from tests.factories import AreaFactory

HEADINGS = "bulan,kode_wilayah,penduduk,peserta_terdaftar,peserta_aktif,peserta_menunggak"
NOW = datetime(2026, 4, 10, tzinfo=UTC)


@pytest.fixture
def places(branch):
    city = AreaFactory(code="31.72", name="Jakarta Utara", level="kota", branch=None)
    koja, cilincing = (
        AreaFactory(code=code, name=name, level="kecamatan", parent=city, branch=branch)
        for code, name in (("31.72.03", "Koja"), ("31.72.04", "Cilincing"))
    )
    AreaFactory(code="31.72.03.1001", name="Koja", parent=koja, branch=branch)
    AreaFactory(code="31.72.04.1001", name="Sukapura", parent=cilincing, branch=branch)
    return city


@pytest.fixture
def take(branch, places, tmp_path):
    def run(*rows, name="cakupan.csv"):
        path = tmp_path / name
        path.write_text("\n".join([HEADINGS, *rows]))
        return take_in(Intake(KIND, branch, now=NOW), path)

    return run
