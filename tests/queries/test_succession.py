"""Reforms in questions and queries: an old name leads on, and nothing is counted across a reform without a word."""

from __future__ import annotations

import pytest

from graph.errors import NodeNotFound, QueryError
from queries.agency import agencies_by_name, unresolved_agencies
from queries.questions import ask
from queries.responsibility import tasks_of_agency
from queries.succession import formerly_named, successions_of_agency
from queries.validity import validity

TAX = "国家税务总局辽宁省税务局"


def test_a_day_that_is_none_is_no_day_for_agencies_either(library):
    with pytest.raises(QueryError, match="'昨天' is no day"):
        agencies_by_name(library, "省科技厅", as_of="昨天")


def test_a_question_by_an_old_name_names_the_successor(both_libraries):
    for store in both_libraries:
        answer = ask(store, "省地税局配合哪些任务")
        assert answer.kind == "tasks"
        assert {item["agency"] for item in answer.items} == {"辽宁省地方税务局"}
        assert answer.understood.startswith(f"辽宁省地方税务局（2018-06-15并入{TAX}）")


def test_a_question_by_the_new_name_leads_to_the_bodies_before_it(library):
    answer = ask(library, "省税务局配合哪些任务")
    assert answer.kind == "none"
    assert set(answer.suggestions) == {"辽宁省国家税务局", "辽宁省地方税务局"}


def test_an_old_name_that_no_text_uses_leads_to_the_body_of_today(library):
    # The plan names 省质监局, which became 市场监督管理局 together with 省工商局.
    assert [body.name for body in agencies_by_name(library, "辽宁省工商局")] == ["辽宁省市场监督管理局"]
    assert [(one.body, one.agency_name) for one in formerly_named(library, "辽宁省工商局")] == [
        ("辽宁省工商行政管理局", "辽宁省市场监督管理局")
    ]
    assert formerly_named(library, "省科技厅") == []


def test_the_chain_from_both_ends(library):
    chain = [(step.old_name, step.new_name, step.date) for step in successions_of_agency(library, "辽宁银监局")]
    assert chain == [
        ("中国银行业监督管理委员会辽宁监管局", "中国银行保险监督管理委员会辽宁监管局", "2018-12-17"),
        ("中国银行保险监督管理委员会辽宁监管局", "国家金融监督管理总局辽宁监管局", "2023-07-20"),
    ]
    back = successions_of_agency(library, "国家金融监督管理总局辽宁监管局")
    assert {step.old_name for step in back} > {"中国银行业监督管理委员会辽宁监管局", "中国保险监督管理委员会辽宁监管局"}
    with pytest.raises(NodeNotFound):
        successions_of_agency(library, "没有的局")


def test_bodies_of_a_day(library):
    assert [one.name for one in agencies_by_name(library, TAX, as_of="2017-01-01")] == []
    assert [one.name for one in agencies_by_name(library, TAX, as_of="2019-01-01")] == [TAX]


def test_documents_in_force_on_a_day(library):
    def state(day: str | None, document: str) -> str:
        return validity(library, as_of=day, document=document)[0].state

    assert state("2019-03-15", "浙科发〔2019〕7号") == "not yet"
    assert state("2019-04-01", "浙科发〔2019〕7号") == "in force"
    assert state("2022-03-31", "浙科发〔2019〕7号") == "in force"
    assert state("2022-04-01", "浙科发〔2019〕7号") == "expired"
    assert state("2019-03-31", "浙科发〔2012〕5号") == "unknown"
    assert state("2019-04-01", "浙科发〔2012〕5号") == "repealed"
    (change,) = validity(library, document="浙科发〔2012〕5号")[0].changes
    assert (change.doc_number, change.date) == ("浙科发〔2019〕7号", "2019-04-01")
    assert "同时废止" in change.evidence.sentence
    with pytest.raises(QueryError, match="2019年"):
        validity(library, as_of="2019年")


def test_tasks_of_documents_in_force(library):
    always = {one.source for one in tasks_of_agency(library, "省科技厅")}
    assert {"liaoning_2018_zhuanhua.txt", "zhejiang.txt"} <= always
    assert {one.source for one in tasks_of_agency(library, "省科技厅", as_of="2022-05-01")} == always - {"zhejiang.txt"}


def test_what_stays_open_is_listed_with_candidates(library):
    (open_one,) = unresolved_agencies(library)
    assert (open_one.name, open_one.jurisdiction, open_one.tasks) == ("奇思妙想办", "浙江省", 1)
    assert open_one.candidates == ()
