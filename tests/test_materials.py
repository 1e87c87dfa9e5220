"""What the site ships is named with its version, its license and the hash of every file, the same in every build."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from assessment.authoring import materials
from assessment.authoring.command import main
from assessment.authoring.materials import Material
from tests.conftest import Site, build
from tests.support import DOCS, ROOT

SHIPPED = (
    Material(
        name="runner",
        version="1.2",
        license="MPL-2.0",
        kind="npm",
        files=("a/*.js",),
        holds=(Material(name="in", license="MIT", kind="npm"),),
    ),
    Material(name="pyyaml", license="MIT", kind="pypi", package="PyYAML"),
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.js").write_text("1", encoding="utf-8")
    (tmp_path / "a" / "ours.css").write_text("2", encoding="utf-8")
    return tmp_path


def test_the_bill_names_each_thing_with_its_license_and_the_hash_of_each_file(small: Path) -> None:
    runner, yaml = json.loads(materials.bill(small, SHIPPED))["components"]

    assert runner == {
        "type": "library",
        "bom-ref": "pkg:npm/runner@1.2",
        "name": "runner",
        "version": "1.2",
        "purl": "pkg:npm/runner@1.2",
        "licenses": [{"license": {"id": "MPL-2.0"}}],
        "components": [
            {"type": "library", "name": "in", "licenses": [{"license": {"id": "MIT"}}]},
            {"type": "file", "name": "a/one.js", "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(b"1").hexdigest()}]},
        ],
    }
    assert yaml["version"].split(".") > ["6"]


def test_the_licenses_are_listed_and_the_texts_that_have_to_be_kept_are_there() -> None:
    text = materials.licenses(SHIPPED)

    assert "runner 1.2: MPL-2.0\n  in: MIT\n" in text
    assert "Kirill Simonov" in text


def test_the_command_writes_both_files(small: Path) -> None:
    done = CliRunner().invoke(main, ["materials", str(small)])

    assert (done.exit_code, done.output) == (0, f"{small}: sbom.cdx.json and licenses.txt say what the site ships\n")
    assert {file.name for file in small.iterdir()} == {"a", "sbom.cdx.json", "licenses.txt"}


def test_every_script_and_program_of_the_site_is_ours_or_in_the_bill(site: Site) -> None:
    bill = json.loads((site.folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    listed = {part["name"] for one in bill["components"] for part in one["components"] if part["type"] == "file"}
    ours = {file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*") if "bundle" not in file.parts}
    kinds = {".js", ".mjs", ".wasm", ".zip", ".css"}
    found = {file.relative_to(site.folder).as_posix() for file in site.folder.rglob("*") if file.suffix in kinds}

    made = ("/quick.zip", "/example.mjs")  # ours, and of the same Python that the bill lists as python_stdlib.zip
    assert {name for name in found - listed - ours if not name.endswith(made)} == set()
    assert listed <= {file.relative_to(site.folder).as_posix() for file in site.folder.rglob("*")}


def test_two_builds_give_the_same_bytes(site: Site, tmp_path: Path) -> None:
    build(tmp_path / "again", site.url)

    assert hashes(tmp_path / "again") == hashes(site.folder)


def hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()
    }


def test_the_workflow_is_one_that_a_linter_lets_pass() -> None:
    program = Path(sys.executable).parent / "zizmor"
    if not program.exists():
        pytest.skip("zizmor is not installed here; the workflow runs it on itself")
    command = [str(program), "--offline", "--no-progress", ".github/workflows"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
