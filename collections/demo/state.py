"""How far the demo has come, kept beside its files, and whether this database is the one it was kept for.

The note is only believed in the database in which it was written: another cluster, another database, or one
from which the branch has vanished starts anew. A database with data that the demo did not write is refused.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection

from kaderjkn.common.models import Branch

SEED = 905


class ForeignDatabaseError(Exception):
    """The database holds branches that the demo did not make."""


def demo_folder() -> Path:
    """The work folder of the demo: beside the private services, out of version control."""
    local = os.environ.get("KADERJKN_LOCAL") or Path(settings.BASE_DIR) / ".local"
    return Path(local) / "demo"


def database_identity() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT system_identifier || '/' || current_database() FROM pg_control_system()")
        return cursor.fetchone()[0]


@dataclass(slots=True)
class State:
    """`finished` steps of `total` (0: not known yet); `started` is one more while a step runs."""

    today: str
    database: str
    seed: int = SEED
    total: int = 0
    started: int = 0
    finished: int = 0

    @property
    def day(self) -> date:
        return date.fromisoformat(self.today)

    @property
    def is_complete(self) -> bool:
        return 0 < self.total == self.finished

    def save(self) -> None:
        path = demo_folder() / "state.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        draft.replace(path)


def load_state(today: date) -> State:
    """The state of the demo in this database; a fresh one for `today` where it has not begun."""
    identity = database_identity()
    state = _saved_state()
    has_begun = state is not None and state.database == identity and _fits_database(state)
    if has_begun:
        return state
    if Branch.objects.exists():
        raise ForeignDatabaseError
    return State(today=today.isoformat(), database=identity)


def reset(today: date) -> State:
    """Empty the database and the folder. Only a private database, or one that the demo filled, may go."""
    identity = database_identity()
    if os.environ.get("DATABASE_URL"):
        state = _saved_state()
        if state is None or state.database != identity:
            raise ForeignDatabaseError
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '10s'")
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
        cursor.execute("RESET lock_timeout")
    shutil.rmtree(demo_folder(), ignore_errors=True)
    return State(today=today.isoformat(), database=identity)


def _fits_database(state: State) -> bool:
    """The first step makes the branch: what comes later cannot be true without it."""
    return state.finished == 0 or Branch.objects.filter(code="0905").exists()


def _saved_state() -> State | None:
    try:
        return State(**json.loads((demo_folder() / "state.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
