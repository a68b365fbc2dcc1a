"""Quantities: number, scale, unit, comparator, range and baseline, as Chinese writes them.

4000家 · 6000项以上 · 1.2亿千瓦 · 38、35、33天以内 · 5%-8% · 从35%提高到40% · 不少于1000例 · 百项
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.numerals import chinese_number
from ingest.rulebook import load_rules

__all__ = ["Quantity", "find_quantities"]

_NUMBER = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!\d)|\d{1,15}(?:\.\d{1,6})?(?!\d)"
_CHINESE = r"[二两三四五六七八九十百千][一二三四五六七八九十百千零]{0,6}"
_SCALE = r"(?:万亿|千亿|百亿|千万|百万|十万|亿|万|千|百)?"
_SIGN = re.compile(r"[\d十百千]")  # Chinese numerals count from ten on
_RANGE = r"(?:-|—|–|~|至|到)"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in the layout's text.

    `start`–`end` covers comparator words after the number too; `unit` has its scale (万亩); `comparator` is '' where
    nothing behind the number says one. `sort`: ratio, time, money, measure or count.
    """

    start: int
    end: int
    value: float
    value_to: float | None
    unit: str
    sort: str
    comparator: str
    chinese: bool


@cache
def _grammar() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str]]:
    rules = load_rules("targets")
    sorts: dict[str, str] = {}
    for rule in rules["unit"]:
        for word in rule.words:
            sorts.setdefault(word, rule.means)
    units = "|".join(re.escape(u) for u in sorted(sorts, key=len, reverse=True))
    number = re.compile(
        rf"(?<![\d.〔A-Za-z])(?P<list>(?:(?:{_NUMBER}){_SCALE}、){{0,9}})"
        rf"(?:(?P<a>{_NUMBER})|(?P<cn>{_CHINESE}))(?P<sa>{_SCALE})(?P<more>多|余)?(?P<ua>{units})?"
        # 5%至8% is a range, 2个百分点至85% is a step and where it leads
        rf"(?:{_RANGE}(?P<b>{_NUMBER})(?P<sb>{_SCALE})(?P<ub>(?(ua)(?P=ua)|(?:{units}))))?"
    )
    posts = {w: r.means for r in rules["post"] for w in r.words}
    post = re.compile("(?:" + "|".join(sorted(posts, key=len, reverse=True)) + ")")
    return number, sorts, post, posts


def find_quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Find the quantities in a stretch of text.

    Args:
        text: the layout's text.
        start: where the stretch begins.
        end: one past its end.

    Yields:
        Every number that bears a unit, in order; 38、35、33天 gives three.
    """
    if _SIGN.search(text, start, end) is None:
        return
    number, sorts, post, posts = _grammar()
    for m in number.finditer(text, start, end):
        unit = m["ub"] if m["b"] else m["ua"]
        if unit is None:
            continue
        at = m.end("ub") if m["b"] else m.end("ua")
        if _is_part_of_date(text, m, unit, at):
            continue
        value = _value(m["a"] or m["cn"])
        if value is None:
            continue
        comparator = ""
        if (p := post.match(text, at, end)) is not None:
            comparator, at = posts[p[0]], p.end()
        elif m["more"]:
            comparator = ">="
        scale = (m["sb"] or m["sa"]) if m["b"] else m["sa"]
        value_to = _value(m["b"]) if m["b"] else None
        if value_to is not None and m["sa"] and m["sb"] and m["sa"] != m["sb"]:
            continue
        sort = sorts[unit]
        for item in re.finditer(rf"(?P<n>{_NUMBER})(?P<s>{_SCALE})、", m["list"]):
            listed = _value(item["n"])
            if listed is not None:
                yield Quantity(
                    m.start() + item.start(), at, listed, None, (item["s"] or scale) + unit, sort, comparator, False
                )
        yield Quantity(
            m.start("a") if m["a"] else m.start("cn"),
            at,
            value,
            value_to,
            scale + unit,
            sort,
            comparator,
            m["a"] is None,
        )


def _value(written: str) -> float | None:
    if written[0].isdigit():
        return float(written.replace(",", ""))
    n = chinese_number(written)
    return None if n is None else float(n)


def _is_part_of_date(text: str, m: re.Match[str], unit: str, at: int) -> bool:
    """2020年, 6月5日: dates; 5个人账户: a unit that goes on as another word."""
    if unit == "年" and m["a"] and len(m["a"]) == 4 and not m["sa"]:
        return True
    if unit == "日" and text[m.start() - 1 : m.start()] == "月":
        return True
    return load_rules("targets").pattern("other_word").match(text, at - len(unit)) is not None
