"""Files of meetings for the cadre's phone, which keeps them for reading without network."""

from django.http import Http404
from django.views.decorators.http import require_safe

from kaderjkn.common.views.devices import for_phones
from meetings.materials import materials_for
from meetings.views.materials import material_response

from .phone import own_cadre


@require_safe
@for_phones
def phone_material(request, pk):
    """The file of one material; only of meetings that concern whoever is signed in."""
    cadre = own_cadre(request)
    found = next((each for each in materials_for(cadre, cadre.branch.today()) if each.pk == pk), None)
    if found is None:
        raise Http404
    return material_response(found)
