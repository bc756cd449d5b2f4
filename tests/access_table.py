"""Who may open which page. Every URL of the site stands here; `tests/test_access.py` walks it as everybody.

A new page is declared by its URL name:

    "meetings:meeting-detail": to(*OFFICE, about=meeting),

`about` makes the object that the address names, in the branch and for the cadre of the given world; people of
another branch then get 404, unless visitors may open the page. A page that only takes POST says
`method="post"`; `data` is what it is sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.utils import timezone

VISITOR = "visitor"
CADRE, STAFF, SUPERVISOR, REGIONAL, ADMIN = "cadre", "staff", "supervisor", "regional", "admin"
OFFICE = (STAFF, SUPERVISOR)
EVERYBODY = (CADRE, STAFF, SUPERVISOR, REGIONAL, ADMIN)  # who has signed in
ANYBODY = (VISITOR, *EVERYBODY)


@dataclass(frozen=True)
class Page:
    roles: frozenset[str]
    about: Callable | None
    kwargs: dict
    method: str
    data: dict | Callable
    own_only: bool


def to(*roles, about=None, kwargs=None, method="get", data=None, own_only=False) -> Page:
    """Declare a page. `kwargs`: an address without a row; `own_only`: other cadres too get 404."""
    return Page(frozenset(roles), about, kwargs or {}, method, data or {}, own_only)


def household(world) -> dict:
    from tests.factories import HouseholdFactory

    return {"pk": HouseholdFactory(branch=world.branch).pk}


def call_entry(world) -> dict:
    from kaderjkn.collections.outreach.jobs.call_list import fill
    from tests.collections.outreach.builders import make_listed

    entry_of = make_listed(world.branch)
    fill(world.branch)
    return {"pk": entry_of.call_entries.get().pk}


def blast(world) -> dict:
    from kaderjkn.collections.outreach.actions.blasts import prepare_blast

    call_entry(world)
    return {"pk": prepare_blast(branch=world.branch, kind="office_hi", mode="sms", by=None).pk}


def unsure_message(world) -> dict:
    from kaderjkn.collections.models import Blast, BlastMessage, CallEntry

    made = Blast.objects.get(**blast(world))
    household = CallEntry.objects.get(branch=world.branch).household
    message = BlastMessage.objects.create(branch=world.branch, blast=made, household=household, phone="+6281300000001")
    claimed = {"claimed_at": timezone.now(), "claimed_on": world.branch.today()}
    for state in ("sending", "unsure"):
        BlastMessage.objects.filter(pk=message.pk).update(state=state, **claimed)
    return {"pk": message.pk}


def opt_out(world) -> dict:
    from kaderjkn.collections.models import OptOut

    facts = {"phone": "+6281300000001", "source": "office", "received_at": timezone.now()}
    return {"pk": OptOut.objects.create(branch=world.branch, **facts).pk}


def bulk_act(world) -> dict:
    from arrears.models import BulkAct

    facts = {"branch": world.branch, "kind": "hold", "month": date(2026, 1, 1), "starts_on": date(2026, 1, 2)}
    return {"pk": BulkAct.objects.create(**facts).pk}


def own_export(world) -> dict:
    """Of one staff member; the file is nobody else's."""
    from kaderjkn.common.encrypted_files import keep_file
    from kaderjkn.common.models import ListExport

    facts = {"branch": world.branch, "user": world.people[("own", STAFF)], "list": "binaan", "format": "csv"}
    file = keep_file("exports", b"kk")
    return {"pk": ListExport.objects.create(**facts, rows=0, stored_file=file, expires_on=date(2026, 1, 1)).pk}


def own_view(world) -> dict:
    from kaderjkn.common.models import SavedView

    facts = {"branch": world.branch, "user": world.people[("own", STAFF)], "list": "binaan", "name": "Milik saya"}
    return {"pk": SavedView.objects.create(**facts).pk}


def import_run(world) -> dict:
    from kaderjkn.common.models import ImportRun

    return {"pk": ImportRun.objects.create(branch=world.branch, kind="payments", file_name="a.csv").pk}


def applied_import(world) -> dict:
    from kaderjkn.common.models import ImportRun

    facts = {"kind": "payments", "file_name": "a.csv", "state": "applied", "applied_at": timezone.now()}
    return {"pk": ImportRun.objects.create(branch=world.branch, **facts).pk}


def issued_document(world) -> dict:
    from tests.common.documents.papers import issue_paper

    return {"token": issue_paper(world.branch).token}


def column_mapping(world) -> dict:
    from kaderjkn.common.models import ColumnMapping

    return {"pk": ColumnMapping.objects.create(branch=world.branch, kind="payments", headings={"No": "noka"}).pk}


def closing_job(world) -> dict:
    from kaderjkn.common.models import JobRun

    return {"pk": JobRun.objects.create(branch=world.branch, kind="close_period", month=date(2026, 1, 1)).pk}


def shown_household(world) -> dict:
    return {"kind": "household", "id": household(world)["pk"], "reason": "telepon keluarga"}


def device(world) -> dict:
    from kaderjkn.common.devices.phones import note_seen

    facts = {"user": world.cadre.user, "name": "Chrome", "session_key": ""}
    return {"pk": note_seen(key=uuid4(), **facts).pk}


def held_case(world) -> dict:
    from tests.collections.builders import make_case

    return {"pk": make_case(world.cadre).pk}


def period(world) -> dict:
    from tests.collections.builders import make_period

    return {"month": make_period(world.branch).month}


def review(world) -> dict:
    from tests.collections.builders import make_review

    return {"pk": make_review(world.cadre).pk}


def old_version(world) -> dict:
    from tests.collections.builders import make_closing

    facts = {"reopened_at": timezone.now(), "reopen_reason": "uji"}
    closing = make_closing(world.branch, date(2026, 1, 1), state="superseded", **facts)
    return {"month": closing.month, "version": closing.version}


def figures_of_cadre(world) -> dict:
    from tests.collections.builders import make_closing

    return {"month": make_closing(world.branch, date(2026, 1, 1)).month, "pk": world.cadre.pk}


def figures_of_area(world) -> dict:
    from tests.collections.builders import make_closing
    from tests.factories import AreaFactory

    closing = make_closing(world.branch, date(2026, 1, 1))
    district = AreaFactory(code="31.72.06", level="kecamatan")
    AreaFactory(code="31.72.06.1001", branch=world.branch, parent=district)
    return {"month": closing.month, "code": "31.72.06"}


def closed_month(world) -> dict:
    from tests.collections.builders import make_closing

    return {"month": make_closing(world.branch, date(2026, 1, 1), state="closed").month}


def step_of_statements(world) -> dict:
    return closed_month(world) | {"act": "setujui"}


def released_statement(world) -> dict:
    from kaderjkn.collections.models import Closing, RewardStatement
    from kaderjkn.collections.payouts.actions import approve_statements, release_statements

    closing = Closing.objects.get(branch=world.branch, **closed_month(world))
    facts = {"branch": world.branch, "closing": closing, "cadre": world.cadre, "total": 1}
    chosen = {"closing": closing, "pks": [RewardStatement.objects.create(**facts).pk]}
    approve_statements(by=world.people["own", SUPERVISOR], **chosen)
    release_statements(by=world.people["own", REGIONAL], **chosen)
    return {"pk": chosen["pks"][0]}


def own_payment(world) -> dict:
    from tests.collections.builders import make_case, make_payment, month_of

    return {"pk": make_payment(make_case(world.cadre), month_of(world.branch), 1).pk}


def question(world) -> dict:
    from kaderjkn.collections.models import Question

    facts = {"text": "Mengapa?", "due_on": date(2026, 1, 9), "payment_id": own_payment(world)["pk"]}
    return {"pk": Question.objects.create(branch=world.branch, cadre=world.cadre, **facts).pk}


def proposal(world) -> dict:
    from tests.collections.proposals.builders import make_proposal

    return {"pk": make_proposal(world.branch, world.people["own", "supervisor"]).pk}


def dry_run(world) -> dict:
    from kaderjkn.collections.models import DryRun, Proposal

    made = Proposal.objects.get(pk=proposal(world)["pk"])
    facts = {"kind": made.kind, "values": made.values, "expires_on": date(2026, 1, 1)}
    return {"pk": DryRun.objects.create(branch=world.branch, proposal=made, **facts).pk}


def review_month(world) -> dict:
    return review(world) | {"month": date(2026, 3, 1)}


def excused_month(world) -> dict:
    from kaderjkn.collections.models import ExcusedMonth

    facts = {"branch": world.branch, "month": date(2026, 1, 1), "reason": "illness"}
    return {"pk": ExcusedMonth.objects.create(cadre=world.cadre, **facts).pk}


def decided_review(world) -> dict:
    from tests.collections.builders import make_review

    day = {"state": "coaching", "look_again_on": date(2026, 6, 1)}
    return {"pk": make_review(world.cadre, reason="Didampingi", decided_at=timezone.now(), **day).pk}


def appeal(world) -> dict:
    from kaderjkn.collections.models import Appeal

    review = decided_review(world)["pk"]
    return {"pk": Appeal.objects.create(branch=world.branch, review_id=review, against="coaching", text="Mohon").pk}


def own_cadre(world) -> dict:
    return {"pk": world.cadre.pk}


def kelurahan(world) -> dict:
    from tests.factories import AreaFactory

    return {"pk": AreaFactory(branch=world.branch).pk}


def territory_change(world) -> dict:
    from cadres.models import TerritoryChange

    facts = {"form_key": uuid4(), "on": world.branch.today()}
    return {"pk": TerritoryChange.objects.create(branch=world.branch, **facts).pk}


def fair_share(world) -> dict:
    from arrears.models import FairShare

    return {"pk": FairShare.objects.create(branch=world.branch, on=world.branch.today()).pk}


def renewal(world) -> dict:
    from cadres.models import Renewal

    return {"pk": Renewal.objects.create(branch=world.branch, form_key=uuid4(), pattern="{kode}").pk}


def agreement(world) -> dict:
    from tests.factories import AgreementFactory

    return {"pk": AgreementFactory(cadre=world.cadre, valid=(world.branch.today(), None)).pk}


def printed_agreement(world) -> dict:
    return agreement(world) | {"kind": "assignment_letter"}


def signed_scan(world) -> dict:
    from cadres.scans import keep_scan
    from tests.cadres.pictures import PDF
    from tests.factories import AgreementFactory

    return {"pk": keep_scan(agreement=AgreementFactory(cadre=world.cadre), content=PDF, by=None).pk}


def letter_bundle(world) -> dict:
    from cadres.models import LetterBundle
    from kaderjkn.common.encrypted_files import keep_file

    facts = {"kind": "assignment_letter", "expires_on": world.branch.today()}
    return {"pk": LetterBundle.objects.create(branch=world.branch, stored_file=keep_file("surat", b"%PDF"), **facts).pk}


def cover(world) -> dict:
    from django.db.backends.postgresql.psycopg_any import DateRange

    from arrears.models import Cover
    from tests.factories import CadreFactory

    days = DateRange(world.branch.today(), date(2099, 1, 1))
    facts = {"branch": world.branch, "substitute": CadreFactory(branch=world.branch), "reason": "illness"}
    return {"pk": Cover.objects.create(cadre=world.cadre, days=days, **facts).pk}


def unmatched_payment(world) -> dict:
    from tests.collections.builders import make_case, make_payment, month_of

    day = month_of(world.branch)
    return {"pk": make_payment(make_case(world.cadre), day, 1, household=None, matched_by="", listed_month=None).pk}


def payment_matched_by_hand(world) -> dict:
    from tests.collections.builders import make_case, make_payment, month_of

    return {"pk": make_payment(make_case(world.cadre), month_of(world.branch), 1, matched_by="hand").pk}


def household_to_mend(world) -> dict:
    from arrears.models import ListedHousehold
    from tests.collections.builders import make_case

    listed = ListedHousehold.objects.filter(household=make_case(world.cadre).household)
    listed.update(area=None)
    return {"pk": listed.get().pk}


def hold(world) -> dict:
    from arrears.models import Hold
    from tests.factories import HouseholdFactory

    facts = {"branch": world.branch, "reason": "other", "starts_on": world.branch.today()}
    return {"pk": Hold.objects.create(household=HouseholdFactory(branch=world.branch), **facts).pk}


def month_to_assign(world) -> dict:
    from tests.collections.builders import make_period

    return {"month": f"{make_period(world.branch).month:%Y-%m}"}


def incident(world) -> dict:
    from tests.collections.builders import make_incident

    return {"pk": make_incident(world.cadre).pk}


def interest(world) -> dict:
    from tests.collections.builders import make_interest

    return {"pk": make_interest(world.cadre).pk}


def event_with_photo(world) -> dict:
    from kaderjkn.common.encrypted_files import keep_file
    from tests.collections.builders import make_event

    return {"pk": make_event(world.cadre, stored_photo=keep_file("sosialisasi", b"JPEG")).pk}


def complaint(world) -> dict:
    from tests.collections.builders import make_complaint

    return {"pk": make_complaint(world.cadre).pk}


def feedback(world) -> dict:
    from tests.collections.builders import make_feedback

    return {"pk": make_feedback(world.cadre).pk}


def answered_feedback(world) -> dict:
    from kaderjkn.collections.feedback.handling import answer
    from tests.collections.builders import make_feedback

    item, staff = make_feedback(world.cadre), world.people[("own", STAFF)]
    return {"pk": answer(item=item, result="corrected", answer="Sudah", by=staff).pk}


def danger(world) -> dict:
    from tests.collections.builders import make_case, make_danger

    return {"pk": make_danger(world.cadre, make_case(world.cadre).household).pk}


def meeting(world) -> dict:
    from meetings.models import Meeting

    return {"pk": Meeting.objects.create(branch=world.branch, held_on=date(2026, 1, 12)).pk}


def material(world) -> dict:
    """Of today's meeting of the whole branch, so that it stands on the phone of every cadre with an agreement."""
    from meetings.actions import add_material
    from meetings.models import Meeting
    from tests.cadres.pictures import PDF

    agreement(world)
    meeting = Meeting.objects.create(branch=world.branch, held_on=world.branch.today())
    facts = {"title": "REHAB", "topic": "rehab", "content": PDF, "file_name": "rehab.pdf", "by": None}
    return {"pk": add_material(branch=world.branch, meetings=[meeting], **facts).pk}


def material_at_meeting(world) -> dict:
    from meetings.models import Meeting

    return material(world) | {"meeting": Meeting.objects.get().pk}


def note(world, **answer) -> dict:
    from meetings.models import Meeting, MeetingNote

    meeting = Meeting.objects.create(branch=world.branch, held_on=date(2026, 1, 12))
    facts = {"kind": "question", "text": "Kapan?", "answer_due": date(2026, 1, 19), "made_at": timezone.now()}
    return {"pk": MeetingNote.objects.create(meeting=meeting, cadre=world.cadre, **facts, **answer).pk}


def answered_note(world) -> dict:
    """It stays, whoever tries to remove it."""
    return note(world, answer="April.", answered_at=timezone.now())


def coming_meeting(world) -> dict:
    from meetings.models import Meeting

    return {"pk": Meeting.objects.create(branch=world.branch, held_on=world.branch.today()).pk}


def invited_cadre(world) -> dict:
    from tests.factories import AgreementFactory

    AgreementFactory(cadre=world.cadre, valid=(world.branch.today(), None))
    return coming_meeting(world) | {"cadre": world.cadre.pk}


def calendar_link(world) -> dict:
    from meetings.calendar_files import SIGNER

    return {"token": SIGNER.sign(coming_meeting(world)["pk"])}


def cadre_group(world) -> dict:
    from meetings.models import CadreGroup

    return {"pk": CadreGroup.objects.create(branch=world.branch, name="Utara", first_on=world.branch.today()).pk}


def membership(world) -> dict:
    from meetings.models import GroupMembership

    facts = {"group_id": cadre_group(world)["pk"], "cadre": world.cadre}
    return {"pk": GroupMembership.objects.create(valid=(world.branch.today(), None), **facts).pk}


def own_holiday(world) -> dict:
    from meetings.models import Holiday

    facts = {"day": world.branch.today(), "kind": "local", "name": "Kantor pindah"}
    return {"pk": Holiday.objects.create(branch=world.branch, **facts).pk}


def envelope(world) -> dict:
    from meetings.models import Envelope
    from tests.collections.builders import make_case
    from tests.meetings.builders import make_bundle

    facts = {"number": "0905-2601-000001", "state": "handed_over", "cadre": world.cadre}
    letter = Envelope.objects.create(branch=world.branch, case=make_case(world.cadre), **facts)
    letter.steps.create(state="handed_over", bundle=make_bundle(letter))
    return {"pk": letter.pk}


def printed_letter(world) -> dict:
    from meetings.models import Envelope
    from tests.collections.builders import make_case

    facts = {"case": make_case(world.cadre), "number": "0905-2601-000001"}
    return {"pk": Envelope.objects.create(branch=world.branch, **facts).pk}


def letter_batch(world) -> dict:
    from meetings.models import LetterBatch

    facts = {"branch": world.branch, "expires_on": date(2026, 1, 1)}
    batch = LetterBatch.objects.create(**facts, letters_file=kept_pdf(), labels_file=kept_pdf())
    batch.envelopes.set([printed_letter(world)["pk"]])
    return {"pk": batch.pk}


def kept_pdf() -> str:
    from kaderjkn.common.encrypted_files import keep_file

    return keep_file("amplop", b"%PDF")


def waiting_bundle(world) -> dict:
    from meetings.models import BundleItem, EnvelopeBundle

    bundle = EnvelopeBundle.objects.create(branch=world.branch, cadre=world.cadre)
    BundleItem.objects.create(bundle=bundle, envelope_id=printed_letter(world)["pk"])
    return {"pk": bundle.pk}


def printed_code(world) -> dict:
    from meetings.codes import envelope_code

    printed_letter(world)
    return {"number": "0905-2601-000001", "code": envelope_code("0905", "0905-2601-000001")}


PAGES: dict[str, Page] = {
    "search": to(*OFFICE),
    "home": to(*EVERYBODY),
    "healthz": to(*ANYBODY),
    "set_language": to(*ANYBODY, method="post"),
    "document-check": to(*ANYBODY, about=issued_document),
    # Account
    "account_login": to(*ANYBODY),
    "account_logout": to(*EVERYBODY),
    "account_inactive": to(*ANYBODY),
    "account_reauthenticate": to(*EVERYBODY),
    "account_change_password": to(*EVERYBODY),
    "usersessions_list": to(*EVERYBODY),
    "mfa_index": to(*EVERYBODY),
    "mfa_authenticate": to(*EVERYBODY),
    "mfa_reauthenticate": to(*EVERYBODY),
    "mfa_reauthenticate_webauthn": to(*EVERYBODY),
    "mfa_activate_totp": to(*EVERYBODY),
    "mfa_deactivate_totp": to(),  # 404 without an app to take away
    "mfa_view_recovery_codes": to(),
    "mfa_generate_recovery_codes": to(*EVERYBODY),
    "mfa_download_recovery_codes": to(),
    "mfa_list_webauthn": to(*EVERYBODY),
    "mfa_add_webauthn": to(*EVERYBODY),
    "mfa_login_webauthn": to(*EVERYBODY),  # answers visitors with the sign-in page unless a script asks
    "mfa_edit_webauthn": to(*EVERYBODY, kwargs={"pk": 0}),  # confirms the person first, then 404 for the keys of others
    "mfa_remove_webauthn": to(*EVERYBODY, kwargs={"pk": 0}),
    # Personal data in full
    "access-log": to(SUPERVISOR),
    "access-show": to(*OFFICE, method="post", data=shown_household),
    # Files taken in, and long work
    "list-export": to(STAFF, about=own_export),
    "list-export-file": to(STAFF, about=own_export),
    "list-view-delete": to(STAFF, about=own_view, method="post"),
    "list-view-save": to(*OFFICE, kwargs={"name": "binaan"}, method="post", data={"name": "Milik saya"}),
    "list-export-start": to(*OFFICE, kwargs={"name": "binaan"}, method="post", data={"format": "csv"}),
    "import-list": to(*OFFICE),
    "import-create": to(*OFFICE),
    "import-upload": to(*OFFICE, kwargs={"kind": "payments"}),
    "import-template": to(*OFFICE, kwargs={"kind": "payments"}),
    "import-detail": to(*OFFICE, about=import_run),
    "import-check": to(*OFFICE, about=import_run, method="post"),
    "import-mend": to(about=import_run),  # 404 without rejected rows
    "import-apply": to(*OFFICE, about=import_run, method="post"),
    "import-discard": to(*OFFICE, about=import_run, method="post"),
    "import-undo": to(*OFFICE, about=applied_import),
    "import-rejected": to(about=import_run),  # 404 without rejected rows
    "import-columns": to(*OFFICE, about=import_run),
    "import-mappings": to(*OFFICE),
    "import-mapping-delete": to(*OFFICE, about=column_mapping),
    "job-list": to(*OFFICE),
    "job-detail": to(*OFFICE, about=closing_job),
    "job-stop": to(SUPERVISOR, about=closing_job, method="post"),
    "job-restart": to(SUPERVISOR, about=closing_job, method="post"),  # whoever may close
    # The branch's month: cases, households, payments, cadres
    "collections:branch-home": to(*OFFICE),
    "collections:branch-districts": to(*OFFICE),
    "collections:case-list": to(*OFFICE),
    "collections:household-list": to(*OFFICE),
    "collections:contact-list": to(*OFFICE),
    "collections:household-detail": to(*OFFICE, about=household),
    "collections:payment-list": to(*OFFICE),
    "collections:payment-detail": to(*OFFICE, about=own_payment),
    "collections:question-list": to(*OFFICE),
    "collections:question-detail": to(*OFFICE, about=question),
    "collections:field-reports": to(*OFFICE),
    "collections:interest-detail": to(*OFFICE, about=interest),
    "collections:event-detail": to(*OFFICE, about=event_with_photo),
    "collections:event-photo": to(*OFFICE, about=event_with_photo),
    "collections:complaint-detail": to(*OFFICE, about=complaint),
    "collections:feedback-list": to(*OFFICE),
    "collections:feedback-share": to(*OFFICE),
    "collections:feedback-detail": to(*OFFICE, about=feedback),
    "collections:feedback-take": to(*OFFICE, about=feedback, method="post"),
    "collections:feedback-release": to(*OFFICE, about=feedback, method="post"),
    "collections:feedback-give": to(*OFFICE, about=feedback),
    "collections:feedback-wait": to(*OFFICE, about=feedback),
    "collections:feedback-reopen": to(*OFFICE, about=answered_feedback, method="post"),
    "collections:feedback-note": to(*OFFICE, about=household),
    "collections:danger-detail": to(*OFFICE, about=danger),
    "collections:danger-close": to(SUPERVISOR, about=danger),
    "collections:message-list": to(*OFFICE),
    "collections:message-edit": to(*OFFICE, kwargs={"kind": "greeting"}),
    "collections:message-reset": to(*OFFICE, kwargs={"kind": "greeting"}, method="post"),
    "collections:cadre-list": to(*OFFICE),
    "collections:cadre-detail": to(*OFFICE, about=own_cadre),
    "collections:renewal-list": to(*OFFICE),
    "collections:renewal-detail": to(*OFFICE, about=renewal),
    "collections:renewal-undo": to(*OFFICE, about=renewal, method="post"),
    "cadres:renewal-create": to(*OFFICE),
    "cadres:scan-upload": to(*OFFICE, about=agreement),
    "cadres:scan-download": to(*OFFICE, about=signed_scan),
    "cadres:cadre-photo": to(*OFFICE, about=own_cadre),
    "cadres:letter-create": to(*OFFICE),
    "cadres:letter-bundle": to(*OFFICE, about=letter_bundle),
    "cadres:agreement-letters": to(*OFFICE, about=agreement),
    "cadres:agreement-letter-pdf": to(*OFFICE, about=printed_agreement, method="post"),
    "arrears:cases-assign": to(*OFFICE, method="post", data=month_to_assign),
    "arrears:bulk-list": to(*OFFICE),
    "arrears:bulk-detail": to(*OFFICE, about=bulk_act),
    "arrears:bulk-undo": to(*OFFICE, about=bulk_act, method="post"),
    "arrears:cases-move": to(),  # 404 before the first list
    "arrears:cases-hold": to(),  # 404 before the first list
    "arrears:cover-list": to(*OFFICE),
    "arrears:cover-start": to(*OFFICE, about=own_cadre),
    "arrears:cover-detail": to(*OFFICE, about=cover),
    "arrears:cover-undo": to(*OFFICE, about=cover, method="post"),
    "arrears:mend-list": to(*OFFICE),
    "arrears:mend-place": to(*OFFICE, about=household_to_mend),
    "arrears:hold-set": to(*OFFICE, about=household),
    "arrears:hold-lift": to(*OFFICE, about=hold),
    "arrears:unmatched-list": to(*OFFICE),
    "arrears:payment-match": to(*OFFICE, about=unmatched_payment),
    "arrears:payment-take-back": to(*OFFICE, about=payment_matched_by_hand, method="post"),
    "arrears:territory-give": to(*OFFICE, about=kelurahan),
    "arrears:territory-change": to(*OFFICE, about=territory_change),
    "arrears:territory-change-undo": to(*OFFICE, about=territory_change, method="post"),
    "arrears:territory-loads": to(*OFFICE),
    "arrears:fair-share-list": to(*OFFICE),
    "arrears:fair-share": to(*OFFICE, about=fair_share),
    "arrears:fair-share-accept": to(*OFFICE, about=fair_share, method="post"),
    "cadres:territory-table": to(*OFFICE),
    "cadres:territory-calendar": to(*OFFICE),
    "cadres:new-logins": to(*OFFICE),
    "cadres:cadre-login": to(*OFFICE, about=own_cadre),
    # The cadre's app: one page; what it draws is asked for in JSON
    "collections:phone": to(CADRE),
    "collections:phone-worker": to(*ANYBODY),
    "collections:phone-manifest": to(*ANYBODY),
    "collections:phone-words": to(*ANYBODY),
    "collections:phone-slice": to(CADRE),
    "collections:phone-payment": to(CADRE, about=own_payment, own_only=True),
    "collections:phone-material": to(CADRE, about=material, own_only=True),
    "device-state": to(*ANYBODY),
    "device-intake": to(CADRE, *OFFICE, method="post"),
    "desk:page": to(*OFFICE),
    "desk:worker": to(*ANYBODY),
    "desk:manifest": to(*ANYBODY),
    "desk:words": to(*ANYBODY),
    "desk:slice": to(*OFFICE),
    "device-list": to(*OFFICE),
    "device-file": to(*OFFICE),
    "device-revoke": to(*OFFICE, about=device),
    # Closing, reviews, incidents, reports
    "collections:closing-list": to(*OFFICE),
    "collections:closing-detail": to(*OFFICE, about=period),
    "collections:closing-recompute": to(*OFFICE, about=period, method="post"),
    "collections:closing-close": to(SUPERVISOR, about=period),
    "collections:closing-reopen": to(SUPERVISOR, about=period),
    "collections:closing-version": to(*OFFICE, about=old_version),
    "collections:closing-area": to(*OFFICE, about=figures_of_area),
    "collections:closing-cadre": to(*OFFICE, about=figures_of_cadre),
    "collections:statement-list": to(*OFFICE, REGIONAL, about=closed_month),
    "collections:statement-act": to(SUPERVISOR, about=step_of_statements, method="post"),
    "collections:statement-pdf": to(CADRE, *OFFICE, about=released_statement, own_only=True),
    "collections:statement-take-back": to(SUPERVISOR, REGIONAL, about=released_statement),
    "collections:case-figures": to(*OFFICE, about=held_case),
    "collections:review-list": to(*OFFICE, REGIONAL),
    "collections:review-detail": to(*OFFICE, REGIONAL, about=review),
    "collections:review-notice": to(*OFFICE, REGIONAL, about=review),
    "collections:review-month": to(*OFFICE, about=review_month),
    "collections:review-letter": to(*OFFICE, about=review, method="post"),
    "collections:review-handed-over": to(SUPERVISOR, about=review),
    "collections:review-look-again": to(SUPERVISOR, about=review),
    "collections:review-decide": to(SUPERVISOR, about=review),
    "collections:review-end": to(SUPERVISOR, about=review),
    "collections:appeal-decide": to(REGIONAL, about=appeal),
    "collections:month-excuse": to(SUPERVISOR),
    "collections:goal-table": to(SUPERVISOR),
    "collections:excused-list": to(SUPERVISOR),
    "collections:excuse-take-back": to(SUPERVISOR, about=excused_month, method="post"),
    "collections:incident-list": to(SUPERVISOR),
    "collections:incident-create": to(*OFFICE),
    "collections:incident-decide": to(SUPERVISOR, about=incident),
    "collections:settings-list": to(*OFFICE, REGIONAL),
    "collections:propose-policy": to(SUPERVISOR),
    "collections:propose-scheme": to(SUPERVISOR),
    "collections:proposal-detail": to(*OFFICE, REGIONAL, about=proposal),
    "collections:proposal-approve": to(SUPERVISOR, REGIONAL, about=proposal),
    "collections:proposal-refuse": to(SUPERVISOR, REGIONAL, about=proposal),
    "collections:proposal-withdraw": to(SUPERVISOR, about=proposal, method="post"),
    "collections:proposal-try": to(SUPERVISOR, about=proposal),
    "collections:dry-run": to(*OFFICE, REGIONAL, about=dry_run),
    "collections:dry-run-again": to(SUPERVISOR, about=dry_run),
    "collections:dry-run-cadres": to(*OFFICE, REGIONAL, about=dry_run),
    "collections:dry-run-households": to(SUPERVISOR, about=dry_run),
    "collections:call-list": to(*OFFICE),
    "collections:call-take": to(*OFFICE, method="post"),
    "collections:call-fill": to(*OFFICE, method="post"),
    "collections:call-share": to(*OFFICE),
    "collections:call-progress": to(*OFFICE),
    "collections:call-detail": to(*OFFICE, about=call_entry),
    "collections:call-take-this": to(*OFFICE, about=call_entry, method="post"),
    "collections:call-open": to(*OFFICE, about=call_entry, method="post"),
    "collections:call-release": to(*OFFICE, about=call_entry, method="post"),
    "collections:blast-list": to(*OFFICE),
    "collections:blast-prepare": to(*OFFICE),
    "collections:blast-detail": to(*OFFICE, about=blast),
    "collections:blast-confirm": to(*OFFICE, about=blast, method="post"),
    "collections:blast-pause": to(*OFFICE, about=blast, method="post"),
    "collections:blast-resume": to(*OFFICE, about=blast, method="post"),
    "collections:blast-stop": to(*OFFICE, about=blast),
    "collections:message-decide": to(*OFFICE, about=unsure_message),
    "collections:opt-out-list": to(*OFFICE),
    "collections:opt-out-lift": to(*OFFICE, about=opt_out),
    "collections:gateway-news": to(*ANYBODY, method="post"),  # signed, not signed in; else 400
    "collections:report-list": to(*OFFICE, REGIONAL),
    "collections:report-detail": to(*OFFICE, REGIONAL, kwargs={"name": "collectability"}),
    "collections:analysis-list": to(SUPERVISOR, REGIONAL),
    "collections:analysis": to(SUPERVISOR, REGIONAL, kwargs={"name": "tunggakan-wilayah"}),
    "collections:analysis-refresh": to(SUPERVISOR, method="post"),
    "meetings:meeting-agenda": to(*OFFICE, about=meeting),
    "meetings:meeting-materials": to(*OFFICE, about=meeting),
    "meetings:meeting-notes": to(*OFFICE, about=meeting),
    "meetings:meeting-minutes": to(*OFFICE, about=meeting),
    "meetings:material-list": to(*OFFICE),
    "meetings:material-create": to(*OFFICE),
    "meetings:material-detail": to(*OFFICE, about=material),
    "meetings:material-file": to(*OFFICE, about=material),
    "meetings:material-remove": to(*OFFICE, about=material),
    "meetings:material-detach": to(*OFFICE, about=material_at_meeting, method="post"),
    "meetings:note-list": to(*OFFICE),
    "meetings:note-detail": to(*OFFICE, about=note),
    "meetings:note-remove": to(*OFFICE, about=answered_note, method="post"),
    "meetings:attendance-report": to(*OFFICE),
    "meetings:attendance-cadre": to(*OFFICE, about=own_cadre),
    "meetings:meeting-list": to(*OFFICE),
    "meetings:meeting-create": to(*OFFICE),
    "meetings:meeting-plan": to(*OFFICE, method="post"),
    "meetings:meeting-detail": to(*OFFICE, about=meeting),
    "meetings:meeting-move": to(*OFFICE, about=meeting),
    "meetings:meeting-cancel": to(*OFFICE, about=meeting),
    "meetings:meeting-restore": to(*OFFICE, about=meeting, method="post"),
    "meetings:meeting-close": to(*OFFICE, about=meeting),
    "meetings:closed-days-leave": to(*OFFICE, method="post"),
    "meetings:meeting-invitation": to(*OFFICE, about=coming_meeting),
    "meetings:meeting-whatsapp": to(*OFFICE, about=invited_cadre),
    "meetings:meeting-calendar": to(*ANYBODY, about=calendar_link),
    "meetings:holiday-list": to(*OFFICE),
    "meetings:holiday-create": to(*OFFICE),
    "meetings:holiday-change": to(*OFFICE, about=own_holiday),
    "meetings:holiday-delete": to(*OFFICE, about=own_holiday),
    "meetings:office-open": to(kwargs={"pk": 0}, method="post"),  # 404 but for a national day, which is every branch's
    "meetings:group-list": to(*OFFICE),
    "meetings:group-create": to(*OFFICE),
    "meetings:group-detail": to(*OFFICE, about=cadre_group),
    "meetings:group-change": to(*OFFICE, about=cadre_group),
    "meetings:group-join": to(*OFFICE, about=cadre_group),
    "meetings:group-end": to(*OFFICE, about=cadre_group),
    "meetings:group-reuse": to(*OFFICE, about=cadre_group, method="post"),
    "meetings:membership-leave": to(*OFFICE, about=membership),
    "meetings:envelope-list": to(*OFFICE),
    "meetings:bundle-print": to(*OFFICE),
    "meetings:cases-print": to(),  # 404 before the first list
    "meetings:hand-over": to(*OFFICE, about=own_cadre),
    "meetings:cadre-reprint": to(*OFFICE, about=own_cadre),
    "meetings:batch-detail": to(*OFFICE, about=letter_batch),
    "meetings:batch-again": to(*OFFICE, about=letter_batch, method="post"),
    "meetings:batch-letters": to(*OFFICE, about=letter_batch),
    "meetings:batch-labels": to(*OFFICE, about=letter_batch),
    "meetings:bundle-list": to(*OFFICE),
    "meetings:bundle-detail": to(*OFFICE, about=waiting_bundle),
    "meetings:bundle-withdraw": to(*OFFICE, about=waiting_bundle, method="post"),
    "meetings:bundle-sign": to(*OFFICE, about=waiting_bundle),
    "meetings:envelope-report": to(*OFFICE),
    "meetings:envelope-report-rows": to(*OFFICE, kwargs={"figure": "handed_over"}),
    "meetings:envelope-detail": to(*OFFICE, about=envelope),
    "meetings:envelope-reprint": to(*OFFICE, about=printed_letter),
    "meetings:envelope-taken-in": to(*OFFICE, about=envelope),
    "meetings:envelope-undo": to(*OFFICE, about=envelope),
    "envelope-address": to(*ANYBODY, about=printed_code),
    "meetings:envelope-delivered": to(*OFFICE, about=envelope, method="post"),
    "meetings:envelope-returned": to(*OFFICE, about=envelope),
    "meetings:envelope-lost": to(*OFFICE, about=envelope),
}

# The admin area: pages by model. Whoever is not named is refused.
ADMIN_MODELS: dict[str, tuple[str, ...]] = {
    "common_region": (ADMIN,),
    "common_branch": (ADMIN,),
    "common_area": (ADMIN,),
    "common_user": (ADMIN,),
    "common_areaalias": (SUPERVISOR,),
    "cadres_cadre": (SUPERVISOR,),
    "cadres_agreement": (SUPERVISOR,),
    "cadres_territory": (SUPERVISOR,),
    "arrears_branchpolicy": (SUPERVISOR,),
    "arrears_channel": (ADMIN,),
    "arrears_contributionrate": (ADMIN,),
    "meetings_holiday": (ADMIN,),
    "collections_rewardscheme": (SUPERVISOR,),
}
ADMIN_PAGES = {
    "index": (SUPERVISOR, ADMIN),
    "jsi18n": (SUPERVISOR, ADMIN),
    "app_list": (SUPERVISOR, ADMIN),
    "password_change": (SUPERVISOR, ADMIN),
    "password_change_done": (SUPERVISOR, ADMIN),
    "autocomplete": (),
    "view_on_site": (SUPERVISOR, ADMIN),
}
KEPT = (  # rows that others refer to: never deleted, by nobody
    "common_region",
    "common_branch",
    "common_user",
    "cadres_cadre",
    "cadres_agreement",
    "arrears_branchpolicy",
    "arrears_channel",
)
READ_ONLY = ("arrears_branchpolicy", "collections_rewardscheme")  # new ones are proposed and approved
# Models that some library brings an admin page for: nobody has a permission on them.
NOBODY = (
    "account_emailaddress",
    "mfa_authenticator",
    "usersessions_usersession",
    "pghistory_events",
    "pghistory_context",
)
