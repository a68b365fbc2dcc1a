"""What a document says of its own validity: from when, until when, for how long."""

from __future__ import annotations

import re

from ingest.dates import last_day
from ingest.layout import Layout
from ingest.numerals import chinese_number
from ingest.record import ValidityRecord
from ingest.rulebook import load_rules

__all__ = ["read_validity"]

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
        end = min(
            mention.end() + _CONTEXT, *(e for e in (text.find(c, mention.end()) for c in "。\n") if e >= 0), len(text)
        )
        for rule in rules["validity"]:
            for m in rule.pattern.finditer(text, mention.start(), end):
                between = text[mention.start() : m.end()]
                if between.count("《") == between.count("》"):
                    value = _value(m, rule.means)
                    span = layout.span(m.start(), m.end())
                    out.setdefault((rule.means, value), ValidityRecord(rule.means, value, *span))
    return tuple(sorted(out.values(), key=lambda v: (v.start, v.what)))


def _value(m: re.Match[str], means: str) -> str | float:
    written = m["value"]
    if means == "valid_years":
        n = chinese_number(written.removeprefix("暂定")) or 0
        return round(n / 12, 2) if m["unit"] == "个月" else float(n)
    if re.match(r"20\d\d年", written):
        return last_day(written, None) or written
    return written
