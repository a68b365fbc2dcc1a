"""单位画像: what one agency leads and supports, with whom, and under which names."""

from __future__ import annotations

import streamlit as st

from graph.errors import NodeNotFound
from graph.model import Role
from queries.agency import (
    Agency,
    AgencyCount,
    agencies_by_name,
    agencies_named,
    agency_names,
    agency_ranking,
    unresolved_agencies,
)
from queries.dependency import Partner, partners_of_agency
from queries.succession import REFORM_WORDS, formerly_named, successions_of_agency
from queries.target import targets_of_agency
from queries.task import Task, tasks
from views.chart import show_picture
from views.filters import agency_label, choose_agency, choose_role, dept_of, explain_not_found
from views.library import ask
from views.original import show_title
from views.pictures import MOST_DRAWN, MOST_LABELLED, Line, Node, Picture, graph_picture
from views.routes import address, open_page
from views.table import show_table
from views.wording import KIND_WORDS, ROLE_WORDS, amount, joined, numbered, role_words, visible

__all__ = ["page", "unit_picture"]

_ROW = 23  # pixels between two names in a column of the picture


def page() -> None:
    """Show the page."""
    st.title("单位画像")
    left, right = st.columns([3, 2])
    with left:
        dept = choose_agency(empty="选择单位，或输入任何一种写法")
    if dept is None:
        _show_ranking(ask(agency_ranking))
        return
    try:
        ask(agencies_named, dept)
    except NodeNotFound as error:
        explain_not_found(error)
        return
    bodies = ask(agencies_by_name, dept)
    if len(bodies) > 1:
        _show_choice(dept, bodies)
        return
    with right:
        role = choose_role()
    _show_agency(bodies[0], role)


def unit_picture(agency: Agency, shown: list[Task], partners: list[Partner]) -> Picture:
    """Draw one agency, its tasks, and who shares them, in three columns.

    Args:
        agency: the agency in the middle of it all.
        shown: its tasks.
        partners: agencies that share tasks with it; those that share none of `shown` are left out.

    Returns:
        The picture: red where an agency leads, grey where it supports.
    """
    partner_ids = {partner.id for partner in partners}
    in_picture = {one.agency for task in shown for one in task.agencies if one.agency in partner_ids}
    drawn = [partner for partner in partners if partner.id in in_picture]
    rows = max(len(shown), len(drawn), 4)
    most = max((partner.tasks for partner in drawn), default=1)
    nodes = [Node(agency.id, agency_label(agency), "agency", 0.0, 0.5, size=26, label="bottom")]
    nodes += [
        Node(one.task, numbered(one.number, one.title), "task", 0.3, _share(n, len(shown)))
        for n, one in enumerate(shown)
    ]
    nodes += [
        Node(
            partner.id, agency_label(partner), "agency", 1.0, _share(n, len(drawn)), size=8 + 10 * partner.tasks / most
        )
        for n, partner in enumerate(drawn)
    ]
    lines = []
    for one in shown:
        roles = [other.role for other in one.agencies if other.agency == agency.id]
        title = numbered(one.number, one.title)
        words = f"{agency_label(agency)} {role_words(roles)}：{title}"
        lines.append(Line(agency.id, one.task, "lead" if "lead" in roles else "support", words))
        for other in one.agencies:
            if other.agency in in_picture:
                words = f"{visible(other.name)} {ROLE_WORDS[other.role]}：{title}"
                lines.append(Line(one.task, other.agency, "lead" if other.role == "lead" else "support", words))
    return graph_picture(
        nodes, lines, height=rows * _ROW + 40, margins=(110, 210), label_width={"agency": 190, "task": 250}
    )


def _share(n: int, count: int) -> float:
    return (n + 0.5) / count


def _show_ranking(ranking: list[AgencyCount]) -> None:
    st.caption(f"共 {len(ranking)} 个单位，按牵头任务数排列；点一行打开画像")
    rows = [
        {
            "单位": agency_label(one),
            "文中写法": joined(one.mentions),
            "类别": KIND_WORDS.get(one.kind, one.kind),
            "地区": visible(one.jurisdiction),
            "牵头": one.lead,
            "配合": one.support,
            "负责": one.responsible,
        }
        for one in ranking
    ]
    if not rows:
        st.info("图库里还没有单位。")
        return
    widths = {"类别": 90, "地区": 110, "牵头": 70, "配合": 70, "负责": 70}
    chosen = show_table(rows, key="ranking", widths=widths, height=560)
    if chosen is not None:
        open_page("unit", dept=dept_of(ranking[chosen].id))


def _show_choice(dept: str, bodies: list[Agency]) -> None:
    st.text(f"“{visible(dept)}”在库中指 {len(bodies)} 个单位，请选择：")
    rows = [
        {"单位": agency_label(one), "类别": KIND_WORDS.get(one.kind, one.kind), "地区": visible(one.jurisdiction)}
        for one in bodies
    ]
    chosen = show_table(rows, key=f"choice_{dept}")
    if chosen is not None:
        open_page("unit", dept=bodies[chosen].id)


def _show_agency(agency: Agency, role: Role | None) -> None:
    show_title(agency_label(agency), key="unit_title")
    about = (
        KIND_WORDS.get(agency.kind, agency.kind),
        agency.jurisdiction,
        f"{agency.level}级" if agency.level else None,
    )
    st.text(" · ".join(visible(part) for part in about if part))
    _show_successions(agency)
    mine = ask(tasks, agency=agency.id)
    roles_in = {task.task: [one.role for one in task.agencies if one.agency == agency.id] for task in mine}
    partners = ask(partners_of_agency, agency.id)
    numbers = [(word, sum(one in roles for roles in roles_in.values())) for one, word in ROLE_WORDS.items()]
    for column, (label, number) in zip(st.columns(4), [*numbers, ("协作单位", len(partners))], strict=True):
        column.metric(label, number, border=True)
    if agency.kind == "collective":
        st.info("这是集合称谓：指多个单位，原文没有逐一列出。")
    if agency.kind == "unresolved":
        near = next((one.candidates for one in ask(unresolved_agencies) if one.id == agency.id), ())
        st.info("这个名称还没有识别为具体机构，按文中写法列出。")
        if near:
            st.text(f"可能是：{joined(near)}")
    shown = [task for task in mine if role is None or role in roles_in[task.task]]
    picture, beside = st.columns([2.6, 1], gap="medium")
    with picture:
        _show_picture(agency, shown, partners, role)
    with beside:
        _show_partners(agency, partners)
    _show_tasks(agency, shown, roles_in)
    _show_targets(agency, role)
    st.subheader("写法")
    st.caption("下列名称都指这个单位，可以用任何一种来查询。")
    st.text(joined(ask(agency_names, agency.id)))


def _show_successions(agency: Agency) -> None:
    """Say what came before the agency and what took over; a row leads there."""
    asked = address("dept")
    for one in ask(formerly_named, asked) if asked is not None else ():
        if one.agency == agency.id:
            st.text(f"“{visible(asked)}”指{visible(one.body)}，{one.date} 起职责归本单位。任务按文中的单位分别统计。")
    steps = [step for step in ask(successions_of_agency, agency.id) if agency.id in (step.old, step.new)]
    if not steps:
        return
    rows = [
        {
            "时间": step.date,
            "沿革": f"{REFORM_WORDS[step.kind]}{visible(step.new_name)}"
            if step.old == agency.id
            else f"{visible(step.old_name)}{REFORM_WORDS[step.kind]}本单位",
            "依据": step.source,
        }
        for step in steps
    ]
    chosen = show_table(rows, key=f"successions_{agency.id}", widths={"时间": 110})
    if chosen is not None:
        open_page("unit", dept=steps[chosen].new if steps[chosen].old == agency.id else steps[chosen].old)


def _show_picture(agency: Agency, shown: list[Task], partners: list[Partner], role: Role | None) -> None:
    if not shown:
        st.info("没有符合条件的任务。")
        return
    picture = unit_picture(agency, shown, partners)
    if len(picture.nodes) > MOST_DRAWN:
        st.info(f"共 {len(picture.nodes)} 个节点，超过 {MOST_DRAWN} 个，不再画图。请看下面的任务表，或按角色筛选。")
        return
    hint = "红线为牵头，灰线为配合或负责；点任务看原文，点单位看它的画像。"
    if len(picture.nodes) > MOST_LABELLED:
        hint += f"共 {len(picture.nodes)} 个节点，名称在鼠标悬停时显示。"
    st.caption(hint)
    clicked = show_picture(picture, key=f"picture_{agency.id}_{role}", alt=f"{len(shown)} 项任务与协作单位的三列图")
    if clicked is None or clicked.node == agency.id:
        return
    ends = [clicked.node] if clicked.node else [end for end in clicked.pair or () if end != agency.id]
    task_ids = {task.task for task in shown}
    for end in sorted(ends, key=lambda one: one not in task_ids):
        if end in task_ids:
            open_page("ledger", dept=dept_of(agency.id), task=end)
        open_page("unit", dept=dept_of(end))


def _show_partners(agency: Agency, partners: list[Partner]) -> None:
    st.caption("协作单位排名：共同任务数，点一行打开")
    if not partners:
        st.info("没有与其他单位共同的任务。")
        return
    rows = [{"协作单位": agency_label(one), "共同": one.tasks} for one in partners]
    chosen = show_table(rows, key=f"partners_{agency.id}", widths={"协作单位": 210, "共同": 60})
    if chosen is not None:
        open_page("unit", dept=dept_of(partners[chosen].id))


def _show_tasks(agency: Agency, shown: list[Task], roles_in: dict[str, list[Role]]) -> None:
    st.subheader(f"任务（{len(shown)}）")
    rows = [
        {
            "序号": visible(one.number),
            "任务": visible(one.title),
            "角色": role_words(roles_in[one.task]),
            "其他单位": joined(other.mention for other in one.agencies if other.agency != agency.id),
            "出处": visible(one.document_title or one.source),
        }
        for one in shown
    ]
    key = f"unit_tasks_{hash(tuple(one.task for one in shown))}"
    chosen = show_table(rows, key=key, widths={"序号": 60, "角色": 90}) if rows else None
    if chosen is not None:
        open_page("ledger", dept=dept_of(agency.id), task=shown[chosen].task)


def _show_targets(agency: Agency, role: Role | None) -> None:
    found = ask(targets_of_agency, agency.id, role=role)
    if not found:
        return
    st.subheader(f"指标（{len(found)}）")
    rows = [
        {
            "指标": visible(one.indicator),
            "数值": amount(one),
            "年份": str(one.year or ""),
            "任务": numbered(one.task_number, one.task_title),
        }
        for one in found
    ]
    chosen = show_table(rows, key=f"unit_targets_{agency.id}_{role}", widths={"年份": 70})
    if chosen is not None:
        open_page("ledger", dept=dept_of(agency.id), task=found[chosen].task)


if __name__ == "__main__":
    page()
