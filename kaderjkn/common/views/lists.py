"""Pages of lists: rows by keyset, the order in the headings, columns to choose, totals in a request of their own."""

from django.contrib import messages
from django.forms import ChoiceField, ModelChoiceField
from django.http import Http404, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView
from django.views.generic.base import View

from ..encrypted_files import read_chunks
from ..errors import Refused
from ..imports.presenters import attachment
from ..lists.asking import AFTER, BEFORE, COLUMN, SORT, Asked
from ..lists.declaring import Column, Listing, listing_named
from ..lists.exporting import ask_for_export
from ..lists.saving import save_view
from ..models import ListExport, SavedView
from ..templatetags.components import FIGURES, FORMATTERS
from .acting import ActOnPost
from .exports import XLSX
from .mixins import RoleRequired

TOTALS = "totals"
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}


class ListPage(RoleRequired, TemplateView):
    """A list of the own branch. `acts` are the buttons for ticked rows: label, url, and whether all may be meant."""

    listing: Listing
    template_name = "lists/list.html"
    tick = ""

    @property
    def permission(self) -> str:
        return self.listing.permission

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.listing, self.request.GET, self.request.user.branch)

    def get_template_names(self):
        return ["lists/totals.html"] if self.is_about_totals else [self.template_name]

    @property
    def is_about_totals(self) -> bool:
        return self.request.GET.get("part") == TOTALS

    def get_context_data(self, **kwargs):
        if self.is_about_totals:
            totals = self.listing.totals(self.asked.rows)
            words = [(total.label, FORMATTERS[total.kind](total.value)) for total in totals]
            return {"totals": words, "late": late_cells(self.asked)}
        return super().get_context_data(**self.facts() | kwargs)

    def facts(self) -> dict:
        asked = self.asked
        page = asked.page()
        rows = asked.listing.present(page.rows, asked.branch)
        return {
            "listing": asked.listing,
            "asked": asked,
            "filter": asked.filter,
            "headings": [heading(asked, column) for column in asked.columns],
            "rows": rows,
            "cells": [cells(row, asked.columns) for row in rows],
            "tick": self.tick if rows else "",
            "column_choices": column_choices(asked),
            "kept_filter": kept_fields(asked, COLUMN),
            "kept_columns": [(name, value) for name, value in kept_fields(asked) if name in (COLUMN, SORT)],
            "sort_choices": sort_choices(asked),
            "chosen_words": chosen_words(asked.filter),
            "query": asked.kept("part"),
            "first_url": f"?{asked.kept()}",
            "previous_url": page.previous and f"?{asked.with_values(**{BEFORE: page.previous})}",
            "next_url": page.next and f"?{asked.with_values(**{AFTER: page.next})}",
            "totals_url": f"?{with_part(self.request.GET, TOTALS)}",
            "views": saved_views(self.request.user, asked.listing),
        }


def heading(asked: Asked, column: Column) -> dict:
    """A heading with the link that orders by it; a second click turns the order round."""
    facts = {"label": column.label, "is_figure": column.kind in FIGURES, "url": "", "direction": ""}
    sort = next((sort for sort in asked.listing.sorts if sort.name == column.sort), None)
    if sort is None:
        return facts
    is_current = sort.name == asked.sort.name
    is_descending = not asked.order.is_descending if is_current else sort.is_descending
    facts["url"] = f"?{asked.with_values(sort=f'{"-" if is_descending else ""}{sort.name}')}"
    if is_current:
        facts["direction"] = "descending" if asked.order.is_descending else "ascending"
    return facts


def chosen_words(form) -> list[tuple[str, str]]:
    """What the filter narrows by, in words: a printed list says what it is a list of."""
    if not form.is_valid():
        return []
    return [
        (str(form.fields[name].label), in_words(form.fields[name], value))
        for name, value in form.cleaned_data.items()
        if value
    ]


def in_words(field, value) -> str:
    """A choice as it is shown, anything else as it is."""
    is_choice = isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField)
    return str(dict(field.choices).get(value, value) if is_choice else value)


def sort_choices(asked: Asked) -> list[dict]:
    """The orders in words, for phones, where the headings are not shown."""
    return [
        {
            "label": label % {"what": sort.label},
            "url": f"?{asked.with_values(sort=f'{sign}{sort.name}')}",
            "is_current": sort.name == asked.sort.name and asked.order.is_descending == bool(sign),
        }
        for sort in asked.listing.sorts
        for sign, label in (("-", _("%(what)s: besar atau baru dahulu")), ("", _("%(what)s: kecil atau lama dahulu")))
    ]


def with_part(query: QueryDict, part: str) -> str:
    """The same page, of which only a part is wanted."""
    asked = query.copy()
    asked["part"] = part
    return asked.urlencode()


def late_cells(asked: Asked) -> list[tuple[str, str]]:
    """Ids of the page's late cells with what belongs into them."""
    late = [column for column in asked.columns if column.is_late]
    if not late or not asked.listing.late:
        return []
    rows = asked.page().rows
    found = asked.listing.late(rows, asked.branch)
    return [
        (late_id(row.pk, column), FORMATTERS[column.kind](found.get(row.pk, {}).get(column.key)))
        for row in rows
        for column in late
    ]


def late_id(pk: int, column: Column) -> str:
    return f"late-{column.key}-{pk}"


def cells(row: dict, columns: list[Column]) -> dict:
    return {"pk": row["pk"], "label": row.get("label", ""), "cells": [cell(row, column) for column in columns]}


def cell(row: dict, column: Column) -> dict:
    value = row.get(column.key)
    is_absent = value is None or value == ""
    return {
        "text": value if column.kind == "status" else FORMATTERS[column.kind](value),
        "is_status": column.kind == "status" and not is_absent,
        "css": "num" if column.kind in FIGURES else "code" if column.kind == "code" else "",
        "url": row.get(column.url) if column.url and not is_absent else "",
        "label": column.label,
        "late_id": late_id(row["pk"], column) if column.is_late else "",
    }


def column_choices(asked: Asked) -> list[dict]:
    shown = {column.key for column in asked.columns}
    return [
        {"key": column.key, "label": column.label, "is_shown": column.key in shown}
        for column in asked.all_columns
        if not column.is_fixed
    ]


def kept_fields(asked: Asked, *without: str) -> list[tuple[str, str]]:
    """The address's question as hidden fields of a form."""
    query = QueryDict(asked.kept("part", *without))
    return [(name, value) for name, values in query.lists() for value in values]


def saved_views(user, listing: Listing) -> list[dict]:
    views = SavedView.objects.visible_to(user).filter(list=listing.name)
    address = reverse(listing.url_name)
    return [{"pk": view.pk, "name": view.name, "url": f"{address}?{view.query}"} for view in views]


class OfListing:
    """Posts about a list that the address names."""

    http_method_names = ["post", "options"]

    @cached_property
    def listing(self) -> Listing:
        listing = listing_named(self.kwargs["name"])
        if listing is None or not self.request.user.has_perm(listing.permission):
            raise Http404
        return listing

    @cached_property
    def query(self) -> QueryDict:
        return QueryDict(self.request.POST.get("query", ""))

    def back(self):
        query = self.query.urlencode()
        return redirect(f"{reverse(self.listing.url_name)}{f'?{query}' if query else ''}")


class ViewSave(RoleRequired, OfListing, View):
    """Keep the filter, order and columns of the page under a name."""

    permission = "common.export_lists"

    def post(self, request, name):
        try:
            view = save_view(listing=self.listing, name=request.POST.get("name", ""), query=self.query, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Tampilan “%(name)s” disimpan.") % {"name": view.name})
        return self.back()


class ViewDelete(RoleRequired, ActOnPost):
    permission = "common.export_lists"
    model = SavedView

    def act(self):
        self.object.delete()
        return _("Tampilan “%(name)s” dihapus.") % {"name": self.object.name}

    def get_success_url(self):
        listing = listing_named(self.object.list)
        return reverse(listing.url_name) if listing else reverse("home")


class ExportStart(RoleRequired, OfListing, View):
    """Ask for a file of what the page shows; the job's page leads to it."""

    permission = "common.export_lists"

    def post(self, request, name):
        try:
            _export, job = ask_for_export(
                listing=self.listing, query=self.query, file_format=request.POST.get("format", ""), by=request.user
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.back()
        return redirect(job)


class OwnExport(RoleRequired):
    permission = "common.export_lists"
    model = ListExport


class ExportDetail(OwnExport, DetailView):
    """The file, ready to be fetched by the one who asked for it, until its last day."""

    template_name = "lists/export.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(listing=listing_named(self.object.list), **kwargs)


class ExportFile(OwnExport, DetailView):
    def get(self, request, *args, **kwargs):
        export = self.get_object()
        if not export.stored_file:
            raise Http404
        name = f"{export.list}-{export.branch.code}-{export.created_at:%Y%m%d}.{export.format}"
        headers = {"Content-Disposition": attachment(name), "Cache-Control": "no-store"}
        body = read_chunks(export.stored_file)
        return StreamingHttpResponse(body, content_type=CONTENT_TYPES[export.format], headers=headers)
