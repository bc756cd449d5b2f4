"""Cadres are found by name, code, or the last digits of the phone number."""

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from kaderjkn.common.models import User
from kaderjkn.common.searching.lookups import Hit, Lookup, declare
from kaderjkn.common.searching.words import is_number

from .models import Cadre


def cadres(user: User, text: str, most: int) -> list[Hit]:
    named = Q(name__icontains=text) | Q(code__icontains=text)
    if is_number(text):
        named |= Q(phone__endswith="".join(text.split()).removeprefix("0"))
    rows = Cadre.objects.visible_to(user).filter(named).order_by("code")[:most]
    hits = [Hit(row.get_absolute_url(), row.name, (row.code,), row.code.lower() == text.lower()) for row in rows]
    return sorted(hits, key=lambda one: not one.is_exact)


declare(
    Lookup(
        name="cadres",
        title=gettext_lazy("Kader"),
        permission="cadres.read_cadres",
        position=2,
        find=cadres,
        more=lambda text: f"{reverse('collections:cadre-list')}?{urlencode({'q': text})}",
    )
)
