"""What is said of a page that the content security policy would stop."""

from __future__ import annotations

STYLE = "holds a style of its own, which the policy forbids; put it into docs/assets/stylesheets"
SCRIPT_ADDRESS = "an address begins with javascript:, which the policy forbids; listen for the event in docs/assets/javascripts"
SHOWN = 60


def unknown_script(text: str, digest: str) -> str:
    """A script that is not the theme's stands in a page."""
    shown = " ".join(text.split())[:SHOWN]
    return (
        f"holds a script that nobody has looked at: {shown} …; put it into docs/assets/javascripts, or, where it is the theme's and "
        f"harmless, add '{digest}' to SCRIPTS in assessment/authoring/policy.py"
    )


def attribute(name: str, tag: str) -> str:
    """An attribute that is a script or a style."""
    return f"<{tag}> has the attribute {name}, which the policy forbids; put what it does into docs/assets"


def foreign(address: str) -> str:
    """Something would be loaded from another host."""
    return f"loads {address}, and nothing may be fetched from another host; put the file into docs/assets"


def protected(folder: str, policy: str) -> str:
    """Every page has its policy, which a server may send as a header too."""
    return f"every page of {folder} carries this policy:\n{policy}"
