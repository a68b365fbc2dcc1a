"""The open documents loaded together, in three orders: the same graph on both stores."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph import open_store
from ingest.load import load
from tests.graph.made import snapshot

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the open documents are not beside this checkout")


def filled(url: str, paths: list[Path]) -> dict[str, list]:
    with open_store(url) as store:
        assert {done.outcome for done in load(store, paths)} == {"loaded"}
        held = snapshot(store)
        assert len(held["fingerprints"]) == len(paths)
        assert held["successions"]
        return held


def test_the_order_of_loading_does_not_matter(tmp_path, emptied_neo4j):
    paths = sorted(CORPUS.glob("*.txt"))
    shuffled = paths[:]
    random.Random(5).shuffle(shuffled)
    orders = [paths, paths[::-1], shuffled]
    first = filled(f"sqlite:{tmp_path}/0.db", orders[0])
    assert filled(f"sqlite:{tmp_path}/1.db", orders[1]) == first
    assert filled(f"sqlite:{tmp_path}/2.db", orders[2]) == first
    for order in orders:
        assert filled(emptied_neo4j(), order) == first
