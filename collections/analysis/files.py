"""An answer as XLSX or PDF: the same rows and sums as on the page, with definitions and «angka per»."""

import io

from django.utils.translation import gettext as _

from kaderjkn.common.documents import render_pdf
from kaderjkn.common.formatting import month_name
from kaderjkn.common.months import month_text
from kaderjkn.common.views.exports import XLSX
from kaderjkn.common.writing import write_xlsx

from . import charts
from .answers import Answer, Definition
from .asking import Question
from .presenting import TEXTS, file_row, is_figure, printed_row
from .standing import Standing

PDF = "application/pdf"
CONTENT_TYPES = {"xlsx": XLSX, "pdf": PDF}
WIDEST = 80  # letters of headings that fit on a page that stands


def file_name(question: Question, file_format: str) -> str:
    place = question.branch.code if question.analysis.is_of_one_branch else "cabang"
    return f"{question.analysis.name}-{place}-{month_text(question.month)}.{file_format}"


def content(question: Question, answer: Answer, standing: Standing, file_format: str) -> bytes:
    write = {"xlsx": workbook, "pdf": paper}[file_format]
    return write(question, answer, standing)


def workbook(question: Question, answer: Answer, standing: Standing) -> bytes:
    """One sheet: the table, its sum, and below them what they mean."""
    lines = [file_row(answer, row) for row in answer.rows]
    if answer.total:
        lines.append(file_row(answer, answer.total))
    notes = [question.analysis.title, where(question), standing.words(question.branch), *answer.notes]
    lines += [[], *([str(note)] for note in notes), *([defined(each)] for each in answer.definitions)]
    headings = [str(column.label) for column in answer.columns]
    texts = [str(column.label) for column in answer.columns if column.kind in TEXTS]
    stream = io.BytesIO()
    write_xlsx(stream, headings, lines, sheet=question.analysis.name, text_columns=texts)
    return stream.getvalue()


def paper(question: Question, answer: Answer, standing: Standing) -> bytes:
    return render_pdf("analysis", paper_data(question, answer, standing))


def paper_data(question: Question, answer: Answer, standing: Standing) -> dict:
    """What the template reads: every value written out."""
    return {
        "title": str(question.analysis.title),
        "branch": question.branch.name,
        "office": office(question),
        "place": where(question),
        "number": f"{question.analysis.title} · {where(question)}",
        "as_of": standing.words(question.branch),
        "stats": [[str(item["label"]), str(item["value"]), str(item.get("note", ""))] for item in answer.stats],
        "chart": str(charts.draw(answer.chart, key="chart")) if has_chart(answer) else "",
        "chart_title": answer.chart.title if answer.chart else "",
        "caption": answer.caption,
        "headings": [str(column.label) for column in answer.columns],
        "figures": [is_figure(column) for column in answer.columns],
        "rows": [printed_row(answer, row) for row in answer.rows],
        "total": total_cells(answer),
        "empty": answer.empty,
        "notes": answer.notes,
        "definitions": [[str(each.term), meaning(each)] for each in answer.definitions],
        "definitions_title": _("Cara menghitung"),
        "is_wide": is_wide(answer),
    }


def office(question: Question) -> str:
    if question.analysis.is_of_one_branch or question.branch.region is None:
        return _("Kantor Cabang %(name)s") % {"name": question.branch.name}
    return question.branch.region.name


def is_wide(answer: Answer) -> bool:
    """Whether the paper lies, since the headings would not fit beside each other."""
    return sum(len(str(column.label)) + 2 for column in answer.columns) > WIDEST


def has_chart(answer: Answer) -> bool:
    return bool(answer.chart) and not answer.chart.is_empty


def total_cells(answer: Answer) -> list[str]:
    """The sum as words; a column without a sum stays empty, as on the page."""
    if not answer.total:
        return []
    cells = zip(answer.columns, printed_row(answer, answer.total), strict=True)
    return ["" if answer.total.get(column.key) in (None, "") else text for column, text in cells]


def where(question: Question) -> str:
    """Branch, month, and what else narrows the figures."""
    places = [str(question.branch)] if question.analysis.is_of_one_branch else [_("semua cabang")]
    parts = [*places, month_name(question.month)]
    parts += [str(each) for each in (question.district, question.cadre) if each]
    for choice in question.analysis.choices:
        parts.append(f"{choice.label}: {dict(choice.options)[question.of(choice.name)]}")
    return " · ".join(parts)


def meaning(definition: Definition) -> str:
    return str(definition.meaning) + (f" ({_('Aturan')} {definition.rule})" if definition.rule else "")


def defined(definition: Definition) -> str:
    return f"{definition.term}: {meaning(definition)}"
