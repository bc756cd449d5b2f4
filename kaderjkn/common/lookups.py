"""Imports are found by their number and by the name of their file."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .formatting import local_time
from .imports.kinds import kind_named
from .models import ImportRun, User
from .searching.lookups import Hit, Lookup, declare
from .searching.words import is_number

LARGEST = 2**63 - 1


def imports(user: User, text: str, most: int) -> list[Hit]:
    """`impor 21` and `#21` name an import; 21 alone may be the end of any other number."""
    bare = text.lower().removeprefix(str(_("Impor")).lower()).removeprefix("#").strip()
    number = int(bare) if is_number(bare) and int(bare) <= LARGEST else None
    rows = ImportRun.objects.visible_to(user).filter(Q(pk=number) | Q(file_name__icontains=text)).order_by("-pk")[:most]
    hits = [hit(row, is_exact=row.pk == number and bare != text) for row in rows]
    return sorted(hits, key=lambda one: not one.is_exact)


def hit(row: ImportRun, *, is_exact: bool) -> Hit:
    when = local_time(row.created_at, row.branch.zone) if row.branch else ""
    facts = (kind_named(row.kind).label, row.get_state_display(), when)
    title = _("Impor %(number)s: %(file)s") % {"number": row.pk, "file": row.file_name}
    return Hit(reverse("import-detail", args=[row.pk]), title, tuple(str(fact) for fact in facts if fact), is_exact)


declare(
    Lookup(
        name="imports",
        title=gettext_lazy("Impor"),
        permission="common.import_files",
        position=5,
        find=imports,
        more=lambda _text: reverse("import-list"),
    )
)
