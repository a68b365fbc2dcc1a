"""A day, month, quarter or year that a question names, as the days it covers."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass

from queries.quantity import numeral

__all__ = ["Period", "period_of"]

_BEFORE = frozenset({"之前", "以前", "以内"})
_AFTER = frozenset({"之后", "以后", "后"})
_SINCE = frozenset({"以来", "至今", "起"})
_UP_TO = frozenset({"不晚于", "不迟于", "最晚", "最迟"})
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: its first and last day as MM-DD, the years where they are named, and how it bounds.

    `bound`: "on" what falls into it, "before" all up to its last day, "until" all before its first, "from" all from its
    first, "after" all after it.
    """

    year: int | None
    first: str
    last: str
    bound: str
    text: str
    last_year: int | None = None

    def days(self, year: int) -> tuple[str, str]:
        """Return the first and last day that it means in a year, YYYY-MM-DD."""
        first, last = f"{year}-{self.first}", f"{self.last_year or year}-{self.last}"
        before = f"{first[:-2]}{int(first[-2:]) - 1:02d}"  # no such day need be: days are compared as text
        return {
            "before": ("0000-00-00", last),
            "until": ("0000-00-00", before),
            "from": (first, "9999-99-99"),
            "after": (last, "9999-99-99"),
        }.get(self.bound, (first, last))

    @property
    def is_years(self) -> bool:
        """Whether it is made of whole years, named."""
        return self.year is not None and (self.first, self.last) == ("01-01", "12-31")


def period_of(text: str, parts: Mapping[str, str | None]) -> Period:
    """Read the parts of a day as typed.

    Args:
        text: the words.
        parts: y, y2 (the last year), q (quarter), half, m, d, end (底), mark (前, 以后), pre (早于), each or none.

    Returns:
        The period; 2020年4月底前 is the last day of April, 之前 all days up to it.
    """
    year, last_year = int(parts.get("y") or 0) or None, int(parts.get("y2") or 0) or None
    end = parts.get("end") in ("底", "末", "年底", "年末")
    first, last = _span(parts, year or 2000)
    return Period(year, last if end else first, last, _bound(parts), text, last_year)


def _span(parts: Mapping[str, str | None], year: int) -> tuple[str, str]:
    """The first and last day of a day, month, quarter, half-year or year."""
    if month := parts.get("m"):
        day = parts.get("d")
        first = last = numeral(month)
        if day:
            return f"{first:02d}-{int(day):02d}", f"{last:02d}-{int(day):02d}"
    elif quarter := parts.get("q"):
        last = 3 * _QUARTERS[quarter]
        first = last - 2
    elif half := parts.get("half"):
        first, last = (1, 6) if half == "上" else (7, 12)
    else:
        first, last = 1, 12
    return f"{first:02d}-01", f"{last:02d}-{calendar.monthrange(year, last)[1]:02d}"


def _bound(parts: Mapping[str, str | None]) -> str:
    pre, mark = parts.get("pre") or "", parts.get("mark") or ""
    if pre in _UP_TO or mark in _BEFORE:
        return "before"
    if mark in _SINCE:
        return "from"
    told = {"早于": "until", "晚于": "after", "不早于": "from"}.get(pre)
    return told or ("after" if mark in _AFTER else "on")
