"""Task tables: rows whose columns say what is to be done and by whom.

A row is a line whose cells are parted by tabs. The head is the row that names the columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.layout import Layout
from ingest.rulebook import load_rules

__all__ = ["Column", "Row", "Table", "read_tables"]

_LONGEST_HEAD = 40
_ROLES = ("lead", "support", "responsible")


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells of a column hold: number, title, lead, support, responsible, deadline or '' for anything else."""

    means: str


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


def read_tables(layout: Layout) -> tuple[Table, ...]:
    """Find the tables that have a column of responsible units.

    Args:
        layout: the text.

    Returns:
        The tables in order.
    """
    return tuple(sorted([*_by_tabs(layout), *_by_lines(layout)], key=lambda t: t.start))


def _by_tabs(layout: Layout) -> list[Table]:
    tables: list[Table] = []
    columns: tuple[Column, ...] = ()
    rows: list[Row] = []
    head_start = 0

    def close() -> None:
        nonlocal columns, rows
        if columns and rows:
            tables.append(Table(head_start, rows[-1].end, columns, tuple(rows)))
        columns, rows = (), []

    misses = 0
    for start, end in layout.paragraphs:
        line = layout.text[start:end]
        if "\t" not in line:
            # A heading row or a broken cell may stand between rows; three plain lines end the table.
            misses += 1
            if misses > 3:
                close()
            continue
        misses = 0
        cells = _cells(line, start)
        named = tuple(Column(_means(layout.text[a:b])) for a, b in cells)
        if _is_head(named):
            if columns and [c.means for c in columns] == [c.means for c in named]:
                continue  # the head again on the next page
            if columns and not rows:
                # A head of two rows: 责任单位 over 牵头 and 配合.
                columns = tuple(_merged(columns, named))
                continue
            close()
            columns, head_start = named, start
        elif columns:
            rows.append(Row(len(rows), start, end, cells))
    close()
    return tables


def _by_lines(layout: Layout) -> list[Table]:
    """Tables of which every cell has a line of its own: the heads of the columns, then 1, …, 2, ….

    A row begins where the next number stands alone; one that lacks a cell cannot be told apart and ends the table.
    """
    text, paragraphs = layout.text, layout.paragraphs
    tables: list[Table] = []
    i = 0
    while i < len(paragraphs):
        j = i
        while j < len(paragraphs) and _means(text[slice(*paragraphs[j])]):
            j += 1
        columns = tuple(Column(_means(text[slice(*p)])) for p in paragraphs[i:j])
        width = len(columns)
        if width < 3 or columns[0].means != "number" or not _is_head(columns):
            i = max(j, i + 1)
            continue
        rows: list[Row] = []
        while j + width <= len(paragraphs) and text[slice(*paragraphs[j])] == str(len(rows) + 1):
            following = j + width
            if (
                following < len(paragraphs)
                and text[slice(*paragraphs[following])].isdigit() is False
                and rows
                and len(paragraphs) - following >= width
            ):
                break
            rows.append(Row(len(rows), paragraphs[j][0], paragraphs[following - 1][1], paragraphs[j:following]))
            j = following
        if rows:
            tables.append(Table(paragraphs[i][0], rows[-1].end, columns, tuple(rows)))
        i = max(j, i + 1)
    return tables


def _merged(upper: tuple[Column, ...], lower: tuple[Column, ...]) -> Iterator[Column]:
    for n in range(max(len(upper), len(lower))):
        below = lower[n] if n < len(lower) and lower[n].means else None
        yield below or (upper[n] if n < len(upper) else Column(""))


def _cells(line: str, start: int) -> tuple[tuple[int, int], ...]:
    cells = []
    for cell in line.split("\t"):
        cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return tuple(cells)


def _means(head: str) -> str:
    if not 0 < len(head) <= _LONGEST_HEAD:
        return ""
    for rule in load_rules("tables")["column"]:
        if rule.pattern.match(head):
            return rule.means
    return ""


def _is_head(columns: tuple[Column, ...]) -> bool:
    means = [c.means for c in columns]
    return any(m in _ROLES for m in means) and sum(bool(m) for m in means) >= 2
