"""Contacts with households. Who was reached is masked; notes stay on the household's page."""

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arrears.models import Household, Participant
from kaderjkn.common.formatting import local_time, mask_name, mask_tail
from kaderjkn.common.lists.declaring import Column, Listing, Sort, Total, declare
from kaderjkn.common.models import Branch

from ..field.enums import Mode, Outcome
from ..field.forms_lists import ContactFilter
from ..field.models import Contact

SORTS = (Sort("time", gettext_lazy("Waktu"), ("made_at", "pk"), is_descending=True),)


def columns() -> list[Column]:
    return [
        Column("time", _("Waktu"), heading="waktu", url="url", sort="time", is_fixed=True),
        Column("name", _("Keluarga"), heading="kepala_keluarga"),
        Column("key", _("KK"), "code", heading="kk"),
        Column("cadre", _("Kader"), heading="nama_kader", url="cadre_url"),
        Column("cadre_code", _("Kode kader"), "code", heading="kader", is_usual=False),
        Column("mode", _("Cara"), heading="cara"),
        Column("outcome", _("Hasil"), heading="hasil"),
        Column("promised_on", _("Janji tanggal"), "date", heading="tgl_janji"),
        Column("promised_amount", _("Janji (Rp)"), "amount", heading="jumlah_janji"),
        Column("channel", _("Kanal rujukan"), heading="kanal", is_usual=False),
        Column("received_at", _("Diterima"), heading="diterima", is_usual=False),
    ]


def present(rows: list[Contact], branch: Branch) -> list[dict]:
    """Contacts with household, cadre and channel: a fixed number of queries."""
    found = Contact.objects.select_related("cadre", "channel").in_bulk([row.pk for row in rows])
    households = Household.objects.in_bulk({row.household_id for row in rows})
    names = names_of(branch, households)
    return [as_row(found.get(row.pk, row), households[row.household_id], names, branch) for row in rows]


def names_of(branch: Branch, households) -> dict[int, str]:
    """The member with the lowest card stands for the household, as on other pages."""
    members = Participant.objects.filter(branch=branch, household__in=households).order_by("household", "-card")
    return dict(members.values_list("household", "name"))


def as_row(contact: Contact, household: Household, names: dict[int, str], branch: Branch) -> dict:
    name = mask_name(names.get(household.pk, ""))
    return {
        "pk": contact.pk,
        "label": f"{name} {mask_tail(household.key)}",
        "time": local_time(contact.made_at, branch.time_zone),
        "url": household.get_absolute_url(),
        "name": name,
        "key": mask_tail(household.key),
        "cadre": contact.cadre.name,
        "cadre_code": contact.cadre.code,
        "cadre_url": reverse("collections:cadre-detail", args=[contact.cadre_id]),
        "mode": str(Mode(contact.mode).label),
        "outcome": str(Outcome(contact.outcome).label),
        "promised_on": contact.promised_on,
        "promised_amount": contact.promised_amount,
        "channel": contact.channel.name if contact.channel else "",
        "received_at": local_time(contact.received_at, branch.time_zone),
    }


def totals(rows) -> list[Total]:
    found = rows.aggregate(
        contacts=Count("pk"), promises=Count("pk", filter=Q(promised_on__isnull=False)), amount=Sum("promised_amount")
    )
    return [
        Total(_("Kontak"), found["contacts"]),
        Total(_("Dengan janji"), found["promises"]),
        Total(_("Jumlah janji"), found["amount"] or 0, "rupiah"),
    ]


CONTACTS = declare(
    Listing(
        name="kontak",
        title=gettext_lazy("Kontak"),
        permission="collections.read_contacts",
        filter=ContactFilter,
        columns=columns,
        sorts=SORTS,
        present=present,
        totals=totals,
        url_name="collections:contact-list",
    )
)
