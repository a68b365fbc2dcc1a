"""Loading, replacing and removing on both stores: what is held at the end is all that counts, never the way there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import open_store
from graph.errors import NodeNotFound
from tests.graph.made import Made, facts, snapshot

PLAN = Made(
    1,
    "辽宁省科技成果转化行动计划",
    cites=(("国家科技成果转移转化示范区建设指引", None), (None, "国发〔2016〕16号")),
)
NOTICE = Made(2, "关于印发《国家科技成果转移转化示范区建设指引》的通知", number="国科发〔2017〕304号")
CITING = Made(
    3,
    "沈阳市行动计划",
    cites=((PLAN.title, None), ("某法", "国发〔2016〕16号")),
    agencies=("沈阳市政府", "科技厅"),
)


def links(store) -> list[tuple[str, str, bool]]:
    return [(r["citing"], r["cited"], bool(r["cited_held"])) for r in store.query("citation_links", limit=100)]


def test_loading_twice_changes_nothing(store):
    store.merge(facts(PLAN))
    store.merge(facts(CITING))
    before = snapshot(store)
    store.merge(facts(PLAN))
    assert snapshot(store) == before
    assert before["counts"][0]["documents"] == 2
    assert before["counts"][0]["responsibilities"] == 8


def test_a_corrected_text_replaces_all_old_facts(store):
    store.merge(facts(PLAN))
    store.merge(facts(Made(1, PLAN.title, tasks=1, version=2, agencies=("省财政厅",))))
    assert [t["title"] for t in store.query("tasks", tasks=None, documents=[PLAN.id], roles=None, text=None)] == [
        "任务1·2"
    ]
    assert [a["name"] for a in store.query("agency_ranking", documents=None)] == ["辽宁省财政厅"]
    assert store.query("agencies_by_name", name="辽宁省科学技术厅") == []
    assert links(store) == []
    assert [d["id"] for d in store.query("documents", held=None)] == [PLAN.id]


def test_heirs_stay_as_long_as_a_text_names_a_body_before_them(store):
    store.merge(facts(PLAN))  # names 省财政厅
    store.merge(facts(CITING))  # names 沈阳市政府, whose heir is the same
    chain = [
        (r["old_name"], r["new_name"]) for r in store.query("successions_of_agencies", agencies=["agency:辽宁省财金局"])
    ]
    assert chain == [
        ("辽宁省财政厅", "辽宁省财金委员会"),
        ("沈阳市人民政府", "辽宁省财金委员会"),
        ("辽宁省财金委员会", "辽宁省财金局"),
    ]
    assert [r["agency_name"] for r in store.query("formerly_named", name="省财税局")] == ["辽宁省财政厅"]
    store.remove(PLAN.id)
    names = {r["name"] for r in store.query("search_agencies", text="", limit=100)}
    assert names == {"沈阳市人民政府", "辽宁省财金委员会", "辽宁省财金局", "辽宁省科学技术厅"}
    assert store.query("formerly_named", name="省财税局") == []
    store.remove(CITING.id)
    assert store.query("search_agencies", text="", limit=100) == []
    assert store.query("all_agency_names") == []


def test_newer_tables_respell_an_agency_and_keep_how_texts_mention_it(store):
    store.merge(facts(PLAN))
    assert [a["name"] for a in store.query("agencies_by_name", name="科学技术厅")] == ["辽宁省科学技术厅"]
    newer = facts(CITING)
    respelt = tuple(replace(agency, spellings=(agency.name, f"{agency.name}本部")) for agency in newer.agencies)
    store.merge(replace(newer, agencies=respelt))
    for name in (
        "辽宁省科学技术厅",
        "辽宁省科学技术厅本部",
        "省科技厅",
        "科技厅",
    ):  # the third as only the plan mentions it
        assert [a["name"] for a in store.query("agencies_by_name", name=name)] == ["辽宁省科学技术厅"]
    assert store.query("agencies_by_name", name="科学技术厅") == []


def test_heirs_by_older_tables_go_when_newer_tables_know_others(store):
    """The document that brings the newer tables is another than the one that brought the heirs."""
    store.merge(facts(PLAN))  # 省财政厅 with two heirs, one after the other
    newer = facts(Made(4, "又一计划", agencies=("省财政厅",)))
    body = next(agency for agency in newer.agencies if agency.name == "辽宁省财政厅")
    store.merge(replace(newer, agencies=(body,), successions=(), former_names=()))
    assert store.query("agency", agency="agency:辽宁省财金局") == []
    for one in (PLAN, Made(4, "又一计划")):
        store.remove(one.id)
    assert store.query("agency_ranking", documents=None) == store.query("search_agencies", text="", limit=9) == []


def test_removing_a_cited_document_leaves_a_stub_and_takes_its_facts(store):
    store.merge(facts(PLAN))
    store.merge(facts(CITING))
    assert (CITING.id, PLAN.id, True) in links(store)
    store.remove(PLAN.id)
    stub = f"doc:{PLAN.title}"
    assert (CITING.id, stub, False) in links(store)
    assert [d["title"] for d in store.query("document", document=stub)] == [PLAN.title]
    assert store.query("document", document=PLAN.id) == []
    assert store.query("targets_of_document", document=PLAN.id) == []
    assert [t["document"] for t in store.query("tasks", tasks=None, documents=None, roles=None, text=None)] == [
        CITING.id
    ] * 2


def test_a_stub_never_blanks_a_held_document(store):
    store.merge(facts(NOTICE))
    held = store.query("document", document=NOTICE.id)
    store.merge(facts(PLAN))  # cites the work inside the notice by its own title
    after = store.query("document", document=NOTICE.id)
    assert after == [held[0] | {"cited_by": 1}]
    assert store.query("document_text", document=NOTICE.id)[0]["text"].startswith("第1版")


def test_a_stub_gains_its_facts_when_the_document_comes(store):
    store.merge(facts(PLAN))
    assert ("doc:国家科技成果转移转化示范区建设指引", False) in [link[1:] for link in links(store)]
    store.merge(facts(NOTICE))
    assert (PLAN.id, NOTICE.id, True) in links(store)
    assert store.query("document", document="doc:国家科技成果转移转化示范区建设指引") == []


def test_a_task_rests_on_the_document_where_it_now_is(store):
    """In Neo4j RESTS_ON is an edge of its own, which must move with the citation; in SQLite it is a view."""
    plan = Made(1, PLAN.title, cites=((None, "国发〔2016〕16号"), ("国家科技成果转移转化示范区建设指引", None)))
    store.merge(facts(plan))
    store.merge(facts(NOTICE))
    citing = store.query("tasks_citing", document=NOTICE.id)
    assert [row["task"] for row in citing] == [f"{plan.id}#一/1"]


def test_two_held_documents_of_one_title_leave_the_citation_open(store):
    store.merge(facts(CITING))
    store.merge(facts(Made(1, PLAN.title, number="辽政发〔2018〕1号")))
    assert (CITING.id, "doc:辽政发〔2018〕1号", True) in links(store)
    store.merge(facts(Made(4, PLAN.title, number="吉政发〔2018〕1号")))
    assert (CITING.id, f"doc:{PLAN.title}", False) in links(store)


def test_removing_what_is_not_held_says_so(store):
    store.merge(facts(PLAN))
    with pytest.raises(NodeNotFound, match="doc:没有"):
        store.remove("doc:没有")
    with pytest.raises(NodeNotFound):
        store.remove("doc:国发〔2016〕16号")  # only cited


TITLES = ("甲类企业培育计划", "关于印发《甲类企业培育计划》的通知", "乙类园区建设办法", "丙类人才引进意见")
NUMBERS = (None, None, None, "国发〔2016〕16号", "国发〔2016〕17号")

citations = st.tuples(st.sampled_from((*TITLES, None)), st.sampled_from(NUMBERS)).filter(any)


@st.composite
def made_documents(draw) -> Made:
    index = draw(st.integers(1, 4))
    return Made(
        index=index,
        title=draw(st.sampled_from(TITLES)),
        number=draw(st.sampled_from((None, f"国发〔2016〕{15 + index}号"))),
        cites=tuple(draw(st.lists(citations, min_size=1, max_size=3, unique=True))),
        agencies=tuple(
            draw(
                st.lists(
                    st.sampled_from(("省科技厅", "科技厅", "省财政厅", "相关市政府")),
                    min_size=1,
                    max_size=2,
                    unique=True,
                )
            )
        ),
        tasks=draw(st.integers(0, 2)),
        version=draw(st.integers(1, 2)),
    )


steps = st.lists(
    st.tuples(st.sampled_from(("merge", "merge", "merge", "remove")), made_documents()),
    min_size=4,
    max_size=10,
)


def check_only_the_end_counts(way, fresh, steps_taken) -> None:
    """Take steps in one store, load what they end with into another: both must hold the same."""
    held: dict[str, Made] = {}
    for step, made in steps_taken:
        if step == "merge":
            way.merge(facts(made))
            held[made.id] = made
        elif made.id in held:
            way.remove(made.id)
            del held[made.id]
    for made in sorted(held.values(), key=lambda made: made.id, reverse=True):
        fresh.merge(facts(made))
    if held:
        assert snapshot(way) == snapshot(fresh)
    else:
        assert way.query("documents", held=None) == []
        assert way.query("counts")[0]["agencies"] == 0


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps_taken=steps)
def test_only_the_end_counts_on_sqlite(tmp_path_factory, steps_taken):
    folder = tmp_path_factory.mktemp("way")
    with open_store(f"sqlite:{folder}/way.db") as way, open_store(f"sqlite:{folder}/fresh.db") as fresh:
        way.merge(facts(Made(9, "起点")))
        way.remove(Made(9, "起点").id)
        check_only_the_end_counts(way, fresh, steps_taken)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps_taken=steps)
def test_only_the_end_counts_on_neo4j(neo4j_store, tmp_path_factory, steps_taken):
    """Against SQLite as the other store: at once the proof that both mean the same by every step."""
    for row in neo4j_store.query("documents", held=True):
        neo4j_store.remove(row["id"])
    with open_store(f"sqlite:{tmp_path_factory.mktemp('fresh')}/fresh.db") as fresh:
        check_only_the_end_counts(neo4j_store, fresh, steps_taken)
