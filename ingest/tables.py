"""Task tables: rows whose columns say what is to be done and by whom.

A row is a line whose cells are parted by tabs, or, where every cell has a line of its own, what stands from one
number to the next. The head is the row that names the columns. A row that lacks cells, because a merged one is
written once only, is laid on the columns by what its cells look like.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.agencies import split_names
from ingest.cells import ROLES, is_head, meaning_of
from ingest.columns import Cells, Column, fitted
from ingest.layout import Layout

__all__ = ["Row", "Table", "is_heading_row", "read_tables", "row_at"]

_HEADING_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}(?:[、\t]|$)|（[一二三四五六七八九十]{1,3}）")
_NUMBER_CELL = re.compile(r"\d{1,3}\t")
_LOCAL_UNIT = re.compile(r"(?:自治区|[省市县区州盟旗各])[^。：]{2,}$")
_PLAIN_LINES = 3
_BROKEN_LINES = 8  # over so many lines a cell may be broken
_MOST_COLUMNS = 12
_LONGEST_NUMBER = 3
_LEAST_CELLS = 3  # of a row with a line for each: number, task, unit


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `cells` are (start, end) in the layout's text."""

    index: int
    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A task table; `start`–`end` covers its head and rows in the layout's text."""

    start: int
    end: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def cell(self, row: Row, means: str) -> tuple[int, int] | None:
        """Return the first cell of that meaning in the row that holds anything.

        Args:
            row: one of the table's rows.
            means: what the column must hold.

        Returns:
            start and end in the layout's text, or None.
        """
        for column, (a, b) in zip(self.columns, row.cells, strict=False):
            if column.means == means and b > a:
                return a, b
        return None


def row_at(tables: Sequence[Table], place: int) -> tuple[Table, Row]:
    """Return the table and the row that begins at a place.

    Args:
        tables: in order.
        place: where one of their rows begins.

    Returns:
        Both.
    """
    table = tables[bisect_right(tables, place, key=lambda table: table.start) - 1]
    return table, table.rows[bisect_right(table.rows, place, key=lambda row: row.start) - 1]


def read_tables(layout: Layout) -> tuple[Table, ...]:
    """Find the tables that have a column of responsible units.

    Args:
        layout: the text.

    Returns:
        The tables in order.
    """
    return tuple(sorted([*_by_tabs(layout), *_by_lines(layout)], key=lambda t: t.start))


def _by_tabs(layout: Layout) -> list[Table]:
    text, paragraphs = layout.text, layout.paragraphs
    tables: list[Table] = []
    columns: tuple[Column, ...] = ()
    rows: list[Row] = []
    head_start = 0

    def close() -> None:
        nonlocal columns, rows
        if columns and rows:
            tables.append(Table(head_start, rows[-1].end, columns, tuple(rows)))
        columns, rows = (), []

    misses = index = 0
    while index < len(paragraphs):
        start, end = paragraphs[index]
        index += 1
        if "\t" not in text[start:end]:
            # A heading row or a broken cell may stand between rows; three plain lines end the table.
            misses += 1
            if misses > _PLAIN_LINES:
                close()
            continue
        misses = 0
        cells = _cells(text, start, end)
        named = tuple(Column(meaning_of(text[a:b])) for a, b in cells)
        if is_head([c.means for c in named]):
            if columns and [c.means for c in columns] == [c.means for c in named]:
                continue  # the head again on the next page
            if columns and not rows:
                # A head of two rows: 责任单位 over 牵头 and 配合.
                columns = tuple(_merged(columns, named))
                continue
            close()
            columns, head_start = named, start
        elif columns:
            if len(cells) < len(columns):
                cells, index = _completed(layout, cells, index, len(columns))
            if is_heading_row([text[a:b] for a, b in cells]):
                continue
            if len(cells) < len(columns):
                cells = fitted(layout, cells, columns)
            rows.append(Row(len(rows), start, cells[-1][1], cells))
    close()
    return tables


def is_heading_row(cells: Sequence[str]) -> bool:
    """Say whether a row is a heading over others: 一 and 财政政策, or 二、金融政策, and nothing else.

    Args:
        cells: the row's cells.

    Returns:
        True where its number is a Chinese one and no unit stands in it.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        return len(cells[0]) > 0 and _HEADING_NUMBER.match(filled[0]) is not None
    return len(filled) == 2 and len(cells[0]) > 0 and _HEADING_NUMBER.fullmatch(filled[0]) is not None


def _completed(layout: Layout, cells: Cells, index: int, width: int) -> tuple[Cells, int]:
    """A row whose cell is broken over lines, put together: its cells, and the paragraph that follows it."""
    for n in range(index, min(index + _BROKEN_LINES, len(layout.paragraphs))):
        start, end = layout.paragraphs[n]
        line = layout.text[start:end]
        if _NUMBER_CELL.match(line) or _HEADING_NUMBER.match(line):
            break  # the next row
        if "\t" in line:
            rest = _cells(layout.text, start, end)
            if len(cells) + len(rest) - 1 != width or rest[0][0] == rest[0][1]:
                break
            return (*cells[:-1], (cells[-1][0], rest[0][1]), *rest[1:]), n + 1
    return cells, index


def _by_lines(layout: Layout) -> list[Table]:
    """Tables of which every cell has a line of its own: the heads of the columns, then 1, …, 2, …."""
    text, paragraphs = layout.text, layout.paragraphs
    tables: list[Table] = []
    i = 0
    while i < len(paragraphs):
        if meaning_of(text[slice(*paragraphs[i])]) != "number":
            i += 1
            continue
        j = i + 1
        while j < len(paragraphs) and j - i <= _MOST_COLUMNS and not _opens_row(text[slice(*paragraphs[j])]):
            j += 1
        columns = tuple(Column(meaning_of(text[slice(*p)])) for p in paragraphs[i:j])
        rows: list[Row] = []
        if 3 <= len(columns) <= _MOST_COLUMNS and is_head([c.means for c in columns]):
            rows = _rows_of_lines(layout, j, columns)
        if rows:
            tables.append(Table(paragraphs[i][0], rows[-1].end, columns, tuple(rows)))
            j = layout.paragraph_at(rows[-1].end) + 1
        i = max(j, i + 1) if rows else i + 1
    return tables


def _opens_row(line: str) -> bool:
    """Whether a line is the number of a row or the heading over several."""
    return (line.isdigit() and len(line) <= _LONGEST_NUMBER) or _HEADING_NUMBER.match(line) is not None


def _rows_of_lines(layout: Layout, index: int, columns: Sequence[Column]) -> list[Row]:
    """The rows from a paragraph on; headings may stand between them."""
    text, paragraphs = layout.text, layout.paragraphs
    rows: list[Row] = []
    while index < len(paragraphs):
        line = text[slice(*paragraphs[index])]
        if not _opens_row(line):
            break
        if _HEADING_NUMBER.match(line):
            index += 1
            continue
        end = _row_end(layout, index, int(line), len(columns))
        cells = fitted(layout, paragraphs[index:end], columns)
        rows.append(Row(len(rows), paragraphs[index][0], paragraphs[end - 1][1], cells))
        index = end
    return rows


def _row_end(layout: Layout, first: int, number: int, width: int) -> int:
    """The paragraph that follows a row: the next number; of the last row, as many as there are columns.

    A part of a table leaves numbers out: then a greater one with the words of a task behind it.
    """
    lines = [layout.text[slice(*p)] for p in layout.paragraphs[first : first + width + _BROKEN_LINES + 1]]
    greater = None
    for n in range(2, len(lines) - 1):
        if lines[n] == str(number + 1):
            return first + n
        if _HEADING_NUMBER.match(lines[n]):
            return first + (greater or n)
        leads = lines[n].isdigit() and len(lines[n]) <= _LONGEST_NUMBER and int(lines[n]) > number
        if greater is None and leads and n >= _LEAST_CELLS and len(lines[n + 1]) > _LONGEST_NUMBER:
            greater = n
    end = first + (greater or width)
    while greater is None and end < len(layout.paragraphs) and _goes_on(layout, end):
        end += 1
    return min(end, len(layout.paragraphs))


def _goes_on(layout: Layout, index: int) -> bool:
    """Whether below the last row there are more of its units: 市统计局, but no signature 某市统计局."""
    start, end = layout.paragraphs[index]
    names = split_names(layout, start, end) if _LOCAL_UNIT.match(layout.text[start:end]) else ()
    return len(names) > 0 and all(name.known for name in names)


def _merged(upper: tuple[Column, ...], lower: tuple[Column, ...]) -> Iterator[Column]:
    roles = [c.means in ROLES for c in lower]
    spanning = next((n for n, c in enumerate(upper) if c.means in ROLES), None)
    if len(lower) < len(upper) and all(roles) and spanning is not None:
        # Only what stands below 责任单位 is written: 牵头, 配合.
        yield from (*upper[:spanning], *lower, *upper[spanning + 1 :])
        return
    for n in range(max(len(upper), len(lower))):
        below = lower[n] if n < len(lower) and lower[n].means else None
        yield below or (upper[n] if n < len(upper) else Column(""))


def _cells(text: str, start: int, end: int) -> Cells:
    cells = []
    for cell in text[start:end].split("\t"):
        cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return tuple(cells)
