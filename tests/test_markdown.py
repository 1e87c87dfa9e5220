"""Plain Python-Markdown, with no site generator around it, puts the questions and the evidence into a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from markdown import markdown

from assessment import words
from assessment.authoring import bank, bundle
from assessment.authoring.content import current
from assessment.codec import Unreadable
from tests.fixtures.guide import change, copied

Render = Callable[[str], str]

CLAIM = "Half of all projects stop before launch."


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def render(docs: Path) -> Render:
    """Makes HTML of a page of the smallest guide."""
    ours = "assessment.authoring.markdown"
    return lambda text: markdown(text, extensions=["attr_list", "tables", ours], extension_configs={ours: {"docs": str(docs)}})


def tree(html: str) -> Element:
    return fromstring(f"<main>{html}</main>")


def text(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def texts(root: Element, path: str) -> list[str]:
    return [text(found) for found in root.findall(path)]


def test_a_reference_becomes_a_link_to_its_row_with_the_claim_as_its_title(render: Render) -> None:
    assert render("As known [E-01].") == f'<p>As known <a class="fw-ref" href="../evidence/index.md#e-01" title="{CLAIM}">E-01</a>.</p>'


def test_references_side_by_side_each_lead_to_their_own_row(render: Render) -> None:
    made = tree(render("Two sources [E-01] [E-02], close [E-01][E-02], and split over lines [E-01]\n[E-02]."))

    assert [(link.text, link.get("href")) for link in made.iter("a")] == [
        ("E-01", "../evidence/index.md#e-01"),
        ("E-02", "../evidence/index.md#e-02"),
    ] * 3


def test_what_stands_in_code_stays_as_it_is(render: Render) -> None:
    assert render("`[E-01]` is code, [E-01](x.md) a link.") == '<p><code>[E-01]</code> is code, <a href="x.md">E-01</a> a link.</p>'


def test_a_code_block_stays_as_it_is(render: Render) -> None:
    assert render("    see [E-01]") == "<pre><code>see [E-01]\n</code></pre>"


def test_the_card_of_an_item_stands_right_below_its_heading(render: Render) -> None:
    made = tree(render("Before.\n\n## The goal is a number { #frm-01 }\n\nAfter."))

    heading, card = made[2], made[3]
    assert [part.tag for part in made] == ["p", "fieldworthy-gaps", "h2", "fieldworthy-item", "p"]
    assert (heading.attrib, text(heading)) == ({"id": "frm-01", "data-item": "FRM-01"}, "FRM-01 The goal is a number")
    assert card.attrib == {"class": "fw-card", "data-edition": "2026.1"}
    assert texts(card, ".//legend") == ["FRM-01 Is the goal written down with a number?"]
    assert texts(card, ".//label")[:4] == [
        "No Two people asked apart name different goals.",
        "Ad hoc One person has a goal in mind.",
        "Enforced Funding is refused without the page.",
        f"{words.DONT_KNOW} {words.DONT_KNOW_MEANS}",
    ]
    assert texts(card, ".//*[@class='fw-notes']") == ["Gate: ready to start needs ad hoc Who usually knows: the sponsor."]
    assert texts(card, ".//details/p") == ["Weight 3 of 3. Everything else hangs on it.", words.CROSSWALK_NOTE]
    assert texts(card, ".//li") == ["Mini MAP 1 (loose match)"]


def test_an_item_that_may_not_apply_says_so_and_one_without_studies_too(render: Render) -> None:
    card = tree(render("## The baseline is known { #frm-02 }")).find("fieldworthy-item")

    assert card is not None
    assert texts(card, ".//*[@class='fw-reasoned']/label") == [words.NOT_APPLICABLE_BECAUSE]
    assert texts(card, ".//details/p") == [
        "Weight 1 of 3. It can be made up for later.",
        "Practice; no study found.",
        words.CROSSWALK_NOTE,
    ]


@pytest.mark.parametrize("heading", ["## Sources { #sources }", "### The goal is a number { #frm-01 }", "## FRM-01"])
def test_only_the_section_of_an_item_gets_a_card(render: Render, heading: str) -> None:
    assert tree(render(heading)).find(".//fieldworthy-item") is None


def test_words_of_an_author_never_become_markup(docs: Path, render: Render) -> None:
    change(docs / "lessons/framing.yml", "Is the goal written down with a number?", "Is <script>alert(1)</script> & more written down?")

    made = tree(render("## The goal is a number { #frm-01 }"))

    assert texts(made, ".//legend") == ["FRM-01 Is <script>alert(1)</script> & more written down?"]


def test_a_block_becomes_the_form_of_a_questionnaire_with_its_result(docs: Path, render: Render) -> None:
    made = tree(render("/// questionnaire | quick\n///"))

    form = made[0]
    name = bundle.name(bank.load(docs))
    assert form.tag == "fieldworthy-form"
    assert form.attrib == {
        "class": "fw-assessment",
        "data-questionnaire": "quick",
        "data-bundle": name,
        "data-edition": "2026.1",
        "data-search-exclude": "true",
    }
    assert texts(form, ".//legend") == [
        "Does it use personal data?",
        "FRM-01 Is the goal written down with a number?",
        "FRM-02 Is there a baseline to beat without a model?",
    ]
    assert [link.get("href") for link in form.findall(".//fieldset//a")] == ["../lessons/framing.md#frm-01", "../lessons/framing.md#frm-02"]
    assert {state.get("data-when"): "hidden" in state.attrib for state in form.findall(".//*[@data-when]")} == {
        **dict.fromkeys(words.STATES, True),
        "idle": False,
    }
    assert text(form.find("noscript")) == words.NO_SCRIPT


def test_an_unknown_questionnaire_is_refused_in_a_sentence(render: Render) -> None:
    with pytest.raises(Unreadable) as refusal:
        render("/// questionnaire | quickest\n///")

    assert str(refusal.value) == "questionnaire: 'quickest' is not one of: quick"


@pytest.mark.parametrize(
    ("block", "said"),
    [("rules | scales", "rules: 'scales' is not one of: "), ("ledger | findings", "ledger: 'findings' is not one of: ")],
)
def test_an_unknown_table_is_refused_in_a_sentence(render: Render, block: str, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        render(f"/// {block}\n///")

    assert str(refusal.value).startswith(said)


def test_the_rules_of_scoring_are_tables(render: Render) -> None:
    scale, stages = tree(render("/// rules | scale\n///\n\n/// rules | stages\n///"))

    assert [texts(row, "*") for row in scale.iter("tr")] == [
        ["Level", "Value", "Means"],
        ["No", "0", "Nobody does this."],
        ["Ad hoc", "1/4", "Someone does it sometimes."],
        ["Enforced", "1", "A system stops the work without it."],
    ]
    assert [texts(row, "*") for row in stages.iter("tr")] == [
        ["Stage", "Dimensions in scope", "Floor, low stakes", "Floor, medium stakes", "Floor, high stakes"],
        ["ready to start", "FRM", "10 %", "15 %", "20 %"],
        ["ready to build", "FRM, DAT", "25 %", "30 %", "40 %"],
    ]


def test_the_sources_are_the_rows_that_the_page_refers_to(render: Render) -> None:
    made = tree(render("As known [E-01], not `[E-02]`.\n\n/// sources\n///"))

    assert [texts(row, "th") for row in made.iter("tr")] == [list(words.EVIDENCE_HEAD), ["E-01"]]
    assert [(link.text, link.get("href")) for link in made.findall(".//table//a")] == [
        ("E-01", "../evidence/index.md#e-01"),
        ("example.org", "https://example.org/half"),
    ]


def test_the_ledger_has_a_row_to_land_on_for_all_evidence_of_a_kind(render: Render) -> None:
    made = tree(render("/// ledger | finding\n///\n\n/// ledger | claim\n///"))

    assert [[row.get("id") for row in table.iter("tr")] for table in made] == [[None, "e-01"], [None, "e-02"]]
    assert [text(cell) for cell in made.findall(".//tr[@id='e-01']/*")] == [
        "E-01",
        f"{CLAIM} Items: FRM-01",
        "A journal, 2024 example.org",
        "A, confirmed at the source",
    ]


def test_a_page_sees_what_was_just_changed(docs: Path, render: Render) -> None:
    before = render("[E-01]")
    change(docs / "evidence/findings.yml", CLAIM, "A third of all projects stop before launch.")

    assert (CLAIM in before, CLAIM in render("[E-01]")) == (True, False)


def test_what_did_not_change_is_not_read_again(docs: Path) -> None:
    assert current(docs) is current(docs)
