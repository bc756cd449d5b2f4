"""Changing a prepared message, and going back to the text that the program brings."""

from django.db import transaction

from kaderjkn.common.audit import acting
from kaderjkn.common.models import Branch, User

from .enums import MessageKind
from .models import MessageTemplate
from .texts import DEFAULTS
from .validators import check_text


def save_message(*, branch: Branch, kind: MessageKind, text: str, by: User) -> MessageTemplate | None:
    """Use the branch's own words from now on; None where they are those that the program brings anyway."""
    text = "\n".join(text.strip().splitlines())
    check_text(kind, text)
    if text == DEFAULTS[kind]:
        reset_message(branch=branch, kind=kind, by=by)
        return None
    with transaction.atomic(), acting(by, kind="save message"):
        values = {"text": text, "changed_by": by}
        return MessageTemplate.objects.update_or_create(branch=branch, kind=kind, defaults=values)[0]


def reset_message(*, branch: Branch, kind: MessageKind, by: User) -> bool:
    """Go back to the text that the program brings; say whether the branch had its own."""
    with transaction.atomic(), acting(by, kind="reset message"):
        deleted, _rows = MessageTemplate.objects.filter(branch=branch, kind=kind).delete()
    return bool(deleted)
