"""Columns of a task table, and which cell of a row belongs to which of them where some are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.agencies import split_names
from ingest.cells import ROLES
from ingest.layout import Layout
from ingest.rulebook import load_rules

__all__ = ["Cells", "Column", "fitted"]

Cells = tuple[tuple[int, int], ...]

_BROKEN_LINES = 8  # over so many lines a cell may be broken
_MOST_COLUMNS = 12
_NEVER = 1e9
_LONGEST_TIME = 20
_DUTIES = ("负责", "牵头", "配合", "落实")
# What it costs to leave a column empty: a task has a title and somebody who leads, not always one who supports.
_SPARE_TITLE = 0.6  # 重点任务 before 具体举措 is often a merged cell
_EMPTY = {"title": 2.0, "lead": 2.0, "responsible": 1.5, "support": 0.9, "number": 1.0, "deadline": 1.0}


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells of a column hold: number, title, lead, support, responsible, deadline or '' for anything else."""

    means: str


def fitted(layout: Layout, cells: Cells, columns: Sequence[Column]) -> Cells:
    """Lay cells or lines on columns, in order, so that each looks like what its column holds.

    Args:
        layout: the text.
        cells: the cells, fewer than the columns, or the lines of a row, more or fewer.
        columns: what each column holds.

    Returns:
        One cell a column; an empty one where nothing was laid on it, several lines as one.
    """
    if len(cells) == len(columns) or len(columns) > _MOST_COLUMNS:
        return cells
    looks = [_looks(layout, a, b) for a, b in cells]
    # best[c][n]: the least cost of laying the first n cells on the first c columns, and where column c begins.
    best = [[0.0 if n == 0 else _NEVER for n in range(len(cells) + 1)]]
    begins: list[list[int]] = []
    titles = [n for n, column in enumerate(columns) if column.means == "title"]
    for number, column in enumerate(columns):
        empty = _SPARE_TITLE if number in titles[:-1] else _EMPTY.get(column.means, 0.5)
        row, begin = [], []
        for n in range(len(cells) + 1):
            costs = [
                (best[-1][k] + (_cost(column.means, looks[k:n]) if k < n else empty), k)
                for k in range(n, max(-1, n - _BROKEN_LINES), -1)
            ]
            cost, k = min(costs)
            row.append(cost)
            begin.append(k)
        best.append(row)
        begins.append(begin)
    out: list[tuple[int, int]] = []
    n = len(cells)
    for begin in reversed(begins):
        k = begin[n]
        place = cells[n - 1][1] if n else cells[0][0]
        out.append((cells[k][0], cells[n - 1][1]) if k < n else (place, place))
        n = k
    return tuple(reversed(out))


def _looks(layout: Layout, start: int, end: int) -> str:
    """What a cell looks like: number, unit, time, nothing or text."""
    cell = layout.text[start:end]
    if cell.isdigit():
        return "number"
    if not cell or cell in "-—–/无":
        return "nothing"
    if len(cell) < _LONGEST_TIME and load_rules("deadlines").pattern("time_word").search(cell):
        return "time"
    names = split_names(layout, start, end)
    units = all(name.known for name in names) or (names[0].known and cell.endswith(_DUTIES))
    return "unit" if units else "text"


def _cost(means: str, looks: Sequence[str]) -> float:
    """How badly such cells suit a column."""
    misfits = sum(_misfit(means, look) for look in looks)
    return misfits + 0.4 * (len(looks) - 1)


def _misfit(means: str, look: str) -> float:
    if look == "nothing":
        return 0.0
    if means == "title":
        # 成立服务中心 ends like a unit.
        return {"text": 0.0, "unit": 1.0}.get(look, 3.0)
    if means in ROLES:
        return 0.0 if look == "unit" else 3.0
    wanted = {"number": "number", "deadline": "time"}.get(means)
    return 0.3 + 0.7 * (look == "number") if wanted is None else 3.0 * (look != wanted)
