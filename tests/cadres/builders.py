"""Cadres with agreements, those that end soon, and the terms of continuing them."""

from datetime import date, timedelta
from uuid import uuid4

from psycopg.types.range import DateRange

from cadres.renewal_plan import Terms
from cadres.renewals import renew
from tests.factories import AgreementFactory, CadreFactory, TerritoryFactory

DAY = timedelta(days=1)


def working(branch, today: date):
    """A cadre of the branch with an agreement for a year, from a month ago."""
    cadre = CadreFactory(branch=branch)
    AgreementFactory(cadre=cadre, valid=DateRange(today - 30 * DAY, today + 335 * DAY))
    return cadre


def ending_in(branch, days: int, **cadre_fields):
    """An agreement of another cadre of the branch whose last day is so many days from today."""
    end = branch.today() + timedelta(days=days + 1)
    cadre = CadreFactory(branch=branch, **cadre_fields)
    return AgreementFactory(cadre=cadre, valid=DateRange(end - timedelta(days=300), end))


def territory_with(agreement, **fields):
    """A territory of the agreement's cadre that ends on the same day."""
    return TerritoryFactory(cadre=agreement.cadre, valid=agreement.valid, **fields)


def terms(first: date | None = None, last: date | None = None, *, pattern="PKS/{kode}/{tahun}", prolongs=True) -> Terms:
    return Terms(first=first, last=last, pattern=pattern, prolongs=prolongs)


def make_renewal(*agreements, by, form_key=None, **how):
    branch = agreements[0].cadre.branch
    ids = [agreement.pk for agreement in agreements]
    return renew(branch=branch, agreement_ids=ids, terms=terms(**how), form_key=form_key or uuid4(), by=by)
