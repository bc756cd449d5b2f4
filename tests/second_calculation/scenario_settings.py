"""The policies and reward schemes of an invented branch: at its founding, and in the course of its months."""

from tests.second_calculation.branches import policy_row, scheme_rows
from tests.second_calculation.values import next_period


def add_policies(weaver):
    """None (the shipped one rules), one, or one after another; sometimes for all branches."""
    for start in founding_starts(weaver):
        add_policy(weaver, start)


def add_schemes(weaver):
    for start in founding_starts(weaver):
        add_scheme(weaver, start)


def founding_starts(weaver):
    base = weaver.months[0]
    return weaver.pick([[], ["2026-01-01"], ["2026-01-01", f"{next_period(base)}-01"], [f"{base}-02"]])


def some_start(weaver):
    """The first or second day of a month so far, of the next one, or of the year."""
    months = [*weaver.months, next_period(weaver.months[-1])]
    return weaver.pick(["2026-01-01", f"{weaver.pick(months)}-01", f"{weaver.pick(months)}-02"])


def add_policy(weaver, start):
    cells = {
        "attribution": weaver.pick(["holder", "contact", "contact"]),
        "attribution_days": weaver.pick([7, 1, 30]),
        "cadre_min_months": weaver.pick([1, 2, 4]),
        "cadre_max_months": weaver.pick(["", 6, 12]),
        "review_months": weaver.pick([1, 2, 3]),
        "active_min_contact_share": weaver.pick(["", 0, 34, 100]),
        "active_min_attendance_share": weaver.pick(["", 0, 67, 100]),
    }
    weaver.add("import_policies", [policy_row(start, **cells)], **everywhere_sometimes(weaver))


def add_scheme(weaver, start):
    """A name of its own for every import, so that the lines tell which one made them."""
    tiers = weaver.pick(
        [
            [(1, "", 2500)],
            [(1, 4, 1000), (5, 12, 2500), (13, "", 3333)],
            [(1, 1, 10000), (2, "", 1)],
        ]
    )
    rows = scheme_rows(
        tiers,
        start,
        f"Skema {weaver.next_serial()} {start}",
        per_case=weaver.pick(["", 1, 1000, 25_000]),
        per_month=weaver.pick(["", 1, 1000, 20_000]),
        fee=weaver.pick(["", 25_000]),
    )
    weaver.add("import_reward_schemes", rows, **everywhere_sometimes(weaver))


def everywhere_sometimes(weaver):
    return {"everywhere": True} if weaver.chance(3) else {}
