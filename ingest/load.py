"""Records → store: facts with agencies in place of mentions, one transaction a document."""

from __future__ import annotations

import hashlib
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph import GraphStore
from graph.errors import FactRefused, ReadError, RuleError, StoreUnavailable
from graph.model import DocumentFacts
from ingest.facts import facts_of
from ingest.pipeline import added_files, extract
from ingest.reading import ReadFile, read_file
from ingest.record import ExtractionRecord

__all__ = ["Loaded", "files_in", "fingerprint", "load", "record_of_file"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file: `outcome` is loaded, unchanged, skipped (with `message`) or failed (with `message`)."""

    path: Path
    outcome: str
    document: str | None = None
    tasks: int = 0
    responsibilities: int = 0
    citations: int = 0
    targets: int = 0
    message: str | None = None


# In a folder nobody means these: graphs of ours, tables and settings of programs. Named by itself, any file is tried.
_NO_DOCUMENTS = (".db", ".db-shm", ".db-wal", ".db.lock", ".csv", ".tsv", ".json", ".jsonl", ".jsonld", ".toml", ".py")


def files_in(paths: Iterable[Path]) -> list[Path]:
    """List the files that a person means by files and folders, sorted within each folder.

    Args:
        paths: files and folders. Of a folder, hidden files are left out, and what programs keep beside documents.

    Returns:
        Files, each once; what is missing or may not be looked into is among them, for `load` to name it.
    """
    found: list[Path] = []
    for path in paths:
        found += _files_under(path) if os.path.isdir(path) else [path]
    return list(dict.fromkeys(found))


def _files_under(folder: Path) -> list[Path]:
    found: list[Path] = []
    closed: list[OSError] = []  # folders that may not be looked into
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = [Path(place, name) for name in names if not name.startswith(".") and not name.endswith(_NO_DOCUMENTS)]
        found += [file for file in files if os.path.isfile(file) or not os.path.exists(file)]  # no pipe, no device
    return sorted(found + [Path(error.filename) for error in closed])


def load(store: GraphStore, paths: Iterable[Path], *, jobs: int = 1) -> Iterator[Loaded]:
    """Load files one after another, each in a transaction of its own; a bad file is told and skipped.

    A file whose bytes the store holds already, read by the same rules, is left alone.

    Args:
        store: where to.
        paths: files.
        jobs: processes that read at the same time; the store is written by this one alone.

    Yields:
        What became of each file, in order.
    """
    reader = fingerprint()
    library = _held(store)
    held = {row["sha256"]: row for row in library if row["reader"] == reader}
    before = {row["id"]: row for row in library}
    by_source = {row["source"]: row["id"] for row in library}
    by_bytes: dict[str, Path] = {}
    by_document: dict[str, Path] = {}
    for path, read in _read_all(list(paths), held, reader, jobs):
        if isinstance(read, ReadError):
            yield Loaded(path, "failed", message=str(read))
            continue
        document, sha256 = (read.document.id, read.document.sha256) if isinstance(read, DocumentFacts) else read
        assert sha256 is not None
        if sha256 in by_bytes:
            yield Loaded(path, "skipped", document, message=f"{path}: the same text as {by_bytes[sha256]}")
            continue
        if document in by_document:
            message = (
                f"{path}: gives the same document as {by_document[document]} ({document}), but another text; "
                "load the one that is right by itself"
            )
            yield Loaded(path, "failed", document, message=message)
            continue
        if not isinstance(read, DocumentFacts):
            by_bytes[sha256] = by_document[document] = path
            yield Loaded(path, "unchanged", document)
            continue
        old = before.get(document)
        if old is not None and old["source"] != read.document.source and _is_weak(read):
            message = (
                f"{path}: has the title of {document}, held from {old['source']}, and neither text says who issued it; "
                f"if it is the same document, remove that first: policygraph remove {document!r}"
            )
            yield Loaded(path, "failed", document, message=message)
            continue
        by_bytes[sha256] = by_document[document] = path
        try:
            store.merge(read)
        except FactRefused as error:
            yield Loaded(path, "failed", document, message=f"{path}: {error}")
            continue
        yield Loaded(
            path,
            "loaded",
            document,
            tasks=len(read.tasks),
            responsibilities=len(read.responsibilities),
            citations=len(read.citations),
            targets=len(read.targets),
            message=_remark(path, read, old, by_source.get(read.document.source)),
        )


def _is_weak(facts: DocumentFacts) -> bool:
    """Tell whether a document is known by its title alone, which another document may bear as well."""
    return facts.document.doc_number is None and not facts.issuers


def _remark(path: Path, facts: DocumentFacts, old: dict[str, Any] | None, from_same_file: str | None) -> str | None:
    """Say what a person should know of a document that was loaded."""
    document = facts.document
    if old is not None and old["sha256"] != document.sha256:
        return f"{path}: replaces {document.id}, held from {old['source']}"
    if old is None and from_same_file is not None:
        return (
            f"{path}: loaded as {document.id}; a file of that name gave {from_same_file} before, which stays: "
            f"if this one replaces it, policygraph remove {from_same_file!r}"
        )
    return None if facts.tasks else f"{path}: no tasks found; the document is loaded without them"


def record_of_file(path: Path, file: ReadFile) -> ExtractionRecord:
    """Extract a file's record.

    Args:
        path: where the file is, for the message.
        file: the file as read.

    Returns:
        The record.

    Raises:
        ReadError: our rules failed on the text: a fault of ours, which must not cost the other files of a long run.
        RuleError: a rule that was added is wrong, which concerns every file.
    """
    with _told_as_ours(path):
        return extract(file.text, file.source)


@contextmanager
def _told_as_ours(path: Path) -> Iterator[None]:
    """Turn whatever our code fails with on a text into a sentence that names the file."""
    try:
        yield
    except (ReadError, RuleError):
        raise
    except Exception as error:
        raise ReadError(
            f"{path}: our rules failed on this text ({type(error).__name__}: {error}); please report it"
        ) from error


@cache
def fingerprint() -> str:
    """Return a short hash of all that decides what is read out of a text: code and rules, ours and added ones."""
    ours = (file for file in Path(__file__).parent.rglob("*") if file.suffix in (".py", ".toml", ".tsv"))
    digest = hashlib.sha256()
    for file in (*sorted(ours), *added_files()):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


# What a file turned out to be: its facts, or the id and SHA-256 of a document held unchanged, or why it was not read.
_Read = DocumentFacts | tuple[str, str] | ReadError

_AHEAD = 4  # texts a process may be ahead of the store: enough to keep it busy, few enough to need little memory


def _held(store: GraphStore) -> list[dict[str, Any]]:
    try:
        return store.query("fingerprints")
    except StoreUnavailable:  # nothing was ever loaded
        return []


def _read(path: Path, held: dict[str, dict[str, Any]]) -> ReadFile | tuple[str, str] | ReadError:
    try:
        file = read_file(path)
    except ReadError as error:
        return error
    known = held.get(file.sha256)
    return (known["id"], file.sha256) if known is not None and known["source"] == file.source else file


def _facts(path: Path, file: ReadFile, reader: str) -> DocumentFacts | ReadError:
    try:
        record = record_of_file(path, file)
        with _told_as_ours(path):  # bodies are resolved here too
            return facts_of(record, sha256=file.sha256, reader=reader)
    except ReadError as error:
        return error


def _read_all(
    paths: list[Path], held: dict[str, dict[str, Any]], reader: str, jobs: int
) -> Iterator[tuple[Path, _Read]]:
    jobs = min(jobs, os.cpu_count() or 1, len(paths))
    if jobs <= 1:
        for path in paths:
            read = _read(path, held)
            yield path, _facts(path, read, reader) if isinstance(read, ReadFile) else read
        return
    # Ctrl-C reaches the whole group; what it means is decided here, not in each process that reads.
    pool = ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    waiting: deque[tuple[Path, _Read | Future[DocumentFacts | ReadError]]] = deque()
    try:
        for path in paths:
            read = _read(path, held)
            waiting.append((path, pool.submit(_facts, path, read, reader) if isinstance(read, ReadFile) else read))
            if len(waiting) == _AHEAD * jobs:
                yield _done(*waiting.popleft())
        while waiting:
            yield _done(*waiting.popleft())
    finally:  # Ctrl-C ends after the texts that are being read, not after all that wait
        pool.shutdown(cancel_futures=True)


def _done(path: Path, read: _Read | Future[DocumentFacts | ReadError]) -> tuple[Path, _Read]:
    return path, read.result() if isinstance(read, Future) else read
