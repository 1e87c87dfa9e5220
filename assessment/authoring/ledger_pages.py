"""The ledger as pages: its tables with their filter, the failure cases, the numbers people quote, and sums step by step.

Everything made here stands in an element of the class `fw-made` or `fw-evidence`, apart from what an author wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from assessment.authoring import ledger_words as words
from assessment.authoring.arithmetic import Step, Sum
from assessment.authoring.ledger import Claim, Evidence, Failure
from assessment.authoring.links import CASES, LEDGER, QUOTED, item, joined, linked, row, sources
from assessment.markup import Child, el
from assessment.model import Dimension, Item
from assessment.words import CAUTION, EVIDENCE_HEAD


def table(head: Iterable[str], rows: Iterable[Element], name: str = "fw-evidence") -> Element:
    """A table with a head for its columns."""
    return el(
        "table",
        {"class": name},
        el("thead", None, el("tr", None, *(el("th", {"scope": "col"}, text) for text in head))),
        el("tbody", None, *rows),
    )


# ── the ledger ──


def used(rows: Iterable[Evidence]) -> Element:
    """The rows that a page refers to."""
    return table(EVIDENCE_HEAD, (_row(one, row(one.id)) for one in rows))


def all_rows(rows: Iterable[Evidence], items: Mapping[str, Item]) -> Element:
    """Rows of one kind, each with an anchor to land on and with what the filter asks."""
    return table(EVIDENCE_HEAD, (_anchored(one, items) for one in rows))


def _anchored(evidence: Evidence, items: Mapping[str, Item]) -> Element:
    made = _row(evidence, evidence.id, items)
    data = {"kind": evidence.kind, "grade": evidence.grade, "status": evidence.status, "lesson": " ".join(sorted(evidence.dimensions))}
    for name, value in {"id": evidence.id.lower(), **{f"data-{key}": text for key, text in data.items()}}.items():
        made.set(name, value)
    return made


def _row(evidence: Evidence, number: Child, items: Mapping[str, Item] | None = None) -> Element:
    source = ", ".join(text for text in (evidence.publisher, evidence.year) if text)
    sample = "; ".join(text for text in (evidence.sample, evidence.method) if text)
    more = [] if items is None else _more(evidence, items)
    return el(
        "tr",
        None,
        el("th", {"scope": "row", "class": "fw-id"}, number),
        el("td", None, el("p", None, *linked(evidence.claim)), _text(evidence.figure), *more, _careful(evidence, CAUTION)),
        el("td", None, el("p", None, source), _small(sample), *sources(evidence)),
        el("td", None, *_graded(evidence)),
    )


def _more(evidence: Evidence, items: Mapping[str, Item]) -> list[Element | None]:
    """What the ledger says of a row and a page's sources do not."""
    found = joined(item(items[id]) for id in evidence.items if id in items)
    lead = {"failure": (f"{CASES}/{evidence.id.lower()}.md", words.WHOLE_CASE), "claim": (_quoted(evidence), words.SAY_INSTEAD_LINK)}
    address, text = lead.get(evidence.kind, ("", ""))
    return [
        _small(evidence.measures),
        el("p", {"class": "fw-small"}, el("a", {"href": address}, text)) if address else None,
        el("p", {"class": "fw-small"}, words.ITEMS, " ", *found) if found else None,
    ]


def _quoted(evidence: Evidence) -> str:
    return f"{QUOTED}#{evidence.id.lower()}"


def _text(text: str) -> Element | None:
    return el("p", None, *linked(text)) if text else None


def _small(text: str) -> Element | None:
    return el("p", {"class": "fw-small"}, *linked(text)) if text else None


def _careful(evidence: Evidence, label: str = words.CAREFUL) -> Element | None:
    return el("p", {"class": "fw-small"}, el("b", None, label), " ", *linked(evidence.caution)) if evidence.caution else None


def _graded(evidence: Evidence) -> list[Child]:
    status = words.STATUS[evidence.status]
    grade = el("abbr", {"title": words.GRADES[evidence.grade]}, evidence.grade)
    return [grade, ", ", status if evidence.confirmed else el("strong", {"class": "fw-unconfirmed"}, status)]


def ledger_filter(rows: Sequence[Evidence], dimensions: Iterable[Dimension]) -> Element:
    """The controls of the ledger; they show once the script runs that they need."""
    lessons = {one.id: one.title for one in dimensions}
    controls = [
        _select("kind", words.KIND, {kind: words.KINDS[kind] for kind in words.KINDS if any(one.kind == kind for one in rows)}),
        _select("lesson", words.LESSON, lessons),
        _select("grade", words.GRADE, {grade: words.grade(grade) for grade in words.GRADES}),
        _select("status", words.STATUS_LABEL, words.STATUS),
    ]
    search = el("input", {"type": "search", "name": "search", "placeholder": words.SEARCH_HINT, "autocomplete": "off"})
    return el(
        "fieldworthy-ledger",
        {"class": "fw-made"},
        el(
            "form",
            {"class": "fw-filter", "role": "search", "aria-label": words.FILTER, "autocomplete": "off", "hidden": True},
            el("label", {"class": "fw-wide"}, el("span", None, words.SEARCH), search),
            *controls,
            el("button", {"type": "reset"}, words.RESET),
        ),
        el("p", {"role": "status", "class": "fw-small", "data-said": words.SHOWN}),
    )


def _select(name: str, label: str, choices: Mapping[str, str]) -> Element:
    every = el("option", {"value": ""}, words.EVERY)
    options = (el("option", {"value": value}, text) for value, text in choices.items())
    return el("label", None, el("span", None, label), el("select", {"name": name, "autocomplete": "off"}, every, *options))


# ── failure cases ──


def cases(rows: Iterable[Failure]) -> Element:
    """Every failure case in a line, with the way to its page."""
    return table(words.CASES_HEAD, (_case_line(one) for one in rows), "fw-evidence fw-cases")


def _case_line(case: Failure) -> Element:
    return el(
        "tr",
        None,
        el("th", {"scope": "row", "class": "fw-id"}, row(case.id)),
        el("td", None, el("p", None, el("a", {"href": f"{CASES}/{case.id.lower()}.md"}, case.name)), _small(case.period)),
        el("td", None, el("p", None, *linked(case.claim))),
        el("td", None, el("p", None, words.IS_ML if case.machine_learning else words.NOT_ML)),
        el("td", None, *_graded(case)),
    )


def case(case: Failure, items: Mapping[str, Item], sums: Iterable[Sum]) -> Element:
    """A failure case: what happened, the numbers, what would have caught it, what is disputed, and who says so."""
    checks = [
        el("li", None, el("a", {"href": item(items[c.item]).get("href")}, c.item), ": ", *linked(c.check)) for c in case.would_have_caught
    ]
    return el(
        "div",
        {"class": "fw-made fw-case"},
        el("h1", None, case.name),
        None if case.confirmed else el("p", {"class": "fw-trouble"}, el("strong", None, words.UNCONFIRMED_CASE)),
        el("p", {"class": "fw-lead"}, *linked(case.claim)),
        el("h2", {"id": "happened"}, words.HAPPENED),
        el("p", None, *linked(case.what_happened)),
        *_numbers(case, sums),
        el("h2", {"id": "caught"}, words.CAUGHT),
        el("ul", None, *checks),
        *([el("h2", {"id": "disputed"}, words.DISPUTED), el("p", None, *linked(case.disputed))] if case.disputed else []),
        el("h2", {"id": "source"}, words.SOURCE),
        _facts(zip(words.CASE_TERMS, _case_facts(case), strict=True)),
        el("p", None, el("b", None, words.CAREFUL), " ", *linked(case.caution)) if case.caution else None,
        el("p", None, f"{words.LEDGER_ROW}: ", row(case.id)),
    )


def _numbers(case: Failure, sums: Iterable[Sum]) -> list[Child]:
    if not case.numbers:
        return []
    return [
        el("h2", {"id": "numbers"}, words.NUMBERS),
        el("ul", None, *(el("li", None, *linked(one)) for one in case.numbers)),
        el("p", None, el("b", None, words.MEASURES), " ", *linked(case.measures)) if case.measures else None,
        *_sum_links(sums),
    ]


def _case_facts(case: Failure) -> list[list[Child]]:
    return [
        [case.period],
        [words.IS_ML if case.machine_learning else words.NOT_ML],
        [case.publisher],
        [case.year],
        [case.sample],
        [case.method],
        list(joined(sources(case))) or [words.NO_ADDRESS],
        [words.grade(case.grade)],
        [words.STATUS[case.status]],
    ]


def _facts(pairs: Iterable[tuple[str, Sequence[Child]]]) -> Element:
    """Terms with what they are, without those that nothing is known of."""
    parts = [(el("dt", None, term), el("dd", None, *said)) for term, said in pairs if any(part is not None and part != "" for part in said)]
    return el("dl", {"class": "fw-facts"}, *(part for pair in parts for part in pair))


facts = _facts


def _sum_links(sums: Iterable[Sum]) -> list[Element]:
    return [el("p", None, f"{words.CHECKED_SUM} ", el("a", {"href": f"{QUOTED}#{one.id}"}, one.title)) for one in sums]


# ── numbers people quote ──


def claims(rows: Iterable[Claim], sums: Mapping[str, Sum]) -> Element:
    """What people say, where it came from, what is true, and what to say instead."""
    return el("div", {"class": "fw-made fw-claims"}, *(_claim(one, sums) for one in rows))


def _claim(claim: Claim, sums: Mapping[str, Sum]) -> Element:
    about = [one for one in sums.values() if claim.id in one.about]
    return el(
        "section",
        {"class": "fw-claim"},
        el("h3", {"id": claim.id.lower(), "data-toc-label": claim.id}, f"“{claim.heard}”"),
        None if claim.confirmed else el("p", {"class": "fw-trouble"}, el("strong", None, words.UNCONFIRMED_CLAIM)),
        _facts(
            [
                (words.JUDGED, [el("strong", None, words.verdict(claim.verdict)), f". {claim.claim}"]),
                (words.WHERE_FROM, linked(claim.origin)),
                (words.REALLY, linked(claim.truth)),
                (words.INSTEAD, [el("b", None, *linked(claim.say_instead))]),
                (words.SOURCE, [*_source(claim), "; ", *_graded(claim), "; ", el("a", {"href": f"{LEDGER}#{claim.id.lower()}"}, claim.id)]),
            ]
        ),
        *_sum_links(about),
    )


def _source(claim: Claim) -> list[Child]:
    links = joined(sources(claim))
    return [", ".join(text for text in (claim.publisher, claim.year) if text), *([": ", *links] if links else [])]


# ── arithmetic ──


def arithmetic(sum: Sum) -> Element:
    """A sum step by step, with what it starts from and what follows."""
    written = sum.written()
    inputs = [
        el(
            "tr",
            None,
            el("td", None, one.means),
            el("td", None, *([f"{words.GIVEN_BY} ", row(one.row)] if one.row else [words.GIVEN])),
            el("td", {"class": "fw-number"}, one.value),
        )
        for one in sum.inputs
    ]
    steps = [
        el("tr", None, el("td", None, step.means), el("td", None, _shown(step, written)), el("td", {"class": "fw-number"}, step.gives))
        for step in sum.steps
    ]
    return el(
        "section",
        {"class": "fw-made fw-sum"},
        el("h3", {"id": sum.id}, sum.title),
        el("p", {"class": "fw-small"}, f"{words.ABOUT} ", *joined(row(id) for id in sum.about)),
        table(words.STEP_HEAD, [*inputs, *steps], "fw-table"),
        el("p", None, el("b", None, words.SO), f" {sum.so}"),
    )


def _shown(step: Step, written: Mapping[str, str]) -> str:
    return words.SIGNS[step.operation].join(written.get(term, term) for term in step.terms)
