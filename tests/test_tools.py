"""Every tool that judges the sources is content, and nothing here names a place to download from."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import DOCS, ROOT

SCRIPTS = [*sorted((DOCS / "assets" / "javascripts").glob("*.js")), DOCS / "service-worker.js"]
HERE = Path(sys.executable).parent  # where pip puts the programs of this environment

DOWNLOADS = re.compile(
    r"""https?://[^\s"'<>]+(\.whl|\.tgz|\.tar\.gz|/simple/?)(?![\w./-])|"resolved":[ ]*"http|index[-]url|find[-]links""", re.IGNORECASE
)


def complaints(*command: str | Path) -> str:
    """What a program says when it fails, or nothing."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return f"{done.stdout}{done.stderr}" if done.returncode else ""


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check", "."], id="ruff check"),
        pytest.param(["ruff", "format", "--check", "."], id="ruff format"),
        pytest.param(["mypy", "assessment", "overrides", "tests"], id="mypy"),
        pytest.param(["lint-imports"], id="lint-imports"),
        pytest.param(["fieldworthy", "check"], id="fieldworthy check"),
    ],
)
def test_tool_is_content(command: list[str]) -> None:
    said = complaints(HERE / command[0], *command[1:])

    if said:
        pytest.fail(f"{' '.join(command)}:\n{said}", pytrace=False)


def test_a_tool_that_is_not_content_is_heard(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import os\n")

    assert "`os` imported but unused" in complaints(HERE / "ruff", "check", wrong)


def unparsed(script: str, folder: Path) -> str:
    """What Node says about a text that is no JavaScript module; as `.js` it would let everything pass that has an import."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no program `node` on the PATH; browsers read the scripts in tests/browser")
    module = folder / "module.mjs"
    module.write_text(script, encoding="utf-8")
    return complaints(node, "--check", module)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_parses(script: Path, tmp_path: Path) -> None:
    assert unparsed(script.read_text(encoding="utf-8"), tmp_path) == ""


def test_a_script_that_does_not_parse_is_heard(tmp_path: Path) -> None:
    assert "SyntaxError" in unparsed('import { store } from "./store.js";\nconst x = ;\n', tmp_path)


def sources() -> Iterator[Path]:
    """Every file of the project but those that .gitignore leaves out."""
    made = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()} | {".git"}
    for folder, folders, files in os.walk(ROOT):
        here = Path(folder)
        folders[:] = [name for name in folders if name not in made and (here / name).relative_to(ROOT).as_posix() not in made]
        yield from (here / name for name in files)


def download_hosts(text: str) -> list[str]:
    return [match[0] for match in DOWNLOADS.finditer(text)]


def test_no_file_names_a_place_to_download_from() -> None:
    found = {str(file.relative_to(ROOT)): download_hosts(file.read_text(encoding="utf-8", errors="ignore")) for file in sources()}

    assert {file: hosts for file, hosts in found.items() if hosts} == {}
    assert {"requirements-site.txt", "requirements-test.txt", "requirements-node.txt", "mkdocs.yml", ".ci/run", "tests/test_tools.py"} <= {
        *found
    }
    assert [file for file in found if file.startswith((".venv", ".cache", ".git/", "docs/assets/bundle"))] == []


HOST = "https://files.example.org"  # apart from what follows it, so that this file names none


@pytest.mark.parametrize(
    "line",
    [
        f"mkdocs @ {HOST}/packages/mkdocs-1.6.1-py3-none-any.whl",
        f"mkdocs @ {HOST}/mkdocs-1.6.1-py3-none-any.whl#sha256=0123",
        f"curl -O {HOST}/pyodide-314.0.7.tgz",
        f'"{HOST}/source.tar.gz"',
        f"--index{'-'}url {HOST}/root/pypi",
        f"--extra-index{'-'}url={HOST}",
        f"PIP_INDEX_URL={HOST}/simple",
        f"[index]({HOST}/pypi/simple/)",
        f'"resolved"{":"} "{HOST}/npm/x"',
    ],
)
def test_a_place_to_download_from_is_seen(line: str) -> None:
    assert len(download_hosts(line)) == 1


@pytest.mark.parametrize("line", [f"{HOST}/simple-models/", f"{HOST}/a.pdf", "pyodide-0.tgz", f"{HOST}/simple.html", "a simple index"])
def test_an_address_to_read_is_none(line: str) -> None:
    assert download_hosts(line) == []
