"""The arrears list of a month: a row per participant, with the flaws that real lists have."""

from collections.abc import Iterator
from pathlib import Path

from .families import Family, Member
from .history import Branch, Month
from .periods import add_months
from .writing import Row, Style, write_table

HEADINGS = (
    "no_kk",
    "noka",
    "nama",
    "kepala",
    "noka_kepala",
    "nik",
    "segmen",
    "kelas",
    "alamat",
    "rt",
    "rw",
    "kelurahan",
    "kecamatan",
    "kode_wilayah",
    "no_hp",
    "bulan_menunggak",
    "jml_tunggakan",
    "bulan_terakhir_bayar",
    "status_rehab",
    "tgl_lahir",
    "jk",
)
# Rows that no importer may take: what is wrong, and where.
FAULTS = (
    ("noka", "000123456789"),
    ("noka", "1,94436E+12"),
    ("jml_tunggakan", "belum ada"),
    ("bulan_menunggak", "tiga"),
    ("nama", ""),
)
# Kelurahan that do not exist under these names: rows to mend.
_UNKNOWN_PLACES = ("Sunter", "Rawa Badak", "Semper", "Kampung Baru", "Muara Karang", "Kota Bambu")


def write_list(
    path: Path, branch: Branch, month: Month, style: Style, *, to_mend: int = 0, faulty: bool = False
) -> Path:
    """Write the list of a month; `to_mend` families stand there with an unknown kelurahan."""
    on_list = [family for family in branch.families if family.timeline[month.index]]
    on_list.sort(key=lambda family: (family.home.code, family.rw, family.rt, family.kk))
    lost = _lost(branch, month, on_list, to_mend)
    rows = [row for family in on_list for row in _rows(family, month, style, lost.get(family.kk, ""))]
    if faulty:
        rows[100:100] = _faulty_rows(rows)
    title = f"DAFTAR TUNGGAKAN PBPU KANTOR CABANG {branch.code} PERIODE {month.first_day:%m/%Y}"
    return write_table(path, HEADINGS, rows, style, title)


def _lost(branch: Branch, month: Month, on_list: list[Family], count: int) -> dict[str, str]:
    """Families whose kelurahan is unknown on this list, none of them a payer."""
    calm = [family for family in on_list if month.index not in family.pays]
    chosen = branch.rng.sample(calm, count)
    return {family.kk: _UNKNOWN_PLACES[n % len(_UNKNOWN_PLACES)] for n, family in enumerate(chosen)}


def _rows(family: Family, month: Month, style: Style, unknown_place: str) -> Iterator[Row]:
    months = family.timeline[month.index]
    amount = style.amount(family.owes(month.index) // family.size)
    rehab = "TERDAFTAR" if 0 < family.pays.get(month.index, 0) < months else ""
    head, kk = style.number(family.head.card), style.number(family.kk_on(month.index))
    street = (family.address, family.rt, family.rw)
    house = (family.segment, family.klass, *street, *_place(family, unknown_place), family.phone)
    debt = (months, amount, f"{add_months(month.first_day, -months - 1):%Y-%m}", rehab)
    for member in family.members:
        born = (style.day(member.birth), member.sex)
        yield (kk, *_person(member, family, style, head), *house, *debt, *born)


def _person(member: Member, family: Family, style: Style, head: str) -> tuple[str, ...]:
    is_head = "Y" if member is family.head else "T"
    return (style.number(member.card), member.name, is_head, head, style.number(member.nik))


def _place(family: Family, unknown_place: str) -> tuple[str, str, str]:
    """Kelurahan, kecamatan and code; some lists carry the names only, some names their prefix."""
    home = family.home
    if unknown_place:
        return unknown_place, home.kecamatan, ""
    if not family.names_only:
        return home.name, home.kecamatan, home.code
    if int(family.rt) % 2:
        return f"KEL. {home.name.upper()}", f"KEC. {home.kecamatan.upper()}", ""
    return home.name.upper(), home.kecamatan.upper(), ""


def _faulty_rows(rows: list[Row]) -> list[Row]:
    """Each fault in a row of a participant who is nowhere else in the file."""
    faulty = []
    for number, (heading, value) in enumerate(FAULTS, 1):
        row = dict(zip(HEADINGS, rows[number], strict=True))
        card = f"000{number}99999999{number}"
        row |= {"no_kk": "", "noka": card, "noka_kepala": "", "kepala": "Y", "nik": "", heading: value}
        faulty.append(tuple(row.values()))
    return faulty
