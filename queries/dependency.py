"""How agencies depend on each other: the tasks they share, and who leads whom in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph import GraphStore
from graph.model import Role
from queries.agency import agencies_named, mentions_of
from queries.document import Documents, documents_within
from queries.evidence import Texts
from queries.responsibility import TaskOfAgency, task_of_row
from queries.rows import Record, Rows
from queries.validity import day_of

__all__ = [
    "Link",
    "Partner",
    "Path",
    "SharedTask",
    "Stop",
    "Tie",
    "partners_of_agency",
    "path_between_agencies",
    "shared_tasks",
    "ties",
]

_LONGEST_PATH = 6  # agencies apart: farther ones have nothing to do with each other


@dataclass(frozen=True, slots=True)
class SharedTask:
    """A task of two agencies: what the first is in it, and the second's name and role."""

    task: TaskOfAgency
    other: str
    other_name: str
    other_role: Role


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency that shares tasks with the one asked about.

    `led`: tasks that the one asked about leads and this one supports; `supported`: the reverse.
    """

    id: str
    name: str
    kind: str
    jurisdiction: str | None
    mentions: tuple[str, ...]
    tasks: int
    led: int
    supported: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two agencies and the tasks they share.

    `led`: tasks that the first leads and the second supports; `supported`: the reverse.
    """

    agency: str
    agency_name: str
    other: str
    other_name: str
    tasks: int
    led: int
    supported: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A node on a path: an agency or a task, by id and name."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """An edge on a path: the role that the agency has in the task."""

    agency: str
    task: str
    role: Role


@dataclass(frozen=True, slots=True)
class Path(Record):
    """The shortest way from one agency to another: agencies and tasks in turn, and the role in each step."""

    nodes: tuple[Stop, ...]
    edges: tuple[Link, ...]


def shared_tasks(store: GraphStore, agency: str, other: str, *, document: Documents = None) -> Rows[SharedTask]:
    """List the tasks that two agencies share.

    Args:
        store: the graph.
        agency: any name or id of the first.
        other: any name or id of the second.
        document: a document's number, title or id, or those of several, to look in them alone.

    Returns:
        Shared tasks in the order of the texts, with both roles.

    Raises:
        NodeNotFound: nobody bears one of the names.
    """
    rows = store.query(
        "shared_tasks",
        agencies=agencies_named(store, agency),
        others=agencies_named(store, other),
        documents=documents_within(store, document),
    )
    texts = Texts(store, (row["document"] for row in rows))
    return Rows(SharedTask(task_of_row(row, texts), row["other"], row["other_name"], row["other_role"]) for row in rows)


def partners_of_agency(store: GraphStore, agency: str, *, document: Documents = None) -> Rows[Partner]:
    """Rank the agencies that share tasks with one.

    Args:
        store: the graph.
        agency: any name or id.
        document: a document's number, title or id, or those of several, to look in them alone.

    Returns:
        Partners, most shared tasks first.

    Raises:
        NodeNotFound: nobody bears the name.
    """
    rows = store.query(
        "partners_of_agency", agencies=agencies_named(store, agency), documents=documents_within(store, document)
    )
    mentions = mentions_of(store, [row["id"] for row in rows])
    return Rows(Partner(**row, mentions=mentions.get(row["id"], ())) for row in rows)


def path_between_agencies(store: GraphStore, agency: str, other: str) -> Path | None:
    """Find the shortest way between two agencies over tasks that agencies share.

    Args:
        store: the graph.
        agency: any name or id of the first.
        other: any name or id of the second.

    Returns:
        The path; among equally short ones the first by ids. None where nothing joins them.

    Raises:
        NodeNotFound: nobody bears one of the names.
    """
    starts, ends = agencies_named(store, agency), set(agencies_named(store, other))
    came: dict[str, dict[str, Any] | None] = dict.fromkeys(starts)
    frontier = [one for one in starts if one not in ends]
    for _ in range(_LONGEST_PATH):
        reached: list[str] = []
        for row in store.query("fellow_agencies", agencies=frontier):
            if row["other"] not in came:
                came[row["other"]] = row
                reached.append(row["other"])
        hit = next((one for one in reached if one in ends), None)
        if hit is not None:
            return _path(came, hit)
        if not reached:
            break
        frontier = sorted(reached)
    return None


def _path(came: dict[str, dict[str, Any] | None], end: str) -> Path:
    """Walk back from the end to where the search began."""
    nodes: list[Stop] = []
    edges: list[Link] = []
    row = came[end]
    while row is not None:
        nodes += [Stop("agency", row["other"], row["other_name"]), Stop("task", row["task"], row["task_title"])]
        edges += [
            Link(row["other"], row["task"], row["other_role"]),
            Link(row["agency"], row["task"], row["role"]),
        ]
        first = Stop("agency", row["agency"], row["agency_name"])
        row = came[row["agency"]]
    return Path((first, *reversed(nodes)), tuple(reversed(edges)))


def ties(
    store: GraphStore,
    *,
    document: Documents = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 300,
) -> Rows[Tie]:
    """List the pairs of agencies that share tasks, strongest first: the network of a document, a place, a period.

    Args:
        store: the graph.
        document: a document's number, title or id, or those of several, to look in them alone.
        place: only documents of this place: 国家, 辽宁省.
        since: a day, YYYY-MM-DD: only documents issued on it or later.
        until: a day: only documents issued on it or earlier.
        limit: the most pairs.

    Returns:
        One entry a pair, each pair once.

    Raises:
        QueryError: a day is none.
    """
    rows = store.query(
        "ties",
        documents=documents_within(store, document),
        place=place,
        since=day_of(since),
        until=day_of(until),
        limit=limit,
    )
    return Rows(Tie(**row) for row in rows)
