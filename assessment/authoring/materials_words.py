"""What the list of licenses says around their texts."""

from __future__ import annotations

from assessment.catalogue import say

HEAD = say(
    "What this site ships that others made, and under which license. The text of the guide is CC BY 4.0, its code MIT.\nThe "
    "file sbom.cdx.json beside this one lists the same with the hash of every file."
)


def line(name: str, license: str) -> str:
    """One thing and its license."""
    return f"{name}: {license}"


def title(name: str) -> str:
    """Before a license's own text."""
    return say("── The license of {name} ──", name=name)


def wrote(folder: str) -> str:
    """Both files are there."""
    return say("{folder}: sbom.cdx.json and licenses.txt say what the site ships", folder=folder)
