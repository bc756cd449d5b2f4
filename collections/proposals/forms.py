"""What a supervisor fills in: every setting of a policy, or a scheme with its tiers, from which month on, and why."""

from decimal import Decimal
from itertools import pairwise

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.models import BranchPolicy
from kaderjkn.common.formatting import month_name
from kaderjkn.common.forms import MonthField

from .actions import last_closed_month
from .models import MOST_MONTHS
from .setting_values import POLICY_SETTINGS, policy_values

BANDS = ("cadre", "telecollect", "rehab")
HOURS = ("quiet_from", "quiet_until")
SPARE_TIERS = 3
MOST_TIERS = 24


class StartAndReason(forms.Form):
    """From which month on, and why; a trial needs neither."""

    starts_on = MonthField(
        label=gettext_lazy("Berlaku mulai"), help_text=gettext_lazy("Bulan dan tahun, seperti 2026-11")
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dibaca oleh orang kedua yang memutuskan."),
    )

    def __init__(self, *args, branch, is_trial=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.branch = branch
        for name in ("starts_on", "reason"):
            self.fields[name].required = not is_trial

    def clean_starts_on(self):
        start, last = self.cleaned_data["starts_on"], last_closed_month(self.branch)
        if start and last and start <= last:
            words = {"month": month_name(last)}
            raise forms.ValidationError(_("%(month)s sudah tutup buku; pilih bulan sesudahnya.") % words)
        return start


class PolicyForm(StartAndReason, forms.ModelForm):
    """Every setting of a policy."""

    class Meta:
        model = BranchPolicy
        fields = POLICY_SETTINGS
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M") for name in ("quiet_from", "quiet_until")
        }

    field_order = ["starts_on", *POLICY_SETTINGS, "reason"]

    def clean(self):
        cleaned = super().clean()
        for band in BANDS:
            low, high = cleaned.get(f"{band}_min_months"), cleaned.get(f"{band}_max_months")
            if low is not None and high is not None and high < low:
                self.add_error(f"{band}_max_months", _("Batas tertinggi lebih kecil daripada batas terendah."))
        for name in ("active_min_contact_share", "active_min_attendance_share"):
            if cleaned.get(name) is not None and not 0 <= cleaned[name] <= 100:
                self.add_error(name, _("Isi persen dari 0 sampai 100."))
        for name in ("review_months", "meeting_every_days"):
            if cleaned.get(name) == 0:
                self.add_error(name, _("Isi angka dari 1."))
        return cleaned

    @property
    def values(self) -> dict:
        return policy_values(self.instance)


class SchemeForm(StartAndReason):
    """Name, caps and fee of a scheme; its tiers are `tiers_form`."""

    name = forms.CharField(label=gettext_lazy("Nama skema"), max_length=120)
    cap_per_case = forms.IntegerField(
        label=gettext_lazy("Batas per binaan (Rp)"),
        min_value=0,
        required=False,
        help_text=gettext_lazy("Kosong: tanpa batas."),
    )
    cap_per_month = forms.IntegerField(
        label=gettext_lazy("Batas per kader dan bulan (Rp)"),
        min_value=0,
        required=False,
        help_text=gettext_lazy("Kosong: tanpa batas."),
    )
    registration_fee = forms.IntegerField(label=gettext_lazy("Imbal pendaftaran (Rp)"), min_value=0)

    field_order = ["starts_on", "name", "cap_per_case", "cap_per_month", "registration_fee", "reason"]


class TierForm(forms.Form):
    """One tier: from so many months, up to so many, both included; left empty it is none."""

    at_least = forms.IntegerField(label=gettext_lazy("Dari (bulan)"), min_value=0, max_value=999, required=False)
    at_most = forms.IntegerField(label=gettext_lazy("Sampai (bulan)"), min_value=0, max_value=999, required=False)
    percent = forms.DecimalField(
        label=gettext_lazy("Tarif (%)"), min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False
    )

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("at_least"), cleaned.get("at_most")
        if low is not None and high is not None and high < low:
            raise forms.ValidationError(_("«Sampai» tidak boleh kurang dari «dari»."))
        if not self.errors and self.is_filled:
            for name in ("at_least", "percent"):
                if cleaned[name] is None:
                    self.add_error(name, _("Isi juga kolom ini, atau kosongkan seluruh baris."))
        return cleaned

    @property
    def is_filled(self) -> bool:
        return any(value is not None for value in self.cleaned_data.values())


class TierFormSet(forms.BaseFormSet):
    """The tiers of a scheme; lines left empty are no tiers."""

    def clean(self):
        if any(self.errors):
            return
        tiers = self.tiers()
        if not tiers:
            raise forms.ValidationError(_("Isi paling sedikit satu jenjang."))
        for before, after in pairwise(tiers):
            if before["below"] is None or after["from"] < before["below"]:
                raise forms.ValidationError(_("Jenjang bulan bertumpang tindih."))

    def tiers(self) -> list[dict]:
        """The tiers as plain values, in order of months."""
        filled = [form.cleaned_data for form in self.forms if form.is_filled]
        return sorted((as_tier(values) for values in filled), key=lambda tier: tier["from"])


def as_tier(values: dict) -> dict:
    high = values["at_most"]
    below = None if high is None else high + 1
    return {"from": values["at_least"], "below": below, "rate_bp": int(values["percent"] * 100)}


def as_initial(tier: dict) -> dict:
    at_most = None if tier["below"] is None else tier["below"] - 1
    return {"at_least": tier["from"], "at_most": at_most, "percent": Decimal(tier["rate_bp"]) / 100}


def tiers_form(data, tiers: list[dict]) -> TierFormSet:
    """The form set of the tiers, with some lines to spare."""
    made = forms.formset_factory(TierForm, TierFormSet, extra=SPARE_TIERS, max_num=MOST_TIERS, absolute_max=MOST_TIERS)
    return made(data, initial=[as_initial(tier) for tier in tiers], prefix="tiers")


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan penolakan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ApproveForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Catatan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class MonthsForm(forms.Form):
    """How many of the newest closed months a dry run looks at."""

    months = forms.IntegerField(
        label=gettext_lazy("Bulan tutup buku terakhir"), min_value=1, max_value=MOST_MONTHS, initial=6
    )
