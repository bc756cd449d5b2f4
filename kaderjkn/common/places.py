"""Branches and their regions: making them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .errors import Refused
from .models import Branch, Region


class PlaceRefused(Refused):
    """The branch cannot be made this way."""


@transaction.atomic
def create_branch(*, code, name, zone="Asia/Jakarta", region_name="") -> tuple[Branch, bool]:
    """Make a branch, and its region where that is new; return it and whether it was made.

    The same branch again changes nothing. Another name under a known code is refused.
    """
    if branch := Branch.objects.filter(code=code).first():
        if branch.name != name:
            raise PlaceRefused(
                _("Kode %(code)s sudah dipakai kantor cabang %(name)s.") % {"code": code, "name": branch.name}
            )
        return branch, False
    region = region_named(region_name) if region_name else None
    branch = Branch(code=code, name=name, time_zone=zone, region=region)
    try:
        branch.full_clean()
    except ValidationError as error:
        raise PlaceRefused(" ".join(error.messages)) from None
    branch.save()
    return branch, True


def region_named(name: str) -> Region:
    region, _made = Region.objects.get_or_create(name=name)
    return region
