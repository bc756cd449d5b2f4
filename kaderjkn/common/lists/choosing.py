"""Choosing one of very many, such as all cadres of a branch: a list of options that costs next to nothing."""

from html import escape

from django import forms
from django.db.models import Expression
from django.forms.models import ModelChoiceIterator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class ManyOptions(forms.Select):
    """A `<select>` whose options are read as plain values and joined, without an object and a template for each."""

    def __init__(self, label: str | Expression = "name", attrs=None):
        super().__init__(attrs)
        self.label = label

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        if not isinstance(self.choices, ModelChoiceIterator):
            return super().render(name, value, attrs, renderer)
        chosen = "" if value is None else str(value)
        pairs = self.choices.queryset.values_list("pk", self.label)
        options = [("", self.choices.field.empty_label or ""), *pairs]
        body = "".join(
            f'<option value="{pk}"{" selected" if str(pk) == chosen else ""}>{escape(str(label))}</option>'
            for pk, label in options
        )
        shown = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        facts = format_html_join("", ' {}="{}"', ((key, text) for key, text in shown.items() if text is not False))
        return format_html("<select{}>{}</select>", facts, SafeString(body))
