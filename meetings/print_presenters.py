"""What the pages about printing say: cases to choose from, batches, and what has changed since."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaderjkn.common.formatting import local_time, long_date, mask_tail, number

from .actions.printing import AT_ONCE
from .enums import EnvelopeState
from .letters import printable


def case_rows(cases, ticked: set[str] | None) -> list[dict]:
    """Cases without an envelope; all are ticked until somebody has chosen."""
    return [
        {
            "pk": case.pk,
            "household": mask_tail(case.key),
            "cadre": case.cadre_code,
            "area": case.area.name,
            "months": case.months,
            "amount": case.target,
            "is_ticked": ticked is None or str(case.pk) in ticked,
        }
        for case in cases
    ]


def printed_words(printed, *, asked: int) -> str:
    """How many letters got a number, and how many of those chosen did not."""
    count = len(printed.envelopes)
    words = ngettext("%(count)s surat mendapat nomor.", "%(count)s surat mendapat nomor.", count)
    words = words % {"count": number(count)}
    if left := asked - count:
        words += " " + _("%(left)s tidak lagi memerlukan surat.") % {"left": number(left)}
    return words


def batch_columns() -> list[dict]:
    return [
        {"key": "at", "label": _("Dibuat"), "kind": "time", "url": "url"},
        {"key": "cadre", "label": _("Kader")},
        {"key": "layout", "label": _("Alamat")},
        {"key": "by", "label": _("Oleh")},
        {"key": "until", "label": _("Disimpan sampai"), "kind": "date"},
    ]


def batch_rows(batches) -> list[dict]:
    return [
        {
            "at": batch.made_at,
            "url": batch.get_absolute_url(),
            "cadre": str(batch.cadre or ""),
            "layout": batch.get_layout_display(),
            "by": str(batch.made_by or ""),
            "until": batch.expires_on,
        }
        for batch in batches
    ]


def batch_facts(batch) -> list[tuple[str, str]]:
    counts = batch.envelopes.aggregate(every=Count("pk"), outside=Count("pk", filter=~Q(state=EnvelopeState.PRINTED)))
    return [
        (_("Surat"), number(counts["every"])),
        (_("Sudah keluar dari kantor"), number(counts["outside"])),
        (_("Kader"), str(batch.cadre or _("beberapa"))),
        (_("Alamat"), batch.get_layout_display()),
        (_("Dibuat"), local_time(batch.made_at, batch.branch.time_zone)),
        (_("Oleh"), str(batch.made_by or "–")),
        (_("Disimpan sampai"), long_date(batch.expires_on)),
    ]


def held_since(batch) -> list[str]:
    """Numbers in the files that still lie at the branch and whose household is on hold by now."""
    ready = printable(batch.envelopes.all(), batch.branch).values_list("number", flat=True)
    return sorted(set(batch.envelopes.printed().values_list("number", flat=True)) - set(ready))


def reprint_consequences(envelopes, branch) -> list[tuple[int, str]]:
    every, ready = envelopes.count(), printable(envelopes, branch).count()
    left = _("surat tidak dicetak: keluarganya ditahan, atau amplopnya sudah keluar")
    more = _("surat lagi tidak muat dalam satu berkas; cetak lagi setelah yang ini diserahkan")
    return [
        (min(ready, AT_ONCE), _("surat dicetak lagi dengan nomor yang sama")),
        *([(every - ready, left)] if every > ready else []),
        *([(ready - AT_ONCE, more)] if ready > AT_ONCE else []),
    ]
