"""In place of `pyodide.webloop`: the engine awaits nothing, and Python's event loop is a quarter of what Pyodide imports at its start."""

from pyodide_js._api import scheduleCallback  # type: ignore[import-not-found]  # noqa: F401 — Pyodide's snapshots expect it to be held


def _initialize_event_loop() -> None:
    """Called by `pyodide` when it is imported."""
