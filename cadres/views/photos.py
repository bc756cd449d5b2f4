"""A cadre's photo, and whether residents may see it."""

from django.utils.translation import gettext as _

from kaderjkn.common.views.acting import FormAbout
from kaderjkn.common.views.mixins import RoleRequired

from ..forms import PhotoForm
from ..models import Cadre
from ..photos import photo_address, remove_photo, set_photo


class CadrePhoto(RoleRequired, FormAbout):
    """Upload, replace or remove it; the consent stands beside it."""

    permission = "cadres.manage_cadres"
    model = Cadre
    form_class = PhotoForm
    template_name = "cadres/cadre_photo.html"

    def get_initial(self):
        return {"is_public": self.object.photo_is_public}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"has_photo": bool(self.object.photo)}

    def act(self, form):
        if form.cleaned_data.get("remove"):
            remove_photo(cadre=self.object, by=self.request.user)
            return _("Foto dihapus.")
        allowed = form.cleaned_data["is_public"]
        set_photo(cadre=self.object, content=form.content, is_public=allowed, by=self.request.user)
        return _("Foto disimpan.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(photo=photo_address(self.object), **kwargs)
