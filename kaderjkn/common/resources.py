"""Areas as a file: the columns of `import_areas`, and the branch."""

from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget

from .models import Area, Branch


class AreaResource(ModelResource):
    parent = Field("parent", "parent", ForeignKeyWidget(Area, "code"))
    branch = Field("branch", "branch", ForeignKeyWidget(Branch, "code"))

    class Meta:
        model = Area
        fields = ("code", "name", "level", "parent", "branch")
        import_id_fields = ("code",)
        clean_model_instances = True
        skip_unchanged = True
