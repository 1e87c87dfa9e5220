"""Starts the command `fieldworthy`, or says in a sentence what it lacks: the engine alone installs without any other package."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    try:
        from assessment.authoring.command import main as command
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("assessment"):
            raise
        sys.exit(f"fieldworthy: the package '{error.name}' is missing; install Fieldworthy with its extra: fieldworthy[command]")
    command(prog_name="fieldworthy")


if __name__ == "__main__":
    main()
