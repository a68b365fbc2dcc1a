"""From files to a store: which files are meant, what becomes of each, and what loading again does."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from graph import open_store
from graph.errors import StoreUnavailable
from ingest import load as loading
from ingest.facts import facts_of
from ingest.load import Loaded, files_in, fingerprint, load
from ingest.pipeline import extract
from ingest.reading import read_file
from tests.command import PLAN
from tests.generated import TASKS, text_of, write_documents
from tests.graph.made import snapshot

NO_TASKS = "沈阳市人民政府关于王某某同志任职的通知\n\n沈政任〔2019〕3号\n\n各区人民政府：\n　　任命王某某为副局长。\n"


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:{tmp_path}/graph.db") as store:
        yield store


def outcomes(store, paths, **options) -> list[tuple[str, str]]:
    return [(done.path.name, done.outcome) for done in load(store, paths, **options)]


# ── which files ──


def test_files_of_folders_are_sorted_each_once_without_hidden_ones(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.txt",
        "a.txt",
        "sub/c.txt",
        ".hidden.txt",
        ".git/d.txt",
        "sub/.e.txt",
        "sub/深/f.md",
        "g",
        "graph.db",
        "graph.db-wal",
        "MANIFEST.tsv",
        "sub/gold.json",
    ):
        path = Path("docs", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("任务")
    os.mkfifo("docs/pipe")
    Path("docs/link.txt").symlink_to("a.txt")
    Path("docs/broken.txt").symlink_to("nowhere")
    Path("docs/loop").symlink_to(".", target_is_directory=True)
    inside = ["a.txt", "b.txt", "broken.txt", "g", "link.txt", "sub/c.txt", "sub/深/f.md"]
    assert files_in([Path("docs")]) == [Path("docs", name) for name in inside]
    # A hidden file that is named itself is meant; a missing one is for `load` to name.
    named = [
        Path("docs/.hidden.txt"),
        Path("docs/MANIFEST.tsv"),
        Path("missing"),
        Path("docs/b.txt"),
        Path("./docs/b.txt"),
    ]
    assert files_in(named) == named[:4]
    assert files_in([Path("docs/b.txt"), Path("docs")])[:2] == [Path("docs/b.txt"), Path("docs/a.txt")]
    assert files_in([Path("docs/.git")]) == [Path("docs/.git/d.txt")]


def test_a_name_that_cannot_be_is_left_for_the_reading_to_name():
    for path in (Path("很长" * 100), Path("a" * 5000)):
        assert files_in([path]) == [path]


# ── what becomes of them ──


def test_each_file_is_told_and_a_bad_one_costs_no_other(store, tmp_path):
    write_documents(tmp_path, 3)
    (tmp_path / "002.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "004.txt").write_text(NO_TASKS, "utf-8")
    paths = [tmp_path / f"{n:03}.txt" for n in range(1, 6)]
    first, pdf, third, no_tasks, missing = load(store, paths)
    assert first == Loaded(paths[0], "loaded", "doc:辽政发〔2018〕1号", TASKS, 3 * TASKS, 1, TASKS)
    assert (pdf.outcome, pdf.document) == ("failed", None)
    assert pdf.message == f"{paths[1]}: this is a PDF file, not plain text; save it as UTF-8 text first"
    assert third.outcome == "loaded"
    assert (no_tasks.outcome, no_tasks.tasks) == ("loaded", 0)
    assert no_tasks.message == f"{paths[3]}: no tasks found; the document is loaded without them"
    assert missing.message == f"{paths[4]}: cannot be read: No such file or directory"
    assert store.query("counts")[0]["documents"] == 3
    assert store.query("document_text", document="doc:沈政任〔2019〕3号")[0]["text"] == NO_TASKS


def test_loading_again_writes_nothing(store, tmp_path):
    paths = write_documents(tmp_path, 3)
    assert {outcome for _, outcome in outcomes(store, paths)} == {"loaded"}
    before = snapshot(store)
    again = list(load(store, paths))
    assert again == [Loaded(path, "unchanged", f"doc:辽政发〔2018〕{n}号") for n, path in enumerate(paths, start=1)]
    assert snapshot(store) == before


def test_a_corrected_file_replaces_its_document(store, tmp_path):
    (path,) = write_documents(tmp_path, 1)
    outcomes(store, [path])
    path.write_text(text_of(1).replace("　　12.", "　　十二、").replace("201家", "999家"), "utf-8")
    assert outcomes(store, [path]) == [("001.txt", "loaded")]
    assert store.query("counts")[0]["documents"] == 1
    with open_store(f"sqlite:{tmp_path}/clean.db") as clean:
        outcomes(clean, [path])
        assert snapshot(clean) == snapshot(store)


def test_a_file_under_another_name_is_loaded_again_under_it(store, tmp_path):
    (path,) = write_documents(tmp_path, 1)
    outcomes(store, [path])
    renamed = path.rename(tmp_path / "新名.txt")
    assert outcomes(store, [renamed]) == [("新名.txt", "loaded")]
    assert [row["source"] for row in store.query("documents", held=True)] == ["新名.txt"]


def test_other_rules_read_again(store, tmp_path, monkeypatch):
    paths = write_documents(tmp_path, 2)
    outcomes(store, paths)
    monkeypatch.setattr(loading, "fingerprint", lambda: "other rules")
    assert {outcome for _, outcome in outcomes(store, paths)} == {"loaded"}
    assert {row["reader"] for row in store.query("fingerprints")} == {"other rules"}


def test_fingerprint_is_the_same_in_every_run():
    assert fingerprint() == fingerprint.__wrapped__()
    assert len(fingerprint()) == 16


def test_the_same_text_twice_is_skipped_and_another_text_of_the_same_document_refused(store, tmp_path):
    (path,) = write_documents(tmp_path, 1)
    copy, other = tmp_path / "copy.txt", tmp_path / "other.txt"
    copy.write_bytes(path.read_bytes())
    other.write_text(text_of(1).replace("101家", "102家"), "utf-8")
    loaded, skipped, refused = load(store, [path, copy, other])
    assert loaded.outcome == "loaded"
    assert (skipped.outcome, skipped.message) == ("skipped", f"{copy}: the same text as {path}")
    assert refused.outcome == "failed"
    assert refused.message == (
        f"{other}: gives the same document as {path} (doc:辽政发〔2018〕1号), but another text; "
        "load the one that is right by itself"
    )
    assert [row["source"] for row in store.query("documents", held=True)] == ["001.txt"]


@pytest.mark.parametrize("jobs", [2, 3, 100])
def test_several_processes_read_what_one_reads_in_the_same_order(jobs, store, tmp_path):
    paths = [*write_documents(tmp_path / "docs", 30), tmp_path / "missing.txt"]
    several = list(load(store, paths, jobs=jobs))
    with open_store(f"sqlite:{tmp_path}/one.db") as one:
        assert list(load(one, paths)) == several
        assert snapshot(one) == snapshot(store)
    assert outcomes(store, paths, jobs=jobs)[-2:] == [("030.txt", "unchanged"), ("missing.txt", "failed")]


class Refusing:
    """A store in which one document breaks a rule, as a fault in our own rules would make it."""

    def __init__(self, store, document: str) -> None:
        self.store = store
        self.document = document

    def query(self, name, **parameters):
        return self.store.query(name, **parameters)

    def merge(self, facts) -> None:
        if facts.document.id == self.document:
            facts = replace(facts, document=replace(facts.document, period_from=2020, period_to=2018))
        self.store.merge(facts)


def test_a_document_that_the_store_refuses_costs_no_other(store, tmp_path):
    paths = write_documents(tmp_path, 3)
    done = list(load(Refusing(store, "doc:辽政发〔2018〕2号"), paths))
    assert [one.outcome for one in done] == ["loaded", "failed", "loaded"]
    assert done[1].message.startswith(f"{paths[1]}: doc:辽政发〔2018〕2号 was refused: ")
    assert store.query("counts")[0]["documents"] == 2


def test_a_store_that_fails_ends_the_load(store, tmp_path):
    class Broken(Refusing):
        def merge(self, facts) -> None:
            raise StoreUnavailable("the disk is full")

    with pytest.raises(StoreUnavailable, match="the disk is full"):
        list(load(Broken(store, ""), write_documents(tmp_path, 3)))


def test_rules_that_fail_on_a_text_are_said(store, tmp_path, monkeypatch):
    paths = write_documents(tmp_path, 2)

    def fails_on_one(text, source):
        if source == "001.txt":
            raise IndexError("string index out of range")
        return extract(text, source)

    monkeypatch.setattr(loading, "extract", fails_on_one)
    failed, loaded = load(store, paths)
    assert failed.message == (
        f"{paths[0]}: our rules failed on this text (IndexError: string index out of range); please report it"
    )
    assert loaded.outcome == "loaded"


def test_an_interrupt_ends_the_reading_ahead(store, tmp_path):
    done = load(store, write_documents(tmp_path, 200), jobs=2)

    def interrupted() -> None:
        for _ in done:
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    done.close()
    assert multiprocessing.active_children() == []
    assert store.query("counts")[0]["documents"] == 1


# ── from a record to facts ──


def test_facts_of_the_plan_keep_every_fact_and_its_place():
    file = read_file(PLAN)
    record = extract(file.text, file.source)
    found = facts_of(record, sha256=file.sha256, reader="r")
    assert (found.document.sha256, found.document.reader, found.document.text) == (file.sha256, "r", file.text)
    assert [task.position for task in found.tasks] == list(range(1, 32))
    assert len(found.responsibilities) == 103
    for r in found.responsibilities:
        assert file.text[r.start : r.end] == r.mention
    known = {agency.id for agency in found.agencies}
    heirs = {change.new for change in found.successions}
    assert {r.agency for r in found.responsibilities} | set(found.issuers) | heirs == known
    sections = {section.id for section in found.sections}
    assert {task.section for task in found.tasks} <= sections
    assert {target.task for target in found.targets} <= {task.id for task in found.tasks} | {None}


def test_two_spellings_of_one_body_in_one_role_are_one_fact_and_the_first_counts():
    text = text_of(1).replace("配合单位：", "配合单位：省民政厅、辽宁省民政厅、", 1)
    found = facts_of(extract(text, "a.txt"), sha256="s", reader="r")
    first = [r for r in found.responsibilities if r.task == found.tasks[0].id]
    mentions = ["省教育厅", "省民政厅", "省发展改革委", "省农业农村厅"]
    assert [(r.mention, r.role) for r in first] == list(zip(mentions, ["lead", *["support"] * 3], strict=True))


UNTOLD = "关于做好{}工作的通知\n一、主要任务\n（一）办好{}。（责任单位：市财政局）\n"


def test_a_document_known_by_its_title_alone_is_not_taken_for_another_file_of_that_title(tmp_path):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(UNTOLD.format("冬季取暖", "甲事"), "utf-8")
    second.write_text(UNTOLD.format("冬季取暖", "乙事"), "utf-8")
    with open_store(f"sqlite:{tmp_path}/graph.db") as store:
        assert [one.outcome for one in load(store, [first])] == ["loaded"]
        (refused,) = load(store, [second])
        assert refused.outcome == "failed"
        assert "held from a.txt" in (refused.message or "")
        assert [row["title"] for row in store.query("search_tasks", text="办好", limit=9)] == ["办好甲事"]


def test_a_corrected_file_says_what_it_replaces(tmp_path):
    file = tmp_path / "a.txt"
    text = "某省人民政府关于甲事的意见\n某政发〔2020〕1号\n一、任务\n（一）办好{}。（责任单位：省财政厅）\n某省人民政府\n2020年1月2日\n"
    with open_store(f"sqlite:{tmp_path}/graph.db") as store:
        file.write_text(text.format("甲事"), "utf-8")
        (loaded,) = load(store, [file])
        assert (loaded.outcome, loaded.message) == ("loaded", None)
        file.write_text(text.format("乙事"), "utf-8")
        (again,) = load(store, [file])
        assert again.message == f"{file}: replaces {loaded.document}, held from a.txt"
        file.write_text(text.format("乙事").replace("1号", "2号"), "utf-8")
        (other,) = load(store, [file])
        assert f"a file of that name gave {loaded.document} before, which stays" in (other.message or "")


def test_bodies_of_unknown_place_stay_apart(tmp_path):
    """Two notices that do not say of which city they are: their 市财政局 may be two."""
    for name in "甲乙":
        (tmp_path / f"{name}.txt").write_text(UNTOLD.format(name, "事"), "utf-8")
    with open_store(f"sqlite:{tmp_path}/graph.db") as store:
        assert [one.outcome for one in load(store, files_in([tmp_path / "甲.txt", tmp_path / "乙.txt"]))] == [
            "loaded"
        ] * 2
        ranking = store.query("agency_ranking", documents=None)
    assert [(row["name"], row["tasks"]) for row in ranking] == [("市财政局", 1), ("市财政局", 1)]


def test_a_fault_in_resolving_bodies_costs_no_other_file(store, tmp_path, monkeypatch):
    """Issuers are resolved after the record is made: that part may fail as well."""
    paths = write_documents(tmp_path, 3)

    def fails_on_one(record, **how):
        if record.document.source == "001.txt":
            raise ValueError("unbalanced bracket")
        return facts_of(record, **how)

    monkeypatch.setattr(loading, "facts_of", fails_on_one)
    done = list(load(store, paths))
    assert [one.outcome for one in done].count("failed") == 1
    (failed,) = (one for one in done if one.outcome == "failed")
    assert failed.message.endswith(
        "001.txt: our rules failed on this text (ValueError: unbalanced bracket); please report it"
    )
