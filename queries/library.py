"""The library: its documents by place, level, issuer, year and kind, and those that give an agency tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph import GraphStore
from graph.errors import QueryError
from queries.agency import agencies_named
from queries.document import Document
from queries.level import LEVELS, level_of
from queries.place import place_named
from queries.responsibility import roles_of
from queries.rows import Rows

__all__ = ["DocumentOfAgency", "documents_of_agency", "documents_where"]


@dataclass(frozen=True, slots=True)
class DocumentOfAgency:
    """A document that gives an agency tasks, and how many."""

    id: str
    title: str | None
    doc_number: str | None
    issued: str | None
    source: str | None
    tasks: int


def documents_where(
    store: GraphStore,
    *,
    place: str | None = None,
    level: str | None = None,
    issuer: str | None = None,
    year: int | None = None,
    kind: str | None = None,
    text: str | None = None,
) -> Rows[Document]:
    """List the documents of the library by place, level, issuer, year, kind and words of the title.

    Args:
        store: the graph.
        place: where it holds: 国家, 辽宁省; or short, 辽宁.
        level: 国家, 省, 市, 县, or 未知 where nothing tells.
        issuer: any name or id of an agency that issued it.
        year: the year of issue.
        kind: 意见, 通知, …, as its kind or in its title.
        text: words that the title holds.

    Returns:
        The documents that meet all conditions, by id.

    Raises:
        NodeNotFound: nobody bears the issuer's name, or no document is of the place.
        QueryError: there is no such level.
    """
    if level is not None and level not in LEVELS:
        raise QueryError(f"unknown level {level!r}; choose from {', '.join(LEVELS)}")
    agencies = None if issuer is None else agencies_named(store, issuer)
    where = place_named(store, place)
    found = []
    for row in store.query("documents_where", place=where, year=year, kind=kind, text=text, agencies=agencies):
        issuer_level = row.pop("issuer_level")
        of = level_of(
            jurisdiction=row["jurisdiction"],
            doc_number=row["doc_number"],
            title=row["title"],
            issuer_level=issuer_level,
        )
        if level in (None, of):
            found.append(Document(**(row | {"held": bool(row["held"])})))
    return Rows[Document](found)


def documents_of_agency(
    store: GraphStore, agency: str, *, role: str | Sequence[str] | None = None
) -> Rows[DocumentOfAgency]:
    """List the documents in which an agency has tasks.

    Args:
        store: the graph.
        agency: any name or id.
        role: the role or roles it must have; None for any.

    Returns:
        Documents by id, with the number of its tasks.

    Raises:
        NodeNotFound: nobody bears the name.
    """
    rows = store.query("documents_of_agencies", agencies=agencies_named(store, agency), roles=roles_of(role))
    return Rows[DocumentOfAgency](DocumentOfAgency(**row) for row in rows)
