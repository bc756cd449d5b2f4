"""The pieces that pages are made of, as template tags; `templates/components/components.yaml` lists them.

A tag turns plain values into the context of one small template. It asks the database nothing and decides
nothing: what a status is called and which kind (colour) it has comes from the caller.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify

from kaderjkn.common import formatting
from kaderjkn.common.enums import ACTIVE_JOB_STATES

register = template.Library()

KINDS = ("neutral", "info", "success", "warning", "danger")

FORMATTERS = {
    "text": lambda value: formatting.EMPTY if value is None or value == "" else value,
    "code": lambda value: formatting.EMPTY if value is None or value == "" else value,
    "number": formatting.number,
    "amount": formatting.number,
    "rupiah": formatting.rupiah,
    "percent": formatting.percent,
    "rate_bp": formatting.basis_points,
    "date": formatting.short_date,
    "month": formatting.month_name,
    "time": formatting.local_time,
    "status": lambda value: value,
}
FIGURES = frozenset({"number", "amount", "rupiah", "percent", "rate_bp"})


def checked_kind(kind: str) -> str:
    """Return the kind, or say which ones there are: a misspelt one would only show as a missing colour."""
    if kind not in KINDS:
        raise template.TemplateSyntaxError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    return kind


# The head of a page


@register.inclusion_tag("components/page_header.html")
def page_header(title: str, lead="", caption="", action_label="", action_url="") -> dict:
    """Title, one sentence below it, and the one strong action of the page."""
    return {
        "title": title,
        "lead": lead,
        "caption": caption,
        "action_label": action_label,
        "action_url": action_url,
    }


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*items: Any) -> dict:
    """Way back: `{% breadcrumbs label url label url … %}`, or one list of (label, url)."""
    if len(items) == 1:
        return {"items": [link(item) for item in items[0]]}
    return {"items": [{"label": label, "url": url} for label, url in zip(items[::2], items[1::2], strict=True)]}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable, label: str) -> dict:
    """Sibling pages of one subject; items have `label`, `url`, `current`, and optionally `count`."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/as_of.html")
def as_of(moment: datetime | None, zone: str | tzinfo | None = None, note="") -> dict:
    """Say up to which moment the figures of a page are true."""
    return {"moment": moment, "text": formatting.local_time(moment, zone), "note": note}


@register.inclusion_tag("components/export_links.html", takes_context=True)
def export_links(context, url="", formats="csv xlsx", param="format", *, printable=True) -> dict:
    """Links to the same figures as a file (this address and query, plus `?format=csv`), and printing."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop("page", None)
    links = []
    for name in formats.split():
        query[param] = name
        links.append({"label": name.upper(), "url": f"{url}?{query.urlencode()}"})
    return {"links": links, "printable": printable}


# Forms


@register.inclusion_tag("components/error_summary.html")
def error_summary(*bound_forms: Any) -> dict:
    """List what is wrong on top of the page, each line linking to its field. Nothing when all is well."""
    found = [form for form in bound_forms if form is not None and form.is_bound and not form.is_valid()]
    return {
        "general": [error for form in found for error in form.non_field_errors()],
        "fields": [
            {"target": error_target(field), "label": field.label, "error": error}
            for form in found
            for field in form
            for error in field.errors
        ],
    }


def error_target(field: forms.BoundField) -> str:
    """Return the id to jump to; a group of choices has none for the whole, so its first choice is taken."""
    if isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@register.inclusion_tag("components/form_field.html")
def form_field(field: forms.BoundField, hint="", suffix="") -> dict:
    """One field with label, hint, errors and input, joined by `aria-describedby` (Django's own ids)."""
    widget = field.field.widget
    return {
        "field": field,
        "hint": hint,
        "suffix": suffix,
        "control": styled(field, described=bool(hint)),
        "is_checkbox": isinstance(widget, forms.CheckboxInput),
        "is_choice_group": isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple),
        "is_group": widget.use_fieldset,
    }


def styled(field: forms.BoundField, *, described: bool) -> SafeString:
    """Render the input with the class of its kind, keeping the classes it has."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        own = "choices"  # Django puts the class on the list as well as on its inputs
    elif isinstance(widget, forms.CheckboxInput):
        own = "form-check-input"
    elif isinstance(widget, forms.Select):
        own = "form-select"
    else:
        own = "form-control"
    classes = f"{widget.attrs.get('class', '')} {own}".strip()
    if field.errors and own.startswith("form-"):
        classes += " is-invalid"
    attrs = {"class": classes}
    if described and not field.help_text:
        ids = [f"{field.auto_id}_helptext", f"{field.auto_id}_error" if field.errors else ""]
        attrs["aria-describedby"] = " ".join(filter(None, ids))
    return field.as_widget(attrs=attrs)


@register.simple_tag
def field_input(field: forms.BoundField) -> SafeString:
    """The input alone, for tables whose cells hold fields; label and errors are the page's."""
    return styled(field, described=False)


@register.inclusion_tag("components/form_fields.html")
def form_fields(form: forms.BaseForm) -> dict:
    """All fields of a form, hidden ones too, without the `<form>` around them."""
    return {"form": form}


@register.inclusion_tag("components/post_form.html", takes_context=True)
def post_form(context, form: forms.BaseForm, submit_label: str, *, url="", cancel_url="", kind="primary") -> dict:
    """Render a whole form: error summary, fields, one strong button and a way out."""
    return {
        "form": form,
        "submit_label": submit_label,
        "url": url,
        "cancel_url": cancel_url,
        "kind": kind,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(context, label: str, url: str, kind="secondary", **hidden: Any) -> dict:
    """One button that posts: keyword arguments become hidden fields."""
    return {
        "label": label,
        "url": url,
        "kind": kind,
        "hidden": hidden,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/filter_bar.html", takes_context=True)
def filter_bar(context, form: forms.BaseForm, url="", reset_url="", kept=()) -> dict:
    """Render a GET form in one row above a list, with a link that takes every filter away.

    `kept` are pairs of name and value that stay in the address, such as an order.
    """
    request = context.get("request")
    path = url or (request.path if request else "")
    return {
        "form": form,
        "url": path,
        "reset_url": reset_url or path,
        "kept": kept,
        "is_filtered": any(form.data.get(form.add_prefix(name)) for name in form.fields) if form.is_bound else False,
    }


@register.inclusion_tag("components/search_box.html", takes_context=True)
def search_box(context, label: str, name="q", hint="") -> dict:
    """Search within this page; the other parameters of the address stay, the page number does not."""
    request = context.get("request")
    query = request.GET if request else {}
    kept = [(key, value) for key in query for value in query.getlist(key) if key not in {name, "page"}]
    return {"label": label, "name": name, "hint": hint, "value": query.get(name, ""), "kept": kept}


# Lists and figures


@register.simple_block_tag(end_name="endtable")
def table(content: str, caption: str, *, hide_caption=False, stack=True) -> SafeString:
    """Wrap rows in a captioned table: `{% table caption=… %}<thead>…<tbody>…{% endtable %}`.

    With `stack` the rows become cards on a phone: each `<td>` then needs `data-label`.
    Cells with figures have `class="num"`.
    """
    values = {
        "content": content,
        "caption": caption,
        "hide_caption": hide_caption,
        "stack": stack,
    }
    return render_to_string("components/table.html", values)


@register.inclusion_tag("components/data_table.html")
def data_table(columns: Iterable[Mapping], rows: Iterable, caption: str, total: Any = None, empty="") -> dict:
    """Draw a table from data; columns are dicts of `key`, `label`, and optionally `kind`, `url`.

    `url` names the key of the row that holds the link of the cell.
    """
    columns = [{"kind": "text", **column} for column in columns]
    for column in columns:
        column["is_figure"] = column["kind"] in FIGURES
    return {
        "columns": columns,
        "rows": [[cell(row, column) for column in columns] for row in rows],
        "total": [cell(total, column) for column in columns] if total else None,
        "caption": caption,
        "empty": empty,
    }


def cell(row: Any, column: Mapping) -> dict:
    """Return what one cell shows: its text by the kind of the column, its link, its label for the phone."""
    value = member(row, column["key"])
    return {
        "text": FORMATTERS[column["kind"]](value),
        "is_absent": value is None or value == "",
        "url": member(row, column["url"]) if "url" in column else "",
        "label": column["label"],
        "kind": column["kind"],
        "is_figure": column["is_figure"],
    }


def member(row: Any, key: str) -> Any:
    """Read a value of a dict or an attribute of an object."""
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key, None)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page: Page, param="page") -> dict:
    """Links to the neighbouring pages of a list, keeping filters and search."""
    request = context.get("request")

    def url(page_number: int) -> str:
        query = request.GET.copy() if request else QueryDict(mutable=True)
        query[param] = page_number
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "total": page.paginator.count,
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
        "numbers": [
            {
                "number": number,
                "url": url(number) if isinstance(number, int) else "",
                "current": number == page.number,
            }
            for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
    }


@register.inclusion_tag("components/status.html")
def status(label: str, kind="neutral") -> dict:
    """Say a state as a word, with the colour of its kind beside it."""
    return {"label": label, "kind": checked_kind(kind)}


@register.inclusion_tag("components/summary_list.html")
def summary_list(items: Iterable) -> dict:
    """Facts as label and value; items are pairs, or dicts with `kind` or `url`, `action_label`."""
    return {"items": [fact(item) for item in items]}


def fact(item: Any) -> Mapping:
    return item if isinstance(item, Mapping) else {"label": item[0], "value": item[1]}


def link(item: Any) -> Mapping:
    return item if isinstance(item, Mapping) else {"label": item[0], "url": item[1]}


@register.inclusion_tag("components/stats.html")
def stats(items: Iterable, label="") -> dict:
    """Large figures side by side; items have `label`, `value`, and optionally `note`, `url`, `kind`."""
    return {"items": [fact(item) for item in items], "label": label}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text="", action_label="", action_url="") -> dict:
    """Stand in for a list without rows: what would be here, and how to begin."""
    return {"title": title, "text": text, "action_label": action_label, "action_url": action_url}


@register.inclusion_tag("components/timeline.html")
def timeline(items: Iterable, zone: str | tzinfo | None = None) -> dict:
    """What happened, newest first; items have `when` (day or moment), `title`, and optionally the rest.

    The rest: `text`, `by`, `tag` with its `kind`, `url` with the words of its `link`, and `undone`: says that, and by
    whom, it was taken back; the title is then struck out.
    """
    shown = [{"day": item["when"], **item, "when": moment(item["when"], zone)} for item in items]
    return {"items": shown}


def moment(when: Any, zone: str | tzinfo | None) -> str:
    return formatting.local_time(when, zone) if isinstance(when, datetime) else formatting.long_date(when)


@register.inclusion_tag("components/steps.html")
def steps(items: Iterable, label="") -> dict:
    """Say what to do, in order; items have `label` and `state` (done, current, todo).

    Optionally `text`, and `url` with `action_label`.
    """
    return {"items": items, "label": label}


# Warnings, consequences, work in the background


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, kind="info", title="", *, live=False) -> SafeString:
    """Render a panel that must be seen: `{% notice kind="warning" title=… %}…{% endnotice %}`."""
    values = {"content": content, "kind": checked_kind(kind), "title": title, "live": live}
    return render_to_string("components/notice.html", values)


@register.simple_block_tag(end_name="endcard")
def card(content: str, title="", url="", action_label="", level=2) -> SafeString:
    """Render a part of a page with its own heading: `{% card title=… %}…{% endcard %}`."""
    values = {
        "content": content,
        "title": title,
        "url": url,
        "action_label": action_label,
        "level": level,
        "id": f"card-{slugify(str(title))}",
    }
    return render_to_string("components/card.html", values)


@register.inclusion_tag("components/confirm_panel.html", takes_context=True)
def confirm_panel(
    context,
    title: str,
    consequences: Iterable,
    submit_label: str,
    cancel_url: str,
    *,
    url="",
    form=None,
    kind="danger",
) -> dict:
    """Ask before what cannot be undone, with the consequence in numbers.

    Consequences are sentences, or pairs of a figure and what happens to it. A form asks for a reason.
    """
    return {
        "title": title,
        "consequences": [consequence(item) for item in consequences],
        "submit_label": submit_label,
        "cancel_url": cancel_url,
        "url": url,
        "form": form,
        "kind": checked_kind(kind),
        "csrf_token": context.get("csrf_token"),
    }


def consequence(item: Any) -> tuple[str, Any]:
    """Return figure and sentence; a bare number gets its separators, a text stays as it was written."""
    if not isinstance(item, tuple | list):
        return "", item
    figure, sentence = item
    return formatting.number(figure) if isinstance(figure, int) else figure, sentence


@register.inclusion_tag("components/progress_bar.html")
def progress_bar(done: int | None, total: int | None, label: str) -> dict:
    """How far something is, as a bar and in words."""
    return {
        "done": done or 0,
        "total": total or 0,
        "share": formatting.percent((done, total)),
        "label": label,
    }


@register.inclusion_tag("components/job_progress.html")
def job_progress(job: Any, url: str, *, result="", next_url="", next_label="", retry_url="") -> dict:
    """Show a `JobRun` at work, asked for again every two seconds until it ends.

    `url` is any page that shows this same tag for this job, so usually the page itself. `result` is the
    sentence that says what a finished job has done.
    """
    return {
        "job": job,
        "is_active": job.state in ACTIVE_JOB_STATES,
        "result": result,
        "share": quarter(job.done, job.total),
        "url": url,
        "next_url": next_url,
        "next_label": next_label,
        "retry_url": retry_url,
    }


def quarter(done: int | None, total: int | None) -> int:
    """Return the last full quarter in per cent: what a screen reader is told, instead of every row."""
    return 0 if not total else min(done or 0, total) * 4 // total * 25


@register.inclusion_tag("components/masked.html", takes_context=True)
def masked(context, value: str, url="", label="", **hidden: Any) -> dict:
    """Show a masked value with a way to see it in full, for a reason that is logged.

    Without `url` only the value is shown. Keyword arguments become hidden fields beside `next` and `reason`.
    """
    request = context.get("request")
    return {
        "value": value,
        "url": url,
        "label": label,
        "hidden": {"next": request.get_full_path() if request else "", **hidden},
        "key": slugify("-".join(str(part) for part in (label, url, *hidden.values()))),
        "csrf_token": context.get("csrf_token"),
    }
