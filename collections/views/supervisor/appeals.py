"""The regional supervisor's decision of an appeal, on the review's facts without household data."""

from django.utils.translation import gettext as _

from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ...reviews.actions import decide_appeal
from ...reviews.forms import AppealDecisionForm
from ...reviews.models_after import Appeal


class AppealDecide(RoleRequired, FormAbout):
    permission = "collections.decide_appeal"
    model = Appeal
    form_class = AppealDecisionForm
    template_name = "collections/supervisor/appeal_decide.html"

    def get_queryset(self):
        return super().get_queryset().select_related("review__cadre", "branch")

    def act(self, form):
        chosen = form.cleaned_data
        appeal = decide_appeal(
            appeal=self.object,
            is_upheld=chosen["decision"] == "uphold",
            reason=chosen["reason"],
            by=self.request.user,
        )
        if appeal.manual_steps:
            return _("Putusan tersimpan. Sebagian harus dikembalikan dengan tangan; langkahnya ada di halaman ini.")
        return _("Putusan tersimpan. Cabang dan kader melihatnya.")
