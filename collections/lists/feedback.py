"""The queue of what cadres bring back. Whom it is about is masked; what was said stays on the item's page."""

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.models import Household
from kaderjkn.common.formatting import EMPTY, local_time, mask_name, mask_tail
from kaderjkn.common.lists.declaring import Column, Listing, Sort, Total, declare
from kaderjkn.common.models import Branch

from ..feedback.enums import FeedbackKind, FeedbackState
from ..feedback.forms import FeedbackFilter
from ..feedback.models import FeedbackItem
from .contacts import names_of

KINDS = {
    FeedbackState.NEW: "warning",
    FeedbackState.TAKEN: "info",
    FeedbackState.WAITING: "neutral",
    FeedbackState.ANSWERED: "success",
}
SORTS = (
    Sort("due", gettext_lazy("Tenggat"), ("due_on", "pk")),
    Sort("opened", gettext_lazy("Dibuka"), ("opened_at", "pk"), is_descending=True),
)


def columns() -> list[Column]:
    return [
        Column("kind", _("Jenis"), heading="jenis", url="url", is_fixed=True),
        Column("name", _("Keluarga"), heading="kepala_keluarga"),
        Column("key", _("KK"), "code", heading="kk"),
        Column("reports", _("Dibawa"), "number", heading="kali_dibawa"),
        Column("cadres", _("Kader"), heading="kader"),
        Column("opened", _("Dibuka"), "date", heading="dibuka", sort="opened"),
        Column("due", _("Tenggat"), "date", heading="tenggat", sort="due"),
        Column("owner", _("Penanggung jawab"), heading="penanggung_jawab"),
        Column("state", _("Keadaan"), "status", heading="keadaan"),
        Column("answered", _("Dijawab"), heading="dijawab", is_usual=False),
        Column("result", _("Hasil"), heading="hasil", is_usual=False),
    ]


def present(rows: list[FeedbackItem], branch: Branch) -> list[dict]:
    """Items with household, cadres and owner: a fixed number of queries."""
    found = FeedbackItem.objects.with_reports().select_related("owner").prefetch_related("sources__cadre")
    items = found.in_bulk([row.pk for row in rows])
    households = Household.objects.in_bulk({row.household_id for row in rows} - {None})
    names = names_of(branch, households)
    return [as_row(items[row.pk], households.get(row.household_id), names, branch) for row in rows if row.pk in items]


def as_row(item: FeedbackItem, household: Household | None, names: dict[int, str], branch: Branch) -> dict:
    name = mask_name(names.get(household.pk, "")) if household else EMPTY
    kind = str(FeedbackKind(item.kind).label)
    cadres = sorted({source.cadre.name for source in item.sources.all() if source.cadre})
    return {
        "pk": item.pk,
        "label": f"{kind} {name}",
        "kind": kind,
        "url": item.get_absolute_url(),
        "name": name,
        "key": mask_tail(household.key) if household else "",
        "reports": item.reports,
        "cadres": ", ".join(cadres) or _("kantor"),
        "opened": item.opened_at.astimezone(branch.zone).date(),
        "due": item.due_on,
        "owner": str(item.owner) if item.owner else "",
        "state": state_of(item, branch),
        "answered": local_time(item.answered_at, branch.time_zone) if item.answered_at else "",
        "result": item.get_result_display(),
    }


def state_of(item: FeedbackItem, branch: Branch) -> tuple[str, str]:
    """The state as word and colour; an answer that is owed since yesterday or longer says so."""
    words, colour = str(FeedbackState(item.state).label), KINDS[item.state]
    if item.is_overdue(branch.today()):
        return _("%(state)s, lewat tenggat") % {"state": words}, "danger"
    return words, colour


def totals(rows) -> list[Total]:
    found = rows.aggregate(
        items=Count("pk"), nobodys=Count("pk", filter=Q(state=FeedbackState.NEW)), oldest=Min("due_on")
    )
    oldest = [Total(_("Tenggat terlama"), found["oldest"], "date")] if found["oldest"] else []
    return [Total(_("Umpan balik"), found["items"]), Total(_("Belum diambil"), found["nobodys"]), *oldest]


FEEDBACK = declare(
    Listing(
        name="umpan-balik",
        title=gettext_lazy("Umpan balik dari lapangan"),
        permission="collections.handle_feedback",
        filter=FeedbackFilter,
        columns=columns,
        sorts=SORTS,
        present=present,
        totals=totals,
        url_name="collections:feedback-list",
    )
)
