"""Small random branches for laws about closing: two months, three cadres, payments in files, built with few rows.

`months()` draws one, `build` puts it into the database up to the moment before March is closed, `said` reads
everything that closings have written, without identifiers and timestamps.
"""

import csv
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import strategies as st

from arrears.models import BranchPolicy, Case
from kaderjkn.collections.closing.actions import close_period
from kaderjkn.collections.models import Registration, RewardScheme, RewardTier
from kaderjkn.common.imports.intake import Intake
from kaderjkn.common.imports.kinds import kind_named
from kaderjkn.common.imports.take_in import take_in
from tests import factories
from tests.collections import builders

FEBRUARY, MARCH = date(2026, 2, 1), date(2026, 3, 1)
HEADINGS = ["sumber", "referensi", "tgl_bayar", "jumlah", "kanal", "noka", "no_kk", "no_va", "membatalkan"]
STRANGER = "3299999999999999"
SAID = {
    "settlements": """
        SELECT closing.month, closing.version, closing.state, coalesce(payment.source, settled.paid ->> 'source'),
               coalesce(payment.reference, settled.paid ->> 'reference'), settled.verdict,
               settled.eligible, cadre.code, held.key, settled.paid_month, settled.is_late, settled.is_current
        FROM collections_settlement AS settled
        JOIN collections_closing AS closing ON closing.id = settled.closing_id
        LEFT JOIN arrears_payment AS payment ON payment.id = settled.payment_id
        LEFT JOIN cadres_cadre AS cadre ON cadre.id = settled.cadre_id
        LEFT JOIN arrears_case AS held ON held.id = settled.case_id
        WHERE settled.branch_id = %(branch)s""",
    "lines": """
        SELECT closing.month, closing.version, closing.state, cadre.code, line.source, line.reference, line.dated,
               line.months, scheme.name, line.rate_bp, line.eligible, line.calculated, line.reward, line.late_from,
               line.is_current
        FROM collections_rewardline AS line
        JOIN collections_closing AS closing ON closing.id = line.closing_id
        JOIN collections_rewardscheme AS scheme ON scheme.id = line.scheme_id
        JOIN cadres_cadre AS cadre ON cadre.id = line.cadre_id
        WHERE line.branch_id = %(branch)s""",
    "cadres": """
        SELECT closing.month, closing.version, closing.state, cadre.code,
               to_jsonb(figure) - '{id,branch_id,closing_id,cadre_id}'::text[]
        FROM collections_cadrefigure AS figure
        JOIN collections_closing AS closing ON closing.id = figure.closing_id
        JOIN cadres_cadre AS cadre ON cadre.id = figure.cadre_id
        WHERE figure.branch_id = %(branch)s""",
    "areas": """
        SELECT closing.month, closing.version, closing.state, area.name,
               to_jsonb(figure) - '{id,branch_id,closing_id,area_id}'::text[]
        FROM collections_areafigure AS figure
        JOIN collections_closing AS closing ON closing.id = figure.closing_id
        JOIN common_area AS area ON area.id = figure.area_id
        WHERE figure.branch_id = %(branch)s""",
    "reviews": """
        SELECT cadre.code, review.opened_month, review.state, array_agg(part.month ORDER BY part.month)
        FROM collections_review AS review
        JOIN cadres_cadre AS cadre ON cadre.id = review.cadre_id
        JOIN collections_reviewmonth AS part ON part.review_id = review.id
        WHERE review.branch_id = %(branch)s AND review.state <> 'withdrawn'
        GROUP BY review.id, cadre.code""",
    "warnings": """
        SELECT cadre.code, closing.month, warning.months
        FROM collections_reviewwarning AS warning
        JOIN cadres_cadre AS cadre ON cadre.id = warning.cadre_id
        JOIN collections_closing AS closing ON closing.id = warning.closing_id
        WHERE warning.branch_id = %(branch)s""",
    "payments": "SELECT source, reference, settled_month FROM arrears_payment WHERE branch_id = %(branch)s",
    "periods": "SELECT month, state FROM common_period WHERE branch_id = %(branch)s",
}


@dataclass
class Month:
    """What is drawn. Days count from 1 February; a payment is (case or None, day, amount, file)."""

    cases: list[tuple[int, int]]
    payments: list[tuple[int | None, date, int, int]]
    moves: list[tuple[int, date, int]]
    contacts: list[tuple[int, date, int]]
    reversed: list[int]
    attribution: str
    cap_per_case: int | None
    cap_per_month: int | None
    registrations: list[date] = field(default_factory=list)

    def file(self, number: int) -> list[dict]:
        return [row(place, *payment) for place, payment in enumerate(self.payments) if payment[3] == number]

    def reversals(self) -> list[dict]:
        """The reversals stand in a file of their own, after all others."""
        return [
            row(place, *self.payments[place]) | {"referensi": f"V{place:02}", "membatalkan": f"R{place:02}"}
            for place in self.reversed
        ]


SOME_MONTH = Month(
    cases=[(35_000, 4), (70_001, 7), (300_000, 13)],
    payments=[
        (0, date(2026, 2, 28), 100, 0),
        (1, date(2026, 3, 10), 35_000, 1),
        (0, date(2026, 2, 1), 100, 2),
        (2, date(2026, 3, 31), 1, 2),
    ],
    moves=[(1, date(2026, 3, 10), 0)],
    contacts=[],
    reversed=[],
    attribution="holder",
    cap_per_case=None,
    cap_per_month=20_000,
)


def row(place: int, case: int | None, day: date, amount: int, _file: int) -> dict:
    payer = STRANGER if case is None else key(case)
    return {
        "sumber": "BRI" if place % 2 else "BNI",
        "referensi": f"R{place:02}",
        "tgl_bayar": day.isoformat(),
        "jumlah": str(amount),
        "no_kk": payer,
    }


def key(case: int) -> str:
    return f"32{case:014}"


DAYS = [date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 10), date(2026, 3, 16), date(2026, 3, 31)]


@st.composite
def months(draw):
    """File 0 was there before February was closed; 1 and 2 came after it."""
    cases = draw(st.lists(st.tuples(amounts, st.sampled_from([4, 7, 13])), min_size=1, max_size=4))
    numbers = st.integers(0, len(cases) - 1)
    days, some_cadre = st.sampled_from(DAYS), st.integers(0, 2)
    payer = st.one_of(numbers, numbers, numbers, st.none())
    payments = draw(st.lists(st.tuples(payer, days, amounts, st.integers(0, 2)), min_size=1, max_size=9))
    return Month(
        cases=cases,
        payments=payments,
        moves=draw(st.lists(st.tuples(numbers, days, some_cadre), max_size=3)),
        contacts=draw(st.lists(st.tuples(numbers, days, some_cadre), max_size=3)),
        reversed=draw(st.lists(st.integers(0, len(payments) - 1), max_size=2, unique=True)),
        attribution=draw(st.sampled_from(["holder", "contact"])),
        cap_per_case=draw(st.sampled_from([None, None, 1, 1000])),
        cap_per_month=draw(st.sampled_from([None, None, 1, 20_000])),
        registrations=draw(st.lists(days, max_size=2)),
    )


amounts = st.sampled_from([1, 100, 35_000, 35_001, 70_001, 300_000])


def build(drawn: Month):
    """The branch, with February closed and March open."""
    branch = factories.BranchFactory(code="0977", name="Uji Hukum")
    cadres = [factories.CadreFactory(branch=branch, code=f"K{number}") for number in range(3)]
    for cadre, last in zip(cadres, [date(2027, 1, 1), date(2027, 1, 1), date(2026, 3, 16)], strict=True):
        factories.AgreementFactory(cadre=cadre, valid=DateRange(date(2026, 1, 1), last))
    set_rules(branch, drawn)
    add_cases(branch, cadres, drawn)
    add_work(branch, cadres, drawn)
    import_payments(branch, drawn.file(0))
    close_period(branch=branch, month=FEBRUARY)
    for rows in (drawn.file(1), drawn.file(2), drawn.reversals()):
        import_payments(branch, rows)
    return branch


def set_rules(branch, drawn: Month) -> None:
    policy = {"attribution": drawn.attribution, "attribution_days": 15, "review_months": 2}
    BranchPolicy.objects.create(branch=branch, starts_on=date(2026, 1, 1), **policy)
    caps = {"cap_per_case": drawn.cap_per_case, "cap_per_month": drawn.cap_per_month, "registration_fee": 5000}
    scheme = RewardScheme.objects.create(branch=branch, name="Uji", starts_on=date(2026, 1, 1), **caps)
    RewardTier.objects.create(scheme=scheme, months=(0, 6), rate_bp=3333)
    RewardTier.objects.create(scheme=scheme, months=(6, None), rate_bp=2500)


def add_cases(branch, cadres, drawn: Month) -> None:
    """Every household is a case in both months, held by the cadre of its turn."""
    area = factories.AreaFactory(branch=branch)
    for number, (target, months_behind) in enumerate(drawn.cases):
        household = factories.HouseholdFactory(branch=branch, key=key(number))
        household.participants.create(branch=branch, card=f"{7_000_000 + number:013}", name=f"Peserta {number}")
        facts = {"household": household, "area": area, "target": target, "months": months_behind}
        for month in (FEBRUARY, MARCH):
            builders.make_case(cadres[number % 3], month=month, **facts)


def add_work(branch, cadres, drawn: Month) -> None:
    for number, day, cadre in drawn.moves:
        case = Case.objects.get(branch=branch, key=key(number), month=day.replace(day=1))
        case.holders.update_or_create(from_on=day, defaults={"branch": branch, "cadre": cadres[cadre]})
    for number, day, cadre in drawn.contacts:
        builders.make_contact(Case.objects.filter(branch=branch, key=key(number)).first(), cadres[cadre], day)
    for number, day in enumerate(drawn.registrations):
        facts = {"branch": branch, "card": f"{8_000_000 + number:013}", "confirmed_on": day}
        Registration.objects.create(cadre=cadres[number], **facts)


def import_payments(branch, rows: list[dict]):
    """As the command does it; nothing where there are no rows. Return the import."""
    if not rows:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pembayaran.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, HEADINGS, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return take_in(Intake(kind_named("payments"), branch), path).run


def said(branch) -> dict[str, list]:
    """Everything that closings have written about the branch, sorted."""
    return {name: sorted(map(str, fetch(sql, branch))) for name, sql in SAID.items()}


def fetch(sql: str, branch) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"branch": branch.pk})
        return cursor.fetchall()


@contextmanager
def undone():
    """Whatever happens inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def after(branch, *acts) -> dict[str, list]:
    """What the branch's closings say after the acts, which are rolled back."""
    with undone():
        for act in acts:
            act()
        return said(branch)
