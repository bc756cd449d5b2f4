"""A payment file: what BPJS received, matched to households (RULES 5.1 and 5.2)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import ImportKind, register
from kaderjkn.common.reading import values
from kaderjkn.common.reading.columns import Column
from kaderjkn.common.sql_jobs import execute, fetch_all, fetch_value, sql_beside

from ..actions.payments import match_payments, undo_payments

COLUMNS = (
    Column("sumber", values.text(40), required=True, aliases=("source", "bank")),
    Column(
        "referensi",
        values.text(80),
        required=True,
        identifier=True,
        aliases=("no referensi", "reference", "ref"),
    ),
    Column("tgl_bayar", values.date, required=True, aliases=("tanggal bayar", "tgl transaksi", "tanggal")),
    Column("jumlah", values.signed_amount, required=True, aliases=("nominal", "jumlah bayar", "amount")),
    Column("kanal", values.text(40), aliases=("channel",)),
    Column("noka", values.card, one_of="payer", aliases=("nomor kartu", "no kartu")),
    Column("no_kk", values.family_card, one_of="payer", aliases=("kk", "nomor kk")),
    Column("no_va", values.virtual_account, one_of="payer", aliases=("va", "virtual account", "nomor va")),
    Column("membatalkan", values.text(80), aliases=("reversal dari", "batal")),
)
CHECKS = sql_beside(__file__, "payments_checks.sql")
WRITE = sql_beside(__file__, "payments_write.sql")
LATEST_DAY = "SELECT max(tgl_bayar) FROM staged WHERE NOT rejected"


def apply(intake: Intake) -> dict:
    """Write new payments, match them; a payment that is known already stays one payment."""
    execute("UPDATE staged SET jumlah = abs(jumlah) WHERE membatalkan IS NOT NULL")
    before = fetch_value("SELECT count(*) FROM arrears_payment WHERE branch_id = %(branch)s", intake.params)
    execute(WRITE, intake.params)
    match_payments(intake.branch, run=intake.run)
    _reject_conflicts(intake)
    execute(
        "DELETE FROM arrears_payment AS payment USING staged"
        " WHERE payment.run_id = %(run)s AND staged.line = payment.line AND staged.rejected",
        intake.params,
    )
    intake.data_date = intake.data_date or fetch_value(LATEST_DAY)
    after = fetch_value("SELECT count(*) FROM arrears_payment WHERE branch_id = %(branch)s", intake.params)
    accepted = fetch_value("SELECT count(*) FROM staged WHERE NOT rejected")
    unmatched = fetch_value(
        "SELECT count(*) FROM arrears_payment WHERE run_id = %(run)s AND matched_by = '' AND reverses_id IS NULL",
        intake.params,
    )
    return {
        _("baru"): after - before,
        _("sudah ada"): accepted - (after - before),
        _("belum cocok"): unmatched,
    }


def _reject_conflicts(intake: Intake) -> None:
    """The same key with another amount, date or payer is an error of that row; the first stands."""
    for row in fetch_all(sql_beside(__file__, "payments_conflicts.sql"), intake.params):
        intake.note(
            row["line"],
            "referensi",
            "other_payment_with_key",
            _("Sumber dan referensi ini sudah tercatat dengan jumlah, tanggal, atau pembayar lain."),
        )


KIND = register(
    ImportKind(
        name="payments",
        label=gettext_lazy("Pembayaran"),
        columns=COLUMNS,
        types={"tgl_bayar": "date", "jumlah": "bigint"},
        checks=CHECKS,
        apply=apply,
        undo=undo_payments,
        date_label=gettext_lazy("Mencakup pembayaran sampai tanggal"),
    )
)
