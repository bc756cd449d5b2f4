"""The queue of what cadres bring back: the list, an item and what may be done about it, items told to the office."""

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from arrears.models import Household
from kaderjkn.common.lists.asking import ticked_ids
from kaderjkn.common.views.acting import ActOnPost, ActsOnForm, FormAbout
from kaderjkn.common.views.lists import ListPage
from kaderjkn.common.views.mixins import RoleRequired

from ...feedback import handling
from ...feedback.enums import FeedbackState
from ...feedback.forms import AnswerForm, GiveForm, NoteForm, WaitForm
from ...feedback.models import FeedbackItem
from ...feedback.opening import note_feedback
from ...lists.feedback import FEEDBACK
from . import feedback_presenters as presenters

TICKED_AT_MOST = 200


class FeedbackList(ListPage):
    """What is owed first; ticked ones are given to somebody at once."""

    listing = FEEDBACK
    template_name = "collections/staff/feedback_list.html"
    tick = "item"


class ForFeedback(RoleRequired):
    permission = "collections.handle_feedback"
    queryset = FeedbackItem.objects.select_related("branch", "household", "owner", "answered_by")


class FeedbackDetail(ForFeedback, FormAbout):
    """What was said, by whom and when; and the answer, or the form for it."""

    form_class = AnswerForm
    template_name = "collections/staff/feedback.html"

    def get_context_data(self, **kwargs):
        item, user = self.object, self.request.user
        facts = {
            "heading": presenters.heading(item),
            "status": presenters.status_of(item),
            "facts": presenters.facts(item),
            "said": presenters.said(item),
            "history": presenters.history(item),
            "is_open": item.state != FeedbackState.ANSWERED,
            "is_mine": item.owner_id == user.pk,
            "give_form": GiveForm(branch=user.branch, auto_id="give_%s"),
            "wait_form": WaitForm(auto_id="wait_%s"),
        }
        return super().get_context_data(**facts | kwargs)

    def act(self, form):
        handling.answer(item=self.object, by=self.request.user, **form.cleaned_data)
        return _("Jawaban tersimpan. Kader yang membawanya dapat membacanya.")


class FeedbackTake(ForFeedback, ActOnPost):
    def act(self):
        handling.take(item=self.object, by=self.request.user)
        return _("Umpan balik ini sekarang Anda tangani.")


class FeedbackRelease(ForFeedback, ActOnPost):
    def act(self):
        handling.release(item=self.object, by=self.request.user)
        return _("Umpan balik dikembalikan ke antrean.")


class FeedbackReopen(ForFeedback, ActOnPost):
    """The answer was a slip: it is taken back, and the cadre no longer reads it."""

    def act(self):
        handling.reopen(item=self.object, by=self.request.user)
        return _("Jawaban ditarik; umpan balik ini terbuka lagi dan Anda tangani.")


class BesideItem(ForFeedback, FormAbout):
    """A form that the item's page shows; alone on its page where it has errors."""

    template_name = "collections/staff/feedback_form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(heading=presenters.heading(self.object), title=self.title, **kwargs)


class FeedbackGive(BesideItem):
    form_class = GiveForm
    title = gettext_lazy("Beri kepada petugas lain")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.request.user.branch}

    def act(self, form):
        given = handling.give(item=self.object, by=self.request.user, **form.cleaned_data)
        return _("Umpan balik ini sekarang ditangani %(who)s.") % {"who": given.owner}


class FeedbackWait(BesideItem):
    form_class = WaitForm
    title = gettext_lazy("Menunggu pihak lain")

    def act(self, form):
        handling.wait(item=self.object, by=self.request.user, **form.cleaned_data)
        return _("Dicatat. Umpan balik ini muncul lagi pada hari itu.")


class FeedbackShare(RoleRequired, ActsOnForm, FormView):
    """Give the ticked items to one officer; those answered meanwhile stay as they are."""

    permission = "collections.handle_feedback"
    form_class = GiveForm
    template_name = "collections/staff/feedback_share.html"

    @cached_property
    def items(self) -> list[FeedbackItem]:
        rows = FeedbackItem.objects.visible_to(self.request.user).unanswered().select_related("branch", "owner")
        return list(rows.filter(pk__in=ticked_ids(self.request.GET, "item", TICKED_AT_MOST)))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.request.user.branch}

    def get_context_data(self, **kwargs):
        return super().get_context_data(count=len(self.items), list_url=self.get_success_url(), **kwargs)

    def act(self, form):
        to = form.cleaned_data["to"]
        done, refused = handling.for_each(self.items, handling.give, to=to, by=self.request.user)
        if refused:
            left = ngettext("%(count)s sudah dijawab dan tetap.", "%(count)s sudah dijawab dan tetap.", refused)
            messages.warning(self.request, left % {"count": refused})
        words = ngettext(
            "%(count)s umpan balik kini ditangani %(who)s.", "%(count)s umpan balik kini ditangani %(who)s.", done
        )
        return words % {"count": done, "who": to}

    def get_success_url(self):
        return reverse("collections:feedback-list")


class FeedbackNote(RoleRequired, FormAbout):
    """Told to the office about a household: an open item of the same kind takes it in."""

    permission = "collections.handle_feedback"
    queryset = Household.objects.select_related("branch")
    form_class = NoteForm
    template_name = "collections/staff/feedback_note.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"branch": self.request.user.branch}

    def act(self, form):
        self.item, was_open = note_feedback(household=self.object, by=self.request.user, **form.cleaned_data)
        if was_open:
            return _("Hal ini sudah ada dalam antrean; keterangan ditambahkan di sana.")
        return _("Umpan balik masuk antrean.")

    def get_success_url(self):
        return self.item.get_absolute_url()
