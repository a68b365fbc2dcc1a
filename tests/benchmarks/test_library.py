"""The made library that benchmarks measure: the same in every run, sound, and of the shape it claims."""

from collections import Counter
from itertools import islice

import pytest

from benchmarks.copying import copy_store
from benchmarks.library import library
from benchmarks.queries import edges, fill
from graph import open_store
from graph.soundness import refuse_unsound
from tests.graph.made import snapshot


@pytest.fixture(scope="module")
def documents():
    return list(library(300))


def test_the_same_in_every_run_another_for_another_seed(documents):
    assert list(islice(library(300), 20)) == documents[:20]
    assert list(islice(library(300, seed=8), 20)) != documents[:20]


def test_sound_and_each_fact_stands_in_the_text(documents):
    for facts in documents:
        refuse_unsound(facts)
        text = facts.document.text
        assert all(text[one.start : one.end] == one.mention for one in facts.responsibilities)
        assert all(text[one.start : one.end] == one.text for one in (*facts.tasks, *facts.targets))
        assert all(one.title in text[one.start : one.end] for one in (*facts.sections, *facts.citations))


def test_few_have_most(documents):
    """A hundred edges a document; the busiest tenth of agencies has over a third of the tasks, one has many."""
    tasks = Counter(one.agency for facts in documents for one in facts.responsibilities)
    cited = Counter(one.title for facts in documents for one in facts.citations)
    for counted, least in ((tasks, 1 / 3), (cited, 1 / 4)):
        ranked = sorted(counted.values(), reverse=True)
        assert sum(ranked[: len(ranked) // 10]) > least * sum(ranked)
        assert ranked[len(ranked) // 2] <= ranked[0] / 8
    leads = Counter((one.task, one.role) for facts in documents for one in facts.responsibilities if one.role == "lead")
    assert max(leads.values()) == 1


def test_several_documents_a_transaction_give_the_same_store(tmp_path):
    with open_store(f"sqlite:{tmp_path}/one.db") as one, open_store(f"sqlite:{tmp_path}/many.db") as many:
        for facts in library(70):
            one.merge(facts)
        fill(many, 70)
        assert snapshot(many) == snapshot(one)
        assert 70 * 80 < edges(many) < 70 * 130


def test_a_copy_is_what_merging_makes(tmp_path, empty_neo4j):
    with open_store(f"sqlite:{tmp_path}/library.db") as store, open_store(empty_neo4j) as copy:
        fill(store, 40)
        copy_store(store.path, copy)
        assert snapshot(copy) == snapshot(store)
        for facts in library(40):
            copy.merge(facts)
        assert snapshot(copy) == snapshot(store)
