"""Records from phones that collections takes: contacts, reports from the field, questions, and steps of a review."""

from django import forms
from django.utils.translation import gettext as _

from arrears.models import Payment
from kaderjkn.common.devices.intake import RecordRefused
from kaderjkn.common.devices.kinds import Record, Taken, declare_record
from meetings.actions import see_answer
from meetings.models import MeetingNote

from .field import records as field_records  # noqa: F401 (declares `contact`)
from .field.records import cadre_of
from .phone import reports as phone_reports  # noqa: F401 (declares what else comes from the field)
from .questions.actions import ask_question
from .reviews.actions import answer_review, file_appeal, see_decision, see_notice, see_warning
from .reviews.enums import ReviewState
from .reviews.forms import AnswerForm, AppealForm
from .reviews.models import Review, ReviewWarning


class QuestionRecord(forms.Form):
    payment = forms.IntegerField(min_value=1)
    text = forms.CharField(max_length=1000)


class ReviewAnswerRecord(AnswerForm):
    review = forms.IntegerField(min_value=1)
    obstacles = forms.JSONField(required=False)

    def clean_obstacles(self):
        return AnswerForm.base_fields["obstacles"].clean(self.cleaned_data["obstacles"] or [])


class AppealRecord(AppealForm):
    review = forms.IntegerField(min_value=1)


class SeenRecord(forms.Form):
    """`of`: which answer to a note was read, by its moment."""

    subject = forms.IntegerField(min_value=1)
    kind = forms.ChoiceField(choices=[("warning", ""), ("notice", ""), ("decision", ""), ("answer", "")])
    of = forms.DateTimeField(required=False)


def take_question(record: Record, values: dict) -> Taken:
    payment = Payment.objects.of_branch(record.branch).filter(pk=values["payment"]).first()
    if payment is None:
        raise RecordRefused(_("Pembayaran ini tidak ada (lagi). Mungkin berkasnya dibatalkan kantor cabang."))
    ask_question(cadre=cadre_of(record), payment=payment, text=values["text"], by=record.user)
    return Taken()


def take_answer(record: Record, values: dict) -> Taken:
    review = own_review(record, values["review"])
    answer_review(review=review, text=values["text"], obstacles=values["obstacles"], by=record.user)
    return Taken()


def take_appeal(record: Record, values: dict) -> Taken:
    file_appeal(review=own_review(record, values["review"]), text=values["text"], by=record.user)
    return Taken()


def take_seen(record: Record, values: dict) -> Taken:
    """That the cadre has read: from that day time runs (RULES 7), by the day on which the server learns it.

    The phone tells it by itself: where the review has gone on meanwhile, nothing is written and nobody is bothered.
    """
    if values["kind"] == "warning":
        warnings = ReviewWarning.objects.visible_to(record.user).filter(pk=values["subject"])
        for warning in warnings:
            see_warning(warning=warning, by=record.user)
        return Taken()
    if values["kind"] == "answer":
        for note in MeetingNote.objects.visible_to(record.user).filter(pk=values["subject"]):
            see_answer(note=note, of=values["of"], by=record.user, at=record.made_at)
        return Taken()
    review = own_review(record, values["subject"])
    if values["kind"] == "decision":
        see_decision(review=review, by=record.user)
    elif review.state == ReviewState.OPEN:
        see_notice(review=review, by=record.user)
    return Taken()


def own_review(record: Record, pk: int) -> Review:
    review = Review.objects.visible_to(record.user).filter(pk=pk).select_related("branch", "cadre").first()
    if review is None:
        raise RecordRefused(_("Tinjauan ini tidak ditemukan."))
    return review


declare_record("question", form=QuestionRecord, take=take_question)
declare_record("review_answer", form=ReviewAnswerRecord, take=take_answer)
declare_record("appeal", form=AppealRecord, take=take_appeal)
declare_record("seen", form=SeenRecord, take=take_seen)
