"""The fields above a report: what may be asked of it, with what was asked chosen."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.formatting import month_name
from kaderjkn.common.months import month_text

from .asking import BEFORE, Question


class QuestionForm(forms.Form):
    """By address; what is not offered was not found before this form is made."""

    cabang = forms.ChoiceField(label=gettext_lazy("Kantor cabang"), required=False)
    periode = forms.ChoiceField(label=gettext_lazy("Periode"), required=False)
    sebelum = forms.ChoiceField(label=gettext_lazy("Bulan sebelumnya"), required=False)
    kecamatan = forms.ChoiceField(label=gettext_lazy("Kecamatan"), required=False)
    kader = forms.ChoiceField(label=gettext_lazy("Kader"), required=False)

    def __init__(self, question: Question):
        super().__init__(initial=chosen(question))
        analysis = question.analysis
        self._offer("periode", [(month_text(each), month_name(each)) for each in question.months_known])
        self._offer(
            "cabang",
            [(each.code, str(each)) for each in question.branches]
            if analysis.is_of_one_branch and len(question.branches) > 1
            else [],
        )
        self._offer(
            "sebelum", [(str(count), words_before(count)) for count in BEFORE] if analysis.months_before else []
        )
        self._offer("kecamatan", districts(question))
        self._offer("kader", cadres(question))
        for choice in analysis.choices:
            self.fields[choice.name] = forms.ChoiceField(label=choice.label, choices=choice.options, required=False)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """The options of a field; without any the field goes."""
        if choices:
            self.fields[name].choices = choices
        else:
            del self.fields[name]


def chosen(question: Question) -> dict:
    return {
        "cabang": question.branch.code,
        "periode": question.month and month_text(question.month),
        "sebelum": str(question.before),
        "kecamatan": question.district.code if question.district else "",
        "kader": question.cadre.code if question.cadre else "",
        **{choice.name: question.of(choice.name) for choice in question.analysis.choices},
    }


def words_before(count: int) -> str:
    return _("%(count)s bulan") % {"count": count} if count else _("tidak")


def districts(question: Question) -> list[tuple[str, str]]:
    if "district" not in question.analysis.filters:
        return []
    return [("", _("Semua")), *((area.code, area.name) for area in question.districts)]


def cadres(question: Question) -> list[tuple[str, str]]:
    if "cadre" not in question.analysis.filters:
        return []
    return [("", _("Semua")), *((cadre.code, f"{cadre.code} {cadre.name}") for cadre in question.cadres)]
