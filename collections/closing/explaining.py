"""Why a payment counted, for whom and at which rate, or why not: the rules of RULES 5 as steps, one fact each.

Read from the settlement and what it rests on; nothing is computed anew, so that the words can never say another
figure than the statement. A step that stops the way says why, and is the last one.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from arrears.enums import Attribution, CaseStatus, MatchedBy
from arrears.models import BranchPolicy, CaseHolder, ListedHousehold, Payment
from cadres.models import Agreement
from kaderjkn.common.formatting import basis_points, local_time, long_date, month_name, rupiah, short_date
from kaderjkn.common.months import first_day

from ..field.models import Contact
from .enums import ClosingState, Verdict
from .models import RewardLine, Settlement

ARRIVES_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Step:
    """One fact on the way. `kind`: success (the way goes on), danger (it ends here), info (worth knowing)."""

    title: str
    text: str
    kind: str = "success"


def settlement_of(payment: Payment) -> Settlement | None:
    """What the payment counts for now, in the closing that is in force or provisional."""
    rows = Settlement.objects.filter(branch=payment.branch_id, payment=payment, is_current=True)
    return rows.select_related("closing__policy", "closing__scheme", "case", "cadre").first()


def explain(payment: Payment) -> list[Step]:
    """All steps of a payment, in the order of the rules."""
    if payment.reverses_id:
        return [received(payment), takes_back(payment)]
    reversal = Payment.objects.filter(reverses=payment).first()
    if reversal and payment.settled_month is None:
        return [received(payment), taken_back_before(reversal)]
    if payment.matched_by == MatchedBy.NOBODY:
        return [received(payment), unmatched()]
    settlement = settlement_of(payment)
    if settlement is None:
        return [received(payment), matched(payment), not_yet(payment)]
    steps = [received(payment), matched(payment), *counted(payment, settlement)]
    return [*steps, taken_back_after(reversal)] if reversal else steps


def counted(payment: Payment, settlement: Settlement) -> list[Step]:
    """From the case to the reward."""
    if settlement.verdict == Verdict.NO_CASE:
        return [no_case(payment, settlement)]
    steps = [of_case(settlement), left_of_target(payment, settlement)]
    if settlement.verdict == Verdict.NOTHING_LEFT:
        return steps
    steps.append(held(payment, settlement))
    if settlement.verdict == Verdict.NO_HOLDER:
        return steps
    policy = policy_of(settlement)
    if policy.attribution == Attribution.CONTACT:
        steps.append(with_contact(payment, settlement, policy))
    if settlement.verdict == Verdict.NO_CONTACT:
        return steps
    return [*steps, *rewarded(payment, settlement), booked(settlement)]


# The payment itself


def received(payment: Payment) -> Step:
    words = {
        "amount": rupiah(payment.amount),
        "day": long_date(payment.paid_on),
        "channel": payment.channel or "–",
        "when": local_time(payment.imported_at, payment.branch.zone),
    }
    return Step(_("Diterima BPJS"), _("%(amount)s pada %(day)s lewat %(channel)s; diimpor %(when)s.") % words, "info")


def takes_back(reversal: Payment) -> Step:
    settlement = settlement_of(reversal)
    words = {"payment": str(reversal.reverses), "day": long_date(reversal.reverses.paid_on)}
    if settlement is None:
        text = _("Menarik kembali %(payment)s tanggal %(day)s sebelum dibukukan; keduanya tidak dihitung.")
        return Step(_("Pembatalan"), text % words, "danger")
    words |= {"amount": rupiah(-settlement.eligible), "month": month_name(settlement.closing.month)}
    text = _("Menarik kembali %(payment)s tanggal %(day)s; %(amount)s dikurangkan pada %(month)s.")
    return Step(_("Pembatalan"), text % words, "danger")


def taken_back_before(reversal: Payment) -> Step:
    text = _("%(reversal)s tanggal %(day)s menarik pembayaran ini kembali sebelum dibukukan; tidak dihitung.")
    return Step(_("Dibatalkan"), text % {"reversal": str(reversal), "day": long_date(reversal.paid_on)}, "danger")


def taken_back_after(reversal: Payment) -> Step:
    text = _("%(reversal)s tanggal %(day)s menariknya kembali; pengurangannya baris tersendiri pada bulan terbuka.")
    return Step(
        _("Dibatalkan kemudian"), text % {"reversal": str(reversal), "day": long_date(reversal.paid_on)}, "danger"
    )


def unmatched() -> Step:
    text = _("Nomor pembayar tidak ada pada daftar cabang, atau cocok dengan dua keluarga. Petugas mencocokkannya.")
    return Step(_("Belum cocok dengan keluarga"), text, "danger")


def matched(payment: Payment) -> Step:
    if payment.matched_by == MatchedBy.HAND:
        text = _("Dicocokkan dengan tangan oleh %(by)s.") % {"by": payment.matched_user or "–"}
    else:
        text = _("Nomor pembayar ada pada daftar %(month)s.") % {"month": month_name(payment.listed_month)}
    return Step(_("Cocok dengan keluarga"), text)


def not_yet(payment: Payment) -> Step:
    words = {"month": month_name(first_day(payment.paid_on))}
    return Step(_("Belum dihitung"), _("Angka %(month)s belum dihitung sesudah pembayaran ini.") % words, "info")


# Case, target, holder


def no_case(payment: Payment, settlement: Settlement) -> Step:
    month = settlement.paid_month
    words = {"month": month_name(month), "listed": month_name(payment.listed_month)}
    if payment.listed_month != month:
        text = _("Pembayar hanya ada pada daftar %(listed)s, bukan pada daftar %(month)s.")
    else:
        words["status"] = listed_status(payment, month)
        text = _("Pada %(month)s keluarga ini bukan binaan: %(status)s.")
    return Step(_("Bukan binaan pada bulan bayar"), text % words, "danger")


def listed_status(payment: Payment, month) -> str:
    """Why the household was no case, as found at assignment."""
    listed = ListedHousehold.objects.filter(
        branch=payment.branch_id, month=month, household=payment.household_id
    ).order_by("-list__data_date", "-list_id")
    newest = listed.first()
    if newest is None or newest.status == CaseStatus.ASSIGNED:
        return _("tidak ada pada daftar bulan itu")
    return newest.get_status_display().lower()


def of_case(settlement: Settlement) -> Step:
    case = settlement.case
    words = {"month": month_name(case.month), "months": case.months, "target": rupiah(case.target)}
    return Step(_("Binaan pada bulan bayar"), _("%(month)s: %(months)s bulan menunggak, target %(target)s.") % words)


def left_of_target(payment: Payment, settlement: Settlement) -> Step:
    used = used_before(payment, settlement)
    words = {
        "used": rupiah(used),
        "left": rupiah(max(settlement.case.target - used, 0)),
        "eligible": rupiah(settlement.eligible),
        "over": rupiah(payment.amount - settlement.eligible),
    }
    if settlement.verdict == Verdict.NOTHING_LEFT:
        text = _("Sudah diakui sebelumnya %(used)s: target sudah terpenuhi, jadi ini iuran berjalan.")
        return Step(_("Tidak ada sisa target"), text % words, "danger")
    text = _("Sisa target sebelum pembayaran ini %(left)s; diakui %(eligible)s.")
    if payment.amount > settlement.eligible:
        text += " " + _("Selebihnya, %(over)s, iuran berjalan.")
    return Step(_("Diakui"), text % words)


def used_before(payment: Payment, settlement: Settlement) -> int:
    """Eligible so far when this payment's turn came: earlier closings first, then the order of RULES 5.2."""
    rows = Settlement.objects.filter(case=settlement.case_id, is_current=True).select_related("payment", "closing")
    turn = turn_of(settlement.closing.month, payment)
    return sum(row.eligible for row in rows if turn_of(row.closing.month, row.payment) < turn)


def turn_of(month, payment: Payment) -> tuple:
    return month, payment.paid_on, payment.source, payment.reference


def held(payment: Payment, settlement: Settlement) -> Step:
    holder = (
        CaseHolder.objects.filter(case=settlement.case_id, from_on__lte=payment.paid_on).order_by("-from_on").first()
    )
    if holder is None:
        text = _("Binaan baru dibagi sesudah hari bayar; diakui untuk cabang saja.")
        return Step(_("Belum ada pemegang"), text, "danger")
    if holder.cadre is None:
        text = _("Sejak %(day)s binaan ini tidak dipegang siapa pun; diakui untuk cabang saja.")
        return Step(_("Tidak ada pemegang"), text % {"day": long_date(holder.from_on)}, "danger")
    words = {"name": holder.cadre.name, "day": long_date(holder.from_on)}
    return Step(_("Pemegang pada hari bayar"), _("%(name)s, sejak %(day)s.") % words)


# Attribution


def policy_of(settlement: Settlement) -> BranchPolicy:
    """The policy of the payment's own month: as used then, where that month is closed."""
    return ruling(settlement).policy


def ruling(settlement: Settlement):
    """The closing whose settings rule the payment: of its own month, which for a late one is closed."""
    if not settlement.is_late:
        return settlement.closing
    closings = type(settlement.closing).objects.filter(branch=settlement.branch_id, month=settlement.paid_month)
    return closings.filter(state=ClosingState.CLOSED).select_related("policy", "scheme").get()


def with_contact(payment: Payment, settlement: Settlement, policy: BranchPolicy) -> Step:
    first = payment.paid_on - timedelta(days=policy.attribution_days)
    words = {"first": short_date(first), "last": short_date(payment.paid_on), "days": policy.attribution_days}
    contacts = contacts_of_holder(payment, settlement, first)
    good = [contact for contact in contacts if is_in_time(contact, payment)]
    if settlement.verdict != Verdict.NO_CONTACT and good:
        found = ", ".join(short_date(contact.made_on) for contact in good)
        return Step(_("Kontak dalam tenggang"), _("Ada kontak pemegang: %(found)s.") % {"found": found})
    if contacts:
        text = _("Kontak antara %(first)s dan %(last)s baru sampai di server sesudah pembayaran diimpor dan lebih dari"
                 " 7 hari sesudah dibuat; diakui untuk cabang saja.")  # fmt: skip
    else:
        text = _("Pemegang tidak mencatat kontak antara %(first)s dan %(last)s; diakui untuk cabang saja.")
    return Step(_("Tidak ada kontak dalam tenggang"), text % words, "danger")


def contacts_of_holder(payment: Payment, settlement: Settlement, first) -> list[Contact]:
    holder = (
        CaseHolder.objects.filter(case=settlement.case_id, from_on__lte=payment.paid_on).order_by("-from_on").first()
    )
    rows = Contact.objects.filter(branch=payment.branch_id, household=payment.household_id, cadre=holder.cadre_id)
    return list(rows.filter(made_on__gte=first, made_on__lte=payment.paid_on).order_by("made_on"))


def is_in_time(contact: Contact, payment: Payment) -> bool:
    is_before = contact.received_at < payment.imported_at
    return is_before or contact.received_at <= contact.made_at + ARRIVES_WITHIN


# Reward


def rewarded(payment: Payment, settlement: Settlement) -> list[Step]:
    line = RewardLine.objects.filter(settlement=settlement).select_related("scheme").first()
    if line is None:
        text = _("%(name)s tidak mempunyai perjanjian yang berlaku pada hari bayar; diakui, tanpa imbal jasa.")
        return [Step(_("Tanpa perjanjian"), text % {"name": settlement.cadre.name}, "danger")]
    steps = [under_agreement(payment, settlement), at_rate(line)]
    return [*steps, cut(line)] if line.reward != line.calculated else steps


def under_agreement(payment: Payment, settlement: Settlement) -> Step:
    agreement = Agreement.objects.filter(cadre=settlement.cadre_id).in_force(payment.paid_on).first()
    text = _("Nomor %(number)s.") % {"number": agreement.number} if agreement else _("Tercatat saat dihitung.")
    return Step(_("Perjanjian berlaku pada hari bayar"), text)


def at_rate(line: RewardLine) -> Step:
    words = {
        "months": line.months,
        "rate": basis_points(line.rate_bp),
        "scheme": line.scheme.name,
        "eligible": rupiah(line.eligible),
        "amount": rupiah(line.calculated),
    }
    text = _("%(eligible)s × %(rate)s (%(months)s bulan, %(scheme)s) = %(amount)s.")
    return Step(_("Imbal jasa"), text % words)


def cut(line: RewardLine) -> Step:
    """Which caps there are, and what they left."""
    caps = []
    if line.scheme.cap_per_case is not None:
        caps.append(_("per binaan %(cap)s") % {"cap": rupiah(line.scheme.cap_per_case)})
    month_cap = line.closing.scheme.cap_per_month
    if month_cap is not None:
        caps.append(_("per kader dan bulan %(cap)s") % {"cap": rupiah(month_cap)})
    words = {"caps": ", ".join(caps), "reward": rupiah(line.reward)}
    return Step(_("Dipotong batas"), _("Batas %(caps)s: tersisa %(reward)s.") % words, "info")


def booked(settlement: Settlement) -> Step:
    words = {"month": month_name(settlement.closing.month), "paid": month_name(settlement.paid_month)}
    if settlement.is_late:
        text = _("%(paid)s sudah tutup buku, jadi susulan pada %(month)s, menurut aturan %(paid)s.")
        return Step(_("Susulan"), text % words, "info")
    if settlement.closing.state == ClosingState.CLOSED:
        return Step(_("Tutup buku"), _("Dikunci pada %(month)s.") % words, "info")
    return Step(_("Sementara"), _("%(month)s belum tutup buku; angka dapat berubah.") % words, "info")
