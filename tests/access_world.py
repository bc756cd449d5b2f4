"""Two branches of two regions with somebody of every role, for tests that walk every page."""

from types import SimpleNamespace

from tests.access_table import EVERYBODY
from tests.factories import BranchFactory, CadreFactory, RegionFactory, UserFactory

OWN, OTHER = "own", "other"
PLACES = ((OWN, "0905"), (OTHER, "0801"))


def make_world() -> SimpleNamespace:
    """`people` by place and role; `cadre` is the one of the own branch."""
    branches = {where: BranchFactory(code=code, region=RegionFactory(name=where)) for where, code in PLACES}
    cadres = {where: CadreFactory(branch=branch) for where, branch in branches.items()}
    people = {
        (where, role): person(role, branch, cadres[where]) for where, branch in branches.items() for role in EVERYBODY
    }
    people["own", "another cadre"] = CadreFactory(branch=branches[OWN]).user
    return SimpleNamespace(branch=branches[OWN], cadre=cadres[OWN], people=people)


def person(role, branch, cadre):
    if role == "cadre":
        return cadre.user
    place = {"region": branch.region} if role == "regional" else {} if role == "admin" else {"branch": branch}
    return UserFactory(role=role, is_superuser=role == "admin", **place)
