"""`Reporting`: the reports of a ledger by their names on the command line; of a closed month as they were fixed."""

from tests.second_calculation import figures, reports


def figures_of(book, closing):
    """What a closing fixes."""
    return {
        "collectability": reports.collectability(book, closing),
        "collectability-by-kecamatan": reports.collectability_by_kecamatan(book, closing),
        "rewards": reports.rewards(closing),
        "active-cadres": reports.active_cadres(book, closing),
    }


class Reporting:
    """The part of `Ledger` that reports."""

    def fixed_or_current(self, name, period):
        if self.book.is_closed(period):
            return self.book.closings[period].reports[name]
        return figures_of(self.book, figures.settle(self.book, period))[name]

    def report_cases(self, period):
        return reports.cases(self.book, period)

    def report_collectability(self, period):
        return self.fixed_or_current("collectability", period)

    def report_collectability_by_kecamatan(self, period):
        return self.fixed_or_current("collectability-by-kecamatan", period)

    def report_rewards(self, period):
        return self.fixed_or_current("rewards", period)

    def report_reviews(self, period):
        return reports.reviews(self.book, period)

    def report_active_cadres(self, period):
        return self.fixed_or_current("active-cadres", period)

    def report_attendance(self, period):
        return reports.attendance(self.book, period)

    def report_arrears_by_kecamatan(self, period):
        return reports.arrears_by_kecamatan(self.book, period)

    def report_unmatched_payments(self, period):
        return reports.unmatched_payments(self.book, period)

    def report(self, name, period):
        """A report by its name on the command line."""
        return getattr(self, "report_" + name.replace("-", "_"))(period)
