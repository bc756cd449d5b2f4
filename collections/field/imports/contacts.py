"""Contacts kept on paper: the same rules as for those from the phone, judged row by row in SQL (RULES 4).

A row without identifier gets one from its own content, so that the same paper taken in twice is one contact.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.jobs.resolve_households import resolve
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.sql_jobs import execute, fetch_all, fetch_value, sql_beside

from ...feedback.opening import open_for_contacts
from ..enums import Mode, Outcome
from ..models import Contact

MODES = {"kunjungan": "visit", "telepon": "phone", "wa": "whatsapp"} | {mode: mode for mode in Mode.values}
COLUMNS = (
    Column("kode_kader", values.text(20), required=True, aliases=("kader",)),
    Column("noka", values.card, one_of="household", identifier=True, aliases=("nomor kartu", "no kartu")),
    Column("no_kk", values.family_card, one_of="household", identifier=True, aliases=("kk", "nomor kk")),
    Column("cara", values.code_of(MODES), required=True),
    Column("waktu", values.local_datetime, required=True, aliases=("tanggal", "tgl kontak")),
    Column("hasil", values.code_of(Outcome.values), required=True),
    Column("kanal", values.text(20)),
    Column("tgl_janji", values.date, aliases=("tanggal janji",)),
    Column("jumlah_janji", values.amount),
    Column("catatan", values.text(500)),
    Column("uuid", values.text(36)),
)
CHECKS = sql_beside(__file__, "contacts_checks.sql")
WRITE = sql_beside(__file__, "contacts_write.sql")
MINE = "SELECT count(*) FROM collections_contact WHERE branch_id = %(branch)s AND run_id = %(run)s"
CONFLICTS = """
SELECT staged.line FROM staged
JOIN meant ON meant.line = staged.line
JOIN collections_contact AS contact ON contact.branch_id = %(branch)s AND contact.uuid = staged.contact_uuid
WHERE NOT staged.rejected
  AND (contact.cadre_id, contact.household_id, contact.made_at)
      IS DISTINCT FROM (staged.cadre_id, meant.household_id, staged.made_at)
ORDER BY staged.line
"""


def apply(intake: Intake) -> dict:
    """Write new contacts with their holds and touches; a contact that is known already stays one contact."""
    resolve(intake, "date_trunc('month', made_on)::date")
    execute(WRITE, intake.params)
    for row in fetch_all(CONFLICTS, intake.params):
        message = _("Pengenal (uuid) ini sudah dipakai untuk kontak lain.")
        intake.note(row["line"], "uuid", "other_contact_with_key", message)
    open_for_contacts(intake.branch, Contact.objects.filter(branch=intake.branch, run=intake.run))
    new = fetch_value(MINE, intake.params)
    accepted = fetch_value("SELECT count(*) FROM staged WHERE NOT rejected")
    return {_("baru"): new, _("sudah ada"): accepted - new}


KIND = register(
    ImportKind(
        name="contacts",
        label=gettext_lazy("Kontak dari kertas"),
        columns=COLUMNS,
        types={"tgl_janji": "date", "jumlah_janji": "bigint"},
        extra={
            "made_at": "timestamptz",
            "made_on": "date",
            "cadre_id": "bigint",
            "channel_id": "bigint",
            "contact_uuid": "uuid",
        },
        checks=CHECKS,
        apply=apply,
    )
)
