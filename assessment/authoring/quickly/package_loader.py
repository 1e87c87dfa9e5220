"""In place of `pyodide._package_loader`: what scores installs no packages, so archives and temporary files need not be imported."""

import sys

from pyodide_js import loadedPackages  # type: ignore[import-not-found]  # noqa: F401 — Pyodide's snapshots expect it to be held


class _Folder:
    """A text would become one of JavaScript's, and Pyodide calls `__str__`."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __str__(self) -> str:
        return self._path


SITE_PACKAGES = _Folder(f"{sys.prefix}/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages")
DSO_DIR = _Folder("/usr/lib")


def init_loaded_packages() -> None:
    """Called by Pyodide when it has read what packages there are."""
