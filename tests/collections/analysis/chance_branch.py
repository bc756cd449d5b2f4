"""A branch of chance: two months of lists, cases that change hands, envelopes, contacts, payments."""

import random
import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from arrears.models import (
    ArrearsList,
    Case,
    CaseHolder,
    Channel,
    Household,
    ListedHousehold,
    ListRow,
    Payment,
)
from kaderjkn.collections.closing.actions import recompute
from kaderjkn.collections.models import Contact
from kaderjkn.common.models import Area, Branch, Period
from kaderjkn.common.months import add_months
from meetings.models import Envelope, EnvelopeStep
from tests import factories
from tests.collections.builders import at, make_run

BEFORE, MONTH = date(2026, 2, 1), date(2026, 3, 1)
REHAB_WORDS = ("", "", "", "-", "Tidak", "BELUM", "Aktif", "REHAB 2.0")


@dataclass
class Chance:
    """The maker; `draw` decides everything, so that the same number gives the same branch."""

    branch: Branch
    draw: random.Random
    areas: list[Area]
    cadres: list
    runs: dict
    cards: int = 0

    def day(self, month=MONTH) -> date:
        return month + timedelta(days=self.draw.randrange(28))


def make_chance_branch(seed: int) -> Branch:
    branch = factories.BranchFactory(code="0905", name="Jakarta Utara")
    kecamatan = [
        factories.AreaFactory(code=f"31.72.0{n}", name=f"Kecamatan {n}", level="kecamatan", branch=branch)
        for n in (1, 2)
    ]
    areas = [factories.AreaFactory(branch=branch, parent=parent) for parent in kecamatan for _turn in range(2)]
    cadres = [factories.CadreFactory(branch=branch, agreement_from=date(2026, 1, 1)) for _turn in range(3)]
    runs = {"payments": make_run(branch, "payments")}
    chance = Chance(branch, random.Random(seed), areas, cadres, runs)
    households = [Household.objects.create(branch=branch, key=f"{3172000000000000 + n}") for n in range(24)]
    for month in (BEFORE, MONTH):
        add_month(chance, month, chance.draw.sample(households, 20))
    for household in households[:8]:  # of the month after
        add_contact(chance, household, add_months(MONTH, 1))
    return branch


def add_month(chance: Chance, month: date, households: list) -> None:
    Period.objects.create(branch=chance.branch, month=month)
    run = make_run(chance.branch)
    listing = ArrearsList.objects.create(branch=chance.branch, month=month, data_date=month, run=run)
    older = ArrearsList.objects.create(
        branch=chance.branch, month=month, data_date=month - timedelta(days=3), run=make_run(chance.branch)
    )
    for household in households[:5]:  # an update has taken its place
        add_listed(chance, older, household)
    for household in households:
        listed = add_listed(chance, listing, household)
        if listed.area and listed.months >= 4:
            add_case(chance, listed)
    recompute(branch=chance.branch, month=month)


def add_listed(chance: Chance, listing: ArrearsList, household: Household) -> ListedHousehold:
    draw, members = chance.draw, chance.draw.randint(1, 3)
    facts = {"branch": chance.branch, "month": listing.month, "list": listing, "household": household}
    months = draw.choice([0, 1, 2, 3, 4, 6, 7, 12, 13, 18, 19, 24, 25, 60])
    for _member in range(members):
        chance.cards += 1
        card = f"{chance.cards:013}"
        rehab = draw.choice(REHAB_WORDS)
        ListRow.objects.create(
            **facts, line=chance.cards, card=card, name="A", months=months, amount=1, rehab_status=rehab
        )
    return ListedHousehold.objects.create(
        **facts,
        key=household.key,
        head_card=card,
        members=members,
        months=months,
        amount=draw.randint(1, 40) * 35_000,
        care_class=draw.choice([1, 2, 3, None]),
        area=draw.choice([*chance.areas, None]) if draw.random() < 0.5 else draw.choice(chance.areas),
    )


def add_case(chance: Chance, listed: ListedHousehold) -> None:
    draw = chance.draw
    case = Case.objects.create(
        branch=chance.branch,
        month=listed.month,
        household=listed.household,
        list=listed.list,
        key=listed.key,
        head_card=listed.head_card,
        area=listed.area,
        months=listed.months,
        target=listed.amount,
        care_class=listed.care_class,
        assigned_on=listed.month + timedelta(days=draw.randrange(4)),
    )
    add_holders(chance, case)
    add_envelope(chance, case)
    for _turn in range(draw.choice([0, 0, 1, 1, 2])):
        add_contact(chance, case.household, case.month)
    for turn in range(draw.choice([0, 0, 1, 2, 3])):
        add_payment(chance, case, turn)


def add_holders(chance: Chance, case: Case) -> None:
    days = sorted({case.assigned_on, *([chance.day(case.month)] if chance.draw.random() < 0.4 else [])})
    for day in days:
        if day >= case.assigned_on:
            cadre = chance.draw.choice([*chance.cadres, None] if day > case.assigned_on else chance.cadres)
            CaseHolder.objects.create(branch=chance.branch, case=case, from_on=day, cadre=cadre)


def add_envelope(chance: Chance, case: Case) -> None:
    if chance.draw.random() < 0.3:
        return
    state = chance.draw.choice(["delivered", "delivered", "returned"])
    number = f"0905-{case.month:%y%m}-{case.pk:06}"
    facts = {"case": case, "number": number, "state": state, "cadre": chance.cadres[0]}
    envelope = Envelope.objects.create(branch=chance.branch, **facts)
    moment = at(chance.day(case.month))
    if chance.draw.random() < 0.2:  # recorded by mistake, and taken back
        EnvelopeStep.objects.create(envelope=envelope, state="delivered", at=moment, undone_at=moment)
    reason = "pindah" if state == "returned" else ""
    EnvelopeStep.objects.create(envelope=envelope, state=state, at=moment, reason=reason)


def add_contact(chance: Chance, household: Household, month: date) -> None:
    draw, day = chance.draw, chance.day(month)
    is_promise = draw.random() < 0.5
    channels = dict(Channel.objects.values_list("code", "pk"))
    Contact.objects.create(
        branch=chance.branch,
        uuid=uuid.UUID(int=draw.getrandbits(128)),
        household=household,
        cadre=draw.choice(chance.cadres),
        mode="visit",
        made_at=at(day),
        made_on=day,
        received_at=at(day),
        outcome="promised" if is_promise else "not_home",
        promised_on=day + timedelta(days=5) if is_promise else None,
        channel_id=channels[draw.choice(["REHAB", "ATM"])] if draw.random() < 0.5 else None,
    )


def add_payment(chance: Chance, case: Case, turn: int) -> None:
    draw = chance.draw
    Payment.objects.create(
        branch=chance.branch,
        run=chance.runs["payments"],
        line=1,
        source="BANK",
        reference=f"{case.pk}-{turn}",
        paid_on=chance.day(case.month),
        amount=draw.randint(1, 30) * 35_000,
        channel=draw.choice(["ATM", "atm", "REHAB", "", "WARUNG"]),
        card=case.head_card,
        imported_at=timezone.now(),
        household=case.household,
        listed_month=case.month,
        matched_by="rule",
    )
