"""Every page carries one policy, which names each script that stands in a page; a page that needs more stops the build."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from assessment.authoring import policy
from assessment.authoring.command import main
from assessment.codec import Unreadable
from tests.conftest import Site

TABS = (
    'var target=document.getElementById(location.hash.slice(1));target&&target.name&&(target.checked=target.name.startsWith("__tabbed_"))'
)
PAGE = f"""<!doctype html>
<html lang="en"><head>
<meta charset="utf-8"><title>A <script> in a title</title>
<script type="application/json">{{"a": "<b onclick=x>"}}</script><script src="assets/a.js"></script>
<link rel="stylesheet" href="a.css"><link rel="canonical" href="https://example.org/a/">
</head><body><script>{TABS}</script><a href="https://example.org/" title='a > b style="c"'>Out</a></body></html>
"""
CHARSET = '<meta charset="utf-8">'


def named(script: str) -> str:
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def said_of(page: str) -> list[str]:
    return [str(problem) for problem in policy.inspect(page, "a/index.html")[1]]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of two pages and a file that is none."""
    for name, text in {"index.html": PAGE, "s/DAT-01/index.html": PAGE.replace(CHARSET, ""), "a.svg": "<svg/>"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def read(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.*") if file.is_file()}


def test_the_policy_comes_before_all_that_it_is_to_hold_for(small: Path) -> None:
    rule = policy.protect(small)

    metas = f'\n<meta http-equiv="Content-Security-Policy" content="{rule}">\n<meta name="referrer" content="no-referrer">'
    assert read(small) == {
        "index.html": PAGE.replace(CHARSET, CHARSET + metas),
        "s/DAT-01/index.html": PAGE.replace("<head>\n" + CHARSET, "<head>\n" + metas),
        "a.svg": "<svg/>",
    }


def test_the_policy_lets_nothing_run_load_or_send_but_the_site_s_own(small: Path) -> None:
    assert policy.protect(small).split("; ") == [
        "default-src 'none'",
        f"script-src 'self' 'wasm-unsafe-eval' '{named(TABS)}'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types fieldworthy default",
    ]


def test_a_second_call_changes_nothing(small: Path) -> None:
    rule = policy.protect(small)
    once = read(small)

    assert policy.protect(small) == rule
    assert read(small) == once


OWN = "which the policy forbids; put"
ELSEWHERE = "and nothing may be fetched from another host; put the file into docs/assets"
ALERT = 'alert("a > b")'
UNSEEN = (
    f"holds a script that nobody has looked at: {ALERT} …; put it into docs/assets, or, where it is the theme's and harmless, "
    f"add '{named(ALERT)}' to SCRIPTS in assessment/authoring/policy.py"
)


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        (f"<script>{ALERT}</script>", UNSEEN),
        ("<STYLE>a{}</STYLE>", f"holds a style of its own, {OWN} it into a style sheet below docs/assets"),
        ("<td style='color: red'>", f"<td> has the attribute style, {OWN} what it does into docs/assets"),
        ('<a title=">" onclick=go()>', f"<a> has the attribute onclick, {OWN} what it does into docs/assets"),
        (
            "<a href=' JavaScript:go()'>",
            f"an address is a script, {OWN} what it does into docs/assets",
        ),
        ('<script src="https://example.org/a.js"></script>', f"loads https://example.org/a.js, {ELSEWHERE}"),
        ("<img src=//example.org/a.png>", f"loads //example.org/a.png, {ELSEWHERE}"),
        ('<link href="https://example.org/a.css" rel="preload stylesheet">', f"loads https://example.org/a.css, {ELSEWHERE}"),
        ("<iframe src=http://example.org></iframe>", f"loads http://example.org, {ELSEWHERE}"),
        ('<form action="https://example.org/"></form>', f"loads https://example.org/, {ELSEWHERE}"),
    ],
)
def test_what_the_policy_would_stop_is_named_with_its_line(markup: str, message: str) -> None:
    assert said_of(PAGE.replace("<body>", f"<body>{markup}")) == [f"a/index.html:6: {message}"]


@pytest.mark.parametrize("script", ["", "  ", TABS + " ", TABS.replace("__tabbed_", "__t"), "fetch('https://example.org')"])
def test_a_script_that_is_not_the_theme_s_to_the_letter_is_unknown(script: str) -> None:
    assert len(said_of(f"<html><head><script>{script}</script>")) == 1


def test_an_unfinished_script_is_unknown_too() -> None:
    assert len(said_of(f"<html><head><script>{TABS}")) == 1


def test_pages_that_are_not_there_yet_are_written_with_the_policy_in_them(small: Path) -> None:
    rule = policy.protect(small, {"s/DAT-02/index.html": PAGE, "index.html": PAGE.replace("Out", "In")})

    pages = read(small)
    policy.protect(small)
    assert read(small) == pages
    assert {path for path, text in pages.items() if rule in text} == {"index.html", "s/DAT-01/index.html", "s/DAT-02/index.html"}
    assert pages["index.html"] == pages["s/DAT-02/index.html"].replace("Out", "In")


def test_a_page_that_is_not_there_yet_is_refused_like_any_other(small: Path) -> None:
    before = read(small)

    with pytest.raises(Unreadable) as refusal:
        policy.protect(small, {"a/index.html": "<html><head></head><p onclick=a></html>"})

    assert [problem.where for problem in refusal.value.problems] == ["a/index.html:1"]
    assert read(small) == before


def test_nothing_is_written_where_a_page_is_refused(small: Path) -> None:
    (small / "b.html").write_text("<html><head></head><body><p onclick=a></p></body></html>", encoding="utf-8")
    before = read(small)

    with pytest.raises(Unreadable) as refusal:
        policy.protect(small)

    assert [str(problem) for problem in refusal.value.problems] == [
        "b.html:1: <p> has the attribute onclick, which the policy forbids; put what it does into docs/assets"
    ]
    assert read(small) == before


def test_the_command_says_the_policy_or_what_is_wrong(small: Path) -> None:
    done = CliRunner().invoke(main, ["protect", "--json", str(small)])
    assert (done.exit_code, json.loads(done.output)) == (0, {"folder": str(small), "policy": policy.protect(small)})

    (small / "b.html").write_text("<html><head></head><style></style></html>", encoding="utf-8")
    refused = CliRunner().invoke(main, ["protect", str(small)])

    assert refused.exit_code == 1
    assert "b.html:1: holds a style of its own" in refused.output


def test_every_page_of_the_site_carries_the_same_policy_with_the_scripts_it_has(site: Site) -> None:
    found: dict[str, str] = {}
    for file in site.folder.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        [rule] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
        assert page.index("Content-Security-Policy") < 1000 < len(page)
        assert page.index("Content-Security-Policy") < min(page.find(tag) % len(page) for tag in ("<script", "<link", "<style"))
        scripts, problems = policy.inspect(page, file.name)
        assert {f"'{script.hash}'" for script in scripts} <= set(unescape(rule).replace(";", " ").split())
        assert problems == []
        found[file.relative_to(site.folder).as_posix()] = rule

    assert len(set(found.values())) == 1
    assert {"404.html", "index.html"} <= {*found}
