"""Every sentence and label of what people send to each other: links, comparisons, merged answers, portfolios, proposals."""

from __future__ import annotations

# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────

LINK = "link"
REASON_STAYS = "The reason stays in the sender’s file."
NO_SHARED_RESULT = "is not a shared result; one begins with “1.” and names a questionnaire"
LINK_DAMAGED = "is damaged: characters are missing or were changed on the way; ask the sender for it once more"
LINK_TOO_NEW = "was made in a form that is not known here; open it on the site that it came from, or reload this page for the newest guide"


def link_of_another(named: str, open_here: str) -> str:
    """Why a link cannot be read with the questionnaire that is open."""
    return f"belongs to the questionnaire '{named}', not to '{open_here}'"
