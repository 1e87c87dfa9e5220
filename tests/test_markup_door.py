"""The list of what may come into a page is what the views make: nothing is missing, and nothing is allowed that none makes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from types import MappingProxyType

from assessment.authoring import offline, own_page
from assessment.authoring.sources import sources
from assessment.browser import CalculatorsDoor, Door, LawDoor
from assessment.calculator_fields import CALCULATORS
from assessment.codec import canonical, write_answers, write_law, write_questionnaire, write_sources
from assessment.markup import write
from assessment.model import Answer, Answers, Questionnaire, Retired
from tests.stories import stories
from tests.support import DOCS, answers, fact, guide, item, questionnaire, stage

SCRIPT = DOCS / "assets" / "javascripts" / "markup.js"
EVERYWHERE = {"class", "hidden", "id", "role"}
DAY = "2026-11-20"
ASKED = questionnaire(
    item("A-01", gates={"go": "repeatable"}),
    item("A-02", may_not_apply=True, since="2026.1"),
    item("B-01"),
    stages=(stage("go", "A", floor="1/4"), stage("run", "B", floor="1/4"), stage("stay", floor="1/4")),
    facts=(fact("safety"), replace(fact("people"), help="Decisions about people.")),
    retired=(Retired(id="A-00", retired="2026.1", replaced_by=("A-01",)),),
)


class Made(HTMLParser):
    """Collects the attributes of each element."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: dict[str, set[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.setdefault(tag, set()).update(name for name, _ in attrs if name not in EVERYWHERE)


def fragments() -> Iterator[str]:
    """Every kind of fragment that a page is given, for the guide's own questions and answers and for made ones."""
    for story in stories():
        door, said = Door(write_questionnaire(story.questionnaire)), canonical(story.answers)
        yield from (door.glance(said, "/", DAY), door.assess(said, "/", DAY))
    for one in guide().questionnaires.values():
        yield from (own_page.read("own.json", write_questionnaire(one), "b", "/"), Door(write_questionnaire(one)).assess("{}", "/", DAY))
    yield from made(ASKED)
    yield own_page.read("own.yml", "a: [", "b", "/")
    yield canonical({"html": write(offline.newer())})
    yield from proposed()
    law = LawDoor(write_law(guide().law))
    yield from (law.assess("{}", "/", today) for today in (DAY, "2030-01-01"))
    yield law.assess(canonical({"facts": {one.id: one.choices[-1].id for one in guide().law.facts}}), "/", DAY)
    calculators = CalculatorsDoor()
    for id, calculator in CALCULATORS.items():
        wrong = {field.id: "-1" for field in calculator.fields}
        yield from (calculators.calculate(id, said) for said in ("{}", canonical(wrong), "[]"))


def proposed() -> Iterator[str]:
    """The chapter for a proposal, with its sources, and what is wrong with a file that it is asked for."""
    asked = guide().questionnaires["readiness"]
    door, rows = Door(write_questionnaire(asked)), write_sources(sources(guide()))
    kept = Answer(level="no", note="A note.", link="https://example.org/", owner="Ada", date=DAY, review_by="2020-01-01")
    given = write_answers(asked, Answers(answers=MappingProxyType({one.id: kept for one in asked.items[:9]})))
    every = ",".join(one.id for one in asked.items)
    yield from (door.gaps("[]", DAY), door.propose("html", "[]", "", "/", DAY, rows))
    for answered, sections in ((given, ""), (given, every), ("", every)):
        yield canonical({"html": json.loads(door.propose("html", answered, sections, "https://guide.example/", DAY, rows))["text"]})


def made(asked: Questionnaire) -> Iterator[str]:
    """What the page says of shared, opened, compared, merged and listed answers."""
    door = Door(write_questionnaire(asked))
    kept = Answer(level="no", note="A note.\nOf two lines.", link="https://example.org/", owner="Ada", date=DAY, review_by="2020-01-01")
    ada = replace(answers({"safety": "no", "people": "yes"}, "go", A_02="n/a we buy it"), name="Ada")
    ada = replace(ada, answers=MappingProxyType({**ada.answers, "A-01": kept, "A-00": Answer(level="no"), "X-01": Answer(level="no")}))
    others = [answers({"safety": "yes"}, A_01="enforced", B_01="?"), answers(A_01="repeatable", B_01="no"), Answers()]
    texts = [write_answers(asked, one) for one in (ada, *others)]
    files = [{"id": str(n), "name": str(n), "text": text} for n, text in enumerate([*texts, "not JSON"])]
    yield own_page.read("own.json", write_questionnaire(asked), "b", "/")
    yield from (door.assess(text, "/", DAY) for text in texts)
    yield from (door.opened("a.json", text) for text in ("[]", *texts))
    yield from (door.shared(text) for text in ("rubbish", json.loads(door.share(texts[0]))["fragment"]))
    yield from (door.compare(json.dumps(files[:2]), "/"), door.compare(json.dumps(files), "/"))
    yield from (door.merge(json.dumps(files[:4]), "/"), door.merge(json.dumps(files), "/"))
    yield from (door.portfolio(json.dumps(files), "/"), door.portfolio(json.dumps(files), "/", "go"))


def views() -> dict[str, list[str]]:
    """The elements that the views make, with their attributes, both by name."""
    found = Made()
    for reply in map(json.loads, fragments()):
        found.feed(reply.get("html", "") + reply.get("form", ""))
    return {tag: sorted(attributes) for tag, attributes in sorted(found.elements.items())}


def allowed() -> dict[str, list[str]]:
    """The list in the script, which is JSON but for its last comma."""
    written = re.search(r"export const MADE = (\{.*?\n\});", SCRIPT.read_text(encoding="utf-8"), re.DOTALL)
    assert written
    listed: dict[str, list[str]] = json.loads(
        re.sub(r",(\s*[\]}])", r"\1", re.sub(r"^  (\w+):", r'  "\1":', written[1], flags=re.MULTILINE))
    )
    return listed


def test_the_door_lets_in_what_the_views_make_and_nothing_else() -> None:
    assert allowed() == {tag.lower(): attributes for tag, attributes in views().items()}


def test_nothing_that_runs_or_loads_is_on_the_list() -> None:
    names = {attribute for attributes in allowed().values() for attribute in attributes}

    assert not {*allowed()} & {
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "link",
        "meta",
        "base",
        "img",
        "template",
        "math",
        "foreignobject",
    }
    assert [name for name in names if name.startswith("on") or name in {"src", "srcset", "style", "action", "formaction", "srcdoc"}] == []
