"""总览: how much the library holds, one search over everything, and who leads most."""

from __future__ import annotations

import streamlit as st

from queries.agency import agency_ranking, unresolved_agencies
from queries.document import Counts, Hit, counts, search
from queries.target import Target, targets_by_indicator
from views.failure import show_empty
from views.filters import agency_label, choose_words, dept_of
from views.library import ask
from views.routes import address, open_page, set_address
from views.table import show_table
from views.wording import amount, numbered, visible

__all__ = ["page"]

_TOP = 10
_GROUPS = {
    "agency": "单位",
    "task": "任务",
    "document": "文件",
    "section": "章节",
    "paragraph": "正文",
    "target": "指标",
}


def page() -> None:
    """Show the page."""
    st.title("政策知识图谱")
    held = ask(counts)
    _show_counts(held)
    words = choose_words("搜索", placeholder="搜索单位、任务、文件、正文、指标，例如：科技成果")
    if words:
        _show_hits(ask(search, words))
    elif not held.documents:
        show_empty()
    elif address("list") == "targets":
        _show_targets(ask(targets_by_indicator))
    elif address("list") == "unresolved":
        _show_unresolved()
    else:
        _show_leaders()


def _show_counts(held: Counts) -> None:
    """Show the numbers, each above the way to its list."""
    cells = (
        ("文件", held.documents, "documents", None),
        ("任务", held.tasks, "ledger", None),
        ("单位", held.agencies, "unit", None),
        ("指标", held.targets, "home", "targets"),
        ("引文", held.citations, "citations", None),
        ("未识别单位", held.unresolved, "home", "unresolved"),
    )
    for column, (label, number, route, inner) in zip(st.columns(len(cells)), cells, strict=True):
        with column, st.container(border=True, gap=None):
            st.metric(label, f"{number:,}")
            if st.button(
                "查看清单",
                key=f"count_{label}",
                type="tertiary",
                icon=":material/arrow_forward:",
                icon_position="right",
            ):
                if inner is None:
                    open_page(route)
                set_address("kw", None)
                set_address("list", inner)
                st.rerun()


def _show_hits(hits: list[Hit]) -> None:
    if not hits:
        st.info("没有找到。请换一个词，或写短一些。")
    for kind, word in _GROUPS.items():
        found = [hit for hit in hits if hit.kind == kind]
        if found:
            st.subheader(f"{word}（{len(found)}）")
            rows = [
                {"名称": numbered(hit.number, hit.title), "相关文字": visible(hit.context), "出处": visible(hit.source)}
                for hit in found
            ]
            if kind in ("agency", "document"):
                rows = [{name: row[name] for name in ("名称", "相关文字")} for row in rows]
            chosen = show_table(rows, key=f"hits_{kind}_{address('kw')}", widths={"名称": 320})
            if chosen is not None:
                _open_hit(found[chosen])


def _open_hit(hit: Hit) -> None:
    match hit.kind:
        case "agency":
            open_page("unit", dept=dept_of(hit.id))
        case "task":
            open_page("ledger", task=hit.id)
        case "document":
            open_page("documents", doc=hit.id)
        case "target":
            open_page("documents", doc=hit.document, target=hit.id)
        case _:
            open_page("documents", doc=hit.document)


def _show_leaders() -> None:
    st.subheader(f"牵头任务最多的 {_TOP} 个单位")
    leaders = ask(agency_ranking)[:_TOP]
    rows = [
        {
            "单位": agency_label(one),
            "文中写法": visible("、".join(one.mentions)),
            "牵头": one.lead,
            "配合": one.support,
            "负责": one.responsible,
            "任务合计": one.tasks,
        }
        for one in leaders
    ]
    chosen = show_table(rows, key="leaders", widths={"牵头": 80, "配合": 80, "负责": 80, "任务合计": 90})
    if chosen is not None:
        open_page("unit", dept=dept_of(leaders[chosen].id))


def _show_targets(targets: list[Target]) -> None:
    st.subheader(f"指标（{len(targets)}）")
    rows = [
        {
            "指标": visible(target.indicator),
            "数值": amount(target),
            "年份": str(target.year or ""),
            "任务": numbered(target.task_number, target.task_title) if target.task_title else "总体目标",
            "出处": visible(target.source),
        }
        for target in targets
    ]
    chosen = show_table(rows, key="targets", widths={"数值": 140, "年份": 70}) if rows else None
    if chosen is not None:
        open_page("documents", doc=targets[chosen].document, target=targets[chosen].target)


def _show_unresolved() -> None:
    found = ask(unresolved_agencies)
    st.subheader(f"未识别单位（{len(found)}）")
    st.caption("文中写到、但还不能确定是哪个机构的名称。")
    rows = [{"文中写法": visible(one.name), "地区": visible(one.jurisdiction), "任务": one.tasks} for one in found]
    chosen = show_table(rows, key="unresolved", widths={"任务": 80}) if rows else None
    if chosen is not None:
        open_page("unit", dept=found[chosen].id)


if __name__ == "__main__":
    page()
