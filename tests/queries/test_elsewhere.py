"""Questions over documents of other places, years and kinds than those the grammar grew on; answers read off the texts."""

from __future__ import annotations

import tomllib
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph import open_store
from ingest.load import load
from queries.questions import ask

TEXTS = Path(__file__).parent / "elsewhere"
LIBRARIES = ("first", "second")
CASES = [
    (library, question, entry["kind"], entry["expect"])
    for library in LIBRARIES
    for entry in tomllib.loads((TEXTS / library / "questions.toml").read_text("utf-8"))["asked"]
    for question in entry["questions"]
]
# What people say around a question; it changes nothing.
AROUND = [
    "请列出{}", "烦请告知{}", "能否告诉我{}？", "麻烦您帮我查询一下{}", "我想咨询一下，{}", "打扰了，{}", "急！{}", "Q:{}", "【问题】{}",
    "根据导入的文件，{}", "请从图谱中查询{}", "可以帮我查一下{}", "{}，谢谢您", "{}，辛苦了！", "{}呀？", "{}？请回答", "{}，在线等", "{}……",
]  # fmt: skip


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    with ExitStack() as opened:
        stores = {}
        for library in LIBRARIES:
            path = tmp_path_factory.mktemp("elsewhere") / f"{library}.db"
            stores[library] = opened.enter_context(open_store(f"sqlite:{path}"))
            done = load(stores[library], sorted((TEXTS / library).glob("*.txt")))
            assert {one.outcome for one in done} == {"loaded"}
        yield stores


def _short(kind: str, item: dict) -> object:
    """An item as the table writes it."""
    stem = Path(item.get("source") or "").stem
    if kind == "tasks":
        return f"{stem} {item['number']}"
    if kind == "targets":
        return f"{stem} {item['value']:g} {item['unit']}"
    if kind == "documents":
        return stem or item["doc_number"] or item["title"]
    return item["value"] if kind == "count" else item["name"]


@pytest.mark.parametrize(("library", "question", "kind", "expected"), CASES, ids=[case[1] for case in CASES])
def test_questions(libraries, library, question, kind, expected):
    answer = ask(libraries[library], question)
    if kind == "none":
        assert answer.items == [], answer.understood
        assert answer.reason
        return
    said = answer.understood or answer.reason
    assert answer.kind == kind.removeprefix("first "), said
    if kind == "path":
        nodes = answer.items[0]["nodes"]
        assert [nodes[0]["name"], nodes[-1]["name"]] == expected, said
    elif kind.startswith("first "):
        assert _short(answer.kind, answer.items[0]) in expected, said
    else:
        assert sorted({_short(kind, item) for item in answer.items}) == sorted(expected), said


@pytest.mark.parametrize("around", AROUND)
def test_what_is_said_around_a_question_changes_nothing(libraries, around):
    for library, question, kind, _ in CASES[::9]:
        plain, polite = (ask(libraries[library], text) for text in (question, around.format(question.rstrip("？?"))))
        assert (kind, question, polite.items) == (kind, question, plain.items)
