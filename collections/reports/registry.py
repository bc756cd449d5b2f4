"""The reports of the outside interface, one declaration each: title, definition, columns, who may read it.

Rows come from elsewhere (`rows/`) as dicts of raw values with exactly these keys, in order.
How they look on a screen or in a file is `presenters.py`.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kaderjkn.common.errors import Refused
from kaderjkn.common.models import Branch, User

from .rows import ROWS

READ, READ_PERSONAL = "collections.read_reports", "collections.read_personal_reports"


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the heading in files (INTERFACE.md), `label` the one on screen, `kind` how a value is written.

    Kinds: text, code, cadre, number, amount, rate, rate_bp, month, date, yes_no, status, masked.
    """

    key: str
    label: str
    kind: str = "text"
    is_summed: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """`names_people`: exporting it asks for a reason.

    `total_key`: the rows end with a row TOTAL in this column.
    `from_closing`: the rows come from the current closing of the month, provisional while it is open.
    """

    name: str
    title: str
    definition: str
    columns: tuple[Column, ...]
    permission: str = READ
    names_people: bool = False
    total_key: str = ""
    rate_of: tuple[str, str] | None = None
    from_closing: bool = False

    @property
    def headings(self) -> list[str]:
        return [column.key for column in self.columns]

    def rows(self, branch: Branch, month: date) -> list[dict]:
        return ROWS[self.name](branch, month)


_REPORTS: dict[str, Report] = {}


def register(**declared) -> Report:
    report = _REPORTS[declared["name"]] = Report(**declared)
    return report


def report_names() -> list[str]:
    return list(_REPORTS)


def report_named(name: str) -> Report:
    if name not in _REPORTS:
        raise Refused(
            _("Laporan «%(name)s» tidak ada. Yang ada: %(names)s.") % {"name": name, "names": ", ".join(_REPORTS)}
        )
    return _REPORTS[name]


def reports_for(user: User) -> list[Report]:
    """What the user's role may read."""
    return [report for report in _REPORTS.values() if user.has_perm(report.permission)]


def number(key: str, label: str) -> Column:
    return Column(key, label, "number", is_summed=True)


def amount(key: str, label: str) -> Column:
    return Column(key, label, "amount", is_summed=True)


CADRE = Column("cadre", gettext_lazy("Kader"), "cadre")
KECAMATAN = (
    Column("kecamatan_code", gettext_lazy("Kode"), "code"),
    Column("kecamatan", gettext_lazy("Kecamatan")),
)
COLLECTED = (
    number("cases", gettext_lazy("Binaan")),
    amount("target", gettext_lazy("Target (Rp)")),
    amount("collected", gettext_lazy("Tertagih (Rp)")),
    Column("rate", gettext_lazy("Kolektabilitas"), "rate"),
    number("paying", gettext_lazy("Membayar")),
    number("settled", gettext_lazy("Lunas")),
)

register(
    name="arrears-by-kecamatan",
    title=gettext_lazy("Tunggakan per kecamatan"),
    definition=gettext_lazy(
        "Daftar tunggakan terbaru periode ini: keluarga, peserta, dan jumlah tunggakan. Keluarga "
        "yang belum ditempatkan berada pada baris tanpa kecamatan."
    ),
    columns=(
        *KECAMATAN,
        number("households", gettext_lazy("Keluarga")),
        number("participants", gettext_lazy("Peserta")),
        amount("amount", gettext_lazy("Tunggakan (Rp)")),
    ),
    total_key="kecamatan_code",
)
register(
    name="cases",
    title=gettext_lazy("Binaan dan yang belum dibagi"),
    definition=gettext_lazy(
        "Setiap keluarga pada daftar periode ini: dibagi kepada kader, atau alasan mengapa belum. "
        "Kader adalah pemegang terakhir pada periode itu."
    ),
    columns=(
        Column("household", gettext_lazy("Keluarga"), "masked"),
        Column("head_card", gettext_lazy("Kartu kepala keluarga"), "masked"),
        Column("kelurahan_code", gettext_lazy("Kelurahan"), "code"),
        CADRE,
        Column("months", gettext_lazy("Bulan"), "number"),
        amount("target", gettext_lazy("Target (Rp)")),
        Column("status", gettext_lazy("Keadaan"), "status"),
    ),
    permission=READ_PERSONAL,
    names_people=True,
)
register(
    name="collectability",
    from_closing=True,
    title=gettext_lazy("Kolektabilitas per kader"),
    definition=gettext_lazy(
        "Tertagih: setoran yang diakui untuk kader pada periode ini, paling banyak sampai target "
        "tiap binaan. Target: tunggakan binaan yang terakhir dipegang kader. Susulan tidak masuk "
        "kolektabilitas. Jumlah tertagih di sini tidak memuat setoran yang hanya diakui untuk cabang."
    ),
    columns=(CADRE, *COLLECTED, amount("late_collected", gettext_lazy("Susulan (Rp)"))),
    rate_of=("collected", "target"),
)
register(
    name="collectability-by-kecamatan",
    from_closing=True,
    title=gettext_lazy("Kolektabilitas per kecamatan"),
    definition=gettext_lazy(
        "Semua setoran binaan yang diakui pada periode ini, siapa pun pemegangnya, dibagi target semua binaan."
    ),
    columns=(*KECAMATAN, *COLLECTED),
    rate_of=("collected", "target"),
)
register(
    name="rewards",
    from_closing=True,
    title=gettext_lazy("Imbal jasa per baris"),
    definition=gettext_lazy(
        "Satu baris untuk tiap setoran yang diakui: jumlah × tarif, dibulatkan ke rupiah, dipotong "
        "batas per binaan dan per bulan. Imbal pendaftaran bersumber PENDAFTARAN. Susulan menyebut "
        "bulan asalnya."
    ),
    columns=(
        CADRE,
        Column("source", gettext_lazy("Sumber")),
        Column("reference", gettext_lazy("Referensi"), "code"),
        Column("months", gettext_lazy("Bulan"), "number"),
        Column("scheme", gettext_lazy("Skema")),
        Column("rate_bp", gettext_lazy("Tarif"), "rate_bp"),
        amount("eligible", gettext_lazy("Diakui (Rp)")),
        amount("reward", gettext_lazy("Imbal jasa (Rp)")),
        Column("late_from", gettext_lazy("Susulan dari"), "month"),
    ),
    permission=READ_PERSONAL,
)
register(
    name="reviews",
    title=gettext_lazy("Tinjauan kemitraan"),
    definition=gettext_lazy(
        "Tinjauan yang dibuka sampai periode ini, dengan bulan-bulan tanpa setoran yang menjadi dasarnya."
    ),
    columns=(
        CADRE,
        Column("opened_period", gettext_lazy("Dibuka untuk"), "month"),
        Column("months", gettext_lazy("Bulan tanpa setoran")),
        Column("status", gettext_lazy("Keadaan"), "status"),
    ),
)
register(
    name="attendance",
    title=gettext_lazy("Kehadiran pertemuan"),
    definition=gettext_lazy(
        "Pertemuan periode ini. Susulan dihitung hadir; izin keluar dari pembagi. Kehadiran = (hadir "
        "+ susulan) ÷ (pertemuan − izin)."
    ),
    columns=(
        CADRE,
        number("meetings", gettext_lazy("Pertemuan")),
        number("present", gettext_lazy("Hadir")),
        number("made_up", pgettext_lazy("attendance", "Susulan")),
        number("excused", gettext_lazy("Izin")),
        number("absent", gettext_lazy("Tidak hadir")),
        Column("rate", gettext_lazy("Kehadiran"), "rate"),
    ),
)
register(
    name="envelopes",
    title=gettext_lazy("Amplop tagihan"),
    definition=gettext_lazy(
        "Amplop untuk binaan periode ini, per kader penerima. Belum kembali = diserahkan − "
        "disampaikan − dikembalikan − hilang."
    ),
    columns=(
        CADRE,
        number("handed_over", gettext_lazy("Diserahkan")),
        number("delivered", gettext_lazy("Disampaikan")),
        number("returned", gettext_lazy("Dikembalikan")),
        number("lost", gettext_lazy("Hilang")),
        number("outstanding", gettext_lazy("Belum kembali")),
    ),
)
register(
    name="active-cadres",
    from_closing=True,
    title=gettext_lazy("Kader aktif"),
    definition=gettext_lazy(
        "Aktif bila ketiganya terpenuhi: bagian binaan yang dihubungi, bagian pertemuan yang "
        "dihadiri, dan tanpa laporan integritas yang terbukti. Bagian tanpa dasar (tanpa binaan atau "
        "pertemuan) dianggap terpenuhi."
    ),
    columns=(
        CADRE,
        Column("active", gettext_lazy("Aktif"), "yes_no"),
        Column("contact_share", gettext_lazy("Binaan dihubungi"), "rate"),
        Column("attendance_share", gettext_lazy("Kehadiran"), "rate"),
        number("incidents", gettext_lazy("Laporan terbukti")),
    ),
)
register(
    name="ranking",
    from_closing=True,
    title=gettext_lazy("Peringkat kader"),
    definition=gettext_lazy(
        "Urut menurut indeks: yang masuk dari binaan kader dibagi yang diharapkan, yaitu target tiap binaan × "
        "kolektabilitas cabang untuk binaan yang sama lama menunggak (sampai 6, 7–12, 13–24, di atas 24 bulan). "
        "100 % berarti sama dengan rata-rata cabang untuk campuran binaan yang sama. Di bawah 10 binaan tanpa "
        "peringkat. Sasaran: tertagih dibagi sasaran bulan atau triwulan ini."
    ),
    columns=(
        CADRE,
        Column("place", gettext_lazy("Peringkat"), "number"),
        number("cases", gettext_lazy("Binaan")),
        amount("target", gettext_lazy("Target (Rp)")),
        amount("collected", gettext_lazy("Tertagih (Rp)")),
        Column("rate", gettext_lazy("Kolektabilitas"), "rate"),
        Column("index", gettext_lazy("Indeks"), "rate"),
        Column("goal_share", gettext_lazy("Sasaran bulan"), "rate"),
        Column("quarter_goal_share", gettext_lazy("Sasaran triwulan"), "rate"),
        Column("active", gettext_lazy("Aktif"), "yes_no"),
    ),
    rate_of=("collected", "target"),
)
register(
    name="unmatched-payments",
    title=gettext_lazy("Pembayaran belum cocok"),
    definition=gettext_lazy(
        "Pembayaran bertanggal periode ini yang pembayarnya tidak ada pada daftar, atau cocok dengan "
        "lebih dari satu keluarga. Petugas dapat mencocokkannya."
    ),
    columns=(
        Column("source", gettext_lazy("Sumber")),
        Column("reference", gettext_lazy("Referensi"), "code"),
        Column("paid_on", gettext_lazy("Tanggal bayar"), "date"),
        amount("amount", gettext_lazy("Jumlah (Rp)")),
        Column("channel", gettext_lazy("Kanal")),
        Column("payer", gettext_lazy("Pembayar"), "masked"),
    ),
    permission=READ_PERSONAL,
    names_people=True,
)
