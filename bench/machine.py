"""What was measured on: without it no figure means anything."""

import os
import platform
from pathlib import Path

import django
from django.db import connection

from kaderjkn.common.sql_jobs import fetch_value

SERVER_SETTINGS = ("shared_buffers", "max_wal_size", "fsync", "synchronous_commit", "jit")


def facts() -> dict[str, str]:
    """Names and values, in the order in which they are shown."""
    version = fetch_value("SHOW server_version")
    settings = ", ".join(f"{name} {fetch_value(f'SHOW {name}')}" for name in SERVER_SETTINGS)
    processor = _first("/proc/cpuinfo", "model name") or platform.machine()
    return {
        "machine": f"{os.cpu_count()} cores ({processor}), {_memory()}",
        "system": f"{platform.system()} {platform.release()}",
        "database": f"PostgreSQL {version} ({settings}), {_server()}",
        "program": f"Python {platform.python_version()}, Django {django.get_version()}",
    }


def _server() -> str:
    host = connection.settings_dict.get("HOST") or connection.settings_dict.get("OPTIONS", {}).get("host", "")
    return "on the same machine, by socket" if not host or host.startswith("/") else "by network"


def _memory() -> str:
    total = _first("/proc/meminfo", "MemTotal")
    return f"{int(total.split()[0]) / 1024 / 1024:.0f} GB" if total else "memory unknown"


def _first(path: str, name: str) -> str:
    """The value of the first line that begins with the name; empty where there is no such file."""
    file = Path(path)
    if not file.exists():
        return ""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
