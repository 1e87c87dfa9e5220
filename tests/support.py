"""Small questionnaires and answers for tests, written the way a person would say them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from assessment.authoring.bank import Bank
from assessment.authoring.content import current
from assessment.model import (
    Answer,
    Answers,
    Choice,
    Dimension,
    Fact,
    Gate,
    Item,
    Level,
    Questionnaire,
    Stage,
    Stakes,
)

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

SCALE = (
    Level(id="no", name="No", value=Fraction(0), means="Nobody does this."),
    Level(id="ad-hoc", name="Ad hoc", value=Fraction(1, 4), means="Someone does it sometimes.", effort=1),
    Level(id="repeatable", name="Repeatable", value=Fraction(1, 2), means="Written down.", effort=3),
    Level(id="enforced", name="Enforced", value=Fraction(1), means="A system stops the work.", effort=8),
)


def guide() -> Bank:
    """The guide itself, read once."""
    return current(DOCS).bank


YES_NO = (Choice(id="no", label="No"), Choice(id="yes", label="Yes", stakes="high"))


def item(id: str, weight: int = 1, *, gates: Mapping[str, str] | None = None, **more: object) -> Item:
    """An item of the dimension that its id names; `gates` maps stages to least levels."""
    return Item(
        id=id,
        dimension=id.split("-")[0],
        title=f"Title of {id}",
        question=f"Question of {id}?",
        levels=MappingProxyType({level.id: f"{id} at {level.id}" for level in SCALE}),
        weight=weight,
        weight_reason="Because.",
        address=f"lessons/{id.split('-')[0].lower()}/#{id.lower()}",
        gates=tuple(Gate(stage=stage, least=least) for stage, least in (gates or {}).items()),
        **more,  # type: ignore[arg-type]
    )


def stage(id: str, *dimensions: str, floor: str | int | Mapping[Stakes, str] = 0) -> Stage:
    """A stage that brings dimensions into scope, with one floor for all stakes or one each."""
    floors: dict[Stakes, Fraction] = (
        {stakes: Fraction(one) for stakes, one in floor.items()}
        if isinstance(floor, Mapping)
        else {"low": Fraction(floor), "medium": Fraction(floor), "high": Fraction(floor)}
    )
    return Stage(id=id, name=f"ready to {id}", question=f"Ready to {id}?", dimensions=dimensions, floors=MappingProxyType(floors))


def fact(id: str, stakes: Stakes = "high") -> Fact:
    """A question of yes or no, where yes brings the stakes."""
    return Fact(id=id, question=f"Is it {id}?", choices=(Choice(id="no", label="No"), Choice(id="yes", label="Yes", stakes=stakes)))


def questionnaire(*items: Item, stages: tuple[Stage, ...] = (), facts: tuple[Fact, ...] = (), **more: object) -> Questionnaire:
    """A questionnaire over these items; its dimensions are those that the items name, in order."""
    dimensions = dict.fromkeys(one.dimension for one in items)
    return Questionnaire(
        id="test",
        edition="2026.1",
        title="Test",
        scale=SCALE,
        dimensions=tuple(Dimension(id=id, title=f"Dimension {id}") for id in dimensions),
        items=items,
        stages=stages,
        facts=facts,
        **more,  # type: ignore[arg-type]
    )


def answers(facts: Mapping[str, str] | None = None, target: str | None = None, **levels: str) -> Answers:
    """Answers by item id with an underscore, such as FRM_01="no"; "?" is don't know, a text after "n/a " a reason."""
    return Answers(
        facts=MappingProxyType(dict(facts or {})),
        answers=MappingProxyType({id.replace("_", "-"): _answer(said) for id, said in levels.items()}),
        target=target,
    )


def _answer(said: str) -> Answer:
    if said == "?":
        return Answer(dont_know=True)
    if said.startswith("n/a "):
        return Answer(not_applicable=said.removeprefix("n/a "))
    return Answer(level=said)
