"""The pictures that social networks show beside a link: one for each lesson and one for the guide, drawn at build."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.authoring import published_words as words
from assessment.authoring.bank import Bank
from assessment.words import NAME

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

FOLDER = Path("assets", "images", "cards")
GUIDE = "fieldworthy"  # the card of every page that is no lesson
SIZE = (1200, 630)
EDGE = 90
PAPER, INK, SOFT, LINE, ACCENT = "#fcfbf8", "#1d2526", "#566062", "#d9d6cd", "#0b5d54"  # those of the style sheet, in the light
SPOKEN = "Comment"  # where a picture keeps what it says, so that it is drawn again only when that changes
DESIGN = "1"  # raise it when the drawing changes


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says: a mark, a title and a line below it."""

    name: str
    mark: str
    title: str
    line: str


def publish(bank: Bank, docs: Path) -> list[Path]:
    """Draw the cards below `docs`, and return what changed; a second call changes nothing, and without Pillow nothing is drawn."""
    if find_spec("PIL") is None:  # pages then name no picture, and lack nothing else
        return []
    changed = []
    for card in cards(bank):
        path = docs / FOLDER / f"{card.name}.png"
        says = "\n".join((DESIGN, card.mark, card.title, card.line))
        if path.exists() and _said(path) == says:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_drawn(card, says))
        changed.append(path)
    return changed


def cards(bank: Bank) -> Iterator[Card]:
    """The card of the guide, then one for each lesson."""
    yield Card(GUIDE, NAME, words.GUIDE_CARD, words.GUIDE_CARD_LINE)
    for dimension in bank.dimensions:
        count = sum(item.dimension == dimension.id for item in bank.items.values())
        yield Card(dimension.id.lower(), dimension.id, dimension.title, words.lesson_card(count))


def _said(path: Path) -> object:
    """What a picture keeps of its words; None for a file that is no picture."""
    from PIL import Image

    try:
        with Image.open(path) as picture:
            return picture.info.get(SPOKEN)
    except OSError:
        return None


def _drawn(card: Card, says: str) -> bytes:
    from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.text((EDGE, 80), NAME, INK, ImageFont.load_default(40))
    draw.line((EDGE, 150, SIZE[0] - EDGE, 150), LINE, 3)
    if card.mark != NAME:
        draw.text((EDGE, 195), card.mark, ACCENT, ImageFont.load_default(64))
    for number, line in enumerate(_wrapped(draw, card.title, 84)):
        draw.text((EDGE, 275 + 96 * number), line, INK, ImageFont.load_default(84))
    draw.text((EDGE, 540), card.line, SOFT, ImageFont.load_default(36))
    said = PngImagePlugin.PngInfo()
    said.add_itxt(SPOKEN, says)
    written = io.BytesIO()
    picture.quantize(32).save(written, "PNG", optimize=True, pnginfo=said)
    return written.getvalue()


def _wrapped(draw: ImageDraw, text: str, size: int) -> list[str]:
    """A text in lines that fit between the edges."""
    from PIL import ImageFont

    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        fits = draw.textlength(longer, ImageFont.load_default(size)) <= SIZE[0] - 2 * EDGE
        lines = [*lines[:-1], longer] if fits or not lines[-1] else [*lines, word]
    return lines
