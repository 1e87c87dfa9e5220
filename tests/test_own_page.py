"""A questionnaire of one's own in the page: what comes back for a file that somebody opened, and that the archive holds all it needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from assessment.authoring import bundle
from assessment.authoring.own_page import read
from assessment.browser import Door
from tests.support import DOCS

EXAMPLE = (DOCS / "assessments" / "examples" / "own-questionnaire.yml").read_text(encoding="utf-8")
CHILD = """
import json, sys
sys.path[:] = sys.argv[1:3] + [path for path in sys.path if "site-packages" not in path]
from assessment.authoring.own_page import read
print(sorted(json.loads(read("own.yml", sys.stdin.read(), "abc", "/"))))
"""


def page(name: str, text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read(name, text, "abc", "/root/"))
    return found


def test_a_sound_file_comes_back_as_a_form_with_what_scores_it() -> None:
    found = page("own.yml", EXAMPLE)

    assert '<h2>Forecast review</h2><fieldworthy-form class="fw-assessment" data-questionnaire="own-' in found["html"]
    assert 'data-bundle="abc" data-edition="2026.1"' in found["html"]
    scored = json.loads(Door(found["compiled"]).assess('{"answers": {"USE-01": {"level": "no"}}}', "/root/"))
    assert scored["report"]["questionnaire"] == "forecast-review"


def test_a_file_with_mistakes_comes_back_as_all_of_them_with_their_lines() -> None:
    found = page("own.yml", EXAMPLE.replace("dimensions:", "dimension:", 1))

    assert [*found] == ["html"]
    assert "What is wrong" in found["html"]
    assert '<span class="fw-id">own.yml:5</span> dimensions: is missing' in found["html"]
    assert '<span class="fw-id">own.yml:21</span> dimension: unknown key' in found["html"]


def test_its_archive_and_the_engine_s_are_all_that_it_needs(tmp_path: Path) -> None:
    for name, content in (("engine.whl", bundle.engine()), ("own.zip", bundle.own())):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "both").mkdir()
    for name in ("engine.whl", "own.zip"):
        subprocess.run([sys.executable, "-m", "zipfile", "-e", name, "both"], cwd=tmp_path, check=True)

    asked = [sys.executable, "-I", "-c", CHILD, str(tmp_path / "both"), str(tmp_path)]
    done = subprocess.run(asked, input=EXAMPLE, capture_output=True, text=True, cwd=tmp_path)

    assert (done.stdout, done.stderr) == ("['compiled', 'html']\n", "")
