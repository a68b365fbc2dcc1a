"""How agencies depend on each other: the tasks they share, and who leads whom in them."""

from __future__ import annotations

from dataclasses import dataclass

from graph import GraphStore
from graph.model import Role
from queries.agency import agencies_named, mentions_of
from queries.document import document_named
from queries.evidence import Texts
from queries.responsibility import TaskOfAgency, task_of_row

__all__ = ["Partner", "SharedTask", "Tie", "partners_of_agency", "shared_tasks", "ties"]


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


def shared_tasks(store: GraphStore, agency: str, other: str, *, document: str | None = None) -> list[SharedTask]:
    """List the tasks that two agencies share.

    Args:
        store: the graph.
        agency: any name or id of the first.
        other: any name or id of the second.
        document: a document's number, title or id, to look in it alone.

    Returns:
        Shared tasks in the order of the texts, with both roles.

    Raises:
        NodeNotFound: nobody bears one of the names.
    """
    rows = store.query(
        "shared_tasks",
        agencies=agencies_named(store, agency),
        others=agencies_named(store, other),
        document=document_named(store, document),
    )
    texts = Texts(store)
    return [SharedTask(task_of_row(row, texts), row["other"], row["other_name"], row["other_role"]) for row in rows]


def partners_of_agency(store: GraphStore, agency: str, *, document: str | None = None) -> list[Partner]:
    """Rank the agencies that share tasks with one.

    Args:
        store: the graph.
        agency: any name or id.
        document: a document's number, title or id, to look in it alone.

    Returns:
        Partners, most shared tasks first.

    Raises:
        NodeNotFound: nobody bears the name.
    """
    rows = store.query(
        "partners_of_agency", agencies=agencies_named(store, agency), document=document_named(store, document)
    )
    mentions = mentions_of(store, [row["id"] for row in rows])
    return [Partner(**row, mentions=mentions.get(row["id"], ())) for row in rows]


def ties(store: GraphStore, *, document: str | None = None, limit: int = 300) -> list[Tie]:
    """List the pairs of agencies that share tasks, strongest first.

    Args:
        store: the graph.
        document: a document's number, title or id, to look in it alone.
        limit: the most pairs.

    Returns:
        One entry a pair, each pair once.
    """
    rows = store.query("ties", document=document_named(store, document), limit=limit)
    return [Tie(**row) for row in rows]
