"""A report in a terminal: the verdicts, or the bands, then what fails and what is open."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

from assessment import html, text
from assessment.model import Band, Condition
from assessment.report import assess
from tests.support import answers, fact, item, questionnaire, stage


def test_a_report_names_what_fails_and_what_is_open() -> None:
    asked = questionnaire(item("FRM-01", gates={"start": "repeatable"}), item("FRM-02"), stages=(stage("start", "FRM"),))

    shown = text.result(asked, assess(asked, answers(FRM_01="no")))

    assert shown == (
        "Test, Fieldworthy 2026.1. 1 of 2 answered.\n"
        "\n"
        "Ready to start? No. 1 gate fails.\n"
        "\n"
        "What fails:\n"
        "  FRM-01  Title of FRM-01\n"
        "\n"
        "What is open:\n"
        "  FRM-02  Title of FRM-02\n"
    )


def test_bands_that_are_still_possible_stand_in_place_of_verdicts() -> None:
    bands = (Band(id="low", name="early", least=Fraction(0)), Band(id="high", name="strong", least=Fraction(1, 2)))
    asked = questionnaire(item("FRM-01"), item("FRM-02"), bands=bands)

    assert "\nearly – strong\n" in text.result(asked, assess(asked, answers(FRM_01="no")))
    assert "\nearly\n" in text.result(asked, assess(asked, answers(FRM_01="no", FRM_02="no")))


def test_where_no_item_applies_nothing_is_said_of_an_index() -> None:
    only_with_yes = Condition(clauses=(MappingProxyType({"personal-data": ("yes",)}),))
    asked = questionnaire(item("FRM-01", applies_when=only_with_yes), facts=(fact("personal-data"),))

    report = assess(asked, answers({"personal-data": "no"}))

    assert report.index is None
    assert "index" not in html.result(asked, report, (), "/").lower()
    assert text.result(asked, report) == "Test, Fieldworthy 2026.1. 0 of 0 answered.\n\n"
