"""Numbers that documents commit to: of a document, a task, an agency, by indicator, and goals nobody takes up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph import GraphStore
from queries.agency import agencies_named
from queries.document import Documents, document_named, documents_within
from queries.evidence import Evidence, Texts
from queries.level import LEVELS, level_of
from queries.responsibility import known_task, roles_of
from queries.rows import Rows

__all__ = [
    "SharedIndicator",
    "Target",
    "goals_without_task",
    "overall_goals",
    "shared_indicators",
    "targets_by_indicator",
    "targets_by_level",
    "targets_of_agency",
    "targets_of_document",
    "targets_of_task",
]


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity to reach; `task` None: an overall goal. `issued`, `jurisdiction`, `level` are the document's."""

    target: str
    document: str
    source: str | None
    document_title: str | None
    issued: str | None
    jurisdiction: str | None
    level: str
    indicator: str
    value: float
    value_to: float | None
    unit: str
    comparator: str
    year: int | None
    year_inherited: bool
    baseline: float | None
    start: int
    task: str | None
    task_number: str | None
    task_title: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SharedIndicator:
    """An indicator that several documents set targets for, in one unit; what they range over."""

    indicator: str
    unit: str
    documents: int
    targets: int
    lowest: float
    highest: float


def shared_indicators(store: GraphStore, *, at_least: int = 2, limit: int = 1000) -> Rows[SharedIndicator]:
    """List the indicators that several documents set targets for, from the nation down or plan after plan.

    Args:
        store: the graph.
        at_least: the fewest documents.
        limit: the most indicators.

    Returns:
        Indicators, those of most documents first; `targets_by_level` gives each one's targets.
    """
    return Rows[SharedIndicator](
        SharedIndicator(**row) for row in store.query("shared_indicators", at_least=at_least, limit=limit)
    )


def targets_of_document(store: GraphStore, document: str) -> Rows[Target]:
    """List a document's targets in the order of its text.

    Args:
        store: the graph.
        document: number, title or id.

    Returns:
        Targets, overall goals among them.

    Raises:
        NodeNotFound: no document answers to the name.
    """
    return Rows[Target](_targets(store, "targets_of_document", document=document_named(store, document)))


def targets_of_task(store: GraphStore, task: str) -> Rows[Target]:
    """List a task's targets.

    Args:
        store: the graph.
        task: the task's id, number or title.

    Returns:
        Targets in the order of the text.

    Raises:
        NodeNotFound: no task has the name, or several do.
    """
    return Rows[Target](_targets(store, "targets_of_task", task=known_task(store, task)))


def targets_of_agency(
    store: GraphStore, agency: str, *, role: str | Sequence[str] | None = None, document: Documents = None
) -> Rows[Target]:
    """List the targets of the tasks that an agency has a role in.

    Args:
        store: the graph.
        agency: any name or id.
        role: the role or roles it must have; None for any.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Targets in the order of the texts.

    Raises:
        NodeNotFound: nobody bears the name.
    """
    return Rows[Target](
        _targets(
            store,
            "targets_of_agency",
            agencies=agencies_named(store, agency),
            roles=roles_of(role),
            documents=documents_within(store, document),
        )
    )


def targets_by_indicator(
    store: GraphStore, indicator: str | None = None, *, year: int | None = None, document: Documents = None
) -> Rows[Target]:
    """List targets whose indicator holds a string, or all.

    Args:
        store: the graph.
        indicator: a part of the indicator, such as 高新技术企业; None for any.
        year: the year by which it is due; None for any.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Targets in the order of the texts.
    """
    return Rows[Target](
        _targets(
            store,
            "targets_by_indicator",
            indicator=indicator,
            year=year,
            documents=documents_within(store, document),
        )
    )


def targets_by_level(
    store: GraphStore, indicator: str, *, year: int | None = None, document: Documents = None
) -> Rows[Target]:
    """List an indicator's targets from the nation down: those of 国家, of each 省, 市, 县, the earliest issued first.

    Args:
        store: the graph.
        indicator: the indicator or a part of it, such as 高新技术企业.
        year: the year by which it is due; None for any.
        document: number, title or id, or those of several, to look in them alone.

    Returns:
        Targets by level, place and day of issue.
    """
    found = targets_by_indicator(store, indicator, year=year, document=document)
    order = {level: n for n, level in enumerate(LEVELS)}
    return Rows[Target](
        sorted(found, key=lambda one: (order[one.level], one.jurisdiction or "", one.issued or "", one.document))
    )


def overall_goals(store: GraphStore, *, document: Documents = None) -> Rows[Target]:
    """List the goals that stand in no task.

    Args:
        store: the graph.
        document: number, title or id, or those of several; None for all.

    Returns:
        Targets without a task.
    """
    return Rows[Target](_targets(store, "overall_goals", documents=documents_within(store, document)))


def goals_without_task(store: GraphStore, *, document: Documents = None) -> Rows[Target]:
    """List the overall goals that no task of the same document takes up.

    A task takes a goal up when it has a target in the same unit whose indicator contains the goal's, or the reverse.

    Args:
        store: the graph.
        document: number, title or id, or those of several; None for all.

    Returns:
        Overall goals that nobody is made responsible for.
    """
    found = documents_within(store, document)
    taken = {row["goal"] for row in store.query("goals_taken_up", documents=found)}
    return Rows[Target](goal for goal in _targets(store, "overall_goals", documents=found) if goal.target not in taken)


def _targets(store: GraphStore, name: str, **parameters: Any) -> list[Target]:
    rows = store.query(name, **parameters)
    texts = Texts(store, (row["document"] for row in rows))
    found = []
    for row in rows:
        evidence = texts.evidence(
            document=row["document"],
            source=row["source"],
            start=row["start"],
            end=row.pop("end"),
            rule=row.pop("rule"),
        )
        row["level"] = level_of(
            jurisdiction=row["jurisdiction"],
            doc_number=row.pop("doc_number"),
            title=row["document_title"],
            issuer_level=row.pop("issuer_level"),
        )
        found.append(Target(**(row | {"year_inherited": bool(row["year_inherited"])}), evidence=evidence))
    return found
