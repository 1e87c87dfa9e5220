"""A made-up guide ten times as large: every lesson ten times over, with items, anchors, worksheets and self-checks of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from string import ascii_uppercase

TIMES = 10
AFTER_LESSONS = "      - lessons/first-ninety-days.md\n"
AFTER_CHECKS = "          - assessments/check-first-ninety-days.md\n"

Change = Callable[[str], str]


def write(root: Path, place: Path, times: int = TIMES) -> Path:
    """Write the guide below `root` so many times as large into `place`, and return that; pages that are no lessons stay as they are.

    Every copy leads to lessons of its own, so that all links and all references to items hold.
    """
    shutil.copytree(root / "docs", place / "docs", ignore=shutil.ignore_patterns("bundle", "cards", "data"))
    (place / "overrides").symlink_to(root / "overrides")
    lessons = sorted((root / "docs/lessons").glob("*.yml"))
    slugs = [lesson.stem for lesson in lessons]
    codes = [re.findall(r"dimension: \{ id: ([A-Z]{3})", lesson.read_text(encoding="utf-8"))[0] for lesson in lessons]
    for part in range(2, times + 1):
        _part(place / "docs", slugs, codes, part)
    _share(place / "docs/assessments/defaults.yml", codes, times)
    (place / "mkdocs.yml").write_text(_navigated((root / "mkdocs.yml").read_text(encoding="utf-8"), slugs, times), encoding="utf-8")
    return place


def _part(docs: Path, slugs: list[str], codes: list[str], part: int) -> None:
    change = _renamed(slugs, codes, part)
    for slug in slugs:
        for file, to in (
            (f"lessons/{slug}.md", f"lessons/{slug}-{part}.md"),
            (f"lessons/{slug}.yml", f"lessons/{slug}-{part}.yml"),
            (f"assessments/check-{slug}.md", f"assessments/check-{slug}-{part}.md"),
        ):
            (docs / to).write_text(change((docs / file).read_text(encoding="utf-8")), encoding="utf-8")
    for sheet in [one for one in (docs / "worksheets").glob("*.yml") if not one.stem[-1].isdigit()]:
        shutil.copyfile(sheet, sheet.with_name(f"{sheet.stem}-{part}.yml"))


def _renamed(slugs: list[str], codes: list[str], part: int) -> Change:
    """What makes a file of the guide that of another part: ids, anchors, addresses, and the texts of which no two may be the same."""
    new = {**_codes(codes, part), **{old.lower(): one.lower() for old, one in _codes(codes, part).items()}}
    slug = "|".join(slugs)
    changes: list[tuple[str, str | Callable[[re.Match[str]], str]]] = [
        (rf"\b({'|'.join(new)})(?=-\d\d\b)", lambda found: new[found[0]]),
        (r"(?<=dimension: \{ id: )[A-Z]{3}", lambda found: new[found[0]]),
        (rf"(?<=\]\()((?:\.\./lessons/)?(?:{slug}))(?=\.md)", rf"\1-{part}"),
        (rf"(?m)^(/// questionnaire \| check-(?:{slug}))$", rf"\1-{part}"),
        (r"(?m)^(/// worksheet \| \S+)$", rf"\1-{part}"),
        (r'(?m)^(dimension: .*?)("? \})$', rf"\1 {part}\2"),
        (r"(?m)^    gates:\n(?: {6,}.*\n)+", ""),  # a path through a stage names all of its gates, and may have ten stops at most
        (r'(?m)^((?:title|description|    question|    weight_reason): .*?)([.?]?"?)$', rf"\1, part {part}\2"),
    ]

    def change(text: str) -> str:
        for pattern, to in changes:
            text = re.sub(pattern, to, text)
        return text

    return change


def _codes(codes: list[str], part: int) -> dict[str, str]:
    return {code: f"X{ascii_uppercase[part]}{ascii_uppercase[n]}" for n, code in enumerate(codes)}


def _share(defaults: Path, codes: list[str], times: int) -> None:
    """Every dimension of another part comes into scope with the one that it was made from."""

    def more(found: re.Match[str]) -> str:
        named = found[2].split(", ")
        return found[1] + ", ".join([*named, *(_codes(codes, part)[one] for part in range(2, times + 1) for one in named)])

    text = defaults.read_text(encoding="utf-8")
    defaults.write_text(re.sub(r"((?:order|dimensions): \[)([A-Z, ]+)", more, text), encoding="utf-8")


def _navigated(config: str, slugs: list[str], times: int) -> str:
    parts = range(2, times + 1)
    lessons = "".join(f"      - Part {part}:\n" + "".join(f"          - lessons/{slug}-{part}.md\n" for slug in slugs) for part in parts)
    checks = "".join(
        f"      - Self-checks {part}:\n" + "".join(f"          - assessments/check-{slug}-{part}.md\n" for slug in slugs) for part in parts
    )
    assert config.count(AFTER_LESSONS) == config.count(AFTER_CHECKS) == 1
    return (
        config.replace("watch: [assessment, overrides]\n", "")
        .replace(AFTER_LESSONS, AFTER_LESSONS + lessons)
        .replace(AFTER_CHECKS, AFTER_CHECKS + checks)
    )
