"""Stores to test on: a fresh SQLite file, and the real Neo4j server, emptied."""

from __future__ import annotations

import pytest

from graph import open_store


@pytest.fixture
def sqlite_store(tmp_path):
    with open_store(f"sqlite:{tmp_path}/graph.db") as store:
        yield store


@pytest.fixture
def neo4j_store(neo4j_url, empty_neo4j):
    with open_store(neo4j_url) as store:
        yield store


@pytest.fixture(params=["sqlite", "neo4j"])
def store(request):
    return request.getfixturevalue(f"{request.param}_store")
