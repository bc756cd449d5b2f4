"""A kecamatan with kelurahan that have something to do, and cadres who work there."""

from datetime import timedelta

from psycopg.types.range import DateRange

from arrears.actions.fair_shares import work_out
from arrears.models import Case, FairShare
from tests.collections.builders import make_case
from tests.factories import AgreementFactory, AreaFactory, CadreFactory, TerritoryFactory

DAY = timedelta(days=1)


def working(branch, *, days=400, **fields):
    """A cadre with an agreement from a month ago for so many days."""
    cadre, today = CadreFactory(branch=branch, **fields), branch.today()
    AgreementFactory(cadre=cadre, valid=DateRange(today - 30 * DAY, today + days * DAY))
    return cadre


def kecamatan(code="31.72.90", name="Koja"):
    return AreaFactory(code=code, level="kecamatan", name=name)


def kelurahan(branch, district, cadre=None, *, amount=0, by=None, valid=None):
    """A kelurahan of the cadre (None: nobody's) with one household of so many rupiah."""
    area = AreaFactory(branch=branch, parent=district)
    if cadre:
        TerritoryFactory(cadre=cadre, area=area, valid=valid or DateRange(branch.today() - 20 * DAY, None))
    if amount:
        make_case(by or cadre, area=area, target=amount)
    return area


def proposal(branch, *, by=None, weighting="amount", days=10) -> FairShare:
    """Worked out, from so many days ahead."""
    share = FairShare.objects.create(branch=branch, on=branch.today() + days * DAY, weighting=weighting, made_by=by)
    return work_out(share=share, report=lambda *_how_far: None)


def uneven(branch, *, name="Koja", code="31.72.90"):
    """Two cadres, one with three kelurahan and one with one: one move makes them even."""
    district = kecamatan(code, name)
    much, little = working(branch), working(branch)
    for amount in (100_000, 100_000, 100_000):
        kelurahan(branch, district, much, amount=amount)
    kelurahan(branch, district, little, amount=100_000)
    return much, little


def assigned(cadre, area, day):
    """A case of the kelurahan that was assigned to the cadre on the day."""
    case = make_case(cadre, area=area)
    Case.objects.filter(pk=case.pk).update(assigned_on=day)
