"""Results that anyone can check: a file that names the questionnaire by its hash, holds the answers and the report, and can be redone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from assessment import __version__
from assessment.answers import accept
from assessment.catalogue import say
from assessment.codec import Unreadable, canonical, load_json, plain, read_answers, slim_answers, write_questionnaire
from assessment.model import Answers, Problem, Questionnaire, Report
from assessment.report import assess

RESULT_FORMAT = "fieldworthy-result/1"
KEPT = ("name", "facts", "answers", "target")  # of a result, what is a set of answers


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which a result says something else than what its answers give; the values as canonical JSON, None for absent."""

    path: str
    recorded: str | None
    recomputed: str | None


def content_hash(questionnaire: Questionnaire) -> str:
    """The SHA-256 of a questionnaire's canonical JSON, as "sha256:" and 64 hex digits."""
    return _digest(write_questionnaire(questionnaire))


def write_result(questionnaire: Questionnaire, answers: Answers, report: Report, *, today: str | None = None) -> str:
    """A result file: what was asked, what was answered, what came out and its digest, as canonical JSON."""
    return canonical(
        {
            "format": RESULT_FORMAT,
            "questionnaire": {"id": questionnaire.id, "edition": questionnaire.edition, "hash": content_hash(questionnaire)},
            "engine": __version__,
            "strict": report.strict,
            "today": today,
            "facts": dict(answers.facts),
            "answers": slim_answers(answers),
            "target": answers.target,
            **({"name": answers.name} if answers.name else {}),
            "report": plain(report),
            "digest": _digest(canonical(plain(report))),
        }
    )


def read_kept(text: str) -> tuple[Answers, tuple[Problem, ...]]:
    """The answers in a file, be it one of answers or a result; what makes no sense is left out and named.

    Raises Unreadable when the text is neither.
    """
    raw = load_json(text)
    if isinstance(raw, dict) and raw.get("format") == RESULT_FORMAT:
        text = canonical({key: raw[key] for key in KEPT if key in raw})
    return read_answers(text)


def verify(questionnaire: Questionnaire, text: str) -> tuple[Difference, ...]:
    """Score a result file's answers again and return every difference; none means *recomputed: identical*.

    Raises Unreadable when the text is no result file, or when its answers do not fit the questionnaire.
    """
    raw = load_json(text)
    if not isinstance(raw, dict) or raw.get("format") != RESULT_FORMAT:
        raise Unreadable((Problem(where="format", message=say("is not '{format}'", format=RESULT_FORMAT)),))
    given, unread = read_kept(text)
    accepted = accept(questionnaire, given)
    if unread or accepted.aside:
        raise Unreadable(unread + accepted.aside)
    today = raw.get("today")
    report = assess(questionnaire, accepted.answers, strict=raw.get("strict") is True, today=today if isinstance(today, str) else None)
    redone = load_json(write_result(questionnaire, accepted.answers, report, today=today if isinstance(today, str) else None))
    return tuple(_differences("", raw, redone))


def _differences(path: str, recorded: object, recomputed: object) -> Iterator[Difference]:
    """Where two JSON values differ, leaf by leaf; the engine's version may differ without harm."""
    if isinstance(recorded, dict) and isinstance(recomputed, dict):
        for key in sorted(recorded.keys() | recomputed.keys()):
            if (path, key) != ("", "engine"):
                where = f"{path}.{key}" if path else key
                yield from _differences(where, recorded.get(key, _ABSENT), recomputed.get(key, _ABSENT))
    elif isinstance(recorded, list) and isinstance(recomputed, list):
        for n in range(max(len(recorded), len(recomputed))):
            yield from _differences(f"{path}[{n}]", _at(recorded, n), _at(recomputed, n))
    elif type(recorded) is not type(recomputed) or recorded != recomputed:
        yield Difference(path, _written(recorded), _written(recomputed))


class _Absent:
    """What stands where one of two values has nothing."""


_ABSENT = _Absent()


def _at(values: list[object], n: int) -> object:
    return values[n] if n < len(values) else _ABSENT


def _written(value: object) -> str | None:
    return None if isinstance(value, _Absent) else canonical(value).rstrip("\n")


def _digest(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
