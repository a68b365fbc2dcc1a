"""Lines of citation: what a document rests on, the longest chain, what is cited together, or after its repeal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph import GraphStore
from graph.errors import QueryError
from graph.model import Relation
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
    """A document that another rests on, over how many citations, and how the one before it on the way cites it."""

    id: str
    title: str | None
    doc_number: str | None
    source: str | None
    held: bool
    depth: int
    cited_by: str
    relation: Relation
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CitedTogether:
    """A document that is cited beside another, by how many documents, and the words of the first of these."""

    id: str
    title: str | None
    doc_number: str | None
    source: str | None
    held: bool
    citing: int
    relation: Relation
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StaleCitation:
    """A repealed document that another, which stands, cites, with the words that cite it.

    `afterwards`: the other was issued when it was repealed already; None where the days are not known.
    """

    document: str
    title: str | None
    doc_number: str | None
    repealed_by: str
    repealed_by_title: str | None
    repealed: str | None
    citing: str
    citing_title: str | None
    citing_issued: str | None
    afterwards: bool | None
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
    texts = Texts(store)
    for step in range(1, depth + 1):
        nearest = []
        for row in store.query("documents_cited_from", documents=frontier):
            citing, cited = row.pop("citing"), row.pop("cited")
            if cited != start and cited not in found:
                told = _told(row, citing, texts) | {"held": bool(row["held"])}
                found[cited] = Ancestor(id=cited, **told, depth=step, cited_by=citing)
                nearest.append(cited)
        if not nearest:
            break
        frontier = sorted(nearest)
    return Rows[Ancestor](list(found.values()))


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
    for one in sorted(age, key=age.__getitem__):
        tails = [chains[other] for other in cited.get(one, ()) if other in chains]
        chains[one] = [one, *min(tails, key=lambda tail: (-len(tail), tail), default=[])]
    longest = min(chains.values(), key=lambda chain: (-len(chain), chain), default=[])
    return Rows[Document](document(store, one) for one in longest)


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
    texts = Texts(store, (row["document"] for row in rows))
    return Rows[CitedTogether](
        CitedTogether(**(_told(row, row.pop("document"), texts) | {"held": bool(row["held"])})) for row in rows
    )


def cited_though_repealed(store: GraphStore) -> Rows[StaleCitation]:
    """List the documents that another document of the library has repealed, and that others, not repealed, still cite.

    Args:
        store: the graph.

    Returns:
        One entry a citation and repeal, with its words.
    """
    rows = store.query("cited_though_repealed")
    for row in rows:
        row["afterwards"] = None if row["afterwards"] is None else bool(row["afterwards"])
    texts = Texts(store, (row["citing"] for row in rows))
    return Rows[StaleCitation](StaleCitation(**_told(row, row["citing"], texts)) for row in rows)


def _told(row: dict[str, Any], citing: str, texts: Texts) -> dict[str, Any]:
    """A row with the words that cite as its evidence, in place of where they stand."""
    start, end, rule = row.pop("start"), row.pop("end"), row.pop("rule")
    evidence = texts.evidence(document=citing, source=row.pop("citing_source"), start=start, end=end, rule=rule)
    return row | {"evidence": evidence}
