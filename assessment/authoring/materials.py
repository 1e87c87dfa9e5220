"""What a built site ships and under which licenses: a bill of materials (CycloneDX 1.6) and the texts of the licenses, beside the pages.

Both hold nothing of the day or the machine, so that a second build gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from assessment import __version__
from assessment.authoring import materials_words as words
from assessment.authoring import runtime

BILL = "sbom.cdx.json"
LICENSES = "licenses.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Something that others made and that the site ships: its license as SPDX names it, and its files as patterns below the site.

    `package` is what an installer calls it, where the version and the license's text are found; `holds` is what stands inside its files.
    """

    name: str
    license: str
    kind: str
    version: str | None = None
    package: str | None = None
    files: tuple[str, ...] = ()
    holds: tuple[Material, ...] = ()


def materials() -> tuple[Material, ...]:
    """All that others made, as the builder's own environment has it."""
    return (
        Material(
            name="pyodide",
            version=runtime.VERSION,
            license="MPL-2.0",
            kind="npm",
            files=tuple(f"assets/bundle/*/{name}" for name in runtime.FILES),
            holds=(Material(name="cpython", license="PSF-2.0", kind="generic"),),
        ),
        Material(name="pyyaml", license="MIT", kind="pypi", package="PyYAML", files=("assets/bundle/*/own.zip",)),
        Material(
            name="mkdocs-material",
            license="MIT",
            kind="pypi",
            package="mkdocs-material",
            files=(
                "assets/javascripts/bundle.*.min.js",
                "assets/javascripts/lunr/**/*.js",
                "assets/javascripts/workers/*.js",
                "assets/stylesheets/main.*.min.css",
                "assets/stylesheets/palette.*.min.css",
            ),
            holds=tuple(Material(name=name, license=license, kind="npm") for name, license in THEME_HOLDS.items()),
        ),
    )


# What the theme's own maps of its scripts name, and the drawings in its style sheet.
THEME_HOLDS: Mapping[str, str] = {
    "@mdi/svg": "Apache-2.0",
    "clipboard": "MIT",
    "escape-html": "MIT",
    "focus-visible": "W3C",
    "lunr": "MIT",
    "lunr-languages": "MPL-1.1",
    "rxjs": "Apache-2.0",
    "tslib": "0BSD",
}


def write(site: Path) -> list[Path]:
    """Write the bill and the licenses into a built site; return what was written."""
    shipped = materials()
    written = {site / BILL: bill(site, shipped), site / LICENSES: licenses(shipped)}
    for file, text in written.items():
        file.write_text(text, encoding="utf-8")
    return list(written)


def bill(site: Path, shipped: Sequence[Material]) -> str:
    """The bill of materials as JSON, with the hash of every file that it names."""
    ours = {"type": "application", "bom-ref": "fieldworthy", "name": "fieldworthy", "version": __version__, "licenses": _licensed("MIT")}
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {"component": ours},
            "components": [_component(site, one) for one in shipped],
            "dependencies": [{"ref": "fieldworthy", "dependsOn": [_address(one) for one in shipped]}],
        },
        indent=1,
    )


def licenses(shipped: Sequence[Material]) -> str:
    """What is shipped under which license, and the texts that their makers want kept."""
    lines = [words.HEAD, ""]
    for one in shipped:
        lines += [words.line(_named(one), one.license), *(f"  {words.line(_named(part), part.license)}" for part in one.holds)]
    texts = ((one, text) for one in shipped if one.package for text in _texts(one.package))
    return "\n".join([*lines, *(f"\n{words.title(_named(one))}\n\n{text.strip()}" for one, text in texts)]) + "\n"


def _component(site: Path, one: Material) -> dict[str, object]:
    files = [{"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]} for name, digest in _files(site, one)]
    inside = [{"type": "library", "name": part.name, "licenses": _licensed(part.license)} for part in one.holds]
    return {
        "type": "library",
        "bom-ref": _address(one),
        "name": one.name,
        "version": _version(one),
        "purl": _address(one),
        "licenses": _licensed(one.license),
        "components": [*inside, *files],
    }


def _files(site: Path, one: Material) -> Iterator[tuple[str, str]]:
    for file in sorted({file for pattern in one.files for file in site.glob(pattern)}):
        yield file.relative_to(site).as_posix(), hashlib.sha256(file.read_bytes()).hexdigest()


def _texts(package: str) -> Iterator[str]:
    """The texts of a package's own license, without those of what it only brings along."""
    for file in sorted(map(str, distribution(package).files or ())):
        if ".dist-info/licenses/" in file:
            yield Path(str(distribution(package).locate_file(file))).read_text(encoding="utf-8")


def _version(one: Material) -> str | None:
    return distribution(one.package).version if one.package else one.version


def _named(one: Material) -> str:
    return " ".join(filter(None, (one.name, _version(one))))


def _address(one: Material) -> str:
    """The package URL, which names the same thing everywhere."""
    return f"pkg:{one.kind}/{one.name}@{_version(one)}"


def _licensed(license: str) -> list[dict[str, object]]:
    return [{"license": {"id": license}}]
