"""`policygraph export` as a process: what it prints, writes, and refuses."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from tests.command import PLAN, policygraph

EVERYTHING = {"graphml": ("图.graphml",), "gexf": ("图.gexf",), "csv": ("图-nodes.csv", "图-edges.csv")} | {
    "xlsx": ("图.xlsx",),
    "json-ld": ("图.json-ld",),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a loaded store under its default name."""
    folder = tmp_path_factory.mktemp("库")
    assert policygraph("ingest", PLAN, cwd=folder).code == 0
    return folder


@pytest.mark.parametrize(("kind", "names"), EVERYTHING.items())
def test_it_prints_the_files_that_it_wrote(folder, kind, names):
    ended = policygraph("export", kind, "--output", f"图.{kind}", cwd=folder)
    assert (ended.code, ended.err, tuple(ended.out.split())) == (0, "", names)
    assert all((folder / name).stat().st_size > 1000 for name in names)


def test_one_document_by_any_name(folder):
    ended = policygraph("export", "graphml", "--output", "一.graphml", "--document", "科技成果转移转化三年", cwd=folder)
    assert ended.code == 0
    kinds = list(nx.get_node_attributes(nx.read_graphml(folder / "一.graphml"), "kind").values())
    assert kinds.count("Task") == 31


def test_the_result_of_a_query(folder):
    query = ("--query", "tasks_of_agency", "--param", "agency=省旅游发展委", "--param", "role=lead")
    assert policygraph("export", "gexf", "--output", "游.gexf", *query, cwd=folder).code == 0
    kinds = list(nx.get_node_attributes(nx.read_gexf(folder / "游.gexf"), "kind").values())
    assert (kinds.count("Agency"), kinds.count("Task")) == (1, 1)
    assert policygraph("export", "csv", "--output", "游.csv", *query, cwd=folder).out == "游.csv\n"
    assert "推进冰雪旅游产业发展" in (folder / "游.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("pdf", "--output", "a"), 2, "'pdf' is not one of"),
        (("gexf",), 2, "--output"),
        (("gexf", "--output", "a", "--document", "甲", "--query", "ties"), 2, "not both"),
        (("gexf", "--output", "a", "--param", "limit=3"), 2, "--query"),
        (("gexf", "--output", "a", "--query", "ties", "--param", "limit"), 2, "not of the form K=V"),
        (("gexf", "--output", "a", "--query", "nothing"), 1, "no query is named 'nothing'"),
        (("gexf", "--output", "a", "--query", "counts"), 1, "names nothing"),
        (("gexf", "--output", "a", "--document", "没有的文件"), 1, "没有的文件"),
        (("gexf", "--output", "没有/a"), 1, "there is no folder"),
        (("gexf", "--output", "."), 1, "is a folder"),
        (("csv", "--output", "-"), 2, "'-' is no place to write to"),
        (("csv", "--output", ""), 2, "'' is no place to write to"),
        (("xlsx", "--output", " "), 2, "' ' is no place to write to"),
        (("gexf", "--output", "a", "--store", "sqlite:nothing.db"), 1, "there is no store"),
    ],
)
def test_what_is_refused_leaves_nothing(folder, arguments, code, message):
    before = set(folder.iterdir())
    ended = policygraph("export", *arguments, cwd=folder)
    assert (ended.code, ended.out) == (code, "")
    assert message in " ".join(ended.err.split())
    assert set(folder.iterdir()) == before
