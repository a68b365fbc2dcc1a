"""Ties, paths and neighbourhoods over the Liaoning plan and three documents of our own."""

from __future__ import annotations

import pytest

from graph import open_store
from graph.errors import NodeNotFound, QueryError
from ingest.load import load
from queries.dependency import path_between_agencies, shared_tasks, ties
from queries.neighbourhood import neighbourhood
from queries.responsibility import agencies_of_task
from queries.target import shared_indicators, targets_by_level
from queries.task import task

NOTICE, RULES = "doc:浙科发〔2019〕7号", "doc:国发〔2016〕16号"


def test_a_path_goes_from_agency_to_task_to_agency(library):
    path = path_between_agencies(library, "沈阳市人民政府", "辽宁省旅游发展委员会")
    assert path is None  # nobody else is in the one task of the latter
    path = path_between_agencies(library, "大连市政府", "辽宁省地税局")
    assert path is not None
    assert [stop.kind for stop in path.nodes] == ["agency", "task", "agency", "task", "agency"]
    assert (path.nodes[0].name, path.nodes[-1].name) == ("大连市人民政府", "辽宁省地方税务局")
    assert [edge.task for edge in path.edges] == [path.nodes[1].id] * 2 + [path.nodes[3].id] * 2
    direct = path_between_agencies(library, "辽宁省科技厅", "辽宁省财政厅")
    assert direct is not None
    assert len(direct.nodes) == 3
    assert [(edge.evidence.text, edge.role) for edge in direct.edges] == [("省科技厅", "lead"), ("省财政厅", "support")]


def test_both_agencies_of_a_shared_task_have_their_words(library):
    shared = shared_tasks(library, "浙江省科技厅", "浙江省财政厅")
    assert [(one.other_role, one.other_mention, one.other_evidence.sentence) for one in shared] == [
        ("support", "省财政厅", "（牵头单位：省科技厅；配合单位：省财政厅、奇思妙想办）")
    ]


def test_the_network_of_a_place_and_a_period(library):
    of_zhejiang = ties(library, place="浙江省")
    assert {frozenset((tie.agency_name, tie.other_name)) for tie in of_zhejiang} == {
        frozenset(pair)
        for pair in (
            ("浙江省科学技术厅", "浙江省财政厅"),
            ("浙江省科学技术厅", "奇思妙想办"),
            ("浙江省财政厅", "奇思妙想办"),
            ("浙江省科学技术厅", "各市人民政府"),
        )
    }
    assert ties(library, place="浙江") == of_zhejiang
    with pytest.raises(NodeNotFound, match="库中没有“浙江市”的文件，相近的地区：浙江省"):
        ties(library, place="浙江市")
    assert ties(library, since="2019-01-01", until="2019-12-31") == of_zhejiang
    assert ties(library, place="浙江省", until="2018-12-31") == []
    with pytest.raises(QueryError, match="'2019' is no day"):
        ties(library, since="2019")


def test_the_neighbourhood_of_any_node(library):
    of_notice = neighbourhood(library, NOTICE)
    assert {(one.relation, one.direction, one.kind) for one in of_notice} == {
        ("cites", "out", "document"),
        ("contains", "out", "section"),
        ("has_target", "out", "target"),
        ("issued", "in", "agency"),
    }
    task = next(one.id for one in neighbourhood(library, "agency:浙江省科学技术厅") if one.name == "培育科技企业")
    around = {(one.relation, one.direction, one.name) for one in neighbourhood(library, task)}
    assert ("leads", "in", "浙江省科学技术厅") in around
    assert ("supports", "in", "浙江省财政厅") in around
    assert ("has_target", "out", "高新技术企业数量") in around
    with pytest.raises(NodeNotFound, match="没有编号为“没有”的节点"):
        neighbourhood(library, "没有")


# A node by any name, an edge of it, how it cites, and the words that say so.
EDGES = [
    (
        "浙科发〔2019〕7号",
        "浙江省科学技术厅关于科技企业认定的通知",
        "cites",
        "repeals",
        "《浙江省科学技术厅关于科技企业认定的通知》（浙科发〔2012〕5号）同时废止。",
    ),
    ("浙江省财政厅", "培育科技企业", "supports", None, "（牵头单位：省科技厅；配合单位：省财政厅、奇思妙想办）"),
    ("培育科技企业", "高新技术企业数量", "has_target", None, "到2020年高新技术企业数量达到1.5万家。"),
    ("19", "辽宁省旅游发展委员会", "leads", None, "（责任单位：省旅游发展委）"),
    ("浙科发〔2019〕7号", "总体目标", "contains", None, None),
]


@pytest.mark.parametrize(("node", "name", "relation", "citation", "sentence"), EDGES, ids=[one[1] for one in EDGES])
def test_an_edge_of_a_node_by_any_name_has_its_words(library, node, name, relation, citation, sentence):
    edge = next(one for one in neighbourhood(library, node) if one.name == name)
    assert (edge.relation, edge.citation) == (relation, citation)
    assert (edge.evidence and edge.evidence.sentence) == sentence


def test_what_a_task_rests_on_is_said_by_the_words_that_cite(library):
    (edge,) = [one for one in neighbourhood(library, RULES) if one.relation == "rests_on"]
    assert (edge.kind, edge.direction, edge.citation) == ("task", "in", "implements")
    assert "（国发〔2016〕16号）" in edge.evidence.sentence


def test_a_name_of_several_nodes_is_not_guessed(library):
    with pytest.raises(NodeNotFound, match="对应 2 个节点，请写编号：agency:浙江省科学技术厅、agency:辽宁省科学技术厅"):
        neighbourhood(library, "省科技厅")
    with pytest.raises(NodeNotFound, match="“（一）”对应 2 项任务，请写编号：doc:浙科发〔2019〕7号#二/（一）"):
        agencies_of_task(library, "（一）")
    assert [one.name for one in agencies_of_task(library, "推进冰雪旅游产业发展")] == ["辽宁省旅游发展委员会"]
    assert task(library, "19").title == "推进冰雪旅游产业发展"


def test_an_indicator_that_two_documents_share(library):
    (shared,) = shared_indicators(library)
    assert (shared.indicator, shared.unit, shared.documents) == ("高新技术企业数量", "家", 2)
    assert (shared.lowest, shared.highest) == (4000, 16000)


PLANS = {
    "沈阳市": ("沈阳市人民政府", "沈政发〔2019〕2号", "2019年3月1日", "3000"),
    "国家": ("国务院", "国发〔2018〕5号", "2018年1月5日", "220000"),
    "大连市": ("大连市人民政府", "大政发〔2018〕9号", "2018年9月9日", "2000"),
    "辽宁省": ("辽宁省人民政府", "辽政发〔2018〕30号", "2018年6月30日", "9000"),
}


def test_an_indicator_from_the_nation_down(tmp_path):
    for place, (issuer, number, day, value) in PLANS.items():
        text = f"{issuer}关于支持科技企业的意见\n\n{number}\n\n　　一、总体目标\n　　到2020年，高新技术企业数量达到{value}家。\n"
        (tmp_path / f"{place}.txt").write_text(f"{text}{issuer}\n{day}\n", "utf-8")
    with open_store(f"sqlite:{tmp_path}/plans.db") as store:
        assert [done.outcome for done in load(store, sorted(tmp_path.glob("*.txt")))] == ["loaded"] * 4
        found = targets_by_level(store, "高新技术企业")
    assert [(one.level, one.jurisdiction, one.value) for one in found] == [
        ("国家", "国家", 220000),
        ("省", "辽宁省", 9000),
        ("市", "大连市", 2000),
        ("市", "沈阳市", 3000),
    ]
    assert (found[1].document_title, found[1].issued) == ("辽宁省人民政府关于支持科技企业的意见", "2018-06-30")
