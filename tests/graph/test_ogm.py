"""The classes of py2neo over a graph that our store wrote, on the real server."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph import open_store
from ingest.load import load

pytest.importorskip("py2neo", reason="the extra py2neo is not installed")

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def graph(emptied_neo4j):
    from py2neo import Graph

    url = emptied_neo4j()
    with open_store(url) as store:
        list(load(store, sorted(DATA.glob("*.txt"))))
    graph = Graph(url, auth=(os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"]))
    yield graph
    graph.service.connector.close()  # else its sockets stay open until the process ends


def only(found):
    (one,) = found
    return one


def test_an_agency_and_its_tasks(graph):
    from graph.ogm import Agency

    agency = only(Agency.match(graph).where(name="辽宁省科学技术厅"))
    assert agency.id == "agency:辽宁省科学技术厅"
    assert len(agency.leads) == 24
    task = only(task for task in agency.leads if task.number == "1")
    assert task.title == "强化政策落实"
    assert agency.leads.get(task, "mention") == "省科技厅"
    assert agency in list(task.leaders)
    assert "省科技厅" in {name.id for name in agency.names}


def test_a_document_and_all_that_hangs_on_it(graph):
    from graph.ogm import Document

    document = only(Document.match(graph).where(held=True))
    assert document.text[:10].strip()
    assert [agency.name for agency in document.issuers] == ["辽宁省人民政府办公厅"]
    assert [section.number for section in document.sections] == ["一", "二", "三", "四"]
    assert len(document.tasks) == 31
    assert [task.number for task in document.tasks][:3] == ["1", "2", "3"]
    assert [task.position for task in document.tasks] == list(range(1, 32))
    assert {cited.doc_number for cited in document.cites} >= {"国发〔2016〕16号"}
    assert all(list(cited.cited_by) == [document] for cited in document.cites)


def test_sections_hold_tasks_and_sections_apart(graph):
    from graph.ogm import Section, Task

    task = only(Task.match(graph).where(number="19"))
    assert [agency.name for agency in task.leaders] == ["辽宁省旅游发展委员会"]
    section = only(task.section)
    assert isinstance(section, Section)
    assert section.sections == []
    assert task in section.tasks
    assert [one.position for one in section.tasks] == sorted(one.position for one in section.tasks)
    above = only(section.section)
    assert section in above.sections
    assert above.tasks == []


def test_targets_know_what_they_stand_in(graph):
    from graph.ogm import Document, Target

    document = only(Document.match(graph).where(held=True))
    assert len(document.targets) > 1
    goal = next(iter(document.targets))
    assert (goal.task, goal.overall_of) == ([], [document])
    others = [target for target in Target.match(graph) if not target.overall_of]
    assert others
    assert all(only(target.task).document == document.id for target in others)


def test_successions_and_names_lead_on(graph):
    from graph.ogm import Agency, Name

    old = only(Agency.match(graph).where(name="辽宁省地方税务局"))
    new = only(old.succeeded_by)
    assert new.name == "国家税务总局辽宁省税务局"
    assert old in list(new.took_over_from)
    name = only(Name.match(graph, "国发〔2016〕16号"))
    assert (name.agencies, [document.held for document in name.documents]) == ([], [False])


def test_every_property_of_the_graph_is_a_property_of_its_class(graph):
    from graph import ogm

    for label in ogm.__all__:
        held = graph.run(f"MATCH (n:{label}) UNWIND keys(n) AS key RETURN DISTINCT key").to_series()
        assert set(held) <= {name for name in dir(getattr(ogm, label)) if not name.startswith("_")}, label
