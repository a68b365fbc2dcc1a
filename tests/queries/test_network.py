import os
import subprocess
import sys

import pytest

from queries.catalog import run
from queries.dependency import Tie, ties
from queries.network import (
    Standing,
    betweenness,
    bridged,
    communities,
    core,
    result_network,
    standings_in,
    tie_network,
)


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


def test_any_result_is_a_network_of_what_it_names(library):
    found = run(library, "tasks_of_agency", {"agency": "辽宁省旅游发展委员会", "role": "lead"})
    network = result_network(library, found)
    ((task,),) = ([task.task for task in found],)
    assert network.nodes[task]["label"] == "推进冰雪旅游产业发展"
    (said,) = network.get_edge_data(found[0].agency, task).values()
    assert (said["kind"], said["sentence"]) == ("LEADS", found[0].evidence.sentence)
    assert len(result_network(library, run(library, "counts", {}))) == 0


def test_counts_of_a_result_stand_at_its_nodes(library):
    network = result_network(library, run(library, "agency_ranking", {"document": "doc:浙科发〔2019〕7号"}))
    science = network.nodes["agency:浙江省科学技术厅"]
    assert (science["lead"], science["support"], science["tasks"], science["level"]) == (1, 0, 2, "省")


def test_a_matrix_is_a_network_of_its_agencies_and_tasks(library):
    network = result_network(library, run(library, "responsibility_matrix", {"document": "浙科发〔2019〕7号"}))
    roles = {(one.partition(":")[2], said["kind"]) for one, _, said in network.edges(data=True) if "mention" in said}
    assert ("浙江省财政厅", "SUPPORTS") in roles
    assert len(roles) == 5  # one leads, two support; two are responsible, of whom one led


def test_ties_are_a_network_with_the_standing_of_each(library):
    network = result_network(library, run(library, "ties", {"place": "浙江省"}))
    science = network.nodes["agency:浙江省科学技术厅"]
    assert (science["degree"], science["weight"], science["core"]) == (3, 3, True)
    told = {one.id: one for one in run(library, "standings", {"place": "浙江省"})}
    assert {node: said["betweenness"] for node, said in network.nodes(data=True)} == {
        node: one.betweenness for node, one in told.items()
    }
    assert run(library, "standings", {"until": "1999-12-31"}) == []


def test_the_plan_is_one_network_around_its_leader(library):
    graph = tie_network(ties(library, document="辽宁省实施科技成果转移转化三年行动计划（2018-2020年）", limit=1000))
    leads = {node: sum(role == "lead" for _, _, role in graph.out_edges(node, keys=True)) for node in graph}
    assert max(leads, key=leads.__getitem__) == "agency:辽宁省科学技术厅"


def network(*pairs):
    """A network of ties: AB, or AB3 for three tasks."""
    return tie_network(tie(pair[0], pair[1], int(pair[2:] or 1)) for pair in pairs)


# Two triangles of firm partners, joined over C and D alone.
BRIDGE = ("AB3", "AC3", "BC3", "CD1", "DE3", "DF3", "EF3")
STAR = ("AB", "AC", "AD", "AE")
PATH = ("AB", "BC", "CD")
# A core of three, all joined, and three who are joined with one of it each.
CORE = ("AB", "AC", "BC", "AX", "BY", "CZ")


@pytest.mark.parametrize(
    ("given", "shares"),
    [
        (STAR, {"A": 1, "B": 0, "C": 0, "D": 0, "E": 0}),
        # Of the three pairs of others, two lead over B (AC, AD) and two over C (AD, BD).
        (PATH, {"A": 0, "B": 2 / 3, "C": 2 / 3, "D": 0}),
        # Of ten pairs of others, six lead over C: A and B with D, E and F each.
        (BRIDGE, {"A": 0, "B": 0, "C": 6 / 10, "D": 6 / 10, "E": 0, "F": 0}),
    ],
)
def test_betweenness(given, shares):
    assert betweenness(network(*given)) == pytest.approx(shares)


@pytest.mark.parametrize(
    ("given", "inner"),
    [
        ((), ""),
        (STAR, "A"),
        (CORE, "ABC"),
        # AB and BC must not be joined in the periphery, nor may the core lack a pair: two of the four are the least wrong.
        (PATH, "BC"),
        (("AB", "AC", "AD", "BC", "BD", "CD"), "ABC"),  # of equals, the last has no more partners than stand before it
    ],
)
def test_core_and_periphery(given, inner):
    assert core(network(*given)) == set(inner)


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        ((), []),
        (BRIDGE, ["ABC", "DEF"]),
        (("XY", "AB", "BC", "AC"), ["ABC", "XY"]),
        # Joined all the same, and told apart by how many tasks they share.
        (("AB9", "CD9", "AC1", "AD1", "BC1", "BD1"), ["AB", "CD"]),
    ],
)
def test_communities(given, groups):
    assert communities(network(*given)) == [frozenset(group) for group in groups]


@pytest.mark.parametrize(
    ("given", "groups", "pairs"),
    [
        # C stands between D and each of A and B; D between C and each of E and F.
        (BRIDGE, "ABC DEF", {"C": 2, "D": 2}),
        (STAR, "AB CDE", {"A": 3}),
        (STAR, "ABCDE", {}),
        (STAR, "A B C D E", {"A": 6}),
        (("AB", "AC", "BC"), "A B C", {}),  # who is joined needs nobody between
        (PATH, "A B C", {"B": 1, "C": 1}),  # D is in no group, which is a group too
    ],
)
def test_brokers_between_groups(given, groups, pairs):
    where = {node: group for group in groups.split() for node in group}
    assert {node: n for node, n in bridged(network(*given), where).items() if n} == pairs


def test_standings_tell_it_all_by_weight():
    rows = standings_in(network(*BRIDGE))
    assert [one.id for one in rows] == ["C", "D", "A", "B", "E", "F"]
    assert rows[0] == Standing("C", "C全称", 3, 7, pytest.approx(0.6), core=True, group=1, bridged=2)
    assert rows[2] == Standing("A", "A全称", 2, 6, 0, core=False, group=1, bridged=0)
    assert [one.group for one in rows] == [1, 2, 1, 1, 2, 2]
    given = standings_in(network(*STAR), groups=dict(zip("ABCDE", "省省市市市", strict=True)))
    assert next((one.id, one.group, one.bridged) for one in given) == ("A", "省", 3)
    assert standings_in(network()) == []


def test_who_leads_whom_and_in_which_order_does_not_matter():
    pairs = [
        tie(a, b, n, led=led, supported=n - led)
        for a, b, n, led in [("A", "B", 3, 1), ("B", "C", 2, 2), ("C", "D", 1, 0)]
    ]
    turned = [tie(p.other, p.agency, p.tasks, led=p.supported, supported=p.led) for p in reversed(pairs)]
    assert standings_in(tie_network(pairs)) == standings_in(tie_network(turned))


def test_standings_are_the_same_in_every_process_and_take_seconds():
    program = (
        "import random; from queries.dependency import Tie; from queries.network import standings_in, tie_network\n"
        "chance = random.Random(1)\n"
        "pairs = {tuple(sorted(chance.choices(range(3000), (1 / (n + 5) for n in range(3000)), k=2))) for _ in range(20000)}\n"
        "print(standings_in(tie_network(Tie(f'单位{a}', '', f'单位{b}', '', 1 + a % 3, 0, 0) for a, b in sorted(pairs) if a < b))[:50])"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert told[0]


def test_networks_of_two_periods(library):
    early = tie_network(ties(library, until="2018-12-31", limit=1000))
    late = tie_network(ties(library, since="2019-01-01", limit=1000))
    assert "agency:辽宁省科学技术厅" in early
    assert {one.id: one.degree for one in standings_in(late)}["agency:浙江省科学技术厅"] >= 2
    assert not set(early) & set(late)
