"""What changes agreements and territories."""

from datetime import date

from django.db import transaction
from psycopg.types.range import DateRange

from kaderjkn.common.audit import acting
from kaderjkn.common.models import User

from .models import Agreement, Cadre, Territory


def end_partnership(*, cadre: Cadre, on: date, by: User | None) -> None:
    """End agreements and territories; `on` is the first day without them."""
    with transaction.atomic(), acting(by, kind="end partnership"):
        Cadre.objects.select_for_update().get(pk=cadre.pk)  # a renewal of the cadre comes wholly before or after
        for model in (Agreement, Territory):
            rows = model.objects.filter(cadre=cadre)
            rows.filter(valid__startswith__gte=on).delete()
            for row in rows.filter(valid__contains=on):
                row.valid = DateRange(row.valid.lower, on)
                row.save(update_fields=["valid"])
