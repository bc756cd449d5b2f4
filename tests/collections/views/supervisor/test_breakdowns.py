"""From the branch's figures down to the payment: each floor adds up to the one above."""

from datetime import date

import pytest
from django.urls import reverse

from kaderjkn.collections.closing.actions import recompute
from kaderjkn.collections.models import AreaFigure, CadreFigure
from kaderjkn.common.models import Area
from tests import factories
from tests.collections.builders import make_case, make_payment, make_period

MONTH = date(2026, 3, 1)


@pytest.fixture
def closing(branch, cadre):
    """Two kelurahan of one kecamatan, three cases, two of them paying."""
    make_period(branch, MONTH)
    district = Area.objects.create(code="31.72.06", name="Koja", level="kecamatan", branch=branch)
    for amounts in ((100_000, 50_000), (0,)):
        area = factories.AreaFactory(branch=branch, parent=district)
        for amount in amounts:
            case = make_case(cadre, month=MONTH, area=area)
            if amount:
                make_payment(case, date(2026, 3, 9), amount, matched_by="hand")
    return recompute(branch=branch, month=MONTH)


@pytest.fixture
def opened(client_of, staff, closing):
    def get(name, *args):
        return client_of(staff).get(reverse(f"collections:closing-{name}", args=["2026-03", *args]))

    return get


def test_branch_page_leads_to_kecamatan_and_cadre(opened, cadre):
    text = opened("detail").text
    assert reverse("collections:closing-area", args=["2026-03", "31.72.06"]) in text
    assert reverse("collections:closing-cadre", args=["2026-03", cadre.pk]) in text


def test_kelurahan_add_up_to_the_kecamatan(opened):
    context = opened("area", "31.72.06").context
    assert (context["total"]["cases"], context["total"]["collected"], context["total"]["paying"]) == (3, 150_000, 2)
    assert len(context["rows"]) == 2


def test_cases_add_up_to_the_kelurahan(opened, closing):
    for figure in AreaFigure.objects.filter(closing=closing).select_related("area"):
        context = opened("area", figure.area.code).context
        assert sum(row["eligible"] for row in context["rows"]) == figure.collected == context["total"]["eligible"]
        assert sum(row["target"] for row in context["rows"]) == figure.target
        assert len(context["rows"]) == figure.cases


def test_payments_and_cases_add_up_to_the_cadres_figure(opened, closing, cadre):
    context, figure = opened("cadre", cadre.pk).context, CadreFigure.objects.get(closing=closing, cadre=cadre)
    assert context["collected_total"]["own"] == figure.collected == 150_000
    assert sum(row["target"] for row in context["cases"]) == figure.target
    assert len(context["cases"]) == figure.cases
    assert context["line_total"]["reward"] == 37_500


def test_cadre_keeps_the_target_of_a_case_that_nobody_holds_any_more(opened, closing, cadre, branch):
    """As in the figures: an empty place after an ended partnership is passed over."""
    case = branch.cases.first()
    case.holders.create(branch=branch, from_on=date(2026, 3, 20), cadre=None)
    recompute(branch=branch, month=MONTH)
    context, figure = opened("cadre", cadre.pk).context, CadreFigure.objects.get(closing=closing, cadre=cadre)
    assert len(context["cases"]) == figure.cases == 3


def test_area_of_another_branch_is_not_found(opened, other_branch):
    foreign = factories.AreaFactory(branch=other_branch)
    assert opened("area", foreign.code).status_code == 404


def test_month_without_figures_has_no_parts(client_of, staff, branch, cadre):
    make_period(branch, MONTH)
    url = reverse("collections:closing-cadre", args=["2026-03", cadre.pk])
    assert client_of(staff).get(url).status_code == 404
