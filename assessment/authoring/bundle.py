"""What the browser loads to score: the Pyodide runtime, the engine, and every questionnaire, under one hashed folder.

The engine is there twice: in the quick archive with the part of Python that it needs, and as plain sources for whole Python.
A build in another language adds the catalogue of it, and says so in the folder's name: `0123456789abcdef-de` holds `messages-de.mo`.
Beside it the crosswalk and the worksheets are written as files to download, and what a proposal cites.
"""

from __future__ import annotations

import hashlib
import shutil
from functools import cache, lru_cache
from pathlib import Path

import yaml

from assessment.authoring import distribution, framework_pages, language, quick, runtime, sources, worksheet_files
from assessment.authoring.bank import Bank
from assessment.authoring.memory import Same
from assessment.codec import write_law, write_questionnaire

ENGINE = Path(__file__).parents[1]
FOLDER = "assets/bundle"
OWN = ("__init__.py", "own.py", "own_page.py", "source.py")


def name(bank: Bank) -> str:
    """The folder's name: a hash of everything that decides its content, so that it can be cached for ever."""
    digest = hashlib.sha256(runtime.INTEGRITY.encode() + quick.key(modules()).encode())
    for file, content in sorted(_made(bank).items()):
        digest.update(file.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()[:16] + (f"-{language.chosen()}" if language.compiled() else "")


def build(bank: Bank, docs: Path, downloads: Path, guide: str = "", pack: quick.Pack = quick.pack) -> list[Path]:
    """Write bundle, crosswalk, worksheets and sources below `docs`, remove older bundles, and return what changed: nothing, a second time.

    `guide` is the address of the guide's start, ending with a slash, to which the worksheets lead.
    Raises runtime.RuntimeMissing when the runtime is not in `downloads` and cannot be brought there, and quick.Unproven when `pack` does.
    """
    folder = docs / FOLDER / name(bank)
    source = runtime.fetch(downloads)
    made = {
        **_made(bank),
        distribution.LOCK: distribution.lock((source / distribution.LOCK).read_bytes(), engine()),
        **pack(bank, source, modules(), downloads),
    }
    folder.mkdir(parents=True, exist_ok=True)
    changed = framework_pages.publish(bank, docs) + worksheet_files.publish(bank, docs, guide) + sources.publish(bank, docs)
    changed += [path for file, content in made.items() if _write(path := folder / file, content)]
    for file in {*runtime.FILES} - {*made}:
        if not (folder / file).exists() or (folder / file).stat().st_size != (source / file).stat().st_size:
            shutil.copyfile(source / file, folder / file)
            changed.append(folder / file)
    for old in folder.parent.iterdir():
        if old != folder:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
            changed.append(old)
    return changed


@cache
def engine() -> bytes:
    """The engine's modules as a wheel, the same bytes each time; `authoring` stays at home."""
    return distribution.wheel(_engine())


@cache
def own() -> bytes:
    """What reads a questionnaire of one's own, as an archive: three modules of `authoring`, and PyYAML's own in Python."""
    return distribution.archive(_own())


def modules() -> quick.Modules:
    """All that the quick archive is made for: the engine, and what reads a questionnaire of one's own."""
    return _engine() | _own()


@cache
def _engine() -> dict[str, bytes]:
    return {f"assessment/{module.name}": module.read_bytes() for module in sorted(ENGINE.glob("*.py"))}


@cache
def _own() -> dict[str, bytes]:
    ours = {f"assessment/authoring/{name}": (ENGINE / "authoring" / name).read_bytes() for name in OWN}
    return {**ours, **{f"yaml/{module.name}": module.read_bytes() for module in sorted(Path(yaml.__file__).parent.glob("*.py"))}}


def _made(bank: Bank) -> dict[str, bytes]:
    messages = {f"messages-{language.chosen()}.mo": spoken} if (spoken := language.compiled()) else {}
    packages = {distribution.WHEEL: engine(), "own.zip": own(), **distribution.example()}
    return {**packages, **messages, **_compiled(Same(bank))}


@lru_cache(maxsize=2)
def _compiled(bank: Same[Bank]) -> dict[str, bytes]:
    questionnaires = {f"{q.id}.json": write_questionnaire(q).encode() for q in bank.value.questionnaires.values()}
    return {f"{bank.value.law.id}.json": write_law(bank.value.law).encode(), **questionnaires}


def _write(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True
