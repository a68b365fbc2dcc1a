"""A day, month or year that a question names, as the days it covers."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Period", "period_of"]

_BEFORE = frozenset({"之前", "以前", "以内"})
_AFTER = frozenset({"之后", "以后", "后"})


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: its first and last day as MM-DD, the year where one is named, and how it bounds.

    `bound`: "on" what falls into it, "before" all up to its last day, "after" all after it.
    """

    year: int | None
    first: str
    last: str
    bound: str
    text: str

    def days(self, year: int) -> tuple[str, str]:
        """Return the first and last day that it means in a year, YYYY-MM-DD."""
        first, last = f"{year}-{self.first}", f"{year}-{self.last}"
        if self.bound == "before":
            return "0000-00-00", last
        return (last, "9999-99-99") if self.bound == "after" else (first, last)


def period_of(text: str, parts: Mapping[str, str | None]) -> Period:
    """Read the parts of a day as typed.

    Args:
        text: the words.
        parts: y, m, d, end (底) and mark (前, 之前, 以后), each or none.

    Returns:
        The period; 2020年4月底前 is the last day of April, 之前 all days up to it.
    """
    year = int(parts.get("y") or 0) or None
    month, day = parts.get("m"), parts.get("d")
    end = parts.get("end") in ("底", "末", "年底", "年末")
    mark = parts.get("mark") or ""
    bound = "before" if mark in _BEFORE else "after" if mark in _AFTER else "on"
    if month is None:
        return Period(year, "12-31" if end else "01-01", "12-31", bound, text)
    number = int(month)
    longest = calendar.monthrange(year or 2000, number)[1]
    first = last = f"{number:02d}-{int(day):02d}" if day else ""
    if not day:
        last = f"{number:02d}-{longest:02d}"
        first = last if end else f"{number:02d}-01"
    return Period(year, first, last, bound, text)
