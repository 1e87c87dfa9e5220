"""The catalogue of the language that is spoken: every text that a view shows is looked up here by its English words.

English needs no catalogue. For any other language somebody at home hands the bytes of a compiled one to `use`, before the first module with
words is imported: their constants are looked up once, at import, so a worker or a build speaks one language for as long as it lives.

Placeholders have names, so that another language can order them as it likes.
"""

from __future__ import annotations

import typing
from collections.abc import Sequence

if typing.TYPE_CHECKING:
    from gettext import GNUTranslations

ENGLISH = "en"


class _Spoken:
    """What is spoken: English until a catalogue comes, which it must before the first text."""

    def __init__(self) -> None:
        self.translations: GNUTranslations | None = None
        self.begun = False


_spoken = _Spoken()


def use(compiled: bytes) -> None:
    """Speak the language of a compiled gettext catalogue (`.mo`).

    Raises RuntimeError when a text has been looked up already, since it would stay in another language; OSError or ValueError for bytes
    that are no catalogue.
    """
    if _spoken.begun:
        raise RuntimeError("a catalogue comes too late: texts were looked up before it")
    import io
    from gettext import GNUTranslations  # which English has no need of

    _spoken.translations = GNUTranslations(io.BytesIO(compiled))


def language() -> str:
    """The code of the language that is spoken, as `lang` takes it."""
    return _spoken.translations.info()["language"].replace("_", "-") if _spoken.translations else ENGLISH


def direction() -> str:
    """How that language is written: `ltr` or `rtl`."""
    return meaning("the direction of this language: ltr or rtl", "ltr")


def say(message: str, /, **values: object) -> str:
    """A text in the language that is spoken, with values in place of the placeholders of their names."""
    _spoken.begun = True
    found = _spoken.translations.gettext(message) if _spoken.translations else message
    return found.format(**values) if values else found


def plural(one: str, many: str, number: int, /, **values: object) -> str:
    """A text that depends on a number, which it has as `number`; a language may have more than two forms of it."""
    _spoken.begun = True
    found = _spoken.translations.ngettext(one, many, number) if _spoken.translations else one if number == 1 else many
    return found.format(number=number, **values)


def meaning(context: str, message: str, /) -> str:
    """A text whose English words mean several things; the context says to translators which one."""
    _spoken.begun = True
    return _spoken.translations.pgettext(context, message) if _spoken.translations else message


def listed(parts: Sequence[str]) -> str:
    """One or more parts as a sentence lists them: a, b and c."""
    if len(parts) == 1:
        return parts[0]
    return say("{first} and {last}", first=say(", ").join(parts[:-1]), last=parts[-1])
