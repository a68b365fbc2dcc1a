"""One task in full: its paragraph with the proving sentence marked, who is in it, its numbers, what it rests on."""

from __future__ import annotations

import streamlit as st

from graph.sentences import sentence_around
from queries.citation import RELATION_WORDS, Citation, citations_of_task
from queries.document import document_text
from queries.target import Target, targets_of_task
from queries.task import Task, task
from views.filters import dept_of
from views.library import ask
from views.original import Mark, excerpt, runs, show_original, show_title
from views.routes import open_page
from views.table import show_table
from views.wording import ROLE_WORDS, amount, joined, numbered, visible

__all__ = ["show_task"]


def show_task(task_id: str) -> None:
    """Show a task's card.

    Args:
        task_id: the task's id.

    Raises:
        NodeNotFound: no task has the id.
    """
    shown = ask(task, task_id)
    targets, citations = ask(targets_of_task, task_id), ask(citations_of_task, task_id)
    show_title(numbered(shown.number, shown.title), key="task_title")
    where = [shown.document_title or shown.document, shown.section_title, shown.deadline_text or shown.deadline]
    st.text(" · ".join(visible(part) for part in where if part))
    for role, word in ROLE_WORDS.items():
        names = shown.named(role)
        if names:
            st.text(f"{word}：{joined(names)}")
    if not shown.agencies:
        st.info("原文没有为这项任务指明单位。")
    _show_paragraph(shown, targets, citations)
    if st.button("在文件中查看", key="task_document"):
        open_page("documents", doc=shown.document, task=shown.task)
    _show_agencies(shown)
    _show_targets(targets)
    _show_citations(citations)


def _show_paragraph(shown: Task, targets: list[Target], citations: list[Citation]) -> None:
    text = ask(document_text, shown.document)
    marks = [Mark(*sentence_around(text, a.evidence.start, a.evidence.end), "sentence") for a in shown.agencies]
    marks += [Mark(agency.evidence.start, agency.evidence.end, agency.role) for agency in shown.agencies]
    marks += [Mark(target.evidence.start, target.evidence.end, "target") for target in targets]
    marks += [Mark(citation.evidence.start, citation.evidence.end, "citation") for citation in citations]
    spans = [(mark.start, mark.end) for mark in marks] + [(shown.start, shown.end)]
    with st.container(border=True):
        show_original(runs(text, marks, ranges=excerpt(text, spans)), key="task_text")


def _show_agencies(shown: Task) -> None:
    if shown.agencies:
        st.markdown("**单位**（点一行打开单位画像）")
        rows = [
            {"角色": ROLE_WORDS[agency.role], "文中写法": visible(agency.mention), "单位全称": visible(agency.name)}
            for agency in shown.agencies
        ]
        chosen = show_table(rows, key=f"task_agencies_{shown.task}", widths={"角色": 60})
        if chosen is not None:
            open_page("unit", dept=dept_of(shown.agencies[chosen].agency))


def _show_targets(targets: list[Target]) -> None:
    if targets:
        st.markdown("**指标**")
        rows = [
            {"指标": visible(target.indicator), "数值": amount(target), "年份": str(target.year or "")}
            for target in targets
        ]
        show_table(rows, key="task_targets", widths={"年份": 70})


def _show_citations(citations: list[Citation]) -> None:
    if citations:
        st.markdown("**引文**（点一行查看这份文件的引用关系）")
        rows = [
            {
                "关系": RELATION_WORDS[citation.relation],
                "文件": visible(citation.cited_title or citation.cited_number),
                "文号": visible(citation.cited_number),
            }
            for citation in citations
        ]
        chosen = show_table(rows, key=f"task_citations_{citations[0].task}", widths={"关系": 60})
        if chosen is not None:
            open_page("citations", doc=citations[chosen].cited)
