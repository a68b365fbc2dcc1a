"""What documents cite, who cites them, and on what authority tasks rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph import GraphStore
from queries.document import document_named
from queries.evidence import Evidence, Texts
from queries.responsibility import known_task
from queries.rows import Rows

__all__ = [
    "RELATION_WORDS",
    "Citation",
    "CitedDocument",
    "citation_links",
    "citations_of_task",
    "cited_by",
    "cites",
    "most_cited",
    "tasks_citing",
]

RELATION_WORDS = {"basis": "依据", "implements": "落实", "amends": "修改", "repeals": "废止", "cites": "引用"}


@dataclass(frozen=True, slots=True)
class Citation:
    """One document names another, perhaps inside a task; `cited_held`: the cited one is in the library."""

    citing: str
    citing_title: str | None
    citing_number: str | None
    citing_issued: str | None
    citing_jurisdiction: str | None
    source: str | None
    cited: str
    cited_title: str | None
    cited_number: str | None
    cited_held: bool
    cited_source: str | None
    cited_issued: str | None
    cited_jurisdiction: str | None
    relation: str
    task: str | None
    task_number: str | None
    task_title: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document and how often it is cited: by how many documents, in how many places."""

    id: str
    title: str | None
    doc_number: str | None
    source: str | None
    held: bool
    citing: int
    citations: int


def most_cited(store: GraphStore, *, held: bool | None = None, limit: int = 1000) -> Rows[CitedDocument]:
    """Rank documents by how many documents of the library cite them.

    Args:
        store: the graph.
        held: True for those in the library, False for those it lacks (the ones worth adding), None for all.
        limit: the most documents.

    Returns:
        Documents that are cited, the most cited first.
    """
    rows = store.query("most_cited", held=held, limit=limit)
    return Rows[CitedDocument](CitedDocument(**(row | {"held": bool(row["held"])})) for row in rows)


def cites(store: GraphStore, document: str) -> Rows[Citation]:
    """List what a document cites, in the order of its text.

    Args:
        store: the graph.
        document: number in any form, title or a part of it, or id.

    Returns:
        Citations with relation and evidence.

    Raises:
        NodeNotFound: no document answers to the name.
    """
    return Rows[Citation](_citations(store, "cites", document=document_named(store, document)))


def cited_by(store: GraphStore, document: str) -> Rows[Citation]:
    """List who cites a document, held or not.

    Args:
        store: the graph.
        document: number in any form, title or a part of it, or id.

    Returns:
        Citations by citing document.

    Raises:
        NodeNotFound: no document answers to the name.
    """
    return Rows[Citation](_citations(store, "cited_by", document=document_named(store, document)))


def tasks_citing(store: GraphStore, document: str) -> Rows[Citation]:
    """List the tasks whose text names a document.

    Args:
        store: the graph.
        document: number in any form, title or a part of it, or id.

    Returns:
        Citations that stand in a task.

    Raises:
        NodeNotFound: no document answers to the name.
    """
    return Rows[Citation](_citations(store, "tasks_citing", document=document_named(store, document)))


def citations_of_task(store: GraphStore, task: str) -> Rows[Citation]:
    """List the documents that a task's text names.

    Args:
        store: the graph.
        task: the task's id, number or title.

    Returns:
        Citations in the order of the text.

    Raises:
        NodeNotFound: no task has the id.
    """
    return Rows[Citation](_citations(store, "citations_of_task", task=known_task(store, task)))


def citation_links(store: GraphStore, *, limit: int = 1000) -> Rows[Citation]:
    """List all citations in the library.

    Args:
        store: the graph.
        limit: the most citations.

    Returns:
        Citations by citing document.
    """
    return Rows[Citation](_citations(store, "citation_links", limit=limit))


def _citations(store: GraphStore, name: str, **parameters: Any) -> list[Citation]:
    rows = store.query(name, **parameters)
    texts = Texts(store, (row["citing"] for row in rows))
    found = []
    for row in rows:
        evidence = texts.evidence(
            document=row["citing"],
            source=row["source"],
            start=row.pop("start"),
            end=row.pop("end"),
            rule=row.pop("rule"),
        )
        found.append(Citation(**(row | {"cited_held": bool(row["cited_held"])}), evidence=evidence))
    return found
