"""What the browser loads to score: the Pyodide runtime, the engine as one archive, and every questionnaire, under one hashed folder.

A build in another language adds the catalogue of it, and says so in the folder's name: `0123456789abcdef-de` holds `messages-de.mo`.
Beside it the crosswalk and the worksheets are written as files to download, and what a proposal cites.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from assessment.authoring import framework_pages, language, runtime, sources, worksheet_files
from assessment.authoring.bank import Bank
from assessment.codec import write_law, write_questionnaire

ENGINE = Path(__file__).parents[1]
FOLDER = "assets/bundle"
OWN = ("__init__.py", "own.py", "own_page.py", "source.py")
EPOCH = (1980, 1, 1, 0, 0, 0)


def name(bank: Bank) -> str:
    """The folder's name: a hash of everything that decides its content, so that it can be cached for ever."""
    digest = hashlib.sha256(runtime.INTEGRITY.encode())
    for file, content in sorted(_made(bank).items()):
        digest.update(file.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()[:16] + (f"-{language.chosen()}" if language.compiled() else "")


def build(bank: Bank, docs: Path, downloads: Path, guide: str = "") -> list[Path]:
    """Write bundle, crosswalk, worksheets and sources below `docs`, remove older bundles, and return what changed: nothing, a second time.

    `guide` is the address of the guide's start, ending with a slash, to which the worksheets lead.
    Raises runtime.RuntimeMissing when the runtime is not in `downloads` and cannot be brought there.
    """
    folder = docs / FOLDER / name(bank)
    source = runtime.fetch(downloads)
    folder.mkdir(parents=True, exist_ok=True)
    changed = framework_pages.publish(bank, docs) + worksheet_files.publish(bank, docs, guide) + sources.publish(bank, docs)
    changed += [path for file, content in _made(bank).items() if _write(path := folder / file, content)]
    for file in runtime.FILES:
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
    """The engine's modules as an archive, the same bytes each time; `authoring` stays at home."""
    return _archive({f"assessment/{module.name}": module for module in ENGINE.glob("*.py")})


@cache
def own() -> bytes:
    """What reads a questionnaire of one's own, as an archive: three modules of `authoring`, and PyYAML's own in Python."""
    modules = {f"assessment/authoring/{name}": ENGINE / "authoring" / name for name in OWN}
    return _archive({**modules, **{f"yaml/{module.name}": module for module in Path(yaml.__file__).parent.glob("*.py")}})


def _archive(modules: Mapping[str, Path]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for place, module in sorted(modules.items()):
            entry = zipfile.ZipInfo(place, EPOCH)
            entry.create_system = 3  # the same bytes on every system
            archive.writestr(entry, module.read_bytes())
    return written.getvalue()


def _made(bank: Bank) -> dict[str, bytes]:
    questionnaires = {f"{q.id}.json": write_questionnaire(q).encode() for q in bank.questionnaires.values()}
    messages = {f"messages-{language.chosen()}.mo": spoken} if (spoken := language.compiled()) else {}
    return {"engine.zip": engine(), "own.zip": own(), f"{bank.law.id}.json": write_law(bank.law).encode(), **messages, **questionnaires}


def _write(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True
