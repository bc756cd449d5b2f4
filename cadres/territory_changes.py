"""Giving kelurahan to other cadres from a day on, many as one act, and taking such an act back."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.types.range import DateRange

from kaderjkn.common.audit import acting
from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.formatting import long_date
from kaderjkn.common.models import Area, Branch, IssuedDocument, User

from .documents import ASSIGNMENT_LETTER
from .errors import CannotGive, CannotTakeBack
from .models import Cadre, ChangedKelurahan, Territory, TerritoryChange

AHEAD = timedelta(days=366)  # farther away, a day is a slip of the hand


def give_kelurahan(
    *, branch: Branch, to: Mapping[int, int], on: date, form_key: UUID, by: User | None
) -> TerritoryChange:
    """Give each kelurahan to its cadre (ids) from the day on, all or none; the same form again changes nothing.

    Who has it on that day has it until the day before. What is planned for later stays: the new territory ends there.
    """
    with transaction.atomic(), acting(by, kind="give kelurahan"):
        facts = {"branch": branch, "on": on, "made_by": by}
        change, is_new = TerritoryChange.objects.get_or_create(form_key=form_key, defaults=facts)
        if not is_new:
            return change
        check_day(branch, on)
        areas = Area.objects.filter(branch=branch, level=AreaLevel.VILLAGE).in_bulk(to)
        cadres = locked_cadres(branch, to.values(), on)
        if not to or len(areas) < len(to):
            raise CannotGive(_("Kelurahan ini tidak ada di cabang."))
        try:
            with transaction.atomic():
                for area, cadre in sorted(to.items()):
                    give(change, areas[area], cadres[cadre])
        except IntegrityError:  # somebody else was quicker; the constraint on days decides
            raise CannotGive(
                _("Wilayah ini baru saja diubah orang lain. Tidak ada yang diubah; muat ulang lalu periksa lagi.")
            ) from None
    return change


def check_day(branch: Branch, on: date) -> None:
    today = branch.today()
    if on < today:
        raise CannotGive(_("Hari mulai sudah lewat; paling awal hari ini, %(day)s.") % {"day": long_date(today)})
    if on > today + AHEAD:
        raise CannotGive(_("Hari mulai lebih dari setahun lagi; periksa tahunnya."))


def locked_cadres(branch: Branch, ids, on: date) -> dict[int, Cadre]:
    """The cadres, each with an agreement in force on the day; no partnership of theirs ends meanwhile."""
    rows = Cadre.objects.filter(branch=branch, pk__in=set(ids)).order_by("pk").select_for_update()
    found = {cadre.pk: cadre for cadre in rows}
    working = set(Cadre.objects.filter(pk__in=found).with_agreement_on(on).values_list("pk", flat=True))
    if found.keys() < set(ids):
        raise CannotGive(_("Kader ini tidak ada di cabang."))
    for pk in found.keys() - working:
        raise CannotGive(without_agreement(found[pk], on))
    return found


def check_gift(*, area: Area, cadre: Cadre, on: date) -> None:
    """Say before it is done what would be refused; what changes meanwhile is found when it is done."""
    check_day(cadre.branch, on)
    if not cadre.agreements.in_force(on).exists():
        raise CannotGive(without_agreement(cadre, on))
    if area.territories.in_force(on).filter(cadre=cadre).exists():
        raise CannotGive(held_already(area, cadre))


def without_agreement(cadre: Cadre, on: date) -> str:
    words = _("%(cadre)s tidak punya perjanjian yang berlaku pada %(day)s.")
    return words % {"cadre": cadre.name, "day": long_date(on)}


def held_already(area: Area, cadre: Cadre) -> str:
    return _("%(area)s sudah dipegang %(cadre)s pada hari itu.") % {"area": area.name, "cadre": cadre.name}


def give(change: TerritoryChange, area: Area, cadre: Cadre) -> None:
    """End the row of the day, if any, and make the new one; note both."""
    rows = Territory.objects.filter(area=area).select_for_update()
    former = rows.filter(valid__contains=change.on).first()
    if former and former.cadre_id == cadre.pk:
        raise CannotGive(held_already(area, cadre))
    later = rows.filter(valid__startswith__gt=change.on).order_by("valid__startswith").first()
    kept = {"former_cadre_id": former.cadre_id, "former_valid": former.valid} if former else {}
    if former:
        shorten(former, change.on)
    valid = DateRange(change.on, later.valid.lower if later else None)
    made = Territory.objects.create(cadre=cadre, area=area, valid=valid)
    ChangedKelurahan.objects.create(change=change, area=area, cadre=cadre, valid=valid, territory=made, **kept)


def shorten(territory: Territory, until: date) -> None:
    """Let it end before the day; one that would only begin then goes."""
    if territory.valid.lower == until:
        territory.delete()
        return
    territory.valid = DateRange(territory.valid.lower, until)
    territory.save(update_fields=["valid"])


def take_back(*, change: TerritoryChange, by: User | None) -> None:
    """Give every kelurahan back as it was, or none.

    Whether cases rest on it is asked by the floor above, which calls this.
    """
    with transaction.atomic(), acting(by, kind="take back territory change"):
        change = TerritoryChange.objects.select_for_update().get(pk=change.pk)
        if reasons := reasons_against(change):
            raise CannotTakeBack(" ".join(reasons))
        try:
            with transaction.atomic():
                for one in change.kelurahan.select_related("territory"):
                    put_back(one, change.on)
        except IntegrityError:
            raise CannotTakeBack(changed_since()) from None
        change.undone_at, change.undone_by = timezone.now(), by
        change.save(update_fields=["undone_at", "undone_by"])


def put_back(one: ChangedKelurahan, on: date) -> None:
    one.territory.delete()
    if one.former_valid is None:
        return
    mine = Territory.objects.filter(area=one.area_id, cadre=one.former_cadre_id)
    if one.former_valid.lower == on:
        Territory.objects.create(area_id=one.area_id, cadre_id=one.former_cadre_id, valid=one.former_valid)
    elif not mine.filter(valid=DateRange(one.former_valid.lower, on)).update(valid=one.former_valid):
        raise CannotTakeBack(changed_since())


def reasons_against(change: TerritoryChange) -> list[str]:
    """Why the change cannot be taken back, as far as this floor knows."""
    if change.undone_at:
        return [_("Perubahan ini sudah dibatalkan.")]
    given = list(change.kelurahan.select_related("territory"))
    if any(one.territory is None or one.territory.valid != one.valid for one in given):
        return [changed_since()]
    if any(one.territory.cadre_id != one.cadre_id for one in given):
        return [changed_since()]
    letters = IssuedDocument.objects.filter(kind=ASSIGNMENT_LETTER, issued_at__gt=change.made_at, revoked_at=None)
    cadres = [one.cadre_id for one in given]
    if change.on <= change.branch.today() and letters.filter(subject_id__in=agreements_of(cadres)).exists():
        return [_("Surat tugas dengan wilayah baru sudah diterbitkan.")]
    return []


def agreements_of(cadres):
    return Cadre.objects.filter(pk__in=cadres).exclude(agreements=None).values("agreements")


def changed_since() -> str:
    return _("Wilayah dari perubahan ini sudah diubah lagi sejak itu; atur wilayahnya dengan tangan.")
