"""What changes agreements and territories: ending a partnership, passing kelurahan on, and putting both back."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from psycopg.types.range import DateRange

from kaderjkn.common.audit import acting
from kaderjkn.common.models import User

from .models import Agreement, Cadre, RenewedAgreement, SignedScan, Territory


def end_partnership(*, cadre: Cadre, on: date, by: User | None) -> dict[str, list[dict]]:
    """End agreements and territories; `on` is the first day without them. Return the rows as they were."""
    with transaction.atomic(), acting(by, kind="end partnership"):
        Cadre.objects.select_for_update().get(pk=cadre.pk)  # a renewal of the cadre comes wholly before or after
        kept = {"agreements": _reaching(Agreement, cadre, on), "territories": _reaching(Territory, cadre, on)}
        for model in (Agreement, Territory):
            rows = model.objects.filter(cadre=cadre)
            rows.filter(valid__startswith__gte=on).delete()
            for row in rows.filter(valid__contains=on):
                row.valid = DateRange(row.valid.lower, on)
                row.save(update_fields=["valid"])
    return kept


def give_territories(*, ended: list[dict], on: date, to: Mapping[int, Cadre | None], by: User | None) -> list[dict]:
    """Pass ended territories on, each for the days that were taken from it; return the rows that this made."""
    given = []
    with transaction.atomic(), acting(by, kind="give territories"):
        for row in ended:
            successor = to.get(row["fields"]["area_id"])
            if successor is None:
                continue
            valid = DateRange(max(row["from"], on), row["until"])
            made = Territory.objects.create(cadre=successor, area_id=row["fields"]["area_id"], valid=valid)
            given.append(_written_out(made))
    return given


def restore_partnership(*, on: date, kept: dict[str, list[dict]], given: list[dict], by: User | None) -> list[str]:
    """Put agreements and territories back as they were; return sentences about what could not be."""
    with transaction.atomic(), acting(by, kind="restore partnership"):
        problems = [problem for row in given if (problem := _take_back(row))]
        for model, rows in ((Agreement, kept["agreements"]), (Territory, kept["territories"])):
            problems += [problem for row in rows if (problem := _put_back(model, on, row))]
    return problems


def _reaching(model, cadre: Cadre, on: date) -> list[dict]:
    rows = model.objects.filter(cadre=cadre).filter(Q(valid__endswith__gt=on) | Q(valid__endswith=None))
    return [_written_out(row) for row in rows.order_by("pk")]


def _written_out(row: Agreement | Territory) -> dict:
    """The row as plain values, so that it can be kept and come back whole."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    del fields["valid"]
    return {"from": row.valid.lower, "until": row.valid.upper, "fields": fields}


def _take_back(row: dict) -> str:
    """Take a passed-on territory back where it is still as it was given."""
    same = Territory.objects.filter(**row["fields"], valid=DateRange(row["from"], row["until"]))
    if same.exists():
        same.delete()
        return ""
    return _("Wilayah %(area)s sudah diubah sejak itu; atur wilayahnya dengan tangan.") % {"area": _area_name(row)}


def _put_back(model, on: date, row: dict) -> str:
    """Give a row its days again; one that was deleted comes back under its own number."""
    valid = DateRange(row["from"], row["until"])
    try:
        with transaction.atomic():
            if row["from"] >= on:
                made = model(**row["fields"], valid=valid)
                made.save(force_insert=True)
                _join_again(made)
                return ""
            if model.objects.filter(pk=row["fields"]["id"], valid=DateRange(row["from"], on)).update(valid=valid):
                return ""
    except IntegrityError:
        pass
    if model is Territory:
        return _("Wilayah %(area)s tidak dapat dikembalikan sendiri; atur dengan tangan.") % {"area": _area_name(row)}
    return _("Perjanjian %(number)s tidak dapat dikembalikan sendiri; periksa perjanjiannya.") % row["fields"]


def _join_again(row: Agreement | Territory) -> None:
    """The renewal and the scans of an agreement that was gone are its own again."""
    if isinstance(row, Agreement):
        for model in (RenewedAgreement, SignedScan):
            model.objects.filter(cadre=row.cadre_id, number=row.number, agreement=None).update(agreement=row)


def _area_name(row: dict) -> str:
    areas = Territory._meta.get_field("area").related_model.objects
    return str(areas.get(pk=row["fields"]["area_id"]))
