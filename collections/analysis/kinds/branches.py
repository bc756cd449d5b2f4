"""Branches side by side for the regional supervisor: the figures that each branch's own reports show. No people."""

from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.months import month_text

from ...closing.enums import ClosingState
from ...closing.models import AreaFigure, CadreFigure, Closing, RewardLine
from ...coverage.models import CoverageFigure
from ...reviews.models import Review
from ..answers import Answer, Chart, Definition, Row, amount, number, ranked, rate, share, summed, text
from ..asking import Question
from ..declaring import Basis, Choice, Scope, Subject, analysis

ORDERS = {
    "cabang": ("name", gettext_lazy("Kantor cabang")),
    "kolektabilitas": ("rate", gettext_lazy("Kolektabilitas")),
    "terkumpul": ("collected", gettext_lazy("Terkumpul")),
    "keluarga": ("paying_rate", gettext_lazy("Keluarga membayar")),
    "aktif": ("active_rate", gettext_lazy("Kader aktif")),
    "kehadiran": ("attendance", gettext_lazy("Kehadiran")),
    "cakupan": ("registered_share", gettext_lazy("Cakupan")),
    "keaktifan": ("active_share", gettext_lazy("Keaktifan")),
}
AREAS = {name: Sum(name) for name in ("cases", "target", "collected", "paying")}
CADRES = {
    "cadres": Count("pk"),
    "active": Count("pk", filter=Q(is_active=True)),
    "attended": Sum("meetings_attended"),
    "counted": Sum("meetings_counted"),
}
COVERAGE = {name: Sum(name) for name in ("population", "registered")} | {"participants_active": Sum("active")}


@analysis(
    name="perbandingan-cabang",
    subject=Subject.BRANCHES,
    title=gettext_lazy("Perbandingan cabang"),
    lead=gettext_lazy("Angka utama setiap kantor cabang berdampingan, dengan cara menghitung yang sama."),
    choices=(
        Choice("urut", gettext_lazy("Urut menurut"), tuple((key, label) for key, (_column, label) in ORDERS.items())),
    ),
    scope=Scope.REGION,
    basis=Basis.CLOSING,
    permission="collections.compare_branches",
)
def branches(question: Question) -> Answer:
    facts = gathered(question)
    rows = [row_of(question, branch, facts) for branch in question.branches]
    closings = facts["closings"].values()
    named = columns()
    return Answer(
        caption=_("Kantor cabang berdampingan"),
        columns=named,
        rows=ordered(rows, question.of("urut")),
        total=with_rates(summed(named, rows, _("Semua cabang")) | hidden_sums(rows)) if len(rows) > 1 else None,
        links={"name": "url"},
        chart=chart(rows, question.of("urut")),
        definitions=definitions(),
        computed_at=min((closing.computed_at for closing in closings), default=None),
        empty=_("Belum ada kantor cabang pada wilayah ini."),
        notes=notes(rows),
    )


def gathered(question: Question) -> dict[str, dict]:
    """A query for each subject, however many branches; keyed by branch."""
    mine = {"branch__in": question.branches}
    closings = list(Closing.objects.current().filter(month=question.month, **mine))
    of = {"closing__in": closings}
    return {
        "closings": {closing.branch_id: closing for closing in closings},
        "areas": by_branch(AreaFigure.objects.filter(**of), AREAS),
        "cadres": by_branch(CadreFigure.objects.filter(**of), CADRES),
        "rewards": by_branch(RewardLine.objects.filter(**of), {"reward": Sum("reward")}),
        "coverage": by_branch(CoverageFigure.objects.filter(month=question.month, **mine), COVERAGE),
        "reviews": by_branch(
            Review.objects.counting().filter(opened_month=question.month, **mine), {"reviews": Count("pk")}
        ),
    }


def by_branch(rows: QuerySet, figures: dict) -> dict[int, Row]:
    found = rows.order_by().values("branch").annotate(**figures)
    return {row.pop("branch"): row for row in found}


def row_of(question: Question, branch, facts: dict[str, dict]) -> Row:
    """What was not computed is unknown; what was computed and is not there is 0."""
    closing = facts["closings"].get(branch.pk)
    row: Row = {"name": str(branch), "state": state_words(closing), "url": address(branch, question.month)}
    for subject, names in (("areas", AREAS), ("cadres", CADRES), ("rewards", ["reward"]), ("reviews", ["reviews"])):
        nothing = dict.fromkeys(names, 0 if closing else None)
        row |= nothing | facts[subject].get(branch.pk, {})
    return with_rates(row | dict.fromkeys(COVERAGE) | facts["coverage"].get(branch.pk, {}))


def state_words(closing: Closing | None) -> str:
    if closing is None:
        return _("belum dihitung")
    if closing.state == ClosingState.CLOSED:
        return _("tutup buku, v%(version)s") % {"version": closing.version}
    return _("terbuka, sementara")


def address(branch, month: date) -> str:
    page = reverse("collections:analysis", args=["kolektabilitas"])
    return f"{page}?cabang={branch.code}&periode={month_text(month)}&per=kelurahan"


def with_rates(row: Row) -> Row:
    return row | {
        "rate": share(row["collected"], row["target"]),
        "paying_rate": share(row["paying"], row["cases"]),
        "active_rate": share(row["active"], row["cadres"]),
        "attendance": share(row["attended"], row["counted"]),
        "registered_share": share(row["registered"], row["population"]),
        "active_share": share(row["participants_active"], row["registered"]),
    }


def hidden_sums(rows: list[Row]) -> Row:
    """Sums of what only the rates show."""
    sums: Row = {}
    for name in ("target", "paying", "cadres", "active", "attended", "counted", *COVERAGE):
        known = [row[name] for row in rows if row[name] is not None]
        sums[name] = sum(known) if known else None
    return sums


def columns() -> list:
    return [
        text("name", _("Kantor cabang")),
        text("state", _("Bulan ini")),
        number("cases", _("Binaan")),
        amount("collected", _("Terkumpul (Rp)")),
        rate("rate", _("Kolektabilitas")),
        rate("paying_rate", _("Keluarga membayar")),
        rate("active_rate", _("Kader aktif")),
        rate("attendance", _("Kehadiran")),
        amount("reward", _("Imbal jasa (Rp)")),
        number("reviews", _("Tinjauan dibuka")),
        rate("registered_share", _("Cakupan")),
        rate("active_share", _("Keaktifan")),
    ]


def ordered(rows: list[Row], order: str) -> list[Row]:
    """By name, or by one figure, largest first; branches where it is unknown stand last."""
    by_name = sorted(rows, key=lambda row: row["name"])
    key = ORDERS[order][0]
    if key == "name":
        return by_name
    return sorted(by_name, key=lambda row: (row[key] is None, -(row[key] or Fraction(0))))


def chart(rows: list[Row], order: str) -> Chart | None:
    key, label = ORDERS[order if order != "cabang" else "kolektabilitas"]
    return ranked(str(label), rows, "name", key, "amount" if key == "collected" else "rate")


def notes(rows: list[Row]) -> list[str]:
    waiting = [row["name"] for row in rows if row["cases"] is None]
    found = []
    if waiting:
        found.append(_("Belum dihitung pada bulan ini: %(names)s.") % {"names": ", ".join(waiting)})
    found.append(
        _("Urutan hanya cara menyusun tabel, bukan penilaian: besar dan kesulitan wilayah setiap cabang berbeda.")
    )
    return found


def definitions() -> list[Definition]:
    same = _("Angka tutup buku, sama dengan laporan kantor cabang sendiri; bulan terbuka: sementara.")
    return [
        Definition(_("Bulan ini"), f"{same} {_('Belum dihitung: kosong, bukan nol.')}", "6"),
        Definition(_("Kolektabilitas"), _("Jumlah yang diakui dari binaan, oleh siapa pun, dibagi target."), "5.4"),
        Definition(_("Keluarga membayar"), _("Binaan dengan pembayaran yang diakui, dibagi semua binaan."), "5.4"),
        Definition(_("Kader aktif"), _("Kader aktif dibagi kader yang dinilai pada bulan itu."), "5.7"),
        Definition(_("Kehadiran"), _("Kehadiran dan susulan dibagi pertemuan yang diperhitungkan untuk kader."), "8"),
        Definition(_("Imbal jasa"), _("Semua baris imbal jasa bulan itu, juga susulan dan pendaftaran."), "5.5"),
        Definition(_("Tinjauan dibuka"), _("Tinjauan yang dibuka oleh tutup buku bulan itu."), "7"),
        Definition(_("Cakupan"), _("Peserta terdaftar dibagi penduduk, dari berkas cakupan bulan itu.")),
        Definition(_("Keaktifan"), _("Peserta aktif dibagi peserta terdaftar.")),
        Definition(_("Semua cabang"), _("Jumlah cabang yang angkanya ada; bagian dihitung dari jumlah itu.")),
    ]
