"""Documents: the library's list, one document by any of its names, its sections, and search over everything."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph import GraphStore
from graph.errors import NodeNotFound
from graph.identifiers import DocumentNumber, fold
from graph.sentences import sentence_around
from queries.rows import Record, Rows

__all__ = [
    "Counts",
    "Document",
    "Documents",
    "Hit",
    "Section",
    "counts",
    "document",
    "document_named",
    "document_text",
    "documents",
    "documents_named",
    "documents_within",
    "search",
    "sections_of_document",
]

MAX_HITS = 50

Documents = str | Sequence[str] | None  # where to look: a document's number, title or id, or several; None for all


@dataclass(frozen=True, slots=True, repr=False)
class Counts(Record):
    """How much the graph holds; agencies are those that have a task."""

    documents: int
    cited_only: int
    sections: int
    tasks: int
    agencies: int
    unresolved: int
    responsibilities: int
    citations: int
    targets: int


@dataclass(frozen=True, slots=True, repr=False)
class Document(Record):
    """A document, held or only cited, with the number of its tasks, citations both ways, and targets."""

    id: str
    title: str | None
    doc_number: str | None
    issued: str | None
    jurisdiction: str | None
    kind: str | None
    period_from: int | None
    period_to: int | None
    effective_from: str | None
    expires: str | None
    source: str | None
    held: bool
    sha256: str | None
    tasks: int
    cites: int
    cited_by: int
    targets: int
    issuers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading in a document's tree."""

    id: str
    parent: str | None
    number: str | None
    title: str
    level: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something the search found: `context` the words around the hit.

    `kind` is agency, task, document, section (a heading), paragraph (text that stands in no task), or target.
    """

    kind: str
    id: str
    number: str | None
    title: str
    context: str
    document: str | None
    source: str | None


def counts(store: GraphStore) -> Counts:
    """Count what the graph holds."""
    return Counts(**store.query("counts")[0])


def documents(store: GraphStore, *, held: bool | None = True) -> Rows[Document]:
    """List documents by id.

    Args:
        store: the graph.
        held: True for those in the library, False for those only cited, None for all.

    Returns:
        The documents, without their issuers.
    """
    return Rows[Document](_document(row) for row in store.query("documents", held=held))


def document(store: GraphStore, document: str) -> Document:
    """Return one document with its issuers.

    Args:
        store: the graph.
        document: its number in any form, its title or a part of it, or its id.

    Returns:
        The document.

    Raises:
        NodeNotFound: no document, or more than one, answers to the name.
    """
    found = document_named(store, document)
    row = store.query("document", document=found)[0]
    issuers = tuple(issuer["name"] for issuer in store.query("issuers_of_document", document=found))
    return _document(row, issuers)


def documents_named(store: GraphStore, name: str, *, by_part: bool = True) -> list[str]:
    """Return the ids of all documents that a name may mean: id, number, title, then a part of the title.

    Args:
        store: the graph.
        name: what a person typed; 《》 around it and the form of brackets and digits do not matter.
        by_part: whether a part of a title is enough.

    Returns:
        Document ids; empty where none answers.
    """
    if name.startswith("doc:") and store.query("documents_known", documents=[name]):
        return [name]
    number = DocumentNumber.parse(name)
    wanted = str(number) if number else fold(name)
    for form in dict.fromkeys((wanted, wanted.removeprefix("《").removesuffix("》"))):
        rows = store.query("documents_by_name", name=form)
        if not rows and by_part:
            rows = store.query("documents_by_part", text=form)
        if rows:
            return [row["id"] for row in rows]
    return []


def document_named(store: GraphStore, name: str | None, *, by_part: bool = True) -> str | None:
    """Return the id of the one document that a name means; None stays None (all documents).

    Args:
        store: the graph.
        name: id, number, title or a part of the title.
        by_part: whether a part of a title is enough.

    Returns:
        The document's id.

    Raises:
        NodeNotFound: none, or more than one, answers; the error holds candidates.
    """
    if name is None:
        return None
    found = documents_named(store, name, by_part=by_part)
    if len(found) == 1:
        return found[0]
    if found:
        shown = "、".join(found[:5])
        raise NodeNotFound(f"“{name}”对应 {len(found)} 份文件，请写得更具体：{shown}", tuple(found[:5]))
    titles = [row["name"] for row in store.query("document_names")]
    near = tuple(difflib.get_close_matches(fold(name), titles, n=3, cutoff=0.4))
    hint = f"，相近的有：{'、'.join(near)}" if near else ""
    raise NodeNotFound(f"图中没有文件“{name}”{hint}", near)


def documents_within(store: GraphStore, document: Documents) -> list[str] | None:
    """Return the ids of the documents to look in; None where that is all of them.

    Args:
        store: the graph.
        document: a document's id, number, title or a part of the title; or several of these; or None.

    Returns:
        Document ids, each once.

    Raises:
        NodeNotFound: a name means no document, or more than one.
    """
    if document is None:
        return None
    if document == "":
        raise NodeNotFound("没有写明是哪一份文件")
    named = [document] if isinstance(document, str) else list(dict.fromkeys(document))
    ids = [name for name in named if name.startswith("doc:")]
    known = {row["id"] for row in store.query("documents_known", documents=ids)} if ids else set()
    found = (name if name in known else document_named(store, name) for name in named)
    return list(dict.fromkeys(filter(None, found)))


def document_text(store: GraphStore, document: str) -> str:
    """Return a held document's text, or the empty string for one that is only cited."""
    rows = store.query("document_text", document=document)
    return str(rows[0]["text"]) if rows else ""


def sections_of_document(store: GraphStore, document: str) -> Rows[Section]:
    """List a document's headings in the order of the text.

    Args:
        store: the graph.
        document: number, title or id.

    Returns:
        The sections; `parent` is a section's id, or None at the top.
    """
    rows = store.query("sections_of_document", document=document_named(store, document))
    return Rows[Section](Section(**row) for row in rows)


def search(store: GraphStore, text: str, *, limit: int = MAX_HITS) -> Rows[Hit]:
    """Find a string in agency names, tasks, document titles and numbers, headings, all other text, and indicators.

    Args:
        store: the graph.
        text: the string as it stands in the text; at least one character that is not white space.
        limit: the most hits of each kind.

    Returns:
        Hits: agencies first, then tasks, documents, headings, paragraphs, targets.
    """
    wanted = text.strip()
    if not fold(wanted):
        return Rows[Hit]([])
    hits = [
        Hit("agency", row["id"], None, row["name"], row["jurisdiction"] or "", None, None)
        for row in store.query("search_agencies", text=fold(wanted), limit=limit)
    ]
    for row in store.query("search_tasks", text=wanted, limit=limit):
        said = _sentence(row["text"], wanted)
        hits.append(Hit("task", row["id"], row["number"], row["title"], said, row["document"], row["source"]))
    for row in store.query("search_documents", text=wanted, limit=limit):
        title = row["title"] or row["doc_number"] or row["id"]
        hits.append(Hit("document", row["id"], None, title, row["doc_number"] or "", row["id"], row["source"]))
    for row in store.query("search_sections", text=wanted, limit=limit):
        of = row["document_title"] or ""
        hits.append(Hit("section", row["id"], row["number"], row["title"], of, row["document"], row["source"]))
    for row in store.query("search_paragraphs", text=wanted, limit=limit):
        title, said = row["document_title"] or row["document"], _sentence(row["text"], wanted)
        hits.append(Hit("paragraph", row["id"], None, title, said, row["document"], row["source"]))
    for row in store.query("search_targets", text=wanted, limit=limit):
        context = f"{row['comparator']} {row['value']:.10g} {row['unit']}"
        hits.append(Hit("target", row["id"], None, row["indicator"], context, row["document"], row["source"]))
    return Rows[Hit](hits)


def _sentence(text: str, words: str) -> str:
    at = max(text.find(words), 0)
    left, right = sentence_around(text, at, at + len(words))
    return text[left:right]


def _document(row: dict[str, Any], issuers: tuple[str, ...] = ()) -> Document:
    return Document(**(row | {"held": bool(row["held"])}), issuers=issuers)
