"""What documents cite, who cites them, and on what authority tasks rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph import GraphStore
from queries.document import document_named
from queries.evidence import Evidence, Texts
from queries.responsibility import known_task

__all__ = [
    "RELATION_WORDS",
    "Citation",
    "citation_links",
    "citations_of_task",
    "cited_by",
    "cites",
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


def cites(store: GraphStore, document: str) -> list[Citation]:
    """List what a document cites, in the order of its text.

    Args:
        store: the graph.
        document: number in any form, title or a part of it, or id.

    Returns:
        Citations with relation and evidence.

    Raises:
        NodeNotFound: no document answers to the name.
    """
    return _citations(store, "cites", document=document_named(store, document))


def cited_by(store: GraphStore, document: str) -> list[Citation]:
    """List who cites a document, held or not.

    Args:
        store: the graph.
        document: number in any form, title or a part of it, or id.

    Returns:
        Citations by citing document.

    Raises:
        NodeNotFound: no document answers to the name.
    """
    return _citations(store, "cited_by", document=document_named(store, document))


def tasks_citing(store: GraphStore, document: str) -> list[Citation]:
    """List the tasks whose text names a document.

    Args:
        store: the graph.
        document: number in any form, title or a part of it, or id.

    Returns:
        Citations that stand in a task.

    Raises:
        NodeNotFound: no document answers to the name.
    """
    return _citations(store, "tasks_citing", document=document_named(store, document))


def citations_of_task(store: GraphStore, task: str) -> list[Citation]:
    """List the documents that a task's text names.

    Args:
        store: the graph.
        task: the task's id.

    Returns:
        Citations in the order of the text.

    Raises:
        NodeNotFound: no task has the id.
    """
    return _citations(store, "citations_of_task", task=known_task(store, task))


def citation_links(store: GraphStore, *, limit: int = 1000) -> list[Citation]:
    """List all citations in the library.

    Args:
        store: the graph.
        limit: the most citations.

    Returns:
        Citations by citing document.
    """
    return _citations(store, "citation_links", limit=limit)


def _citations(store: GraphStore, name: str, **parameters: Any) -> list[Citation]:
    texts = Texts(store)
    found = []
    for row in store.query(name, **parameters):
        evidence = texts.evidence(
            document=row["citing"],
            source=row["source"],
            start=row.pop("start"),
            end=row.pop("end"),
            rule=row.pop("rule"),
        )
        found.append(Citation(**(row | {"cited_held": bool(row["cited_held"])}), evidence=evidence))
    return found
