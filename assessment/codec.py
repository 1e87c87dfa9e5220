"""Between JSON text and the model: what people's files say becomes frozen objects, or every problem at once with its path.

The shapes are read off the dataclasses of `model`, so that each is written down once.
Canonical JSON is UTF-8 with sorted keys, no spaces, exact numbers as strings such as "13/24", and one newline at the end.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import types
import typing
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, cast

from assessment import soundness
from assessment.catalogue import say
from assessment.law import LawBook
from assessment.model import LONGEST_TEXT, Answer, Answers, Condition, Problem, Questionnaire, Report, Sources

T = TypeVar("T")

ANSWERS_FORMAT = "fieldworthy-answers/1"
MOST_BYTES = 2_000_000
DEEPEST = 12
PLACE = say("line {line}, column {column}")
ANSWERS_KEYS = ("answers", "edition", "facts", "format", "name", "questionnaire", "target")
MOST_ENTRIES = 1_000  # of a list or an object in a questionnaire
MOST_CLAUSES = 20  # of a condition; soundness compares those of an item with those of each gate
LARGEST_WHOLE = 2**53
EXACT = re.compile(r"([0-9]{1,9})(?:/([0-9]{1,9}))?")
PLAIN_KEY = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Unreadable(Exception):
    """A text that cannot be read as what it should be; carries all its problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_answers(text: str) -> tuple[Answers, tuple[Problem, ...]]:
    """Answers from a file's or a page's JSON; an answer that makes no sense is left out and named, the rest holds.

    Raises Unreadable when the text as a whole is not a set of answers.
    """
    raw = _object(text)
    problems: list[Problem] = []
    format = raw.pop("format", ANSWERS_FORMAT)
    if format != ANSWERS_FORMAT:
        raise Unreadable(
            (
                Problem(
                    where="format", message=say("{given} cannot be read here; '{format}' can", given=_shown(format), format=ANSWERS_FORMAT)
                ),
            )
        )
    for key in ("questionnaire", "edition"):
        raw.pop(key, None)
    answers: dict[str, Answer] = {}
    for id, one in _mapping(raw.pop("answers", {}), "answers", problems).items():
        where = _join("answers", id)
        answer = _Reader(problems).read(Answer, one, where)
        if answer is not None and _chosen(answer, where, problems) and _Reader(problems).read(str, id, where) is not None:
            answers[id] = answer
    facts: dict[str, str] = {}
    for id, choice in _mapping(raw.pop("facts", {}), "facts", problems).items():
        where = _join("facts", id)
        read = _Reader(problems).read(str, choice, where)
        if read is not None and _Reader(problems).read(str, id, where) is not None:
            facts[id] = read
    name = _Reader(problems).read(str, raw.pop("name", ""), "name")
    target = raw.pop("target", None)
    stage = None if target is None else _Reader(problems).read(str, target, "target")
    problems += [Problem(where=_join("", key), message=_unknown_key(ANSWERS_KEYS)) for key in raw]
    frozen = Answers(name=name or "", facts=types.MappingProxyType(facts), answers=types.MappingProxyType(answers), target=stage)
    return frozen, tuple(problems)


def write_answers(questionnaire: Questionnaire, answers: Answers) -> str:
    """The canonical JSON of a set of answers, as `read_answers` takes it."""
    return canonical(
        {
            "format": ANSWERS_FORMAT,
            "questionnaire": questionnaire.id,
            "edition": questionnaire.edition,
            **{k: v for k, v in cast("dict[str, object]", plain(answers)).items() if v is not None and v != ""},
            "answers": slim_answers(answers),
        }
    )


def slim_answers(answers: Answers) -> dict[str, object]:
    """The answers by item id as JSON can hold them, without the fields that say nothing."""
    return {id: slim(answer) for id, answer in answers.answers.items()}


def slim_project(answers: Answers, file: str = "") -> dict[str, object]:
    """A set of answers as a page keeps it, under its own name or else that of the file."""
    return {
        "name": answers.name or file.removesuffix(".json"),
        "facts": plain(answers.facts),
        "answers": slim_answers(answers),
        **({"target": answers.target} if answers.target else {}),
    }


def slim(answer: Answer) -> dict[str, object]:
    """An answer as JSON can hold it, without the fields that say nothing."""
    return {f.name: value for f in dataclasses.fields(answer) if (value := getattr(answer, f.name)) != f.default}


def read_questionnaire(text: str) -> Questionnaire:
    """A compiled questionnaire that is sound; raises Unreadable with every problem and its path."""
    problems: list[Problem] = []
    questionnaire = _Reader(problems).read(Questionnaire, _object(text), "")
    if questionnaire is not None:
        problems += soundness.problems(questionnaire)
    if problems or questionnaire is None:
        raise Unreadable(tuple(problems))
    return questionnaire


def write_questionnaire(questionnaire: Questionnaire) -> str:
    """The canonical JSON of a questionnaire, as `read_questionnaire` takes it."""
    return canonical(plain(questionnaire))


def read_law(text: str) -> LawBook:
    """A compiled book of law; raises Unreadable with every problem and its path."""
    problems: list[Problem] = []
    book = _Reader(problems).read(LawBook, _object(text), "")
    if problems or book is None:
        raise Unreadable(tuple(problems))
    return book


def write_law(book: LawBook) -> str:
    """The canonical JSON of a book of law, as `read_law` takes it."""
    return canonical(plain(book))


def read_sources(text: str) -> Sources:
    """Rows of the ledger for a proposal; raises Unreadable with every problem and its path."""
    problems: list[Problem] = []
    sources = _Reader(problems).read(Sources, _object(text), "")
    if problems or sources is None:
        raise Unreadable(tuple(problems))
    return sources


def write_sources(sources: Sources) -> str:
    """The canonical JSON of rows of the ledger, as `read_sources` takes it."""
    return canonical(plain(sources))


def read_texts(text: str) -> Mapping[str, str]:
    """The texts by name that a form or a file holds as one JSON object; raises Unreadable with every entry that is no text."""
    problems: list[Problem] = []
    read = {id: one for id, raw in _object(text).items() if (one := _Reader(problems).read(str, raw, _join("", id))) is not None}
    if problems:
        raise Unreadable(tuple(problems))
    return read


def write_report(report: Report) -> str:
    """The canonical JSON of a report."""
    return canonical(plain(report))


def canonical(value: object) -> str:
    """The one JSON text of a value made of mappings, sequences, texts, whole numbers, booleans and None."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"


def plain(value: object) -> object:
    """A model object as what JSON can hold: dataclasses and mappings become objects, fractions become texts."""
    if isinstance(value, Condition):
        return [{fact: list(choices) for fact, choices in clause.items()} for clause in value.clauses]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(v) for key, v in value.items()}
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return value


def load_json(text: str) -> object:
    """What a JSON text says, within bounds; raises Unreadable for text that is too long, too deep, ambiguous or not JSON."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise Unreadable((Problem(where="file", message=say("longer than {most:,} bytes", most=MOST_BYTES)),))
    if _depth(text) > DEEPEST:
        raise Unreadable((Problem(where="file", message=say("nested deeper than {most} levels", most=DEEPEST)),))
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_int=_whole, parse_float=_decimal)
    except json.JSONDecodeError as error:
        where = PLACE.format(line=error.lineno, column=error.colno)
        problem = Problem(where=where, message=say("not JSON: {reason}", reason=error.msg))
        raise Unreadable((problem,)) from None
    except _Ambiguous as error:
        raise Unreadable((Problem(where="file", message=str(error)),)) from None


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Ambiguous(Exception):
    """JSON that two readers could take differently."""


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read = dict(pairs)
    if len(read) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _Ambiguous(say("the key {key} stands twice in one object", key=_shown(twice)))
    return read


def _no_constant(name: str) -> object:
    raise _Ambiguous(say("{name} is not a number that JSON knows", name=name))


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > LARGEST_WHOLE:
        raise _Ambiguous(say("a whole number of {digits} digits is larger than any that is used here", digits=len(digits)))
    return int(digits)


def _decimal(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _Ambiguous(say("the number {number} is larger than any that is used here", number=_shown(digits)))
    return number


def _depth(text: str) -> int:
    """How deep brackets nest outside of strings, found without recursion."""
    depth = deepest = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _object(text: str) -> dict[str, object]:
    raw = load_json(text)
    if not isinstance(raw, dict):
        raise Unreadable((Problem(where="file", message=_wrong_kind(raw, say("an object"))),))
    return raw


def _mapping(raw: object, where: str, problems: list[Problem]) -> dict[str, object]:
    if isinstance(raw, dict):
        return raw
    problems.append(Problem(where=where, message=_wrong_kind(raw, say("an object"))))
    return {}


def _chosen(answer: Answer, where: str, problems: list[Problem]) -> bool:
    said = [answer.level is not None, answer.dont_know, answer.not_applicable is not None]
    if sum(said) > 1:
        problems.append(Problem(where=where, message=say("needs one of: level, dont_know, not_applicable; more than one is given")))
    elif answer.is_open and not any((answer.note, answer.link, answer.owner, answer.date, answer.review_by)):
        message = say("needs one of: level, dont_know, not_applicable; an open item, something kept for it")
        problems.append(Problem(where=where, message=message))
    elif answer.not_applicable is not None and not answer.not_applicable.strip():
        problems.append(Problem(where=where, message=say("not_applicable needs a reason")))
    else:
        return True
    return False


class _Reader:
    """Reads a raw value as a type of the model and files every problem under its path."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems

    def read(self, kind: type[T], raw: object, where: str) -> T | None:
        return cast("T | None", self._value(kind, raw, where))

    def _value(self, kind: Any, raw: object, where: str) -> Any:
        if kind is str:
            return self._scalar(str, raw, where)
        if kind is Fraction:
            return self._fraction(raw, where)
        if kind is Condition:
            return self._condition(raw, where)
        origin, arguments = _made_of(kind)
        if origin is dataclasses.dataclass:
            return self._record(cast("type[Any]", kind), raw, where)
        if origin is typing.Literal:
            return self._one_of(arguments, raw, where)
        if origin is types.UnionType:
            return None if raw is None else self._value(arguments[0], raw, where)
        if origin is tuple:
            return self._sequence(arguments[0], raw, where)
        if origin is Mapping:
            return self._map(arguments[0], arguments[1], raw, where)
        return self._scalar(kind, raw, where)

    def _record(self, kind: type[Any], raw: object, where: str) -> Any:
        if not isinstance(raw, dict):
            return self._wrong(raw, say("an object"), where)
        types_of, required = _fields(cast("Hashable", kind))
        before = len(self._problems)
        for key in sorted(raw.keys() - types_of.keys()):
            self._file(_join(where, key), _unknown_key(types_of))
        for key in sorted(required - raw.keys()):
            self._file(_join(where, key), say("is missing"))
        read = {key: self._value(types_of[key], value, _join(where, key)) for key, value in raw.items() if key in types_of}
        return kind(**read) if len(self._problems) == before else None

    def _sequence(self, kind: Any, raw: object, where: str) -> Any:
        if not isinstance(raw, list):
            return self._wrong(raw, say("a list"), where)
        if len(raw) > MOST_ENTRIES:
            return self._file(where, say("has {number:,} entries; at most {most:,} are read", number=len(raw), most=MOST_ENTRIES))
        return tuple(self._value(kind, one, f"{where}[{n}]") for n, one in enumerate(raw))

    def _map(self, key_kind: Any, kind: Any, raw: object, where: str) -> Any:
        if not isinstance(raw, dict):
            return self._wrong(raw, say("an object"), where)
        if len(raw) > MOST_ENTRIES:
            return self._file(where, say("has {number:,} entries; at most {most:,} are read", number=len(raw), most=MOST_ENTRIES))
        return types.MappingProxyType(
            {self._value(key_kind, key, where): self._value(kind, one, _join(where, key)) for key, one in raw.items()}
        )

    def _condition(self, raw: object, where: str) -> Any:
        clauses = self._sequence(Mapping[str, tuple[str, ...]], raw, where)
        if clauses is not None and len(clauses) > MOST_CLAUSES:
            return self._file(where, say("has {number} clauses; at most {most} are read", number=len(clauses), most=MOST_CLAUSES))
        return None if clauses is None else Condition(clauses=clauses)

    def _fraction(self, raw: object, where: str) -> Any:
        if isinstance(raw, bool) or not isinstance(raw, str | int):
            return self._wrong(raw, say('an exact number such as "1/4"'), where)
        exact = EXACT.fullmatch(str(raw))
        if exact is None or int(exact[2] or 1) == 0:
            return self._wrong(raw, say('an exact number such as "1/4"'), where)
        return Fraction(int(exact[1]), int(exact[2] or 1))

    def _one_of(self, allowed: tuple[str, ...], raw: object, where: str) -> Any:
        if raw in allowed:
            return raw
        return self._file(where, say("{given} is not one of: {allowed}", given=_shown(raw), allowed=", ".join(allowed)))

    def _scalar(self, kind: type[Any], raw: object, where: str) -> Any:
        if kind is str and isinstance(raw, str):
            if len(raw) > LONGEST_TEXT:
                return self._file(where, say("is longer than {most:,} characters", most=LONGEST_TEXT))
            if not raw.isascii() and any("\ud800" <= character <= "\udfff" for character in raw):
                return self._file(where, say("holds half of a character, which cannot be written to a file"))
            return raw
        if (kind is bool or not isinstance(raw, bool)) and isinstance(raw, kind):
            return raw
        return self._wrong(raw, {str: say("a text"), int: say("a whole number"), bool: say("true or false")}[kind], where)

    def _wrong(self, raw: object, needed: str, where: str) -> None:
        self._file(where or "file", _wrong_kind(raw, needed))

    def _file(self, where: str, message: str) -> None:
        self._problems.append(Problem(where=where, message=message))


@cache
def _made_of(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a type is at its root, with its arguments; `dataclass` itself for a class that is one."""
    return dataclasses.dataclass if dataclasses.is_dataclass(kind) else typing.get_origin(kind), typing.get_args(kind)


@cache
def _fields(kind: Any) -> tuple[dict[str, Any], frozenset[str]]:
    hints = typing.get_type_hints(kind)
    required = {f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING}
    return {f.name: hints[f.name] for f in dataclasses.fields(kind)}, frozenset(required)


def _join(where: str, key: str) -> str:
    name = key if PLAIN_KEY.fullmatch(key) else _shown(key)
    return f"{where}.{name}" if where else name


def _unknown_key(allowed: Iterable[str]) -> str:
    return say("unknown key; allowed are: {keys}", keys=", ".join(sorted(allowed)))


def _wrong_kind(raw: object, needed: str) -> str:
    return say("is {found}; {needed} is needed", found=_kind(raw), needed=needed)


def _kind(raw: object) -> str:
    kinds: dict[type, Callable[[Any], str]] = {
        type(None): lambda _: say("empty"),
        bool: lambda b: f"{str(b).lower()}",
        dict: lambda _: say("an object"),
        list: lambda _: say("a list"),
        str: lambda s: say("the text {text}", text=_shown(s)),
    }
    return kinds.get(type(raw), lambda n: say("the number {number}", number=n))(raw)


def _shown(raw: object) -> str:
    """A value as it may stand in a sentence: quoted, printable, and short."""
    text = json.dumps(raw, ensure_ascii=True) if not isinstance(raw, str) else "'" + raw.encode("unicode_escape").decode() + "'"
    return text if len(text) <= 60 else text[:57] + "…"
