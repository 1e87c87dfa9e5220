"""In place of `asyncio`, which Pyodide imports when it starts: the engine awaits nothing."""
