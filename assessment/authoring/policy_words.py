"""What is said of a page that the content security policy would stop."""

from __future__ import annotations

from assessment.catalogue import say

STYLE = say("holds a style of its own, which the policy forbids; put it into a style sheet below docs/assets")
SCRIPT_ADDRESS = say("an address is a script, which the policy forbids; put what it does into docs/assets")
SHOWN = 60


def unknown_script(text: str, digest: str) -> str:
    """A script that is not the theme's stands in a page."""
    shown = " ".join(text.split())[:SHOWN]
    return say(
        "holds a script that nobody has looked at: {shown} …; put it into docs/assets, or, where it is the theme's and "
        "harmless, add '{digest}' to SCRIPTS in assessment/authoring/policy.py",
        shown=shown,
        digest=digest,
    )


def attribute(name: str, tag: str) -> str:
    """An attribute that is a script or a style."""
    return say("<{tag}> has the attribute {name}, which the policy forbids; put what it does into docs/assets", tag=tag, name=name)


def foreign(address: str) -> str:
    """Something would be loaded from another host."""
    return say("loads {address}, and nothing may be fetched from another host; put the file into docs/assets", address=address)


def protected(folder: str, policy: str) -> str:
    """Every page has its policy, which a server may send as a header too."""
    return say("every page of {folder} carries this policy:\n{policy}", folder=folder, policy=policy)
