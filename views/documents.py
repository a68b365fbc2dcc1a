"""文件: the library's list; one document beside what was read from it, each extract leading to its paragraph."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from graph.errors import NodeNotFound
from queries.citation import RELATION_WORDS, cites
from queries.document import Document, document, document_text, documents, sections_of_document
from queries.target import targets_of_document
from queries.task import tasks
from queries.validity import validity
from views.failure import show_empty
from views.filters import choose_document, document_label, explain_not_found
from views.library import ask
from views.original import Mark, runs, show_original, show_title
from views.routes import address, open_page, set_address
from views.table import show_table
from views.wording import amount, joined, numbered, visible

__all__ = ["page"]

_HEIGHT = 640
_FOCUS = ("at", "task", "target")  # parameters that say which words the reader wants to see


@dataclass(frozen=True, slots=True)
class Extract:
    """A row of what was read: its cells, its words in the text, the kind of mark."""

    id: str
    cells: dict[str, object]
    start: int
    end: int
    kind: str


def page() -> None:
    """Show the page."""
    st.title("文件")
    doc = choose_document(empty="选择一份文件，或输入文号、标题")
    if doc is None:
        _show_list()
        return
    try:
        shown = ask(document, doc)
    except NodeNotFound as error:
        explain_not_found(error)
        return
    show_title(document_label(shown), key="document_title")
    st.text(_about(shown))
    if not shown.held:
        st.info("这份文件只被引用，原文不在库中。")
    for change in ask(validity, document=shown.id)[0].changes:
        by = change.title or change.doc_number or change.document
        st.text(f"{change.date or '日期不详'} 被《{visible(by)}》{RELATION_WORDS[change.relation]}。")
    if st.button("查看引用关系", key="open_citations"):
        open_page("citations", doc=shown.id)
    if shown.held:
        _show_document(shown)


def _show_list() -> None:
    found = ask(documents)
    st.caption(f"共 {len(found)} 份文件；点一行打开")
    if not found:
        show_empty()
        return
    rows: list[dict[str, object]] = [
        {
            "文件": document_label(one),
            "文号": visible(one.doc_number),
            "地区": visible(one.jurisdiction),
            "种类": visible(one.kind),
            "日期": visible(one.issued),
            "任务": one.tasks,
            "指标": one.targets,
            "引用": one.cites,
            "被引": one.cited_by,
        }
        for one in found
    ]
    widths = {"文号": 160, "地区": 80, "种类": 60, "日期": 95, "任务": 55, "指标": 55, "引用": 55, "被引": 55}
    chosen = show_table(rows, key="documents", widths=widths)
    if chosen is not None:
        open_page("documents", doc=found[chosen].id)


def _about(shown: Document) -> str:
    period = f"{shown.period_from}—{shown.period_to} 年" if shown.period_from else None
    parts = (
        shown.doc_number,
        "、".join(shown.issuers),
        shown.issued,
        shown.jurisdiction,
        shown.kind,
        period,
        f"自 {shown.effective_from} 起施行" if shown.effective_from else None,
        f"有效期至 {shown.expires}" if shown.expires else None,
        shown.source,
    )
    return " · ".join(visible(part) for part in parts if part)


def _show_document(shown: Document) -> None:
    text = ask(document_text, shown.id)
    extracts = _extracts(shown, text)
    focus = _focus(extracts)
    beside, reading = st.columns([1, 1.25], gap="medium")
    with beside:
        task_id = address("task")
        if task_id and st.button("在责任清单中打开所选任务", key="open_task"):
            open_page("ledger", task=task_id)
        for tab, (word, found) in zip(
            st.tabs([f"{word}（{len(found)}）" for word, found in extracts.items()]), extracts.items(), strict=True
        ):
            with tab:
                _show_extracts(shown, word, found)
    marks = [Mark(one.start, one.end, one.kind) for found in extracts.values() for one in found]
    marks += [
        Mark(agency.evidence.start, agency.evidence.end, agency.role)
        for task in ask(tasks, document=shown.id)
        for agency in task.agencies
    ]
    if focus is not None:
        marks.append(Mark(*focus, "chosen"))
    with reading, st.container(border=True):
        show_original(runs(text, marks, focus=focus[0] if focus else None), key="document_text", height=_HEIGHT)
        st.caption("红：牵头　灰线：配合、负责　绿线：指标　紫线：引文　黄底：所选")


def _extracts(shown: Document, text: str) -> dict[str, list[Extract]]:
    found_tasks = ask(tasks, document=shown.id)
    return {
        "任务": [
            Extract(
                one.task,
                {
                    "序号": visible(one.number),
                    "任务": visible(one.title),
                    "单位": joined(agency.mention for agency in one.agencies),
                },
                *_title_in(text, one.title, one.start, one.end),
                "task",
            )
            for one in found_tasks
        ],
        "指标": [
            Extract(
                one.target,
                {"指标": visible(one.indicator), "数值": amount(one), "年份": str(one.year or "")},
                one.evidence.start,
                one.evidence.end,
                "target",
            )
            for one in ask(targets_of_document, shown.id)
        ],
        "引文": [
            Extract(
                f"{one.evidence.start}",
                {
                    "关系": RELATION_WORDS[one.relation],
                    "文件": visible(one.cited_title or one.cited_number or one.cited),
                    "文号": visible(one.cited_number),
                },
                one.evidence.start,
                one.evidence.end,
                "citation",
            )
            for one in ask(cites, shown.id)
        ],
        "章节": [
            Extract(
                one.id,
                {"章节": "　" * (one.level - 1) + numbered(one.number, one.title)},
                *_title_in(text, one.title, one.start, one.end),
                "heading",
            )
            for one in ask(sections_of_document, shown.id)
        ],
    }


def _title_in(text: str, title: str, start: int, end: int) -> tuple[int, int]:
    """Find the title of a task or section in its text; the first line where the title was put together."""
    at = text.find(title, start, end)
    if at >= 0:
        return at, at + len(title)
    line = text.find("\n", start, end)
    return start, end if line < 0 else line


def _focus(extracts: dict[str, list[Extract]]) -> tuple[int, int] | None:
    """Find the words that the address points to: an extract by its id, or an offset."""
    wanted = {address(name) for name in _FOCUS} - {None}
    return next(((one.start, one.end) for found in extracts.values() for one in found if one.id in wanted), None)


def _show_extracts(shown: Document, word: str, found: list[Extract]) -> None:
    if not found:
        st.caption("没有读出。")
        return
    widths = {"序号": 55, "数值": 120, "年份": 60, "关系": 60}
    chosen = show_table(
        [one.cells for one in found], key=f"extracts_{word}_{shown.id}", widths=widths, height=_HEIGHT - 40
    )
    if chosen is not None:
        for name in _FOCUS:
            set_address(name, None)
        set_address({"任务": "task", "指标": "target"}.get(word, "at"), found[chosen].id)
        st.rerun()


if __name__ == "__main__":
    page()
