"""Conventions: a document states once which of the units it lists leads (列第一位者为牵头单位，下同)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.rulebook import load_rules

__all__ = ["Convention", "find_conventions", "scoped"]

# Every convention has one of these words, which are few: the grammar is tried around them only.
_SIGN = re.compile(r"牵头|主办|主责|第一责任|主要责任")
_ORDINAL = re.compile(r"[第首最*★▲△☆●#](?:(?<=第)[一1]|(?<=最)前|(?<![第最]))")  # and near it one of these
_AROUND = 48


@dataclass(frozen=True, slots=True)
class Convention:
    """A stated convention and from where it holds; `mark` is the character that marks the leading units, or ''."""

    start: int
    end: int
    rule: str
    holds_from: int
    mark: str = ""


@cache
def _grammar() -> re.Pattern[str]:
    rules = load_rules("responsibilities")["convention"]
    return re.compile("|".join(f"(?P<{r.name}>{r.pattern.pattern})" for r in rules))


def find_conventions(text: str) -> tuple[Convention, ...]:
    """Find the conventions that a text states.

    Args:
        text: the layout's text.

    Returns:
        The conventions, each as if it held from its own words on.
    """
    found: list[Convention] = []
    reached = 0
    for sign in _SIGN.finditer(text):
        first, last = max(reached, sign.start() - _AROUND), sign.end() + _AROUND
        if _ORDINAL.search(text, first, last) is None:
            continue
        m = _grammar().search(text, first, last)
        if m is not None and m.start() <= sign.start() < m.end():
            reached = m.end()
            rule = next(name for name, words in m.groupdict().items() if words and name != "mark")
            found.append(Convention(m.start(), m.end(), rule, m.start(), m["mark"] or ""))
    return tuple(found)


def scoped(conventions: Sequence[Convention], clauses: Sequence[tuple[int, int]]) -> tuple[Convention, ...]:
    """Say from where each convention holds: from the clause that states it; noted below all of them, from the start.

    Args:
        conventions: as found.
        clauses: start and end of every clause, in order.

    Returns:
        The conventions with their scope.
    """
    out = []
    starts = [start for start, _ in clauses]
    for c in conventions:
        index = bisect_right(starts, c.start) - 1
        if index >= 0 and c.start < clauses[index][1]:
            holds_from = starts[index]
        else:
            holds_from = c.start if starts and starts[-1] >= c.start else 0
        out.append(replace(c, holds_from=holds_from))
    return tuple(out)
