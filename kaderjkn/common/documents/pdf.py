"""Typst templates to PDF. Data go in as JSON, so that no name in them can become markup."""

import json
from datetime import datetime

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

FOLDER = settings.BASE_DIR / "templates" / "documents"


def render_pdf(template: str, data: dict, *, issued_at: datetime | None = None) -> bytes:
    """The PDF of `templates/documents/<template>.typ`, which reads `data` with `#import "layout.typ": data`.

    Texts in `data` are ready to be printed (amounts and dates written out). With `issued_at` the same data
    give the same file, byte by byte.
    """
    inputs = {"data": json.dumps(data, cls=DjangoJSONEncoder)}
    return typst.compile(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        ignore_system_fonts=True,  # those inside typst's wheel are the same everywhere
        sys_inputs=inputs,
        timestamp=issued_at and int(issued_at.timestamp()),
    )
