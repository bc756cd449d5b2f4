"""Months that do not count toward a review: excusing one with its effect shown first, the list, taking one back."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView

from cadres.models import Cadre
from kaderjkn.common.formatting import month_name
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm
from kaderjkn.common.views.mixins import RoleRequired

from ...reviews.actions import excuse_month, take_back_excuse
from ...reviews.actions.excuses import is_used
from ...reviews.excuse_preview import ExcusePreview, preview_excuse
from ...reviews.forms import ConfirmExcuseForm, ExcuseForm
from ...reviews.models import ExcusedMonth


class MonthExcuse(RoleRequired, ActsOnForm, FormView):
    """The form; then the same answers once more with what they would do; then it is stored."""

    permission = "collections.excuse_month"
    form_class = ExcuseForm
    template_name = "collections/supervisor/month_excuse.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cadres": Cadre.objects.visible_to(self.request.user)}

    def get_initial(self):
        return {"cadre": self.request.GET.get("cadre"), "month": self.request.GET.get("month")}

    def form_valid(self, form):
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        chosen = form.cleaned_data
        facts = {
            "consequences": consequences(preview_excuse(chosen["cadre"], chosen["month"])),
            "confirmation": ConfirmExcuseForm(chosen, cadres=Cadre.objects.visible_to(self.request.user)),
            "about": f"{chosen['cadre']}, {month_name(chosen['month'])}",
        }
        return self.render_to_response(self.get_context_data(form=form, **facts))

    def act(self, form):
        excuse_month(by=self.request.user, **form.cleaned_data)
        return _("Bulan ini tidak dihitung pada tutup buku berikutnya.")

    def get_success_url(self):
        return reverse("collections:excused-list")


def consequences(preview: ExcusePreview) -> list:
    """What follows, in numbers: RULES 7 knows excuses at a closing only."""
    found = [
        (len(preview.before), _("bulan berturut-turut tanpa setoran sekarang")),
        (len(preview.after), _("bulan berturut-turut setelah bulan ini dikecualikan")),
    ]
    if preview.needed:
        found.append((preview.needed, _("bulan berturut-turut membuka tinjauan pada tutup buku berikutnya")))
    if not preview.is_closed:
        found.append(_("Bulan ini belum tutup buku; pengecualian berlaku begitu bukunya ditutup."))
    if preview.open_review:
        found.append(
            _(
                "Tinjauan yang masih terbuka atas bulan ini tidak ditutup oleh pengecualian; putuskan tinjauan itu"
                " sendiri, misalnya «Lanjut» dengan alasan yang sama."
            )
        )
    if preview.is_excused:
        found.append(_("Bulan ini sudah dikecualikan; tidak ada yang berubah."))
    return found


class ExcusedList(RoleRequired, ListView):
    """Every excused month with reason, who and when; taking back while no closing has used it."""

    permission = "collections.excuse_month"
    model = ExcusedMonth
    template_name = "collections/supervisor/excused_list.html"
    paginate_by = 30

    def get_queryset(self):
        return super().get_queryset().select_related("cadre", "by")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"rows": [(excused, is_used(excused)) for excused in context["object_list"]]}


class ExcuseTakeBack(RoleRequired, ActOnPost):
    permission = "collections.excuse_month"
    model = ExcusedMonth

    def act(self):
        month, cadre = month_name(self.object.month), self.object.cadre
        take_back_excuse(excused=self.object, by=self.request.user)
        return _("%(month)s dihitung lagi untuk %(cadre)s.") % {"month": month, "cadre": cadre}

    def get_success_url(self):
        return reverse("collections:excused-list")

    get_failure_url = get_success_url
