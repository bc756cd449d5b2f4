"""Static files under names that change with their content, the modules that they import among them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class BuiltStaticFiles(CompressedManifestStaticFilesStorage):
    """The phone keeps files by name: a module must import the name that is kept, not the one without a hash."""

    support_js_module_import_aggregation = True
