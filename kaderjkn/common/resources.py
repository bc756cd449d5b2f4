"""Files of the admin area: what all kinds share, and areas (columns of `import_areas`, and the branch)."""

import re

from django.utils.safestring import SafeString
from import_export.fields import Field
from import_export.resources import Diff, ModelResource
from import_export.widgets import ForeignKeyWidget

from .models import Area, Branch

INLINE_STYLE = re.compile(r'(<(?:ins|del)) style="[^"]*"')


class PlainDiff(Diff):
    """Old and new values without the inline styles that our CSP refuses; `admin.css` colours them."""

    def as_html(self):
        return [SafeString(INLINE_STYLE.sub(r"\1", html)) for html in super().as_html()]


class PlainResource(ModelResource):
    def get_diff_class(self):
        return PlainDiff


class AreaResource(PlainResource):
    parent = Field("parent", "parent", ForeignKeyWidget(Area, "code"))
    branch = Field("branch", "branch", ForeignKeyWidget(Branch, "code"))

    class Meta:
        model = Area
        fields = ("code", "name", "level", "parent", "branch")
        import_id_fields = ("code",)
        clean_model_instances = True
        skip_unchanged = True
