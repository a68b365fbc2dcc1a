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
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock

from graph import open_store
from graph.errors import StoreUnavailable
from tests.command import policygraph, start
from tests.generated import TASKS, write_documents
from tests.graph.made import snapshot


@dataclass(frozen=True)
class Case:
    """A store, the documents to load into it, and what it holds after a load that nobody disturbed."""

    url: str
    documents: Path
    count: int
    whole: dict[str, list]


@pytest.fixture(scope="session")
def libraries(tmp_path_factory) -> Callable[[int], tuple[Path, dict[str, list]]]:
    """A folder of so many documents, and what a store holds of them, made once for each number."""

    @cache
    def library(count: int) -> tuple[Path, dict[str, list]]:
        folder = tmp_path_factory.mktemp("library")
        write_documents(folder / "docs", count)
        done = policygraph("ingest", "docs", "--store", "sqlite:whole.db", cwd=folder)
        assert done.code == 0, done.err
        whole = held_in(f"sqlite:{folder}/whole.db")
        assert whole["counts"][0]["tasks"] == count * TASKS
        assert len(whole["citation_links"]) == count
        return folder / "docs", whole

    return library


@pytest.fixture
def on_sqlite(libraries, tmp_path) -> Case:
    documents, whole = libraries(24)
    return Case(f"sqlite:{tmp_path}/graph.db", documents, 24, whole)


@pytest.fixture
def on_neo4j(libraries, empty_neo4j) -> Case:
    documents, whole = libraries(10)
    return Case(empty_neo4j, documents, 10, whole)


@pytest.fixture(params=["sqlite", "neo4j"])
def case(request) -> Case:
    return request.getfixturevalue(f"on_{request.param}")


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


def test_interrupt_keeps_what_is_loaded_and_the_next_run_goes_on(case, tmp_path):
    jobs = 2 if case.url.startswith("sqlite:") else 1
    arguments = ("ingest", case.documents, "--store", case.url, "--jobs", jobs)
    with start(*arguments, cwd=tmp_path) as process:
        wait_until(lambda: held_documents(case.url) >= 2, process)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert err.splitlines() == ["stopped by Ctrl-C; what is loaded stays, run the same command again to go on"]
    loaded = assert_whole(case.url)
    assert 2 <= loaded < case.count
    assert out.startswith(f"{loaded} of {case.count} files: {loaded} loaded → ")

    again = policygraph(*arguments, cwd=tmp_path)
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith(
        f"{case.count} of {case.count} files: {case.count - loaded} loaded, {loaded} unchanged → "
    )
    assert held_in(case.url) == case.whole


def test_a_second_interrupt_ends_at_once(on_sqlite, tmp_path):
    """As when the store is locked: the document in hand will not be done for a while."""
    with (
        FileLock(f"{tmp_path}/graph.db.lock"),
        start("ingest", on_sqlite.documents, "--store", on_sqlite.url, cwd=tmp_path) as process,
    ):
        end = time.monotonic() + 60
        while process.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")
    assert held_documents(on_sqlite.url) == 0


# ── a real kill ──


def test_killed_loads_leave_the_store_whole_and_the_next_run_completes(case, tmp_path):
    arguments = ("ingest", case.documents, "--store", case.url)
    chance = random.Random(2018)
    seen = [0]
    for _ in range(4 if case.url.startswith("sqlite:") else 2):
        with start(*arguments, cwd=tmp_path) as process:
            wait_until(lambda: held_documents(case.url) > seen[-1], process)
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
            process.communicate(timeout=60)
        seen.append(assert_whole(case.url))
    assert process.returncode == -signal.SIGKILL, "the last load was done before it was killed: make the library larger"
    assert seen == sorted(seen), "a kill cost what was held"
    assert seen[1] < case.count

    done = policygraph(*arguments, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert held_in(case.url) == case.whole


def test_kill_while_documents_are_replaced_keeps_the_old_or_the_new_of_each(tmp_path):
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
        for task in store.query("tasks", tasks=None, documents=None, roles=None, text=None):
            titles.setdefault(task["document"], set()).add(task["title"][:2])
    assert set(map(frozenset, titles.values())) <= {frozenset({"做好"}), frozenset({"办好"})}
    assert {"办好"} in titles.values()
    assert policygraph("ingest", docs, "--store", url, cwd=tmp_path).code == 0
    assert assert_whole(url) == 20


# ── two at once ──


def test_two_loads_of_the_same_documents(case, tmp_path):
    arguments = ("ingest", case.documents, "--store", case.url)
    with start(*arguments, cwd=tmp_path) as one, start(*arguments, cwd=tmp_path) as other:
        told = [process.communicate(timeout=120) for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), told
    assert [err for _, err in told] == ["", ""]
    assert held_in(case.url) == case.whole


def test_two_loads_of_different_documents(case, tmp_path):
    """Every document cites one that the other process loads."""
    paths = sorted(case.documents.iterdir())
    with (
        start("ingest", *paths[::2], "--store", case.url, cwd=tmp_path) as one,
        start("ingest", *paths[1::2], "--store", case.url, cwd=tmp_path) as other,
    ):
        told = [process.communicate(timeout=120) for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0), told
    assert held_in(case.url) == case.whole


def test_questions_are_answered_while_a_load_goes_on(on_sqlite, tmp_path):
    seen = [0]
    with start("ingest", on_sqlite.documents, "--store", on_sqlite.url, cwd=tmp_path) as process:
        while process.poll() is None:
            seen.append(assert_whole(on_sqlite.url) if (tmp_path / "graph.db").exists() else 0)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert seen == sorted(seen)
    assert len(set(seen)) > 3, "no question came while documents came in"
