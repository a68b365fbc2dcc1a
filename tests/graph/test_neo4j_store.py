"""The Neo4j store: what it says of servers, passwords and databases that will not do, and how writers share it."""

from __future__ import annotations

import os
import re
import socket
import threading
import time
import traceback
from contextlib import closing

import pytest
from neo4j import GraphDatabase

from graph import neo4j_store, open_store
from graph.errors import (
    NodeNotFound,
    QueryError,
    SchemaError,
    StoreAuthError,
    StoreError,
    StoreUnavailable,
)
from tests.command import PLAN, policygraph
from tests.graph.made import Made, facts, snapshot

PASSWORD = "geheim-密码-123"


def run(url: str, statement: str, **parameters: object) -> list:
    with GraphDatabase.driver(url, auth=(os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])) as driver:
        return driver.execute_query(statement, parameters).records


# ── a server that will not do ──


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_nobody_answers(scheme):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    url = f"{scheme}://127.0.0.1:{port}"
    began = time.monotonic()
    sentence = f"no Neo4j answers at {url}; is it running? A local one: policygraph neo4j start"
    with pytest.raises(StoreUnavailable, match=f"^{re.escape(sentence)}$"):
        open_store(url)
    assert time.monotonic() - began < 10


def test_something_takes_the_connection_and_is_silent(monkeypatch):
    monkeypatch.setattr(neo4j_store, "CONNECT_TIMEOUT", 0.3)
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        url = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(StoreUnavailable, match=f"^no Neo4j answers at {url}; is it running"):
            open_store(url)


def test_something_else_answers():
    with closing(socket.create_server(("127.0.0.1", 0))) as other:

        def answer() -> None:
            connection, _ = other.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(StoreUnavailable, match=r"^no Neo4j answers at|could not do it"):
            open_store(f"bolt://127.0.0.1:{other.getsockname()[1]}")
        thread.join()


@pytest.mark.parametrize(
    ("url", "error", "sentence"),
    [
        ("bolt://127.0.0.1:port", StoreUnavailable, "the store address bolt://127.0.0.1:port leads nowhere: "),
        (
            "bolt://[::1",
            StoreError,
            r"the store address bolt://[::1 is wrong: Invalid IPv6 URL; write neo4j://HOST:PORT",
        ),
        ("bolt://127.0.0.1?a=b", StoreError, "the store address bolt://127.0.0.1?a=b is wrong: "),
    ],
)
def test_addresses_that_lead_nowhere(url, error, sentence):
    with pytest.raises(error, match=f"^{re.escape(sentence)}"):
        open_store(url)


# ── names and passwords ──


def logged_in(url: str) -> bool:
    """The server makes people wait who fail too often; a right password in between starts the count anew."""
    return run(url, "RETURN 1 AS one")[0]["one"] == 1


@pytest.mark.parametrize("password", [None, "", PASSWORD], ids=["none", "empty", "wrong"])
def test_a_password_that_is_missing_or_wrong(password, neo4j_url, monkeypatch):
    right = os.environ["NEO4J_PASSWORD"]
    with monkeypatch.context() as patch:
        if password is None:
            patch.delenv("NEO4J_PASSWORD")
        else:
            patch.setenv("NEO4J_PASSWORD", password)
        with pytest.raises(StoreAuthError) as caught:
            open_store(neo4j_url)
    assert str(caught.value) == (
        f"{neo4j_url} refused the user name or password; set NEO4J_USERNAME and NEO4J_PASSWORD "
        "(for the local server: source .neo4j/neo4j.env)"
    )
    told = "".join(traceback.format_exception(caught.value))
    assert PASSWORD not in told
    assert right not in told
    assert logged_in(neo4j_url)


def test_the_command_shows_no_password_not_even_when_it_debugs(neo4j_url, tmp_path):
    right = os.environ["NEO4J_PASSWORD"]
    for password, debug in ((None, []), (PASSWORD, ["--debug"])):
        done = policygraph(*debug, "ingest", PLAN, "--store", neo4j_url, cwd=tmp_path, env={"NEO4J_PASSWORD": password})
        assert (done.code, done.out) == (1, "")
        assert done.err.splitlines()[-1].startswith(f"policygraph: {neo4j_url} refused the user name or password; set")
        assert PASSWORD not in done.err
        assert right not in done.err
        assert logged_in(neo4j_url)


def test_a_database_that_is_not_there(neo4j_url, monkeypatch):
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    sentence = f"{neo4j_url} has no database 'nowhere'; set NEO4J_DATABASE to one that it has"
    with pytest.raises(StoreUnavailable, match=f"^{re.escape(sentence)}$"):
        open_store(neo4j_url)


# ── a database that is not ours ──


def test_other_peoples_nodes_are_left_alone(empty_neo4j):
    run(empty_neo4j, "CREATE (:Film {title: '活着'})")
    sentence = f"the database at {empty_neo4j} holds nodes, but no policygraph; choose an empty one with NEO4J_DATABASE"
    with pytest.raises(SchemaError, match=f"^{re.escape(sentence)}$"):
        open_store(empty_neo4j)
    assert [list(record.values()) for record in run(empty_neo4j, "MATCH (n) RETURN labels(n), n.title")] == [
        [["Film"], "活着"]
    ]


def test_a_newer_schema(empty_neo4j):
    run(empty_neo4j, "CREATE (:PolicyGraph {id: 'schema', version: 99})")
    sentence = f"the graph at {empty_neo4j} was written by a newer policygraph (schema 99, this one knows 4); update policygraph"
    with pytest.raises(SchemaError, match=f"^{re.escape(sentence)}$"):
        open_store(empty_neo4j)


def test_an_older_schema(empty_neo4j):
    run(empty_neo4j, "CREATE (:PolicyGraph {id: 'schema', version: 1})")
    sentence = "older policygraph (schema 1, this one needs 4); load the documents into an empty database"
    with pytest.raises(SchemaError, match=re.escape(sentence)):
        open_store(empty_neo4j)


def test_reading_an_empty_database_finds_nothing_and_makes_nothing(empty_neo4j):
    with open_store(empty_neo4j) as store:
        assert set(store.query("counts")[0].values()) == {0}
    assert run(empty_neo4j, "MATCH (n) RETURN n") == []


# ── queries and writers ──


def test_queries_that_do_not_fit(neo4j_store):
    with pytest.raises(QueryError, match="no query is named 'nonsense'; `policygraph query --list` shows them all"):
        neo4j_store.query("nonsense")
    with pytest.raises(QueryError, match=r"parameters do not fit the query: .*name"):
        neo4j_store.query("agencies_by_name")
    with pytest.raises(QueryError, match=r"a parameter is no text: half a character, '\\ud800'"):
        neo4j_store.query("agencies_by_name", name="省科\ud800厅")
    assert neo4j_store.query("agencies_by_name", name="省科技厅") == []  # the connection is as good as before


def test_a_document_that_is_not_held_cannot_be_removed(neo4j_store):
    neo4j_store.merge(facts(Made(1, "甲计划")))
    before = snapshot(neo4j_store)
    with pytest.raises(NodeNotFound, match=f"no document with the id 'doc:无' is in {re.escape(neo4j_store.url)}"):
        neo4j_store.remove("doc:无")
    assert snapshot(neo4j_store) == before


def test_text_that_looks_like_cypher_is_only_text(neo4j_store):
    title = "`]) DETACH DELETE n // {x: $rows} ' \" \\ \\u0027 计划"
    neo4j_store.merge(facts(Made(1, title)))
    (document,) = neo4j_store.query("documents", held=True)
    assert document["title"] == title
    assert [row["id"] for row in neo4j_store.query("search_documents", text=title, limit=9)] == [document["id"]]


def test_writers_on_many_threads_lose_nothing(empty_neo4j, tmp_path):
    """Each document cites the next one by title: who comes first must not matter."""
    made = [Made(n, f"第{n}号计划", cites=((f"第{n + 1}号计划", None),)) for n in range(12)]
    failed: list[BaseException] = []

    def write(part: list[Made]) -> None:
        try:
            with open_store(empty_neo4j) as store:
                for one in part:
                    store.merge(facts(one))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(made[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with open_store(f"sqlite:{tmp_path}/graph.db") as alone, open_store(empty_neo4j) as shared:
        for one in made:
            alone.merge(facts(one))
        assert snapshot(shared) == snapshot(alone)
