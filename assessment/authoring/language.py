"""The language that a build speaks, as FIELDWORTHY_LANGUAGE names it, and its catalogue, made from `translations/<language>.po`."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from assessment import catalogue
from assessment.model import Problem

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

VARIABLE = "FIELDWORTHY_LANGUAGE"
FOLDER = Path(__file__).parents[2] / "translations"


class Untranslatable(Exception):
    """A translator's file that cannot be used; carries all its problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def chosen() -> str:
    """The code of the language that is asked for."""
    return os.environ.get(VARIABLE) or catalogue.ENGLISH


def speak() -> None:
    """Speak the language that is asked for; ends the program with a sentence where its catalogue is missing or wrong.

    It comes before the first text is looked up, so nothing can catch it and show it.
    """
    if made := compiled():
        catalogue.use(made)


@cache
def compiled() -> bytes | None:
    """The compiled catalogue of the language that is asked for; None for English, which needs none."""
    if chosen() == catalogue.ENGLISH:
        return None
    file = FOLDER / f"{chosen()}.po"
    if not file.is_file():
        raise SystemExit(f"fieldworthy: {VARIABLE} is '{chosen()}', and there is no translations/{file.name}")
    try:
        return compile(file)
    except ModuleNotFoundError as error:
        missing = f"fieldworthy: the package '{error.name}' is missing; install Fieldworthy with its extra: fieldworthy[authoring]"
        raise SystemExit(missing) from None
    except Untranslatable as error:
        raise SystemExit(str(error)) from None


def compile(file: Path) -> bytes:
    """What `catalogue.use` takes, from a translator's file named after its language; raises Untranslatable with all that is wrong.

    Raises ModuleNotFoundError where Babel is not installed: English does without.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        with file.open("rb") as text:
            found = read_po(text, locale=file.stem.replace("-", "_"), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise Untranslatable((Problem(where=file.name, message=f"cannot be read: {error}"),)) from None
    if wrong := tuple(_problems(found, file.name)):
        raise Untranslatable(wrong)
    written = io.BytesIO()
    write_mo(written, found)
    return written.getvalue()


def _problems(found: Catalog, name: str) -> Iterator[Problem]:
    for message in found:
        if message.id and not message.fuzzy:
            yield from (Problem(where=f"{name}:{message.lineno}", message=text) for text in _wrong(message))


def _wrong(message: Message) -> Iterator[str]:
    """A translation has the placeholders of the English text and no other; a form for a number may leave some of them out."""
    english, counts = _texts(message.id), not isinstance(message.id, str)
    needed = {name for text in english for name in _placeholders(text) or ()}
    for text in filter(None, _texts(message.string)):
        used = _placeholders(text)
        if used is None or used - needed or (needed - used and not counts):
            yield f"'{text}' does not have the placeholders of '{english[-1]}': {_listed(needed)}"


def _listed(placeholders: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(placeholders)) or "none"


def _texts(said: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ())


def _placeholders(text: str) -> set[str] | None:
    """The names in braces; None where braces do not match."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
