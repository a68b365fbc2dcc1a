"""What a query returns: a list that also reads as a table, in a terminal, in a notebook, and as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Record", "Rows"]

T = TypeVar("T")

_SHOWN = 20  # rows of a table; the list, and `to_pandas`, have all of them
_WIDEST = 40  # characters of a cell in a terminal
_NOT_READ = {"start", "end", "rule", "sha256"}  # what programs need and people skip


class Rows(list[T]):
    """A list of facts (frozen dataclasses) that shows itself as a table; everything else is as with any list.

    >>> Rows(["省科技厅"])
    1 row
    value
    省科技厅
    """

    def to_pandas(self) -> pd.DataFrame:
        """Return a DataFrame: a column a field, those of a nested fact with its name before (`evidence_sentence`)."""
        import pandas as pd

        return pd.DataFrame([dict(_cells(one)) for one in self])

    def __repr__(self) -> str:
        from rich.cells import cell_len, set_cell_size

        columns, rows = self._table()
        lines = [columns, *([_short(cell) for cell in row] for row in rows)] if rows else []
        widths = [max(cell_len(line[n]) for line in lines) for n in range(len(columns))]
        text = [
            "  ".join(set_cell_size(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        return "\n".join([self._counted(), *text, *(["…"] if len(self) > _SHOWN else [])])

    def _repr_html_(self) -> str:
        """Show the table in a notebook; text from documents is only ever text."""
        columns, rows = self._table()
        head = "".join(f"<th>{escape(column)}</th>" for column in columns)
        body = "".join(
            f"<tr>{''.join(f'<td style=text-align:left>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
        )
        more = "<p>…</p>" if len(self) > _SHOWN else ""
        return f"<p>{self._counted()}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def _counted(self) -> str:
        return f"{len(self)} row{'' if len(self) == 1 else 's'}"

    def _table(self) -> tuple[list[str], list[list[str]]]:
        """The columns that people read, where any of the first rows has something in them, and those rows."""
        rows = [{name: _text(value) for name, value in _fields(one)} for one in self[:_SHOWN]]
        columns = [name for name in (rows[0] if rows else ()) if name not in _NOT_READ and any(r[name] for r in rows)]
        readable = [c for c in columns if not all(r[c].startswith(("doc:", "agency:")) for r in rows)] or columns
        return readable, [[row[column] for column in readable] for row in rows]


class Record:
    """What a query returns that has one answer; it shows itself as a table of one row."""

    __slots__ = ()

    def to_pandas(self) -> pd.DataFrame:
        """Return a DataFrame of one row, as `Rows.to_pandas` does."""
        return Rows([self]).to_pandas()

    def _repr_html_(self) -> str:
        return Rows([self])._repr_html_()


def _fields(one: Any) -> Iterator[tuple[str, Any]]:
    if is_dataclass(one):
        yield from ((field.name, getattr(one, field.name)) for field in fields(one))
    elif isinstance(one, dict):
        yield from one.items()
    else:
        yield "value", one


def _cells(one: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The fields of a fact, and those of the facts in it."""
    for name, value in _fields(one):
        if is_dataclass(value) or isinstance(value, dict):
            yield from _cells(value, f"{before}{name}_")
        elif isinstance(value, tuple) and any(map(is_dataclass, value)):
            yield before + name, tuple(asdict(part) for part in value)
        else:
            yield before + name, value


def _text(value: Any) -> str:
    """A value as a person reads it: a fact within a fact by its sentence, name or title, several with 、 between."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return "、".join(map(_text, value))
    if is_dataclass(value) or isinstance(value, dict):
        said = dict(_fields(value))
        named = [said[name] for name in ("sentence", "mention", "name", "title") if name in said]
        return _text(named[0] if named else str(value))
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(str(value).split()))


def _short(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…"
