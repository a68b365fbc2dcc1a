"""The contract: every named query gives equal rows in equal order on both stores, for the same parameters."""

from __future__ import annotations

import re

import pytest

from graph import open_store
from graph.errors import QueryError
from graph.statements import load_statements, query_names
from ingest.load import load
from tests.queries.conftest import fill
from tests.queries.gold import CORPUS

# What each parameter is tried with: values taken from the library, one that is nowhere, and None where it may be None.
PLAN = "doc:辽宁省人民政府办公厅/辽宁省实施科技成果转移转化三年行动计划（2018-2020年）"
LIAONING, ZHEJIANG = "agency:辽宁省科学技术厅", "agency:浙江省科学技术厅"
TAX, MARKETS = "agency:辽宁省地方税务局", "agency:辽宁省市场监督管理局"
EVERY_ROLE = ["lead", "support", "responsible"]
VALUES = {
    "after": ["0000-00-00", "2019-01-01"],
    "at_least": [1, 2, 9],
    "at_most": [None, 1, 4],
    "before": ["9999-99-99", "2020-06-30"],
    "agencies": [[LIAONING], [LIAONING, ZHEJIANG, "agency:浙江省/奇思妙想办"], [TAX, MARKETS], ["agency:没有"]],
    "agency": [LIAONING, "agency:没有"],
    "documents": [[PLAN], [PLAN, "doc:浙科发〔2019〕7号", PLAN], ["doc:没有"], ["doc:没有\x00"], []],
    "document": [PLAN, "doc:浙科发〔2019〕7号", "doc:国发〔2016〕16号", "doc:没有"],
    "held": [None, True, False],
    "indicator": ["高新技术企业", "没有的指标"],
    "kind": [None, "通知", "计划"],
    "limit": [3, 1000],
    "name": ["省科技厅", "国发〔2016〕16号", "省工商局", "没有"],
    "names": [["省科技厅", "国发〔2016〕16号", "省工商局", "强化政策落实", "没有"], ["没有"]],
    "node": [PLAN, LIAONING, TAX, "doc:国发〔2016〕16号", "没有"],
    "numbers": [["19", "十九", "（十九）"], ["999"]],
    "others": [["agency:辽宁省财政厅", "agency:浙江省财政厅"], ["agency:没有"]],
    "place": [None, "辽宁省", "没有"],
    "roles": [EVERY_ROLE, ["lead"], ["support", "responsible"]],
    "since": [None, "2019-01-01"],
    "task": [],  # filled with real ids
    "tasks": [],
    "text": ["科技", "科技成果转化", "2020年", "。", "”", "科技成果\x00", "%", "’; DROP TABLE task; --"],
    "title": ["强化政策落实", "科技", "没有的任务", '"强化', "’; DROP TABLE task; --"],
    "until": [None, "2018-12-31"],
    "year": [None, 2020, 1999],
}
# A parameter that may be None means "no such condition" to these queries.
OPTIONAL = {"documents", "tasks", "text", "agencies", "roles", "indicator"}
TAKE_NONE = {
    "agency_ranking",
    "changes_of_documents",
    "days_of_documents",
    "documents_where",
    "goals_taken_up",
    "overall_goals",
    "partners_of_agency",
    "shared_tasks",
    "targets_by_indicator",
    "targets_of_agency",
    "tasks",
    "tasks_by_deadline",
    "tasks_by_number",
    "tasks_by_title",
    "tasks_of_agency",
    "tasks_with_agencies",
    "tasks_without_deadline",
    "tasks_without_role",
    "tasks_without_target",
    "ties",
}


@pytest.fixture(scope="module")
def stores(emptied_neo4j, tmp_path_factory, documents):
    """Both stores with the library and, where they are, the open documents in; the server is emptied first."""
    path = tmp_path_factory.mktemp("contract") / "all.db"
    with open_store(f"sqlite:{path}") as sqlite, open_store(emptied_neo4j()) as neo4j:
        for store in (sqlite, neo4j):
            fill(store, documents)
            list(load(store, sorted(CORPUS.glob("[a-z]*.txt"))))
        yield sqlite, neo4j


def parameters_of(name: str) -> list[str]:
    return sorted(set(re.findall(r"\$(\w+)", load_statements("queries", ".cypher")[name])))


def tries(name: str, tasks: list[str]) -> list[dict]:
    """One try with the first value of all, then each other value of each parameter by itself."""
    values = dict(VALUES) | {"task": [tasks[0], tasks[18], "没有"], "tasks": [tasks, tasks[:2], []]}
    values["node"] = [*VALUES["node"], tasks[0], f"{tasks[0]}#t1", tasks[0].rpartition(".")[0]]
    for parameter in OPTIONAL & set(parameters_of(name)):
        if name in TAKE_NONE and not (parameter in ("agencies", "roles") and name not in ("tasks", "documents_where")):
            values[parameter] = [None, *values[parameter]]
    wanted = {parameter: values[parameter] for parameter in parameters_of(name)}
    first = {parameter: options[0] for parameter, options in wanted.items()}
    others = [first | {parameter: value} for parameter, options in wanted.items() for value in options[1:]]
    return [first, *others]


def test_the_two_languages_hold_the_same_names():
    assert set(load_statements("queries", ".sql")) == set(load_statements("queries", ".cypher"))
    for ending in ("read", "write"):
        sql = load_statements("graph", f"sqlite_{ending}.sql")
        assert set(sql) == set(load_statements("graph", f"neo4j_{ending}.cypher"))


@pytest.mark.parametrize("name", query_names())
def test_equal_rows_on_both_stores(stores, name):
    sqlite, neo4j = stores
    tasks = [row["task"] for row in sqlite.query("tasks", tasks=None, documents=[PLAN], roles=EVERY_ROLE, text=None)]
    found = 0
    for parameters in tries(name, tasks):
        rows = sqlite.query(name, **parameters)
        assert neo4j.query(name, **parameters) == rows, parameters
        found += len(rows)
    assert found, "two empty answers prove nothing"


@pytest.mark.parametrize("name", query_names())
def test_parameters_have_the_same_names_in_both_languages(name):
    sql = load_statements("queries", ".sql")[name]
    assert sorted(set(re.findall(r"(?<!:):(\w+)", sql))) == parameters_of(name)


@pytest.mark.parametrize("name", query_names())
def test_every_query_has_a_total_order(stores, name):
    """Two rows that agree in all keys of ORDER BY could come in either order: every key must be a column, or be told.

    So all rows must differ in what they are ordered by; `position` counts the tasks of a document.
    """
    statement = load_statements("queries", ".cypher")[name]
    order = statement.rpartition("ORDER BY")[2].partition("LIMIT")[0]
    keys = [key.split()[0].rpartition(".")[2].replace("position", "task") for key in order.split(",")]
    sqlite, _ = stores
    tasks = [row["task"] for row in sqlite.query("tasks", tasks=None, documents=[PLAN], roles=None, text=None)]
    for parameters in tries(name, tasks):
        rows = sqlite.query(name, **parameters)
        told = [tuple(row.get(key) for key in keys) for row in rows]
        assert len(set(told)) == len({tuple(map(str, row.values())) for row in rows}), keys


def test_unknown_queries_and_missing_parameters_are_named(stores):
    for store in stores:
        with pytest.raises(QueryError, match="no query is named 'nothing'"):
            store.query("nothing")
        with pytest.raises(QueryError, match="parameters do not fit"):
            store.query("cites")
