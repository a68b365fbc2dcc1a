"""Lines of citation over the Liaoning plan and three documents of our own."""

from __future__ import annotations

import pytest

from graph import open_store
from graph.errors import NodeNotFound, QueryError
from ingest.load import load
from queries.citation import most_cited
from queries.library import documents_of_agency, documents_where
from queries.lineage import citation_closure, cited_though_repealed, cited_together, longest_citation_chain

NOTICE, LATE = "doc:浙科发〔2019〕7号", "doc:浙科发〔2020〕9号"
PLAN = "doc:辽宁省人民政府办公厅/辽宁省实施科技成果转移转化三年行动计划（2018-2020年）"
RULES = "doc:国发〔2016〕16号"


def test_what_a_document_rests_on(library):
    near = citation_closure(library, NOTICE, depth=1)
    assert {(one.id, one.depth, one.cited_by) for one in near} == {
        (PLAN, 1, NOTICE),
        (RULES, 1, NOTICE),
        ("doc:浙科发〔2012〕5号", 1, NOTICE),
    }
    far = {one.id: one for one in citation_closure(library, NOTICE, depth=5)}
    assert len(far) == 3 + 5  # the plan's six, one of which the notice cites itself
    assert (far["doc:辽政发〔2016〕34号"].depth, far["doc:辽政发〔2016〕34号"].cited_by) == (2, PLAN)
    assert far[RULES].depth == 1
    assert (far[RULES].relation, far[RULES].evidence.text) == ("basis", "国发〔2016〕16号")
    assert (far["doc:辽政发〔2016〕34号"].relation, far["doc:辽政发〔2016〕34号"].evidence.document) == (
        "implements",
        PLAN,
    )
    with pytest.raises(QueryError, match="depth must be from 1 to 20, not 0"):
        citation_closure(library, NOTICE, depth=0)
    with pytest.raises(NodeNotFound):
        citation_closure(library, "没有的文件")


def test_the_longest_chain_runs_back_in_time(library):
    chain = longest_citation_chain(library)
    assert [one.id for one in chain[:2]] == [NOTICE, PLAN]
    assert len(chain) == 3
    assert not chain[-1].held


def test_cited_together(library):
    assert (PLAN, 1) in {(one.id, one.citing) for one in cited_together(library, RULES)}
    assert RULES not in {one.id for one in cited_together(library, RULES)}
    (plan,) = [one for one in cited_together(library, RULES) if one.id == PLAN]
    assert (plan.relation, plan.evidence.document) == ("basis", NOTICE)
    assert plan.evidence.sentence.startswith("根据《辽宁省实施科技成果转移转化三年行动计划")


def test_what_is_cited_after_its_repeal(library):
    (stale,) = cited_though_repealed(library)
    assert (stale.doc_number, stale.repealed_by, stale.repealed) == ("浙科发〔2012〕5号", NOTICE, "2019-04-01")
    assert (stale.citing, stale.relation) == (LATE, "basis")
    assert "浙科发〔2012〕5号" in stale.evidence.sentence


def test_a_repeal_that_is_told_twice_is_one_and_its_own_words_are_no_citation(tmp_path):
    texts = {
        "old": "甲省科技厅关于认定的通知\n\n甲科发〔2012〕1号\n\n　　一、办好认定。\n甲省科技厅\n2012年1月1日\n",
        "before": "甲省科技厅关于支持企业的通知\n\n甲科发〔2015〕2号\n\n　　根据甲科发〔2012〕1号，支持企业。\n甲省科技厅\n2015年1月1日\n",
        "repealing": "甲省科技厅关于清理文件的通知\n\n甲科发〔2019〕3号\n\n　　一、废止甲科发〔2012〕1号。\n"
        "　　二、甲科发〔2012〕1号自2019年1月1日起废止。\n　　三、参照甲科发〔2012〕1号办理的事项，不再受理。\n甲省科技厅\n2019年1月1日\n",
        "after": "甲省科技厅关于做好认定的通知\n\n甲科发〔2020〕4号\n\n　　根据甲科发〔2012〕1号，做好认定。\n甲省科技厅\n2020年1月1日\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    with open_store(f"sqlite:{tmp_path}/repeals.db") as store:
        assert [one.outcome for one in load(store, sorted(tmp_path.glob("*.txt")))] == ["loaded"] * 4
        stale = cited_though_repealed(store)
        assert [(one.citing, one.afterwards) for one in stale] == [
            ("doc:甲科发〔2015〕2号", False),
            ("doc:甲科发〔2020〕4号", True),
        ]
        assert {(one.document, one.repealed_by) for one in stale} == {
            ("doc:甲科发〔2012〕1号", "doc:甲科发〔2019〕3号")
        }


def test_the_most_cited_and_those_worth_adding(library):
    assert [(one.id, one.citing) for one in most_cited(library, limit=2)] == [(RULES, 2), ("doc:浙科发〔2012〕5号", 2)]
    assert [one.id for one in most_cited(library, held=True)] == [PLAN]
    assert all(not one.held for one in most_cited(library, held=False))


WHERE = [
    ({"place": "浙江省"}, {NOTICE, LATE}),
    ({"issuer": "浙江省科技厅", "year": 2020}, {LATE}),
    ({"level": "省"}, {NOTICE, LATE, PLAN}),
    ({"level": "市"}, {"doc:沈政任〔2019〕3号"}),
    ({"year": 2019}, {NOTICE, "doc:沈政任〔2019〕3号"}),
    ({"kind": "计划"}, {PLAN}),
    ({"text": "认定"}, {LATE}),
    ({"place": "浙江省", "year": 1999}, set()),
    ({"year": 201}, set()),  # no day begins with it, though many begin with its digits
    ({"place": "浙江"}, {NOTICE, LATE}),
]


@pytest.mark.parametrize(("conditions", "expected"), WHERE, ids=[str(one[0]) for one in WHERE])
def test_documents_by_what_they_are(library, conditions, expected):
    assert {one.id for one in documents_where(library, **conditions)} == expected


def test_a_level_that_there_is_none_is_named(library):
    with pytest.raises(QueryError, match="unknown level '州'"):
        documents_where(library, level="州")


def test_documents_that_give_an_agency_tasks(library):
    found = documents_of_agency(library, "省财政厅", role="support")
    assert {(one.id, one.tasks) for one in found} == {(PLAN, 5), (NOTICE, 1)}
