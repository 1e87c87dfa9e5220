"""How far a project may go: gates, floors and stages (*How scoring works*, section 7), and bands where a questionnaire uses those."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from assessment.answers import applies, holds, level_of
from assessment.model import Answers, GateResult, GateState, Questionnaire, Range, Stage, StageResult, Stakes, Verdict


def gate_results(questionnaire: Questionnaire, answers: Answers) -> tuple[GateResult, ...]:
    """Every gate that holds under the facts with its state, in the order of the stages and then of the items."""
    order = [level.id for level in questionnaire.scale]
    found = [
        GateResult(item=item.id, stage=gate.stage, least=gate.least, state=_state(level_of(item, answers), gate.least, order))
        for item in questionnaire.items
        if applies(item, answers)
        for gate in item.gates
        if holds(gate.when, answers.facts)
    ]
    stages = [stage.id for stage in questionnaire.stages]
    return tuple(sorted(found, key=lambda gate: stages.index(gate.stage)))


def scope(questionnaire: Questionnaire, stage: str | None) -> tuple[str, ...]:
    """The dimensions in scope at a stage, in the questionnaire's order; with no stage those of its last, with no stages all."""
    if not questionnaire.stages:
        return tuple(d.id for d in questionnaire.dimensions)
    upto = _upto(questionnaire.stages, stage or questionnaire.stages[-1].id)
    named = {id for s in upto for id in s.dimensions}
    return tuple(d.id for d in questionnaire.dimensions if d.id in named)


def stage_results(
    questionnaire: Questionnaire, gates: Sequence[GateResult], scores: Mapping[str, Range], stakes: Stakes
) -> tuple[StageResult, ...]:
    """What each stage says: *yes* if all that it and the stages before it ask is proven, *no* if some of it is out of reach.

    `scores` holds the dimensions that have applicable items; the others have no floor to meet.
    """
    return tuple(_stage_result(questionnaire, stage, gates, scores, stakes) for stage in questionnaire.stages)


def confirmed(results: Sequence[StageResult]) -> int:
    """How many stages, counted from the first, are a *yes*."""
    return _leading(results, {"yes"})


def possible(results: Sequence[StageResult]) -> int:
    """How many stages, counted from the first, are not a *no*."""
    return _leading(results, {"yes", "not-known"})


def floors_at(questionnaire: Questionnaire, stage: str | None, stakes: Stakes) -> dict[str, Fraction]:
    """The floor of every dimension in scope at a stage: the highest that it or a stage before it asks; none with no stages."""
    floors: dict[str, Fraction] = {}
    highest = Fraction(0)
    for one in reversed(_upto(questionnaire.stages, stage or questionnaire.stages[-1].id) if questionnaire.stages else ()):
        highest = max(highest, one.floors.get(stakes, highest))
        floors |= dict.fromkeys(one.dimensions, highest)
    return {d.id: floors[d.id] for d in questionnaire.dimensions if d.id in floors}


def band_of(questionnaire: Questionnaire, index: Fraction) -> str:
    """The band an index falls in; bands are half-open, the first starts at 0, so that every index has exactly one."""
    return [band.id for band in questionnaire.bands if band.least <= index][-1]


def bands_between(questionnaire: Questionnaire, index: Range) -> tuple[str, ...]:
    """The bands the result can still fall in, lowest first; one when it is decided, none when the questionnaire has no bands."""
    ids = [band.id for band in questionnaire.bands]
    if not ids:
        return ()
    first = ids.index(band_of(questionnaire, index.proven))
    last = ids.index(band_of(questionnaire, index.possible))
    return tuple(ids[first : last + 1])


def _state(level: str | None, least: str, order: Sequence[str]) -> GateState:
    if level is None:
        return "open"
    return "passes" if order.index(level) >= order.index(least) else "fails"


def _upto(stages: Sequence[Stage], id: str) -> Sequence[Stage]:
    return stages[: [stage.id for stage in stages].index(id) + 1]


def _stage_result(
    questionnaire: Questionnaire, stage: Stage, gates: Sequence[GateResult], scores: Mapping[str, Range], stakes: Stakes
) -> StageResult:
    upto = {s.id for s in _upto(questionnaire.stages, stage.id)}
    mine = [gate for gate in gates if gate.stage in upto]
    floors = floors_at(questionnaire, stage.id, stakes)
    short = tuple(id for id, floor in floors.items() if id in scores and scores[id].possible < floor)
    undecided = tuple(id for id, floor in floors.items() if id in scores and scores[id].proven < floor <= scores[id].possible)
    failed = _items(mine, "fails")
    open = _items(mine, "open")
    return StageResult(
        stage=stage.id,
        verdict=_verdict(no=bool(failed or short), unknown=bool(open or undecided)),
        passed=sum(gate.state == "passes" for gate in mine),
        failed=failed,
        open=open,
        short=short,
        undecided=undecided,
    )


def _items(gates: Sequence[GateResult], state: GateState) -> tuple[str, ...]:
    """Ids of the items whose gates are in a state, each once."""
    return tuple(dict.fromkeys(gate.item for gate in gates if gate.state == state))


def _verdict(*, no: bool, unknown: bool) -> Verdict:
    if no:
        return "no"
    return "not-known" if unknown else "yes"


def _leading(results: Sequence[StageResult], verdicts: set[str]) -> int:
    count = 0
    for result in results:
        if result.verdict not in verdicts:
            break
        count += 1
    return count
