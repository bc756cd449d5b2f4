"""The files of a deployment agree with each other and with the project. No container engine is needed."""

import hashlib
import importlib.util
import json
import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

PROJECT = Path(__file__).resolve().parent.parent
COMPOSE_TEXT = (PROJECT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE_TEXT)["services"]
DOCKERFILE = re.sub(r"\\\n\s*", "", (PROJECT / "Dockerfile").read_text())
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)")
SECRET_NAME = re.compile(r"(SECRET|PASSWORD|_KEY|_AUTH|_URL)$")
ONE_SHOT = {"migrate"}


def env_example():
    lines = (PROJECT / "deploy" / "env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def words_of(service):
    command = SERVICES[service].get("command")
    if command is None:  # the image's own
        return json.loads(re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[1])
    return command


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONE_SHOT))
def test_every_service_tells_its_health_and_comes_back(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_our_services_wait_for_the_migration_and_the_servers(name):
    conditions = {key: value["condition"] for key, value in SERVICES[name]["depends_on"].items()}

    assert conditions == {
        "migrate": "service_completed_successfully",
        "postgres": "service_healthy",
        "redis": "service_healthy",
    }


def test_migration_runs_once():
    assert SERVICES["migrate"]["restart"] == "no"


def test_there_is_exactly_one_beat():
    beats = [name for name, one in SERVICES.items() if "beat" in (one.get("command") or [])]

    assert beats == ["beat"]
    assert "deploy" not in SERVICES["beat"]
    assert not [name for name in SERVICES if {"-B", "--beat"} & set(SERVICES[name].get("command") or [])]


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, one in SERVICES.items() if "ports" in one] == ["proxy"]
    assert [name for name, one in SERVICES.items() if "outside" in one["networks"]] == ["proxy"]


def test_no_secret_is_written_down():
    for name, service in SERVICES.items():
        for key, value in service.get("environment", {}).items():
            if SECRET_NAME.search(key):
                assert VARIABLE.search(value), f"{name}: {key}"
    assert not [key for key, value in env_example().items() if SECRET_NAME.search(key) and value]


def test_secrets_are_required_but_for_the_gateways_without_which_nothing_is_taken():
    needed = set(re.findall(r"\$\{(\w+):\?\}", COMPOSE_TEXT))
    secrets = {name for name in VARIABLE.findall(COMPOSE_TEXT) if SECRET_NAME.search(name)}

    assert secrets - needed == {"OUTREACH_WEBHOOK_KEY"}


def test_env_example_and_compose_name_the_same_variables():
    assert env_example().keys() == set(VARIABLE.findall(COMPOSE_TEXT))


def test_defaults_are_those_of_the_example():
    defaults = dict(re.findall(r"\$\{(\w+):-([^}]*)\}", COMPOSE_TEXT))

    assert {key: value for key, value in defaults.items() if value} == {
        key: value for key, value in env_example().items() if value
    }


def test_production_settings_get_all_they_demand():
    settings = (PROJECT / "kaderjkn" / "settings.py").read_text()
    demanded = set(re.findall(r"env\.\w+\(\"(\w+)\"\) if PRODUCTION", settings))

    assert demanded
    assert demanded | {"DATABASE_URL", "REDIS_URL"} <= SERVICES["web"]["environment"].keys()


@pytest.mark.parametrize("name", ["web", "worker", "beat", "migrate"])
def test_commands_name_what_exists(name):
    words = words_of(name)
    if words[0] == "celery":
        assert words[1:3] == ["-A", "kaderjkn"]
        assert words[3] == name
        assert importlib.util.find_spec("kaderjkn.celery")
    elif words[0] == "gunicorn":
        module, _, attribute = words[1].partition(":")
        assert f"\n{attribute} = " in Path(importlib.util.find_spec(module).origin).read_text()
    else:
        assert words[:2] == ["python", "manage.py"]
        assert words[2] in get_commands()


def test_mounted_files_exist():
    mounted = [volume.split(":")[0] for one in SERVICES.values() for volume in one.get("volumes", [])]

    assert [path for path in mounted if path.startswith("./") and not (PROJECT / path).exists()] == []


def test_named_volumes_are_declared():
    volumes = [volume.split(":")[0] for one in SERVICES.values() for volume in one.get("volumes", [])]

    assert {name for name in volumes if not name.startswith(".")} == set(yaml.safe_load(COMPOSE_TEXT)["volumes"])


def test_dockerfile_copies_what_exists_and_runs_as_nobody_special():
    copies = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    sources = [source for line in copies for source in line.split()[:-1]]

    assert sources
    assert [source for source in sources if not (PROJECT / source).exists()] == []
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE) == ["kaderjkn"]


def test_image_leaves_out_secrets_and_private_folders():
    ignored = (PROJECT / ".dockerignore").read_text().splitlines()

    assert ".*" in ignored  # .env, .git, .local, .venv
    assert {"media", "node_modules", "tests"} <= set(ignored)


def test_proxy_passes_to_the_web_service_and_takes_the_largest_list():
    caddyfile = (PROJECT / "deploy" / "Caddyfile").read_text()
    largest = int(re.search(r"max_size (\d+)MB", caddyfile)[1])

    assert "reverse_proxy web:8000" in caddyfile
    assert "0.0.0.0:8000" in words_of("web")
    from django.conf import settings

    assert largest * 1_000_000 > settings.UPLOAD_MAX_BYTES


def test_vendored_files_are_what_the_manifest_says():
    manifest = json.loads((PROJECT / "static" / "vendor" / "manifest.json").read_text())
    lock = json.loads((PROJECT / "package-lock.json").read_text())["packages"]

    for path, entry in manifest.items():
        assert hashlib.sha256((PROJECT / path).read_bytes()).hexdigest() == entry["sha256"], path
        assert lock[f"node_modules/{entry['package']}"]["version"] == entry["version"], path
    vendored = {f"static/vendor/{path.name}" for path in (PROJECT / "static" / "vendor").iterdir()}
    assert vendored - manifest.keys() == {"static/vendor/manifest.json"}


def test_front_end_versions_are_exact():
    package = json.loads((PROJECT / "package.json").read_text())

    for version in (package["dependencies"] | package["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_scripts_of_the_makefile_exist():
    makefile = (PROJECT / "Makefile").read_text()

    for path in re.findall(r"\bscripts/\w+(?:\.py)?", makefile):
        assert (PROJECT / path).exists(), path
    for command in re.findall(r"manage\.py (\w+)", makefile):
        assert command in get_commands()
