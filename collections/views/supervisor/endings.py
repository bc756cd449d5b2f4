"""Ending a partnership after a review: the day, who gets what with the numbers before and after, the decision."""

from django.utils.translation import gettext as _

from arrears.loads import Load
from kaderjkn.common.formatting import long_date, number
from kaderjkn.common.views.acting import FormAbout

from ...reviews.actions import decide_review, may_decide_from
from ...reviews.enums import ReviewState
from ...reviews.forms_end import ONE_DAY, EndForm, LastDayForm
from .reviews import ReviewPage


class ReviewEnd(ReviewPage, FormAbout):
    """Asked with a day, the page offers successors of that day; sent without `confirmed`, it shows what follows."""

    permission = "collections.decide_review"
    form_class = EndForm
    template_name = "collections/supervisor/review_end.html"

    def get_day_form(self) -> LastDayForm:
        return LastDayForm(self.request.GET or None, today=self.object.branch.today())

    def asked_day(self):
        """The last day that the address or the form names, where it can be one."""
        asked = LastDayForm(self.request.POST or self.request.GET, today=self.object.branch.today())
        return asked.cleaned_data["last_day"] if asked.is_valid() else None

    def get_form(self, form_class=None):
        day = self.asked_day()
        return EndForm(review=self.object, last_day=day, **self.get_form_kwargs()) if day else self.get_day_form()

    def form_valid(self, form):
        if "confirmed" in self.request.POST or not isinstance(form, EndForm):
            return super().form_valid(form)
        facts = {"consequences": consequences(self.object, form), "confirmation": form.once_more(self.object)}
        return self.render_to_response(self.get_context_data(form=form, **facts, **shares(form)))

    def act(self, form):
        day = form.cleaned_data["last_day"]
        decide_review(
            review=self.object,
            decision=ReviewState.END,
            reason=form.cleaned_data["reason"],
            ends_on=day + ONE_DAY,
            successors=form.chosen,
            by=self.request.user,
        )
        return _("Keputusan tersimpan. Kemitraan berakhir sesudah %(day)s.") % {"day": long_date(day)}

    def get_context_data(self, **kwargs):
        asked = {"day_form": self.get_day_form(), "day": self.asked_day(), "from_day": may_decide_from(self.object)}
        return super().get_context_data(**asked, **kwargs)


def shares(form: EndForm) -> dict:
    """A row per successor, with nobody last: what they have now, what they get, what they then have."""
    gets: dict = {}
    for plan in form.plans:
        successor = form.chosen[plan.area.pk]
        gets.setdefault(successor, []).append(plan)
    rows = [share_row(successor, plans, form.loads) for successor, plans in gets.items()]
    return {"share_columns": share_columns(), "shares": sorted(rows, key=lambda row: row["is_nobody"])}


def share_row(successor, plans, loads) -> dict:
    new = sum((plan.load for plan in plans), Load())
    now = loads.get(successor.pk, Load()) if successor else None
    return {
        "successor": str(successor) if successor else _("Belum kepada siapa pun"),
        "is_nobody": successor is None,
        "areas": ", ".join(str(plan.area) for plan in plans),
        "now": now.households if now else None,
        "gets": new.households,
        "then": (now + new).households if now else None,
        "amount": new.amount,
        "then_amount": (now + new).amount if now else None,
    }


def share_columns() -> list[dict]:
    return [
        {"key": "successor", "label": _("Kader penerima")},
        {"key": "areas", "label": _("Kelurahan")},
        {"key": "now", "label": _("Binaan sekarang"), "kind": "number"},
        {"key": "gets", "label": _("Menerima"), "kind": "number"},
        {"key": "then", "label": _("Menjadi"), "kind": "number"},
        {"key": "amount", "label": _("Target diterima (Rp)"), "kind": "amount"},
        {"key": "then_amount", "label": _("Target menjadi (Rp)"), "kind": "amount"},
    ]


def consequences(review, form: EndForm) -> list:
    """What the decision brings about, in words and numbers."""
    words = {"name": review.cadre.name, "last": long_date(form.cleaned_data["last_day"])}
    passing = sum(plan.load.households for plan in form.plans)
    nobody = [plan for plan in form.plans if form.chosen[plan.area.pk] is None]
    found = [
        _("%(name)s bermitra sampai %(last)s, hari itu termasuk.") % words,
        (
            number(passing),
            _("binaan periode terbuka berpindah pada %(day)s") % {"day": long_date(form.first_day_without)},
        ),
        _("Binaan periode berikutnya mengikuti wilayah yang diberikan kepada penerima mulai hari itu."),
    ]
    if nobody:
        found.append((number(len(nobody)), _("kelurahan menjadi tanpa kader")))
    return [*found, _("Kader dapat mengajukan banding ke supervisor wilayah.")]
