"""From the figures of a month down: kecamatan, kelurahan, its cases; and a cadre's month, line by line."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from cadres.models import Cadre
from kaderjkn.common.enums import AreaLevel
from kaderjkn.common.models import Area

from ...closing.models import AreaFigure, CadreFigure
from ...payouts.models import RewardStatement
from . import breakdown_presenters as presenters
from .closings import PeriodPage

PER_PAGE = 100


class ClosingPart(PeriodPage, TemplateView):
    """A part of a month's figures; without a computed closing there is none."""

    def get_context_data(self, **kwargs):
        if self.closing is None:
            raise Http404
        return super().get_context_data(
            period=self.period, closing=self.closing, month_url=self.get_success_url(), **kwargs
        )

    def page_of(self, rows):
        return Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))


class ClosingArea(ClosingPart):
    """A kecamatan with its kelurahan, or a kelurahan with its cases; the rows add up to the figure above."""

    template_name = "collections/supervisor/closing_area.html"

    @cached_property
    def area(self) -> Area:
        areas = Area.objects.filter(branch=self.period.branch).select_related("parent")
        parents = Area.objects.filter(pk__in=areas.values("parent"))
        return get_object_or_404(areas | parents.select_related("parent"), code=self.kwargs["code"])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(area=self.area, **kwargs)
        is_kelurahan = self.area.level == AreaLevel.VILLAGE
        return context | (self.cases() if is_kelurahan else self.kelurahan())

    def kelurahan(self) -> dict:
        figures = AreaFigure.objects.filter(closing=self.closing, area__parent=self.area).select_related("area")
        rows = [presenters.area_row(figure) for figure in figures.order_by("area__name")]
        return {"columns": presenters.area_columns(), "rows": rows, "total": presenters.total_of(rows)}

    def cases(self) -> dict:
        page = self.page_of(presenters.cases_of_area(self.closing, self.area))
        figure = AreaFigure.objects.filter(closing=self.closing, area=self.area).first()
        return {
            "columns": presenters.case_columns(),
            "rows": [presenters.case_row(case) for case in page],
            "total": figure and presenters.case_total(figure),
            "page_obj": page,
        }


class ClosingCadre(ClosingPart):
    """A cadre's month: what was collected payment by payment, the reward line by line, the cases in care."""

    template_name = "collections/supervisor/closing_cadre.html"

    @cached_property
    def cadre(self) -> Cadre:
        return get_object_or_404(Cadre.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(cadre=self.cadre, **kwargs)
        closing = self.closing
        figure = CadreFigure.objects.filter(closing=closing, cadre=self.cadre).first()
        page = self.page_of(presenters.cases_of_cadre(closing, self.cadre))
        lines = presenters.line_rows(closing, self.cadre)
        collected = presenters.collected_rows(closing, self.cadre)
        return context | {
            "figure": figure,
            "statement": RewardStatement.objects.in_force().filter(closing=closing, cadre=self.cadre).first(),
            "collected": collected,
            "collected_columns": presenters.collected_columns(),
            "collected_total": presenters.collected_total(collected),
            "lines": lines,
            "line_columns": presenters.line_columns(),
            "line_total": presenters.line_total(lines),
            "case_columns": presenters.case_columns(),
            "cases": [presenters.case_row(case) for case in page],
            "page_obj": page,
        }
