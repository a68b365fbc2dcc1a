"""The Cypher texts of graph/README.md, on the real server over data/: each runs, and finds something where it says so."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from neo4j import READ_ACCESS, GraphDatabase

from graph import open_store
from ingest.load import load

ROOT = Path(__file__).parents[2]
README = (ROOT / "graph" / "README.md").read_text("utf-8")
TEXTS = re.findall(r"^(\d+)\. (.*?)\n\n```cypher\n(.*?)^```\n\n?(Empty over the sample)?", README, re.M | re.S)

# What some of them must find; the plan was read by a person for these.
ROWS = {1: 24, 3: 1, 5: 31, 8: 7, 14: 1}


@pytest.fixture(scope="module")
def session(emptied_neo4j):
    url = emptied_neo4j()
    with open_store(url) as store:
        assert [done.outcome for done in load(store, sorted((ROOT / "data").glob("*.txt")))] == ["loaded"]
    with (
        GraphDatabase.driver(url, auth=(os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])) as driver,
        driver.session(default_access_mode=READ_ACCESS) as session,
    ):
        yield session


def test_there_are_twenty():
    assert [int(number) for number, *_ in TEXTS] == list(range(1, 21))
    assert README.count("```cypher") == 20


@pytest.mark.parametrize(("number", "text", "empty"), [(int(n), t, e) for n, _, t, e in TEXTS])
def test_a_text_finds_what_it_says(session, number, text, empty):
    found = list(session.run(text))
    assert bool(found) is not bool(empty)
    assert len(found) == ROWS.get(number, len(found))


def test_words_cut_by_offsets_are_the_mention(session):
    text = next(text for number, _, text, _ in TEXTS if number == "4")
    words = {row["words"] for row in session.run(text)}
    assert words == {"省财政厅"}


def stated(heading: str) -> list[str]:
    """The first cells of the table under a heading."""
    table = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [line.split(" | ")[0].strip("| ") for line in table.splitlines() if line.startswith("| `")]


def test_the_schema_is_all_that_the_server_holds(session):
    labels = {label.strip("`") for label in stated("Nodes")}
    held = {row["label"] for row in session.run("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label")}
    assert held == labels
    edges = set(re.findall(r"\b[A-Z_]{4,}\b", "".join(stated("Edges"))))
    held = {row["kind"] for row in session.run("MATCH ()-[r]->() RETURN DISTINCT type(r) AS kind")}
    assert held <= edges
    assert edges - held <= {"RESPONSIBLE_FOR", "RESTS_ON"}


@pytest.mark.parametrize("label", [one.strip("`") for one in stated("Nodes")])
def test_the_properties_of_a_node_are_all_told(session, label):
    row = next(line for line in README.splitlines() if line.startswith(f"| `{label}` |"))
    told = set(re.findall(r"`(\w+)`", row.rpartition(" | ")[2]))
    held = session.run(f"MATCH (n:{label}) UNWIND keys(n) AS key RETURN DISTINCT key")
    assert {row["key"] for row in held} <= told
