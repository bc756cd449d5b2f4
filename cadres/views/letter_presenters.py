"""How letters, the agreements to choose from, and bundles are shown."""

from django.utils.translation import gettext as _

from kaderjkn.common.documents import kind_of
from kaderjkn.common.formatting import local_time, short_date
from kaderjkn.common.models import Branch, IssuedDocument

from ..documents import AGREEMENT_LETTER, ASSIGNMENT_LETTER
from ..letters import letters_about
from ..models import Agreement, LetterBundle

FILE_NAMES = {AGREEMENT_LETTER: "perjanjian", ASSIGNMENT_LETTER: "surat-tugas"}


def choice_rows(agreements: list[Agreement], ticked: set[str]) -> list[dict]:
    """Agreements with the letter of assignment that was issued for each: one query more."""
    issued: dict[int, IssuedDocument] = {}
    for document in letters_about(agreements, ASSIGNMENT_LETTER):
        issued.setdefault(document.subject_id, document)
    return [choice_row(agreement, issued.get(agreement.pk), ticked) for agreement in agreements]


def choice_row(agreement: Agreement, document: IssuedDocument | None, ticked: set[str]) -> dict:
    cadre = agreement.cadre
    return {
        "pk": agreement.pk,
        "code": cadre.code,
        "name": cadre.name,
        "url": cadre.get_absolute_url(),
        "number": agreement.number,
        "first": agreement.starts_on,
        "last": short_date(agreement.ends_on) if agreement.ends_on else _("tanpa batas"),
        "letter": document.number if document else "",
        "has_photo": cadre.photo_is_public,
        "is_ticked": str(agreement.pk) in ticked,
    }


def document_columns() -> list[dict]:
    return [
        {"key": "number", "label": _("Nomor"), "kind": "code", "url": "url"},
        {"key": "kind", "label": _("Surat")},
        {"key": "at", "label": _("Diterbitkan")},
        {"key": "by", "label": _("Oleh")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
    ]


def document_row(document: IssuedDocument, branch: Branch) -> dict:
    """A letter; its number leads to what residents see."""
    return {
        "number": document.number,
        "url": document.get_absolute_url(),
        "kind": kind_of(document.kind).label,
        "at": local_time(document.issued_at, branch.time_zone),
        "by": str(document.issued_by or ""),
        "state": (_("Dicabut"), "danger") if document.revoked_at else (_("Terbit"), "success"),
    }


def bundle_columns() -> list[dict]:
    return [
        {"key": "at", "label": _("Dibuat"), "kind": "time", "url": "url"},
        {"key": "kind", "label": _("Surat")},
        {"key": "by", "label": _("Oleh")},
        {"key": "until", "label": _("Disimpan sampai"), "kind": "date"},
    ]


def bundle_rows(bundles) -> list[dict]:
    """Bundles whose file is kept still."""
    kept = [bundle for bundle in bundles.select_related("made_by") if bundle.stored_file]
    return [bundle_row(bundle) for bundle in kept]


def bundle_row(bundle: LetterBundle) -> dict:
    return {
        "at": bundle.made_at,
        "url": bundle.get_absolute_url(),
        "kind": kind_of(bundle.kind).label,
        "by": str(bundle.made_by or ""),
        "until": bundle.expires_on,
    }
