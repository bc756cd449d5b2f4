"""What waits for somebody at the branch. Each thing is one list, and its number is the number of rows of that list."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from arrears import case_list
from arrears.enums import CaseStatus
from arrears.models import ListedHousehold, Payment
from cadres.coverage import coverage
from cadres.models import Agreement
from cadres.views.territory_presenters import has_trouble
from kaderjkn.common.models import Branch, Device, JobRun, User
from meetings.enums import EnvelopeState
from meetings.models import Envelope, MeetingNote

from .feedback.forms import DUE as DUE_FEEDBACK
from .feedback.models import FeedbackItem
from .field.forms_lists import DUE, LATE
from .field.models import Contact, IntegrityIncident
from .field.models_reports import RegistrationInterest, SafetyReport
from .field.promises import promises_due, promises_late
from .outreach.jobs.call_list import current_list
from .outreach.models import CallEntry
from .outreach.models_messages import Blast
from .questions.models import Question
from .reviews.models import Review, ReviewReminder

DANGER, WARNING = "danger", "warning"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of thing; `count` is one query over an index, or one over the branch's small tables."""

    label: str
    permission: str
    kind: str
    url_name: str
    count: Callable[[Branch], int]
    query: str = ""

    @property
    def url(self) -> str:
        return f"{reverse(self.url_name)}{self.query and f'?{self.query}'}"


def waiting_for(user: User) -> list[tuple[Waiting, int]]:
    """Everything that the user may do something about, the most urgent first, with how much of it there is."""
    mine = [one for one in EVERYTHING if user.has_perm(one.permission)]
    return [(one, one.count(user.branch)) for one in mine]


def newest_rows(branch: Branch):
    """Households of the newest list of the working month."""
    month = case_list.working_month(branch)
    newest = case_list.newest_list(branch, month) if month else None
    return ListedHousehold.objects.filter(branch=branch, list=newest)


def of_status(status: CaseStatus) -> Callable[[Branch], int]:
    return lambda branch: newest_rows(branch).filter(status=status).count()


def reviews_due(branch: Branch) -> int:
    standing = ReviewReminder.objects.filter(branch=branch).standing().for_office()
    return standing.order_by().values("review").distinct().count()


def calls_due(branch: Branch) -> int:
    entries = CallEntry.objects.listed().filter(branch=branch, list=current_list(branch))
    return entries.due(branch.today()).count()


def kelurahan_in_trouble(branch: Branch) -> int:
    return sum(has_trouble(one) for one in coverage(branch, branch.today()))


EVERYTHING = [
    Waiting(
        _("Laporan keamanan"), "collections.read_field_reports", DANGER, "collections:field-reports",
        lambda branch: SafetyReport.objects.of_branch(branch).waiting().count(), "kind=danger",
    ),
    Waiting(
        _("Laporan integritas"), "collections.decide_incident", DANGER, "collections:incident-list",
        lambda branch: IntegrityIncident.objects.of_branch(branch).undecided().count(), "show=open",
    ),
    Waiting(
        _("Pekerjaan gagal"), "common.read_jobs", DANGER, "job-list",
        lambda branch: JobRun.objects.filter(branch=branch).needing_somebody().count(), "state=failed",
    ),
    Waiting(
        _("Pesan siaran tidak pasti"), "collections.send_messages", DANGER, "collections:blast-list",
        lambda branch: Blast.objects.of_branch(branch).with_unsure().count(), "show=unsure",
    ),
    Waiting(
        _("Baris yang perlu diperbaiki"), "arrears.mend_rows", WARNING, "arrears:mend-list",
        lambda branch: newest_rows(branch).filter(area=None).count(),
    ),
    Waiting(
        _("Pembayaran belum cocok"), "arrears.match_payments", WARNING, "arrears:unmatched-list",
        lambda branch: Payment.objects.filter(branch=branch).unmatched().count(),
    ),
    Waiting(
        _("Keluarga tanpa kader"), "arrears.read_cases", WARNING, "collections:household-list",
        of_status(CaseStatus.NO_TERRITORY), f"status={CaseStatus.NO_TERRITORY}",
    ),
    Waiting(
        _("Keluarga dengan kader tanpa perjanjian"), "arrears.read_cases", WARNING, "collections:household-list",
        of_status(CaseStatus.NO_AGREEMENT), f"status={CaseStatus.NO_AGREEMENT}",
    ),
    Waiting(
        _("Kelurahan kosong atau akan kosong"), "cadres.read_cadres", WARNING, "cadres:territory-table",
        kelurahan_in_trouble, "state=trouble",
    ),
    Waiting(
        _("Perjanjian akan atau sudah berakhir"), "cadres.manage_cadres", WARNING, "collections:renewal-list",
        lambda branch: Agreement.objects.filter(cadre__branch=branch).ending_soon(branch.today()).count(),
    ),
    Waiting(
        _("Janji jatuh tempo hari ini"), "collections.read_contacts", WARNING, "collections:contact-list",
        lambda branch: promises_due(Contact.objects.of_branch(branch), branch).count(), f"promised={DUE}",
    ),
    Waiting(
        _("Janji lewat, belum dibayar"), "collections.read_contacts", WARNING, "collections:contact-list",
        lambda branch: promises_late(Contact.objects.of_branch(branch), branch).count(), f"promised={LATE}",
    ),
    Waiting(
        _("Telepon hari ini"), "collections.call_households", WARNING, "collections:call-list", calls_due, "state=due"
    ),
    Waiting(
        _("Umpan balik perlu ditindak"), "collections.handle_feedback", WARNING, "collections:feedback-list",
        lambda branch: FeedbackItem.objects.of_branch(branch).needing_somebody(branch.today()).count(),
        f"state={DUE_FEEDBACK}",
    ),
    Waiting(
        _("Peminat pendaftaran"), "collections.read_field_reports", WARNING, "collections:field-reports",
        lambda branch: RegistrationInterest.objects.of_branch(branch).waiting().count(), "kind=interest",
    ),
    Waiting(
        _("Pertanyaan kader belum dijawab"), "collections.answer_question", WARNING, "collections:question-list",
        lambda branch: Question.objects.filter(branch=branch).unanswered().count(), "show=open",
    ),
    Waiting(
        _("Pertanyaan dari pertemuan"), "meetings.manage_meetings", WARNING, "meetings:note-list",
        lambda branch: MeetingNote.objects.filter(meeting__branch=branch).unanswered().count(),
    ),
    Waiting(
        _("Tinjauan menunggu keputusan"), "collections.read_reviews", WARNING, "collections:review-list",
        lambda branch: Review.objects.filter(branch=branch).undecided().count(), "show=open",
    ),
    Waiting(
        _("Tenggat tinjauan"), "collections.read_reviews", WARNING, "collections:review-list", reviews_due, "show=due"
    ),
    Waiting(
        _("Ponsel tiga hari tidak terhubung"), "common.manage_devices", WARNING, "device-list",
        lambda branch: Device.objects.of_branch(branch).silent(timezone.now()).count(), "show=silent",
    ),
    Waiting(
        _("Amplop di tangan kader"), "meetings.hand_over_envelopes", WARNING, "meetings:envelope-list",
        lambda branch: Envelope.objects.of_branch(branch).outstanding().count(), f"state={EnvelopeState.HANDED_OVER}",
    ),
]  # fmt: skip
