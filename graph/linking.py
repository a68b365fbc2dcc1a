"""Which document a citation means, given what is held: one rule for every store.

The answer depends only on the citation and on the documents that are held, never on the order in which they came:
the store asks again for every citation that shares a name with a document that comes or goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.identifiers import stub_id, title_keys

__all__ = ["HeldName", "cited_document", "document_names", "names_itself", "stub_title"]


@dataclass(frozen=True, slots=True)
class HeldName:
    """A name that a held document bears itself."""

    name: str
    document: str
    doc_number: str | None


def document_names(*, title: str | None, doc_number: str | None) -> tuple[str, ...]:
    """Return the names by which a document is found: its number, its title, the work inside a notice's title.

    Args:
        title: the document's title, if it has one.
        doc_number: its normalised number, if it has one.

    Returns:
        Names without repetition, the number first.
    """
    keys = title_keys(title) if title else ()
    return tuple(dict.fromkeys(((doc_number,) if doc_number else ()) + keys))


def names_itself(*, title: str | None, doc_number: str | None, own_title: str | None, own_number: str | None) -> bool:
    """Tell whether a citation names the document it stands in: such a mention cites nothing.

    Args:
        title: the cited title.
        doc_number: the cited number.
        own_title: the citing document's title.
        own_number: the citing document's number.

    Returns:
        True for the same number, or the same title with no two numbers that differ.
    """
    if doc_number and own_number:
        return doc_number == own_number
    keys = title_keys(title) if title else ()
    return bool(own_title) and not set(keys).isdisjoint(title_keys(own_title or ""))


def cited_document(*, title: str | None, doc_number: str | None, held: list[HeldName]) -> str:
    """Return the id of the document a citation means: a held one, or the stub that stands for it.

    A number decides. Without it, or where the number is not held, a title decides if exactly one held document
    bears it; a document with another number is another document. Several candidates: the stub, never a guess.

    Args:
        title: the cited title, without outer 《》.
        doc_number: the cited number, normalised.
        held: the held documents that bear one of the citation's `document_names` themselves.

    Returns:
        A document id.
    """
    if doc_number:
        by_number = {h.document for h in held if h.doc_number == doc_number}
        if len(by_number) == 1:
            return by_number.pop()
    keys = title_keys(title) if title else ()
    for key in keys:
        same = {h.document for h in held if h.name == key and not (doc_number and h.doc_number)}
        if len(same) == 1:
            return same.pop()
        if same:
            break
    return stub_id(doc_number=doc_number, title=title)


def stub_title(titles: list[str]) -> str | None:
    """Return the title a stub shows: the longest that it is cited by, the first in code-point order among equals."""
    return min(titles, key=lambda title: (-len(title), title), default=None)
