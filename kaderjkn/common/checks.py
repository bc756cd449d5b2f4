"""Start checks: what must hold before anything else makes sense."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error, register


@register()
def collections_is_linked(app_configs, **kwargs):
    """`kaderjkn/collections` must be a link to `collections/`, which must not be a package itself."""
    link = Path(settings.BASE_DIR) / "kaderjkn" / "collections"
    if (Path(settings.BASE_DIR) / "collections" / "__init__.py").exists():
        return [Error("collections/__init__.py hides the standard library: delete the file.", id="kaderjkn.E001")]
    if not link.is_symlink():
        return [
            Error(
                "kaderjkn/collections must be a symbolic link to ../collections: this copy has lost it.",
                hint="ln -s ../collections kaderjkn/collections",
                id="kaderjkn.E002",
            )
        ]
    return []
