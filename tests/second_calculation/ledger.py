"""`Ledger`: one branch, with a method for every command and every report.

Rows are dicts of text as in INTERFACE.md. Methods that take rows return how many were accepted; a command
that is refused raises `RefusedError`.
"""

from datetime import date

from tests.second_calculation import assignment, figures, households, reviews
from tests.second_calculation.dated_settings import policy_from, put, schemes_from
from tests.second_calculation.ledger_payments import PaymentDesk
from tests.second_calculation.ledger_reports import Reporting, figures_of
from tests.second_calculation.state import (
    Agreement,
    Area,
    Book,
    Contact,
    Hold,
    Incident,
    Meeting,
    Registration,
    Territory,
)
from tests.second_calculation.values import (
    BadRowError,
    RefusedError,
    day_of,
    last_day,
    moment_of,
    needed_day,
    next_period,
    overlap,
    text_of,
)

HOLDING_OUTCOMES = ("do_not_contact", "deceased")


class Ledger(PaymentDesk, Reporting):
    """The second calculation of one branch."""

    def __init__(self, branch="0905", zone="Asia/Jakarta"):
        self.book = Book(branch=branch, zone=zone)

    def apply(self, step):
        """Do one step of a scenario; return 'done' or 'refused'."""
        arguments = dict(step.options)
        if step.rows is not None:
            arguments["rows"] = step.rows
        try:
            getattr(self, step.command)(**arguments)
        except RefusedError:
            return "refused"
        return "done"

    def begin(self):
        """Every command happens after the one before."""
        self.book.tick()
        households.remember_touches(self.book)

    def each(self, rows, take):
        """Take the rows one by one, leave out rejected ones; a file of which nothing is taken is refused."""
        self.begin()
        accepted = 0
        for row in rows:
            try:
                take(row)
            except BadRowError:
                continue
            accepted += 1
        if not accepted:
            raise RefusedError("no row was taken")
        return accepted

    # What stands for a long time

    def import_areas(self, rows, *, belongs=True):
        """Areas; with `belongs` they are the branch's own."""

        def take(row):
            area = Area(*(text_of(row, heading) for heading in ("code", "name", "level", "parent")))
            self.book.areas[area.code] = area
            if belongs:
                self.book.branch_areas.add(area.code)

        return self.each(rows, take)

    def import_cadres(self, rows):
        def take(row):
            cadre = text_of(row, "kode_kader")
            agreement = Agreement(
                cadre,
                text_of(row, "no_perjanjian"),
                needed_day(row, "mulai"),
                day_of(text_of(row, "selesai")),
            )
            if any(other.cadre == cadre and overlap(other, agreement) for other in self.book.agreements):
                raise BadRowError("agreements overlap")
            self.book.cadres.add(cadre)
            self.book.agreements.append(agreement)

        return self.each(rows, take)

    def import_territories(self, rows):
        def take(row):
            kelurahan = text_of(row, "kode_wilayah")
            territory = Territory(
                text_of(row, "kode_kader"),
                kelurahan,
                needed_day(row, "mulai"),
                day_of(text_of(row, "selesai")),
            )
            self.known_cadre(territory.cadre)
            if any(other.kelurahan == kelurahan and overlap(other, territory) for other in self.book.territories):
                raise BadRowError("territories overlap")
            self.book.territories.append(territory)

        return self.each(rows, take)

    def import_policies(self, rows, *, everywhere=False):
        used = [closing.policy for closing in self.book.closings.values()]
        return self.each(rows, lambda row: put(self.book.policies, policy_from(row, own=not everywhere), used))

    def import_reward_schemes(self, rows, *, everywhere=False):
        used = [closing.scheme for closing in self.book.closings.values()]
        return self.each(schemes_from(rows, own=not everywhere), lambda scheme: put(self.book.schemes, scheme, used))

    # The month

    def import_arrears(self, rows, period, as_of):
        self.begin()
        return households.import_list(self.book, rows, period, as_day(as_of))

    def undo_last_list(self, period):
        self.begin()
        households.undo_last_list(self.book, period)

    def assign_cases(self, period, on=None):
        self.begin()
        return assignment.assign_cases(self.book, period, as_day(on))

    def move_cases(self, rows, period):
        if self.book.is_closed(period):
            raise RefusedError("the period is closed")
        return self.each(rows, lambda row: assignment.move_case(self.book, row, period))

    def import_contacts(self, rows, arrived=None):
        """Contacts, whose arrival at the server may be named."""
        received = moment_of(arrived, self.book.zone) if arrived else self.book.now

        def take(row):
            uuid = text_of(row, "uuid") or f"paper-{len(self.book.contacts)}"
            if uuid in self.book.contacts:
                return
            at = moment_of(text_of(row, "waktu"), self.book.zone)
            household = households.household_of_row(self.book, row, at.date())
            cadre = self.known_cadre(text_of(row, "kode_kader"))
            contact = Contact(uuid, cadre, household, at, text_of(row, "hasil"), received)
            self.book.contacts[uuid] = contact
            if contact.outcome in HOLDING_OUTCOMES:
                self.book.holds.append(Hold(household, contact.day))

        return self.each(rows, take)

    def import_holds(self, rows):
        def take(row):
            day = needed_day(row, "mulai")
            self.book.holds.append(Hold(households.household_of_row(self.book, row, day), day))

        return self.each(rows, take)

    def import_writeoffs(self, rows):
        """Kept, and without any effect on the figures: a write-off is no payment and earns nothing."""

        def take(row):
            day = needed_day(row, "tanggal")
            self.book.writeoffs.append((households.household_of_row(self.book, row, day), day))

        return self.each(rows, take)

    def import_registrations(self, rows):
        def take(row):
            entry = Registration(
                self.known_cadre(text_of(row, "kode_kader")), text_of(row, "noka"), needed_day(row, "tanggal")
            )
            if any(other.card == entry.card for other in self.book.registrations):
                raise BadRowError("already registered")
            self.book.registrations.append(entry)

        return self.each(rows, take)

    def known_cadre(self, code):
        if code not in self.book.cadres:
            raise BadRowError(f"no cadre {code}")
        return code

    def hold_meeting(self, day, marks):
        """A regular meeting with the attendance of some cadres."""
        self.begin()
        self.book.meetings.append(Meeting(as_day(day), dict(marks)))

    def uphold_incident(self, cadre, day):
        self.begin()
        self.book.incidents.append(Incident(cadre, as_day(day)))

    # Closing and reviews

    def close_period(self, period):
        self.begin()
        if self.book.is_closed(period):
            return
        start = households.first_period(self.book)
        if start is None or period < start:
            raise RefusedError("the branch has no such period")
        if any(not self.book.is_closed(month) for month in self.periods_between(start, period)):
            raise RefusedError("an earlier period is open")
        if self.book.now.date() <= last_day(period):
            raise RefusedError("the period is not over")
        closing = figures.settle(self.book, period)
        closing.version += sum(old.period == period for old in self.book.old_closings)
        closing.reports = figures_of(self.book, closing)
        self.book.closings[period] = closing
        reviews.after_closing(self.book, period)

    def periods_between(self, start, period):
        while start < period:
            yield start
            start = next_period(start)

    def reopen_period(self, period):
        """Only the latest closed period; its figures stay as an old version."""
        self.begin()
        if not self.book.closings or period != max(self.book.closings):
            raise RefusedError("not the latest closed period")
        self.book.old_closings.append(self.book.closings.pop(period))
        reviews.forget_closing(self.book, period)

    def excuse_month(self, cadre, period):
        self.begin()
        self.book.excused.add((cadre, period))

    def decide_review(self, cadre, decision, on=None, successor=None):
        """Decide the open review of a cadre; `end` has `on` as the last day of agreement and territory."""
        self.begin()
        waiting = [review for review in self.book.reviews if review.cadre == cadre and review.status == "open"]
        if not waiting or decision not in reviews.DECISIONS:
            raise RefusedError("no open review")
        if decision == "end":
            assignment.end_partnership(self.book, cadre, as_day(on), successor)
        waiting[0].status = decision


def as_day(value):
    return value if value is None or isinstance(value, date) else day_of(value)
