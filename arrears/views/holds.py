"""Setting and lifting holds on a household."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ..actions.holds import lift_hold, set_hold
from ..forms import HoldForm, LiftForm
from ..models import Hold, Household


class HoldSet(RoleRequired, FormAbout):
    """The household is then not assigned and not contacted."""

    permission = "arrears.set_holds"
    model = Household
    form_class = HoldForm
    template_name = "arrears/hold_set.html"

    def get_initial(self):
        return {"starts_on": self.request.user.branch.today()}

    def act(self, form):
        set_hold(household=self.object, by=self.request.user, **form.cleaned_data)
        return _("Keluarga ditahan: tidak dibagi dan tidak dihubungi sampai penahanan dicabut.")


class HoldLift(RoleRequired, FormAbout):
    permission = "arrears.set_holds"
    model = Hold
    form_class = LiftForm
    template_name = "arrears/hold_lift.html"

    def get_queryset(self):
        return super().get_queryset().filter(lifted_on=None)

    def get_initial(self):
        return {"on": self.request.user.branch.today()}

    def act(self, form):
        lift_hold(hold=self.object, by=self.request.user, **form.cleaned_data)
        return _("Penahanan dicabut.")

    def get_success_url(self):
        return reverse("collections:household-detail", args=[self.object.household_id])
