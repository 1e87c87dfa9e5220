"""Imports all that the engine may ever ask for and packs it as bytecode: /work/modules.zip goes in, /work/quick.zip comes out.

Run in Pyodide, since bytecode is of use only to the Python that made it.
"""

import ast
import importlib
import io
import marshal
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import MAGIC_NUMBER, source_hash
from types import CodeType, SimpleNamespace

MODULES = "/work/modules.zip"
PACKED = "/work/quick.zip"
WORKED_OUT = "_worked_out.py"
OURS = "assessment/"
AT_HOME = "assessment/authoring/"  # comes only with a questionnaire of one's own, in an archive of its own
UNCHECKED = (1).to_bytes(4, "little")
EPOCH = (1980, 1, 1, 0, 0, 0)


def sources(archive: str) -> dict[str, bytes]:
    """Every file of an archive by its place."""
    with zipfile.ZipFile(archive) as opened:
        return {place: opened.read(place) for place in opened.namelist()}


def imported(source: bytes) -> Iterator[str]:
    """Every module that a source may import, within functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def wanted() -> Mapping[str, bytes]:
    """Sources by their place in the archive: the engine, and what of the standard library is imported with it."""
    library = next(path for path in sys.path if path.endswith(".zip"))
    sys.path.insert(0, MODULES)
    ours = {place: source for place, source in sources(MODULES).items() if place.startswith(OURS)}
    for place, source in ours.items():
        for name in [place.removesuffix(".py").removesuffix("/__init__").replace("/", "."), *imported(source)]:
            importlib.import_module(name)
    theirs = sources(library)
    theirs[WORKED_OUT] += worked_out()
    places = {place.removeprefix(f"{library}/") for place in read_from()}
    engine = {place: source for place, source in ours.items() if not place.startswith(AT_HOME)}
    return {**{place: theirs[place] for place in places & theirs.keys()}, **engine}


def worked_out() -> bytes:
    """The end of the module that looks things up: all that Python worked out of texts by now."""
    noted = importlib.import_module("_worked_out").codes
    known = marshal.dumps(({source: bare(noted[source]) for source in sorted(noted)}, dict(matchers())))
    return f"import marshal\ncodes, matchers = marshal.loads({known!r})\n".encode()


def matchers() -> Iterator[tuple[tuple[str | bytes, int], tuple[object, ...]]]:
    """Each pattern that was compiled, with its flags, and what its matcher is made of."""
    compiler = vars(importlib.import_module("re._compiler"))
    making = compiler["_sre"]
    compiler["_sre"] = SimpleNamespace(**{**vars(making), "compile": _parts})
    for _, pattern, flags in sorted(vars(re)["_cache"], key=repr):
        yield (pattern, flags), compiler["compile"](pattern, flags)
    compiler["_sre"] = making


def _parts(pattern: object, flags: int, code: Sequence[int], *groups: object) -> tuple[object, ...]:
    return (pattern, int(flags), [*map(int, code)], *groups)  # some are numbers with a name, which bytecode does not hold


def read_from() -> Iterator[str]:
    """The files of all modules that were imported, but for those that Python holds frozen within itself."""
    for module in sys.modules.values():
        if module.__spec__ and module.__spec__.origin and module.__spec__.origin != "frozen":
            yield module.__spec__.origin


def bytecode(place: str, source: bytes) -> bytes:
    """A module's bytecode as a .pyc file, which names its source by what it holds (PEP 552, unchecked) and not by when it was written."""
    # Without a docstring a dataclass writes itself one when it is made, which takes longer than to read one.
    code = compile(source, place, "exec", dont_inherit=True, optimize=1 if place.startswith(OURS) else 2)
    return MAGIC_NUMBER + UNCHECKED + source_hash(source) + marshal.dumps(bare(code))


def bare(code: CodeType) -> CodeType:
    """With a table that says "no line" of every instruction in place of the true one, a third of what is sent: readers see no traceback."""
    inner = tuple(bare(one) if isinstance(one, CodeType) else one for one in code.co_consts)
    whole, rest = divmod(len(code.co_code) // 2, 8)
    nowhere = b"\xff" * whole + (bytes([0xF8 | rest - 1]) if rest else b"")  # Python's Objects/locations.md, code 15, up to 8 instructions
    return code.replace(co_consts=inner, co_linetable=nowhere)


def packed(wanted: Mapping[str, bytes]) -> bytes:
    """The archive, stored: what serves it compresses the whole better than it could be compressed in parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for place, source in sorted(wanted.items()):
            archive.writestr(zipfile.ZipInfo(f"{place}c", EPOCH), bytecode(place, source))
    return written.getvalue()


with open(PACKED, "wb") as file:  # noqa: PTH123 — the engine needs no pathlib, and what is imported here is packed
    file.write(packed(wanted()))
