"""Printed codes for cadres: the account is made where it is missing, and gets a new one-time code."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kaderjkn.common.access import log_access
from kaderjkn.common.accounts.actions import create_user, issue_login
from kaderjkn.common.accounts.names import cadre_username
from kaderjkn.common.enums import Role
from kaderjkn.common.models import Branch, User

from .models import Cadre


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed, once: the code is nowhere stored in clear."""

    cadre: Cadre
    code: str

    @property
    def phone(self) -> str:
        return self.cadre.user.phone or ""


def without_login(branch: Branch):
    """Cadres of the branch who never signed in: the ones that still need a slip."""
    mine = Cadre.objects.filter(branch=branch)
    return mine.filter(Q(user=None) | Q(user__last_login=None)).select_related("user", "branch")


@transaction.atomic
def issue_slip(*, cadre: Cadre, by: User) -> Slip:
    """Give a cadre a new code; the former one, and open sessions, end."""
    if cadre.user is None:
        cadre.user = create_user(
            username=cadre_username(cadre.branch.code, cadre.code),
            role=Role.CADRE,
            branch=cadre.branch,
            name=cadre.name,
            phone=free_phone(cadre),
            by=by,
        )
        cadre.save(update_fields=["user"])
    log_access(
        by=by,
        branch=cadre.branch,
        act="print",
        subject_kind="cadre",
        subject_id=cadre.pk,
        reason=_("Cetak kode masuk"),
    )
    return Slip(cadre, issue_login(user=cadre.user, by=by))


def free_phone(cadre: Cadre) -> str:
    """The cadre's number unless another account signs in by it."""
    return "" if User.objects.filter(phone=cadre.phone).exists() else cadre.phone


@transaction.atomic
def issue_slips(*, branch: Branch, by: User) -> list[Slip]:
    """Slips for all cadres of the branch who never signed in."""
    return [issue_slip(cadre=cadre, by=by) for cadre in without_login(branch)]
