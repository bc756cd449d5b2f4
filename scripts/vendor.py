"""Copy the few front-end files we use from node_modules, with their hashes.

Run by `make vendor` after `npm ci --ignore-scripts`; the copies are committed, so nobody else needs npm. The
line that points to a source map is cut off: we do not ship the map, and whitenoise would look for it.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
FILES = {
    "bootstrap/dist/css/bootstrap.min.css": "static/vendor/bootstrap.min.css",
    "bootstrap/LICENSE": "static/vendor/LICENSE.bootstrap.txt",
    "htmx.org/dist/htmx.min.js": "static/vendor/htmx.min.js",
    "htmx.org/LICENSE": "static/vendor/LICENSE.htmx.txt",
    "chart.js/dist/chart.umd.min.js": "static/vendor/chart.umd.min.js",
    "chart.js/LICENSE.md": "static/vendor/LICENSE.chart.txt",
    "qrcode-generator/dist/qrcode.mjs": "static/vendor/qrcode.js",
    "axe-core/axe.min.js": "tests/vendor/axe.min.js",
    "axe-core/LICENSE": "tests/vendor/LICENSE.axe.txt",
}
MANIFEST = PROJECT / "static" / "vendor" / "manifest.json"
SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*\Z")


def locked_version(package: str) -> str:
    lock = json.loads((PROJECT / "package-lock.json").read_text())
    return lock["packages"][f"node_modules/{package}"]["version"]


def installed_version(package: str) -> str:
    return json.loads((PROJECT / "node_modules" / package / "package.json").read_text())["version"]


def copy(source: str, target: str) -> dict[str, str]:
    """Copy one file and return its line of the manifest."""
    package = source.partition("/")[0]
    if installed_version(package) != locked_version(package):
        sys.exit(f"node_modules has another {package} than package-lock.json: run `npm ci --ignore-scripts`.")
    content = SOURCE_MAP.sub(b"\n", (PROJECT / "node_modules" / source).read_bytes())
    (PROJECT / target).parent.mkdir(parents=True, exist_ok=True)
    (PROJECT / target).write_bytes(content)
    return {
        "package": package,
        "version": locked_version(package),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def main() -> None:
    manifest = {target: copy(source, target) for source, target in FILES.items()}
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{len(manifest)} files, hashes in {MANIFEST.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
