"""The guide that ships with the package, and the questionnaire that a person or a file of answers names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.authoring import own, words
from assessment.authoring.command import files
from assessment.authoring.scored import DEFAULT, said
from assessment.codec import Unreadable, write_questionnaire
from assessment.model import Problem, Questionnaire

if TYPE_CHECKING:
    from assessment.authoring.bank import Bank

PACKAGE = Path(__file__).parents[2]
CHECKOUT = PACKAGE.parent / "docs"
INSTALLED = PACKAGE / "guide"
OWN = {".json", ".yml", ".yaml"}


def shipped() -> Path:
    """The folder of the guide: that of the checkout, or what the wheel brings."""
    return CHECKOUT if (CHECKOUT / "assessments").is_dir() else INSTALLED


def load(folder: Path) -> Bank:
    """All of a guide; raises Unreadable with every problem of its data."""
    from assessment.authoring import bank  # brings the reader of schemas, a third of the start-up, which many commands do without

    return bank.load(folder)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The questionnaire that a person names, by id or as a file of their own, and the guide that the id belongs to."""

    folder: Path
    name: str | None

    def questionnaire(self, file: Path, text: str) -> Questionnaire:
        """The one that the person names, or else the text of a file, or else the usual one; raises Unreadable where there is none.

        A text can only name one of the guide: what somebody sent never decides which other file is opened.
        """
        if self.name is not None:
            return named(self.name, self.folder)
        with files.named(file):
            return _of_guide(said(text, "questionnaire") or DEFAULT, self.folder)

    def compiled(self) -> tuple[dict[str, str], str | None]:
        """The compiled texts by id of all that lines may be scored by, and the id of the one that the person names."""
        if self.name is not None:
            one = named(self.name, self.folder)
            return {one.id: write_questionnaire(one)}, one.id
        return {id: write_questionnaire(one) for id, one in load(self.folder).questionnaires.items()}, None


def named(name: str, folder: Path) -> Questionnaire:
    """The one with an id in the guide, or in a file of one's own; raises Unreadable for neither and for an unsound one."""
    if Path(name).suffix.lower() in OWN:
        return own.read(files.read(Path(name)), name)
    return _of_guide(name, folder)


def _of_guide(id: str, folder: Path) -> Questionnaire:
    known = load(folder).questionnaires
    if id not in known:
        raise Unreadable((Problem(where="questionnaire", message=words.not_one_of(id, list(known))),))
    return known[id]
