"""The SQLite file: not ours or damaged, it is said and left alone; one writer at a time; reading needs no rights."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from filelock import FileLock

from graph import open_store
from graph.errors import (
    NodeNotFound,
    PolicyGraphError,
    QueryError,
    SchemaError,
    StoreDamaged,
    StoreError,
    StoreUnavailable,
)
from graph.sqlite_store import APPLICATION_ID, SCHEMA_VERSION, SqliteStore
from tests.graph.made import Made, facts, snapshot

PLAN = Made(1, "辽宁省科技成果转化行动计划", cites=((None, "国发〔2016〕16号"),), tasks=30)
OTHER = Made(2, "沈阳市行动计划", agencies=("沈阳市政府", "科技厅"))


@pytest.fixture(scope="session")
def good(tmp_path_factory) -> Path:
    """A store with two documents, closed; copy it before writing."""
    path = tmp_path_factory.mktemp("good") / "good.db"
    with SqliteStore(path) as store:
        store.merge(facts(PLAN))
        store.merge(facts(OTHER))
    return path


@pytest.fixture
def mine(good, tmp_path) -> Path:
    """A copy of the good store, to do with as a test likes."""
    return Path(shutil.copy(good, tmp_path / "mine.db"))


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write anywhere: where the tests run as root, go on as nobody."""
    if os.getuid() != 0:
        yield
        return
    os.setresgid(65534, 65534, 0)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


@pytest.fixture
def open_folder():
    """A folder that everybody may enter, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="policygraph-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


# ── a file that is not ours ──


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE accounts (name)")


def reserved_database(path: Path) -> None:
    """No table yet, but somebody's mark."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 5")


def newer_store(path: Path) -> None:
    with SqliteStore(path) as store:
        store.merge(facts(PLAN))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def older_store(path: Path) -> None:
    with SqliteStore(path) as store:
        store.merge(facts(PLAN))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")


NOT_OURS = [
    (lambda path: path.write_text("a line of text\n"), r"is no policygraph store, nor any SQLite file; choose another"),
    (lambda path: path.write_bytes(b"a"), r"is no policygraph store, nor any SQLite file; choose another file"),
    (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9000)), r"is no policygraph store, nor any SQLite"),
    (lambda path: path.write_bytes(bytes(100)), r"is no policygraph store, nor any SQLite file"),
    (other_database, r"is an SQLite file, but not a policygraph store; choose another file"),
    (reserved_database, r"is an SQLite file, but not a policygraph store; choose another file"),
    (
        older_store,
        r"was written by an older policygraph \(schema 3, this one needs 4\); load the documents into a new store",
    ),
    (newer_store, r"was written by a newer policygraph \(schema 5, this one knows 4\); update policygraph"),
]


@pytest.mark.parametrize(
    ("make", "sentence"), NOT_OURS, ids=["text", "a byte", "PNG", "zeros", "database", "reserved", "older", "newer"]
)
def test_a_file_that_is_not_ours_is_refused_and_left_as_it_is(make, sentence, tmp_path):
    path = tmp_path / "file.db"
    make(path)
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(SchemaError, match=f"^{re.escape(str(path))} {sentence}"):
        SqliteStore(path)
    assert {file: file.read_bytes() for file in before} == before


def test_a_file_that_comes_to_be_between_opening_and_writing_is_refused_too(tmp_path):
    path = tmp_path / "graph.db"
    with SqliteStore(path) as store:
        other_database(path)
        with pytest.raises(SchemaError, match="but not a policygraph store"):
            store.merge(facts(PLAN))
        with pytest.raises(SchemaError, match="but not a policygraph store"):
            store.query("counts")


# ── a damaged file ──


@pytest.mark.parametrize("share", [0.0005, 0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999])
def test_a_truncated_file_is_said_to_be_damaged(mine, share):
    whole = mine.read_bytes()
    mine.write_bytes(whole[: int(len(whole) * share)])
    left = mine.read_bytes()
    assert 16 < len(left) < len(whole)
    with pytest.raises(StoreDamaged, match=f"^{re.escape(str(mine))} is damaged: .*; restore a copy, or delete it and"):
        SqliteStore(mine)
    assert mine.read_bytes() == left


def test_a_file_truncated_while_it_is_open_gives_a_sentence(mine):
    with SqliteStore(mine) as store:
        store.query("counts")
        os.truncate(mine, 8192)
        with pytest.raises(StoreDamaged, match=r"is damaged: .*; restore a copy"):
            store.query("tasks", tasks=None, documents=None, roles=None, text=None)


@pytest.mark.parametrize("seed", range(20))
def test_flipped_bytes_give_an_answer_or_a_sentence(mine, seed):
    """SQLite keeps no checksums, so a changed letter may pass; what must not come is anything but a sentence."""
    chance = random.Random(seed)
    data = bytearray(mine.read_bytes())
    for _ in range(3 ** (seed % 7)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    mine.write_bytes(data)
    for use in (snapshot, lambda store: store.merge(facts(PLAN)), lambda store: store.remove(OTHER.id)):
        with suppress(StoreError), SqliteStore(mine) as store:
            use(store)


def test_text_that_is_no_utf_8_is_damage(mine):
    with closing(sqlite3.connect(mine)) as connection, connection:
        connection.execute("UPDATE task SET title = CAST(x'e4bbff' AS TEXT)")
    with SqliteStore(mine) as store, pytest.raises(StoreDamaged, match="is damaged: its text is not UTF-8; restore"):
        store.query("tasks", tasks=None, documents=None, roles=None, text=None)


@pytest.mark.parametrize("make", [lambda path: path.touch(), reserved_database], ids=["empty file", "header only"])
def test_an_empty_file_becomes_a_store(make, tmp_path):
    path = tmp_path / "graph.db"
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")  # a load that was killed before it kept anything
    with SqliteStore(path) as store:
        with pytest.raises(StoreUnavailable, match=r"there is no store at .* yet; load documents first"):
            store.query("counts")
        store.merge(facts(PLAN))
        assert store.query("counts")[0]["documents"] == 1


# ── a place that is not there, or may not be written ──


def test_reading_where_nothing_was_loaded_makes_no_file(tmp_path):
    url = f"sqlite:{tmp_path}/none.db"
    with open_store(url) as store:
        sentence = (
            f"there is no store at {tmp_path}/none.db yet; load documents first: policygraph ingest PATH --store "
        )
        with pytest.raises(StoreUnavailable, match=f"^{re.escape(sentence + url)}$"):
            store.query("counts")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_store(tmp_path):
    sentence = f"{tmp_path} is a folder; name a file, for example sqlite:{tmp_path}/policygraph.db"
    with pytest.raises(StoreError, match=f"^{re.escape(sentence)}$"):
        open_store(f"sqlite:{tmp_path}")


@pytest.mark.parametrize("inside", ["missing/graph.db", "file/graph.db"])
def test_a_store_in_no_folder_is_said_and_no_folder_made(inside, tmp_path):
    (tmp_path / "file").touch()
    store = SqliteStore(tmp_path / inside)
    with pytest.raises(StoreUnavailable, match="there is no store at"):
        store.query("counts")
    sentence = f"cannot write in {(tmp_path / inside).parent}: no such folder; make it, or choose another"
    with pytest.raises(StoreUnavailable, match=f"^{re.escape(sentence)}$"):
        store.merge(facts(PLAN))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_name_that_cannot_be_is_said(tmp_path):
    with pytest.raises(StoreUnavailable, match=r"^cannot open .*: File name too long; choose another place$"):
        SqliteStore(tmp_path / ("很长" * 100))


def test_names_of_files_may_hold_anything(tmp_path):
    for name in ("a b", "100%41", "what?mode=rw", "q'\"#", "emoji😀", "新\n行", "-x", "a@b:c", "a&b=c"):
        with open_store(f"sqlite:{tmp_path}/{name}") as store:
            store.merge(facts(PLAN))
        with open_store(f"sqlite:{tmp_path}/{name}") as store:
            assert store.query("counts")[0]["documents"] == 1
        assert (tmp_path / name).is_file()


@pytest.mark.parametrize("log", [False, True], ids=["closed", "with a log beside it"])
def test_a_store_in_a_read_only_folder_is_read_but_not_written(good, open_folder, log):
    path = Path(shutil.copy(good, open_folder / "graph.db"))
    if log:  # a reader was the last to go
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT * FROM document").fetchone()
            for ending in ("-wal", "-shm"):
                shutil.copy(f"{path}{ending}", f"{path}{ending}.kept")
        for ending in ("-wal", "-shm"):
            os.rename(f"{path}{ending}.kept", f"{path}{ending}")
    for file in open_folder.iterdir():
        file.chmod(0o444)
    open_folder.chmod(0o555)
    before = {file: file.read_bytes() for file in open_folder.iterdir()}
    with SqliteStore(good) as store:
        wanted = snapshot(store)
    with unprivileged():
        with SqliteStore(path) as store:
            assert snapshot(store) == wanted
            with pytest.raises(StoreUnavailable, match=f"^cannot write in {open_folder}: Permission denied; choose"):
                store.merge(facts(PLAN))
            with pytest.raises(StoreUnavailable, match="cannot write in"):
                store.remove(PLAN.id)
        new = SqliteStore(open_folder / "new.db")
        with pytest.raises(StoreUnavailable, match=f"cannot write in {open_folder}: Permission denied"):
            new.merge(facts(PLAN))
    assert {file: file.read_bytes() for file in open_folder.iterdir()} == before


def test_a_read_only_file_in_an_open_folder_is_read_but_not_written(good, open_folder):
    path = Path(shutil.copy(good, open_folder / "graph.db"))
    path.chmod(0o444)
    open_folder.chmod(0o777)
    with unprivileged(), SqliteStore(path) as store:
        assert store.query("counts")[0]["documents"] == 2
        with pytest.raises(StoreUnavailable, match=f"^cannot .* {path}: attempt to write a readonly database"):
            store.merge(facts(PLAN))


def test_a_file_that_may_not_be_read_is_said(good, open_folder):
    path = Path(shutil.copy(good, open_folder / "graph.db"))
    path.chmod(0o000)
    hidden = open_folder / "closed"
    hidden.mkdir(mode=0o700)
    with unprivileged():
        with pytest.raises(StoreUnavailable, match=f"^cannot open {path}: unable to open database file"):
            SqliteStore(path)
        with pytest.raises(StoreUnavailable, match=f"^cannot open {hidden}/graph.db: Permission denied; choose"):
            SqliteStore(hidden / "graph.db")


# ── several at once ──


def test_a_lock_that_is_held_longer_than_the_wait_is_said(mine):
    with FileLock(f"{mine}.lock"), SqliteStore(mine, lock_timeout=0.1) as store:
        before = snapshot(store)
        sentence = f"{mine} is being written by another process (lock file {mine}.lock); try again when it is done"
        with pytest.raises(StoreUnavailable, match=f"^{re.escape(sentence)}$"):
            store.merge(facts(PLAN))
        with pytest.raises(StoreUnavailable, match="is being written by another process"):
            store.remove(PLAN.id)
        assert snapshot(store) == before, "reading needs no lock"
    with SqliteStore(mine, lock_timeout=0.1) as store:
        store.merge(facts(PLAN))


def test_a_lock_file_left_behind_locks_nobody_out(mine):
    Path(f"{mine}.lock").touch()
    with SqliteStore(mine, lock_timeout=0.1) as store:
        store.merge(facts(PLAN))


def test_a_writer_that_fails_gives_the_lock_back(mine):
    with SqliteStore(mine, lock_timeout=0.1) as failing, SqliteStore(mine, lock_timeout=0.1) as store:
        with pytest.raises(NodeNotFound):
            failing.remove("doc:没有这份文件")
        store.remove(PLAN.id)
        assert store.query("counts")[0]["documents"] == 1


def test_a_reader_sees_the_old_facts_until_the_new_ones_are_whole(mine, monkeypatch):
    with SqliteStore(mine) as writer, SqliteStore(mine) as reader:
        before = snapshot(reader)
        seen = []
        commit = facts(Made(1, PLAN.title, tasks=3, version=2))
        with writer._writing() as transaction:  # the moment before the commit
            transaction.write("clear_tasks", [{"document": PLAN.id}])
            seen.append(snapshot(reader))
        writer.merge(commit)
        assert seen == [before]
        assert snapshot(reader) != before


def test_one_store_serves_many_threads(mine):
    with SqliteStore(mine) as store:
        wanted = snapshot(store)
        found: list[object] = []

        def read() -> None:
            try:
                found.extend(snapshot(store) == wanted for _ in range(10))
            except PolicyGraphError as error:
                found.append(error)

        threads = [threading.Thread(target=read) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [True] * 80


def test_a_new_store_file_beside_the_old_one_is_whole_by_itself(good, tmp_path):
    """A person copies graph.db alone: when the writer is done, nothing of it lies in the log."""
    with SqliteStore(good) as store, SqliteStore(shutil.copy(good, tmp_path / "copy.db")) as copy:
        assert snapshot(copy) == snapshot(store)


# ── queries ──


@pytest.mark.parametrize(
    ("name", "parameters", "sentence"),
    [
        ("nonsense", {}, "no query is named 'nonsense'; `policygraph query --list` shows them all"),
        ("agencies_by_name", {}, "parameters do not fit the query: .*name"),
        ("agencies_by_name", {"name": "省科\ud800厅"}, r"a parameter is no text: half a character, '\\ud800'"),
        ("agency_names_among", {"names": ["\udc80"]}, r"a parameter is no text: half a character, '\\udc80'"),
    ],
)
def test_queries_that_do_not_fit(good, name, parameters, sentence):
    with SqliteStore(good) as store, pytest.raises(QueryError, match=sentence):
        store.query(name, **parameters)


def test_the_file_says_whose_it_is(good):
    with closing(sqlite3.connect(good)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
