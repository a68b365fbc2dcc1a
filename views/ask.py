"""问答: a question in Chinese, how it was understood, and the answer with the sentence behind each line."""

from __future__ import annotations

from typing import Any

import streamlit as st

from queries.answers import Answer
from queries.citation import RELATION_WORDS
from queries.document import counts
from queries.questions import EXAMPLES
from queries.questions import ask as answer_of
from views.failure import show_empty
from views.filters import choose_words, dept_of
from views.library import ask
from views.routes import open_page, set_address
from views.table import show_table
from views.wording import ROLE_WORDS, numbered, quantity, visible

__all__ = ["page"]


def page() -> None:
    """Show the page."""
    st.title("问答")
    question = choose_words("问题", placeholder="例如：省科技厅牵头哪些任务？", key="q")
    if not ask(counts).documents:
        show_empty()
        return
    if not question:
        _show_examples("可以这样问：", EXAMPLES)
        return
    answer = ask(answer_of, question)
    if answer.kind == "none":
        st.warning("没有答案")
        st.text(visible(answer.reason))
        _show_examples("", [one for one in answer.suggestions if one in EXAMPLES])
        st.text("\n".join(visible(one) for one in answer.suggestions if one not in EXAMPLES))
        return
    st.text(f"理解为：{visible(answer.understood)}（共 {answer.total} 项）")
    if answer.kind == "count":
        st.metric("数量", answer.items[0]["value"])
        return
    rows = _telling(answer, [_row(answer, item) for item in answer.rows])
    chosen = show_table(rows, key=f"answer_{question}", widths={"序号": 60, "角色": 70, "年份": 70, "数量": 70})
    if chosen is not None:
        _open(answer, answer.rows[chosen])
    if answer.suggestions:
        st.text("\n".join(["也可以问：", *map(visible, answer.suggestions)]))


def _show_examples(words: str, examples: tuple[str, ...] | list[str]) -> None:
    """Offer questions of ours to click; their words are constants, so they may be labels."""
    if words:
        st.text(words)
    for example in examples:
        if st.button(example, key=f"example_{example}", type="tertiary"):
            set_address("q", example)
            st.rerun()


def _telling(answer: Answer, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the columns of tasks or targets that say nothing new: all empty, or what the question has named."""
    if not rows or "出处" not in rows[0]:
        return rows
    values = {column: {row[column] for row in rows} for column in ("单位", "角色", "出处") if column in rows[0]}
    idle = {column for column, found in values.items() if found == {""}}
    if values.get("单位") == {visible(answer.parameters.get("agency"))}:
        idle.add("单位")
    if "document" in answer.parameters or ask(counts).documents == 1:
        idle.add("出处")
    return [{column: cell for column, cell in row.items() if column not in idle} for row in rows]


def _row(answer: Answer, item: dict[str, Any]) -> dict[str, Any]:
    sentence = {"依据": visible(item["evidence"]["sentence"])} if item.get("evidence") else {}
    match answer.kind:
        case "tasks":
            head = {
                "任务": numbered(item["number"], item["title"]),
                "单位": visible(item.get("agency")),
                "角色": ROLE_WORDS.get(item.get("role", ""), ""),
                "出处": visible(item["source"]),
            }
        case "agencies":
            head = {"单位": visible(item["name"]), "文中写法": visible("、".join(item["mentions"]))}
            head |= {"角色": ROLE_WORDS[item["role"]]} if "role" in item else {"数量": item["count"]}
        case "path":
            head = {
                "单位": visible(item["name"]),
                "角色": ROLE_WORDS[item["role"]],
                "任务": visible(item["title"]),
            }
        case "targets":
            head = {
                "指标": visible(item["indicator"]),
                "数值": quantity(item["comparator"], item["value"], item["value_to"], item["unit"]),
                "年份": str(item["year"] or ""),
                "任务": visible(item["task_title"] or "总体目标"),
                "出处": visible(item["source"]),
            }
        case _:
            head = {"文件": visible(item["title"]), "文号": visible(item["doc_number"])}
            head |= {"关系": RELATION_WORDS[item["relation"]]} if "relation" in item else {}
    return head | sentence


def _open(answer: Answer, item: dict[str, Any]) -> None:
    match answer.kind:
        case "tasks" | "path":
            open_page("ledger", task=item["task"])
        case "agencies":
            open_page("unit", dept=dept_of(item["id"]))
        case "targets":
            open_page("documents", doc=item["evidence"]["document"], target=item["id"])
        case _:
            open_page("citations", doc=item["id"])


if __name__ == "__main__":
    page()
