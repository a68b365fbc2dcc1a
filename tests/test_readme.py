"""The README is true: its commands exist, its sessions print what it shows, the places it names are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from queries.catalog import QUERIES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SESSIONS = re.findall(r"^```console\n(.*?)^```", README, re.M | re.S)
COMMAND = Path(sys.executable).with_name("policygraph")


def steps(session: str) -> list[tuple[str, list[str]]]:
    """The commands of a session with the lines that they print."""
    found: list[tuple[str, list[str]]] = []
    for line in session.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def matches(printed: list[str], shown: list[str]) -> bool:
    """Compare line by line; … stands for any number of lines."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(matches(printed[n:], shown[1:]) for n in range(len(printed) + 1))
    return bool(printed) and printed[0].rstrip() == shown[0].rstrip() and matches(printed[1:], shown[1:])


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"COLUMNS": "110", "PATH": f"{COMMAND.parent}:/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("session", SESSIONS, ids=range(len(SESSIONS)))
def test_a_session_prints_what_it_shows(session, tmp_path):
    (tmp_path / "data").symlink_to(ROOT / "data")
    assert len(steps(session)) >= 3
    for command, shown in steps(session):
        printed = run(command, tmp_path).stdout.splitlines()
        assert matches(printed, shown), f"$ {command}\n" + "\n".join(printed)


def test_the_python_example_runs(tmp_path):
    (example,) = re.findall(r"^```python\n(.*?)^```", README, re.M | re.S)
    (tmp_path / "data").symlink_to(ROOT / "data")
    assert run("policygraph ingest data", tmp_path).returncode == 0
    done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 24


def test_the_cypher_example_gives_24_tasks(neo4j_url, empty_neo4j, tmp_path):
    from neo4j import GraphDatabase

    (example,) = re.findall(r"^```cypher\n(.*?)^```", README, re.M | re.S)
    import os

    done = subprocess.run(
        [COMMAND, "ingest", ROOT / "data", "--store", neo4j_url], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    with GraphDatabase.driver(neo4j_url, auth=(os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])) as driver:
        assert len(driver.execute_query(example).records) == 24


def test_every_command_is_in_the_readme_and_the_reverse():
    shown = subprocess.run([COMMAND, "--help"], capture_output=True, text=True, timeout=60).stdout
    listing = shown.split("Commands:")[1]
    commands = set(re.findall(r"^  (\w+) ", listing, re.M))
    assert commands
    assert set(re.findall(r"policygraph (extract|ingest|remove|\w+)[ `\n]", README)) >= commands
    named = set(re.findall(r"(?:^|[`$&] ?)policygraph (\w+)", README, re.M))
    assert named - {"command"} <= commands


def test_every_query_in_the_readme_exists():
    named = re.findall(r"policygraph query (\w+)", README)
    assert named
    assert set(named) <= set(QUERIES)


def test_every_place_in_the_readme_exists():
    places = re.findall(r"`((?:graph|ingest|queries|views|tests|reports|data)/[\w./]*|\w+\.(?:py|yaml))`", README)
    assert len(places) > 10
    for place in places:
        assert (ROOT / place.replace("NOUN", "citation")).exists(), place


def test_every_make_target_in_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"make (\w+)", README)) - {"it"}:
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_the_ci_script_runs_what_the_readme_says():
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_changelog_begins_with_unreleased():
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] == "Unreleased"
