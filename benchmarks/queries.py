"""How fast questions are answered: each query of the catalogue and typical questions, on SQLite and on Neo4j.

Run: python benchmarks/queries.py [--documents N] [--folder DIR] [--only sqlite|neo4j] [--neo4j URL] [--no-export]

Every query is run as people run it, by its Python function, with names drawn from a made library (`library.py`):
another agency, document or task each time, so the median is that of a usual one and the 95th percentile meets those
that have most. The reference in the same run is a bare round trip: `SELECT 1`, `RETURN 1`. A function may send several
statements (`trips`): `ratio` is what one of them costs, in bare round trips. Queries over the whole library are told
apart, and run on SQLite alone: what reads a million edges is no point query, and more than a small server's heap.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # before this folder, which has a `queries` too

from benchmarks.copying import copy_store
from benchmarks.library import FULL, library
from benchmarks.vocabulary import INDICATORS, TOPICS, places
from graph import GraphStore, open_store
from graph.errors import NodeNotFound
from graph.neo4j_server import read_environment, start, stop
from graph.neo4j_store import Neo4jStore
from graph.replacement import replace_document
from graph.sqlite_store import SqliteStore
from queries.catalog import QUERIES
from queries.questions import ask

ROOT = Path(__file__).parents[1]
TARGET = 5.0  # milliseconds of an interactive query on SQLite
MOST_RUNS, MOST_SECONDS = 40, 3.0  # of one query
WARMING = 5  # runs before: a server compiles a statement the first time, and what it runs often
BATCH = 50  # documents a transaction while the library is made; what is in the store is the same with one
MERGED = 20  # documents, to tell what merging costs
KINDS = ("graphml", "gexf", "csv", "json-ld", "xlsx")

# What a parameter is filled with; those of the second line also narrow a query that could go over everything.
REQUIRED = ("agency", "other", "document", "task", "text", "topic", "name", "node", "at_least", "indicator")
NARROWING = ("document", "agency", "place", "issuer", "indicator", "text")

QUESTIONS = (
    "{agency}牵头哪些任务",
    "{agency}配合哪些任务？",
    "{agency}和{other}共同承担哪些任务",
    "与{agency}合作最多的单位是谁",
    "{number}引用了哪些文件",
    "{number}被哪些文件引用",
    "{number}第3项任务由谁负责",
    "{number}有多少项任务",
    "{number}中哪些任务没有牵头单位",
    "{number}的总体目标有哪些",
    "{place}{year}年发布了哪些文件",
    "{place}到{year}年{indicator}要达到多少",
    "{agency}有哪些任务要在{year}年底前完成",
    "谁牵头{topic}任务",
)


@dataclass(slots=True)
class Measured:
    """What running a case many times took: milliseconds, rows of the answer, statements sent."""

    name: str
    whole: bool
    times: list[float] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    trips: list[int] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """What a usual run takes."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """What the slowest but a twentieth take."""
        return sorted(self.times)[int(0.95 * (len(self.times) - 1))]

    @property
    def ratio(self) -> float:
        """What one statement costs, in bare round trips."""
        return self.median / max(statistics.median(self.trips), 1) / statistics.median(self.bare)


class Counting:
    """A store that counts the statements it is asked."""

    def __init__(self, store: GraphStore) -> None:
        self.store, self.url, self.trips = store, store.url, 0

    def query(self, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Run a named query."""
        self.trips += 1
        return self.store.query(name, **parameters)


class Draw:
    """Names in a store, drawn in the same order in every run."""

    def __init__(self, store: GraphStore) -> None:
        chance = self._chance = random.Random(1)
        agencies = store.query("search_agencies", text="", limit=1_000_000)
        self._agencies = [row["name"] for row in agencies if row["kind"] != "unresolved"]
        self._documents = [row for row in store.query("document_heads") if row["held"]]
        self._tasks = [
            row["id"]
            for one in chance.sample(self._documents, min(100, len(self._documents)))
            for row in store.query("export_tasks", documents=[one["id"]])
        ]
        self._places = [place.name for place in places()]

    def value(self, parameter: str) -> Any:
        """Draw a value for a parameter of a query or a slot of a question."""
        chance = self._chance
        if parameter in ("agency", "other", "name", "issuer"):
            return chance.choice(self._agencies)
        if parameter in ("document", "number"):
            return chance.choice(self._documents)["doc_number"]
        if parameter in ("task", "node"):
            return chance.choice(self._tasks)
        if parameter == "at_least":
            return 8
        if parameter == "year":
            return chance.randint(2013, 2026)
        if parameter == "place":
            return chance.choice(self._places[:60])
        return chance.choice(INDICATORS)[0] if parameter == "indicator" else chance.choice(TOPICS)


Case = tuple[str, bool, Callable[[GraphStore, Draw], Callable[[], Any]]]


def cases() -> Iterator[Case]:
    """Each query narrowed in each way, then over everything, where it may be; then the questions."""
    for query in QUERIES.values():
        points = [p for p in query.required if p not in ("at_least", "topic")]
        narrowing = [] if points else [p for p in NARROWING if p in query.optional]
        assert set(query.required) <= set(REQUIRED), f"how is {query.name} to be asked?"
        for named in [(*query.required, one) for one in narrowing]:
            yield f"{query.name}({', '.join(named)})", False, _call(query.function, named)
        yield f"{query.name}({', '.join(query.required)})", not points, _call(query.function, query.required)
    for pattern in QUESTIONS:
        yield pattern, False, _question(pattern)


def _call(function: Callable[..., Any], named: tuple[str, ...]) -> Callable[[GraphStore, Draw], Callable[[], Any]]:
    def prepare(store: GraphStore, draw: Draw) -> Callable[[], Any]:
        given = {name: draw.value(name) for name in named}
        return lambda: function(store, **given)

    return prepare


def _question(pattern: str) -> Callable[[GraphStore, Draw], Callable[[], Any]]:
    slots = ("agency", "other", "number", "place", "year", "indicator", "topic")

    def prepare(store: GraphStore, draw: Draw) -> Callable[[], Any]:
        question = pattern.format(**{slot: draw.value(slot) for slot in slots if f"{{{slot}}}" in pattern})
        return lambda: ask(store, question).items

    return prepare


def measure(store: GraphStore, bare: Callable[[], Any], *, wholes: bool) -> list[Measured]:
    """Run every case with other names until enough is known of it; those over the whole library where asked."""
    draw, counting, done = Draw(store), Counting(store), []
    for name, whole, prepare in cases():
        if whole and not wholes:
            continue
        one = Measured(name, whole)
        for _ in range(0 if whole else WARMING):
            _milliseconds(prepare(counting, draw))
        begin = time.perf_counter()
        while not one.times or (len(one.times) < MOST_RUNS and time.perf_counter() - begin < MOST_SECONDS):
            one.bare.append(_milliseconds(bare)[0])
            counting.trips = 0
            taken, found = _milliseconds(prepare(counting, draw))
            one.times.append(taken)
            one.trips.append(counting.trips)
            one.rows.append(len(found) if isinstance(found, list) else int(found is not None))
        done.append(one)
        print(_line(one), flush=True)
    return done


def _milliseconds(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.perf_counter()
    try:
        found = work()
    except NodeNotFound:  # an answer too: two agencies that nothing joins
        found = []
    return (time.perf_counter() - begin) * 1000, found


def _line(one: Measured) -> str:
    rows, trips = statistics.median(one.rows), statistics.median(one.trips)
    kind = "whole" if one.whole else ""
    return f"{one.median:9.2f} {one.p95:9.2f} {rows:8.0f} {trips:6.0f} {one.ratio:7.1f}  {kind:5} {one.name}"


def report(label: str, store: GraphStore, bare: Callable[[], Any], *, target: float | None) -> None:
    """Print the table of a store and name what misses the target."""
    print(f"\n{label}\n{'median ms':>9} {'p95 ms':>9} {'rows':>8} {'trips':>6} {'ratio':>7}")
    done = measure(store, bare, wholes=target is not None)
    reference = statistics.median(taken for one in done for taken in one.bare)
    print(f"a bare round trip: {reference:.3f} ms")
    points = [one for one in done if not one.whole]
    if target is not None:
        slow = [one for one in points if one.median > target]
        print(f"{len(points) - len(slow)} of {len(points)} interactive cases take {target:g} ms or less; the others:")
    else:
        slow = [one for one in points if one.ratio > 2]
        print(f"{len(points) - len(slow)} of {len(points)} interactive cases: ≤ 2 round trips a statement; the others:")
    for one in sorted(slow, key=lambda one: -one.median):
        print(_line(one))


def fill(store: SqliteStore, documents: int) -> None:
    """Load the made library, as `merge` does but several documents a transaction, unless it is there already."""
    if _filled(store, documents):
        return
    begin, done = time.monotonic(), 0
    made = library(documents)
    while batch := list(islice(made, BATCH)):
        with store._writing() as transaction:
            for facts in batch:
                replace_document(transaction, facts)
        done += len(batch)
        if done % (BATCH * 20) == 0:
            print(f"  {done:,} documents, {done / (time.monotonic() - begin):.0f} a second", flush=True)
    seconds = time.monotonic() - begin
    print(f"loaded {documents:,} documents in {seconds:.0f} s: {documents / seconds:.0f} a second")


def fill_neo4j(store: Neo4jStore, path: Path, documents: int) -> None:
    """Copy the library from SQLite, unless it is there already."""
    if not _filled(store, documents):
        begin = time.monotonic()
        copy_store(path, store)
        seconds = time.monotonic() - begin
        count = edges(store)
        print(f"copied {count:,} edges in {seconds:.0f} s: {count / seconds:,.0f} a second")


def merge_more(store: GraphStore, documents: int) -> None:
    """Merge some documents again, one a transaction, as loading does: what a document costs in a full store."""
    again = list(islice(library(documents), MERGED))
    taken = [_milliseconds(lambda facts=facts: store.merge(facts))[0] for facts in again]
    print(f"merging one of its documents again: median {statistics.median(taken):.0f} ms")


def _filled(store: SqliteStore | Neo4jStore, documents: int) -> bool:
    there = store.path.exists() if isinstance(store, SqliteStore) else bool(store.query("export_document_ids"))
    held = len(store.query("fingerprints")) if there else 0
    if held not in (0, documents):
        sys.exit(f"{store.url} holds {held} documents, not {documents}: choose another folder or server")
    return held == documents


def edges(store: GraphStore) -> int:
    """Count the edges, names aside."""
    told = store.query("counts")[0]
    documents = told["documents"]  # each has one issuer
    return sum(told[key] for key in ("responsibilities", "citations", "targets", "sections", "tasks")) + documents


def export_everything(url: str, folder: Path) -> None:
    """Write the whole graph in each form by the command, in a process of its own; tell time, memory and size."""
    print(f"\nexport of everything from {url}\n{'seconds':>9} {'peak MB':>9} {'file MB':>9}")
    for kind in KINDS:
        output = folder / f"everything.{kind}"
        begin = time.monotonic()
        command = [
            sys.executable,
            str(ROOT / "policygraph.py"),
            "export",
            kind,
            "--output",
            str(output),
            "--store",
            url,
        ]
        process = os.posix_spawn(sys.executable, command, dict(os.environ))
        _, status, used = os.wait4(process, 0)
        files = list(folder.glob(f"everything*.{kind}"))
        size = sum(file.stat().st_size for file in files) / 1e6
        failed = f"  failed: {os.waitstatus_to_exitcode(status)}" if status else ""
        print(f"{time.monotonic() - begin:9.0f} {used.ru_maxrss / 1024:9.0f} {size:9.0f}  {kind}{failed}", flush=True)
        for file in files:
            file.unlink()


def on_sqlite(path: Path, documents: int, *, export: bool) -> None:
    """Measure SQLite."""
    with SqliteStore(path) as store:
        fill(store, documents)
        print(f"{documents:,} documents, {edges(store):,} edges, {path.stat().st_size / 1e6:,.0f} MB on disk")
        connection = sqlite3.connect(path)
        bare = lambda: connection.execute("SELECT 1").fetchall()  # noqa: E731
        if export:  # before this process grows: what a child has used at most counts what its parent had when it began
            export_everything(store.url, path.parent)
        report("SQLite", store, bare, target=TARGET)
        connection.close()
        merge_more(store, documents)


def on_neo4j(url: str, path: Path, documents: int) -> None:
    """Measure Neo4j."""
    with open_store(url) as store:
        assert isinstance(store, Neo4jStore)
        fill_neo4j(store, path, documents)
        print(f"{documents:,} documents, {edges(store):,} edges")

        def bare() -> None:
            with store._driver.session(database=store._database, default_access_mode="READ") as session:
                list(session.run("RETURN 1"))

        report("Neo4j", store, bare, target=None)
        merge_more(store, documents)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=FULL, help="how large a library; 10,000 have a million edges")
    parser.add_argument("--folder", type=Path, help="where the stores are made, and found the next time")
    parser.add_argument("--neo4j", metavar="URL", help="an empty server, or one that this filled; else its own")
    parser.add_argument("--only", choices=("sqlite", "neo4j"), help="measure one store")
    parser.add_argument("--no-export", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"library-{arguments.documents}.db"
        if arguments.only == "neo4j":
            with SqliteStore(path) as store:
                fill(store, arguments.documents)
        else:
            on_sqlite(path, arguments.documents, export=not arguments.no_export)
        if arguments.only != "sqlite" and arguments.neo4j:
            on_neo4j(arguments.neo4j, path, arguments.documents)
        elif arguments.only != "sqlite":
            home = folder / f"neo4j-{arguments.documents}"
            try:
                address = start(home).address
                os.environ.update(read_environment(home))
                on_neo4j(address, path, arguments.documents)
            finally:
                stop(home)


if __name__ == "__main__":
    main()
