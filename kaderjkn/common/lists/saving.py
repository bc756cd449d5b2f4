"""Views that people keep: a list's filter, order and columns under a name."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..errors import Refused
from ..formatting import number
from ..models import SavedView, User
from .asking import AFTER, BEFORE, only
from .declaring import Listing

SEARCH = "q"
MOST = 30
LONGEST_QUERY = 1000


def save_view(*, listing: Listing, name: str, query, by: User) -> SavedView:
    """Keep what the query shows; the same name again takes its place. A search is personal, and left out."""
    name = " ".join(name.split())[:40]
    if not name:
        raise Refused(_("Tulis nama untuk tampilan ini."))
    kept = only(query, drop={AFTER, BEFORE, SEARCH, "part"}).urlencode()
    if len(kept) > LONGEST_QUERY:
        raise Refused(_("Saringan ini terlalu panjang untuk disimpan."))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        mine = SavedView.objects.filter(user=by, list=listing.name)
        if mine.exclude(name=name).count() >= MOST:
            words = ngettext(
                "Paling banyak %(count)s tampilan per daftar; hapus satu dahulu.",
                "Paling banyak %(count)s tampilan per daftar; hapus satu dahulu.",
                MOST,
            )
            raise Refused(words % {"count": number(MOST)})
        view, _created = SavedView.objects.update_or_create(
            user=by, list=listing.name, name=name, defaults={"branch": by.branch, "query": kept}
        )
    return view
