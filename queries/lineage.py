"""Lines of citation: what a document rests on, the longest chain, what is cited together, or after its repeal."""

from __future__ import annotations

from dataclasses import dataclass

from graph import GraphStore
from graph.errors import QueryError
from queries.document import Document, document, document_named
from queries.evidence import Evidence, Texts
from queries.rows import Rows

__all__ = [
    "Ancestor",
    "CitedTogether",
    "StaleCitation",
    "citation_closure",
    "cited_though_repealed",
    "cited_together",
    "longest_citation_chain",
]

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A document that another rests on, over how many citations, and the one before it on the way."""

    id: str
    title: str | None
    doc_number: str | None
    source: str | None
    held: bool
    depth: int
    cited_by: str


@dataclass(frozen=True, slots=True)
class CitedTogether:
    """A document that is cited beside another, and by how many documents."""

    id: str
    title: str | None
    doc_number: str | None
    source: str | None
    held: bool
    citing: int


@dataclass(frozen=True, slots=True)
class StaleCitation:
    """A document cited after another had repealed it, with the words that cite it."""

    document: str
    title: str | None
    doc_number: str | None
    repealed_by: str
    repealed_by_title: str | None
    repealed: str | None
    citing: str
    citing_title: str | None
    citing_issued: str | None
    relation: str
    evidence: Evidence


def citation_closure(store: GraphStore, document: str, *, depth: int = 3) -> Rows[Ancestor]:
    """List all that a document rests on: what it cites, what that cites, and so on.

    Args:
        store: the graph.
        document: number in any form, title or a part of it, or id.
        depth: how many citations to follow, 1 to 20.

    Returns:
        Each document once, the nearest first, with the way to it.

    Raises:
        NodeNotFound: no document answers to the name.
        QueryError: the depth is out of range.
    """
    if not 1 <= depth <= _DEEPEST:
        raise QueryError(f"depth must be from 1 to {_DEEPEST}, not {depth}")
    start = document_named(store, document)
    assert start is not None
    found: dict[str, Ancestor] = {}
    frontier = [start]
    for step in range(1, depth + 1):
        nearest = []
        for row in store.query("documents_cited_from", documents=frontier):
            citing, cited = row.pop("citing"), row.pop("cited")
            if cited != start and cited not in found:
                held = bool(row.pop("held"))
                found[cited] = Ancestor(id=cited, **row, held=held, depth=step, cited_by=citing)
                nearest.append(cited)
        if not nearest:
            break
        frontier = sorted(nearest)
    return Rows(list(found.values()))


def longest_citation_chain(store: GraphStore) -> Rows[Document]:
    """Return the longest chain of documents in which each cites an older one.

    Args:
        store: the graph.

    Returns:
        The chain, the youngest document first; of equally long ones the first by ids. Empty where nothing is cited.
    """
    cited: dict[str, list[str]] = {}
    age: dict[str, tuple[str, str]] = {}
    for row in store.query("citation_pairs"):
        age[row["citing"]] = (row["citing_issued"] or "", row["citing"])
        age.setdefault(row["cited"], (row["cited_issued"] or "", row["cited"]))
        cited.setdefault(row["citing"], []).append(row["cited"])
    chains: dict[str, list[str]] = {}
    # From old to young; a document that cites nothing is older than all that do, whatever its day.
    for one in sorted(age, key=lambda one: (one in cited, age[one])):
        tails = [chains[other] for other in cited.get(one, ()) if other in chains]
        chains[one] = [one, *min(tails, key=lambda tail: (-len(tail), tail), default=[])]
    longest = min(chains.values(), key=lambda chain: (-len(chain), chain), default=[])
    return Rows(document(store, one) for one in longest)


def cited_together(store: GraphStore, document: str) -> Rows[CitedTogether]:
    """List the documents that are cited by the same documents as one.

    Args:
        store: the graph.
        document: number in any form, title or a part of it, or id.

    Returns:
        Those cited together most often first.

    Raises:
        NodeNotFound: no document answers to the name.
    """
    rows = store.query("cited_together", document=document_named(store, document))
    return Rows(CitedTogether(**(row | {"held": bool(row["held"])})) for row in rows)


def cited_though_repealed(store: GraphStore) -> Rows[StaleCitation]:
    """List the documents that are still cited after another document of the library repealed them.

    Args:
        store: the graph.

    Returns:
        One entry a citation, with its words.
    """
    rows = store.query("cited_though_repealed")
    texts = Texts(store, (row["citing"] for row in rows))
    found = []
    for row in rows:
        evidence = texts.evidence(
            document=row["citing"],
            source=row.pop("source"),
            start=row.pop("start"),
            end=row.pop("end"),
            rule=row.pop("rule"),
        )
        found.append(StaleCitation(**row, evidence=evidence))
    return Rows(found)
