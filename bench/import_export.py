"""The same list by django-import-export in bulk mode: five resources, one for each table.

As quick as it goes: rows grouped before the clock runs, ids given, foreign keys written as plain numbers instead of
being looked up row by row, no diff, no look-up of known rows, nothing checked.
"""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from django.db import models, transaction
from import_export import fields, resources, widgets
from tablib import Dataset

from arrears.models import Household, HouseholdKey, ListedHousehold, ListRow, Participant
from kaderjkn.common.models import Area

from .floor import single_rows
from .lists import COLUMNS

BULK = {
    "use_bulk": True,
    "batch_size": 1000,
    "skip_diff": True,
    "skip_html_diff": True,
    "force_init_instance": True,
    "report_skipped": False,
    "use_transactions": True,
}
TABLES = (Household, HouseholdKey, ListedHousehold, ListRow, Participant)
WIDGETS = {models.BooleanField: widgets.BooleanWidget, models.DateField: widgets.DateWidget}


def prepare(path: Path, month: date) -> Callable[[], None]:
    """Read the good rows of a list into one dataset for each table; return the act that is to be timed."""
    single = single_rows("first", month, path.name)
    listed = {"branch_id": single["branch"], "month": month, "list_id": single["list"]}
    areas = dict(Area.objects.filter(branch=single["branch"]).values_list("code", "id"))
    rows: dict = {model: [] for model in TABLES}
    for household, family in enumerate(_families(path), start=1):
        _add_household(rows, household, family, listed, areas)
        for member in family:
            _add_member(rows, household, member, listed)
    loads = [(_resource(model, list(rows[model][0])), _dataset(rows[model])) for model in TABLES]
    return lambda: _run(loads)


def _run(loads: list[tuple[resources.ModelResource, Dataset]]) -> None:
    with transaction.atomic():
        for resource, dataset in loads:
            resource.import_data(dataset, raise_errors=True)


def _families(path: Path) -> Iterator[list[dict]]:
    """Households stand together in the file."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, fieldnames=["line", *COLUMNS])
        for _key, family in groupby(rows, key=lambda row: row["no_kk"] or row["noka"]):
            yield list(family)


def _add_household(rows: dict, number: int, family: list[dict], listed: dict, areas: dict) -> None:
    head = min(family, key=lambda row: (row["kepala"] != "Y", row["noka"]))
    key, branch = head["no_kk"] or head["noka"], {"branch_id": listed["branch_id"]}
    area = areas.get(head["kode_wilayah"])
    rows[Household].append(branch | {"id": number, "key": key})
    rows[HouseholdKey].append(branch | {"id": number, "key": key, "household_id": number})
    rows[ListedHousehold].append(
        listed
        | {
            "id": number,
            "household_id": number,
            "key": key,
            "head_card": head["noka"],
            "head_name": head["nama"],
            "members": len(family),
            "months": max(int(row["bulan_menunggak"]) for row in family),
            "amount": sum(int(row["jml_tunggakan"]) for row in family),
            "care_class": head["kelas"],
            "address": head["alamat"],
            "rt": head["rt"],
            "rw": head["rw"],
            "phone": head["no_hp"],
            "place": "" if area else head["kode_wilayah"],
            "area_id": area,
            "status": "",
        }
    )


def _add_member(rows: dict, household: int, row: dict, listed: dict) -> None:
    person = {
        "id": len(rows[Participant]) + 1,
        "household_id": household,
        "card": row["noka"],
        "name": row["nama"],
        "nik_hash": sha256(row["nik"].encode()).hexdigest(),
        "nik_last4": row["nik"][-4:],
    }
    rows[Participant].append(person | {"branch_id": listed["branch_id"]})
    rows[ListRow].append(
        listed
        | person
        | {
            "line": row["line"],
            "family_card": row["no_kk"],
            "is_head": row["kepala"] == "Y",
            "segment": row["segmen"],
            "care_class": row["kelas"],
            "address": row["alamat"],
            "rt": row["rt"],
            "rw": row["rw"],
            "area_code": row["kode_wilayah"],
            "phone": row["no_hp"],
            "months": row["bulan_menunggak"],
            "amount": row["jml_tunggakan"],
        }
    )


def _dataset(rows: list[dict]) -> Dataset:
    return Dataset(*(tuple(row.values()) for row in rows), headers=list(rows[0]))


def _resource(model: type[models.Model], names: list[str]) -> resources.ModelResource:
    """A resource whose foreign keys are numbers."""
    meta = type("Meta", (), {"model": model, "fields": names, **BULK})
    columns = {name: fields.Field(attribute=name, column_name=name, widget=_widget(model, name)) for name in names}
    return type(f"{model.__name__}Resource", (resources.ModelResource,), {"Meta": meta, **columns})()


def _widget(model: type[models.Model], name: str) -> widgets.Widget:
    field = next(each for each in model._meta.concrete_fields if name in (each.name, each.attname))
    if isinstance(field, models.CharField):
        return widgets.CharWidget()
    return WIDGETS.get(type(field), widgets.IntegerWidget)()
