"""Agreement letters and letters of assignment as PDF: numbered once per agreement, printed as often as needed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kaderjkn.common.audit import acting
from kaderjkn.common.documents import check_url, issue_document, kind_of, qr_svg, render_pdf, revoke_document
from kaderjkn.common.encrypted_files import delete_file, keep_file
from kaderjkn.common.errors import Refused
from kaderjkn.common.formatting import long_date
from kaderjkn.common.models import AccessLog, Branch, IssuedDocument, User

from .documents import ASSIGNMENT_LETTER
from .models import Agreement, LetterBundle, Territory
from .photos import public_photo

AT_ONCE = 20  # more are made in the background
KEPT_FOR = timedelta(days=7)
FOLDER = "surat"


def letter_of(*, agreement: Agreement, kind: str, by: User | None) -> IssuedDocument:
    """The letter that holds for the agreement; numbered now where there is none."""
    with transaction.atomic(), acting(by, kind="issue letter"):
        agreement = locked(agreement)
        document = letters_about([agreement], kind).first()
        branch = agreement.cadre.branch
        return document or issue_document(branch=branch, kind=kind, subject_id=agreement.pk, by=by)


def issue_anew(*, agreement: Agreement, is_lost: bool, by: User) -> IssuedDocument:
    """Another letter of assignment for the agreement. The former ones hold on, unless they are lost."""
    with transaction.atomic(), acting(by, kind="issue letter anew"):
        agreement = locked(agreement)
        if agreement.is_over(agreement.cadre.branch.today()):
            raise Refused(_("Perjanjian ini sudah berakhir; perpanjang dulu, lalu terbitkan surat tugas."))
        if is_lost:
            for former in letters_about([agreement], ASSIGNMENT_LETTER):
                revoke_document(document=former, reason=_("Surat hilang; diganti surat baru."), by=by)
        branch = agreement.cadre.branch
        return issue_document(branch=branch, kind=ASSIGNMENT_LETTER, subject_id=agreement.pk, by=by)


def locked(agreement: Agreement) -> Agreement:
    """The agreement with its branch; two who print its letter at once get the same number."""
    rows = Agreement.objects.select_related("cadre__branch").select_for_update(of=["self"])
    return rows.get(pk=agreement.pk)


def letters_about(agreements: Iterable[Agreement], kind: str):
    """Letters of the kind that were not revoked, the newest first."""
    agreements = list(agreements)
    branches = {agreement.cadre.branch_id for agreement in agreements}
    about = {"branch__in": branches, "kind": kind, "subject_id__in": [agreement.pk for agreement in agreements]}
    return IssuedDocument.objects.filter(**about, revoked_at=None).order_by("-issued_at", "-pk")


# The file


def letters_pdf(
    *, agreements: Sequence[Agreement], kind: str, by: User | None, report: Callable = lambda *_facts: None
) -> bytes:
    """One PDF with the letter of each agreement, in the given order; `report(phase, done, total)` says how far."""
    documents = []
    for count, agreement in enumerate(agreements):
        report(_("Memberi nomor surat"), count, len(agreements))
        documents.append(letter_of(agreement=agreement, kind=kind, by=by))
    report(_("Menyusun PDF"), 0, None)
    return pdf_of(documents, agreements, kind)


def pdf_of(documents: Sequence[IssuedDocument], agreements: Sequence[Agreement], kind: str) -> bytes:
    """The letters as they read today, always in Indonesian."""
    branch = agreements[0].cadre.branch
    places = places_by_cadre(agreements)
    with override("id"):
        letters = [
            letter_data(document, agreement, places, branch)
            for document, agreement in zip(documents, agreements, strict=True)
        ]
        data = {"title": str(kind_of(kind).label), "branch": branch.name, "number": "", "letters": letters}
        return render_pdf(kind, data, issued_at=max(document.issued_at for document in documents))


def letter_data(document: IssuedDocument, agreement: Agreement, places: dict, branch: Branch) -> dict:
    cadre = agreement.cadre
    address = check_url(document)
    return {
        "number": document.number,
        "date": long_date(timezone.localdate(document.issued_at, branch.zone)),
        "branch": branch.name,
        "contact": branch.care_contact or "Care Center 165",
        "name": cadre.name,
        "code": cadre.code,
        "photo": photo_svg(public_photo(cadre)),
        "agreement": agreement.number,
        "first": long_date(agreement.starts_on),
        "last": long_date(agreement.ends_on) if agreement.ends_on else _("tanpa batas"),
        "places": places.get(agreement.pk, []),
        "qr": qr_svg(address),
        "check_url": address,
    }


def photo_svg(address: str) -> str:
    """The photo in a form that goes through JSON; empty without one."""
    if not address:
        return ""
    picture = f'<image width="480" height="600" href="{address}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="600">{picture}</svg>'


def places_by_cadre(agreements: Sequence[Agreement]) -> dict[int, list[str]]:
    """Kelurahan with their kecamatan, by agreement."""
    territories = Territory.objects.filter(cadre__in={agreement.cadre_id for agreement in agreements})
    found: dict[int, list[Territory]] = {}
    for territory in territories.select_related("area__parent").order_by("area__name"):
        found.setdefault(territory.cadre_id, []).append(territory)
    return {
        agreement.pk: [place_name(one) for one in found.get(agreement.cadre_id, []) if is_shared(one, agreement)]
        for agreement in agreements
    }


def is_shared(territory: Territory, agreement: Agreement) -> bool:
    """Whether the territory is the cadre's on the first day on which the letter can be shown."""
    return territory.is_in_force(max(agreement.valid.lower, agreement.cadre.branch.today()))


def place_name(territory: Territory) -> str:
    area = territory.area
    return f"{area.name} ({area.parent.name})" if area.parent else area.name


# Bundles


def log_print(*, agreements: Iterable[Agreement], kind: str, branch: Branch, by: User) -> None:
    """One line for each cadre whose letter leaves the office."""
    reason = str(kind_of(kind).label)
    facts = {"branch": branch, "by": by, "act": "print", "subject_kind": "cadre", "reason": reason}
    AccessLog.objects.bulk_create(AccessLog(subject_id=agreement.cadre_id, **facts) for agreement in agreements)


def fill_bundle(bundle: LetterBundle, report: Callable) -> int:
    """Make the file of a bundle; made again after a crash the letters keep their numbers."""
    agreements = list(bundle.agreements.select_related("cadre__branch").order_by("cadre__code", "valid"))
    if not agreements:
        raise Refused(_("Perjanjian untuk surat-surat ini tidak ada lagi."))
    content = letters_pdf(agreements=agreements, kind=bundle.kind, by=bundle.made_by, report=report)
    former, bundle.stored_file = bundle.stored_file, keep_file(FOLDER, content)
    bundle.save(update_fields=["stored_file"])
    delete_file(former)
    return len(agreements)


def delete_expired_bundles() -> int:
    """Delete the files whose last day is over; the letters themselves can be printed again."""
    expired = LetterBundle.objects.exclude(stored_file="").filter(expires_on__lt=timezone.localdate())
    bundles = list(expired)
    for bundle in bundles:
        delete_file(bundle.stored_file)
        bundle.stored_file = ""
        bundle.save(update_fields=["stored_file"])
    return len(bundles)
