"""Every text that can be translated, collected from the sources into the file that translators begin with."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from assessment import __version__
from assessment.authoring.language import FOLDER

SOURCES = Path(__file__).parents[1]
NAMES = {"say": None, "plural": (1, 2), "meaning": ((1, "c"), 2)}  # of the functions of `catalogue`, and what their arguments are
NEVER = datetime(1980, 1, 1, tzinfo=UTC)  # the same file for the same texts
HEADER = "# Fieldworthy: every text of the interface and of what the engine writes.\n#"


def collect() -> Catalog:
    """The texts of all sources, each with the files that say it."""
    found = Catalog(project="Fieldworthy", version=__version__, creation_date=NEVER, header_comment=HEADER, charset="utf-8")
    texts = extract_from_dir(str(SOURCES), method_map=[("**.py", "python")], keywords=NAMES, strip_comment_tags=True)
    for file, line, message, comments, context in sorted(texts, key=lambda one: (one[0], one[1])):
        found.add(message, None, [(f"assessment/{file}", line)], auto_comments=comments, context=context)
    return found


def template(found: Catalog) -> bytes:
    """The file that translators begin with."""
    written = io.BytesIO()
    write_po(written, found, width=140, include_lineno=False)
    return written.getvalue()


def main() -> None:
    """Write the file for translators."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "messages.pot").write_bytes(template(collect()))


if __name__ == "__main__":
    main()
