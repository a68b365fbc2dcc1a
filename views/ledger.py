"""责任清单: every task with who leads, supports and is responsible; a row opens the task and its sentence."""

from __future__ import annotations

import streamlit as st

from graph.errors import NodeNotFound
from queries.task import Task, tasks
from views.filters import choose_agency, choose_document, choose_role, choose_words, explain_not_found
from views.library import ask
from views.routes import address, set_address
from views.table import show_table
from views.taskcard import show_task
from views.wording import joined, visible

__all__ = ["page"]

_WIDTHS = {"序号": 60, "任务": 260, "牵头": 130, "配合": 260, "负责": 200, "期限": 110}


def page() -> None:
    """Show the page."""
    st.title("责任清单")
    columns = st.columns([3, 2.6, 3, 2.4])
    with columns[0]:
        dept = choose_agency()
    with columns[1]:
        role = choose_role()
    with columns[2]:
        doc = choose_document()
    with columns[3]:
        words = choose_words("关键词", placeholder="任务或原文")
    try:
        found: list[Task] = ask(tasks, document=doc, agency=dept, role=role, text=words)
    except NodeNotFound as error:
        explain_not_found(error)
        found = []
    if role and not dept:
        found = [one for one in found if one.named(role)]
    st.caption(f"共 {len(found)} 项任务")
    chosen = address("task")
    if chosen is None:
        _show_list(found, narrow=False)
        return
    beside, card = st.columns([2, 3], gap="medium")
    with beside:
        _show_list(found, narrow=True)
    with card, st.container(border=True):
        if st.button("关闭，返回清单", key="close_task", type="tertiary", icon=":material/close:"):
            set_address("task", None)
            st.rerun()
        try:
            show_task(chosen)
        except NodeNotFound as error:
            explain_not_found(error)


def _show_list(found: list[Task], *, narrow: bool) -> None:
    if not found:
        st.info("没有符合条件的任务。请放宽筛选条件。")
        return
    rows = [_row(one) for one in found]
    if narrow:
        rows = [{"序号": row["序号"], "任务": row["任务"], "单位": row["牵头"] or row["负责"]} for row in rows]
    else:
        filled = {name for row in rows for name, cell in row.items() if cell}
        rows = [{name: cell for name, cell in row.items() if name in filled} for row in rows]
    # A key of its own for each set of rows: a click on the third row must not mean the third row of another list.
    key = f"tasks_{'narrow' if narrow else 'wide'}_{hash(tuple(one.task for one in found))}"
    chosen = show_table(
        rows, key=key, widths=_WIDTHS | ({"任务": 200} if narrow else {}), height=560 if narrow else None
    )
    if chosen is not None:
        set_address("task", found[chosen].task)
        st.rerun()


def _row(one: Task) -> dict[str, object]:
    return {
        "序号": visible(one.number),
        "任务": visible(one.title),
        "牵头": joined(one.named("lead")),
        "配合": joined(one.named("support")),
        "负责": joined(one.named("responsible")),
        "期限": visible(one.deadline_text or one.deadline),
        "出处": visible(one.document_title or one.source),
    }


if __name__ == "__main__":
    page()
