"""A report as Markdown: the same as in HTML, and no text can become markup or break a table."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from assessment import markdown_report, words
from assessment.model import Answer, Answers, Problem
from assessment.report import assess
from tests.places import Case, Event, Twice, mapped, read, texts, twice
from tests.support import answers, item, questionnaire, stage

GUIDE = "https://guide.example/v/2026.1/"
TWO = questionnaire(
    item("FRM-01", 3, gates={"start": "repeatable"}), item("FRM-02", 1), stages=(stage("start", "FRM", floor="1/10"), stage("build"))
)
render = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render


def report(case: Case) -> str:
    return markdown_report.result(case.questionnaire, case.report, case.answers, case.aside, date=case.date, guide=GUIDE)


def seen(markdown: str) -> list[Event]:
    """Tags and texts of the rendered page, where runs of white space and breaks are one space."""
    events = read(re.sub(r"<br ?/?>", " ", render(markdown)))
    spaced = [(one[0], " ".join(one[1].split())) if one[0] == "text" else one for one in events]
    return [one for one in spaced if one != ("text", "")]


def test_a_report_without_answers_says_all_that_the_page_says() -> None:
    given = answers(FRM_01="ad-hoc")
    no = "“Ready to start? No.”"

    made = markdown_report.result(
        TWO, assess(TWO, given), None, [Problem(where="target", message="is odd")], date="2026-11-20", guide=GUIDE
    )

    assert (
        made
        == f"""\
# Test

Fieldworthy 2026.1, 2026-11-20

- **Ready to start? No.** 1 gate fails.
- **Ready to build? No.** 1 gate fails.

1 of 2 answered.

## What fails

- [FRM-01 Title of FRM-01]({GUIDE}lessons/frm/#frm-01)<br>You said ad hoc; ready to start needs repeatable.

## Cheapest way to “ready to start”: 1 raise, 3 person-days

No other set of raises needs less effort.

| Step | Proven index after |
| --- | --- |
| [FRM-01 Title of FRM-01]({GUIDE}lessons/frm/#frm-01) From ad hoc to repeatable: 3 person-days.<br>███░░░░░░░ | 38 % |

## Answer next

- [FRM-02 Title of FRM-02]({GUIDE}lessons/frm/#frm-02)<br>No single answer can settle a stage now. Any answer narrows the index by 25 %.

## What is open

- [FRM-02 Title of FRM-02]({GUIDE}lessons/frm/#frm-02)

## How the numbers are made

**Floors of “ready to build”**

| Dimension | Proven | Possible | Floor |
| --- | --- | --- | --- |
| Dimension FRM<br>█▒▒▒░░░░░░ | 19 % | 44 % | 10 % |

{words.index_made("1/2", "Dimension FRM")}

**Index, proven: 19 %**

| Dimension | Share | Score | Adds |
| --- | --- | --- | --- |
| Dimension FRM | 1 | 3/16 | 3/16 |
| Sum |  |  | 3/16 |

**Index, possible: 44 %**

| Dimension | Share | Score | Adds |
| --- | --- | --- | --- |
| Dimension FRM | 1 | 7/16 | 7/16 |
| Sum |  |  | 7/16 |

**Dimension FRM: 19 % to 44 %**

| Item and answer | Weight | Proven | Possible |
| --- | --- | --- | --- |
| [FRM-01]({GUIDE}lessons/frm/#frm-01) Ad hoc, 1/4 | 3 | 3/16 | 3/16 |
| [FRM-02]({GUIDE}lessons/frm/#frm-02) Open | 1 | 0 | 1/4 |
| Sum | 4 | 3/16 | 7/16 |

## Would it hold?

- **Other weights.** {words.other_weights("Ready to start? No.", "11 %", "68 %", holds=True)}
- **Other worths of the levels.** At 0, 1/3, 2/3 and 1: {no}, index 25 % to 50 %. At 0, 1/2, 1/2 and 1: {no}, index 38 % to 63 %.
- **Another share of the weakest dimension.** {words.other_share("0", "19 %", "44 %")} {words.other_share("1", "19 %", "44 %")}

## Kept, and not counted

- target is odd

Test, Fieldworthy 2026.1, 2026-11-20. {words.CAVEAT}
"""
    )


def test_answers_come_with_all_that_is_kept_beside_them() -> None:
    kept = Answer(
        level="repeatable", note="Signed\nin May", link="https://a.example/x?a=(1)&b=2", owner="Ann", date="2026-05-01", review_by="2027"
    )
    given = Answers(answers=MappingProxyType({"FRM-01": kept}))

    made = markdown_report.result(TWO, assess(TWO, given), given, [], date="2026-11-20", guide=GUIDE)

    assert made[made.index("## Answers") :].splitlines()[:-2] == [
        "## Answers",
        "",
        "**Dimension FRM**",
        "",
        f"- [FRM-01 Title of FRM-01]({GUIDE}lessons/frm/#frm-01)<br>Question of FRM-01?<br>**Repeatable** FRM-01 at repeatable<br>"
        "Signed<br>in May<br>[https:<!-- -->//a.example/x?a=(1)&amp;b=2](https://a.example/x?a=%281%29&amp;b=2)<br>"
        "Owner Ann, date 2026-05-01, review by 2027",
        f"- [FRM-02 Title of FRM-02]({GUIDE}lessons/frm/#frm-02)<br>Question of FRM-02?<br>**Open**",
    ]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.example", "https://a.example and more"]
)
def test_a_link_that_leads_not_to_the_web_stays_text(link: str) -> None:
    given = Answers(answers=MappingProxyType({"FRM-01": Answer(level="no", link=link)}))

    made = seen(markdown_report.result(TWO, assess(TWO, given), given, [], date="2026-11-20", guide=GUIDE))

    assert {dict(one[2])["href"] for one in made if len(one) == 3 and one[1] == "a"} == {
        f"{GUIDE}lessons/frm/#frm-01",
        f"{GUIDE}lessons/frm/#frm-02",
    }


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Plain – “text”, 44 % (1/2).", "Plain – “text”, 44 % (1/2)."),
        ("*a* _b_ `c` [d](e) \\", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\\\"),
        ("<b> & | ~~a~~ $b$", "&lt;b&gt; &amp; &#124; &#126;&#126;a&#126;&#126; &#36;b&#36;"),
        ("# a #", "\\# a \\#"),
        ("- a - b", "\\- a - b"),
        ("+ a + b", "\\+ a + b"),
        ("1. a 2. b", "1\\. a 2. b"),
        ("12) a", "12\\) a"),
        ("a\n\n - b\n1. c", "a<br> \\- b<br>1\\. c"),
        ("ask @ann, a@b.example", "ask @<!-- -->ann, a@<!-- -->b.example"),
        ("#12", "\\#<!-- -->12"),
        ("http://a.example, www.a.example", "http:<!-- -->//a.example, www<!-- -->.a.example"),
        (":tada: at 10:30", ":<!-- -->tada: at 10:30"),
        ("{{ a }}", "\\{\\{ a }}"),
        ("a \t  b", "a b"),
        ("a\x00\ud800", "a��"),
    ],
)
def test_escaped_text_is_as_plain_as_it_can_be(text: str, escaped: str) -> None:
    assert markdown_report.escape(text) == escaped


@given(texts)
def test_an_escaped_text_is_that_text_wherever_it_stands(text: str) -> None:
    words = " ".join(text.split())
    escaped = markdown_report.escape(text)

    assert seen(escaped) == [("start", "p", ()), ("text", words), ("end", "p")]
    assert seen(f"- {escaped}\n- b")[:4] == [("start", "ul", ()), ("start", "li", ()), ("text", words), ("end", "li")]
    assert ("text", words) in seen(f"| {escaped} | b |\n| --- | --- |\n| a | c |")
    assert [one for one in seen(f"| a | b |\n| --- | --- |\n| {escaped} | c |") if one[0] == "text"] == [
        ("text", text) for text in ("a", "b", words, "c")
    ]


@given(twice())
def test_any_text_comes_back_as_text(case: Twice) -> None:
    marked, filled = seen(report(case.marked)), seen(report(case.filled))

    assert filled == mapped(marked, lambda text: " ".join(case.put(text).split()))


@given(twice())
def test_nothing_is_linked_that_we_did_not_link(case: Twice) -> None:
    """GitHub makes links and mentions of what CommonMark leaves alone."""
    outside = re.sub(r"\]\([^)]*\)|&#\d+;", " ", report(case.filled))

    assert re.findall(r"[@#]\w|://|www\.|:[\w+-]+:", outside, re.IGNORECASE) == []


def test_every_line_of_a_table_has_as_many_cells() -> None:
    odd = replace(TWO, dimensions=(replace(TWO.dimensions[0], title="a | b\\| c\nd"),))

    made = markdown_report.result(odd, assess(odd, answers(FRM_01="no")), None, [], date="2026-11-20", guide=GUIDE)

    cells = [len(re.findall(r"(?<!\\)\|", line)) - 1 for line in made.splitlines() if line.startswith("|")]
    assert cells == [2] * 3 + [4] * (3 + 4 + 4 + 5)
