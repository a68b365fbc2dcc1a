"""Who leads, supports or is responsible for which task, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph import GraphStore
from graph.errors import NodeNotFound, QueryError
from graph.model import ROLES, Role
from queries.agency import agencies_named
from queries.document import Documents, document_named, documents_within
from queries.evidence import Evidence, Texts
from queries.rows import Rows
from queries.validity import in_force

__all__ = [
    "ROLE_WORDS",
    "AgencyOfTask",
    "MatrixRow",
    "TaskOfAgency",
    "agencies_of_task",
    "agency_of_row",
    "known_task",
    "responsibility_matrix",
    "roles_of",
    "task_of_row",
    "tasks_named",
    "tasks_of_agency",
]


ROLE_WORDS: dict[Role, str] = {"lead": "牵头", "support": "配合", "responsible": "负责"}


@dataclass(frozen=True, slots=True)
class TaskOfAgency:
    """A task and the role one agency has in it; `evidence` is the clause that gives the role."""

    document: str
    source: str | None
    document_title: str | None
    task: str
    number: str | None
    title: str
    start: int
    deadline: str | None
    deadline_text: str | None
    agency: str
    agency_name: str
    role: Role
    mention: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AgencyOfTask:
    """An agency in one task: id, official name, as written, and its role."""

    task: str
    agency: str
    name: str
    role: Role
    mention: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A task and the role of every agency of its document in it, in the order of the matrix's columns; "" for none."""

    task: str
    number: str | None
    title: str
    roles: dict[str, str]


def roles_of(role: str | Sequence[str] | None) -> list[str]:
    """Return the roles that a role parameter means: one, several, or all for None.

    Args:
        role: lead, support, responsible; a sequence of them; or None.

    Returns:
        A list of roles.

    Raises:
        QueryError: a word that is no role.
    """
    wanted = list(ROLES) if role is None else [role] if isinstance(role, str) else list(role)
    for word in wanted:
        if word not in ROLES:
            raise QueryError(f"unknown role {word!r}; choose from {', '.join(ROLES)}")
    return [str(word) for word in wanted]


def tasks_of_agency(
    store: GraphStore,
    agency: str,
    *,
    role: str | Sequence[str] | None = None,
    document: Documents = None,
    as_of: str | None = None,
) -> Rows[TaskOfAgency]:
    """List the tasks of an agency, by role.

    Args:
        store: the graph.
        agency: any name of it, or its id; an unqualified name means every such body in the library.
        role: lead, support, responsible, several of them, or None for any.
        document: a document's number, title or id, or those of several, to look in them alone.
        as_of: a day, YYYY-MM-DD: only tasks of documents that were in force on it.

    Returns:
        One entry for each task and role, in the order of the texts, with its evidence.

    Raises:
        NodeNotFound: nobody bears the name, or no document does.
        QueryError: no such role.
    """
    rows = store.query(
        "tasks_of_agency",
        agencies=agencies_named(store, agency),
        roles=roles_of(role),
        documents=documents_within(store, document),
    )
    valid = in_force(store, as_of, [row["document"] for row in rows]) if as_of else None
    texts = Texts(store, (row["document"] for row in rows))
    return Rows[TaskOfAgency](task_of_row(row, texts) for row in rows if valid is None or row["document"] in valid)


def agencies_of_task(store: GraphStore, task: str) -> Rows[AgencyOfTask]:
    """List who is in a task, in the order in which the text names them.

    Args:
        store: the graph.
        task: the task's id, number or title.

    Returns:
        Agencies with role and evidence; empty where the text names nobody.

    Raises:
        NodeNotFound: no task has the id.
    """
    texts = Texts(store)
    rows = store.query("agencies_of_task", task=known_task(store, task))
    return Rows[AgencyOfTask](agency_of_row(row, row["document"], row["source"], texts) for row in rows)


def responsibility_matrix(store: GraphStore, document: str) -> Rows[MatrixRow]:
    """Lay out a document as a matrix of tasks and agencies with the role in each cell.

    The words that say so are those of `agencies_of_task`.

    Args:
        store: the graph.
        document: number, title or id.

    Returns:
        One row a task that names anybody; each row has all agencies of the document, those with most tasks first.

    Raises:
        NodeNotFound: no document answers to the name.
    """
    rows = store.query("responsibilities", document=document_named(store, document))
    cells: dict[str, dict[str, str]] = {}
    tasks: dict[str, dict[str, Any]] = {}
    for row in rows:
        tasks.setdefault(row["task"], row)
        cells.setdefault(row["agency_name"], {}).setdefault(row["task"], row["role"])
    names = sorted(cells, key=lambda name: (-len(cells[name]), name))
    return Rows[MatrixRow](
        MatrixRow(task, row["number"], row["title"], {name: cells[name].get(task, "") for name in names})
        for task, row in tasks.items()
    )


def known_task(store: GraphStore, task: str) -> str:
    """Return the id of the one task that a name means.

    Args:
        store: the graph.
        task: the task's id, its number as the text writes it (19, （三）), or its title.

    Returns:
        The id.

    Raises:
        NodeNotFound: no task has the name, or several do; the error holds their ids.
    """
    found = tasks_named(store, task)
    if len(found) == 1:
        return found[0]
    if found:
        shown = "、".join(found[:5])
        raise NodeNotFound(f"“{task}”对应 {len(found)} 项任务，请写编号：{shown}", tuple(found[:5]))
    raise NodeNotFound(f"图中没有编号为“{task}”的任务")


def tasks_named(store: GraphStore, name: str) -> list[str]:
    """Return the ids of all tasks that a name means: an id, a number as the text writes it, or a whole title."""
    if store.query("tasks_known", tasks=[name]):
        return [name]
    numbered = store.query("tasks_by_number", numbers=[name], documents=None)
    titled = [row for row in store.query("tasks_by_title", title=name, documents=None) if row["exact"]]
    return [row["task"] for row in numbered + titled]


def task_of_row(row: dict[str, Any], texts: Texts) -> TaskOfAgency:
    """Make a task in one agency's role from a row of a query that holds both."""
    return TaskOfAgency(
        document=row["document"],
        source=row["source"],
        document_title=row["document_title"],
        task=row["task"],
        number=row["number"],
        title=row["title"],
        start=row["start"],
        deadline=row["deadline"],
        deadline_text=row["deadline_text"],
        agency=row["agency"],
        agency_name=row["agency_name"],
        role=row["role"],
        mention=row["mention"],
        evidence=_evidence(row, row["document"], row["source"], texts),
    )


def agency_of_row(row: dict[str, Any], document: str, source: str | None, texts: Texts) -> AgencyOfTask:
    """Make an agency in a task from a row of a query that holds its role."""
    return AgencyOfTask(
        task=row["task"],
        agency=row["agency"],
        name=row["agency_name"],
        role=row["role"],
        mention=row["mention"],
        evidence=_evidence(row, document, source, texts),
    )


def _evidence(row: dict[str, Any], document: str, source: str | None, texts: Texts) -> Evidence:
    return texts.evidence(
        document=document, source=source, start=row["mention_start"], end=row["mention_end"], rule=row["rule"]
    )
