"""Answers as text: a table to read, CSV for a spreadsheet, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from queries.evidence import Evidence
from queries.rows import OFFSETS, as_text, columns_of, flat, is_id
from reports.headings import Column, in_words, read_columns
from reports.terminal import one_line

__all__ = ["as_csv", "as_json", "as_table", "inert"]

# Some locales of a spreadsheet take the wide forms too. A lone = is no formula: targets have it.
_FORMULA = re.compile(r"=.|[+\-@＝＋－＠\t\r\n]", re.S)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")
_WIDEST = 60  # characters of a cell in a table; CSV and JSON hold all of it
_WIDEST_ID = 36  # columns of the terminal, so that an id leaves room for the rest

# What would make a table too wide: CSV has it all but the offsets and rules of evidence, and JSON these too.
_BESIDE = OFFSETS | {
    "citing_jurisdiction",
    "citing_number",
    "cited_held",
    "cited_issued",
    "cited_jurisdiction",
    "cited_source",
    "mention",
    "mentions",
    "other_mention",
    "section_title",
    "task_number",
    "text",
    "year_inherited",
}
_OF_DOCUMENTS = {"cited_by", "cites", "held", "period_from", "period_to", "targets"}


def as_json(value: Any) -> str:
    """Return a value as one line of JSON, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False)


def as_csv(found: Sequence[Any]) -> str:
    """Return facts as CSV with a header line; no cell can start a formula.

    Args:
        found: facts or dicts; an evidence is written as its sentence, a list with 、 between its parts.

    Returns:
        CSV text, lines ending in CR LF as RFC 4180 says.
    """
    rows = flat(found)
    columns = columns_of(found, rows)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[inert(as_text(row.get(column))) for column in columns] for row in rows])
    return out.getvalue()


def as_table(found: Sequence[Any], *, ids: bool = False, width: int | None = None) -> str:
    """Return facts as a table for the terminal: the columns that people read, long cells cut.

    Args:
        found: facts or dicts of one kind, at least one.
        ids: whether to show the id of what can be asked for by nothing else, such as a task.
        width: columns of the terminal; None asks it.

    Returns:
        The table's text; document text in it is never markup.
    """
    rows = flat(found, wide=False)
    names = columns_of(found, rows)
    if {"source", "evidence"} <= set(names) and not set(names) & {"document", "doc_number", "citing"}:
        names.append("document")  # people know documents by their titles, not by their files
        rows = [row | {"document": _document_of(row["evidence"])} for row in rows]
    table = Table(header_style="bold")
    columns = _columns_shown(names, rows, ids)
    for column in columns:
        table.add_column(Text(column.heading), overflow="fold", max_width=_WIDEST_ID if column.holds_ids else None)
    for row in rows:
        table.add_row(*(Text(_shown(column, row.get(column.name))) for column in columns))
    out = io.StringIO()
    Console(file=out, width=width).print(table)
    return out.getvalue()


def inert(cell: str) -> str:
    """Return a cell that a spreadsheet takes as text: a leading = + - @ (wide ones too) or white space is quoted.

    >>> inert("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    >>> inert("-3.5")
    '-3.5'
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _columns_shown(names: Sequence[str], rows: Sequence[dict[str, Any]], ids: bool) -> list[Column]:
    texts = {name: [as_text(row.get(name)) for row in rows] for name in names}
    filled = {name for name, cells in texts.items() if any(cells)}
    idle = set(_BESIDE)
    # Whom the question was about stands above the table.
    idle |= {name for name in ("agency", "task") if len(set(texts.get(name, ()))) == 1}
    if texts.get("evidence") == texts.get("other_evidence"):  # one clause names both
        idle.add("other_evidence")
    if "sha256" in names:
        idle |= _OF_DOCUMENTS
    if "deadline_text" in filled:
        idle.add("deadline")
    if filled & {"document_title", "document", "citing_title"}:
        idle.add("source")
    by_name = {"cited_by"} | ({"document"} if "document_title" not in filled and "doc_number" not in names else set())
    own = next((name for name in names if ids and any(is_id(cell) and "#" in cell for cell in texts[name])), None)
    return [
        column
        for column in read_columns(names, rows, by_name=by_name)
        if column.name in filled and (column.name == own or (column.name not in idle and not column.holds_ids))
    ]


def _shown(column: Column, value: Any) -> str:
    if column.name in ("cited_by", "document") and is_id(value):  # the number or the title that a document's id has
        name = value.partition(":")[2]
        value = name.partition("/")[2] or name
    if isinstance(value, Evidence):
        return _around(value.sentence, value.text)
    if isinstance(value, Mapping) and "sentence" in value:
        return _around(value["sentence"], value.get("text") or "")
    return _short(in_words(column, value))


def _document_of(evidence: Any) -> Any:
    return evidence.get("document") if isinstance(evidence, Mapping) else getattr(evidence, "document", None)


def _around(sentence: str, words: str) -> str:
    """Cut a long sentence to the part that holds the words."""
    line, at = " ".join(sentence.split()), max(sentence.find(words), 0)
    start = max(min(at - (_WIDEST - len(words)) // 2, len(line) - _WIDEST), 0)
    return ("…" if start else "") + _short(line[start:])


def _short(cell: str) -> str:
    flat = one_line(" ".join(cell.split()))
    return flat if len(flat) <= _WIDEST else f"{flat[: _WIDEST - 1]}…"
