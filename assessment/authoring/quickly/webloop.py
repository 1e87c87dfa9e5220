"""In place of `pyodide.webloop`: the engine awaits nothing, and Python's event loop is a quarter of what Pyodide imports at its start."""


def _initialize_event_loop() -> None:
    """Called by `pyodide` when it is imported."""
