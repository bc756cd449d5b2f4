"""Staff: letters ready for the printer. They show personal data in full, so that every opening is logged."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import ListView

from kaderjkn.common.models import AccessLog
from kaderjkn.common.views.mixins import RoleRequired

from ..enums import EnvelopeState
from ..letters import letters_for, offered_channels
from ..models import Envelope


class Letters(RoleRequired, ListView):
    """The letters of some envelopes, one to a sheet."""

    permission = "meetings.hand_over_envelopes"
    model = Envelope
    template_name = "meetings/letters.html"

    def get_queryset(self):
        self.today = self.request.user.branch.today()
        rows = super().get_queryset().with_keeper(self.today).with_hold(self.today)
        rows = rows.filter(**self.which(), is_on_hold=False)
        return rows.select_related("case__area__parent").order_by("number")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not context["object_list"]:
            raise Http404(_("Tidak ada surat untuk dicetak."))
        letters = letters_for(list(context["object_list"]))
        self.log(letters)
        shared = {"branch": self.request.user.branch, "today": self.today, "channels": offered_channels()}
        return context | shared | {"letters": letters}

    def log(self, letters) -> None:
        """One line for each household (UU PDP): who printed whose letter."""
        AccessLog.objects.bulk_create(
            AccessLog(
                branch=self.request.user.branch,
                by=self.request.user,
                act="print",
                subject_kind="household",
                subject_id=letter.envelope.case.household_id,
                reason=_("Surat tagihan %(number)s") % {"number": letter.envelope.number},
            )
            for letter in letters
        )


class CadreLetters(Letters):
    """All letters that are printed for the cadre's cases and still at the branch."""

    def which(self):
        return {"state": EnvelopeState.PRINTED, "keeper": self.kwargs["cadre"]}


class EnvelopeLetter(Letters):
    """One letter once more, because the first was spoiled; it keeps its number."""

    def which(self):
        return {"pk": self.kwargs["pk"], "state": EnvelopeState.PRINTED}
