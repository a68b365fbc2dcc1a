"""Tables of indicators: a row for each, a column for each year (指标 · 单位 · 2020年 · 2025年 · 属性)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout import Layout

__all__ = ["IndicatorValue", "read_indicator_tables"]

_NAME = re.compile(r"(?:主要|具体|核心|发展|目标)*指标(?:名称|内容)?")
_UNIT = re.compile(r"(?:计量)?单位")
_YEAR = re.compile(r"(?:到)?(20\d\d)年?(?:年?底)?(?:目标|规划|预期|实际|现状|基期)?值?(?:（.{1,6}）)?")
_VALUE = re.compile(
    r"(?P<low>≥|>=|不低于|不少于|大于|超过)?(?P<high>≤|<=|不高于|不超过|控制在)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,15}(?:\.\d{1,6})?)(?P<unit>%)?(?P<post>以上|左右|以内|以下)?"
)
_OTHER_HEAD = re.compile(
    r"序号|编号|(?:指标)?(?:类别|类型|属性|性质|分类)|领域|维度|[一二]级指标|备注|(?:年均|累计|五年)?(?:增长|增速|增幅|变化)率?"
    r"(?:（[^（）]{1,12}）|〔[^〔〕]{1,12}〕)?"
)
_NOTHING = ("", "-", "—", "——", "–", "/", "－")
_MOST_COLUMNS = 12
_HEADING_LINES = 2  # so many lines may stand over a group of rows
_LONGEST_HEAD = 20
_LONGEST_NAME = 40
_IN_NAME = re.compile(r"（(?P<unit>[^（）]{1,12})）$")  # 粮食产量（亿斤）
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
    return any(head.fullmatch(text, start, end) for head in (_NAME, _UNIT, _YEAR, _OTHER_HEAD))


def _fits(cells: Sequence[str], columns: _Columns) -> bool:
    if len(cells) < columns.width:
        return False
    values = [cells[columns.first], *(cells[column] for _, column in columns.goals)]
    unit = cells[columns.unit] if columns.unit is not None else ""
    name = cells[columns.name]
    stated = all(value in _NOTHING or _VALUE.fullmatch(value) for value in values)
    return stated and not name.isdigit() and len(name) <= _LONGEST_NAME and "。" not in name and not unit.isdigit()


@dataclass(frozen=True, slots=True)
class _Columns:
    width: int
    name: int
    unit: int | None
    first: int
    goals: tuple[tuple[int, int], ...]  # (year, column)


def _columns(cells: Sequence[str], own: int | None) -> _Columns | None:
    names = [n for n, cell in enumerate(cells) if _NAME.fullmatch(cell)]
    units = [n for n, cell in enumerate(cells) if _UNIT.fullmatch(cell)]
    years = [(int(m[1]), n) for n, cell in enumerate(cells) if (m := _YEAR.fullmatch(cell))]
    if not names or len(years) < 2 or years != sorted(years):
        return None  # one year alone may be what was reached
    goals = tuple(y for y in years[1:] if own is None or y[0] >= own)
    return _Columns(len(cells), names[0], units[0] if units else None, years[0][1], goals)


def _row(text: str, cells: _Cells, columns: _Columns) -> Iterator[IndicatorValue]:
    def cell(n: int) -> str:
        return text[cells[n][0] : cells[n][1]]

    name = cell(columns.name)
    in_name = _IN_NAME.search(name)
    stated = cell(columns.unit) if columns.unit is not None else in_name["unit"] if in_name else ""
    before = _VALUE.fullmatch(cell(columns.first))
    for year, column in columns.goals:
        if name and (m := _VALUE.fullmatch(cell(column))):
            yield IndicatorValue(
                *cells[column],
                name[: in_name.start()] if in_name else name,
                _number(m),
                m["unit"] or stated,
                ">=" if m["low"] else "<=" if m["high"] else _POSTS.get(m["post"] or "", "="),
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
