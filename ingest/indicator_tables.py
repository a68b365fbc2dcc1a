"""Tables of indicators: a row for each, a column for each year (指标 · 单位 · 2020年 · 2025年 · 属性)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout import Layout

__all__ = ["IndicatorValue", "read_indicator_tables"]

_NAME = re.compile(r"(?:主要|具体|核心|发展|目标)*指标(?:名称|内容)?")
_UNIT = re.compile(r"(?:计量)?单位")
_YEAR = re.compile(
    r"(?:(?:规划|预期)?目标值?|(?:现状|基期|基准)值?)?（?到?(20\d\d)年?(?:年?底)?）?"
    r"(?:(?:规划|预期)?目标|规划|预期|实际|现状|基期)?值?(?:（.{1,6}）)?"
)
_VALUE = re.compile(
    r"达?到?(?:(?P<low>≥|>=|不低于|不少于|大于|超过)|(?P<high>≤|<=|不高于|不超过|控制在)|(?P<sign>[<>]))?[〔\[]?"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,15}(?:\.\d{1,6})?)"
    r"(?P<unit>[%‰]|[万亿]{0,2}(?:元|亩|人|家|个|项|吨|公里|件|张|所|户|座|处|平方米|公顷|千瓦|立方米|岁|倍))?"
    r"(?P<post>以上|左右|以内|以下)?[〕\]]?"
)
# What grows or falls over the whole time, for what has no level of its own: 〔18〕.
_CHANGE = re.compile(
    r"(?:(?:五年|年均|平均)?(?:累计|增长|增速|增幅|变化|下降)率?(?:/?累计)?)?(?:（[^（）]{1,12}）|〔[^〔〕]{1,12}〕)?\d?"
)
_OTHER_HEAD = re.compile(
    r"序号|编号|(?:指标)?(?:类别|类型|属性|性质|分类)|领域|维度|[一二]级指标|备注|(?:牵头|责任)(?:单位|部门)"
)
_NOTHING = ("", "-", "—", "——", "–", "/", "－")
_MOST_COLUMNS = 12
_HEADING_LINES = 2  # so many lines may stand over a group of rows
_LONGEST_HEAD = 20
_LONGEST_NAME = 40
_IN_NAME = re.compile(r"（(?P<unit>[^（）]{1,12})）$")  # 粮食产量（亿斤）
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、]|（\d{1,2}）)(?=\D)")  # 1.粮食产量
_POSTS = {"以上": ">=", "左右": "~", "以内": "<=", "以下": "<="}

_Cells = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A year's value of one row; `baseline` is the first year's."""

    start: int
    end: int
    indicator: str
    value: float
    unit: str
    comparator: str
    year: int
    baseline: float | None


def read_indicator_tables(layout: Layout, own: int | None) -> Iterator[IndicatorValue]:
    """Find the tables of indicators and read their rows.

    Args:
        layout: the text; a row is a paragraph with tabs, or every cell is a paragraph.
        own: the document's year, if known.

    Yields:
        What each row states for the years from the document's on, but not for the table's first; a dash or words
        in the place of a number are none.
    """
    yield from _by_tabs(layout, own)
    yield from _by_lines(layout, own)


def _by_tabs(layout: Layout, own: int | None) -> Iterator[IndicatorValue]:
    text = layout.text
    columns: _Columns | None = None
    for start, end in layout.paragraphs:
        if text.find("\t", start, end) < 0:
            columns = None
            continue
        cells = _cells(text, start, end)
        found = _columns([text[a:b] for a, b in cells], own)
        if found is not None:
            columns = found
        elif columns is not None and len(cells) == columns.width:
            yield from _row(text, cells, columns)


def _by_lines(layout: Layout, own: int | None) -> Iterator[IndicatorValue]:
    """Tables of which every cell has a line of its own: the heads of the columns, then row after row."""
    text, paragraphs = layout.text, layout.paragraphs
    n = 0
    while n < len(paragraphs):
        first = n
        while n < len(paragraphs) and n - first < _MOST_COLUMNS and _is_head(text, *paragraphs[n]):
            n += 1
        columns = _columns([text[a:b] for a, b in paragraphs[first:n]], own)
        if columns is None:
            n = max(n, first + 1)
            continue
        missed = 0
        while missed <= _HEADING_LINES and n < len(paragraphs) and not _ends(text, *paragraphs[n]):
            cells = paragraphs[n : n + columns.width]
            # The first cell of a row may be written once for several.
            merged = ((cells[0][0], cells[0][0]), *cells[: columns.width - 1])
            shapes = (cells, merged) if columns.name > 0 else (cells,)
            row = next((row for row in shapes if _fits([text[a:b] for a, b in row], columns)), None)
            missed = missed + 1 if row is None else 0
            if row is not None:
                yield from _row(text, row, columns)
            n += 1 if row is None else columns.width - (row is merged)


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a line belongs to no table that is open: it is a sentence, or the next table begins."""
    return text.find("。", start, end) >= 0 or _NAME.fullmatch(text, start, end) is not None


def _is_head(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_HEAD:
        return False
    return any(head.fullmatch(text, start, end) for head in (_NAME, _UNIT, _YEAR, _CHANGE, _OTHER_HEAD))


def _fits(cells: Sequence[str], columns: _Columns) -> bool:
    if len(cells) < columns.width:
        return False
    numbers = (columns.first, columns.change, *(column for _, column in columns.goals))
    values = [cells[n] for n in numbers if n is not None]
    unit = cells[columns.unit] if columns.unit is not None else ""
    name = cells[columns.name]
    stated = all(value in _NOTHING or _VALUE.fullmatch(value) for value in values)
    return stated and not name.isdigit() and len(name) <= _LONGEST_NAME and "。" not in name and not unit.isdigit()


@dataclass(frozen=True, slots=True)
class _Columns:
    width: int
    name: int
    unit: int | None
    first: int | None
    goals: tuple[tuple[int, int], ...]  # (year, column)
    change: int | None


def _columns(cells: Sequence[str], own: int | None) -> _Columns | None:
    names = [n for n, cell in enumerate(cells) if _NAME.fullmatch(cell)]
    units = [n for n, cell in enumerate(cells) if _UNIT.fullmatch(cell)]
    years = [(int(m[1]), n) for n, cell in enumerate(cells) if (m := _YEAR.fullmatch(cell))]
    if not names or not years or years != sorted(years):
        return None
    first = None if "目标" in cells[years[0][1]] else years[0][1]
    goals = tuple(y for y in years if y[1] != first and (own is None or y[0] >= own))
    if not goals and first is not None and len(years) == 1:
        return None  # one year alone may be what was reached
    changes = [n for n, cell in enumerate(cells) if cell and _CHANGE.fullmatch(cell)]
    return _Columns(len(cells), names[0], units[0] if units else None, first, goals, changes[0] if changes else None)


def _row(text: str, cells: _Cells, columns: _Columns) -> Iterator[IndicatorValue]:
    def cell(n: int) -> str:
        return text[cells[n][0] : cells[n][1]]

    name = _NUMBERED.sub("", cell(columns.name))
    in_name = _IN_NAME.search(name)
    stated = cell(columns.unit) if columns.unit is not None else in_name["unit"] if in_name else ""
    before = None if columns.first is None else _VALUE.fullmatch(cell(columns.first))
    goals = columns.goals
    if goals and columns.change is not None and all(cell(column) in _NOTHING for _, column in goals):
        goals = ((goals[-1][0], columns.change),)
    for year, column in goals:
        if name and (m := _VALUE.fullmatch(cell(column))):
            yield IndicatorValue(
                *cells[column],
                name[: in_name.start()] if in_name else name,
                _number(m),
                m["unit"] or stated,
                ">=" if m["low"] else "<=" if m["high"] else m["sign"] or _POSTS.get(m["post"] or "", "="),
                year,
                _number(before) if before else None,
            )


def _number(m: re.Match[str]) -> float:
    return float(m["number"].replace(",", ""))


def _cells(text: str, start: int, end: int) -> _Cells:
    out: list[tuple[int, int]] = []
    for cell in text[start:end].split("\t"):
        out.append((start, start + len(cell)))
        start += len(cell) + 1
    return out
