"""Ties, paths and neighbourhoods over the Liaoning plan and three documents of our own."""

from __future__ import annotations

import pytest

from graph.errors import NodeNotFound, QueryError
from queries.dependency import path_between_agencies, ties
from queries.neighbourhood import neighbourhood
from queries.target import shared_indicators

NOTICE = "doc:浙科发〔2019〕7号"


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


def test_an_indicator_that_two_documents_share(library):
    (shared,) = shared_indicators(library)
    assert (shared.indicator, shared.unit, shared.documents) == ("高新技术企业数量", "家", 2)
    assert (shared.lowest, shared.highest) == (4000, 16000)
