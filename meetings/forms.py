"""Input for meetings; that for envelopes is in `forms_envelopes.py`. What is acceptable is asked of validators.py."""

from django import forms


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


class ConfirmForm(forms.Form):
    """Nothing to fill in: the page only asks whether it is meant."""
