"""The components render what pages rely on: links, ids, labels; templates and colours keep the rules."""

import re
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from kaderjkn.common.enums import JobState

ROOT = Path(__file__).resolve().parents[2]
STYLESHEET = ROOT / "static" / "css" / "kaderjkn.css"


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


def render(source, path="/daftar/", **context):
    request = RequestFactory().get(path)
    template = Template("{% load components formatting %}" + source)
    return " ".join(template.render(Context({"request": request, "csrf_token": "t0k3n", **context})).split())


class MoveForm(forms.Form):
    day = forms.DateField(label="Mulai", help_text="Hari pertama.")
    cadre = forms.ChoiceField(label="Kader", choices=[("1", "Ibu Sari"), ("2", "Ibu Wati")], widget=forms.RadioSelect)
    note = forms.CharField(label="Catatan", required=False)
    sure = forms.BooleanField(label="Sudah diperiksa")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


# Forms


def test_error_summary_links_to_each_field_and_to_the_first_choice_of_a_group():
    html = render("{% error_summary form %}", form=MoveForm({}))
    assert re.findall(r'href="#(\w+)"', html) == ["id_day", "id_cadre_0", "id_sure"]
    assert 'role="alert"' in html


@pytest.mark.parametrize("form", [MoveForm(), MoveForm({"day": "2026-11-02", "cadre": "1", "sure": "on"}), None])
def test_error_summary_is_empty_when_nothing_is_wrong(form):
    assert render("{% error_summary form %}", form=form) == ""


def test_form_field_joins_hint_and_error_to_the_input():
    html = render("{% form_field form.day %}", form=MoveForm({}))
    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'id="id_day_helptext"' in html
    assert 'id="id_day_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="form-control is-invalid"' in html


def test_form_field_takes_a_hint_from_the_template():
    html = render('{% form_field form.note hint="Singkat saja." %}', form=MoveForm())
    assert 'aria-describedby="id_note_helptext"' in html
    assert "Singkat saja." in html
    assert "(boleh kosong)" in html


def test_form_field_wraps_choices_in_a_fieldset():
    html = render("{% form_field form.cadre %}", form=MoveForm())
    assert "<legend" in html
    assert html.count('type="radio"') == 2


def test_post_form_is_complete():
    html = render('{% post_form form "Simpan" cancel_url="/kembali/" %}', form=MoveForm({}))
    assert 'name="csrfmiddlewaretoken" value="t0k3n"' in html
    assert html.count('name="token"') == 1
    assert html.index("error-summary") < html.index("<form")
    assert 'href="/kembali/"' in html
    assert "multipart" not in html


def test_post_form_sends_files_when_the_form_has_one():
    class FileForm(forms.Form):
        file = forms.FileField()

    assert 'enctype="multipart/form-data"' in render('{% post_form form "Kirim" %}', form=FileForm())


def test_post_button_carries_hidden_fields():
    html = render('{% post_button "Ulangi" "/ulangi/" on="2026-11-02" %}')
    assert 'name="on" value="2026-11-02"' in html
    assert "t0k3n" in html


def test_search_box_keeps_filters_and_drops_the_page():
    html = render('{% search_box "Cari" %}', path="/daftar/?q=siti&kelurahan=7&page=3")
    assert 'name="kelurahan" value="7"' in html
    assert 'value="siti"' in html
    assert 'name="page"' not in html


def test_filter_bar_offers_to_clear_only_what_is_set():
    class FilterForm(forms.Form):
        state = forms.CharField(required=False)

    assert "Hapus saringan" not in render("{% filter_bar form %}", form=FilterForm({"state": ""}))
    assert "Hapus saringan" in render("{% filter_bar form %}", form=FilterForm({"state": "new"}))


def test_confirm_panel_says_the_consequence_in_numbers():
    items = [(1042, "keluarga pindah"), "Tidak dapat dibatalkan."]
    html = render('{% confirm_panel "Pindahkan?" items "Pindahkan" "/" %}', items=items)
    assert '<strong class="consequence-figure">1.042</strong>' in html
    assert "keluarga pindah" in html
    assert "Tidak dapat dibatalkan.</span></li>" in html
    assert 'class="btn btn-danger"' in html


def test_masked_asks_for_a_reason_and_returns_to_the_page():
    html = render('{% masked "*********8911" url="/buka/" label="kartu" card=12 %}', path="/keluarga/5/?tab=a")
    assert 'name="next" value="/keluarga/5/?tab=a"' in html
    assert 'name="card" value="12"' in html
    assert re.search(r'name="reason" required', html)
    assert "t0k3n" in html


def test_masked_without_an_address_is_only_the_value():
    html = render('{% masked "*********8911" %}')
    assert "*********8911" in html
    assert "<form" not in html


# Lists and figures

COLUMNS = [
    {"key": "name", "label": "Kecamatan", "url": "link"},
    {"key": "amount", "label": "Tunggakan (Rp)", "kind": "amount"},
    {"key": "rate", "label": "Kolektabilitas", "kind": "percent"},
    {"key": "state", "label": "Keadaan", "kind": "status"},
]


def test_data_table_formats_by_kind_labels_for_the_phone_and_sums():
    rows = [
        {
            "name": "Koja",
            "link": "/koja/",
            "amount": 3_610_000_000,
            "rate": Fraction(1, 3),
            "state": ("Buka", "info"),
        }
    ]
    total = {"name": "Jumlah", "amount": 3_610_000_000, "rate": (0, 0)}
    html = render('{% data_table columns rows "Tunggakan" total=total %}', columns=COLUMNS, rows=rows, total=total)
    assert '<th scope="row" data-label="Kecamatan"><a href="/koja/">Koja</a></th>' in html
    assert '<td data-label="Tunggakan (Rp)" class="num">3.610.000.000</td>' in html
    assert '<td data-label="Kolektabilitas" class="num">33,3 %</td>' in html
    assert '<span class="status status-info">Buka</span>' in html
    assert '<tfoot><tr><th scope="row" data-label="Kecamatan">Jumlah</th>' in html
    assert '<td data-label="Kolektabilitas" class="num">–</td>' in html
    assert "<caption>Tunggakan</caption>" in html


def test_data_table_escapes_what_came_from_files():
    html = render('{% data_table columns rows "T" %}', columns=COLUMNS[:1], rows=[{"name": "<script>"}])
    assert "&lt;script&gt;" in html


def test_data_table_without_rows_tells_so():
    html = render('{% data_table columns rows "T" empty="Belum ada daftar" %}', columns=COLUMNS, rows=[])
    assert "Belum ada daftar" in html
    assert "<table" not in html


def test_table_wraps_rows_in_a_caption():
    source = "{% table caption=title %}<tbody><tr><td>{{ cell }}</td></tr></tbody>{% endtable %}"
    html = render(source, title="Kader & wilayah", cell="<b>")
    assert "<caption>Kader &amp; wilayah</caption>" in html
    assert "<tbody><tr><td>&lt;b&gt;</td></tr></tbody>" in html


def test_pagination_keeps_the_query():
    html = render("{% pagination page %}", path="/daftar/?q=a%26b&page=2", page=Paginator(range(1240), 50).page(2))
    assert 'href="?q=a%26b&amp;page=3"' in html
    assert "51–100 dari 1.240" in html


def test_pagination_of_one_page_is_empty():
    assert render("{% pagination page %}", page=Paginator(range(3), 50).page(1)) == ""


def test_export_links_keep_filters_and_drop_the_page():
    html = render("{% export_links %}", path="/laporan/?period=2026-11&page=2")
    assert 'href="?period=2026-11&amp;format=csv"' in html
    assert 'href="?period=2026-11&amp;format=xlsx"' in html


def test_unknown_kind_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="'green' is none of"):
        render('{% status "Lunas" "green" %}')


def test_as_of():
    moment = datetime(2026, 8, 17, 7, 5, tzinfo=UTC)
    assert "Angka per 17 Agustus 2026 14.05 WIB" in render('{% as_of moment "Asia/Jakarta" %}', moment=moment)
    assert "Angka belum dihitung" in render("{% as_of moment %}", moment=None)


def test_timeline_takes_days_and_moments():
    items = [
        {
            "when": datetime(2026, 8, 17, 7, 5, tzinfo=UTC),
            "title": "Kunjungan",
            "tag": "Janji",
            "kind": "warning",
        },
        {"when": date(2026, 8, 2), "title": "Masuk daftar"},
    ]
    html = render('{% timeline items "Asia/Jakarta" %}', items=items)
    assert "17 Agustus 2026 14.05 WIB" in html
    assert '<time datetime="2026-08-02">2 Agustus 2026</time>' in html


# Work in the background


def job(state, **values):
    label = JobState(state).label
    defaults = {
        "pk": 7,
        "state": state,
        "get_state_display": label,
        "done": 0,
        "total": None,
        "phase": "",
        "error": "",
    }
    return SimpleNamespace(**{**defaults, **values})


@pytest.mark.parametrize(("state", "polls"), [("waiting", 1), ("running", 1), ("done", 0), ("failed", 0), ("stuck", 0)])
def test_job_progress_polls_only_while_at_work(state, polls):
    html = render('{% job_progress job "/impor/7/" %}', job=job(state))
    assert html.count('hx-get="/impor/7/"') == polls


def test_job_progress_announces_quarters():
    html = render('{% job_progress job "/x" %}', job=job("running", done=12_000, total=37_063, phase="Memeriksa baris"))
    assert "25 persen" in html
    assert "12.000 dari 37.063 · 32,4 %" in html
    assert "Memeriksa baris" in html


def test_job_progress_shows_the_error():
    assert "Kolom tidak dikenali" in render(
        '{% job_progress job "/x" %}', job=job("failed", error="Kolom tidak dikenali")
    )


# The house rules


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "429", "500"])
def test_error_pages_need_neither_request_nor_user(code):
    html = render_to_string(f"errors/{code}.html")
    assert f"Kode {code[:3]}" in html
    assert "<h1>" in html


def test_base_page_renders_for_a_visitor():
    html = render_to_string("base.html", request=RequestFactory().get("/"))
    assert 'href="#main"' in html
    assert '"allowEval":false' in html
    assert "Kader tidak menerima uang" in html


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_templates_have_no_inline_script_or_style(path):
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son(click|change|submit|load|input)=", text)
    assert not re.search(r'<script(?![^>]*\ssrc=)(?![^>]*type="application/json")', text)


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        (
            "ink",
            (
                "paper",
                "ground",
                "ground-deep",
                "brand-pale",
                "info-pale",
                "success-pale",
                "warning-pale",
                "danger-pale",
            ),
        ),
        ("ink-soft", ("paper", "ground", "ground-deep", "brand-pale")),
        (
            "link",
            ("paper", "ground", "brand-pale", "info-pale", "success-pale", "warning-pale", "danger-pale"),
        ),
        ("danger", ("paper", "ground")),
        ("brand-deep", ("paper", "ground", "brand-pale")),
        ("paper", ("brand", "brand-deep", "danger")),
        ("success-ink", ("success-pale",)),
        ("warning-ink", ("warning-pale",)),
        ("danger-ink", ("danger-pale",)),
        ("info-ink", ("info-pale",)),
        ("neutral-ink", ("neutral-pale",)),
    ],
)
def test_text_has_a_contrast_of_seven_to_one(text, grounds):
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", STYLESHEET.read_text()))
    weak = [ground for ground in grounds if contrast(colours[text], colours[ground]) < 7]
    assert weak == []


def test_every_component_is_listed():
    listed = (ROOT / "templates" / "components" / "components.yaml").read_text()
    source = (ROOT / "kaderjkn" / "common" / "templatetags" / "components.py").read_text()
    tags = re.findall(r"@register\.\w+\(.*?\)\ndef (\w+)\(", source)
    assert len(tags) > 20
    assert [name for name in tags if f"  {name}:" not in listed] == []
