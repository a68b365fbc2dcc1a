"""Loads that are interrupted, killed, or meet each other: nothing that is held is lost or half there."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph import open_store
from graph.errors import StoreUnavailable
from tests.command import policygraph, start
from tests.generated import TASKS, write_documents
from tests.graph.made import snapshot

COUNT = 30


@pytest.fixture(scope="session")
def library(tmp_path_factory) -> Path:
    """A folder of `COUNT` documents."""
    folder = tmp_path_factory.mktemp("library") / "docs"
    write_documents(folder, COUNT)
    return folder


@pytest.fixture(scope="session")
def whole(library) -> dict[str, list]:
    """What a store holds after one load of the library that nobody disturbed."""
    done = policygraph("ingest", library, "--store", "sqlite:whole.db", cwd=library.parent)
    assert done.code == 0, done.err
    held = held_in(f"sqlite:{library.parent}/whole.db")
    assert held["counts"][0]["tasks"] == COUNT * TASKS
    assert len(held["citation_links"]) == COUNT
    return held


@pytest.fixture(params=["sqlite", "neo4j"])
def url(request, tmp_path) -> str:
    return f"sqlite:{tmp_path}/graph.db" if request.param == "sqlite" else request.getfixturevalue("empty_neo4j")


def held_in(url: str) -> dict[str, list]:
    """Everything that is held, but which version of the rules read it: that is the same in one run of the tests."""
    with open_store(url) as store:
        held = snapshot(store)
    del held["fingerprints"]
    return held


def counted(url: str) -> dict[str, int]:
    try:
        with open_store(url) as store:
            return store.query("counts")[0]
    except StoreUnavailable:
        return {"documents": 0}


def held_documents(url: str) -> int:
    return counted(url)["documents"]


def assert_whole(url: str) -> int:
    """The store is sound and every document that it holds is whole; return how many there are."""
    counts = counted(url)
    documents = counts["documents"]
    if documents:
        assert (counts["tasks"], counts["targets"]) == (documents * TASKS, documents * TASKS)
        assert (counts["responsibilities"], counts["citations"]) == (3 * documents * TASKS, documents)
    if url.startswith("sqlite:"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:"))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return documents


def wait_until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while not condition() and process.poll() is None:
        assert time.monotonic() < deadline, "waited for a minute"
        time.sleep(0.02)


# ── Ctrl-C ──


def test_interrupt_keeps_what_is_loaded_and_the_next_run_goes_on(library, whole, url, tmp_path):
    jobs = 2 if url.startswith("sqlite:") else 1
    arguments = ("ingest", library, "--store", url, "--jobs", jobs)
    with start(*arguments, cwd=tmp_path) as process:
        wait_until(lambda: held_documents(url) >= 3, process)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert err.splitlines() == ["stopped by Ctrl-C; what is loaded stays, run the same command again to go on"]
    loaded = assert_whole(url)
    assert 3 <= loaded < COUNT
    assert out.startswith(f"{loaded} of {COUNT} files: {loaded} loaded\n")

    again = policygraph(*arguments, cwd=tmp_path)
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith(f"{COUNT} of {COUNT} files: {COUNT - loaded} loaded, {loaded} unchanged\n")
    assert held_in(url) == whole


# ── a real kill ──


def test_killed_loads_leave_the_store_whole_and_the_next_run_completes(library, whole, url, tmp_path):
    arguments = ("ingest", library, "--store", url)
    chance = random.Random(2018)
    seen = []
    for _ in range(4):
        before = held_documents(url)
        with start(*arguments, cwd=tmp_path) as process:
            wait_until(lambda before=before: held_documents(url) > before, process)
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
            process.communicate(timeout=60)
        seen.append(assert_whole(url))
        assert seen[-1] >= before, "a kill cost what was held"
    assert process.returncode == -signal.SIGKILL, "the last load was done before it was killed: make the library larger"
    assert seen == sorted(seen)
    assert seen[0] < COUNT

    done = policygraph(*arguments, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert held_in(url) == whole


def test_kill_while_a_document_is_replaced_keeps_the_old_one_or_the_new_one(library, whole, tmp_path):
    """The file before the kill and the file after a load that was not killed are the only two there may be."""
    url = f"sqlite:{tmp_path}/graph.db"
    docs = tmp_path / "docs"
    paths = write_documents(docs, 20)
    assert policygraph("ingest", docs, "--store", url, cwd=tmp_path).code == 0
    for path in paths:
        path.write_text(path.read_text("utf-8").replace("做好", "办好"), "utf-8")
    with start("ingest", docs, "--store", url, cwd=tmp_path) as process:
        with open_store(url) as store:
            wait_until(lambda: bool(store.query("search_tasks", text="办好", limit=1)), process)
        process.kill()
        process.communicate(timeout=60)
    assert assert_whole(url) == 20
    titles: dict[str, set[str]] = {}
    with open_store(url) as store:
        for task in store.query("tasks", document=None, agencies=None, roles=[], text=None):
            titles.setdefault(task["document"], set()).add(task["title"][:2])
    assert set(map(frozenset, titles.values())) <= {frozenset({"做好"}), frozenset({"办好"})}
    assert {"办好"} in titles.values()
    assert policygraph("ingest", docs, "--store", url, cwd=tmp_path).code == 0
    assert assert_whole(url) == 20


# ── two at once ──


def test_two_loads_of_the_same_documents(library, whole, url, tmp_path):
    arguments = ("ingest", library, "--store", url)
    with start(*arguments, cwd=tmp_path) as one, start(*arguments, cwd=tmp_path) as other:
        told = [process.communicate(timeout=120) for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), told
    assert [err for _, err in told] == ["", ""]
    assert held_in(url) == whole


def test_two_loads_of_different_documents(library, whole, url, tmp_path):
    paths = sorted(library.iterdir())
    with (
        start("ingest", *paths[::2], "--store", url, cwd=tmp_path) as one,
        start("ingest", *paths[1::2], "--store", url, cwd=tmp_path) as other,
    ):
        told = [process.communicate(timeout=120) for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), told
    assert held_in(url) == whole


def test_questions_are_answered_while_a_load_goes_on(library, tmp_path):
    url = f"sqlite:{tmp_path}/graph.db"
    seen = [0]
    with start("ingest", library, "--store", url, cwd=tmp_path) as process:
        while process.poll() is None:
            seen.append(assert_whole(url) if Path(f"{tmp_path}/graph.db").exists() else 0)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert seen == sorted(seen)
    assert len(set(seen)) > 3, "no question came while documents came in"
