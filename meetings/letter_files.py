"""Letters and labels as PDF, always in Indonesian. What stands in them is gathered by `letters.py`."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from kaderjkn.common.documents import qr_svg, render_pdf
from kaderjkn.common.formatting import group_digits, long_date, month_name, number, rupiah
from kaderjkn.common.models import Branch

from .addresses import envelope_address
from .letters import Letter, offered_channels

LETTERS, LABELS = "envelope_letter", "envelope_labels"
PER_SHEET = 12


def nothing(*_facts) -> None:
    """Tell nobody how far it is."""


def paper_data(
    letters: Iterable[Letter], *, branch: Branch, layout: str, today: date, report: Callable = nothing
) -> dict:
    """What the templates read: every value written out, nothing of it markup."""
    letters = list(letters)
    papers = []
    with override("id"):
        for count, letter in enumerate(letters):
            report(_("Menulis surat dan kode QR"), count, len(letters))
            papers.append(letter_data(letter, branch))
        return {
            "title": _("Pemberitahuan iuran JKN"),
            "branch": branch.name,
            "date": long_date(today),
            "channels": ", ".join(channel.name for channel in offered_channels()),
            "contact": branch.care_contact or "Care Center 165",
            "layout": str(layout),
            "letters": papers,
        }


def letter_data(letter: Letter, branch: Branch) -> dict:
    envelope, case, cadre = letter.envelope, letter.envelope.case, letter.cadre
    address = envelope_address(branch.code, envelope.number)
    return {
        "number": envelope.number,
        "name": letter.listed.head_name if letter.listed else "",
        "lines": address_lines(letter),
        "months": number(case.months),
        "month": month_name(case.month),
        "amount": rupiah(case.target),
        "virtual_account": group_digits(letter.virtual_account),
        "virtual_account_mandiri": group_digits(letter.virtual_account_mandiri),
        "cadre": cadre.name if cadre else "",
        "cadre_code": cadre.code if cadre else "",
        "address": address,
        "qr": qr_svg(address, "M"),
    }


def address_lines(letter: Letter) -> list[str]:
    """Below the name: street, RT and RW, kelurahan with its kecamatan."""
    listed, area = letter.listed, letter.envelope.case.area
    lines = []
    if listed and listed.address:
        lines.append(listed.address)
    if listed and (listed.rt or listed.rw):
        lines.append(f"RT {listed.rt or '–'} / RW {listed.rw or '–'}")
    return [*lines, f"{area.name}, {area.parent.name}" if area.parent else area.name]


def letters_pdf(data: dict) -> bytes:
    """One page of A4 for each letter."""
    return render_pdf(LETTERS, data)


def labels_pdf(data: dict) -> bytes:
    """Labels, twelve to a sheet of A4."""
    return render_pdf(LABELS, data | {"title": "Label alamat amplop"})
