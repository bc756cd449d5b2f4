"""Run Django's deploy check on production settings with invented secrets.

It needs a real PostgreSQL, since checks of generated columns ask for its version: the private one, unless
DATABASE_URL and REDIS_URL name others.
"""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.append(str(PROJECT))

PRODUCTION = {
    "DJANGO_ENV": "production",
    "DJANGO_SECRET_KEY": "only-for-the-deploy-check-0123456789-abcdefghijklmnopqrstuvwxyz",
    "NIK_HASH_KEY": "only-for-the-deploy-check-0123456789",
    "FILE_KEY": "only-for-the-deploy-check-9876543210",
    "DJANGO_ALLOWED_HOSTS": "kader.example.id",
    "DJANGO_CSRF_TRUSTED_ORIGINS": "https://kader.example.id",
    "SITE_URL": "https://kader.example.id",
}


def main() -> int:
    from kaderjkn.local import ensure_services  # noqa: PLC0415 - after the path

    environment = os.environ | PRODUCTION
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        services = ensure_services()
        environment |= {"DATABASE_URL": services.database_url, "REDIS_URL": services.redis_url}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
