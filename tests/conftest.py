"""Fixtures that several rooms share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from neo4j import GraphDatabase

from graph.errors import StoreUnavailable
from graph.neo4j_distribution import java_command
from graph.neo4j_server import RunningServer, read_environment, start, stop


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A real server on a fresh database; NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD lead to it.

    All tests of a run share it: take out what you put in. Skips where it cannot be had, but not in CI.
    """
    try:
        java_command(print)
    except StoreUnavailable as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    home = tmp_path_factory.mktemp("neo4j") / "共享 图谱"
    with pytest.MonkeyPatch.context() as patch:
        try:
            server = start(home)
            for key, value in read_environment(home).items():
                patch.setenv(key, value)
            yield server
        finally:
            stop(home)


@pytest.fixture(scope="session")
def neo4j_url(neo4j_server: RunningServer) -> str:
    """The address of the shared server, as `open_store` takes it."""
    return neo4j_server.address


@pytest.fixture(scope="session")
def emptied_neo4j(neo4j_url: str) -> Callable[[], str]:
    """Empties the real server, whatever tests before left in it, and gives its address."""

    def empty() -> str:
        name, password = os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"]
        with GraphDatabase.driver(neo4j_url, auth=(name, password)) as driver:
            driver.execute_query("MATCH (n) DETACH DELETE n")
        return neo4j_url

    return empty


@pytest.fixture
def empty_neo4j(emptied_neo4j: Callable[[], str]) -> str:
    """The real server without a node in it; for tests that fill it themselves."""
    return emptied_neo4j()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the queries that were seen to give equal rows on both stores."""
    passed = [report.nodeid for report in terminalreporter.getreports("passed")]
    names = [nodeid.partition("[")[2].rstrip("]") for nodeid in passed if "test_equal_rows_on_both_stores[" in nodeid]
    if names:
        terminalreporter.section(f"{len(names)} named queries, equal on SQLite and Neo4j")
        terminalreporter.write_line(", ".join(names))
