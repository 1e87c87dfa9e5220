"""Terms name only what exists, and the first use of each in a page's prose leads to its meaning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from markdown import markdown

from assessment.authoring import bank
from assessment.codec import Unreadable
from tests.fixtures.guide import change, copied
from tests.support import DOCS

Links = Callable[[str], list[tuple[str, str]]]

FILE = "glossary/terms.yml"

TERMS = """terms:
  - id: drift
    term: drift
    also: [dataset shift]
    means: The data change.
    see: [data-drift]
    items: [FRM-01]
    evidence: [E-01]
  - id: data-drift
    term: data drift
    means: The inputs change.
    source: { title: A book, url: "https://example.org/book" }
  - id: auc
    term: AUC
    means: A measure of ranking.
  - id: open
    term: open (scoring)
    means: Not answered.
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The smallest guide with four terms."""
    docs = copied(tmp_path)
    (docs / "glossary").mkdir()
    (docs / FILE).write_text(TERMS, encoding="utf-8")
    return docs


@pytest.fixture
def links(docs: Path) -> Links:
    """Text and address of the links to the glossary on a page."""
    return lambda text: [(link.text or "", link.get("href", "")) for link in page(docs, text).iter("a") if link.get("class") == "fw-term"]


def page(docs: Path, text: str) -> Element:
    ours = "assessment.authoring.markdown"
    extensions = ["attr_list", "tables", "def_list", ours]
    return fromstring(f"<main>{markdown(text, extensions=extensions, extension_configs={ours: {'docs': str(docs)}})}</main>")


def problems(docs: Path) -> list[str]:
    """All that is said about a guide that cannot be loaded."""
    with pytest.raises(Unreadable) as refusal:
        bank.load(docs)
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("see: [data-drift]", "see: [rot]", "6: term 'rot' does not exist", id="an unknown term"),
        pytest.param("items: [FRM-01]", "items: [FRM-77]", "7: item 'FRM-77' does not exist", id="an unknown item"),
        pytest.param("evidence: [E-01]", "evidence: [E-77]", "8: evidence 'E-77' does not exist", id="an unknown row"),
        pytest.param(
            "evidence: [E-01]",
            "evidence: [E-02]",
            "8: evidence 'E-02' is unconfirmed and cannot be stated as a fact",
            id="an unconfirmed row",
        ),
        pytest.param("https://example.org/book", "https://book", "12: 'https://book' is no web address", id="an address"),
        pytest.param("id: auc", "id: drift", "13: term 'drift' exists already", id="an id twice"),
        pytest.param("also: [dataset shift]", "also: [auc]", "13: 'AUC' is written for 'drift' already", id="a spelling of two terms"),
    ],
)
def test_what_is_wrong_with_a_term_is_named_with_its_place(docs: Path, old: str, new: str, said: str) -> None:
    change(docs / FILE, old, new)

    assert f"docs/glossary/terms.yml:{said}" in problems(docs)


@pytest.mark.parametrize(("file", "way"), [("about.md", ""), ("lessons/about.md", "../"), ("lessons/more/index.md", "../../")])
def test_terms_rows_and_blocks_lead_to_their_pages_from_any_depth(docs: Path, file: str, way: str) -> None:
    source = "# About drift\n\nOf drift, see [E-01].\n\n/// ledger | finding\n///\n"
    (docs / file).parent.mkdir(exist_ok=True)
    (docs / file).write_text(source)

    assert [link.get("href") for link in page(docs, source).iter("a") if not str(link.get("href")).startswith("https:")] == [
        f"{way}glossary/index.md#drift",
        f"{way}evidence/index.md#e-01",
        f"{way}lessons/framing.md#frm-01",
    ]


def test_the_first_use_leads_to_the_meaning_and_shows_it(docs: Path) -> None:
    made = page(docs, "Watch for drift.\n\nWhere drift is, look.")

    assert [link.attrib for link in made.iter("a")] == [
        {"href": "../glossary/index.md#drift", "class": "fw-term", "title": "The data change."}
    ]
    assert ["".join(part.itertext()) for part in made] == ["Watch for drift.", "Where drift is, look."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Data drift and then drift.", ["data-drift", "drift"]),
        ("Drifts, or a dataset shift.", ["drift"]),
        ("**Drift**, *AUC* and more.", ["drift", "auc"]),
        ("- drift\n- AUC", ["drift", "auc"]),
        ("| a |\n| --- |\n| drift |", ["drift"]),
        ("> drift", ["drift"]),
        ("drifting, adrift, drift-free and data-drift-free", []),
        ("An auc is none, and open is a word.", []),
        ("## Drift", []),
        ("[drift](x.md) and `drift`", []),
        ("    drift", []),
        ("# Home { .fw-hero }\n\nDrift.", []),
        ("## The goal is a number { #frm-01 }", []),
    ],
)
def test_terms_are_found_in_prose_and_nowhere_else(links: Links, text: str, found: list[str]) -> None:
    assert [address.partition("#")[2] for _, address in links(text)] == found


def test_a_reference_beside_a_term_stays(docs: Path) -> None:
    made = page(docs, "Much drift [E-01] and AUC, *so* it is.")

    assert "".join(made.itertext()) == "Much drift E-01 and AUC, so it is."
    assert [(link.text, link.get("class")) for link in made.iter("a")] == [("drift", "fw-term"), ("E-01", "fw-ref"), ("AUC", "fw-term")]


def test_the_glossary_shows_every_term_with_where_it_leads(docs: Path) -> None:
    made = page(docs, "/// glossary\n///")

    assert [(part.tag, part.get("id")) for part in made.iter() if part.tag in {"h2", "h3"}] == [
        ("h2", "letter-a"),
        ("h3", "auc"),
        ("h2", "letter-d"),
        ("h3", "data-drift"),
        ("h3", "drift"),
        ("h2", "letter-o"),
        ("h3", "open"),
    ]
    assert [link.get("href") for link in made.iter("a")] == [
        "https://example.org/book",
        "#data-drift",
        "../lessons/framing.md#frm-01",
        "../evidence/index.md#e-01",
    ]


def test_the_guide_has_the_terms_of_the_field() -> None:
    assert len(bank.load(DOCS).terms) >= 60
