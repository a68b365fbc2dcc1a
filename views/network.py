"""协同网络: agencies that share tasks, as a matrix and as a network of the strongest ties."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graph.errors import NodeNotFound
from queries.agency import AgencyCount, agency_ranking
from queries.dependency import SharedTask, Tie, shared_tasks, ties
from queries.network import tie_network
from queries.placement import tie_positions
from queries.responsibility import TaskOfAgency, tasks_of_agency
from views.chart import Clicked, show_picture
from views.filters import agency_label, choose_document, dept_of, explain_not_found
from views.library import ask
from views.pictures import MOST_DRAWN, MOST_LABELLED, Line, Node, Picture, graph_picture, matrix_picture, tie_words
from views.routes import address, open_page, set_address
from views.table import show_table
from views.wording import ROLE_WORDS, numbered, role_words, visible

__all__ = ["page", "tie_matrix", "tie_picture"]

_ALL_TIES = 100_000
_FORMS = {"matrix": "矩阵", "network": "网络"}
_MATRIX_MOST, _MATRIX_USUAL = 40, 25
_TIES_USUAL = 60
_HEIGHT = 700


def page() -> None:
    """Show the page."""
    st.title("协同网络")
    columns = st.columns([1.2, 2.4, 2.4])
    with columns[0]:
        form = _choose_form()
    with columns[1]:
        doc = choose_document()
    try:
        pairs = ask(ties, document=doc, limit=_ALL_TIES)
        ranking = ask(agency_ranking, document=doc)
    except NodeNotFound as error:
        explain_not_found(error)
        return
    if not pairs:
        st.info("没有由多个单位共同承担的任务。")
        return
    with columns[2]:
        picture, hint = _matrix(pairs, ranking) if form == "matrix" else _network(pairs, ranking, doc)
    st.caption(hint)
    drawing, beside = st.columns([2.3, 1], gap="medium")
    with drawing:
        clicked = None
        if picture is not None:
            key = f"{form}_{hash((picture.nodes, picture.lines, picture.cells))}"
            clicked = show_picture(picture, key=key, alt=hint)
    with beside:
        _show_behind(clicked, {one.id: agency_label(one) for one in ranking}, doc)


def tie_matrix(pairs: list[Tie], agencies: list[AgencyCount]) -> Picture:
    """Draw ties as a matrix.

    Args:
        pairs: ties, from `queries.dependency.ties`.
        agencies: who stands in rows and columns, in this order.

    Returns:
        The picture.
    """
    names = {agency.id: agency_label(agency) for agency in agencies}
    led: dict[tuple[str, str], int] = {}
    joint: dict[tuple[str, str], int] = {}
    between = [tie for tie in pairs if tie.agency in names and tie.other in names]
    for source, target, role, weight in tie_network(between).edges(keys=True, data="weight"):
        if role == "lead":
            led[source, target] = weight
        else:
            joint[source, target] = joint[target, source] = weight
    return matrix_picture(names, led, joint)


def tie_picture(pairs: list[Tie], agencies: list[AgencyCount], places: Mapping[str, tuple[float, float]]) -> Picture:
    """Draw ties as a network.

    Args:
        pairs: the ties to draw.
        agencies: names and numbers of tasks.
        places: where each agency stands, from `queries.placement.tie_positions`.

    Returns:
        The picture: a red arrow from who leads to who supports, grey where two stand side by side.
    """
    graph = tie_network(pairs)
    known = {agency.id: agency for agency in agencies}
    most = max((known[node].tasks for node in graph), default=1)
    nodes = [
        Node(node, agency_label(known[node]), "agency", *places[node], size=9 + 17 * (known[node].tasks / most) ** 0.5)
        for node in graph
    ]
    lines = [
        Line(
            source,
            target,
            role,
            tie_words(agency_label(known[source]), agency_label(known[target]), role, weight),
            weight,
            arrow=role == "lead",
        )
        for source, target, role, weight in graph.edges(keys=True, data="weight")
    ]
    return graph_picture(
        nodes, lines, height=min(_HEIGHT, 140 + 26 * len(nodes)), margins=(24, 195), label_width={"agency": 170}
    )


def _choose_form() -> str:
    form = address("view")
    st.session_state["view_box"] = form if form in _FORMS else "matrix"
    st.segmented_control(
        "形式", list(_FORMS), key="view_box", format_func=_FORMS.__getitem__, required=True, on_change=_keep_form
    )
    return str(st.session_state["view_box"])


def _keep_form() -> None:
    set_address("view", st.session_state["view_box"])


def _matrix(pairs: list[Tie], ranking: list[AgencyCount]) -> tuple[Picture | None, str]:
    tied = {tie.agency for tie in pairs} | {tie.other for tie in pairs}
    candidates = sorted((one for one in ranking if one.id in tied), key=lambda one: (-one.tasks, one.id))
    most = min(len(candidates), _MATRIX_MOST)
    shown = st.slider("单位数", 2, most, min(most, _MATRIX_USUAL), key="matrix_size") if most > 2 else most
    picture = tie_matrix(pairs, candidates[:shown])
    hint = "红格：行单位牵头、列单位配合的任务数；灰格：两单位并列（同为配合或共同负责）的任务数。点一格看这些任务。"
    if shown < len(candidates):
        hint += f"共 {len(candidates)} 个单位，按任务数取前 {shown} 个。"
    return picture, hint


def _network(pairs: list[Tie], ranking: list[AgencyCount], doc: str | None) -> tuple[Picture | None, str]:
    steps = min(len(pairs), 1000)
    shown = st.slider("最强的联系（对）", 1, steps, min(steps, _TIES_USUAL), key="tie_count") if steps > 1 else steps
    drawn = pairs[:shown]
    count = len({tie.agency for tie in drawn} | {tie.other for tie in drawn})
    if count > MOST_DRAWN:
        return None, f"共 {count} 个单位，超过 {MOST_DRAWN} 个，不再画图。请减少联系数、选择一份文件，或改看矩阵。"
    hint = "红箭头由牵头单位指向配合单位，灰线为并列；线越粗共同任务越多。点单位或连线看任务。"
    if shown < len(pairs):
        hint += f"共 {len(pairs)} 对联系，画出最强的 {shown} 对。"
    if count > MOST_LABELLED:
        hint += f"共 {count} 个单位，名称在鼠标悬停时显示。"
    return tie_picture(drawn, ranking, ask(tie_positions, document=doc, limit=shown)), hint


def _show_behind(clicked: Clicked | None, names: dict[str, str], doc: str | None) -> None:
    """Show the tasks behind what was clicked."""
    if clicked is None:
        st.info("点图中的格子、单位或连线，这里列出背后的任务。")
    elif clicked.pair is not None:
        _show_shared(*clicked.pair, names, doc)
    elif clicked.node is not None:
        _show_own(clicked.node, names, doc)


def _show_shared(agency: str, other: str, names: dict[str, str], doc: str | None) -> None:
    shared = ask(shared_tasks, agency, other, document=doc)
    by_task: dict[str, list[SharedTask]] = {}
    for one in shared:
        by_task.setdefault(one.task.task, []).append(one)
    st.text(f"{names.get(agency, agency)}\n{names.get(other, other)}")
    led = sum(
        any(one.task.role == "lead" and one.other_role == "support" for one in found) for found in by_task.values()
    )
    st.caption(f"共同任务 {len(by_task)} 项，其中前者牵头、后者配合 {led} 项；点一行看原文")
    rows = [
        {
            "任务": numbered(found[0].task.number, found[0].task.title),
            "前者": role_words(one.task.role for one in found),
            "后者": role_words(one.other_role for one in found),
        }
        for found in by_task.values()
    ]
    chosen = show_table(rows, key=f"shared_{agency}_{other}", widths={"前者": 55, "后者": 55}) if rows else None
    if chosen is not None:
        open_page("ledger", task=list(by_task)[chosen])


def _show_own(agency: str, names: dict[str, str], doc: str | None) -> None:
    found = ask(tasks_of_agency, agency, document=doc)
    st.text(names.get(agency, agency))
    if st.button("打开单位画像", key="open_unit"):
        open_page("unit", dept=dept_of(agency))
    st.caption(f"任务 {len({one.task for one in found})} 项；点一行看原文")
    rows = [_own_row(one) for one in found]
    chosen = show_table(rows, key=f"own_{agency}", widths={"角色": 60}) if rows else None
    if chosen is not None:
        open_page("ledger", dept=dept_of(agency), task=found[chosen].task)


def _own_row(one: TaskOfAgency) -> dict[str, object]:
    return {"任务": numbered(one.number, one.title), "角色": ROLE_WORDS[one.role], "写法": visible(one.mention)}


if __name__ == "__main__":
    page()
