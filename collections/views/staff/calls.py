"""The call list: what is due, the household in hand, and what came of the call. Numbers are masked until opened."""

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView

from arrears.models import ListedHousehold
from kaderjkn.common.access import is_shown, remember_shown
from kaderjkn.common.formatting import number
from kaderjkn.common.jobs import start_job
from kaderjkn.common.models import JobRun
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm, FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ...household_history import history_of
from ...outreach.actions.calls import in_hand, open_number, record_call, release, take_next, take_this
from ...outreach.actions.sharing import share_calls
from ...outreach.background import FILL
from ...outreach.forms import CallFilter, CallForm, ProgressFilter, ShareForm
from ...outreach.jobs.call_list import current_list
from ...outreach.models import CallEntry
from ...outreach.progress import calls_by_day, queues
from . import call_presenters as presenters


class CallList(RoleRequired, ListView):
    """Names are masked. What is due comes first; whoever wants to call takes the next household."""

    permission = "collections.call_households"
    model = CallEntry
    template_name = "collections/staff/call_list.html"
    paginate_by = 50

    def get_queryset(self):
        self.branch = self.request.user.branch
        self.newest = current_list(self.branch)
        self.filter = CallFilter(self.request.GET, branch=self.branch)
        rows = super().get_queryset().listed().filter(list=self.newest)
        return self.filter.narrow(rows).order_by("next_call_on", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = list(context["page_obj"].object_list.select_related("area", "officer", "leased_by"))
        user, now = self.request.user, timezone.now()
        facts = {
            "filter": self.filter,
            "is_filled": self.is_filled(),
            "quiet": presenters.quiet_words(self.branch, now),
            "mine": in_hand(user, now),
            "total": self.object_list.order_by().aggregate(households=Count("pk"), rupiah=Sum("amount")),
            "columns": presenters.columns(),
            "rows": presenters.rows_of(rows, self.newest, now),
            "job": JobRun.objects.active().filter(branch=self.branch, kind=FILL).first(),
            "month": self.newest and self.newest.month,
        }
        return context | facts

    def is_filled(self) -> bool:
        """Whether the list that counts now has been made into the call list."""
        return CallEntry.objects.filter(branch=self.branch, list=self.newest).exists() if self.newest else False


class ForCalls(RoleRequired):
    permission = "collections.call_households"
    model = CallEntry

    def get_queryset(self):
        return super().get_queryset().select_related("branch", "household__branch", "area__parent", "leased_by")


class CallTake(RoleRequired, ActOnPost):
    """The next household of the own queue, else of nobody's."""

    permission = "collections.call_households"

    def get_object(self):
        return None

    def act(self):
        self.object = take_next(by=self.request.user)
        return None if self.object else _("Tidak ada keluarga yang perlu ditelepon sekarang.")

    def get_success_url(self):
        return self.object.get_absolute_url() if self.object else reverse("collections:call-list")

    def get_failure_url(self):
        return reverse("collections:call-list")


class CallTakeThis(ForCalls, ActOnPost):
    def act(self):
        take_this(entry=self.object, by=self.request.user)


class CallOpen(ForCalls, ActOnPost):
    """The number in full for ten minutes; that it was opened is logged."""

    def act(self):
        open_number(entry=self.object, by=self.request.user)
        remember_shown(self.request, "household", self.object.household_id)


class CallRelease(ForCalls, ActOnPost):
    def act(self):
        if release(entry=self.object, by=self.request.user):
            return _("Keluarga dikembalikan ke antrean.")
        return None

    def get_success_url(self):
        return reverse("collections:call-list")


class CallDetail(ForCalls, FormAbout):
    """The household in hand with its history, and the form for the result; without the form to whoever has it not."""

    form_class = CallForm
    template_name = "collections/staff/call_detail.html"

    def get_context_data(self, **kwargs):
        entry, now = self.object, timezone.now()
        shown = is_shown(self.request, "household", entry.household_id)
        facts = presenters.facts(entry, self.listing(), shown=shown)
        return super().get_context_data(
            is_mine=entry.leased_by_id == self.request.user.pk,
            is_taken=bool(entry.leased_by_id and entry.leased_until > now),
            is_shown=shown,
            heading=presenters.heading(self.listing(), shown=shown),
            facts=facts,
            status=presenters.status_of(entry, self.request.user.branch.today()),
            holds=presenters.holds_of(entry),
            week_words=presenters.week_words(entry),
            history=history_of(entry.household),
            **kwargs,
        )

    def listing(self) -> ListedHousehold | None:
        if not hasattr(self, "_listing"):
            rows = ListedHousehold.objects.filter(branch=self.object.branch_id, list=self.object.list_id)
            self._listing = rows.filter(household=self.object.household_id).first()
        return self._listing

    def act(self, form):
        call, _is_new = record_call(entry=self.object, by=self.request.user, **form.cleaned_data)
        return presenters.noted_words(call)

    def get_success_url(self):
        return reverse("collections:call-list")


class CallFill(RoleRequired, ActOnPost):
    """Make the newest list into the call list, in the background."""

    permission = "collections.call_households"

    def get_object(self):
        return None

    def act(self):
        self.object = start_job(kind=FILL, branch=self.request.user.branch, by=self.request.user)

    def get_failure_url(self):
        return reverse("collections:call-list")


class CallShare(RoleRequired, ActsOnForm, FormView):
    permission = "collections.share_calls"
    form_class = ShareForm
    template_name = "collections/staff/call_share.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.request.user.branch}

    def get_context_data(self, **kwargs):
        rows = [presenters.queue_row(row) for row in queues(self.request.user.branch)]
        return super().get_context_data(columns=presenters.queue_columns(), rows=rows, **kwargs)

    def act(self, form):
        moved = share_calls(branch=self.request.user.branch, by=self.request.user, **form.cleaned_data)
        return _("%(count)s keluarga dipindahkan.") % {"count": number(moved)}

    def get_success_url(self):
        return reverse("collections:call-progress")


class CallProgress(RoleRequired, TemplateView):
    """Who called how many on which day, and what waits in whose queue."""

    permission = "collections.call_households"
    template_name = "collections/staff/call_progress.html"

    def get_context_data(self, **kwargs):
        branch = self.request.user.branch
        today = branch.today()
        found = ProgressFilter(self.request.GET or None, initial=presenters.usual_days(today))
        first, last = presenters.days_of(found, today)
        rows = calls_by_day(branch, first, last)
        facts = {
            "filter": found,
            "first": first,
            "last": last,
            "now": timezone.now(),
            "columns": presenters.progress_columns(),
            "rows": [presenters.progress_row(row) for row in rows],
            "total": presenters.progress_total(rows),
            "queue_columns": presenters.queue_columns(),
            "queues": [presenters.queue_row(row) for row in queues(branch)],
        }
        return super().get_context_data(**facts, **kwargs)
