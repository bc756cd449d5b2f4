"""What is filled in on the way of statements: which ones, on which day they were paid, and why one goes back."""

from django import forms
from django.utils.translation import gettext_lazy

from kaderjkn.common.forms import DayField

from .models import RewardStatement


class ActForm(forms.Form):
    """The chosen statements, and the day where the act asks for one; `confirmed` once it has been asked."""

    statements = forms.ModelMultipleChoiceField(
        queryset=RewardStatement.objects.none(), widget=forms.MultipleHiddenInput
    )
    paid_on = DayField(label=gettext_lazy("Dibayar pada"))
    confirmed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, act, statements, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["statements"].queryset = statements
        if not act.asks_day:
            del self.fields["paid_on"]

    def chosen(self) -> list[RewardStatement]:
        """The statements chosen, also while the rest of the form is missing; empty when they are not understood."""
        self.is_valid()
        return list(self.cleaned_data.get("statements", ()))

    def more(self) -> dict:
        """What else the act takes."""
        return {name: self.cleaned_data[name] for name in ("paid_on",) if name in self.fields}


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
