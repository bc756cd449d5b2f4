"""Reports of misconduct: opened by the office, decided once, with a reason."""

from datetime import timedelta

import pytest

from kaderjkn.collections.field.errors import IncidentRefused
from kaderjkn.collections.field.incidents import decide_incident, report_incident


@pytest.fixture
def incident(cadre, staff):
    return report_incident(cadre=cadre, happened_on=cadre.branch.today(), report=" Meminta uang ", by=staff)


def test_reported_incident_is_open(incident, cadre):
    assert (incident.state, incident.report, incident.branch) == ("open", "Meminta uang", cadre.branch)


def test_incident_of_tomorrow_or_without_words_is_refused(cadre, staff):
    today = cadre.branch.today()
    for day, words in ((today + timedelta(days=1), "Meminta uang"), (today, "  ")):
        with pytest.raises(IncidentRefused):
            report_incident(cadre=cadre, happened_on=day, report=words, by=staff)


def test_incident_is_decided_once_and_with_a_reason(incident, supervisor):
    with pytest.raises(IncidentRefused, match="alasan"):
        decide_incident(incident=incident, is_upheld=True, decision="", by=supervisor)
    decided = decide_incident(incident=incident, is_upheld=True, decision="Ada bukti pesan", by=supervisor)
    assert (decided.state, decided.decided_by) == ("upheld", supervisor)
    with pytest.raises(IncidentRefused, match="sudah"):
        decide_incident(incident=incident, is_upheld=False, decision="Tidak jadi", by=supervisor)
