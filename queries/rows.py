"""What a query returns: a list that also reads as a table, in a terminal, in a notebook, and as a pandas DataFrame.

`flat` lays facts out as rows of a table, whatever facts they hold; every table, file and DataFrame is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from graph.model import ROLES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["OFFSETS", "Record", "Rows", "as_text", "columns_of", "flat", "is_id", "steps"]

T = TypeVar("T")

OFFSETS = frozenset(("start", "end", "rule", "sha256"))  # what programs need and people skip

_SHOWN = 20  # rows of a table; the list, and `to_pandas`, have all of them
_WIDEST = 40  # characters of a cell in a terminal
_STEP = ("name", "role", "title", "task")  # columns of a step of a path
_TELLING = (
    "date",
    "relation",
    "name",
    "title",
    "doc_number",
)  # what a fact in a cell is told by, where it has no sentence


class Rows(list[T]):
    """A list of facts (frozen dataclasses) that shows itself as a table; everything else is as with any list.

    Made as `Rows[Fact](…)` it knows its columns also when it is empty.

    >>> Rows(["省科技厅"])
    1 row
    value
    省科技厅
    """

    @property
    def kind(self) -> Any:
        """The class of the facts, None where that was not said."""
        made_as = getattr(self, "__orig_class__", None)  # set by a call of Rows[Fact]
        return made_as and get_args(made_as)[0]

    def to_pandas(self) -> pd.DataFrame:
        """Return a DataFrame: a column a field, those of an evidence with its name before (`evidence_sentence`)."""
        import pandas as pd

        told = dict(_columns(self.kind))
        proofs = {name: [f"{name}_{field.name}" for field in fields(proof)] for name, proof in told.items() if proof}
        rows = [dict(_opened(row, proofs)) for row in flat(self)]
        columns = [column for name in told for column in proofs.get(name, [name])]
        return pd.DataFrame(rows, columns=list(dict.fromkeys([*columns, *(key for row in rows for key in row)])))

    def __repr__(self) -> str:
        return "\n".join([self._counted(), *self._lines()])

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

    def _lines(self) -> list[str]:
        from rich.cells import cell_len, set_cell_size

        columns, rows = self._table()
        lines = [columns, *([_short(cell) for cell in row] for row in rows)] if rows else []
        widths = [max(cell_len(line[n]) for line in lines) for n in range(len(columns))] if lines else []
        text = [
            "  ".join(set_cell_size(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        return [*text, *(["…"] if len(self) > _SHOWN else [])]

    def _table(self) -> tuple[list[str], list[list[str]]]:
        """The columns that people read, where any of the first rows has something in them, and those rows."""
        found = flat(self[:_SHOWN], wide=False)
        columns = [name for name in columns_of(self, found) if name not in OFFSETS]
        rows = [{name: _on_a_line(as_text(row.get(name))) for name in columns} for row in found]
        filled = [name for name in columns if any(row[name] for row in rows)]
        readable = [name for name in filled if not all(is_id(row[name]) for row in rows if row[name])] or filled
        return readable, [[row[name] for name in readable] for row in rows]


class Record:
    """What a query returns that has one answer; it shows itself as a table of one row.

    A dataclass that is a Record leaves `__repr__` to it: `@dataclass(frozen=True, slots=True, repr=False)`.
    """

    __slots__ = ()

    def to_pandas(self) -> pd.DataFrame:
        """Return a DataFrame of one row, as `Rows.to_pandas` does."""
        return Rows([self]).to_pandas()

    def __repr__(self) -> str:
        return "\n".join(Rows([self])._lines())

    def _repr_html_(self) -> str:
        return Rows([self])._repr_html_()


def flat(found: Iterable[Any], *, wide: bool = True) -> list[dict[str, Any]]:
    """Lay facts out as rows of a table.

    Args:
        found: dataclasses, dicts or plain values.
        wide: whether a matrix has a column for each agency, or one for each role, as the agencies of a task have.

    Returns:
        A dict a row: a fact within a fact gives its own columns, an evidence stays whole, a path is a row a step.
    """
    return [dict(_cells(line, wide)) for one in found for line in _steps_of(one)]


def columns_of(found: Sequence[Any], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the columns of facts.

    Args:
        found: the facts.
        rows: what `flat` made of them.

    Returns:
        The columns that facts of this kind have, be there any or none, then what else is in the rows.
    """
    told = _columns(found.kind) if isinstance(found, Rows) else ()
    return list(dict.fromkeys([*(name for name, _ in told), *(key for row in rows for key in row)]))


def as_text(value: Any, words: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return a value as the text of a cell.

    Args:
        value: a plain value, a fact, or several.
        words: by column, the words for its values.

    Returns:
        An evidence as its sentence, other facts as what names them; several facts each once, several values with 、.
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        parts = dict.fromkeys(as_text(part, words) for part in value)
        return (" " if any(map(_is_fact, value)) else "、").join(parts)
    if isinstance(value, float):
        return f"{value:.15g}"  # every digit of it, and no more
    if not _is_fact(value):
        return str(value)
    said = dict(_fields(value))
    proof = said if "sentence" in said else said.get("evidence") if "role" in said else None
    if proof is not None:
        return as_text(dict(_fields(proof))["sentence"])
    told = [(words or {}).get(name, {}).get(said[name], said[name]) for name in _TELLING if said.get(name)]
    return " ".join(map(str, told)) or str(value)


def is_id(value: Any) -> bool:
    """Tell whether a value is the id of something in the graph."""
    return isinstance(value, str) and value.startswith(("doc:", "agency:"))


def steps(nodes: Iterable[Mapping[str, Any]], edges: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return a path as its steps: each an agency, its role, the task, and what else the edge says."""
    names = {node["id"]: node["name"] for node in nodes}
    return [
        dict(zip(_STEP, (names[edge["agency"]], edge["role"], names[edge["task"]], edge["task"]), strict=True))
        | {key: value for key, value in edge.items() if key not in ("agency", "role", "task")}
        for edge in edges
    ]


def _fields(one: Any) -> Iterator[tuple[str, Any]]:
    if is_dataclass(one):
        yield from ((field.name, getattr(one, field.name)) for field in fields(one))
    elif isinstance(one, Mapping):
        yield from one.items()
    else:
        yield "value", one


def _is_fact(value: Any) -> bool:
    return is_dataclass(value) or isinstance(value, Mapping)


def _steps_of(one: Any) -> Iterable[Any]:
    said = dict(_fields(one))
    if {"nodes", "edges"} <= said.keys():
        return steps(*([dict(_fields(part)) for part in said[name]] for name in ("nodes", "edges")))
    return (one,)


def _cells(one: Any, wide: bool) -> Iterator[tuple[str, Any]]:
    """The columns of a fact, and those of the facts in it."""
    for name, value in _fields(one):
        said = dict(_fields(value)) if _is_fact(value) else {}
        if said and "sentence" not in said:
            roles = set(map(as_text, said.values())) <= {*ROLES, ""}  # a row of a matrix: the role of each agency
            yield from _by_role(said.items()) if roles and not wide else _cells(value, wide)
            continue
        if isinstance(value, tuple) and any(is_dataclass(part) and hasattr(part, "role") for part in value):
            yield from _by_role((part.name, part.role) for part in value)
            yield "agency_count", len({part.name for part in value})
        yield name, value


def _by_role(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    held = list(pairs)
    for role in ROLES:
        yield role, tuple(dict.fromkeys(name for name, one in held if one == role))


def _columns(kind: Any) -> Iterator[tuple[str, Any]]:
    """The columns that facts of a kind have, each with the class of the evidence in it, or None."""
    if kind is str:
        yield "value", None
    if not is_dataclass(kind):
        return
    hints = get_type_hints(kind)
    if {"nodes", "edges"} <= hints.keys():
        yield from ((name, None) for name in _STEP)
        link = get_args(hints["edges"])[0]
        yield from ((name, proof) for name, proof in _columns(link) if name not in ("agency", "role", "task"))
        return
    for field in fields(kind):
        hint = hints[field.name]
        inner = next((part for part in (hint, *get_args(hint)) if is_dataclass(part)), None)
        inside = {part.name for part in fields(inner)} if inner else set()
        several = get_origin(hint) is tuple
        if several and "role" in inside:
            yield from ((name, None) for name in (*ROLES, "agency_count"))
        if inner and not several and "sentence" not in inside:
            yield from _columns(inner)
        elif get_origin(hint) is not dict:  # whose keys are columns
            yield field.name, None if several else inner


def _opened(row: Mapping[str, Any], proofs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The cells of a row with each evidence as a column a field."""
    for name, value in row.items():
        if _is_fact(value):
            yield from ((f"{name}_{key}", part) for key, part in _fields(value))
        elif isinstance(value, tuple) and any(map(is_dataclass, value)):
            yield name, tuple(asdict(part) for part in value)
        elif name not in proofs:
            yield name, value


def _on_a_line(cell: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(cell.split()))


def _short(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…"
