"""How imports are shown: words, colours, figures. Nothing here asks the database."""

from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import ImportState, Severity
from ..errors import Refused
from ..formatting import long_date, month_name, number
from ..models import ImportRun
from .kinds import ImportKind, kind_named

STATE_KINDS = {
    ImportState.UPLOADED: "info",
    ImportState.CHECKED: "warning",
    ImportState.APPLIED: "success",
    ImportState.REFUSED: "danger",
    ImportState.DISCARDED: "neutral",
    ImportState.UNDONE: "neutral",
}


def status_of(run: ImportRun) -> tuple[str, str]:
    return run.get_state_display(), STATE_KINDS[run.state]


def list_columns() -> list[dict]:
    return [
        {"key": "file", "label": _("Berkas"), "url": "url"},
        {"key": "kind", "label": _("Jenis")},
        {"key": "month", "label": _("Periode")},
        {"key": "state", "label": _("Keadaan"), "kind": "status"},
        {"key": "accepted", "label": _("Diterima"), "kind": "number"},
        {"key": "rejected", "label": _("Ditolak"), "kind": "number"},
        {"key": "by", "label": _("Oleh")},
        {"key": "at", "label": _("Waktu"), "kind": "time"},
    ]


def as_row(run: ImportRun) -> dict:
    return {
        "file": run.file_name,
        "url": run.get_absolute_url(),
        "kind": label_of(run.kind),
        "month": month_name(run.month) if run.month else None,
        "state": status_of(run),
        "accepted": run.rows_accepted,
        "rejected": run.rows_rejected,
        "by": str(run.by or _("perintah")),
        "at": run.created_at,
    }


def label_of(name: str) -> str:
    """The label of a kind; its bare name where the program no longer has it."""
    try:
        return kind_named(name).label
    except Refused:
        return name


def as_choice(kind: ImportKind) -> dict:
    return {
        "label": kind.label,
        "url": reverse("import-upload", args=[kind.name]),
        "needed": needed_columns(kind),
    }


def needed_columns(kind: ImportKind) -> str:
    """The headings that a file must have; of those that stand in for each other one is enough."""
    groups: dict[str, list[str]] = {}
    for column in kind.columns:
        if column.one_of:
            groups.setdefault(column.one_of, []).append(column.name)
    singles = [column.name for column in kind.columns if column.required]
    either = [_(" atau ").join(names) for names in groups.values()]
    return ", ".join(singles + either)


def headings(kind: ImportKind) -> list[dict]:
    """The columns of a kind with what they are called elsewhere."""
    return [
        {
            "name": column.name,
            "required": column.required or bool(column.one_of),
            "aliases": ", ".join(column.aliases),
        }
        for column in kind.columns
    ]


def figures(run: ImportRun) -> list[dict]:
    rejected = "danger" if run.rows_rejected else "neutral"
    return [
        {"label": _("Baris dibaca"), "value": number(run.rows_read)},
        {"label": _("Diterima"), "value": number(run.rows_accepted)},
        {"label": _("Ditolak"), "value": number(run.rows_rejected), "kind": rejected},
        {"label": _("Peringatan"), "value": number(run.warnings)},
    ]


def facts(run: ImportRun) -> list[tuple]:
    rows = [(_("Jenis"), label_of(run.kind)), (_("Berkas"), run.file_name)]
    if run.month:
        rows.append((_("Periode"), month_name(run.month)))
    if run.data_date:
        rows.append((_("Tanggal data"), long_date(run.data_date)))
    if run.mends:
        words = _("Impor %(number)s, %(file)s") % {"number": run.mends.pk, "file": run.mends.file_name}
        rows.append(
            {"label": _("Memperbaiki"), "value": words, "url": run.mends.get_absolute_url(), "action_label": _("Lihat")}
        )
    if run.sheet:
        rows.append((_("Lembar"), run.sheet))
    rows += [(_("Nomor impor"), number(run.pk)), (_("Sidik berkas (SHA-256)"), run.checksum[:16])]
    rows.append((_("Oleh"), str(run.by or _("perintah"))))
    if run.expires_on:
        rows.append((_("Berkas disimpan sampai"), long_date(run.expires_on)))
    return rows


def effects(run: ImportRun) -> list[tuple]:
    """What applying does, or did, in numbers."""
    counts = run.summary.get("counts", {})
    return [(label.capitalize(), number(value) if isinstance(value, int) else value) for label, value in counts.items()]


def issues(run: ImportRun) -> list[dict]:
    return [as_issue(group) for group in run.summary.get("issues", [])]


def as_issue(group: dict) -> dict:
    is_error = group["severity"] == Severity.ERROR
    count = group["count"]
    words = ngettext("%(count)s baris", "%(count)s baris", count) % {"count": number(count)}
    examples = [{"line": number(line), "message": message} for line, message in group["examples"]]
    return {
        "status": (_("Ditolak"), "danger") if is_error else (_("Peringatan"), "warning"),
        "column": group["column"],
        "words": words,
        "examples": examples,
        "more": count - len(examples),
    }


def undo_consequences(run: ImportRun) -> list:
    """What taking the import back means."""
    taken = ngettext(
        "baris dari berkas ini ditarik kembali", "baris dari berkas ini ditarik kembali", run.rows_accepted
    )
    return [
        (run.rows_accepted, taken),
        _("Keadaan sebelum berkas ini berlaku lagi."),
        _("Binaan yang sudah dikerjakan tetap ada."),
    ]


def attachment(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name)
