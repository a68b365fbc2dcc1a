"""The graph as a workbook that people hand on: the ledger of tasks, agencies, documents, citations, targets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from queries.agency import KIND_WORDS
from queries.citation import RELATION_WORDS
from queries.export import Edge, Node, Part
from queries.rows import OFFSETS, as_text, columns_of, flat
from queries.succession import REFORM_WORDS
from reports.headings import COMPARATOR_WORDS, Column, in_words, read_columns
from reports.workbook import Sheet, Workbook

__all__ = ["write_rows", "write_workbook"]

_WIDEST, _NARROWEST = 60, 8

# Each sheet's columns with their widths in characters.
_SHEETS: dict[str, dict[str, int]] = {
    "任务": {
        "序号": 8,
        "任务": 36,
        "牵头单位": 22,
        "配合单位": 36,
        "责任单位": 30,
        "完成时限": 16,
        "文件": 36,
        "文号": 20,
        "依据原文": 60,
    },
    "单位": {
        "单位": 30,
        "类别": 14,
        "地区": 14,
        "层级": 8,
        "牵头": 8,
        "配合": 8,
        "负责": 8,
        "起": 12,
        "止": 12,
        "别称": 40,
        "后续单位": 40,
        "可能是": 40,
    },
    "文件": {
        "文件": 50,
        "文号": 20,
        "成文日期": 12,
        "地区": 12,
        "类别": 10,
        "发文单位": 30,
        "起始年": 8,
        "终止年": 8,
        "施行": 12,
        "失效": 12,
        "在库": 8,
        "出处": 30,
    },
    "引文": {
        "引用文件": 40,
        "引用文号": 20,
        "关系": 8,
        "被引文件": 40,
        "被引文号": 20,
        "被引在库": 10,
        "所在任务": 30,
        "依据原文": 60,
    },
    "指标": {
        "指标": 30,
        "比较": 8,
        "数值": 12,
        "至": 12,
        "计量单位": 10,
        "年份": 8,
        "基期": 12,
        "任务": 36,
        "文件": 36,
        "文号": 20,
        "依据原文": 60,
    },
}
_ROLE_COLUMNS = {"LEADS": "牵头单位", "SUPPORTS": "配合单位", "RESPONSIBLE_FOR": "责任单位"}


def write_workbook(parts: Iterable[Part], file: BinaryIO) -> None:
    """Write parts of the graph as a workbook of five sheets.

    Args:
        parts: from `queries.export.parts`.
        file: open for bytes.

    Raises:
        PolicyGraphError: xlsxwriter is not installed, or a sheet would have more rows than Excel can open.
    """
    with Workbook(file) as book:
        sheets = {name: book.sheet(name, columns) for name, columns in _SHEETS.items()}
        ledger = _Ledger(sheets)
        for part in parts:
            ledger.add(part)
        ledger.add_what_waits()


def write_rows(found: Sequence[Any], file: BinaryIO) -> None:
    """Write the result of a query as a workbook of one sheet: what people read first, ids last, offsets left out.

    Args:
        found: facts or dicts.
        file: open for bytes.

    Raises:
        PolicyGraphError: xlsxwriter is not installed, or there are more rows than Excel can open.
    """
    rows = flat(found)
    columns = [one for one in read_columns(columns_of(found, rows), rows) if one.name not in OFFSETS]
    often = Counter(one.heading for one in columns)
    headings = [one.heading if often[one.heading] == 1 else f"{one.heading} {one.name}" for one in columns]
    cells = [
        {heading: _value(one, row.get(one.name)) for heading, one in zip(headings, columns, strict=True)}
        for row in rows
    ]
    longest = {heading: max([len(heading), *(len(str(row[heading])) for row in cells)]) for heading in headings}
    widths = {heading: max(_NARROWEST, min(_WIDEST, 2 * length + 2)) for heading, length in longest.items()}
    with Workbook(file) as book:
        sheet = book.sheet("结果", widths)
        for row in cells:
            sheet.add(row)


def _value(column: Column, value: Any) -> Any:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if number else in_words(column, value)


class _Ledger:
    """The five sheets; agencies, and rows about documents told later, wait until all parts were seen."""

    def __init__(self, sheets: dict[str, Sheet]) -> None:
        self._sheets = sheets
        self._agencies: dict[str, Node] = {}
        self._documents: dict[str, Node] = {}
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._heirs: dict[str, list[str]] = defaultdict(list)
        self._citations: list[tuple[Edge, str]] = []

    def add(self, part: Part) -> None:
        """Write the tasks and targets of a part; keep what is needed for the other sheets."""
        self._agencies.update((node.id, node) for node in part.nodes if node.kind == "Agency")
        tasks = {node.id: node for node in part.nodes if node.kind == "Task"}
        self._documents.update((node.id, node) for node in part.nodes if node.kind == "Document")
        roles: dict[str, list[Edge]] = defaultdict(list)
        holders: dict[str, str] = {}
        issuers: dict[str, list[str]] = defaultdict(list)
        for edge in part.edges:
            if edge.kind in _ROLE_COLUMNS:
                roles[edge.target].append(edge)
                self._counts[edge.source][edge.kind] += 1
            elif edge.kind == "HAS_TARGET":
                holders[edge.target] = edge.source
            elif edge.kind == "ISSUED":
                issuers[edge.target].append(self._agencies[edge.source].label)
            elif edge.kind == "SUCCEEDED_BY":
                word = REFORM_WORDS.get(str(edge.properties["change"]), "")
                self._heirs[edge.source].append(f"{edge.properties['date']} {word}{self._agencies[edge.target].label}")
            elif edge.kind == "CITES":
                task = tasks.get(str(edge.properties.get("task")))
                self._citations.append((edge, task.label if task else ""))
        for node in part.nodes:
            if node.kind == "Task":
                self._add_task(node, roles[node.id])
            elif node.kind == "Target":
                self._add_target(node, tasks.get(holders[node.id]))
            elif node.kind == "Document":
                self._add_document(node, issuers[node.id])

    def add_what_waits(self) -> None:
        """Write agencies with their counts, and citations, whose cited document may have come after them."""
        for agency in self._agencies.values():
            said, counts = agency.properties, self._counts[agency.id]
            self._sheets["单位"].add(
                {
                    "单位": agency.label,
                    "类别": KIND_WORDS.get(str(said.get("type")), said.get("type")),
                    "地区": said.get("jurisdiction"),
                    "层级": said.get("level"),
                    "牵头": counts["LEADS"],
                    "配合": counts["SUPPORTS"],
                    "负责": counts["RESPONSIBLE_FOR"],
                    "起": said.get("valid_from"),
                    "止": said.get("valid_to"),
                    "别称": as_text(said.get("names")),
                    "后续单位": "；".join(self._heirs[agency.id]),
                    "可能是": as_text(said.get("candidates")),
                }
            )
        for edge, task in self._citations:
            if edge.target not in self._documents:  # removed from the store meanwhile
                continue
            citing, cited = self._documents[edge.source].properties, self._documents[edge.target].properties
            self._sheets["引文"].add(
                {
                    "引用文件": citing.get("title"),
                    "引用文号": citing.get("doc_number"),
                    "关系": RELATION_WORDS[str(edge.properties["relation"])],
                    "被引文件": cited.get("title"),
                    "被引文号": cited.get("doc_number"),
                    "被引在库": _yes(cited["held"]),
                    "所在任务": task,
                    "依据原文": edge.properties["sentence"],
                }
            )

    def _document_of(self, node: Node) -> dict[str, Any]:
        document = self._documents[str(node.properties["document"])]
        return {"文件": document.label, "文号": document.properties.get("doc_number")}

    def _add_task(self, task: Node, roles: list[Edge]) -> None:
        named: dict[str, list[str]] = defaultdict(list)
        for edge in roles:
            named[_ROLE_COLUMNS[edge.kind]].append(self._agencies[edge.source].label)
        sentences = dict.fromkeys(str(edge.properties["sentence"]) for edge in roles)
        said = task.properties
        self._sheets["任务"].add(
            {
                "序号": said.get("number"),
                "任务": task.label,
                "完成时限": said.get("deadline_text") or said.get("deadline"),
            }
            | {column: "、".join(named[column]) for column in _ROLE_COLUMNS.values()}
            | self._document_of(task)
            | {"依据原文": "\n".join(sentences) or said["text"]}
        )

    def _add_target(self, target: Node, task: Node | None) -> None:
        said = target.properties
        self._sheets["指标"].add(
            {
                "指标": said["indicator"],
                "比较": COMPARATOR_WORDS[str(said["comparator"])],
                "数值": said["value"],
                "至": said.get("value_to"),
                "计量单位": said["unit"],
                "年份": said.get("year"),
                "基期": said.get("baseline"),
                "任务": task.label if task else "",
                "依据原文": said["sentence"],
            }
            | self._document_of(target)
        )

    def _add_document(self, document: Node, issuers: list[str]) -> None:
        said = document.properties
        self._sheets["文件"].add(
            {
                "文件": document.label,
                "文号": said.get("doc_number"),
                "成文日期": said.get("issued"),
                "地区": said.get("jurisdiction"),
                "类别": said.get("type"),
                "发文单位": "、".join(issuers),
                "起始年": said.get("period_from"),
                "终止年": said.get("period_to"),
                "施行": said.get("effective_from"),
                "失效": said.get("expires"),
                "在库": _yes(said["held"]),
                "出处": said.get("source"),
            }
        )


def _yes(value: Any) -> str:
    return "是" if value else "否"
