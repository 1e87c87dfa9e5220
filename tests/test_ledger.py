"""Every row has what its kind needs, everything that it names exists, and the pages made of it hold all that it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from markdown import markdown

from assessment.authoring import bank, framework_pages
from assessment.authoring import ledger_words as words
from assessment.authoring.ledger import Caught, Claim, Failure, web_address
from assessment.codec import Unreadable
from tests.fixtures.guide import change, copied
from tests.support import DOCS

Render = Callable[[str], str]

FINDINGS = "evidence/findings.yml"
FAILURES = "evidence/failures.yml"
MINI = "frameworks/mini.yml"

CASE = """rows:
  - id: F-01
    kind: failure
    name: The gate that nobody closed
    period: 2019–2020
    claim: A score ran for a year on the wrong column.
    what_happened: The column was renamed, and nobody was told.
    numbers:
      - It took 12 months.
      - "It cost what [E-01] says."
    would_have_caught:
      - item: FRM-01
        check: Compare what is served with what was trained on.
    machine_learning: false
    measures: One company's own count.
    publisher: A court
    year: "2021"
    urls: ["https://example.org/judgment"]
    grade: A
    status: primary
    lessons: [FRM]
    items: [FRM-01]
    caution: The court did not count the months.
"""
STUB = "---\ntitle: The gate\n---\n/// case | F-01\n///\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The smallest guide with a failure case and its page."""
    docs = copied(tmp_path)
    (docs / FAILURES).write_text(CASE, encoding="utf-8")
    (docs / "cases").mkdir()
    (docs / "cases/index.md").write_text("# Cases\n", encoding="utf-8")
    (docs / "cases/f-01.md").write_text(STUB, encoding="utf-8")
    return docs


@pytest.fixture
def render(docs: Path) -> Render:
    """Makes HTML of a page of that guide."""
    ours = "assessment.authoring.markdown"
    return lambda text: markdown(text, extensions=["attr_list", "tables", ours], extension_configs={ours: {"docs": str(docs)}})


def problems(docs: Path) -> list[str]:
    """All that is said about a guide that cannot be loaded."""
    with pytest.raises(Unreadable) as refusal:
        bank.load(docs)
    return [str(problem) for problem in refusal.value.problems]


def tree(html: str) -> Element:
    """A page's elements without the copy menu, which every page has that can be cited."""
    page = fromstring(f"<main>{html}</main>")
    for parent in [*page.iter()]:
        for menu in [one for one in parent if one.tag in {"fieldworthy-cite", "dialog"}]:
            parent.remove(menu)
    return page


def text(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def texts(root: Element, path: str) -> list[str]:
    return [text(found) for found in root.findall(path)]


# ── rows ──


def test_a_row_is_read_with_all_that_its_kind_has(docs: Path) -> None:
    case = bank.load(docs).evidence["F-01"]

    assert isinstance(case, Failure)
    assert case.would_have_caught == (Caught(item="FRM-01", check="Compare what is served with what was trained on."),)
    assert (case.numbers, case.disputed, case.machine_learning, case.confirmed) == (
        ("It took 12 months.", "It cost what [E-01] says."),
        "",
        False,
        True,
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param(
            FINDINGS, "items: [FRM-01]", "items: [FRM-77]", ["docs/evidence/findings.yml:11: item 'FRM-77' does not exist"], id="item"
        ),
        pytest.param(
            FAILURES, "- item: FRM-01", "- item: FRM-77", ["docs/evidence/failures.yml:12: item 'FRM-77' does not exist"], id="check's item"
        ),
        pytest.param(
            FAILURES, "lessons: [FRM]", "lessons: [FRM, XYZ]", ["docs/evidence/failures.yml:21: lesson 'XYZ' does not exist"], id="lesson"
        ),
        pytest.param(
            FAILURES,
            "[E-01] says",
            "[E-77] says",
            ["docs/evidence/failures.yml:10: evidence 'E-77' does not exist"],
            id="a reference in a text",
        ),
        pytest.param(
            FINDINGS,
            "that you have read.",
            "that you have read [E-02].",
            ["docs/evidence/findings.yml:25: evidence 'E-02' is unconfirmed and cannot be stated as a fact"],
            id="an unconfirmed row as what to say instead",
        ),
        pytest.param(
            FINDINGS,
            "https://example.org/half",
            "https://example",
            ["docs/evidence/findings.yml:7: 'https://example' is no web address"],
            id="an address that leads nowhere",
        ),
        pytest.param(
            FAILURES,
            '    urls: ["https://example.org/judgment"]\n',
            "    urls: []\n",
            [],
            id="a case whose caution says what was read",
        ),
        pytest.param(
            FAILURES,
            "    machine_learning: false\n",
            "",
            ["docs/evidence/failures.yml:2: 'machine_learning' is a required property"],
            id="a case that leaves out what it must say",
        ),
        pytest.param(
            FINDINGS,
            "    verdict: unsupported\n",
            "",
            ["docs/evidence/findings.yml:12: 'verdict' is a required property"],
            id="a claim without a verdict",
        ),
    ],
)
def test_what_is_wrong_with_a_row_is_named_with_its_place(docs: Path, file: str, old: str, new: str, said: list[str]) -> None:
    change(docs / file, old, new)

    assert (problems(docs) if said else [*bank.load(docs).evidence]) == (said or ["F-01", "E-01", "E-02"])


def test_a_case_names_a_source_or_what_was_read(docs: Path) -> None:
    change(docs / FAILURES, 'urls: ["https://example.org/judgment"]', "urls: []")
    change(docs / FAILURES, "    caution: The court did not count the months.\n", "")

    assert problems(docs) == ["docs/evidence/failures.yml:18: no source is named; give an address, or say in its caution what was read"]


def test_a_lesson_that_cannot_be_read_is_the_only_thing_said(docs: Path) -> None:
    change(docs / "lessons/framing.yml", "dimension:", "dimensions:")

    assert [problem.partition(": ")[0] for problem in problems(docs)] == ["docs/lessons/framing.yml:1"] * 2


@pytest.mark.parametrize(
    ("url", "sound"),
    [
        ("https://example.org", True),
        ("http://www.example.co.uk/a-b/?c=d#e", True),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC8218233", True),
        ("https://example", False),
        ("https://", False),
        ("https://exa mple.org", False),
        ("https://example..org", False),
        ("ftp://example.org", False),
        ("https://[example.org", False),
        ("https://example.org/a b", False),
    ],
)
def test_an_address_is_sound_or_not(url: str, sound: bool) -> None:
    assert web_address(url) is sound


# ── pages ──


def test_a_case_without_a_page_is_named(docs: Path) -> None:
    (docs / "cases/f-01.md").unlink()

    assert problems(docs) == ["docs/evidence/failures.yml:2: 'F-01' has no page; write cases/f-01.md with '/// case | F-01'"]


def test_a_page_that_shows_another_case_and_one_of_no_case_are_named(docs: Path) -> None:
    change(docs / "cases/f-01.md", "F-01", "F-02")
    (docs / "cases/f-02.md").write_text(STUB, encoding="utf-8")

    assert problems(docs) == [
        "docs/cases/f-01.md: does not show 'F-01'; write '/// case | F-01'",
        "docs/cases/f-02.md: is the page of nothing that exists; remove it",
    ]


def test_a_guide_without_pages_of_cases_needs_none(docs: Path) -> None:
    (docs / "cases/index.md").unlink()
    (docs / "cases/f-01.md").unlink()

    assert "F-01" in bank.load(docs).evidence


def test_the_page_of_a_case_tells_all_of_it(render: Render) -> None:
    made = tree(render("/// case | F-01\n///"))

    assert texts(made, ".//h1") == ["The gate that nobody closed"]
    assert texts(made, ".//h2") == [words.HAPPENED, words.NUMBERS, words.CAUGHT, words.SOURCE]
    assert texts(made, ".//li") == [
        "It took 12 months.",
        "It cost what E-01 says.",
        "FRM-01: Compare what is served with what was trained on.",
    ]
    assert dict(zip(texts(made, ".//dt"), texts(made, ".//dd"), strict=True)) == {
        "Period": "2019–2020",
        "Kind of system": words.NOT_ML,
        "Published by": "A court",
        "Year": "2021",
        "Read at": "example.org",
        "Grade": f"A: {words.GRADES['A']}",
        "Status": words.STATUS["primary"],
    }
    assert [link.get("href") for link in made.iter("a")] == [
        "../evidence/index.md#e-01",
        "../lessons/framing.md#frm-01",
        "https://example.org/judgment",
        "../evidence/index.md#f-01",
    ]


def test_an_unconfirmed_case_says_so_first(docs: Path, render: Render) -> None:
    change(docs / FAILURES, "status: primary", "status: unconfirmed")

    made = tree(render("/// case | F-01\n///"))

    assert [text(made[0]), text(made[1][0])] == ["The gate that nobody closed", words.UNCONFIRMED_CASE]


def test_the_row_of_a_case_and_of_a_claim_lead_to_their_pages(render: Render) -> None:
    made = tree(render("/// ledger | failure\n///\n\n/// ledger | claim\n///"))

    assert [(link.text, link.get("href")) for link in made.findall(".//p[@class='fw-small']/a")] == [
        (words.WHOLE_CASE, "../cases/f-01.md"),
        ("FRM-01", "../lessons/framing.md#frm-01"),
        (words.SAY_INSTEAD_LINK, "../evidence/numbers.md#e-02"),
    ]


def test_a_row_carries_what_the_filter_asks(render: Render) -> None:
    [row] = tree(render("/// ledger | failure\n///")).findall(".//tbody/tr")

    assert row.attrib == {
        "id": "f-01",
        "data-kind": "failure",
        "data-grade": "A",
        "data-status": "primary",
        "data-lesson": "FRM",
    }


def test_the_filter_is_hidden_until_the_script_runs_and_offers_what_there_is(render: Render) -> None:
    [element] = tree(render("/// ledger | filter\n///"))
    [form, status] = element

    assert ("hidden" in form.attrib, status.get("role")) == (True, "status")
    assert {select.get("name"): [option.get("value") for option in select] for select in form.iter("select")} == {
        "kind": ["", "finding", "failure", "claim"],
        "lesson": ["", "FRM"],
        "grade": ["", "A", "B", "C", "D"],
        "status": ["", "primary", "secondary", "unconfirmed"],
    }


def test_a_claim_says_what_to_say_instead_and_what_is_not_confirmed(render: Render) -> None:
    made = tree(render("/// claims | E-02\n///"))

    assert [(part.get("id"), text(part)) for part in made.iter("h3")] == [("e-02", "“Nine of ten fail.”")]
    assert texts(made, ".//*[@class='fw-trouble']") == [words.UNCONFIRMED_CLAIM]
    assert texts(made, ".//dt") == [words.JUDGED, words.WHERE_FROM, words.REALLY, words.INSTEAD, words.SOURCE]
    assert texts(made, ".//dd")[3] == "Name the study that you have read."


def test_claims_of_a_letter_are_those_not_shown_yet(render: Render) -> None:
    made = tree(render("/// claims | E-02\n///\n\n/// claims | E\n///"))

    assert [part.get("id") for part in made.iter("h3")] == ["e-02"]


def test_an_unknown_claim_is_refused_in_a_sentence(render: Render) -> None:
    with pytest.raises(Unreadable) as refusal:
        render("/// claims | E-01\n///")

    assert str(refusal.value) == "claims: 'E-01' is not one of: E, E-02"


def test_what_a_row_says_is_never_read_as_markdown_or_markup(docs: Path, render: Render) -> None:
    change(docs / FAILURES, "and nobody was told.", "and *nobody* was <b>told</b> `so`.")

    assert "The column was renamed, and *nobody* was <b>told</b> `so`." in texts(tree(render("/// case | F-01\n///")), ".//p")


# ── frameworks ──


def test_the_page_of_a_framework_shows_both_ways(docs: Path, render: Render) -> None:
    change(docs / MINI, "references:", "uncovered: { default: Out of scope. }\nreferences:\n  - { id: MAP 2, title: Nobody asks }")

    made = tree(render("/// framework | mini\n///"))

    assert [texts(row, "*") for row in made.iter("tr")] == [
        [*words.REFERENCES_HEAD],
        ["MAP 1", "The purpose is known", "FRM-01 The goal is a number (overlaps, loose match)"],
        [*words.UNCOVERED_HEAD],
        ["MAP 2", "Nobody asks", "Out of scope."],
    ]


@pytest.mark.parametrize(
    ("uncovered", "said"),
    [
        ("{ reasons: { MAP 1: No. } }", "6: 'MAP 1' is touched by an item; remove the reason why it is not"),
        ("{ default: No., reasons: { MAP 9: No. } }", "6: 'MAP 9' is not a reference of 'mini'"),
        ("{ reasons: { MAP 3: No. } }", "6: no reason is given why no item touches 'MAP 2'; add it, or a default"),
    ],
)
def test_a_reason_that_is_missing_or_stale_is_named(docs: Path, uncovered: str, said: str) -> None:
    more = "references:\n  - { id: MAP 2, title: Nobody asks }\n  - { id: MAP 3, title: Nobody asks either }"
    change(docs / MINI, "references:", f"uncovered: {uncovered}\n{more}")

    assert f"docs/frameworks/mini.yml:{said}" in problems(docs)


def test_a_framework_without_a_page_is_named_where_there_are_pages(docs: Path) -> None:
    (docs / "frameworks/index.md").write_text("# Frameworks\n", encoding="utf-8")

    assert problems(docs) == ["docs/frameworks/mini.yml:1: 'mini' has no page; write frameworks/mini.md with '/// framework | mini'"]


def test_the_crosswalk_is_written_once_and_is_the_same_bytes(docs: Path) -> None:
    (docs / "frameworks/index.md").write_text("# Frameworks\n", encoding="utf-8")
    (docs / "frameworks/mini.md").write_text("/// framework | mini\n///\n", encoding="utf-8")
    found = bank.load(docs)

    first, second = framework_pages.publish(found, docs), framework_pages.publish(found, docs)

    assert ([path.relative_to(docs).as_posix() for path in first], second) == (["data/crosswalk.csv", "data/crosswalk.json"], [])
    assert (docs / "data/crosswalk.csv").read_text(encoding="utf-8") == (
        "framework,framework_title,framework_version,reference,reference_title,item,item_title,item_section,relation,certainty\n"
        "mini,A framework of two references,1.0,MAP 1,The purpose is known,FRM-01,The goal is a number,lessons/framing/#frm-01,"
        "overlaps,uncertain\n"
    )


# ── the guide itself ──


def test_every_claim_stands_on_the_page_of_numbers_and_every_sum_too() -> None:
    found = bank.load(DOCS)
    page = (DOCS / "evidence/numbers.md").read_text(encoding="utf-8")
    html = markdown(page.partition("---\n")[2].partition("---\n")[2], extensions=["attr_list", "tables", "assessment.authoring.markdown"])

    ids = {part.get("id", "") for part in tree(html).iter("h3")}

    assert ids >= {id.lower() for id, row in found.evidence.items() if isinstance(row, Claim)}
    assert ids >= {*found.sums}


def test_every_reference_that_no_item_touches_has_its_reason() -> None:
    bare = {id: [*one.uncovered] for id, one in bank.load(DOCS).frameworks.items() if not all(one.uncovered.values())}

    assert bare == {}
