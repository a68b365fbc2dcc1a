"""Tasks by what is said of them, or is not: nobody leads them, many share them, they are due, nothing measures them."""

from __future__ import annotations

import pytest

from graph.errors import NodeNotFound, QueryError
from queries.responsibility import responsibility_matrix
from queries.target import targets_by_indicator
from queries.task import (
    tasks,
    tasks_about,
    tasks_by_deadline,
    tasks_with_agencies,
    tasks_without_deadline,
    tasks_without_role,
    tasks_without_target,
)

NOTICE = "浙科发〔2019〕7号"
PLAN = "辽宁省实施科技成果转移转化三年行动计划（2018-2020年）"


def titles(found) -> list[str]:
    return [one.title for one in found]


def test_several_documents_at_once(library):
    late = "浙科发〔2020〕9号"
    both = tasks(library, document=[late, NOTICE, NOTICE])
    assert titles(both) == ["培育科技企业", "办好赛事", "做好认定"]  # in the order of the documents' ids, each once
    assert titles(tasks(library, document=(late,))) == titles(tasks(library, document=late)) == ["做好认定"]
    assert tasks(library, document=[]) == []
    assert len(tasks(library)) > len(both)
    with pytest.raises(NodeNotFound, match="没有这份文件"):
        tasks(library, document=[late, "没有这份文件"])
    found = targets_by_indicator(library, "高新技术企业", document=[late, NOTICE])
    assert [(one.source, one.value) for one in found] == [
        ("zhejiang.txt", 1.5),
        ("zhejiang.txt", 1.5),
        ("rending.txt", 16000),
    ]


def test_nobody_leads_what_only_names_responsible_bodies(library):
    assert titles(tasks_without_role(library, document=NOTICE)) == ["办好赛事"]
    assert titles(tasks_without_role(library, role="support", document=NOTICE)) == ["办好赛事"]
    assert titles(tasks_without_role(library, role=None, document=NOTICE)) == []
    assert titles(tasks_without_role(library, role="lead", document=PLAN)) == []


def test_by_the_number_of_agencies(library):
    alone = tasks_with_agencies(library, 1, at_most=1, document=PLAN)
    assert "推进冰雪旅游产业发展" in titles(alone)
    assert {len({agency.agency for agency in one.agencies}) for one in alone} == {1}
    many = tasks_with_agencies(library, 6, document=PLAN)
    sizes = [len({agency.agency for agency in one.agencies}) for one in many]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= 6
    assert "强化政策落实" in titles(many)  # ten agencies answer for it


def test_by_deadline(library):
    assert titles(tasks_by_deadline(library, before="2020-06-30")) == ["做好认定"]
    later = tasks_by_deadline(library, after="2020-07-01", document=PLAN)
    assert {one.deadline for one in later} == {"2020-12-31"}
    assert len(later) + len(tasks_without_deadline(library, document=PLAN)) == len(tasks(library, document=PLAN)) == 31
    with pytest.raises(QueryError, match="'2020-6' is no day"):
        tasks_by_deadline(library, before="2020-6")


def test_without_a_target(library):
    assert titles(tasks_without_target(library, document=NOTICE)) == []
    assert "强化政策落实" not in titles(tasks_without_target(library, document=PLAN))  # 30 training courses
    assert "引导社会资本投入" in titles(tasks_without_target(library, document=PLAN))


def test_about_a_topic(library):
    assert titles(tasks_about(library, "冰雪")) == ["推进冰雪旅游产业发展"]
    in_text = tasks_about(library, "冰雪主题乐园")  # no title holds it
    assert titles(in_text) == ["推进冰雪旅游产业发展"]


def test_the_matrix_of_a_document(library):
    rows = responsibility_matrix(library, NOTICE)
    assert [(row.number, row.title) for row in rows] == [("（一）", "培育科技企业"), ("（二）", "办好赛事")]
    assert next(iter(rows[0].roles)) == "浙江省科学技术厅"  # has most tasks
    assert rows[0].roles == {
        "浙江省科学技术厅": "lead",
        "各市人民政府": "",
        "奇思妙想办": "support",
        "浙江省财政厅": "support",
    }
    assert rows[1].roles["浙江省科学技术厅"] == rows[1].roles["各市人民政府"] == "responsible"
