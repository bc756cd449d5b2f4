"""`PaymentDesk`: what a branch does with payment files and with payments that nobody matched (RULES 3.5 and 5.1)."""

from tests.second_calculation import figures, households
from tests.second_calculation.state import Payment
from tests.second_calculation.values import BadRowError, RefusedError, moment_of, needed_day, rupiah, text_of


class PaymentDesk:
    """The part of `Ledger` that is about payments."""

    def import_payments(self, rows, imported=None):
        """In file order: a repeated one changes nothing, a differing or senseless one is rejected."""
        self.book.payment_files += 1
        at = moment_of(imported, self.book.zone) if imported else None
        return self.each(rows, lambda row: self.take_payment(row, at or self.book.now))

    def take_payment(self, row, imported):
        cancels = text_of(row, "membatalkan")
        kind, payer = ("", "") if cancels else households.payer_kind(row)
        payment = Payment(
            source=text_of(row, "sumber"),
            reference=text_of(row, "referensi"),
            paid_on=needed_day(row, "tgl_bayar"),
            amount=rupiah(text_of(row, "jumlah")),
            channel=text_of(row, "kanal"),
            payer_kind=kind,
            payer=payer,
            cancels=cancels,
            imported=imported,
            file=self.book.payment_files,
        )
        if payment.amount <= 0:
            raise BadRowError("no amount")
        if payment.key in self.book.payments:
            self.check_repeated(self.book.payments[payment.key], payment)
            return
        if cancels:
            self.check_reversal(payment)
        self.book.payments[payment.key] = payment

    def check_repeated(self, first, again):
        """The same payment again is no error, also by another card of the same household."""
        if (first.paid_on, first.amount, first.cancels) != (again.paid_on, again.amount, again.cancels):
            raise BadRowError("another amount or date under the same key")
        if (first.payer_kind, first.payer) != (again.payer_kind, again.payer):
            household, _ = households.household_of_payment(self.book, first)
            if household is None or households.household_of_payment(self.book, again)[0] != household:
                raise BadRowError("another payer under the same key")

    def check_reversal(self, reversal):
        """A reversal names one payment of the same source that nothing has taken back yet."""
        first = self.book.payments.get((reversal.source, reversal.cancels))
        if first is None or first.cancels or first.key in figures.cancelled_keys(self.book):
            raise BadRowError("nothing to take back")

    def undo_payments(self, source, reference):
        """Take back the file that brought the named payment, while no closed period used one of its payments."""
        self.begin()
        mine = self.payments_beside((source, reference))
        keys = {payment.key for payment in mine}
        if keys & set(figures.settled_items(self.book)):
            raise RefusedError("a closed period used it")
        others = [payment for payment in self.book.payments.values() if payment not in mine and payment.cancels]
        if any((other.source, other.cancels) in keys for other in others):
            raise RefusedError("another file takes back a payment of this one")
        for key in keys:
            del self.book.payments[key]
            self.book.by_hand.pop(key, None)

    def payments_beside(self, key):
        """All that the same file brought."""
        if key not in self.book.payments:
            raise RefusedError("no such payment")
        file = self.book.payments[key].file
        return [payment for payment in self.book.payments.values() if payment.file == file]

    def match_payment(self, source, reference, no_kk):
        """By hand, to the household with that KK; it then counts as one on the list of its month."""
        self.begin()
        payment = self.book.payments.get((source, reference))
        found = [household.number for household in self.book.households if household.key == no_kk]
        if payment is None or payment.cancels or not found:
            raise RefusedError("no such payment or household")
        if households.household_of_payment(self.book, payment)[0] is not None:
            raise RefusedError("it is matched already")
        self.book.by_hand[payment.key] = found[0]

    def take_back_match(self, source, reference):
        """Only a match by hand, and only while no closed period has settled the payment."""
        self.begin()
        key = source, reference
        if key not in self.book.by_hand or key in figures.settled_items(self.book):
            raise RefusedError("not by hand, or settled")
        del self.book.by_hand[key]
