"""Makers of rows for tests; each makes what it must and nothing else."""

from datetime import date

import factory
from django.contrib.auth import get_user_model
from django.db.backends.postgresql.psycopg_any import DateRange
from factory.django import DjangoModelFactory

from arrears.models import Household
from cadres.models import Agreement, Cadre, Territory
from kaderjkn.common.accounts.names import cadre_username
from kaderjkn.common.models import Area, Branch, Region

PASSWORD = "melati-jingga-2417"


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ["name"]

    name = "Kedeputian Wilayah IV"


class BranchFactory(DjangoModelFactory):
    class Meta:
        model = Branch
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"{1000 + n}")
    name = factory.LazyAttribute(lambda branch: f"Cabang {branch.code}")
    region = factory.SubFactory(RegionFactory)


class UserFactory(DjangoModelFactory):
    """A user whose password is `factories.PASSWORD`; give the branch or region that the role needs."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"pengguna{n}")
    role = "staff"
    is_staff = factory.LazyAttribute(lambda user: user.role in ("supervisor", "admin"))
    password = factory.django.Password(PASSWORD)


class AreaFactory(DjangoModelFactory):
    """A kelurahan; its kecamatan only where one is given."""

    class Meta:
        model = Area

    code = factory.Sequence(lambda n: f"31.72.{1 + n // 9000:02}.{1001 + n % 9000}")
    name = factory.Sequence(lambda n: f"Kelurahan {n}")
    level = "kelurahan"


class CadreFactory(DjangoModelFactory):
    """A cadre with an account; `agreement_from=day` adds an agreement of a year from that day."""

    class Meta:
        model = Cadre
        skip_postgeneration_save = True

    branch = factory.SubFactory(BranchFactory)
    code = factory.Sequence(lambda n: f"K{n:03}")
    name = factory.LazyAttribute(lambda cadre: f"Ibu {cadre.code}")
    phone = factory.Sequence(lambda n: f"+62812{10000000 + n}")
    user = factory.SubFactory(
        UserFactory,
        username=factory.LazyAttribute(lambda user: cadre_username(user.branch.code, user.factory_parent.code)),
        role="cadre",
        branch=factory.SelfAttribute("..branch"),
        phone=factory.SelfAttribute("..phone"),
        name=factory.SelfAttribute("..name"),
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        first = kwargs.pop("agreement_from", None)
        cadre = super()._create(model_class, *args, **kwargs)
        if first:
            AgreementFactory(cadre=cadre, valid=DateRange(first, date(first.year + 1, first.month, first.day)))
        return cadre


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    cadre = factory.SubFactory(CadreFactory)
    number = factory.Sequence(lambda n: f"PKS-{n:04}")
    valid = DateRange(date(2026, 1, 1), date(2027, 1, 1))


class TerritoryFactory(DjangoModelFactory):
    class Meta:
        model = Territory

    cadre = factory.SubFactory(CadreFactory)
    area = factory.SubFactory(AreaFactory, branch=factory.SelfAttribute("..cadre.branch"))
    valid = DateRange(date(2026, 1, 1), None)


class HouseholdFactory(DjangoModelFactory):
    class Meta:
        model = Household

    branch = factory.SubFactory(BranchFactory)
    key = factory.Sequence(lambda n: f"{3172000000000000 + n}")
