"""What was measured, as lines of one table and as data."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass

HEAD = "| case | median | middle half | ratio | target | met |\n| --- | --- | --- | --- | --- | --- |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was wanted in words, and the number that is held against its limit."""

    says: str
    found: float
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the number is on the right side of its limit, which itself counts as met."""
        return self.found >= self.limit if self.at_least else self.found <= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One case: the median of its runs and their middle half, in `unit`; `ratio` sets it against a baseline of the same run, in words."""

    case: str
    median: float
    low: float
    high: float
    unit: str = "ms"
    ratio: str = ""
    target: Target | None = None

    @classmethod
    def of(cls, case: str, found: Sequence[float], unit: str = "ms", *, ratio: str = "", target: Target | None = None) -> Row:
        """The row for all that was found in the runs of one case."""
        median, low, high = middle(found)
        return cls(case=case, median=median, low=low, high=high, unit=unit, ratio=ratio, target=target)

    def line(self) -> str:
        """A line of the table in Markdown."""
        spread = "" if self.low == self.high else f"{_number(self.low)}–{_number(self.high)}"
        cells = [self.case, f"{_number(self.median)} {self.unit}".strip(), spread, self.ratio, *self._judged()]
        return f"| {' | '.join(cells)} |"

    def json(self) -> dict[str, object]:
        """The row as data."""
        return {**asdict(self), "met": self.target.met if self.target else None}

    def _judged(self) -> tuple[str, str]:
        if self.target is None:
            return "", ""
        found = _number(self.target.found)
        return self.target.says, f"yes, {found}" if self.target.met else f"**no**, {found}"


def middle(found: Sequence[float]) -> tuple[float, float, float]:
    """Median, and the ends of the middle half."""
    if len(found) < 2:
        return found[0], found[0], found[0]
    low, median, high = statistics.quantiles(found, n=4)
    return median, low, high


def percentile(found: Sequence[float], percent: int) -> float:
    """The least of what was found that at least so many percent of it do not exceed."""
    return sorted(found)[-(-len(found) * percent // 100) - 1]


def _number(value: float) -> str:
    """Three digits, and all of those before the point."""
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3}f}" if value else "0"
