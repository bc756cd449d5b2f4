"""Reports that a cadre asked for money or broke the pact, and what a supervisor found (RULES 4 and 5.7)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Cadre
from kaderjkn.common.audit import acting

from .enums import IncidentState
from .errors import IncidentRefused
from .models import IntegrityIncident


def report_incident(*, cadre: Cadre, happened_on: date, report: str, by) -> IntegrityIncident:
    """Open an incident for the supervisor."""
    if happened_on > cadre.branch.today():
        raise IncidentRefused(_("Tanggal kejadian belum tiba."))
    if not report.strip():
        raise IncidentRefused(_("Tuliskan apa yang dilaporkan."))
    with transaction.atomic(), acting(by, kind="report incident"):
        return IntegrityIncident.objects.create(
            branch=cadre.branch, cadre=cadre, happened_on=happened_on, report=report.strip(), reported_by=by
        )


def decide_incident(*, incident: IntegrityIncident, is_upheld: bool, decision: str, by) -> IntegrityIncident:
    """Say whether the report is upheld, with a reason; an upheld one costs the active status of its month."""
    if not decision.strip():
        raise IncidentRefused(_("Tuliskan alasan keputusan."))
    with transaction.atomic(), acting(by, kind="decide incident"):
        incident = IntegrityIncident.objects.select_for_update().get(pk=incident.pk)
        if incident.state != IncidentState.OPEN:
            raise IncidentRefused(_("Laporan ini sudah diputuskan."))
        incident.state = IncidentState.UPHELD if is_upheld else IncidentState.DISMISSED
        incident.decision, incident.decided_by, incident.decided_at = decision.strip(), by, timezone.now()
        incident.save(update_fields=["state", "decision", "decided_by", "decided_at"])
    return incident
