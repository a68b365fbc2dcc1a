"""Agencies: by any of their names, ranked by what they lead and support, and those that stay unresolved."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from graph import GraphStore
from graph.errors import NodeNotFound
from graph.identifiers import fold
from graph.parameters import day_of
from queries.document import Documents, documents_within
from queries.rows import Rows

__all__ = [
    "KIND_WORDS",
    "Agency",
    "AgencyCount",
    "Unresolved",
    "agencies_by_name",
    "agencies_named",
    "agency_names",
    "agency_ranking",
    "mentions_of",
    "unresolved_agencies",
]


# Kinds of agencies as the graph names them; the collective ones stand for several bodies that the text does not list.
KIND_WORDS = {
    "agency": "部门",
    "government": "政府",
    "party": "党委机构",
    "court_procuratorate": "法院、检察院",
    "mass_organisation": "群团组织",
    "institution": "事业单位等机构",
    "enterprise": "企业",
    "role": "职务",
    "collective": "集合称谓",
    "unresolved": "未识别",
}


@dataclass(frozen=True, slots=True)
class Agency:
    """A body: its id, full official name, kind, place and level, and from when until when it existed, where known."""

    id: str
    name: str
    kind: str
    jurisdiction: str | None
    level: str | None
    valid_from: str | None
    valid_to: str | None

    def exists_on(self, day: str) -> bool:
        """Whether the body existed on a day, YYYY-MM-DD; its own days may be known to the month or year only."""
        return (self.valid_from or "") <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """A body and how many tasks it has: as lead, support, responsible, and in all; `mentions` as written."""

    id: str
    name: str
    kind: str
    jurisdiction: str | None
    mentions: tuple[str, ...]
    lead: int
    support: int
    responsible: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A mention that no body was found for, in its place, how many tasks it has, and whom it may mean."""

    id: str
    name: str
    jurisdiction: str | None
    tasks: int
    candidates: tuple[str, ...]


def agencies_by_name(store: GraphStore, name: str, *, as_of: str | None = None) -> Rows[Agency]:
    """Return every body that bears a name; an unqualified name (省科技厅) may mean one in each province.

    Args:
        store: the graph.
        name: official, short or as mentioned; or an agency's id. A name that nobody bears any more leads to the bodies
            that took over.
        as_of: a day, YYYY-MM-DD: only bodies that existed on it.

    Returns:
        The bodies, by id; empty where nobody bears the name, nor did.
    """
    rows = store.query("agency", agency=name) if name.startswith("agency:") else []
    rows = rows or store.query("agencies_by_name", name=fold(name))
    if not rows:
        heirs = dict.fromkeys(row["agency"] for row in store.query("formerly_named", name=fold(name)))
        rows = [row for heir in heirs for row in store.query("agency", agency=heir)]
    bodies = [Agency(**row) for row in rows]
    day = day_of(as_of)
    return Rows[Agency](bodies if day is None else [body for body in bodies if body.exists_on(day)])


def agencies_named(store: GraphStore, name: str) -> list[str]:
    """Return the ids of all bodies of a name.

    Args:
        store: the graph.
        name: official, short or as mentioned; or an agency's id.

    Returns:
        Agency ids, at least one.

    Raises:
        NodeNotFound: nobody bears the name; the error holds the nearest names.
    """
    found = [agency.id for agency in agencies_by_name(store, name)]
    if not found:
        names = [row["name"] for row in store.query("all_agency_names")]
        near = tuple(difflib.get_close_matches(fold(name), names, n=5, cutoff=0.5))
        hint = f"，相近的名称：{'、'.join(near)}" if near else ""
        raise NodeNotFound(f"图中没有名为“{name}”的单位{hint}", near)
    return found


def agency_names(store: GraphStore, agency: str) -> Rows[str]:
    """Return every spelling under which a body is found, sorted.

    Args:
        store: the graph.
        agency: a name or id.

    Returns:
        Spellings of all bodies of that name.
    """
    ids = agencies_named(store, agency)
    return Rows[str](sorted({row["name"] for row in store.query("agency_names", agencies=ids)}))


def mentions_of(store: GraphStore, agencies: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return how texts write each body, by agency id."""
    mentions: dict[str, list[str]] = {}
    for row in store.query("agency_mentions", agencies=list(agencies)):
        mentions.setdefault(row["agency"], []).append(row["mention"])
    return {agency: tuple(names) for agency, names in mentions.items()}


def agency_ranking(store: GraphStore, *, document: Documents = None) -> Rows[AgencyCount]:
    """Rank agencies by how many tasks they lead, then support.

    Args:
        store: the graph.
        document: a document's number, title or id, or those of several, to count within them alone.

    Returns:
        One entry an agency that has a task, most leads first.
    """
    rows = store.query("agency_ranking", documents=documents_within(store, document))
    mentions = mentions_of(store, [row["id"] for row in rows])
    return Rows[AgencyCount](
        AgencyCount(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            jurisdiction=row["jurisdiction"],
            mentions=mentions.get(row["id"], ()),
            lead=row["lead"],
            support=row["support"],
            responsible=row["responsible"],
            tasks=row["tasks"],
        )
        for row in rows
    )


def unresolved_agencies(store: GraphStore) -> Rows[Unresolved]:
    """List the mentions that no body was found for, those with most tasks first.

    Args:
        store: the graph.

    Returns:
        One entry a mention and place.
    """
    rows = store.query("unresolved_agencies")
    return Rows[Unresolved](
        Unresolved(**(row | {"candidates": tuple(filter(None, (row["candidates"] or "").split("；")))})) for row in rows
    )
