"""A language that nobody speaks, made from every text that can be translated: ⟦Ŕééšúúļţ⟧ is “Result”.

No letter of it is an English one and its words are a third longer, so whatever is shown in English letters beside it was never translated.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from assessment.authoring.messages import collect

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçðéƒğħíĵķļɱñöþɋŕšţúṽŵẋýžÁɃÇÐÉƑĞĦÍĴĶĻṀÑÖÞɊŔŠŢÚṼŴẊÝŽ"
LONGER = {ord(letter): letter * 2 for letter in "áéíöúý"}
KEPT = re.compile(r"(\{[^{}]*\}|https?://\S+)")  # placeholders and addresses
DIRECTION = "the direction of this language: ltr or rtl"


def pseudo(text: str) -> str:
    """A text in that language; placeholders and addresses stay as they are."""
    parts = (part if KEPT.fullmatch(part) else _accented(part) for part in KEPT.split(text))
    return f"⟦{''.join(parts)}⟧"


def _accented(text: str) -> str:
    return text.translate(str.maketrans(PLAIN, ACCENTED)).translate(LONGER)


def translated(language: str, *, direction: str = "ltr") -> Catalog:
    """A catalogue of every text in that language, under the code of a real one."""
    found = Catalog(locale=language)
    for message in collect():
        if not message.id:
            continue
        one, *many = (message.id,) if isinstance(message.id, str) else message.id
        forms = (pseudo(one), *(pseudo(many[0]) for _ in range(found.num_plurals - 1))) if many else pseudo(one)
        found.add(message.id, direction if message.context == DIRECTION else forms, context=message.context)
    return found


def compiled(language: str, *, direction: str = "ltr") -> bytes:
    """The same as the engine takes it."""
    written = io.BytesIO()
    write_mo(written, translated(language, direction=direction))
    return written.getvalue()


def write(folder: Path, language: str, *, direction: str = "ltr") -> None:
    """The same as a translator hands it in, below `translations` in a folder."""
    file = folder / "translations" / f"{language}.po"
    file.parent.mkdir(exist_ok=True)
    with file.open("wb") as text:
        write_po(text, translated(language, direction=direction))
