"""Paths between agencies, against networkx on random graphs: as short as any, whole, and the same every time."""

from __future__ import annotations

import random
from itertools import pairwise

import networkx as nx
import pytest

from graph import open_store
from graph.identifiers import agency_id, document_id
from graph.model import Agency, Document, DocumentFacts, Responsibility, Task
from queries.dependency import path_between_agencies

LONGEST = 6  # tasks on a path, as its docstring says


def made(members: list[list[str]], names: dict[str, tuple[str, ...]] | None = None) -> DocumentFacts:
    """One document whose tasks have these agencies."""
    number = "甲发〔2020〕1号"
    identifier = document_id(doc_number=number, title=None, issuers=(), source="")
    text = "推进工作。" * (len(members) + 1)
    tasks = tuple(
        Task(f"{identifier}#{n}", None, n, str(n), f"任务{n}", text, 0, len(text), "made", None, None)
        for n in range(1, len(members) + 1)
    )
    agencies = {
        name: Agency(agency_id(name), name, "agency", None, None, None, None, (name, *(names or {}).get(name, ())))
        for group in members
        for name in group
    }
    responsibilities = tuple(
        Responsibility(agency_id(name), task.id, "lead" if place == 0 else "support", name, "made", 0, 2)
        for task, group in zip(tasks, members, strict=True)
        for place, name in enumerate(group)
    )
    document = Document(
        id=identifier, title=None, doc_number=number, source="1.txt", sha256="1", reader="made", text=text
    )
    return DocumentFacts(document, (), tasks, tuple(agencies.values()), (), responsibilities, (), ())


def of_tasks(path) -> int:
    return sum(stop.kind == "task" for stop in path.nodes)


@pytest.mark.parametrize("seed", range(12))
def test_a_path_is_as_short_as_any(tmp_path, seed):
    chance = random.Random(seed)
    people = [f"第{n}局" for n in range(chance.randint(4, 24))]
    members = [
        chance.sample(people, chance.choice((1, 2, 2, 2, 3))) for _ in range(len(people) + chance.randint(-3, 3))
    ]
    plain = nx.Graph()
    plain.add_edges_from((name, n) for n, group in enumerate(members) for name in group)
    with open_store(f"sqlite:{tmp_path}/paths.db") as store:
        store.merge(made(members))
        for one in plain:
            for other in plain:
                if isinstance(one, int) or isinstance(other, int) or one == other:
                    continue
                path = path_between_agencies(store, one, other)
                apart = nx.shortest_path_length(plain, one, other) // 2 if nx.has_path(plain, one, other) else None
                if apart is None or apart > LONGEST:
                    assert path is None
                    continue
                assert path is not None
                assert of_tasks(path) == apart
                assert [path.nodes[0].name, path.nodes[-1].name] == [one, other]
                stops = [
                    stop.name if stop.kind == "agency" else int(stop.id.rpartition("#")[2]) - 1 for stop in path.nodes
                ]
                assert all(plain.has_edge(left, right) for left, right in pairwise(stops))
                assert path == path_between_agencies(store, one, other)


def test_a_chain_is_followed_to_six_tasks(tmp_path):
    with open_store(f"sqlite:{tmp_path}/chain.db") as store:
        store.merge(made([[f"第{n}局", f"第{n + 1}局"] for n in range(8)]))
        path = path_between_agencies(store, "第0局", "第6局")
        assert [stop.name for stop in path.nodes if stop.kind == "agency"] == [f"第{n}局" for n in range(7)]
        assert [edge.task.rpartition("#")[2] for edge in path.edges] == [str(n) for n in range(1, 7) for _ in "ab"]
        assert path_between_agencies(store, "第0局", "第7局") is None


def test_a_name_of_several_bodies_leads_from_those_that_are_not_the_end(tmp_path):
    names = {"甲省科技厅": ("省科技厅",), "乙省科技厅": ("省科技厅",)}
    with open_store(f"sqlite:{tmp_path}/names.db") as store:
        store.merge(made([["甲省科技厅", "乙省科技厅"]], names))
        path = path_between_agencies(store, "省科技厅", "乙省科技厅")
        assert [stop.name for stop in path.nodes] == ["甲省科技厅", "任务1", "乙省科技厅"]
        assert path_between_agencies(store, "甲省科技厅", "甲省科技厅") is None
