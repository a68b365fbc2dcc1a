"""Cells of task tables: what a column holds by its head, and cells parted by | or commas instead of tabs.

What a web page says of a document is a table, too: 文号： | … | 成文日期： | … |. Each of these gets a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.rulebook import load_rules
from ingest.typography import BLANK

__all__ = ["ROLES", "is_head", "meaning_of", "with_tabs"]

ROLES = ("lead", "support", "responsible")
_LONGEST_HEAD = 40
_LINE = re.compile(r"[^\n]*\n?")
_RULED = re.compile(rf"[|\-—:：+{BLANK}]+")  # the line below the head in Markdown
_CSV_HEAD = re.compile(r"^[ \u3000\ufeff]{0,8}\"?(?:序号|编号)\"?，[^\n。]+$", re.MULTILINE)
_SPACED_HEAD = re.compile(r"^[ \u3000]*(?:序号|编号)[ \u3000]{2,}\S[^\n。]*$", re.MULTILINE)
_GAP = re.compile(r"(?<=[^ \u3000])[ \u3000](?=[ \u3000]+[^ \u3000\n])")
_BETWEEN = 3  # so many lines without cells may stand between rows
_INDICATOR = re.compile(r"(?:主要|具体|核心|发展)*指标(?:名称|内容)?")
_GOAL = re.compile(r"20\d\d|目标")
_SPACE = re.compile(rf"[{BLANK}\"]+")


def meaning_of(head: str) -> str:
    """Say what a column holds by its head: number, title, lead, support, responsible, deadline or ''.

    Args:
        head: the words at the top of the column, without white space.

    Returns:
        The `means` of the rule that takes it.

    >>> [meaning_of(head) for head in ("序号", "牵头部门", "备注")]
    ['number', 'lead', '']
    """
    if not 0 < len(head) <= _LONGEST_HEAD:
        return ""
    for rule in load_rules("tables")["column"]:
        if rule.pattern.match(head):
            return rule.means
    return ""


def is_head(meanings: Sequence[str]) -> bool:
    """Say whether columns of these meanings make a task table.

    Args:
        meanings: what each column holds.

    Returns:
        True where units have a column and one more is known.
    """
    return any(m in ROLES for m in meanings) and sum(bool(m) for m in meanings) >= 2


def with_tabs(text: str) -> str:
    """Put tabs between the cells of task tables that are written with |, as CSV with commas, or set with spaces.

    Args:
        text: the document, normalized.

    Returns:
        A text of the same length.
    """
    if "|" in text:
        text = _parted(text, "|")
    if "序号" in text or "编号" in text:
        if head := _CSV_HEAD.search(text):
            text = text[: head.start()] + _parted(text[head.start() :], "，")
        if head := _SPACED_HEAD.search(text):
            text = text[: head.start()] + _spaced(text[head.start() :])
    return text


def _spaced(text: str) -> str:
    """Columns set with spaces: two and more of them part two cells, as long as lines have them."""
    lines = _LINE.findall(text)
    if not is_head([meaning_of(cell.strip()) for cell in _GAP.split(lines[0])]):
        return text
    last = 0
    for n, line in enumerate(lines):
        if _GAP.search(line):
            last = n
        elif n - last > _BETWEEN:
            break
    return "".join(_GAP.sub("\t", line) if n <= last else line for n, line in enumerate(lines))


def _parted(text: str, mark: str) -> str:
    out: list[str] = []
    columns = missed = 0  # of the table that is open
    for line in _LINE.findall(text):
        cells = _cells(line, mark)
        if len(cells) == 1:
            missed += bool(line.strip())
            # 序号 |: one cell a line
            out.append(line.replace("|", " ") if mark == "|" and line.count("|") == 1 else line)
            continue
        if mark == "|" and cells[0].rstrip().endswith("："):
            out.append(_fields(line))
            continue
        heads = [_SPACE.sub("", cell) for cell in cells]
        if is_head([meaning_of(head) for head in heads]) or _is_indicator_head(heads):
            columns = len(cells)
        elif missed > _BETWEEN:
            columns = 0
        missed = 0
        out.append(_line_with_tabs(line, cells, mark) if columns and (mark == "|" or len(cells) == columns) else line)
    return "".join(out)


def _is_indicator_head(heads: Sequence[str]) -> bool:
    """指标 | 单位 | 2020年 | 2025年."""
    named = any(_INDICATOR.fullmatch(head) for head in heads)
    return named and any(_GOAL.search(head) for head in heads)


def _bare(line: str) -> str:
    """The line without white space and without the marks at its edges."""
    return line.strip().removeprefix("|").removesuffix("|")


def _cells(line: str, mark: str) -> list[str]:
    """The cells of a line; a mark in quotes parts none."""
    # Every second piece stands between quotes and keeps its marks.
    pieces = _bare(line).split('"')
    pieces[1::2] = [piece.replace(mark, "\0") for piece in pieces[1::2]]
    return '"'.join(pieces).split(mark)


def _fields(line: str) -> str:
    """文号：|…|成文日期：|…|: a line break behind every value."""
    return re.sub(rf"(?<!：)(?P<blank>[{BLANK}]?)\|(?=[^|]*：)", r"\g<blank>\n", line).replace("|", " ")


def _line_with_tabs(line: str, cells: Iterable[str], mark: str) -> str:
    if _RULED.fullmatch(line.strip("\n")):
        return re.sub(r"[^\n]", " ", line)
    bare = _bare(line)
    before = line.index(bare)
    inner = "\t".join(cells).replace("\0", mark).replace('"', " ")
    return line[:before].replace("|", " ") + inner + line[before + len(bare) :].replace("|", " ")
