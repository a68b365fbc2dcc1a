"""Quantities: number, scale, unit, comparator, range and baseline, as Chinese writes them.

4000家 · 6000项以上 · 1.2亿千瓦 · 38、35、33天以内 · 5%-8% · 从35%提高到40% · 不少于1000例 · 百项 · 指数达到95
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.numerals import chinese_number
from ingest.rulebook import load_rules

__all__ = ["Quantity", "find_quantities"]

_NUMBER = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!\d)|\d{1,15}(?:\.\d{1,6})?(?!\d)"
_CHINESE = r"[二两三四五六七八九十百千][一二三四五六七八九十百千零]{0,6}"
_SCALE = r"(?:万亿|千亿|百亿|千万|百万|十万|亿|万|千(?![瓦米克])|百)?"  # 12千瓦时
_RANGE = r"(?:-|—|–|~|至|到)"
# A number with no unit counts only between these: 系数提高到0.48以上, 网民规模提高到12亿.
_BARE_BEFORE = re.compile(
    r"(?:系数|指数|规模|人数|人次|总数|数量|总量|人口|拥有量|得分|比值|倍数)[^，。；：]{0,16}"
    r"(?:[从由](?:20\d\d年(?:底|末)?的?|目前的?|现在的?)?|达到?|提高[到至]|提升[到至]|增加?[到至]|降[到至低]*[到至]|下降[到至]|控制在|稳定在|保持在|超过?|突破|不低于|不高于|不超过)约?$"
)
_BARE_SCALED = re.compile(r"(?:人次|人数|总数|总量|数量|人口)约?$")  # 接待人次7300万
_SHARED = re.compile(
    r"(?:[、和及]\d{1,5}(?:\.\d)?个){0,6}?[、和及]\d{1,5}(?:\.\d)?(?P<unit>个(?:工作日|百分点|月|小时))"
)
# 25万贫困人口: people are counted with no unit.
_PEOPLE = re.compile(
    r"(?:(?!人口)[\u4e00-\u9fff]){0,8}?(?:人口|劳动力|劳动者|农民工?|农户|群众|职工|居民|学生|儿童|老年人|残疾人|妇女|毕业生|党员|干部)"
)
_BARE_NEXT = "以左提增上下降，。；、\n"
_BARE_AFTER = re.compile(r"(?=以上|以内|以下|左右|提[高升]|增[加长]|上升|下降|降|[，。；、\n]|$)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in the layout's text.

    `start`–`end` covers comparator words after the number too; `unit` has its scale (万亩) and is '' for a mere
    number; `comparator` is '' where nothing behind the number says one. `sort`: ratio, time, money, measure, count,
    score or number.
    """

    start: int
    end: int
    value: float
    value_to: float | None
    unit: str
    sort: str
    comparator: str
    chinese: bool


@dataclass(frozen=True, slots=True)
class _Grammar:
    sign: re.Pattern[str]  # where a number may begin: one look at each run of digits
    next: frozenset[str]  # what may stand behind it
    number: re.Pattern[str]
    numbers: re.Pattern[str]  # several that share a unit
    sorts: dict[str, str]
    post: re.Pattern[str]
    posts: dict[str, str]
    other_word: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    rules = load_rules("targets")
    sorts: dict[str, str] = {}
    for rule in rules["unit"]:
        for word in rule.words:
            sorts.setdefault(word, rule.means)
    # 5个点位 counts places
    more = f"{rules.pattern('or_unit').pattern}|/{rules.pattern('per').pattern}"
    units = rf"{_alternation(sorts)}(?!位(?<=个点位))(?:{more})?"
    number = (
        rf"(?:(?P<a>{_NUMBER})|(?P<cn>{_CHINESE}))(?P<sa>{_SCALE})(?P<more>多|余)?(?P<ua>{units})?"
        # 5%至8% is a range, 2个百分点至85% is a step and where it leads
        rf"(?:{_RANGE}(?P<b>{_NUMBER})(?P<sb>{_SCALE})(?P<ub>(?(ua)(?P=ua)|(?:{units}))))?"
    )
    apart = r"(?<![\d.〔A-Za-z])"
    several = rf"(?P<list>(?:(?:{_NUMBER}){_SCALE}、){{1,9}})"
    first = "".join(sorted({re.escape(unit[0]) for unit in sorts}))
    following = (
        frozenset("一二三四五六七八九十百千零万亿多余-—–~至到、,") | {unit[0] for unit in sorts} | {*_BARE_NEXT, ""}
    )
    sign = re.compile(
        rf"[\d二两三四五六七八九十百千](?:(?<=\d)[\d.]*|(?<!\d)(?=[一二三四五六七八九十百千零万亿多余{first}]))"
    )
    posts = {w: r.means for r in rules["post"] for w in r.words}
    post = re.compile("(?:" + "|".join(sorted(posts, key=len, reverse=True)) + ")")
    return _Grammar(
        sign,
        following,
        re.compile(apart + number),
        re.compile(apart + several + number),
        sorts,
        post,
        posts,
        rules.pattern("other_word"),
    )


def _alternation(words: Iterable[str]) -> str:
    """One pattern for many words, the longest first, told apart by their first character."""
    behind: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        behind.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in behind.items()) + ")"


def find_quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Find the quantities in a stretch of text.

    Args:
        text: the layout's text.
        start: where the stretch begins.
        end: one past its end.

    Yields:
        Every number that bears a unit, in order; 38、35、33天 gives three.
    """
    grammar = _grammar()
    at = start
    while (sign := grammar.sign.search(text, at, end)) is not None:
        at = sign.end()
        # Most numbers are years and the numbers of items and documents: a look at the next character tells.
        if text[at : at + 1] not in grammar.next or (
            sign[0].isdigit() and at - sign.start() == 4 and text.startswith("年", at)
        ):
            continue
        m = grammar.numbers.match(text, sign.start(), end) if "、" in text[at : at + 3] else None
        m = m or grammar.number.match(text, sign.start(), end)
        if m is None:
            continue
        at = m.end()
        if m["ua"] is not None or m["b"] is not None or text[at : at + 1] in _BARE_NEXT or _counts_people(text, m):
            yield from _read(text, m, end)


def _read(text: str, m: re.Match[str], end: int) -> list[Quantity]:
    grammar = _grammar()
    unit = m["ub"] if m["b"] else m["ua"]
    if unit is None:
        people = _counts_people(text, m)
        if m["a"] is None or m.re is grammar.numbers or not (people or _is_bare_value(text, m)):
            return []
        at, unit, sort = m.end("more") if m["more"] else m.end("sa"), "", "count" if people else "number"
    else:
        at, sort = m.end("ub") if m["b"] else m.end("ua"), _sort(grammar.sorts, unit)
        if _is_part_of_date(text, m, unit) or grammar.other_word.match(text, at - len(unit)):
            return []
    if unit == "个" and (shared := _SHARED.match(text, at)) is not None:
        unit, sort = shared["unit"], grammar.sorts[shared["unit"]]  # 10个、15个和12个工作日
    value = _value(m["a"] or m["cn"])
    value_to = _value(m["b"]) if m["b"] else None
    if value is None or (value_to is not None and m["sa"] and m["sb"] and m["sa"] != m["sb"]):
        return []
    comparator = ""
    if (p := grammar.post.match(text, at, end)) is not None:
        comparator, at = grammar.posts[p[0]], p.end()
    elif m["more"]:
        comparator = ">="
    scale = (m["sb"] or m["sa"]) if m["b"] else m["sa"]
    out: list[Quantity] = []
    if m.re is grammar.numbers:
        for item in re.finditer(rf"(?P<n>{_NUMBER})(?P<s>{_SCALE})、", m["list"]):
            listed = _value(item["n"])
            if listed is not None:
                place = m.start() + item.start()
                out.append(Quantity(place, at, listed, None, (item["s"] or scale) + unit, sort, comparator, False))
    begin = m.start("a") if m["a"] else m.start("cn")
    return [*out, Quantity(begin, at, value, value_to, scale + unit, sort, comparator, m["a"] is None)]


def _sort(sorts: dict[str, str], unit: str) -> str:
    return sorts.get(unit) or sorts[re.split("[/（]", unit)[0]]


def _value(written: str) -> float | None:
    if written[0].isdigit():
        return float(written.replace(",", ""))
    n = chinese_number(written)
    return None if n is None else float(n)


def _counts_people(text: str, m: re.Match[str]) -> bool:
    return m["sa"] in ("万", "亿") and m["a"] is not None and _PEOPLE.match(text, m.end()) is not None


def _is_bare_value(text: str, m: re.Match[str]) -> bool:
    if _BARE_AFTER.match(text, m.end()) is None:
        return False
    before = text[max(0, m.start() - 40) : m.start()]
    return _BARE_BEFORE.search(before) is not None or (bool(m["sa"]) and _BARE_SCALED.search(before) is not None)


def _is_part_of_date(text: str, m: re.Match[str], unit: str) -> bool:
    """2020年, 6月5日."""
    if unit == "年" and m["a"] and len(m["a"]) == 4 and m["a"].isdigit() and not m["sa"]:
        return True
    return unit == "日" and text[m.start() - 1 : m.start()] == "月"
