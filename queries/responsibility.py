"""Who leads, supports or is responsible for which task, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph import GraphStore
from graph.errors import NodeNotFound, QueryError
from graph.model import ROLES, Role
from queries.agency import agencies_named
from queries.document import document_named
from queries.evidence import Evidence, Texts

__all__ = [
    "ROLE_WORDS",
    "AgencyOfTask",
    "Task",
    "TaskOfAgency",
    "agencies_of_task",
    "known_task",
    "roles_of",
    "task",
    "task_of_row",
    "tasks",
    "tasks_numbered",
    "tasks_of_agency",
    "tasks_titled",
]


ROLE_WORDS: dict[Role, str] = {"lead": "牵头", "support": "配合", "responsible": "负责"}


# Around a task's number: 19, （三）, 第三条, 第三项.
_MARKS = ("", "（）", "第条", "第项")


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
class Task:
    """A task with everyone in it, in the order of the text."""

    document: str
    source: str | None
    document_title: str | None
    task: str
    number: str | None
    title: str
    text: str
    start: int
    end: int
    deadline: str | None
    deadline_text: str | None
    rule: str
    section: str | None
    section_title: str | None
    agencies: tuple[AgencyOfTask, ...] = ()

    def named(self, role: Role) -> tuple[str, ...]:
        """Return the agencies of one role as the text writes them."""
        return tuple(agency.mention for agency in self.agencies if agency.role == role)


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
    store: GraphStore, agency: str, *, role: str | Sequence[str] | None = None, document: str | None = None
) -> list[TaskOfAgency]:
    """List the tasks of an agency, by role.

    Args:
        store: the graph.
        agency: any name of it, or its id; an unqualified name means every such body in the library.
        role: lead, support, responsible, several of them, or None for any.
        document: a document's number, title or id, to look in it alone.

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
        document=document_named(store, document),
    )
    texts = Texts(store)
    return [task_of_row(row, texts) for row in rows]


def agencies_of_task(store: GraphStore, task: str) -> list[AgencyOfTask]:
    """List who is in a task, in the order in which the text names them.

    Args:
        store: the graph.
        task: the task's id.

    Returns:
        Agencies with role and evidence; empty where the text names nobody.

    Raises:
        NodeNotFound: no task has the id.
    """
    texts = Texts(store)
    rows = store.query("agencies_of_task", task=known_task(store, task))
    return [_agency_of_task(row, row["document"], row["source"], texts) for row in rows]


def known_task(store: GraphStore, task: str) -> str:
    """Return a task's id as it is.

    Args:
        store: the graph.
        task: the task's id.

    Returns:
        The id.

    Raises:
        NodeNotFound: no task has the id.
    """
    if not store.query("task", task=task):
        raise NodeNotFound(f"图中没有编号为“{task}”的任务")
    return task


def tasks(
    store: GraphStore,
    *,
    document: str | None = None,
    agency: str | None = None,
    role: str | Sequence[str] | None = None,
    text: str | None = None,
) -> list[Task]:
    """List tasks with everyone in them: the ledger.

    Args:
        store: the graph.
        document: a document's number, title or id.
        agency: any name of an agency, or its id: only tasks it has a role in.
        role: the role or roles that `agency` must have; without an agency, that anyone must have.
        text: a string that title or text must hold.

    Returns:
        Tasks in the order of the texts.

    Raises:
        NodeNotFound: nobody bears the agency's name, or no document does.
    """
    rows = store.query(
        "tasks",
        document=document_named(store, document),
        agencies=None if agency is None else agencies_named(store, agency),
        roles=None if role is None else roles_of(role),
        text=text or None,
    )
    return _with_agencies(store, [Task(**row) for row in rows])


def task(store: GraphStore, task: str) -> Task:
    """Return one task with everyone in it.

    Args:
        store: the graph.
        task: the task's id.

    Returns:
        The task.

    Raises:
        NodeNotFound: no task has the id.
    """
    rows = store.query("task", task=task)
    if not rows:
        raise NodeNotFound(f"图中没有编号为“{task}”的任务")
    return _with_agencies(store, [Task(**rows[0])])[0]


def tasks_numbered(store: GraphStore, number: int, *, document: str | None = None) -> list[Task]:
    """List the tasks that bear a number.

    Args:
        store: the graph.
        number: the number, whatever numerals and marks the text writes it with: 19, （三）, 第三条.
        document: number, title or id, to look in it alone.

    Returns:
        Tasks with everyone in them.
    """
    rows = store.query("tasks_by_number", numbers=_written(number), document=document_named(store, document))
    return [task(store, row["task"]) for row in rows]


def _written(number: int) -> list[str]:
    """The ways in which texts number a task."""
    tens, ones = divmod(number, 10)
    numerals = "〇一二三四五六七八九"
    written = [str(number)]
    if tens < 10:
        before, after = numerals[tens] if tens > 1 else "", numerals[ones] if ones else ""
        written.append(f"{before}十{after}" if tens else numerals[ones])
    return [f"{mark[0]}{digits}{mark[1:]}" if mark else digits for digits in written for mark in _MARKS]


def tasks_titled(store: GraphStore, title: str, *, document: str | None = None) -> list[Task]:
    """List the tasks of a title: those that bear it whole, else those whose title holds it (4 characters or more).

    Args:
        store: the graph.
        title: the title, or a part of it.
        document: number, title or id, to look in it alone.

    Returns:
        Tasks with everyone in them.
    """
    rows = store.query("tasks_by_title", title=title, document=document_named(store, document))
    exact = [row["task"] for row in rows if row["exact"]]
    found = exact or [row["task"] for row in rows if len(title) >= 4]
    return [task(store, one) for one in found]


def _with_agencies(store: GraphStore, found: list[Task]) -> list[Task]:
    texts = Texts(store)
    where = {one.task: one for one in found}
    members: dict[str, list[AgencyOfTask]] = {}
    for row in store.query("agencies_of_tasks", tasks=list(where)):
        one = where[row["task"]]
        members.setdefault(one.task, []).append(_agency_of_task(row, one.document, one.source, texts))
    return [replace(one, agencies=tuple(members.get(one.task, ()))) for one in found]


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


def _agency_of_task(row: dict[str, Any], document: str, source: str | None, texts: Texts) -> AgencyOfTask:
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
