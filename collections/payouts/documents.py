"""The statement as a numbered document: what it prints, and what its public page confirms."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kaderjkn.common.documents import PublicFacts, check_url, document_kind, qr_svg, render_pdf
from kaderjkn.common.formatting import basis_points, long_date, month_name, number, rupiah, short_date
from kaderjkn.common.models import IssuedDocument

from ..closing.models import RewardLine
from .models import RewardStatement

STATEMENT = "reward_statement"


def public_facts(document: IssuedDocument) -> PublicFacts:
    """Number, month and total: what is needed to see that nobody has changed the paper, and no name."""
    statement = RewardStatement.objects.select_related("closing").get(pk=document.subject_id)
    return PublicFacts(
        True,
        _("Rincian imbal jasa ini asli."),
        [
            (_("Nomor"), document.number),
            (_("Bulan"), month_name(statement.closing.month)),
            (_("Jumlah"), rupiah(statement.total)),
            (_("Disahkan"), long_date(statement.released_at.astimezone(document.branch.zone).date())),
        ],
        advice=_("Cocokkan nomor dan jumlah dengan yang tertulis pada kertas."),
    )


document_kind(STATEMENT, label=gettext_lazy("Rincian imbal jasa"), prefix="IJ", public_facts=public_facts)


def statement_pdf(statement: RewardStatement) -> bytes:
    """The released statement with every line; the same statement gives the same file."""
    with override("id"):  # on paper the same for everybody
        return render_pdf(STATEMENT, statement_data(statement), issued_at=statement.released_at)


def statement_data(statement: RewardStatement) -> dict:
    """What the PDF prints, written out."""
    closing, cadre, document = statement.closing, statement.cadre, statement.document
    lines = RewardLine.objects.filter(closing=closing, cadre=statement.cadre)
    url = check_url(document)
    return {
        "title": _("Rincian imbal jasa %(month)s") % {"month": month_name(closing.month)},
        "number": document.number,
        "branch": statement.branch.name,
        "date": local_day(statement, statement.released_at),
        "facts": [
            [_("Kader"), f"{cadre.name} ({cadre.code})"],
            [_("Bulan"), month_name(closing.month)],
            [_("Skema"), closing.scheme.name],
        ],
        "line_headings": headings(),
        "own_title": _("Pembayaran bulan ini"),
        "own_lines": [line_cells(line) for line in lines if line.late_from is None],
        "late_title": _("Susulan dari bulan yang sudah tutup buku"),
        "late_lines": [line_cells(line) for line in lines if line.late_from],
        "total_label": _("Jumlah imbal jasa"),
        "total": rupiah(statement.total),
        "note": note_words(statement),
        "check_sentence": _("Pindai untuk memeriksa nomor dan jumlah rincian ini."),
        "check_url": url,
        "qr": qr_svg(url),
        "signers": [
            [_("Disetujui oleh"), str(statement.approved_by), local_day(statement, statement.approved_at)],
            [_("Disahkan oleh"), str(statement.released_by), local_day(statement, statement.released_at)],
        ],
    }


def headings() -> list[str]:
    return [
        _("Tanggal"),
        _("Pembayaran"),
        _("Bulan tunggakan"),
        _("Diakui (Rp)"),
        _("Tarif"),
        _("Sebelum batas (Rp)"),
        _("Imbal jasa (Rp)"),
    ]


def line_cells(line: RewardLine) -> list[str]:
    late = f" ({_('susulan %(month)s') % {'month': month_name(line.late_from)}})" if line.late_from else ""
    return [
        short_date(line.dated),
        f"{line.source} {line.reference}{late}",
        number(line.months),
        number(line.eligible),
        basis_points(line.rate_bp),
        number(line.calculated),
        number(line.reward),
    ]


def note_words(statement: RewardStatement) -> str:
    """How the total came about, and what to do where a line seems wrong."""
    words = _(
        "Imbal jasa dihitung per pembayaran: diakui × tarif, dibulatkan ke rupiah, lalu dipotong batas skema bila ada."
        " Bila ada baris yang menurut Anda keliru, tanyakan lewat halaman Bulan saya; koreksi menjadi baris baru pada"
        " bulan berikutnya."
    )
    if statement.total < 0:
        words += " " + _("Jumlah di bawah nol: tidak ada yang dibayarkan untuk bulan ini.")
    return words


def local_day(statement: RewardStatement, moment) -> str:
    return long_date(moment.astimezone(statement.branch.zone).date())
