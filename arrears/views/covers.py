"""Covers: starting one from the cadre's page with its effect in numbers, the list, another last day, taking back."""

from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, ListView

from cadres.models import Cadre
from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import long_date, rupiah
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ..actions.covers import change_cover, check_cover, may_undo, start_cover, undo_cover
from ..forms_covers import ConfirmCoverForm, CoverEndForm, CoverForm
from ..jobs import covers as job
from ..loads import Load, loads
from ..models import Cover

ONE_DAY = timedelta(days=1)


class CoverStart(RoleRequired, ActsOnForm, FormView):
    """The form; then the same answers once more with the numbers; then it is done."""

    permission = "arrears.move_cases"
    form_class = CoverForm
    template_name = "arrears/cover_form.html"

    @cached_property
    def cadre(self) -> Cadre:
        cadres = Cadre.objects.visible_to(self.request.user).select_related("branch")
        return get_object_or_404(cadres, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cadre": self.cadre}

    def get_initial(self):
        return {"first": self.cadre.branch.today()}

    def get(self, request, *args, **kwargs):
        self.cadre  # noqa: B018 (404 for a cadre of another branch)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        """Ask first, unless it cannot be."""
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        chosen = form.cleaned_data
        try:
            check_cover(cadre=self.cadre, **{name: chosen[name] for name in ("substitute", "first", "last")})
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        facts = {"consequences": consequences(self.cadre, chosen)}
        confirmation = ConfirmCoverForm(chosen, cadre=self.cadre)
        return self.render_to_response(self.get_context_data(form=form, confirmation=confirmation, **facts))

    def act(self, form):
        chosen = form.cleaned_data
        values = {name: chosen[name] for name in ("substitute", "first", "last", "reason")}
        self.cover = start_cover(cadre=self.cadre, by=self.request.user, **values)
        return _("%(cadre)s digantikan %(substitute)s sampai %(day)s.") % {
            "cadre": self.cadre.name,
            "substitute": self.cover.substitute.name,
            "day": long_date(self.cover.last_day),
        }

    def get_success_url(self):
        return self.cover.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(cadre=self.cadre, **kwargs)


def consequences(cadre: Cadre, chosen: dict) -> list:
    """What the cover would move, and what the substitute then has in hand."""
    until = chosen["last"] + ONE_DAY
    stints = job.preview(branch=cadre.branch, cadre=cadre.pk, first=chosen["first"], until=until)
    moved = {row["case_id"]: row["target"] for row in stints}
    substitute = chosen["substitute"]
    has = loads(cadre.branch, cadre.branch.today()).get(substitute.pk, Load())
    words = ngettext("binaan dipegang %(name)s untuk sementara", "binaan dipegang %(name)s untuk sementara", len(moved))
    return [
        (len(moved), words % {"name": substitute.name}),
        _("Targetnya %(amount)s. Setoran pada hari-hari itu diakui untuk kader pengganti bila syaratnya terpenuhi.")
        % {"amount": rupiah(sum(moved.values()))},
        _("%(name)s kini memegang %(has)s.") % {"name": substitute.name, "has": has},
        _("Mulai %(first)s; kembali sendiri kepada %(name)s pada %(back)s.")
        % {"first": long_date(chosen["first"]), "name": cadre.name, "back": long_date(until)},
        _("Binaan yang baru dibagi selama itu ikut. Periode yang sudah tutup buku tidak berubah."),
    ]


class CoverList(RoleRequired, ListView):
    permission = "arrears.move_cases"
    model = Cover
    template_name = "arrears/cover_list.html"
    paginate_by = 30

    def get_queryset(self):
        return super().get_queryset().select_related("cadre", "substitute")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = self.request.user.branch.today()
        return context | {"rows": [as_row(cover, today) for cover in context["object_list"]], "columns": columns()}


def columns() -> list[dict]:
    return [
        {"key": "cadre", "label": _("Kader"), "url": "url"},
        {"key": "substitute", "label": _("Pengganti")},
        {"key": "first", "label": _("Hari pertama"), "kind": "date"},
        {"key": "last", "label": _("Hari terakhir"), "kind": "date"},
        {"key": "reason", "label": _("Alasan")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def as_row(cover: Cover, today) -> dict:
    return {
        "cadre": str(cover.cadre),
        "url": cover.get_absolute_url(),
        "substitute": str(cover.substitute),
        "first": cover.first_day,
        "last": cover.last_day,
        "reason": cover.get_reason_display(),
        "state": state_of(cover, today),
    }


def state_of(cover: Cover, today) -> tuple[str, str]:
    if cover.undone_at:
        return _("Dibatalkan"), "neutral"
    if cover.first_day > today:
        return _("Akan mulai"), "info"
    return (_("Berjalan"), "warning") if cover.last_day >= today else (_("Selesai"), "success")


class CoverDetail(RoleRequired, FormAbout):
    """One cover, and the form that gives it another last day."""

    permission = "arrears.move_cases"
    model = Cover
    form_class = CoverEndForm
    template_name = "arrears/cover.html"

    def get_queryset(self):
        return super().get_queryset().select_related("cadre", "substitute", "branch", "by", "undone_by")

    def get_initial(self):
        return {"last": self.object.last_day}

    def act(self, form):
        cover = change_cover(cover=self.object, last=form.cleaned_data["last"], by=self.request.user)
        return _("Hari terakhir kini %(day)s.") % {"day": long_date(cover.last_day)}

    def get_context_data(self, **kwargs):
        cover, today = self.object, self.object.branch.today()
        cases = cover.holders.filter(cadre=cover.substitute).values("case").distinct().count()
        return super().get_context_data(
            cover=cover,
            status=state_of(cover, today),
            cases=cases,
            can_change=cover.undone_at is None and cover.last_day >= today,
            can_undo=may_undo(cover),
            **kwargs,
        )


class CoverUndo(RoleRequired, ActOnPost):
    permission = "arrears.move_cases"
    model = Cover

    def act(self):
        undo_cover(cover=self.object, by=self.request.user)
        return _("Penggantian dibatalkan; binaannya kembali seperti semula.")

    def get_success_url(self):
        return reverse("arrears:cover-list")
