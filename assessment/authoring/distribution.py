"""The engine as a package that any page with Pyodide can load from the guide's address: a wheel, and the lock file that names it."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from assessment import __version__

PACKAGE = "fieldworthy"
WHEEL = f"{PACKAGE}-{__version__}-py3-none-any.whl"
LOCK = "pyodide-lock.json"
ABOUT = f"{PACKAGE}-{__version__}.dist-info"
EXAMPLES = Path(__file__).parent
EPOCH = (1980, 1, 1, 0, 0, 0)


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of these files by their place, stored, the same bytes each time and on every system."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as opened:
        for place, content in files.items():
            entry = zipfile.ZipInfo(place, EPOCH)
            entry.create_system = 3
            opened.writestr(entry, content)
    return written.getvalue()


def wheel(modules: Mapping[str, bytes]) -> bytes:
    """The wheel of pure Python that holds these modules; its format is that of the binary distribution format 1.0."""
    about = {
        f"{ABOUT}/METADATA": f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: {__version__}\nLicense: MIT\n".encode(),
        f"{ABOUT}/WHEEL": b"Wheel-Version: 1.0\nGenerator: fieldworthy\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files = {**dict(sorted(modules.items())), **about}
    return archive({**files, f"{ABOUT}/RECORD": _record(files)})


def lock(theirs: bytes, wheel: bytes) -> bytes:
    """Pyodide's lock file with our wheel as its only package; the others are not at our address."""
    entry = {
        "depends": [],
        "file_name": WHEEL,
        "imports": ["assessment"],
        "install_dir": "site",
        "name": PACKAGE,
        "package_type": "package",
        "sha256": hashlib.sha256(wheel).hexdigest(),
        "unvendored_tests": False,
        "version": __version__,
    }
    return json.dumps({"info": json.loads(theirs)["info"], "packages": {PACKAGE: entry}}).encode()


def example() -> dict[str, bytes]:
    """A page that loads the package from the folder that it lies in, and its script."""
    return {name: (EXAMPLES / name).read_bytes() for name in ("example.html", "example.mjs")}


def _record(files: Mapping[str, bytes]) -> bytes:
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    for place, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.writerow((place, f"sha256={digest}", len(content)))
    rows.writerow((f"{ABOUT}/RECORD", "", ""))
    return written.getvalue().encode()
