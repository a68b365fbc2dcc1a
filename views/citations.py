"""政策引文: which document cites which, from the state down to the county; hollow: cited, but not in the library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from graph.errors import NodeNotFound
from graph.identifiers import DocumentNumber, title_keys
from queries.agency import agencies_by_name
from queries.citation import RELATION_WORDS, Citation, citation_links, cited_by, cites
from queries.document import Document, document, documents
from queries.level import LEVELS, level_of
from views.chart import show_picture
from views.filters import choose_document, document_label, explain_not_found
from views.library import ask
from views.original import show_title
from views.pictures import MOST_DRAWN, MOST_LABELLED, Line, Node, Picture, graph_picture
from views.routes import address, open_page, set_address
from views.table import show_table
from views.wording import numbered, visible

__all__ = ["Placed", "citation_picture", "page"]

_ALL_LINKS = 100_000
_ROW = 58  # pixels a row of documents: a symbol and its title
_DEEPEST = 4  # documents one below the other in a layer
_MOST_SPOKEN = 25  # lines that bear their relation in words; more would be a carpet
_NO_YEAR = "年份不详"


@dataclass(frozen=True, slots=True)
class Placed:
    """A document in the picture: its level and year say where."""

    id: str
    label: str
    level: str
    year: str
    held: bool


def page() -> None:
    """Show the page."""
    st.title("政策引文")
    left, right = st.columns([3, 2])
    with left:
        doc = choose_document(held=None, empty="全部文件：选择一份，只看它引用谁、被谁引用")
    with right:
        relation = _choose_relation()
    try:
        links = ask(citation_links, limit=_ALL_LINKS) if doc is None else [*ask(cites, doc), *ask(cited_by, doc)]
    except NodeNotFound as error:
        explain_not_found(error)
        return
    links = [link for link in links if relation is None or link.relation == relation]
    if not links:
        st.info("没有符合条件的引文。")
    else:
        _show_picture(links)
    if doc is None:
        _show_links(f"全部引文（{len(links)}）", links, key="all")
    else:
        _show_document(ask(document, doc), relation)


def citation_picture(placed: Iterable[Placed], links: Iterable[Citation]) -> Picture:
    """Draw documents in layers by level, from the state down, and in columns by year.

    Args:
        placed: the documents.
        links: citations between them.

    Returns:
        The picture; arrows point from who cites to what is cited.
    """
    cells: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for one in placed:
        cells[one.level, one.year].append(one)
    # A crowded year takes several columns, so that a layer is never deeper than a few documents.
    columns = [
        year if n == 0 else ""
        for year in sorted({year for _, year in cells})
        for n in range(-(-max(len(found) for (_, when), found in cells.items() if when == year) // _DEEPEST))
    ]
    rows: list[str] = []
    nodes = []
    for level in LEVELS:
        layer = {year: found for (where, year), found in cells.items() if where == level}
        for year, found in layer.items():
            for n, one in enumerate(found):
                x, y = columns.index(year) + n // _DEEPEST, len(rows) + n % _DEEPEST
                nodes.append(Node(one.id, one.label, "document", x, y, hollow=not one.held, label="bottom"))
        if layer:
            rows += [level] + [""] * (min(max(map(len, layer.values())), _DEEPEST) - 1)
    relations: dict[tuple[str, str], list[str]] = defaultdict(list)
    for link in links:
        relations[link.citing, link.cited].append(RELATION_WORDS[link.relation])
    labels = {node.id: node.name for node in nodes}
    lines = []
    for (citing, cited), kinds in relations.items():
        words = "、".join(dict.fromkeys(kinds))
        spoken = words if len(relations) <= _MOST_SPOKEN else ""
        told = f"{labels[citing]} {words} {labels[cited]}"
        lines.append(Line(citing, cited, "cites", told, len(kinds), arrow=True, words=spoken, curve=0.12))
    width = max(70, min(240, 1080 // max(len(columns), 1) - 10))
    return graph_picture(
        nodes,
        lines,
        height=len(rows) * _ROW + 84,
        margins=(50, 20),
        top=34,
        bottom=50,
        label_width={"document": width},
        x_names=columns,
        y_names=rows,
    )


def _choose_relation() -> str | None:
    relation = address("relation")
    st.session_state["relation_box"] = relation if relation in RELATION_WORDS else "all"
    st.segmented_control(
        "关系",
        ["all", *RELATION_WORDS],
        key="relation_box",
        format_func=lambda one: RELATION_WORDS.get(one, "全部"),
        required=True,
        on_change=_keep_relation,
    )
    return relation if relation in RELATION_WORDS else None


def _keep_relation() -> None:
    chosen = st.session_state["relation_box"]
    set_address("relation", None if chosen == "all" else chosen)


def _show_picture(links: list[Citation]) -> None:
    placed = _placed(links)
    if len(placed) > MOST_DRAWN:
        st.info(f"共 {len(placed)} 份文件，超过 {MOST_DRAWN} 份，不再画图。请选择一份文件，或看下面的列表。")
        return
    hint = "自上而下按层级排列，自左而右按年份；箭头由引用方指向被引文件，空心为库外文件。点文件看它的引用关系。"
    if len(placed) > MOST_LABELLED:
        hint += f"共 {len(placed)} 份文件，名称在鼠标悬停时显示。"
    st.caption(hint)
    picture = citation_picture(placed, links)
    clicked = show_picture(picture, key=f"citations_{hash(picture.nodes)}_{hash(picture.lines)}", alt=hint)
    if clicked is None:
        return
    if clicked.node is not None and clicked.node != address("doc"):
        open_page("citations", doc=clicked.node)
    if clicked.pair is not None:
        behind = [link for link in links if (link.citing, link.cited) == clicked.pair]
        _show_links(f"这条连线背后的引文（{len(behind)}）", behind, key="pair")


def _placed(links: list[Citation]) -> list[Placed]:
    """Find the place of every document that links name, held or not."""
    known = {one.id: one for one in ask(documents, held=None)}
    ids = dict.fromkeys(end for link in links for end in (link.citing, link.cited))
    return [_place(known[one]) for one in ids if one in known]


def _place(one: Document) -> Placed:
    issuers = ask(document, one.id).issuers if one.held else ()
    levels = [body.level for name in issuers for body in ask(agencies_by_name, name)]
    level = level_of(
        jurisdiction=one.jurisdiction,
        doc_number=one.doc_number,
        title=one.title,
        issuer_level=levels[0] if len(set(levels)) == 1 else None,
    )
    return Placed(one.id, _short_label(one), level, _year(one), one.held)


def _short_label(one: Document) -> str:
    """Return the work inside 关于印发《…》的通知, which is what tells documents apart in few characters."""
    return visible(title_keys(one.title)[-1]) if one.title else document_label(one)


def _year(one: Document) -> str:
    if one.issued:
        return one.issued[:4]
    number = DocumentNumber.parse(one.doc_number) if one.doc_number else None
    return str(number.year) if number and number.year else _NO_YEAR


def _show_document(shown: Document, relation: str | None) -> None:
    show_title(document_label(shown), key="cited_title")
    st.caption("库内文件" if shown.held else "库外文件：只被引用，原文不在库中")
    if shown.held and st.button("打开文件", key="open_document"):
        open_page("documents", doc=shown.id)
    for heading, question, same in (
        ("引用了谁", cites, ("引用方",)),
        ("被谁引用", cited_by, ("被引文件", "文号", "库内")),
    ):
        links = [link for link in ask(question, shown.id) if relation is None or link.relation == relation]
        _show_links(f"{heading}（{len(links)}）", links, key=heading, without=same)


def _show_links(heading: str, links: list[Citation], *, key: str, without: tuple[str, ...] = ()) -> None:
    st.subheader(heading)
    if not links:
        st.caption("没有。")
        return
    rows = [
        {
            "引用方": visible(link.citing_title or link.citing_number or link.citing),
            "关系": RELATION_WORDS[link.relation],
            "被引文件": visible(link.cited_title or link.cited_number or link.cited),
            "文号": visible(link.cited_number),
            "库内": "是" if link.cited_held else "否",
            "所在任务": numbered(link.task_number, link.task_title),
            "原句": visible(link.evidence.sentence),
        }
        for link in links
    ]
    rows = [{name: cell for name, cell in row.items() if name not in without} for row in rows]
    widths = {"关系": 60, "文号": 150, "库内": 55, "所在任务": 180, "引用方": 280, "被引文件": 280}
    places = hash(tuple((link.citing, link.evidence.start) for link in links))
    chosen = show_table(rows, key=f"links_{key}_{places}", widths=widths)
    if chosen is not None:
        open_page("documents", doc=links[chosen].citing, at=str(links[chosen].evidence.start))


if __name__ == "__main__":
    page()
