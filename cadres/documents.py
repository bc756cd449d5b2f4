"""Letters that leave the office: the agreement, and the letter of assignment that RT and RW are shown.

Their public pages ask the agreements of today, so that an ended partnership shows at once.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.documents import PublicFacts, document_kind
from kaderjkn.common.formatting import long_date
from kaderjkn.common.models import IssuedDocument

from .models import Agreement, Cadre, Territory
from .photos import public_photo

AGREEMENT_LETTER = "agreement_letter"
ASSIGNMENT_LETTER = "assignment_letter"
LETTERS = (AGREEMENT_LETTER, ASSIGNMENT_LETTER)


def assignment_facts(document: IssuedDocument) -> PublicFacts:
    """Whether who shows the letter is a cadre today; name, place and nothing else of the person."""
    written = Agreement.objects.filter(pk=document.subject_id).select_related("cadre").first()
    today = document.branch.today()
    agreement = written and written.cadre.agreements.in_force(today).first()
    if agreement is None:
        return not_official(document)
    cadre = written.cadre
    items = [
        (_("Nama"), cadre.name),
        (_("Kelurahan"), places_of(cadre, today) or _("belum ditetapkan")),
        (_("Kantor cabang"), document.branch.name),
    ]
    advice = _("Kader tidak menerima uang. Bayar hanya di kanal resmi.")
    return PublicFacts(True, official_words(agreement), items, advice, public_photo(cadre))


def official_words(agreement: Agreement) -> str:
    if agreement.ends_on is None:
        return _("Kader JKN resmi.")
    return _("Kader JKN resmi, berlaku sampai %(day)s.") % {"day": long_date(agreement.ends_on)}


def not_official(document: IssuedDocument) -> PublicFacts:
    words = _(
        "Jangan membayar atau menyerahkan data kepada orang yang membawa surat ini. "
        "Laporkan kepada %(contact)s, atau kepada kantor cabang."
    )
    contact = document.branch.care_contact or "Care Center 165"
    return PublicFacts(False, _("Surat tugas ini tidak berlaku."), advice=words % {"contact": contact})


def places_of(cadre: Cadre, day) -> str:
    """Names of the kelurahan that the cadre cares for on the day."""
    mine = Territory.objects.filter(cadre=cadre).in_force(day).order_by("area__name")
    return ", ".join(mine.values_list("area__name", flat=True))


def agreement_facts(document: IssuedDocument) -> PublicFacts:
    """Whether the agreement is in force; its days stand on the paper."""
    agreement = Agreement.objects.filter(pk=document.subject_id).first()
    if agreement and agreement.is_in_force(document.branch.today()):
        return PublicFacts(True, _("Perjanjian ini berlaku."), [(_("Kantor cabang"), document.branch.name)])
    return PublicFacts(False, _("Perjanjian ini tidak berlaku hari ini."))


document_kind(
    AGREEMENT_LETTER, label=gettext_lazy("Perjanjian kemitraan kader"), prefix="PK", public_facts=agreement_facts
)
document_kind(
    ASSIGNMENT_LETTER, label=gettext_lazy("Surat tugas kader JKN"), prefix="ST", public_facts=assignment_facts
)
