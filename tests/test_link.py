"""A result as a link: what goes in comes out, nothing that a person wrote goes in, and a link that is not whole is refused."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.answers import accept
from assessment.codec import Unreadable
from assessment.link import named, read, write
from assessment.migration import Replaced
from assessment.model import Answer, Answers, Level, Questionnaire, Retired
from assessment.soundness import problems
from tests.strategies import assessed
from tests.support import fact, guide, item, questionnaire, stage

STAYS = "The reason stays in the sender’s file."
DAMAGED = "link: is damaged: characters are missing or were changed on the way; ask the sender for it once more"
NO_LINK = "link: is not a shared result; one begins with “1.” and names a questionnaire"

ASKED = questionnaire(
    item("DAT-01"),
    item("DAT-03", may_not_apply=True),
    item("DAT-12"),
    item("FRM-01", gates={"go": "repeatable"}),
    item("team.health_1"),
    stages=(stage("go", "DAT", "FRM", "team.health_1"),),
    facts=(fact("safety"), fact("law"), fact("people")),
)
GIVEN = Answers(
    facts=MappingProxyType({"safety": "no", "people": "no", "law": "yes"}),
    answers=MappingProxyType(
        {
            "DAT-01": Answer(level="enforced"),
            "DAT-03": Answer(not_applicable="we buy it"),
            "DAT-12": Answer(dont_know=True),
            "FRM-01": Answer(level="ad-hoc"),
            "team.health_1": Answer(level="no"),
        }
    ),
    target="go",
)
WRITTEN = "1.test~2026.1~go~.no~ad-hoc~repeatable~enforced~.DAT~3-n--------q~FRM~1~.team.health_1~0~.no~people~safety~.yes~law~.770eb997"


def checked(body: str) -> str:
    """A text with its right check, whatever it says."""
    return f"{body}~.{zlib.crc32(body.encode()):08x}"


def refusal(text: str, asked: Questionnaire = ASKED) -> str:
    with pytest.raises(Unreadable) as refused:
        read(asked, text)
    return str(refused.value)


def said_of(text: str) -> str:
    """What is wrong with a text, or nothing."""
    try:
        read(ASKED, text)
    except Unreadable as refused:
        return str(refused)
    return ""


def bare(asked: Questionnaire, given_answers: Answers) -> Answers:
    """Answers as a link can hold them: the choice alone, and a sentence for each reason."""
    chosen = {
        id: Answer(
            level=answer.level,
            dont_know=answer.dont_know,
            not_applicable=None if answer.not_applicable is None else STAYS,
            edition=asked.edition,
        )
        for id, answer in given_answers.answers.items()
        if not answer.is_open
    }
    return replace(given_answers, name="", answers=MappingProxyType(chosen))


def shuffled(asked: Questionnaire) -> Questionnaire:
    return replace(asked, items=asked.items[::-1], facts=asked.facts[::-1], dimensions=asked.dimensions[::-1])


def test_a_link_says_the_answers_in_a_line() -> None:
    assert write(ASKED, GIVEN) == WRITTEN


def test_a_link_names_its_questionnaire_and_edition() -> None:
    assert named(WRITTEN) == ("test", "2026.1")


def test_what_a_link_holds_comes_back_with_a_sentence_in_place_of_a_reason() -> None:
    shared = read(ASKED, WRITTEN)

    assert shared.answers == bare(ASKED, GIVEN)
    assert (shared.edition, shared.aside, shared.migration.aside) == ("2026.1", (), {})


def test_nothing_that_a_person_wrote_goes_into_a_link() -> None:
    beside = {"note": "secret", "link": "https://secret", "owner": "secret", "date": "2026-01-01", "review_by": "2027-01-01"}
    kept = {id: replace(answer, **beside) for id, answer in GIVEN.answers.items()}  # type: ignore[arg-type]

    kept["DAT-02"] = Answer(note="secret")
    written = replace(GIVEN, name="secret", answers=MappingProxyType(kept))

    assert write(replace(ASKED, items=(*ASKED.items, item("DAT-02"))), written) == WRITTEN


def test_what_does_not_fit_the_questionnaire_does_not_go_into_a_link() -> None:
    strange = {**GIVEN.answers, "NEW-01": Answer(level="no")}
    given_answers = Answers(facts=MappingProxyType({**GIVEN.facts, "moon": "full"}), answers=MappingProxyType(strange), target=GIVEN.target)

    assert write(ASKED, given_answers) == WRITTEN


def test_a_blank_form_has_a_link_too() -> None:
    asked = questionnaire(item("A-01"))

    assert write(asked, Answers()) == "1.test~2026.1~.no~ad-hoc~repeatable~enforced~.~.~.a99aef2e"
    assert read(asked, write(asked, Answers())).answers == Answers()


@given(assessed())
def test_writing_and_reading_gives_the_answers_back(case: tuple[Questionnaire, Answers]) -> None:
    asked, given_answers = case

    shared = read(asked, write(asked, given_answers))

    assert (shared.answers, shared.aside) == (bare(asked, given_answers), ())


@given(assessed())
def test_the_order_of_items_facts_and_dimensions_changes_nothing(case: tuple[Questionnaire, Answers]) -> None:
    asked, given_answers = case

    assert write(shuffled(asked), given_answers) == write(asked, given_answers)


@given(assessed(), st.text(max_size=12))
def test_any_edition_can_be_named(case: tuple[Questionnaire, Answers], edition: str) -> None:
    asked, given_answers = replace(case[0], edition=edition.encode(errors="ignore").decode()), case[1]

    text = write(asked, given_answers)

    assert named(text) == ("any", asked.edition)
    assert re.fullmatch(r"[A-Za-z0-9._~-]+", text)


def every_change_of_one_character(text: str) -> Iterable[str]:
    for n, was in enumerate(text):
        yield from (text[:n] + new + text[n + 1 :] for new in "0aA.~-é\ud800" if new != was)


def test_every_change_of_one_character_is_refused() -> None:
    for text in every_change_of_one_character(WRITTEN):
        with pytest.raises(Unreadable) as refused:
            named(text)
        assert len(refused.value.problems) == 1


def test_every_cut_is_refused() -> None:
    cut = [WRITTEN[:n] for n in range(len(WRITTEN))] + [WRITTEN[n:] for n in range(1, len(WRITTEN))]
    holes = [WRITTEN[:n] + WRITTEN[n + size :] for size in (1, 2, 5) for n in range(1, len(WRITTEN) - size)]

    for text in (*cut, *holes):
        with pytest.raises(Unreadable):
            named(text)


@given(assessed(), st.data())
def test_a_changed_character_is_refused_in_any_link(case: tuple[Questionnaire, Answers], data: st.DataObject) -> None:
    text = write(*case)
    n = data.draw(st.integers(0, len(text) - 1))
    new = data.draw(st.characters().filter(lambda character: character != text[n]))

    with pytest.raises(Unreadable):
        read(case[0], text[:n] + new + text[n + 1 :])


@given(st.text(st.sampled_from("1.test~go0aqn-_DAT2026é"), max_size=60))
def test_any_text_that_carries_a_right_check_is_read_or_refused_in_words(body: str) -> None:
    assert said_of(checked(f"1.test~2026.1~.no~.{body}")) in {"", DAMAGED}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", NO_LINK),
        ("hello", NO_LINK),
        ("#" + WRITTEN, NO_LINK),
        (WRITTEN[:-1], DAMAGED),
        (WRITTEN + ")", DAMAGED),
        (WRITTEN.upper(), DAMAGED),
        (
            checked("2.test~2027.1"),
            "link: was made in a form that is not known here; open it on the site that it came from, "
            "or reload this page for the newest guide",
        ),
        (checked("1.other~2026.1~.no~.~."), "link: belongs to the questionnaire 'other', not to 'test'"),
        (checked("1.test"), DAMAGED),
        (checked("1.test~2026.1~go~more~.no~.~."), DAMAGED),
        (checked("1.test~2026.1~.no~.DAT~."), DAMAGED),
        (checked("1.test~2026.1~.no~.DAT~1~."), DAMAGED),  # the scale named has one level
        (checked("1.test~2026.1~.no~.DAT~?~."), DAMAGED),
        (checked("1.test~2026.1~.no~.~.x~00"), DAMAGED),
        (checked("1.test~2026.1~.no~.~.x~"), DAMAGED),
        (checked("1.test~2026.1~.no~.DAT~0~.DAT-01~0"), DAMAGED),
        (checked("1.test~2026.1~.no~.~.~.yes~law~.no~law"), DAMAGED),
        (checked("1.test~2026.1~.no~.~.~."), DAMAGED),
        (checked("1.test~_D800_~.no~.~."), DAMAGED),
        (checked("1.test~_110000_~.no~.~."), DAMAGED),
        (checked("1.test~2026.1~.no~.~.~.yes" + "~x" * 100_000), DAMAGED),
    ],
)
def test_a_text_that_is_no_whole_link_is_refused_with_a_sentence(text: str, said: str) -> None:
    assert refusal(text) == said


def test_a_link_of_another_edition_is_brought_forward() -> None:
    newer = replace(
        questionnaire(
            item("DAT-01", meaning_changed="2026.2"),
            item("DAT-03", gates={"go": "repeatable"}),
            item("FRM-01", gates={"go": "repeatable"}),
            item("FRM-02", since="2026.2"),
            stages=(stage("go", "DAT", "FRM"),),
            facts=(fact("safety"), fact("law")),
            retired=(Retired(id="DAT-12", retired="2026.2", replaced_by=("FRM-02",)),),
        ),
        edition="2026.2",
    )

    shared = read(newer, WRITTEN)

    assert shared.answers == Answers(
        facts=MappingProxyType({"safety": "no", "law": "yes"}),
        answers=MappingProxyType({"FRM-01": Answer(level="ad-hoc", edition="2026.2")}),
        target="go",
    )
    assert (shared.migration.new, shared.migration.changed) == (("FRM-02",), ("DAT-01",))
    assert shared.migration.retired == (Replaced(item="DAT-12", replaced_by=("FRM-02",)),)
    assert [str(problem) for problem in shared.aside] == [
        "answers.DAT-03: a gate cannot be marked as not applicable; choose a level or don't know",
        "answers.team.health_1: no questionnaire of this edition asks this item; the answer is kept and not counted",
    ]


def test_a_level_keeps_its_meaning_when_the_scale_gets_another_one_between() -> None:
    finer = replace(ASKED, scale=(ASKED.scale[0], Level(id="new", name="New", value=ASKED.scale[1].value / 2, means=""), *ASKED.scale[1:]))

    assert read(finer, WRITTEN).answers == bare(ASKED, GIVEN)


def test_the_finest_scale_there_can_be_fits() -> None:
    places = [Level(id=f"l{n}", name="", value=ASKED.scale[-1].value * n / 11, means="") for n in range(12)]
    words = MappingProxyType({level.id: "" for level in places})
    asked = replace(
        questionnaire(*(replace(item(f"A-{n:02}"), levels=words) for n in range(1, 13))),
        scale=tuple(places),
    )
    given_answers = Answers(answers=MappingProxyType({f"A-{n + 1:02}": Answer(level=f"l{n}") for n in range(12)}))

    assert problems(asked) == ()
    assert "~.A~0123456789ab~." in write(asked, given_answers)
    assert read(asked, write(asked, given_answers)).answers == bare(asked, given_answers)


def test_the_full_readiness_questionnaire_fits_into_a_short_link() -> None:
    asked = guide().questionnaires["readiness"]
    top = asked.scale[-1].id
    full = Answers(
        facts=MappingProxyType({fact.id: fact.choices[n % 2].id for n, fact in enumerate(asked.facts)}),
        answers=MappingProxyType({item.id: Answer(level=top) for item in asked.items}),
        target=asked.stages[-1].id,
    )

    text = write(asked, full)

    assert len(text) < 400
    assert read(asked, text).answers == bare(asked, accept(asked, full).answers)
