"""The accounts of the demo and their passwords, which are public on purpose.

A regional supervisor gets the region of the branch; the administrator belongs to no branch.
"""

from dataclasses import dataclass

from kaderjkn.common.accounts.actions import issue_login
from kaderjkn.common.models import User


@dataclass(frozen=True, slots=True)
class Login:
    name: str
    role: str
    branch: str
    password: str
    meaning: str


LOGINS = (
    Login("petugas", "staff", "0905", "melati-jingga-2417", "Petugas Kantor Cabang Jakarta Utara"),
    Login("supervisor", "supervisor", "0905", "samudra-teduh-8130", "Supervisor Kantor Cabang Jakarta Utara"),
    Login("wilayah", "regional", "0905", "gunung-kelabu-5526", "Supervisor Kedeputian Wilayah IV"),
    Login("admin", "admin", "", "lentera-biru-9074", "Administrator (tanpa data peserta)"),
    Login("petugas.barat", "staff", "0904", "kenari-senja-3698", "Petugas Kantor Cabang Jakarta Barat"),
)


def password_of(name: str) -> str:
    return next(login.password for login in LOGINS if login.name == name)


CADRE = "0905-01"


def cadre_password() -> str:
    """A new printed code for the first cadre, as staff would issue it; once changed, it is no longer ours to know."""
    user = User.objects.get(username=CADRE)
    return issue_login(user=user, by=None) if user.must_change_password else "(sudah diganti)"
