"""Acts on many cases at once: what they did, and taking them back."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView, ListView

from kaderjkn.common.formatting import local_time, long_date, month_name, number
from kaderjkn.common.views.acting import ActOnPost
from kaderjkn.common.views.mixins import RoleRequired

from ..actions.bulk import undo_bulk_act
from ..models import BulkAct


class ForBulkActs(RoleRequired):
    permission = "arrears.move_cases"
    model = BulkAct


class BulkDetail(ForBulkActs, DetailView):
    """What an act on many cases did, and the button that takes it back."""

    template_name = "arrears/bulk_act.html"

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "cadre", "by", "undone_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(facts=bulk_facts(self.object), **kwargs)


def bulk_facts(act: BulkAct) -> list[tuple]:
    zone = act.branch.time_zone
    undone = _("%(when)s, oleh %(who)s") % {"when": local_time(act.undone_at, zone), "who": act.undone_by}
    return [
        (_("Tindakan"), act.get_kind_display()),
        (_("Periode"), month_name(act.month)),
        (_("Binaan"), number(act.count)),
        *([(_("Kader penerima"), act.cadre.name)] if act.cadre else []),
        (_("Mulai"), long_date(act.starts_on)),
        (_("Dilakukan"), _("%(when)s, oleh %(who)s") % {"when": local_time(act.at, zone), "who": act.by or "–"}),
        *([(_("Dibatalkan"), undone)] if act.undone_at else []),
    ]


class BulkUndo(ForBulkActs, ActOnPost):
    def get_queryset(self):
        return super().get_queryset().select_related("branch")

    def act(self):
        back, left = undo_bulk_act(act=self.object, by=self.request.user)
        words = ngettext("%(count)s binaan kembali seperti semula.", "%(count)s binaan kembali seperti semula.", back)
        since = ngettext(
            "%(count)s sudah diubah sejak itu dan tetap.", "%(count)s sudah diubah sejak itu dan tetap.", left
        )
        done = words % {"count": number(back)}
        return f"{done} {since % {'count': number(left)}}" if left else done


class BulkList(ForBulkActs, ListView):
    """Acts on many cases, newest first."""

    template_name = "arrears/bulk_list.html"
    paginate_by = 50

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        zone = self.request.user.branch.time_zone
        return context | {"columns": bulk_columns(), "rows": [bulk_row(act, zone) for act in context["page_obj"]]}

    def get_queryset(self):
        return super().get_queryset().select_related("by", "cadre")


def bulk_columns() -> list[dict]:
    return [
        {"key": "at", "label": _("Waktu"), "url": "url"},
        {"key": "kind", "label": _("Tindakan")},
        {"key": "cadre", "label": _("Kader penerima")},
        {"key": "count", "label": _("Binaan"), "kind": "number"},
        {"key": "by", "label": _("Oleh")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def bulk_row(act: BulkAct, zone: str) -> dict:
    return {
        "at": local_time(act.at, zone),
        "url": act.get_absolute_url(),
        "kind": act.get_kind_display(),
        "cadre": act.cadre.name if act.cadre else "",
        "count": act.count,
        "by": str(act.by) if act.by else "",
        "state": (_("Dibatalkan"), "neutral") if act.undone_at else (_("Berlaku"), "success"),
    }
