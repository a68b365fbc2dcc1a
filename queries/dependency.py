"""How agencies depend on each other: the tasks they share, and who leads whom in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from graph import GraphStore
from graph.model import Role
from graph.parameters import day_of
from queries.agency import agencies_named, mentions_of
from queries.document import Documents, documents_within
from queries.evidence import Evidence, Texts
from queries.place import place_named
from queries.responsibility import TaskOfAgency, task_of_row
from queries.rows import Record, Rows

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
    """A task of two agencies: what the first is in it, and what the second."""

    task: TaskOfAgency
    other: str
    other_name: str
    other_role: Role
    other_mention: str
    other_evidence: Evidence


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
    """Two agencies and how many tasks they share: `shared_tasks` has them, with the words that say so.

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
    """An edge on a path: the role that the agency has in the task, and the words that say so."""

    agency: str
    task: str
    role: Role
    evidence: Evidence


@dataclass(frozen=True, slots=True, repr=False)
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
    return Rows[SharedTask](
        SharedTask(
            task=task_of_row(row, texts),
            other=row["other"],
            other_name=row["other_name"],
            other_role=row["other_role"],
            other_mention=row["other_mention"],
            other_evidence=_other_evidence(row, texts),
        )
        for row in rows
    )


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
    return Rows[Partner](Partner(**row, mentions=mentions.get(row["id"], ())) for row in rows)


def path_between_agencies(store: GraphStore, agency: str, other: str) -> Path | None:
    """Find the shortest way between two agencies over tasks that agencies share.

    Args:
        store: the graph.
        agency: any name or id of the first.
        other: any name or id of the second.

    Returns:
        The path; among equally short ones always the same, chosen by ids. None where nothing joins them
        over six tasks or fewer.

    Raises:
        NodeNotFound: nobody bears one of the names.
    """
    ends = agencies_named(store, other)
    starts = [one for one in agencies_named(store, agency) if one not in ends]
    stops = _stops(store, starts, ends) if starts else []
    return _path(store, stops) if stops else None


def _stops(store: GraphStore, starts: Sequence[str], ends: Sequence[str]) -> list[str]:
    """The agencies on a shortest path, searched from both ends: the side with fewer agencies at its rim goes on."""
    ways: list[dict[str, str | None]] = [dict.fromkeys(starts), dict.fromkeys(ends)]  # each agency, and whence
    rims = [sorted(starts), sorted(ends)]
    for _ in range(_LONGEST_PATH):
        side = int(len(rims[1]) < len(rims[0]))
        reached: list[str] = []
        for row in store.query("fellow_agencies", agencies=rims[side]):
            if row["other"] not in ways[side]:
                ways[side][row["other"]] = row["agency"]
                reached.append(row["other"])
        if met := min((one for one in reached if one in ways[1 - side]), default=None):
            before, after = ([*_back(way, met)] for way in ways)
            return [*reversed(before), met, *after]
        rims[side] = sorted(reached)
        if not reached:
            break
    return []


def _back(way: dict[str, str | None], stop: str) -> Iterator[str]:
    """The agencies between a stop and where a search began."""
    while (earlier := way[stop]) is not None:
        yield (stop := earlier)


def _path(store: GraphStore, stops: Sequence[str]) -> Path:
    """Fill in the first task that each two neighbours share."""
    nodes: list[Stop] = []
    edges: list[Link] = []
    texts = Texts(store)
    for one, other in pairwise(stops):
        shared = store.query("shared_tasks", agencies=[one], others=[other], documents=None)
        row = min(shared, key=lambda row: str(row["task"]))
        nodes += [] if nodes else [Stop("agency", one, row["agency_name"])]
        nodes += [Stop("task", row["task"], row["title"]), Stop("agency", other, row["other_name"])]
        edges += [
            Link(one, row["task"], row["role"], task_of_row(row, texts).evidence),
            Link(other, row["task"], row["other_role"], _other_evidence(row, texts)),
        ]
    return Path(tuple(nodes), tuple(edges))


def _other_evidence(row: dict[str, Any], texts: Texts) -> Evidence:
    return texts.evidence(
        document=row["document"],
        source=row["source"],
        start=row["other_start"],
        end=row["other_end"],
        rule=row["other_rule"],
    )


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

    The numbers are sums over tasks: `shared_tasks` has the words that say so.

    Args:
        store: the graph.
        document: a document's number, title or id, or those of several, to look in them alone.
        place: only documents of this place: 国家, 辽宁省; or short, 辽宁.
        since: a day, YYYY-MM-DD: only documents issued on it or later.
        until: a day: only documents issued on it or earlier.
        limit: the most pairs.

    Returns:
        One entry a pair, each pair once.

    Raises:
        NodeNotFound: no document is of the place.
        QueryError: a day is none.
    """
    rows = store.query(
        "ties",
        documents=documents_within(store, document),
        place=place_named(store, place),
        since=day_of(since),
        until=day_of(until),
        limit=limit,
    )
    return Rows[Tie](Tie(**row) for row in rows)
