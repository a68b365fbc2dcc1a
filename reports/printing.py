"""Answers as text: a table to read, CSV for a spreadsheet, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from queries.agency import KIND_WORDS
from queries.citation import RELATION_WORDS
from queries.responsibility import ROLE_WORDS
from queries.succession import REFORM_WORDS
from queries.validity import STATE_WORDS
from reports.terminal import one_line

__all__ = ["HEADINGS", "WORDS", "as_cell", "as_csv", "as_json", "as_table", "inert"]

# Some locales of a spreadsheet take the wide forms too.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")
_WIDEST = 60  # characters of a cell in a table; CSV and JSON hold all of it

WORDS: dict[str, dict[str, str]] = {
    "role": {str(role): word for role, word in ROLE_WORDS.items()},
    "other_role": {str(role): word for role, word in ROLE_WORDS.items()},
    "relation": RELATION_WORDS,
    "kind": REFORM_WORDS | KIND_WORDS,
    "state": STATE_WORDS,
}

# What a person reads in a terminal, in this order; ids, offsets and rules stand in CSV and JSON.
HEADINGS = {
    "number": "序号",
    "title": "标题",
    "name": "名称",
    "agency_name": "单位",
    "agency": "单位",
    "other_name": "对方",
    "role": "角色",
    "other_role": "对方角色",
    "lead": "牵头",
    "support": "配合",
    "responsible": "负责",
    "tasks": "任务",
    "led": "前者牵头",
    "supported": "后者牵头",
    "indicator": "指标",
    "comparator": "比较",
    "value": "数值",
    "value_to": "至",
    "unit": "计量单位",
    "year": "年份",
    "count": "数量",
    "deadline_text": "期限",
    "doc_number": "文号",
    "citing_title": "引用文件",
    "relation": "关系",
    "cited_title": "被引文件",
    "cited_number": "被引文号",
    "issued": "日期",
    "jurisdiction": "地区",
    "kind": "类别",
    "task_title": "所在任务",
    "context": "上下文",
    "candidates": "可能是",
    "old_name": "原单位",
    "new_name": "现单位",
    "body": "原单位",
    "date": "起",
    "state": "状态",
    "effective_from": "施行",
    "expires": "有效至",
    "source": "出处",
    "evidence": "依据",
}


def as_json(value: Any) -> str:
    """Return a value as one line of JSON, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False)


def as_csv(items: list[dict[str, Any]]) -> str:
    """Return items as CSV with a header line; no cell can start a formula.

    Args:
        items: dicts; an evidence is written as its sentence, a list with 、 between its parts.

    Returns:
        CSV text, lines ending in CR LF as RFC 4180 says.
    """
    columns = list(dict.fromkeys(key for item in items for key in item))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[inert(as_cell(item.get(column))) for column in columns] for item in items])
    return out.getvalue()


def as_table(items: list[dict[str, Any]], *, width: int | None = None) -> str:
    """Return items as a table for the terminal: the columns that people read, long cells cut.

    Args:
        items: dicts with the same keys, at least one.
        width: columns of the terminal; None asks it.

    Returns:
        The table's text; document text in it is never markup.
    """
    filled = {key for item in items for key, value in item.items() if value not in (None, (), [], "")}
    subject = filled & {"title", "name", "agency_name", "indicator", "cited_title", "cited_number", "old_name"}
    if "agency_name" in filled or len({as_cell(item.get("agency")) for item in items}) == 1:
        filled.discard("agency")  # an id beside its name; or whom the question was about, who stands above the table
    columns = [key for key in HEADINGS if key in filled] if subject else [key for key in items[0] if key in filled]
    table = Table(header_style="bold")
    for column in columns:
        table.add_column(Text(HEADINGS.get(column, column)), overflow="fold")
    for item in items:
        table.add_row(*(Text(_shown(column, item.get(column))) for column in columns))
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


def as_cell(value: Any) -> str:
    """Return a value as the text of a cell: an evidence as its sentence, a list with 、 between its parts."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("sentence") or as_json(value))
    if isinstance(value, list | tuple):
        return "、".join(as_cell(part) for part in value)
    if isinstance(value, float):
        return f"{value:.15g}"  # every digit of it, and no more
    return str(value)


def _shown(column: str, value: Any) -> str:
    if isinstance(value, str) and (word := WORDS.get(column, {}).get(value)):
        return word
    if isinstance(value, dict) and "sentence" in value:
        return _around(value["sentence"], value.get("text") or "")
    return _short(as_cell(value))


def _around(sentence: str, words: str) -> str:
    """Cut a long sentence to the part that holds the words."""
    flat, at = " ".join(sentence.split()), max(sentence.find(words), 0)
    start = max(min(at - (_WIDEST - len(words)) // 2, len(flat) - _WIDEST), 0)
    return ("…" if start else "") + _short(flat[start:])


def _short(cell: str) -> str:
    flat = one_line(" ".join(cell.split()))
    return flat if len(flat) <= _WIDEST else f"{flat[: _WIDEST - 1]}…"
