"""What is said about the copy of the site that a device keeps when its reader asks for it."""

from __future__ import annotations

from assessment.catalogue import plural, say
from assessment.words import named_edition

THE_COPY = say("The copy on this device")
SWITCH = say("Keep this site on this device")
FETCHING = say("The files are being fetched. Stay on this page until they are all here. Files so far, of all:")
NO_WORKER = say(
    "This browser lets no site keep a copy of itself here: it is too old, the window is private, or the address is not a secure one. "
    "Nothing was fetched, and everything else works as before."
)
NO_LIST = say("The list of what would be kept did not come. Try again when there is a connection.")
NOT_WHOLE = say(
    "The copy did not come whole: a file is missing, cut or altered, or the connection ended. Nothing of it is kept. Try again."
)
FULL = say("There is too little room for the copy in this browser. Nothing of it is kept.")
REMOVED = say("The copy is gone from this device.")
NEWER = say("A newer edition is here, and this device keeps an older copy.")
RELOAD = say("Fetch it and reload")
LATER = say("Not now")
NEWER_NOT_WHOLE = say("The newer edition did not come whole, so it is not kept. The copy that was kept is as it was.")
NEWER_FULL = say("There is too little room for the newer edition in this browser. The copy that was kept is as it was.")
MISSING = say("This page is not in the copy that this device keeps, and the site does not answer.")


def size(megabytes: int, files: int) -> str:
    """How much would be fetched and kept."""
    return plural(
        "About {megabytes} MB in {number} file will be fetched and kept.",
        "About {megabytes} MB in {number} files will be fetched and kept.",
        files,
        megabytes=megabytes,
    )


def wrote(folder: str, megabytes: int, files: int) -> str:
    """The list is there."""
    return plural(
        "{folder}: kept.json lists {number} file of {megabytes} MB that a device may keep",
        "{folder}: kept.json lists {number} files of {megabytes} MB that a device may keep",
        files,
        folder=folder,
        megabytes=megabytes,
    )


def kept(edition: str, date: str, megabytes: int) -> str:
    """What the device keeps."""
    return say(
        "This device keeps a copy: {edition} of {date}, about {megabytes} MB.",
        edition=named_edition(edition),
        date=date,
        megabytes=megabytes,
    )


def copy(edition: str, date: str) -> str:
    """What a page says that came from the copy."""
    return say(
        "You are reading the copy kept on this device: {edition} of {date}. The site does not answer.",
        edition=named_edition(edition),
        date=date,
    )
