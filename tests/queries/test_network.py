import pytest

from queries.dependency import Tie, ties
from queries.network import positions, tie_network


def tie(one, other, tasks, led=0, supported=0):
    return Tie(one, one + "全称", other, other + "全称", tasks, led, supported)


@pytest.mark.parametrize(
    ("given", "edges"),
    [
        ([], set()),
        ([tie("甲", "乙", 3, led=3)], {("甲", "乙", "lead", 3)}),
        ([tie("甲", "乙", 3, supported=2)], {("乙", "甲", "lead", 2), ("甲", "乙", "joint", 1)}),
        (
            [tie("甲", "乙", 6, led=2, supported=3), tie("乙", "丙", 1)],
            {("甲", "乙", "lead", 2), ("乙", "甲", "lead", 3), ("甲", "乙", "joint", 1), ("乙", "丙", "joint", 1)},
        ),
        # One task in which a body both leads and supports counts twice: there is no tie of minus one task.
        ([tie("甲", "乙", 1, led=1, supported=1)], {("甲", "乙", "lead", 1), ("乙", "甲", "lead", 1)}),
    ],
)
def test_ties_keep_who_leads_whom(given, edges):
    graph = tie_network(given)
    assert set(graph.edges(keys=True, data="weight")) == edges
    assert {name for _, name in graph.nodes(data="name")} == {node + "全称" for node in graph}


def star(size):
    return [tie("心", f"点{n:03}", 1, led=1) for n in range(size)]


@pytest.mark.parametrize(
    "given",
    [star(1), star(40), star(79), [tie(f"甲{n}", f"乙{n}", 1) for n in range(40)], [*star(20), tie("丙", "丁", 2)]],
    ids=["pair", "star", "large star", "forty pairs", "star and pair"],
)
def test_places_are_within_the_picture_and_apart(given):
    graph = tie_network(given)
    places = positions(graph)
    assert set(places) == set(graph)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    assert len(set(places.values())) == len(places)
    assert places == positions(tie_network(given))


def test_nothing_has_no_places():
    assert positions(tie_network([])) == {}


def test_the_plan_is_one_network_around_its_leader(library):
    graph = tie_network(ties(library, document="辽宁省实施科技成果转移转化三年行动计划（2018-2020年）", limit=1000))
    leads = {node: sum(role == "lead" for _, _, role in graph.out_edges(node, keys=True)) for node in graph}
    assert max(leads, key=leads.__getitem__) == "agency:辽宁省科学技术厅"
