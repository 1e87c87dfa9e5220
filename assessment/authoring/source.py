"""YAML as authors write it: plain data with a file and line for every part of it.

Only what reads the same to every reader is taken: `true` and `false` are the only booleans (a level may be called `no`),
there are no aliases, no tags, no dates, and no key stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from assessment.catalogue import say
from assessment.codec import Unreadable
from assessment.model import Problem

MOST_BYTES = 2_000_000
DEEPEST = 12
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")

QUOTED = {"'", '"', "|", ">"}

Path = tuple[str | int, ...]
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file's data, and the line of each of its parts by path, such as ("items", 2, "weight")."""

    name: str
    data: object
    lines: Mapping[Path, int] = field(default_factory=dict)

    def at(self, *path: str | int) -> str:
        """Where a part stands, as `file:line`; where it does not exist, its nearest parent that does."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.name}:{self.lines.get(path, 1)}"

    def problem(self, path: Sequence[str | int], message: str) -> Problem:
        """A problem with one part of this file."""
        return Problem(where=self.at(*path), message=message)


def path_of(where: str) -> Path:
    """A path as problems print it, such as `items[2].gates[0]`, as the path of a part."""
    return tuple(int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", where))


def read(text: str, name: str) -> Source:
    """The data in a YAML text; raises Unreadable with everything that is wrong with its form."""
    if len(text) > MOST_BYTES:
        raise Unreadable((Problem(where=name, message=say("longer than {most:,} characters", most=MOST_BYTES)),))
    try:
        problems = tuple(_refused(text, name))
        node = None if problems else yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = getattr(error.problem_mark, "line", 0) + 1
        message = say("not YAML: {reason}", reason=error.problem or error)
        raise Unreadable((Problem(where=f"{name}:{line}", message=message),)) from None
    except yaml.YAMLError as error:
        message = say("not YAML: {reason}", reason=" ".join(str(error).split()))
        raise Unreadable((Problem(where=name, message=message),)) from None
    except UnicodeEncodeError:
        message = say("not YAML: holds half of a character, which no file can hold")
        raise Unreadable((Problem(where=name, message=message),)) from None
    if problems:
        raise Unreadable(problems)
    lines: dict[Path, int] = {}
    found: list[Problem] = []
    data = _value(node, (), lines, found, name) if node else None
    if found:
        raise Unreadable(tuple(found))
    return Source(name, data, lines)


def _refused(text: str, name: str) -> Iterator[Problem]:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        where = f"{name}:{_line(event)}"
        if isinstance(event, yaml.AliasEvent):
            yield Problem(where=where, message=say("alias *{alias} is not allowed; write the value out", alias=event.anchor))
        tag = getattr(event, "tag", None)
        if tag:
            yield Problem(where=where, message=say("tag {tag} is not allowed", tag=tag))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                yield Problem(where=where, message=say("nested deeper than {most} levels", most=DEEPEST))
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _line(part: yaml.Event | yaml.Node) -> int:
    return part.start_mark.line + 1 if part.start_mark else 1


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], found: list[Problem], name: str) -> object:
    lines[path] = _line(node)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, found, name)
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, (*path, n), lines, found, name) for n, one in enumerate(node.value)]
    return _scalar(str(node.value), quoted=isinstance(node, yaml.ScalarNode) and node.style in QUOTED)


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int], found: list[Problem], name: str) -> dict[str, object]:
    read: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = _line(key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            found.append(Problem(where=f"{name}:{line}", message=say("a key must be a plain word")))
            continue
        key = str(key_node.value)
        if key in read:
            found.append(Problem(where=f"{name}:{line}", message=say("the key '{key}' stands twice", key=key)))
        read[key] = _value(value_node, (*path, key), lines, found, name)
        lines[(*path, key)] = line
    return read


def _scalar(text: str, *, quoted: bool) -> object:
    if quoted:
        return text
    if text in {"true", "false"}:
        return text == "true"
    if text in {"", "~", "null"}:
        return None
    return int(text) if WHOLE.fullmatch(text) else text
