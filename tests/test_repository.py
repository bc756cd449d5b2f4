"""The house holds to its own rules: floors, names, schedule, migrations."""

import ast
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from kaderjkn.celery import app as celery

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {"kaderjkn.common": 0, "cadres": 1, "arrears": 2, "meetings": 3, "kaderjkn.collections": 4}
# the demo serves the site at its end, as `serve` does: the one arrow from an app to the project
SERVES = {"collections/management/commands/demo.py", "collections/management/commands/serve.py"}


def sources():
    for folder in ("kaderjkn/common", "cadres", "arrears", "meetings", "collections"):
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


def floor_of(module: str) -> int | None:
    for name, floor in FLOORS.items():
        if module == name or module.startswith(name + "."):
            return floor
    return None


def imported(path: Path):
    """Absolute modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module


def own_floor(path: Path) -> int:
    parts = path.relative_to(ROOT).parts
    return floor_of(
        "kaderjkn.common" if parts[0] == "kaderjkn" else {"collections": "kaderjkn.collections"}.get(parts[0], parts[0])
    )


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path):
    above = [module for module in imported(path) if (floor_of(module) or 0) > own_floor(path)]
    assert above == []


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_app_imports_the_project(path):
    project = [
        module
        for module in imported(path)
        if module.startswith("kaderjkn.") and floor_of(module) is None and str(path.relative_to(ROOT)) not in SERVES
    ]
    assert project == []


def test_collections_is_the_standard_librarys():
    code = "import collections; assert collections.OrderedDict, collections.__file__"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
    assert not (ROOT / "collections" / "__init__.py").exists()
    assert (ROOT / "kaderjkn" / "collections").is_symlink()


@pytest.mark.django_db
def test_every_scheduled_task_is_registered():
    celery.loader.import_default_modules()
    assert [entry["task"] for entry in celery.conf.beat_schedule.values() if entry["task"] not in celery.tasks] == []


@pytest.mark.django_db
def test_migrations_are_up_to_date():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_files_stay_short():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert long == {}
