"""Letters for cases chosen on the list of cases: asked in numbers, as many as go into one file."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arrears.views.choosing import ForChosenCases, Words

from .. import actions
from ..actions.printing import AT_ONCE
from ..forms_envelopes import LayoutForm
from ..letters import cases_without_envelope
from ..print_presenters import printed_words


class ConfirmLayoutForm(LayoutForm):
    """The answer of `LayoutForm`, hidden beside the question whether to print."""

    confirmed = forms.BooleanField(initial=True)

    def __init__(self, answers):
        super().__init__({"layout": answers["layout"], "confirmed": "1"})
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


class CasesPrint(ForChosenCases):
    """A number that is given is never given again: printing is asked before, and not taken back."""

    permission = "meetings.hand_over_envelopes"
    form_class = LayoutForm
    words = Words(
        title=gettext_lazy("Cetak surat"),
        how=gettext_lazy("Centang binaan pada daftar, lalu tekan Cetak surat."),
        ask=gettext_lazy("Cetak surat untuk binaan ini?"),
        submit=gettext_lazy("Cetak"),
    )

    @cached_property
    def printable(self):
        """Those of the chosen cases that need a letter, in the order of a round on foot."""
        cases = cases_without_envelope(self.request.user.branch, None, self.month)
        return cases.filter(pk__in=self.cases.values("pk"))

    def confirmation(self, form) -> ConfirmLayoutForm:
        return ConfirmLayoutForm(form.cleaned_data)

    def consequences(self, form) -> list:
        count = self.printable.count()
        now, chosen = min(count, AT_ONCE), self.totals["households"]
        words = ngettext("surat dicetak dengan nomor baru", "surat dicetak dengan nomor baru", now)
        without = _("tidak memerlukan surat: sudah punya amplop, ditahan, lunas, dihapus, atau keluar daftar")
        return [
            (now, words),
            *([(count - now, _("surat lagi menunggu berkas berikutnya"))] if count > now else []),
            *([(chosen - count, without)] if chosen > count else []),
            _("Nomor amplop yang sudah diberikan tidak dapat ditarik."),
        ]

    def act(self, form):
        cases = list(self.printable[:AT_ONCE])
        facts = {"branch": self.request.user.branch, "layout": form.cleaned_data["layout"], "by": self.request.user}
        printed, self.done = actions.print_new(cases=cases, **facts)
        return printed_words(printed, asked=len(cases))

    def get_success_url(self):
        return self.done.get_absolute_url()
