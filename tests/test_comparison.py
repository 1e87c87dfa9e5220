"""Two sets of answers: every change is named once, in the right place, and looks the other way round from the other side."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from assessment import comparison_chapters, html, markdown_report, picture, words
from assessment.comparison import Comparison, DimensionThen, Kind, Moved, Restated, StageThen, compare
from assessment.markup import write_xml
from assessment.migration import Current, Replaced, current
from assessment.model import Answer, Answers, Outcome, Questionnaire, Range, Retired
from assessment.report import assess
from tests.places import Case, Twice, mapped, read, twice
from tests.strategies import filled, questionnaires
from tests.support import answers, fact, item, questionnaire, stage

GUIDE = "https://guide.example/"
NEWER = replace(
    questionnaire(
        item("A-01"),
        item("A-02"),
        item("A-03"),
        item("A-04", may_not_apply=True),
        item("B-01", gates={"go": "repeatable"}),
        item("B-02", meaning_changed="2026.2"),
        item("B-03", since="2026.2"),
        stages=(stage("go", "A", "B", floor="1/4"),),
        facts=(fact("safety"),),
        retired=(Retired(id="B-09", retired="2026.2", replaced_by=("B-03",)),),
    ),
    edition="2026.2",
)
EARLIER = answers({"safety": "no"}, A_01="no", A_02="enforced", A_03="?", B_01="ad-hoc", B_02="enforced", B_09="enforced")
NOW = replace(
    answers({"safety": "yes"}, "go", A_01="repeatable", A_02="ad-hoc", A_03="no", A_04="n/a we buy it", B_01="?", B_02="no"),
    name="Churn",
)
NOW = replace(NOW, answers=MappingProxyType({**NOW.answers, "A-01": Answer(level="repeatable", note="signed")}))
SIDES = current(NEWER, EARLIER, "2026.1", date="2026-05-01"), current(NEWER, NOW, "2026.2", date="2026-11-20")
OTHER_WAY: dict[Kind, Kind] = {"rose": "fell", "fell": "rose", "answered": "opened", "opened": "answered", "otherwise": "otherwise"}


@st.composite
def two_sides(draw: st.DrawFn) -> tuple[Questionnaire, Current, Current]:
    """A questionnaire with two sets of answers to it."""
    asked = draw(questionnaires())
    first, second = (current(asked, draw(filled(asked)), asked.edition) for _ in range(2))
    return asked, first, second


def test_every_change_is_named() -> None:
    open = Answer()

    assert compare(NEWER, *SIDES) == Comparison(
        editions=("2026.1", "2026.2"),
        dates=("2026-05-01", "2026-11-20"),
        target="go",
        outcomes=(
            Outcome(confirmed=0, possible=0, index=Range(proven=Fraction(1, 8), possible=Fraction(3, 4))),
            Outcome(confirmed=0, possible=1, index=Range(proven=Fraction(1, 16), possible=Fraction(17, 48))),
        ),
        stakes=("low", "high"),
        moved=(
            Moved(item="A-01", kind="rose", before=Answer(level="no"), after=Answer(level="repeatable")),
            Moved(item="A-02", kind="fell", before=Answer(level="enforced"), after=Answer(level="ad-hoc")),
            Moved(item="A-03", kind="answered", before=Answer(dont_know=True), after=Answer(level="no")),
            Moved(item="A-04", kind="otherwise", before=open, after=Answer(not_applicable="we buy it")),
            Moved(item="B-01", kind="opened", before=Answer(level="ad-hoc"), after=Answer(dont_know=True)),
            Moved(item="B-02", kind="answered", before=open, after=Answer(level="no")),
        ),
        facts=(Restated(fact="safety", before="no", after="yes"),),
        stages=(StageThen(stage="go", before="no", after="not-known"),),
        dimensions=(
            DimensionThen(
                dimension="A",
                before=Range(proven=Fraction(1, 4), possible=Fraction(3, 4)),
                after=Range(proven=Fraction(1, 4), possible=Fraction(1, 4)),
                floor=Fraction(1, 4),
            ),
            DimensionThen(
                dimension="B",
                before=Range(proven=Fraction(1, 12), possible=Fraction(3, 4)),
                after=Range(proven=Fraction(0), possible=Fraction(2, 3)),
                floor=Fraction(1, 4),
            ),
        ),
        new=("B-03",),
        changed=("B-02",),
        retired=(Replaced(item="B-09", replaced_by=("B-03",)),),
        supported=("A-01",),
        unsupported=(),
    )


def test_a_comparison_reads_as_markdown() -> None:
    made = markdown_report.whole(comparison_chapters.explain(NEWER, compare(NEWER, *SIDES)), GUIDE)

    assert (
        made
        == f"""\
# Test

Then: edition 2026.1, 2026-05-01. Now: edition 2026.2, 2026-11-20.

- **Answers: 1 rose, 1 fell, 2 got a level and 1 lost the level. \
Confirmed then and now: not framed. Index now: 6 % to 35 %; then: 13 % to 75 %.**

Both are scored by the rules of this edition, so a change is a change of answers and not of rules.

## Stages, then and now

| Stage | Then | Now |
| --- | --- | --- |
| Ready to go? | No. | Not known yet. |

## Dimensions, then and now

**Floors of “ready to go”**

| Dimension | Then | Now | Floor |
| --- | --- | --- | --- |
| Dimension A | 25 % to 75 %<br>██▒▒▒▒▒░░░ | 25 %<br>██░░░░░░░░ | 25 % |
| Dimension B | 8 % to 75 %<br>▒▒▒▒▒▒▒░░░ | 0 % to 67 %<br>▒▒▒▒▒▒░░░░ | 25 % |

## What fell

- [A-02 Title of A-02]({GUIDE}lessons/a/#a-02)<br>Then: Enforced. Now: Ad hoc.

## What rose

- [A-01 Title of A-01]({GUIDE}lessons/a/#a-01)<br>Then: No. Now: Repeatable.

## What has an answer now

- [A-03 Title of A-03]({GUIDE}lessons/a/#a-03)<br>Then: Don’t know. Now: No.
- [B-02 Title of B-02]({GUIDE}lessons/b/#b-02)<br>Then: Open. Now: No.

## What is open again

- [B-01 Title of B-01]({GUIDE}lessons/b/#b-01)<br>Then: Ad hoc. Now: Don’t know.

## What else changed

- [A-04 Title of A-04]({GUIDE}lessons/a/#a-04)<br>Then: Open. Now: Not applicable: “we buy it”.

## What changed about the project

- Is it safety?<br>Then: No. Now: Yes.

## Questions that are new

- [B-03 Title of B-03]({GUIDE}lessons/b/#b-03)

## Questions that mean something else since then

- [B-02 Title of B-02]({GUIDE}lessons/b/#b-02)

## Questions that are asked no longer

- B-09<br>In its place: B-03.

## What has evidence now

- [A-01 Title of A-01]({GUIDE}lessons/a/#a-01)

Test, Fieldworthy 2026.2. {words.CAVEAT}
"""
    )


def test_an_item_that_the_facts_rule_out_changed_otherwise() -> None:
    asked = questionnaire(
        replace(item("A-01"), applies_when=replace(item("A-01").applies_when, clauses=(MappingProxyType({"safety": ("yes",)}),))),
        facts=(fact("safety"),),
    )
    sides = (current(asked, answers({"safety": said}, A_01="no"), "2026.1") for said in ("yes", "no"))

    found = compare(asked, *sides)

    assert found.moved == (Moved(item="A-01", kind="otherwise", before=Answer(level="no"), after=None),)
    assert found.dimensions == (
        DimensionThen(dimension="A", before=Range(proven=Fraction(0), possible=Fraction(0)), after=None, floor=None),
    )
    assert "Then: No. Now: Ruled out by the facts." in markdown_report.whole(comparison_chapters.explain(asked, found), GUIDE)


def test_where_nothing_changed_that_is_said() -> None:
    asked = questionnaire(item("A-01"))
    side = current(asked, answers(A_01="no"), "2026.1")

    told = comparison_chapters.explain(asked, compare(asked, side, side))

    assert (told.brief, told.standing) == ("No answer changed.", ("No answer changed.", "Index now: 0 %; then: 0 %."))
    assert [one.name for one in told.chapters if one.blocks] == ["dimensions-then"]
    assert told.about == "Then: edition 2026.1, no day given. Now: edition 2026.1, no day given."


@given(two_sides())
def test_nothing_moves_against_itself(case: tuple[Questionnaire, Current, Current]) -> None:
    asked, side, _ = case

    found = compare(asked, side, side)

    assert (found.moved, found.facts, found.supported, found.unsupported) == ((), (), (), ())
    assert all(one.before == one.after for one in found.stages)
    assert all(one.before == one.after for one in found.dimensions)


@given(two_sides())
def test_from_the_other_side_everything_is_the_other_way_round(case: tuple[Questionnaire, Current, Current]) -> None:
    asked, first, second = case

    found, back = compare(asked, first, second), compare(asked, second, first)

    assert back.moved == tuple(Moved(item=one.item, kind=OTHER_WAY[one.kind], before=one.after, after=one.before) for one in found.moved)
    assert back.facts == tuple(Restated(fact=one.fact, before=one.after, after=one.before) for one in found.facts)
    assert [(one.after, one.before) for one in back.dimensions] == [(one.before, one.after) for one in found.dimensions]
    assert [(one.after, one.before) for one in back.stages] == [(one.before, one.after) for one in found.stages]
    assert (back.supported, back.unsupported, back.outcomes) == (found.unsupported, found.supported, found.outcomes[::-1])


@given(two_sides())
def test_what_does_not_fall_and_loses_no_answer_proves_no_less(case: tuple[Questionnaire, Current, Current]) -> None:
    asked, first, second = case
    same_facts = replace(second, answers=replace(second.answers, facts=first.answers.facts, target=first.answers.target))

    found = compare(asked, first, same_facts)

    if {one.kind for one in found.moved} <= {"rose", "answered"}:
        assert found.outcomes[0].confirmed <= found.outcomes[1].confirmed
        assert all(one.before and one.after and one.before.proven <= one.after.proven for one in found.dimensions)
    assert found.outcomes == tuple(assess(asked, side.answers).outcome for side in (first, same_facts))


def _compared(case: Case) -> Comparison:
    return compare(
        case.questionnaire,
        current(case.questionnaire, Answers(), case.questionnaire.edition, date=case.date),
        current(case.questionnaire, case.answers, case.questionnaire.edition),
    )


def _page(case: Case) -> str:
    return html.fragment(comparison_chapters.explain(case.questionnaire, _compared(case)), GUIDE)


@given(twice())
def test_any_text_comes_back_as_text(case: Twice) -> None:
    assert read(_page(case.filled)) == mapped(read(_page(case.marked)), case.put)


def test_the_picture_has_two_bars_for_each_dimension_and_says_in_words_what_they_show() -> None:
    made = fromstring(write_xml(picture.then_and_now(NEWER, compare(NEWER, *SIDES))))

    said = ["".join(one.itertext()) for one in made.iter() if one.tag.rpartition("}")[2] in {"title", "desc", "text"}]
    about = "Then: edition 2026.1, 2026-05-01. Now: edition 2026.2, 2026-11-20."
    bars = (
        "Dimension A, then: 25 % to 75 %, floor 25 %. Dimension A, now: 25 %, floor 25 %. "
        "Dimension B, then: 8 % to 75 %, floor 25 %. Dimension B, now: 0 % to 67 %, floor 25 %."
    )
    assert said[:4] == [f"Test. {about}", f"{bars} {words.CAVEAT}", "Test", about]
    assert said[4:12:2] == ["Dimension A, then", "Dimension A, now", "Dimension B, then", "Dimension B, now"]
    ids = [one.get("id") for one in made.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
