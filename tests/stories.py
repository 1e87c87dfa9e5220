"""What a golden story says: the answers that it tells in short, and the parts of a report that it may ask for in short."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from assessment.answers import accept
from assessment.authoring import source
from assessment.codec import canonical, plain, read_answers, read_questionnaire
from assessment.model import Questionnaire
from assessment.report import assess
from tests.support import guide

FOLDER = Path(__file__).parent / "golden"
SAID = {"case", "questionnaire", "facts", "target", "said", "answers"}
ALL, OPEN, DONT_KNOW = "all", "open", "dont-know"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A named situation: what is asked, what a person says, and `expected`, each part under the name of how it is asked for.

    `case` is the id of the documented case that it retells, or empty; `answers` are in the form in which a browser sends them.
    """

    name: str
    questionnaire: Questionnaire
    case: str
    answers: Mapping[str, Any]
    expected: Mapping[str, Any]

    def report(self) -> dict[str, Any]:
        """What the guide answers as data, with what it set aside."""
        given, unread = read_answers(canonical(self.answers))
        accepted = accept(self.questionnaire, given)
        report = cast("dict[str, Any]", plain(assess(self.questionnaire, accepted.answers)))
        return report | {"aside": [str(problem) for problem in unread + accepted.aside]}

    def found(self) -> dict[str, Any]:
        """What the guide answers, in the parts that the story expects."""
        report = self.report()
        return {key: PARTS[key](report, part) for key, part in self.expected.items()}


def stories() -> tuple[Story, ...]:
    """Every story in `golden/` and its folders, by name; the questionnaires written for them are no stories."""
    return tuple(_story(file) for file in sorted(FOLDER.rglob("*.yml")) if file.parent.name != "questionnaires")


@cache
def questionnaire(named: str) -> Questionnaire:
    """One of the guide's own, or one written for the stories in `golden/questionnaires`."""
    own = FOLDER / "questionnaires" / f"{named}.yml"
    if own.exists():
        return read_questionnaire(canonical(source.read(own.read_text(encoding="utf-8"), own.name).data))
    return guide().questionnaires[named]


def _story(file: Path) -> Story:
    told = cast("dict[str, Any]", source.read(file.read_text(encoding="utf-8"), file.name).data)
    asked = questionnaire(told["questionnaire"])
    return Story(
        name=file.stem,
        questionnaire=asked,
        case=told.get("case", ""),
        answers=told["answers"] if "answers" in told else _answers(asked, told),
        expected={"aside": []} | {key: part for key, part in told.items() if key not in SAID},
    )


def _answers(asked: Questionnaire, told: Mapping[str, Any]) -> dict[str, Any]:
    """Answers told in short: one choice for all facts, one level for all items or those of a dimension, then what differs.

    A name that fits nothing is kept, so that the guide can set it aside.
    """
    said = told.get("said", {})
    wide = {ALL, *(dimension.id for dimension in asked.dimensions)}
    every = {item.id: said.get(item.dimension, said.get(ALL, OPEN)) for item in asked.items}
    items = every | {id: one for id, one in said.items() if id not in wide}
    answers = {"facts": _facts(asked, told.get("facts", {})), "answers": {id: _answer(one) for id, one in items.items() if one != OPEN}}
    return answers | ({"target": told["target"]} if "target" in told else {})


def _facts(asked: Questionnaire, told: Mapping[str, str]) -> dict[str, str]:
    every = {fact.id: told[ALL] for fact in asked.facts} if ALL in told else {}
    return every | {id: choice for id, choice in told.items() if id != ALL}


def _answer(said: str | Mapping[str, Any]) -> Mapping[str, Any]:
    """A level or don't know by its name; anything longer is an answer as it stands."""
    if isinstance(said, str):
        return {"dont_know": True} if said == DONT_KNOW else {"level": said}
    return said


# ── the parts of a report ────────────────────────────────────────────────────────────────────────────────────────────

Part = Callable[[dict[str, Any], Any], Any]


def _whole(report: dict[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    return {key: report[key] for key in part}


def _stages(name: str) -> Part:
    return lambda report, part: {stage["stage"]: stage[name] for stage in report["stages"] if stage["stage"] in part}


def _first(name: str) -> Part:
    return lambda report, part: [one["item"] for one in report[name][: len(part)]]


def _bounds(report: dict[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    scores = {one["dimension"]: one["score"] for one in report["dimensions"]}
    return {id: [scores[id]["proven"], scores[id]["possible"]] for id in part}


def _cheapest(report: dict[str, Any], _: object) -> dict[str, Any]:
    plan = report["plan"]
    return {"to": plan["target"], "effort": plan["effort"], "raise": {step["item"]: step["after"] for step in plan["steps"]}}


# How a story may ask for a part: `report` compares fields of a report whole, the others say one thing in short.
PARTS: Mapping[str, Part] = {
    "report": _whole,
    "aside": lambda report, _: report["aside"],
    "verdicts": _stages("verdict"),
    "failed": _stages("failed"),
    "short": _stages("short"),
    "bounds": _bounds,
    "findings_first": _first("findings"),
    "ask_first": _first("next_questions"),
    "cheapest": _cheapest,
}
