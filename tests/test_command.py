"""The command says what is wrong on its error output, the result on its output, and ends with a code that a script can use."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment import __version__
from assessment.answers import accept
from assessment.authoring import bank
from assessment.authoring.command import main
from assessment.codec import plain, read_answers
from assessment.report import assess
from tests.fixtures.guide import change, copied, whole
from tests.support import ROOT

GOOD = '{"answers": {"FRM-01": {"level": "ad-hoc"}, "FRM-02": {"dont_know": true}}, "facts": {"personal-data": "yes"}}'
MORE = '{"answers": {"FRM-01": {"level": "ad-hoc"}, "FRM-02": {"level": "often"}, "FRM-09": {"level": "no"}}, "target": "moon", "mood": 1}'


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return tmp_path / "answers.json"


def run(*words: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


def said(result: Result) -> tuple[int, str, str]:
    return result.exit_code, result.stdout, result.stderr


def test_a_sound_guide_is_counted(docs: Path) -> None:
    assert said(run("check", "--guide", docs)) == (0, "2 items, 1 questionnaires, 2 evidence rows, 1 frameworks: no problems.\n", "")


def test_everything_wrong_is_listed_and_the_code_is_1(docs: Path) -> None:
    change(docs / "lessons/framing.yml", "framework: mini", "framework: maxi")
    change(docs / "assessments/quick.yml", "stages: [start]", "stages: [land]")
    change(docs / "lessons/framing.md", "[E-01]", "[E-02]")

    assert said(run("check", "--guide", docs)) == (
        1,
        "",
        "docs/assessments/quick.yml:3: stage 'land' is not one of: start, build\n"
        "docs/lessons/framing.md:7: evidence 'E-02' is unconfirmed and cannot be stated as a fact\n"
        "docs/lessons/framing.yml:17: framework 'maxi' does not exist\n",
    )


def test_answers_become_a_verdict_in_words(docs: Path, answers: Path) -> None:
    answers.write_text(GOOD)

    assert said(run("score", "--guide", docs, "--questionnaire", "quick", answers)) == (
        0,
        "Quick check, Fieldworthy 2026.1. 1 of 2 answered.\n"
        "\n"
        "Ready to start? Yes. The one gate passes and every dimension meets its floor.\n"
        "\n"
        "What is open:\n"
        "  FRM-02  The baseline is known\n",
        "",
    )


def test_a_failed_gate_is_named(docs: Path, answers: Path) -> None:
    answers.write_text('{"answers": {"FRM-01": {"level": "no"}, "FRM-02": {"level": "enforced"}}}')

    assert said(run("score", "--guide", docs, "--questionnaire", "quick", answers)) == (
        0,
        "Quick check, Fieldworthy 2026.1. 2 of 2 answered.\n"
        "\n"
        "Ready to start? No. 1 gate fails.\n"
        "\n"
        "What fails:\n"
        "  FRM-01  The goal is a number\n",
        "",
    )


def test_answers_may_come_from_standard_input(docs: Path, answers: Path) -> None:
    answers.write_text(GOOD)

    from_file = run("score", "--guide", docs, "--questionnaire", "quick", answers)

    assert said(run("score", "--guide", docs, "--questionnaire", "quick", "-", stdin=GOOD)) == said(from_file)


def test_what_does_not_fit_is_named_and_the_rest_is_scored(docs: Path, answers: Path) -> None:
    answers.write_text(MORE)

    code, out, err = said(run("score", "--guide", docs, "--questionnaire", "quick", answers))

    assert (code, out.splitlines()[0]) == (0, "Quick check, Fieldworthy 2026.1. 1 of 2 answered.")
    assert err == (
        f"{answers}: mood: unknown key; allowed are: answers, edition, facts, format, name, questionnaire, target\n"
        f"{answers}: answers.FRM-02: level 'often' is not one of: no, ad-hoc, enforced\n"
        f"{answers}: answers.FRM-09: no questionnaire of this edition asks this item; the answer is kept and not counted\n"
        f"{answers}: target: 'moon' is not one of: start\n"
    )


@pytest.mark.parametrize("given", [GOOD, MORE])
def test_json_is_the_report_of_the_engine_whole(docs: Path, answers: Path, given: str) -> None:
    answers.write_text(given)

    result = run("score", "--guide", docs, "--questionnaire", "quick", "--json", answers)

    quick = bank.load(docs).questionnaires["quick"]
    read, unread = read_answers(given)
    accepted = accept(quick, read)
    assert json.loads(result.stdout) == {
        "report": plain(assess(quick, accepted.answers)),
        "problems": plain(unread + accepted.aside),
    }


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "line 1, column 1: not JSON: Expecting value"),
        (b'{\n "answers": }', "line 2, column 13: not JSON: Expecting value"),
        (b"[]", "file: is a list; an object is needed"),
        (b"[" * 1000, "file: nested deeper than 12 levels"),
        (b'{"format": "other/1"}', "format: 'other/1' cannot be read here; 'fieldworthy-answers/1' can"),
        (b"\xff", "cannot be read: not UTF-8, invalid start byte at byte 0"),
    ],
)
def test_what_are_no_answers_is_no_result(docs: Path, answers: Path, content: bytes, problem: str) -> None:
    answers.write_bytes(content)

    for options in ([], ["--json"]):
        assert said(run("score", "--guide", docs, "--questionnaire", "quick", *options, answers)) == (1, "", f"{answers}: {problem}\n")


def test_standard_input_that_is_no_text_is_no_result(docs: Path) -> None:
    code, out, err = said(run("score", "--guide", docs, "--questionnaire", "quick", "-", stdin=b"\xff"))

    assert (code, out) == (1, "")
    assert err == "-: cannot be read: not UTF-8, invalid start byte at byte 0\n"


def test_a_file_that_is_not_there_is_named(docs: Path, answers: Path) -> None:
    missing = f"{answers}: cannot be read: No such file or directory\n"

    assert said(run("score", "--guide", docs, "--questionnaire", "quick", answers)) == (1, "", missing)


def test_an_unknown_questionnaire_is_named_with_those_there_are(docs: Path, answers: Path) -> None:
    answers.write_text(GOOD)

    assert said(run("score", "--guide", docs, "--questionnaire", "slow", answers)) == (
        1,
        "",
        "questionnaire: 'slow' is not one of: quick\n",
    )


def test_a_guide_with_problems_scores_nothing(docs: Path, answers: Path) -> None:
    answers.write_text(GOOD)
    change(docs / "assessments/quick.yml", "stages: [start]", "stages: [land]")

    assert said(run("score", "--guide", docs, "--questionnaire", "quick", answers)) == (
        1,
        "",
        "docs/assessments/quick.yml:3: stage 'land' is not one of: start, build\n",
    )


def test_a_bundle_without_a_runtime_is_refused_in_a_sentence(docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")
    monkeypatch.setenv("FIELDWORTHY_CACHE", str(in_the_way))

    result = run("bundle", "--guide", docs)

    assert (result.exit_code, result.stdout) == (1, "")
    assert f"Error: {in_the_way}: the Pyodide runtime cannot be written here" in result.stderr


def test_the_version_is_that_of_the_engine() -> None:
    assert said(run("--version")) == (0, f"fieldworthy, version {__version__}\n", "")


def test_a_build_of_wrong_content_says_everything_and_writes_nothing(docs: Path) -> None:
    for folder in ("assessment", "overrides"):
        shutil.copytree(ROOT / folder, docs.parent / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", docs.parent)
    change(docs / "lessons/framing.yml", "framework: mini", "framework: maxi")
    change(docs / "assessments/quick.yml", "stages: [start]", "stages: [land]")
    (docs / "evidence/more.yml").write_text("rows: [\n")

    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=docs.parent,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (built.returncode, (built.stdout + built.stderr).strip().splitlines()) == (
        1,
        [
            "docs/assessments/quick.yml:3: stage 'land' is not one of: start, build",
            "docs/evidence/more.yml:2: not YAML: did not find expected node content",
            "docs/lessons/framing.yml:17: framework 'maxi' does not exist",
        ],
    )
    assert not (docs.parent / "site").exists()
    assert not (docs / "assets").exists()


def test_a_release_says_what_it_kept_and_the_second_one_that_nothing_changed(docs: Path) -> None:
    first = said(run("release", "--guide", docs, "--date", "2026-11-20"))
    second = said(run("release", "--guide", docs))
    told = said(run("release", "--guide", docs, "--json"))

    assert first == (0, "Edition 2026.1 released: the words of 5 things are kept. Commit what changed in published/.\n", "")
    assert second == (0, "Edition 2026.1 was released already and reads the same: nothing changed.\n", "")
    assert told == (0, '{"changed":[],"date":"2026-11-20","edition":"2026.1","things":5}\n', "")


def test_a_release_of_other_words_under_the_same_number_is_refused(docs: Path) -> None:
    run("release", "--guide", docs)
    change(docs / "lessons/framing.md", "Beat it, or stop.", "Beat it.")

    assert said(run("release", "--guide", docs)) == (
        1,
        "",
        "docs/assessments/defaults.yml: edition 2026.1 was released already, and FRM-02 read otherwise now; "
        "raise the edition, then release again\n",
    )


def test_the_check_names_what_was_released_and_is_gone(tmp_path: Path) -> None:
    docs = whole(tmp_path)
    run("release", "--guide", docs)
    change(docs / "index.md", "## Where to begin", "## Where to begin { #begin }")

    message = (
        "docs/published/redirects.yml: ./#where-to-begin was published and is gone; bring it back, "
        'or add to redirects: - { from: "./#where-to-begin", to: "./#begin" }\n'
    )
    assert said(run("check", "--guide", docs)) == (1, "", message)
    assert said(run("release", "--guide", docs)) == (1, "", message)


def test_after_another_generator_the_small_pages_are_written_into_its_site(docs: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()

    done = said(run("publish", site, "--guide", docs, "--site-url", "https://example.org/guide"))

    assert done == (0, f"12 files of short addresses, editions, embeds and redirects written: {site}\n", "")
    assert sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")) == [
        "embed/FRM-01",
        "embed/FRM-02",
        "embed/frm-01",
        "embed/frm-02",
        "s/FRM",
        "s/FRM-01",
        "s/FRM-02",
        "s/frm",
        "s/frm-01",
        "s/frm-02",
        "s/lessons/framing/sources",
        "s/quick",
    ]
