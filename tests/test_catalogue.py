"""Whatever the engine shows comes from one catalogue for each language, and English is what it was."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment import catalogue, words
from assessment.authoring import language
from assessment.authoring.messages import NAMES, collect, template
from assessment.calculator_fields import CALCULATORS
from assessment.codec import write_law, write_questionnaire
from tests.pseudo import compiled, pseudo
from tests.support import DOCS, ROOT, guide

ENGINE = sorted(path for path in (ROOT / "assessment").glob("*.py") if path.stem != "catalogue")
IN_THE_BROWSER = [ROOT / "assessment" / "authoring" / name for name in ("own.py", "own_page.py", "source.py")]
WORDS = sorted((ROOT / "assessment" / "authoring").glob("*words.py"))

# ── nothing is shown that no translator has seen ─────────────────────────────────────────────────────────────────────

ADDRESS = re.compile(r"https?:(<!-- -->)?[^\s)>\]]+|%[0-9A-F]{2}|[\w-]*\.(svg|md)\b")
ITEM = re.compile(r"\b[A-Z]{3}-[A-Za-z]*\d+\b")
ENGLISH = re.compile(r"[A-Za-z][A-Za-z-]+")
MARKUP = frozenset({"br", "alt", "image", "target", "Fieldworthy"})  # of Markdown and reStructuredText, and the guide's name
FROM_PARSERS = ("Expecting property name enclosed in double quotes", "did not find expected node content")


def test_every_view_comes_from_the_catalogue(shown: dict[str, list[str]]) -> None:
    names = ids()
    left = {view: found for view, texts in shown.items() if (found := [text for text in texts if english(text) - allowed(view, names)])}

    assert left == {}
    assert len(shown) > 400


@pytest.fixture(scope="session")
def shown() -> dict[str, list[str]]:
    """The texts of all views in the language that nobody speaks."""
    done = run("from tests.shown import main; main()", compiled("he"), PYTHONIOENCODING="utf-8")
    assert done.returncode == 0, done.stderr.decode()
    texts: dict[str, list[str]] = json.loads(done.stdout)
    return texts


def english(text: str) -> set[str]:
    """The words in English letters, without addresses, ids of items, and what parsers of other people say."""
    for said in FROM_PARSERS:
        text = text.replace(said, "")
    return set(ENGLISH.findall(ITEM.sub("", ADDRESS.sub("", text))))


def allowed(view: str, names: frozenset[str]) -> frozenset[str]:
    """Problems name what they are about by its id; nothing else does."""
    return names | MARKUP if PROBLEMS.search(view) else MARKUP


PROBLEMS = re.compile(r"strange|file|link|answers|no numbers|comparison|merger|portfolio|own questionnaire .")


def ids() -> frozenset[str]:
    """Every name of a part of a questionnaire, of a file of answers and of a calculator's field."""
    bank = guide()
    texts = [write_law(bank.law), *map(write_questionnaire, bank.questionnaires.values())]
    names = {text for one in texts for text in _names(json.loads(one))}
    fields = {field.id for calculator in CALCULATORS.values() for field in calculator.fields}
    return frozenset(
        names | fields | {"answers", "format", "name", "target", "questionnaire", "file", "json", "yml", "fieldworthy-answers"}
    )


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, within in value.items():
            yield key
            yield from _names(within)
    elif isinstance(value, list):
        for within in value:
            yield from _names(within)
    elif isinstance(value, str) and re.fullmatch(r"[a-z][a-z-]*", value):
        yield value


SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}|^[A-Z][a-z]+( |$)")
NO_SENTENCE = re.compile(r"fw-|^dict\[|nofollow|<!doctype|^width=|^Hashable$|^Optional$|^Fieldworthy$|\{ |^is '")
WITHOUT_WORDS = {"docx"}  # its texts are the names that Word has for styles and parts


@pytest.mark.parametrize("module", [*ENGINE, *IN_THE_BROWSER, *WORDS], ids=lambda path: path.stem)
def test_no_sentence_of_a_module_is_left_out(module: Path) -> None:
    found = [text for text in unsaid(ast.parse(module.read_text(encoding="utf-8"))) if SENTENCE.search(text)]

    assert [text for text in found if not NO_SENTENCE.search(text) and module.stem not in WITHOUT_WORDS] == []


@pytest.mark.parametrize("script", sorted((DOCS / "assets" / "javascripts").glob("*.js")), ids=lambda path: path.stem)
def test_no_script_has_words_of_its_own(script: Path) -> None:
    lines = [line for line in script.read_text(encoding="utf-8").splitlines() if not TO_A_PROGRAMMER.search(line)]

    assert {found for line in lines for found in WORDS_IN_A_SCRIPT.findall(line)} <= {"Files"}  # a kind of what can be dragged


TO_A_PROGRAMMER = re.compile(r"console\.|Error\(|^ *(\*|/\*|//)")
WORDS_IN_A_SCRIPT = re.compile(r"""["'`>]([A-Z][a-z]+(?: [a-z]+)*[.…:]?)["'`<]""")


def unsaid(module: ast.Module) -> list[str]:
    """The texts of a module that are neither looked up, nor documentation, nor what only a programmer is told."""
    beside: list[ast.AST] = [argument for call in lookups(module) for argument in call.args]
    for node in ast.walk(module):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            beside.append(node)
    seen = {id(one) for node in beside for one in ast.walk(node)}
    constants = [node for node in ast.walk(module) if isinstance(node, ast.Constant) and id(node) not in seen]
    return [node.value for node in constants if isinstance(node.value, str)]


def lookups(module: ast.Module) -> list[ast.Call]:
    """The calls that look a text up."""
    imports = [node for node in module.body if isinstance(node, ast.ImportFrom) and node.module == "assessment.catalogue"]
    names = {name.name for node in imports for name in node.names} & NAMES.keys()
    return [node for node in ast.walk(module) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names]


def test_every_text_that_is_looked_up_can_be_translated() -> None:
    known = {(message.context, text) for message in collect() for text in texts_of(message.id)}
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "assessment").rglob("*.py") if path.stem != "catalogue"]
    asked = [call for module in modules for call in lookups(module)]

    assert [ast.unparse(call) for call in asked if not asks(call) <= known] == []
    assert len(asked) > 800


def asks(call: ast.Call) -> set[tuple[str | None, object]]:
    """What a call looks up, with its context; None stands for a text that is put together, which no translator can see."""
    texts = [one.value if isinstance(one, ast.Constant) else None for one in call.args]
    match ast.unparse(call.func):
        case "plural":
            return {(None, one) for one in texts[:2]}
        case "meaning":
            return {(str(texts[0]), texts[1])}
        case _:
            return {(None, texts[0])}


def texts_of(id: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a message."""
    return (id,) if isinstance(id, str) else tuple(id)


def test_the_file_for_translators_is_the_same_each_time() -> None:
    first, second = template(collect()).decode(), template(collect()).decode()

    assert first == second
    assert 'msgctxt "to give to others"\nmsgid "Share"\nmsgstr ""' in first
    assert 'msgid "{number} gate fails"\nmsgid_plural "{number} gates fail"' in first


# ── one language for as long as a worker lives ───────────────────────────────────────────────────────────────────────

PROGRAM = """
import sys
from assessment import catalogue
catalogue.use(sys.stdin.buffer.read())
from assessment import words
print(catalogue.language(), catalogue.direction())
print(words.RESULT)
print(words.more_open(1))
print(words.more_open(7))
print(words.SHARE)
print(catalogue.say("{one} was never translated", one=1))
"""


def run(program: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A Python of its own, in which no text has been looked up yet."""
    return subprocess.run(
        [sys.executable, "-c", program], input=given, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False
    )


def test_a_catalogue_gives_the_texts_of_its_language() -> None:
    said = run(PROGRAM, compiled("pt_BR", direction="rtl"), PYTHONIOENCODING="utf-8").stdout.decode().splitlines()

    assert said == [
        "pt-BR rtl",
        pseudo("Result"),
        pseudo("{number} more that is open").format(number=1),
        pseudo("{number} more that are open").format(number=7),
        pseudo("Share"),
        "1 was never translated",
    ]


def test_english_needs_no_catalogue() -> None:
    done = run("import sys; from assessment import browser, catalogue as c; print(c.language(), c.direction(), 'gettext' in sys.modules)")

    assert done.stdout.decode() == "en ltr False\n"


def test_a_catalogue_that_comes_too_late_is_a_mistake_of_the_program() -> None:
    with pytest.raises(RuntimeError, match=r"^a catalogue comes too late: texts were looked up before it$"):
        catalogue.use(compiled("de"))

    assert words.RESULT == "Result"


@pytest.mark.parametrize(
    ("parts", "expected"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (["{a}", "{"], "{a} and {")]
)
def test_parts_are_listed_as_a_sentence_lists_them(parts: list[str], expected: str) -> None:
    assert catalogue.listed(parts) == expected


def test_what_a_person_wrote_is_never_taken_for_a_placeholder() -> None:
    assert words.because("{reason} of {0}") == "Not applicable: “{reason} of {0}”"


# ── a translator's file ──────────────────────────────────────────────────────────────────────────────────────────────

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def file(folder: Path, text: str) -> Path:
    """A translator's file."""
    made = folder / "de.po"
    made.write_text(HEAD + text, encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'msgid "{a} of {b}"\nmsgstr "{a} von {c}"\n',
            "de.po:4: '{a} von {c}' does not have the placeholders of '{a} of {b}': {a}, {b}",
        ),
        ('msgid "{a} of {b}"\nmsgstr "{a}"\n', "de.po:4: '{a}' does not have the placeholders of '{a} of {b}': {a}, {b}"),
        ('msgid "{a}"\nmsgstr "{a"\n', "de.po:4: '{a' does not have the placeholders of '{a}': {a}"),
        ('msgid "Result"\nmsgstr "{a}"\n', "de.po:4: '{a}' does not have the placeholders of 'Result': none"),
        (
            'msgid "{number} rule"\nmsgid_plural "{number} rules"\nmsgstr[0] "eine Regel"\nmsgstr[1] "{zahl} Regeln"\n',
            "de.po:4: '{zahl} Regeln' does not have the placeholders of '{number} rules': {number}",
        ),
        ('msgid "{a}"\nmsgstr ""\n\nmsgid "b"\nmsgstr "{b}"\n', "de.po:7: '{b}' does not have the placeholders of 'b': none"),
    ],
)
def test_a_translation_with_other_placeholders_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(language.Untranslatable) as caught:
        language.compile(file(tmp_path, text))

    assert str(caught.value) == said


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(language.Untranslatable, match=r"^de\.po: cannot be read: "):
        language.compile(file(tmp_path, "not a catalogue"))


def test_a_sound_file_speaks(tmp_path: Path) -> None:
    made = language.compile(file(tmp_path, 'msgid "Result"\nmsgstr "Ergebnis"\n\n#, fuzzy\nmsgid "Sum"\nmsgstr "{"\n'))
    done = run(PROGRAM, made, PYTHONIOENCODING="utf-8")

    assert done.stdout.decode().splitlines()[:3] == ["de ltr", "Ergebnis", "1 more that is open"]


def test_a_language_without_a_file_ends_in_a_sentence() -> None:
    done = run("import assessment.authoring.bank", FIELDWORTHY_LANGUAGE="eo")

    assert (done.returncode, done.stderr.decode()) == (1, "fieldworthy: FIELDWORTHY_LANGUAGE is 'eo', and there is no translations/eo.po\n")


def test_english_may_be_asked_for_by_name() -> None:
    done = run("import assessment.authoring.bank as b; print(b.__name__)", FIELDWORTHY_LANGUAGE="en")

    assert done.stdout.decode() == "assessment.authoring.bank\n"
