"""What an answer is, and the items it holds: plain dicts as `policygraph ask --format json` prints them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from queries.citation import Citation
from queries.document import Document
from queries.library import DocumentOfAgency
from queries.responsibility import TaskOfAgency
from queries.rows import Record, Rows, steps
from queries.target import Target
from queries.task import Task

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Answer", "cited_items", "citing_items", "document_item", "plain_task", "target_item", "task_item"]


@dataclass(frozen=True, slots=True, repr=False)
class Answer(Record):
    """What was asked, how it was understood, what the graph says; kind "none" with a reason where it says nothing."""

    question: str
    understood: str | None
    query: str | None
    parameters: dict[str, Any]
    kind: str
    items: list[dict[str, Any]] = field(default_factory=list)
    reason: str | None = None
    suggestions: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The number of items."""
        return len(self.items)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The items as rows of a table: a path as its steps, each an agency, its role and the task."""
        if self.kind != "path":
            return self.items
        return [step for item in self.items for step in steps(item["nodes"], item["edges"])]

    def to_pandas(self) -> pd.DataFrame:
        """Return the answer's rows as a DataFrame."""
        return Rows(self.rows).to_pandas()

    def __repr__(self) -> str:
        return f"{self.understood or self.reason or ''}\n{Rows(self.rows)!r}"

    def _repr_html_(self) -> str:
        """Show in a notebook how the question was understood and what the answer is, or why there is none."""
        return f"<p>{escape(self.understood or self.reason or '')}</p>{Rows(self.rows)._repr_html_()}"

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as `policygraph ask --format json` prints it."""
        return {
            "question": self.question,
            "understood": self.understood,
            "query": self.query,
            "parameters": self.parameters,
            "kind": self.kind,
            "items": self.items,
            "total": self.total,
            "reason": self.reason,
            "suggestions": list(self.suggestions),
        }


def task_item(one: TaskOfAgency) -> dict[str, Any]:
    """Return a task in one agency's role as an item of an answer."""
    return _task_head(one) | {
        "agency": one.agency_name,
        "role": one.role,
        "deadline": one.deadline_text,
        "evidence": asdict(one.evidence),
    }


def plain_task(one: Task) -> dict[str, Any]:
    """Return a task as an item of an answer; its evidence is its whole text."""
    return _task_head(one) | {
        "deadline": one.deadline_text,
        "evidence": {
            "document": one.document,
            "start": one.start,
            "end": one.end,
            "rule": one.rule,
            "sentence": one.text,
        },
    }


def _task_head(one: TaskOfAgency | Task) -> dict[str, Any]:
    """What every item says of a task: where it stands, its number and title."""
    return {
        "source": one.source,
        "document": one.document,
        "task": one.task,
        "number": one.number,
        "title": one.title,
        "start": one.start,
    }


def target_item(one: Target) -> dict[str, Any]:
    """Return a target as an item of an answer."""
    return {
        "id": one.target,
        "source": one.source,
        "indicator": one.indicator,
        "value": _number(one.value),
        "value_to": None if one.value_to is None else _number(one.value_to),
        "unit": one.unit,
        "comparator": one.comparator,
        "year": one.year,
        "start": one.start,
        "task_title": one.task_title,
        "evidence": asdict(one.evidence),
    }


def document_item(one: Document | DocumentOfAgency) -> dict[str, Any]:
    """Return a document as an item of an answer."""
    return {"id": one.id, "source": one.source, "title": one.title, "doc_number": one.doc_number, "issued": one.issued}


def cited_items(found: Iterable[Citation]) -> Iterable[dict[str, Any]]:
    """Return cited documents as items of an answer, each once, with its first mention."""
    first: dict[str, Citation] = {}
    for one in found:
        first.setdefault(one.cited, one)
    return [_mentioned(c, c.cited, c.cited_source, c.cited_title, c.cited_number) for c in first.values()]


def citing_items(found: Iterable[Citation]) -> Iterable[dict[str, Any]]:
    """Return citing documents as items of an answer, each once, with its first mention."""
    first: dict[str, Citation] = {}
    for one in found:
        first.setdefault(one.citing, one)
    return [_mentioned(c, c.citing, c.source, c.citing_title, c.citing_number) for c in first.values()]


def _mentioned(
    one: Citation, document: str, source: str | None, title: str | None, doc_number: str | None
) -> dict[str, Any]:
    return {
        "id": document,
        "source": source,
        "title": title,
        "doc_number": doc_number,
        "relation": one.relation,
        "evidence": asdict(one.evidence),
    }


def _number(value: float) -> float | int:
    """Print 4000, not 4000.0."""
    return int(value) if value.is_integer() else value
