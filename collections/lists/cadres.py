"""All cadres of the branch with agreement, kelurahan and cases of the working month."""

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.case_list import working_month
from arrears.models import CaseHolder
from cadres.forms import CadreFilter
from cadres.models import Cadre
from kaderjkn.common.lists.declaring import Column, Listing, Sort, Total, declare
from kaderjkn.common.models import Branch
from kaderjkn.common.months import next_month

from ..views.staff.cadre_presenters import list_row

SORTS = (Sort("code", gettext_lazy("Kode"), ("code", "pk")),)


def columns() -> list[Column]:
    return [
        Column("code", _("Kode"), "code", heading="kode_kader", sort="code", is_fixed=True),
        Column("name", _("Nama"), url="url", heading="nama", is_fixed=True),
        Column("agreed_to", _("Perjanjian sampai"), heading="perjanjian_sampai"),
        Column("agreement", _("Perjanjian"), "status", heading="perjanjian"),
        Column("kelurahan", _("Kelurahan"), "number", heading="kelurahan"),
        Column("cases", _("Binaan"), "number", heading="binaan", is_late=True),
        Column("login", _("Akun"), heading="akun", is_usual=False),
    ]


def present(rows: list[Cadre], branch: Branch) -> list[dict]:
    today = branch.today()
    cadres = Cadre.objects.for_list(today).select_related("user").in_bulk([row.pk for row in rows])
    return [as_row(cadres[row.pk], today) for row in rows if row.pk in cadres]


def late(rows: list[Cadre], branch: Branch) -> dict[int, dict]:
    """How many cases each has: of a cadre with thousands of them, they take longer to count than the page to come."""
    cases = cases_by_cadre(branch, rows)
    return {row.pk: {"cases": cases.get(row.pk, 0)} for row in rows}


def as_row(cadre: Cadre, today) -> dict:
    return list_row(cadre, today) | {
        "pk": cadre.pk,
        "label": cadre.name,
        "url": reverse("collections:cadre-detail", args=[cadre.pk]),
        "login": cadre.user.username if cadre.user else _("belum dibuat"),
    }


def cases_by_cadre(branch: Branch, cadres: list[Cadre]) -> dict[int, int]:
    """Cases of the working month by last holder, for some cadres. Holders change inside the month only (RULES 3.6)."""
    month = working_month(branch)
    if month is None:
        return {}
    days = {"from_on__gte": month, "from_on__lt": next_month(month)}
    holders = CaseHolder.objects.filter(branch=branch, cadre__in=[cadre.pk for cadre in cadres], **days)
    later = CaseHolder.objects.filter(case=OuterRef("case"), from_on__gt=OuterRef("from_on"))
    return dict(holders.exclude(Exists(later)).order_by().values_list("cadre").annotate(count=Count("case")))


def totals(rows) -> list[Total]:
    return [Total(_("Kader"), rows.count())]


CADRES = declare(
    Listing(
        name="kader",
        title=gettext_lazy("Kader"),
        permission="cadres.read_cadres",
        filter=CadreFilter,
        columns=columns,
        sorts=SORTS,
        present=present,
        totals=totals,
        url_name="collections:cadre-list",
        late=late,
    )
)
