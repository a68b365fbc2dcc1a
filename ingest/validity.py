"""What a document says of its own validity: from when, until when, for how long."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from ingest.dates import last_day
from ingest.layout import Layout
from ingest.numerals import chinese_number
from ingest.record import ValidityRecord
from ingest.rulebook import load_rules

__all__ = ["days_of_validity", "read_validity"]

_CONTEXT = 120


def read_validity(layout: Layout) -> tuple[ValidityRecord, ...]:
    """Find the statements of validity; those about a single measure inside a task are none.

    Args:
        layout: the text.

    Returns:
        Each statement once, in the order of the text.
    """
    text = layout.text
    rules = load_rules("head")
    own = rules.pattern("self_reference")
    out: dict[tuple[str, str | float], ValidityRecord] = {}
    for mention in own.finditer(text):
        # From here to the end of the sentence the document speaks of itself.
        limit = min(mention.end() + _CONTEXT, len(text))
        end = min(e if e >= 0 else limit for e in (text.find(c, mention.end(), limit) for c in "。\n"))
        for rule in rules["validity"]:
            for m in rule.pattern.finditer(text, mention.start(), end):
                between = text[mention.start() : m.end()]
                if between.count("《") == between.count("》"):
                    value = _value(m, rule.means)
                    span = layout.span(m.start(), m.end())
                    out.setdefault((rule.means, value), ValidityRecord(rule.means, value, *span))
    return tuple(sorted(out.values(), key=lambda v: (v.start, v.what)))


def days_of_validity(statements: Iterable[ValidityRecord], *, issued: str | None) -> tuple[str | None, str | None]:
    """Return from when and until when a document holds, as days.

    Args:
        statements: what the text says, from `read_validity`.
        issued: the document's own day, which 自印发之日起 means.

    Returns:
        The first and the last day, YYYY-MM-DD; None where the text does not say it, or says more than one thing.
    """
    said: dict[str, set[str | float]] = {"effective_from": set(), "expires": set(), "valid_years": set()}
    for one in statements:
        said[one.what].add(one.value)
    begins = _only_day(issued if str(v).endswith("之日") else v for v in said["effective_from"])
    ends = _only_day(said["expires"])
    if not said["expires"] and len(said["valid_years"]) == 1 and (begins or issued):
        ends = _after(begins or issued or "", float(next(iter(said["valid_years"]))))
    return begins, ends


def _only_day(values: Iterable[str | float | None]) -> str | None:
    distinct = set(values)
    value = str(distinct.pop()) if len(distinct) == 1 else ""
    return value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def _after(day: str, years: float) -> str:
    """The last day of a term that begins on a day: a term of five years from 1 January ends on 31 December."""
    first = date.fromisoformat(day)
    year, month = divmod(first.year * 12 + first.month - 1 + round(years * 12), 12)
    days = monthrange(year, month + 1)[1]
    if first.day > days:  # from 31 August over six months: the last of February
        return date(year, month + 1, days).isoformat()
    return (date(year, month + 1, first.day) - timedelta(days=1)).isoformat()


def _value(m: re.Match[str], means: str) -> str | float:
    written = m["value"]
    if means == "valid_years":
        n = chinese_number(written) or 0
        return round(n / 12, 2) if m["unit"] == "个月" else float(n)
    if re.match(r"(?:20\d\d|二.{3})年", written):
        return last_day(written, None) or written
    return written
