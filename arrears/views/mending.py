"""Rows to mend: listed households whose kelurahan was not recognised."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView

from kaderjkn.common.formatting import mask_name, mask_tail
from kaderjkn.common.months import month_text
from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ..actions.households import mend_place
from ..case_list import newest_list, working_month
from ..forms import PlaceForm
from ..models import ListedHousehold


class ToMend(RoleRequired):
    """Unplaced households of the newest list of the working month."""

    permission = "arrears.mend_rows"
    model = ListedHousehold

    def get_queryset(self):
        branch = self.request.user.branch
        self.month = working_month(branch)
        newest = newest_list(branch, self.month) if self.month else None
        rows = super().get_queryset().filter(branch=branch, list=newest, area=None)
        return rows.select_related("household__branch").order_by("place", "pk")


class MendList(ToMend, ListView):
    template_name = "arrears/mend_list.html"
    paginate_by = 50

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [as_row(listed) for listed in context["object_list"]]
        month = month_text(self.month) if self.month else ""
        return context | {"rows": rows, "columns": columns(), "month": self.month, "month_text": month}


class MendPlace(ToMend, FormAbout):
    """Choose the kelurahan of one household."""

    form_class = PlaceForm
    template_name = "arrears/mend_place.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.request.user.branch, "written": self.object.place}

    def act(self, form):
        mend_place(household=self.object.household, area=form.cleaned_data["area"], by=self.request.user)
        return _("Keluarga ditempatkan di %(area)s. Jalankan pembagian agar menjadi binaan.") % form.cleaned_data

    def get_success_url(self):
        return reverse("arrears:mend-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=as_row(self.object), **kwargs)


def columns() -> list[dict]:
    return [
        {"key": "place", "label": _("Tempat pada daftar"), "url": "url"},
        {"key": "address", "label": _("Alamat")},
        {"key": "name", "label": _("Kepala keluarga")},
        {"key": "key", "label": _("KK"), "kind": "code"},
        {"key": "months", "label": _("Bulan"), "kind": "number"},
        {"key": "amount", "label": _("Tunggakan (Rp)"), "kind": "amount"},
    ]


def as_row(listed: ListedHousehold) -> dict:
    return {
        "place": listed.place or _("(kosong)"),
        "url": reverse("arrears:mend-place", args=[listed.pk]),
        "address": street_of(listed.address),
        "name": mask_name(listed.head_name),
        "key": mask_tail(listed.key),
        "months": listed.months,
        "amount": listed.amount,
    }


def street_of(address: str) -> str:
    """The address without house number: enough to recognise the kelurahan, too little to find the door."""
    return " ".join(word for word in address.split() if not any(char.isdigit() for char in word))
