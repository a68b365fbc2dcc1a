"""Tasks with everyone in them: the ledger, one task, and tasks by number or title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph import GraphStore
from graph.model import Role
from graph.parameters import day_of
from queries.agency import agencies_named
from queries.document import Documents, documents_within
from queries.evidence import Texts
from queries.responsibility import AgencyOfTask, agency_of_row, known_task, roles_of
from queries.rows import Record, Rows

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Task",
    "task",
    "tasks",
    "tasks_about",
    "tasks_by_deadline",
    "tasks_listed",
    "tasks_numbered",
    "tasks_titled",
    "tasks_with_agencies",
    "tasks_without_deadline",
    "tasks_without_role",
    "tasks_without_target",
]

FIRST_DAY, LAST_DAY = "0000-00-00", "9999-99-99"

# Around a task's number: 19, （三）, 第三条, 第三项.
_MARKS = ("", "（）", "第条", "第项")


@dataclass(frozen=True, slots=True, repr=False)
class Task(Record):
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


def tasks(
    store: GraphStore,
    *,
    document: Documents = None,
    agency: str | None = None,
    role: str | Sequence[str] | None = None,
    text: str | None = None,
) -> Rows[Task]:
    """List tasks with everyone in them: the ledger.

    Args:
        store: the graph.
        document: a document's number, title or id, or those of several.
        agency: any name of an agency, or its id: only tasks it has a role in.
        role: the role or roles that `agency` must have; without an agency, that anyone must have.
        text: a string that title or text must hold.

    Returns:
        Tasks in the order of the texts.

    Raises:
        NodeNotFound: nobody bears the agency's name, or no document does.
    """
    roles, within = None if role is None else roles_of(role), documents_within(store, document)
    own = None
    if agency is not None:
        bodies = agencies_named(store, agency)
        held = store.query("tasks_of_agency", agencies=bodies, roles=roles_of(role), documents=within)
        own, roles = list(dict.fromkeys(row["task"] for row in held)), None
    rows = store.query("tasks", tasks=own, documents=within, roles=roles, text=text or None)
    return Rows[Task](_with_agencies(store, [Task(**row) for row in rows]))


def tasks_listed(store: GraphStore, ids: Sequence[str]) -> list[Task]:
    """Return the tasks of some ids with everyone in them.

    Args:
        store: the graph.
        ids: task ids; one that is unknown is left out.

    Returns:
        Tasks in the order of the texts.
    """
    rows = store.query("tasks", tasks=list(ids), documents=None, roles=None, text=None)
    return _with_agencies(store, [Task(**row) for row in rows])


def tasks_about(store: GraphStore, topic: str, *, document: Documents = None) -> Rows[Task]:
    """List the tasks whose title holds a topic; where no title does, those whose text does.

    Args:
        store: the graph.
        topic: a word or more: 人才, 成果转化.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Tasks in the order of the texts.
    """
    found = documents_within(store, document)
    rows = store.query("tasks_by_title", title=topic, documents=found)
    if not rows:
        rows = store.query("tasks", tasks=None, documents=found, roles=None, text=topic)
    return Rows[Task](tasks_listed(store, [row["task"] for row in rows]))


def tasks_without_role(
    store: GraphStore, *, role: str | Sequence[str] | None = "lead", document: Documents = None
) -> Rows[Task]:
    """List the tasks that nobody leads, or that nobody has another role in.

    Args:
        store: the graph.
        role: the role or roles that nobody has: lead, support, responsible; None for any: nobody is named at all.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Tasks in the order of the texts.
    """
    return _tasks_of(store, "tasks_without_role", document, tasks=None, roles=roles_of(role))


def tasks_with_agencies(
    store: GraphStore, at_least: int, *, at_most: int | None = None, document: Documents = None
) -> Rows[Task]:
    """List the tasks that a number of agencies have a role in, those with most first.

    Args:
        store: the graph.
        at_least: the fewest agencies, groups such as 各地区 among them.
        at_most: the most; None for no limit.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Tasks by the number of agencies.
    """
    rows = store.query(
        "tasks_with_agencies",
        at_least=at_least,
        at_most=at_most,
        tasks=None,
        documents=documents_within(store, document),
    )
    found = {one.task: one for one in tasks_listed(store, [row["task"] for row in rows])}
    return Rows[Task](found[row["task"]] for row in rows)


def tasks_by_deadline(
    store: GraphStore, *, after: str | None = None, before: str | None = None, document: Documents = None
) -> Rows[Task]:
    """List the tasks that state when they are due, the earliest first.

    Args:
        store: the graph.
        after: a day, YYYY-MM-DD: due on it or later.
        before: a day: due on it or earlier.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Tasks by deadline.

    Raises:
        QueryError: a day is none.
    """
    rows = store.query(
        "tasks_by_deadline",
        tasks=None,
        after=day_of(after) or FIRST_DAY,
        before=day_of(before) or LAST_DAY,
        documents=documents_within(store, document),
    )
    found = {one.task: one for one in tasks_listed(store, [row["task"] for row in rows])}
    return Rows[Task](found[row["task"]] for row in rows)


def tasks_without_deadline(store: GraphStore, *, document: Documents = None) -> Rows[Task]:
    """List the tasks that state no deadline.

    Args:
        store: the graph.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Tasks in the order of the texts.
    """
    return _tasks_of(store, "tasks_without_deadline", document, tasks=None)


def tasks_without_target(store: GraphStore, *, document: Documents = None) -> Rows[Task]:
    """List the tasks that state nothing to measure them by.

    Args:
        store: the graph.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Tasks in the order of the texts.
    """
    return _tasks_of(store, "tasks_without_target", document, tasks=None)


def task(store: GraphStore, task: str) -> Task:
    """Return one task with everyone in it.

    Args:
        store: the graph.
        task: the task's id, number or title.

    Returns:
        The task.

    Raises:
        NodeNotFound: no task has the name, or several do.
    """
    return tasks_listed(store, [known_task(store, task)])[0]


def tasks_numbered(store: GraphStore, number: int, *, document: Documents = None) -> list[Task]:
    """List the tasks that bear a number.

    Args:
        store: the graph.
        number: the number, whatever numerals and marks the text writes it with: 19, （三）, 第三条.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Tasks with everyone in them.
    """
    return _tasks_of(store, "tasks_by_number", document, numbers=_written(number))


def _written(number: int) -> list[str]:
    """The ways in which texts number a task."""
    tens, ones = divmod(number, 10)
    numerals = "〇一二三四五六七八九"
    written = [str(number)]
    if tens < 10:
        before, after = numerals[tens] if tens > 1 else "", numerals[ones] if ones else ""
        written.append(f"{before}十{after}" if tens else numerals[ones])
    return [f"{mark[0]}{digits}{mark[1:]}" if mark else digits for digits in written for mark in _MARKS]


def tasks_titled(store: GraphStore, title: str, *, document: Documents = None) -> list[Task]:
    """List the tasks of a title: those that bear it whole, else those whose title holds it (4 characters or more).

    Args:
        store: the graph.
        title: the title, or a part of it.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Tasks with everyone in them.
    """
    rows = store.query("tasks_by_title", title=title, documents=documents_within(store, document))
    exact = [row["task"] for row in rows if row["exact"]]
    found = exact or [row["task"] for row in rows if len(title) >= 4]
    return tasks_listed(store, found)


def _tasks_of(store: GraphStore, name: str, document: Documents, **parameters: Any) -> Rows[Task]:
    rows = store.query(name, documents=documents_within(store, document), **parameters)
    return Rows[Task](tasks_listed(store, [row["task"] for row in rows]))


def _with_agencies(store: GraphStore, found: list[Task]) -> list[Task]:
    texts = Texts(store, (one.document for one in found))
    where = {one.task: one for one in found}
    members: dict[str, list[AgencyOfTask]] = {}
    for row in store.query("agencies_of_tasks", tasks=list(where)):
        one = where[row["task"]]
        members.setdefault(one.task, []).append(agency_of_row(row, one.document, one.source, texts))
    return [replace(one, agencies=tuple(members.get(one.task, ()))) for one in found]
