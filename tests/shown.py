"""Everything that the engine shows, in the language of a catalogue that comes on standard input: prints JSON, texts by view.

It is a program of its own, since words are looked up when they are imported. What authors and people write has no English letter here, so
English letters in what is shown were never looked up.
"""

from __future__ import annotations

import base64
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from assessment import catalogue

catalogue.use(sys.stdin.buffer.read())

from assessment import browser, calculator_html, inspection, text  # noqa: E402
from assessment.answers import accept  # noqa: E402
from assessment.authoring import offline, own_page  # noqa: E402
from assessment.calculator_fields import CALCULATORS, Field  # noqa: E402
from assessment.codec import read_answers, read_questionnaire, write_law, write_questionnaire  # noqa: E402
from assessment.exports import KINDS  # noqa: E402
from assessment.markup import write  # noqa: E402
from assessment.model import Questionnaire  # noqa: E402
from assessment.report import assess  # noqa: E402
from tests.support import guide  # noqa: E402

ENGLISH = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
GREEK = str.maketrans(ENGLISH, "αβψδεφγηιξκλμνοπθρστυβωχψζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΒΩΧΨΖ")
WRITTEN = {"title", "name", "question", "means", "label", "help", "weight_reason", "who_knows", "asks", "who", "jurisdiction", "source"}
WRITTEN |= {"what", "unconfirmed", "reason", "note", "owner"}
DAY = "2026-11-20"
ROOT = "https://guide.example/"
SPOKEN = {"aria-label", "title", "alt", "placeholder", "content", "label", "data-unnamed", "data-gap"}
UNSEEN = {"style", "script", "code"}
Shown = tuple[str, Iterable[str]]


def main() -> None:
    """Print every text of every view."""
    json.dump({view: sorted(set(texts)) for view, texts in _views()}, sys.stdout)


def _views() -> Iterator[Shown]:
    bank = guide()
    for id in ("readiness", "gate-check", "check-data-quality", "engineering-depth"):
        compiled = greek(write_questionnaire(bank.questionnaires[id]))
        for view, texts in _questionnaire(compiled):
            yield f"{id}: {view}", texts
    law = browser.open_door(greek(write_law(bank.law)))
    assert isinstance(law, browser.LawDoor)
    for name, facts in {"nothing stated": {}, "all stated": {fact.id: fact.choices[-1].id for fact in bank.law.facts}}.items():
        yield f"law, {name}", of_reply(law.assess(json.dumps({"facts": facts}), ROOT, "2031-01-01"))
    for id, calculator in CALCULATORS.items():
        yield f"calculator {id}", of_html(write(calculator_html.calculator(calculator, "b")))
        for name, given in _numbers(calculator.fields).items():
            yield f"calculator {id}, {name}", of_reply(browser.open_calculators().calculate(id, json.dumps(given)))
    yield "offline", of_html(write(offline.switch(), offline.newer()))
    yield "own questionnaires", of_html(write(inspection.own("b")))
    for file, written in {
        "x.json": '{"id": 3, "items": "x", "bands": [{}]}',
        "y.json": "{",
        "z.yml": "a: [",
        "v.yml": "a: *b\nc: !d e\n",
    }.items():
        yield f"own questionnaire {file}", of_reply(own_page.read(file, written, "b", ROOT))


def _questionnaire(compiled: str) -> Iterator[Shown]:
    asked = read_questionnaire(compiled)
    door = browser.Door(compiled)
    yield (
        "page",
        of_html(
            write(
                inspection.assessment(asked, lambda address: address, "b"),
                inspection.projects([asked], "b"),
                inspection.proposal(asked, "b"),
            )
        ),
    )
    for name, given in _answers(asked).items():
        yield f"result, {name}", of_reply(door.assess(given, ROOT, DAY))
        accepted = accept(asked, read_answers(given)[0]).answers
        yield f"terminal, {name}", [text.result(asked, assess(asked, accepted, today=DAY))]
        for kind in KINDS.keys() - {"result"}:
            yield f"{kind}, {name}", of_file(json.loads(door.export(kind, given, ROOT, DAY)))
        for kind in ("markdown", "html", "docx"):
            yield f"proposal as {kind}, {name}", of_file(json.loads(door.propose(kind, given, "", ROOT, DAY)))
    files = [{"name": f"{name}.json".translate(GREEK), "text": given} for name, given in _answers(asked).items()]
    yield "comparison", of_reply(door.compare(json.dumps(files[:2]), ROOT))
    yield "comparison of what is alike", of_reply(door.compare(json.dumps(files[:1] * 2), ROOT))
    yield "merger", of_reply(door.merge(json.dumps(files), ROOT))
    yield "merger of two", of_reply(door.merge(json.dumps(files[1:3]), ROOT))
    yield "portfolio", of_reply(door.portfolio(json.dumps([*files, {"name": "β", "text": "{"}]), ROOT))
    yield "too few files", of_reply(door.merge(json.dumps(files[:1]), ROOT))
    yield "badge", of_reply(door.badge(files[0]["text"], ROOT, DAY))
    yield "strange sections", of_reply(door.propose("markdown", "", "9", ROOT, DAY))
    for fragment in ("", "1.β", "2.x.y", json.loads(door.share(files[1]["text"]))["fragment"][:-1]):
        yield f"link {fragment}", of_reply(door.shared(fragment))
    for file in ("{", "[]", '{"answers": {"9": 3}, "facts": [], "9": 0}', '{"format": "9"}', '{"answers": {"9": {"level": "9"}}}'):
        yield f"file {file}", of_reply(door.opened("β", file))
        yield f"answers {file}", of_reply(door.assess(file, ROOT, DAY))


def _answers(asked: Questionnaire) -> dict[str, str]:
    """Sets of answers that between them make the views say all that they can."""
    levels = [level.id for level in asked.scale]
    every = {item.id: n for n, item in enumerate(asked.items)}
    kept = {"note": "νοτε", "link": "https://β.example/", "owner": "Αδα", "date": "2026-01-01", "review_by": "2026-02-01"}
    mixed = {
        id: [{"level": levels[n % len(levels)], **kept}, {"dont_know": True}, {"not_applicable": "βεψ"}][n % 3] for id, n in every.items()
    }
    facts = {fact.id: fact.choices[-1].id for fact in asked.facts}
    targets = [stage.id for stage in asked.stages]
    sets: dict[str, dict[str, object]] = {
        "blank": {},
        "mixed": {"answers": mixed, "facts": facts, "target": targets[1] if targets else None},
        "worst": {"answers": {id: {"level": levels[0]} for id in every}, "target": targets[-1] if targets else None, "facts": facts},
        "best": {"answers": {id: {"level": levels[-1]} for id in every}, "facts": facts},
        "nearly": {"answers": {id: {"level": levels[-1 if n else -2]} for id, n in every.items()}, "facts": facts},
        "begun": {"answers": {id: {"level": levels[-1]} for id, n in every.items() if n}},
        "strange": {"answers": {next(iter(every)): {"level": "9"}, "9": {"level": "9"}}, "facts": dict.fromkeys(facts, "9"), "target": "9"},
    }
    return {name: json.dumps({"name": "Πρω", **given}) for name, given in sets.items()}


def _numbers(fields: Iterable[Field]) -> dict[str, dict[str, str]]:
    return {
        "least": {field.id: str(float(field.least)) for field in fields},
        "most": {field.id: str(float(field.most)) for field in fields},
        "one": {field.id: "1" for field in fields},
        "no numbers": {field.id: "β" for field in fields} | {"9": "9"},
        "halves": {field.id: "0.5" for field in fields},
        "none": {field.id: "0" for field in fields},
    }


# ── what a reader sees of it ─────────────────────────────────────────────────────────────────────────────────────────


def greek(compiled: str) -> str:
    """A compiled questionnaire or book of law in which nothing that an author wrote has an English letter; ids and addresses stay."""
    return json.dumps(_greek(json.loads(compiled), ""))


def _greek(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return {one: _greek(within, "means" if key == "levels" else one) for one, within in value.items()}
    if isinstance(value, list):
        return [_greek(one, key) for one in value]
    return value.translate(GREEK) if isinstance(value, str) and key in WRITTEN else value


def of_reply(reply: str) -> list[str]:
    """The texts in a reply of a door: its HTML, its files and its sentences."""
    made = json.loads(reply)
    texts = [
        made.get("lane_says", ""),
        *(one for key, one in made.items() if key in {"markdown", "rst"}),
        *made.get("progress", {}).values(),
    ]
    texts += [problem["message"] for problem in made.get("problems", ())]
    for key in ("html", "form"):
        texts += of_html(made.get(key, ""))
    for key in ("picture", "table"):
        texts += of_file(made[key]) if key in made else []
    return texts


def of_file(made: dict[str, str]) -> list[str]:
    """The texts in a file of any kind."""
    if "base64" in made:
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(made["base64"]))) as document:
            return of_html("".join(re.findall(r"<w:t[ >].*?</w:t>", document.read("word/document.xml").decode())))
    if "text" not in made:
        return of_html(made["html"])
    return of_html(made["text"]) if made["type"] in {"text/html", "image/svg+xml"} else made["text"].splitlines()


def of_html(markup: str) -> list[str]:
    """The texts in markup, and the attributes that are read aloud or shown."""
    reader = _Reader()
    reader.feed(markup)
    return reader.texts


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        named = dict(attributes)
        self.texts += [value for name, value in attributes if name in SPOKEN and value and "http-equiv" not in named and tag != "meta"]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts.append(data)


if __name__ == "__main__":
    main()
