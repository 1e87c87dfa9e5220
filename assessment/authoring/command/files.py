"""Texts in and out: files and the two standard streams, and a sentence for everything that can go wrong with them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

from assessment.authoring import batch, words
from assessment.codec import MOST_BYTES, Unreadable
from assessment.model import Problem

STANDARD = "-"
HALVES = "backslashreplace"  # half of a character has no UTF-8; in JSON, where alone it can come from, this writes it as it was read


def read(file: Path) -> str:
    """A file's text, or that of standard input for "-"; raises Unreadable when it is missing, too long or not UTF-8."""
    with opened(file) as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable((Problem(where=str(file), message=words.too_long(MOST_BYTES)),))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable((Problem(where=str(file), message=words.not_utf8(error.reason, error.start)),)) from None


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """A file's bytes, or those of standard input for "-"; what goes wrong with them raises Unreadable."""
    try:
        if str(file) == STANDARD:
            if sys.stdin is None:  # as with `<&-`
                raise OSError(words.STDIN_CLOSED)
            yield sys.stdin.buffer
        else:
            with file.open("rb") as stream:
                yield stream
    except IsADirectoryError:
        raise Unreadable((Problem(where=str(file), message=words.IS_FOLDER),)) from None
    except OSError as error:
        raise Unreadable((Problem(where=str(file), message=words.unreadable(error.strerror or str(error))),)) from None


def lines(file: Path) -> Iterator[batch.Numbered]:
    """The lines of a file, or of standard input, with their numbers, as they are asked for."""
    with opened(file) as stream:
        yield from batch.lines(stream)


def size(file: Path) -> int | None:
    """How many bytes a file holds; None where it cannot be told."""
    return file.stat().st_size if file.is_file() else None


@contextmanager
def named(file: Path | str) -> Iterator[None]:
    """What is unreadable within is so in this file."""
    try:
        yield
    except Unreadable as error:
        raise Unreadable(tuple(problem.within(str(file)) for problem in error.problems)) from None


@dataclass(frozen=True, slots=True)
class Output:
    """Where a result goes: a file that appears whole or not at all, or standard output."""

    path: Path | None
    force: bool

    @property
    def is_standard(self) -> bool:
        """Whether it goes to standard output."""
        return self.path is None or str(self.path) == STANDARD

    def check(self) -> None:
        """Raise Unreadable if nothing may be written there, before any work is done."""
        if self.path is not None and not self.is_standard:
            _check(self.path, self.force)

    def write(self, content: str | bytes) -> None:
        """Write one whole text, or one whole file of another kind; raises Unreadable for a terminal, which that would only upset."""
        if isinstance(content, str):
            with self.writing() as write_text:
                write_text(content)
        elif not self.is_standard:
            with self._replaced() as write:
                write(content)
        elif sys.stdout.isatty():
            raise Unreadable((Problem(where="--output", message=words.NO_TEXT),))
        else:
            click.echo(content, nl=False)

    @contextmanager
    def writing(self) -> Iterator[Callable[[str], object]]:
        """What takes one text after the other; a file is there only once all of them are."""
        if self.is_standard:
            yield show
        else:
            with self._replaced() as write:
                yield lambda text: write(text.encode("utf-8", HALVES))

    @contextmanager
    def _replaced(self) -> Iterator[Callable[[bytes], object]]:
        path = self.path or Path(STANDARD)
        _check(path, self.force)
        try:
            with _replacing(path.resolve()) as write:
                yield write
        except OSError as error:
            raise Unreadable((Problem(where=str(path), message=words.unwritable(error.strerror or str(error))),)) from None


def show(text: str) -> None:
    """Print a text on standard output; where nobody reads along as UTF-8, whatever the system says."""
    click.echo(text if sys.stdout.isatty() else text.encode("utf-8", HALVES), nl=False)


def tell(problems: Iterable[Problem], file: Path | str | None = None) -> None:
    """Print problems on the error output, each on one line, with the file that they are in."""
    for problem in problems:
        click.echo(printable(str(problem) if file is None else f"{file}: {problem}").replace("\n", "\\n"), err=True)


def printable(text: str) -> str:
    """A text for a terminal: whatever would steer it, in words that came from somebody's file, is escaped."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


def _check(path: Path, force: bool) -> None:
    if path.is_dir():
        raise Unreadable((Problem(where=str(path), message=words.IS_FOLDER),))
    if path.is_file() and not force:
        raise Unreadable((Problem(where=str(path), message=words.EXISTS),))


@contextmanager
def _replacing(path: Path) -> Iterator[Callable[[bytes], object]]:
    if path.exists() and not path.is_file():  # a device or a pipe, which must stay what it is
        with path.open("wb") as stream:
            yield stream.write
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            yield stream.write
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
