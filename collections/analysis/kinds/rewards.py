"""Rewards of a month by kind and by cadre, and of the months before; the sums are the closing's (RULES 5.5)."""

from datetime import date

from django.db.models import Case, CharField, Count, QuerySet, Sum, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.models import Cadre
from kaderjkn.common.formatting import number as written
from kaderjkn.common.formatting import rupiah
from kaderjkn.common.months import month_text

from ...closing.models import Closing, RewardLine
from ...reports.registry import Column
from ..answers import Answer, Chart, Definition, Row, Series, amount, number, ranked, short_month, summed, text
from ..asking import Question
from ..declaring import Basis, Choice, Subject, analysis

KINDS = {
    "collection": gettext_lazy("Penagihan"),
    "late": gettext_lazy("Penagihan susulan"),
    "fee": gettext_lazy("Pendaftaran"),
}
TABLES = (("kader", gettext_lazy("Kader")), ("jenis", gettext_lazy("Jenis")), ("waktu", gettext_lazy("Bulan")))
KIND = Case(
    When(registration__isnull=False, then=Value("fee")),
    When(late_from__isnull=False, then=Value("late")),
    default=Value("collection"),
    output_field=CharField(),
)


@analysis(
    name="imbal-jasa",
    subject=Subject.CADRES,
    title=gettext_lazy("Imbal jasa"),
    lead=gettext_lazy("Imbal jasa menurut jenis, kader, dan bulan; jumlahnya sama dengan tutup buku."),
    choices=(Choice("per", gettext_lazy("Rinci menurut"), TABLES),),
    filters=("cadre",),
    months_before=6,
    basis=Basis.CLOSING,
)
def rewards(question: Question) -> Answer:
    per = question.of("per")
    closings = closings_of(question)
    closing = closings.get(question.month)
    months = closings if per == "waktu" else {question.month: closing} if closing else {}
    columns, rows = {"kader": by_cadre, "jenis": by_kind, "waktu": by_month}[per](question, months)
    return Answer(
        caption=_("Imbal jasa menurut: %(what)s") % {"what": dict(TABLES)[per]},
        columns=columns,
        rows=rows,
        total=summed(columns, rows, _("Jumlah")) if len(rows) > 1 else None,
        links={"name": "url"},
        stats=stats(question, closing) if closing else [],
        chart=chart(rows, per),
        definitions=definitions(),
        computed_at=closing and closing.computed_at,
        empty=_("Belum ada imbal jasa pada bulan ini: penagihan belum dihitung, atau belum ada yang diakui."),
    )


def closings_of(question: Question) -> dict[date, Closing]:
    """The current ones of the months asked for, oldest first."""
    found = Closing.objects.current().filter(branch=question.branch, month__in=question.months).order_by("month")
    return {closing.month: closing for closing in found}


def lines(question: Question, closings) -> QuerySet[RewardLine]:
    found = RewardLine.objects.filter(closing__in=closings).order_by()
    found = found.filter(cadre=question.cadre) if question.cadre else found
    return found.annotate(kind=KIND)


def by_cadre(question: Question, months: dict[date, Closing]) -> tuple[list[Column], list[Row]]:
    found = lines(question, months.values()).values("cadre", "kind").annotate(reward=Sum("reward"))
    cadres = Cadre.objects.in_bulk({row["cadre"] for row in found})
    sums: dict[int, Row] = {}
    for row in found:
        sums.setdefault(row["cadre"], dict.fromkeys(KINDS, 0))[row["kind"]] = row["reward"]
    month = month_text(question.month)
    rows = [
        row
        | {
            "name": str(cadres[pk]),
            "url": question.link("collections:closing-cadre", month, pk),
            "reward": sum(row.values()),
        }
        for pk, row in sums.items()
    ]
    return columns_of(_("Kader")), sorted(rows, key=lambda row: row["name"])


def columns_of(first: str) -> list[Column]:
    kinds = [amount(kind, f"{label} (Rp)") for kind, label in KINDS.items()]
    return [text("name", first), *kinds, amount("reward", _("Imbal jasa (Rp)"))]


def by_kind(question: Question, months: dict[date, Closing]) -> tuple[list[Column], list[Row]]:
    found = lines(question, months.values()).values("kind")
    sums = {
        row["kind"]: row
        for row in found.annotate(
            lines=Count("pk"), cadres=Count("cadre", distinct=True), counted=Sum("eligible"), reward=Sum("reward")
        )
    }
    columns = [
        text("name", _("Jenis")),
        number("lines", _("Baris")),
        Column("cadres", _("Kader"), "number"),
        amount("counted", _("Diakui (Rp)")),
        amount("reward", _("Imbal jasa (Rp)")),
    ]
    month = month_text(question.month)
    url = question.link("collections:report-detail", "rewards", periode=month)
    return columns, [sums[kind] | {"name": label, "url": url} for kind, label in KINDS.items() if kind in sums]


def by_month(question: Question, months: dict[date, Closing]) -> tuple[list[Column], list[Row]]:
    found = lines(question, months.values()).values("closing__month", "kind").annotate(reward=Sum("reward"))
    rows: dict[date, Row] = {
        month: dict.fromkeys(KINDS, 0) if month in months else dict.fromkeys(KINDS) for month in question.months
    }
    for row in found:
        rows[row["closing__month"]][row["kind"]] = row["reward"]
    return columns_of(_("Bulan")), [
        row
        | {
            "name": short_month(month),
            "url": question.here(periode=month_text(month), per=None),
            "reward": sum(row.values()) if month in months else None,
        }
        for month, row in (rows.items() if months else ())
    ]


def stats(question: Question, closing: Closing) -> list[dict]:
    whole = lines(question, [closing]).aggregate(reward=Sum("reward"), cadres=Count("cadre", distinct=True))
    note = _("%(count)s kader") % {"count": written(whole["cadres"])}
    return [{"label": _("Imbal jasa bulan ini"), "value": rupiah(whole["reward"] or 0), "note": note}]


def chart(rows: list[Row], per: str) -> Chart | None:
    if not rows:
        return None
    if per != "waktu":
        return ranked(_("Imbal jasa (Rp)"), rows, "name", "reward", "amount")
    labels = [row["name"] for row in rows]
    return Chart(
        _("Imbal jasa dari bulan ke bulan"),
        labels,
        [Series(_("Imbal jasa (Rp)"), [row["reward"] for row in rows], "amount")],
        "columns",
    )


def definitions() -> list[Definition]:
    reward = _(
        "Jumlah yang diakui untuk kader kali tarif jenjangnya, sesudah batas per binaan dan per bulan. Bulan terbuka: "
        "sementara; bulan tutup buku: tetap, dan sama dengan pernyataan imbal jasa kader."
    )
    late = _(
        "Pembayaran dari bulan yang sudah tutup buku waktu datanya masuk; dibayar pada bulan ini. Penarikan kembali "
        "mengurangi jumlahnya."
    )
    return [
        Definition(_("Imbal jasa"), reward, "5.5"),
        Definition(_("Penagihan"), _("Pembayaran bulan ini yang diakui untuk kader."), "5.5"),
        Definition(_("Penagihan susulan"), late, "6"),
        Definition(_("Pendaftaran"), _("Imbalan untuk pendaftaran baru yang dikonfirmasi cabang."), "5.5"),
    ]
