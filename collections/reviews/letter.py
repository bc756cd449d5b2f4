"""The notice on paper: a numbered PDF for the cadre, whose public page says no more than number, branch and day."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.access import log_access
from kaderjkn.common.documents import PublicFacts, check_url, document_kind, issue_document, qr_svg, render_pdf
from kaderjkn.common.formatting import long_date, month_name, number, rupiah
from kaderjkn.common.models import IssuedDocument, User

from .models import Review

KIND = "review_notice"


def public_facts(document: IssuedDocument) -> PublicFacts:
    """Nothing about the person: whoever holds the letter has read the name on it."""
    day = document.issued_at.astimezone(document.branch.zone).date()
    return PublicFacts(
        is_valid=True,
        title=_("Surat pemberitahuan ini diterbitkan oleh kantor cabang."),
        items=[
            (_("Nomor"), document.number),
            (_("Kantor cabang"), document.branch.name),
            (_("Tanggal"), long_date(day)),
        ],
    )


document_kind(KIND, label=gettext_lazy("Pemberitahuan tinjauan"), prefix="PT", public_facts=public_facts)


def print_letter(*, review: Review, by: User) -> tuple[IssuedDocument, bytes]:
    """The letter as PDF, logged as printed. Printed again it keeps its number, day and content."""
    document = issued_letters(review).filter(revoked_at=None).first()
    document = document or issue_document(branch=review.branch, kind=KIND, subject_id=review.pk, by=by)
    reason = _("Surat pemberitahuan %(number)s") % {"number": document.number}
    log_access(by=by, branch=review.branch, act="print", subject_kind=KIND, subject_id=review.pk, reason=reason)
    return document, render_pdf(KIND, letter_data(review, document), issued_at=document.issued_at)


def issued_letters(review: Review):
    return IssuedDocument.objects.filter(branch=review.branch_id, kind=KIND, subject_id=review.pk)


def letter_data(review: Review, document: IssuedDocument) -> dict:
    """The texts of the letter, ready to be printed."""
    day = document.issued_at.astimezone(review.branch.zone).date()
    return {
        "title": _("Pemberitahuan tinjauan kemitraan"),
        "number": document.number,
        "branch": review.branch.name,
        "date": long_date(day),
        "greeting": _("Yth. %(name)s (%(code)s),") % {"name": review.cadre.name, "code": review.cadre.code},
        "opening": _("Menurut catatan kami, pada bulan-bulan berikut belum ada setoran yang diakui untuk binaan Anda."),
        "heading": [_("Bulan"), _("Binaan"), _("Target"), _("Kontak"), _("Pertemuan")],
        "rows": [_row(month) for month in review.months.all()],
        "body": [
            _(
                "Kami ingin mendengar penjelasan Anda sebelum memutuskan apa pun. Silakan menjawab secara tertulis, di"
                " aplikasi atau pada lembar ini, paling lambat %(days)s hari setelah surat ini Anda terima."
            )
            % {"days": number(review.answer_days)},
            _("Keputusan menunggu jawaban Anda atau akhir waktu itu. Keputusan dapat diajukan banding ke wilayah."),
            _("Terima kasih atas kerja Anda bagi keluarga peserta JKN."),
        ],
        "answer": _("Jawaban saya:"),
        "received": _("Diterima tanggal"),
        "signature": _("Tanda tangan"),
        "check_sentence": _("Surat ini dapat diperiksa keasliannya dengan kode QR di samping."),
        "qr": qr_svg(check_url(document)),
        "check_url": check_url(document),
    }


def _row(month) -> list[str]:
    meetings = f"{number(month.meetings_attended)} / {number(month.meetings_counted)}"
    return [month_name(month.month), number(month.cases), rupiah(month.target), number(month.contacts), meetings]
