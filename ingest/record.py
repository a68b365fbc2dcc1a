"""The extraction record: what `policygraph extract` prints for one document, as frozen dataclasses.

Fields and meanings are those of the published schema (schema_version "1"); `rule` names the rule that read a fact.
Offsets are code points into `ExtractionRecord.text`, end exclusive: `text[start:end]` is what was read.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from graph.model import Relation, Role

__all__ = [
    "SCHEMA_VERSION",
    "CitationRecord",
    "DeadlineRecord",
    "DocumentRecord",
    "ExtractionRecord",
    "ResponsibilityRecord",
    "SectionRecord",
    "TargetRecord",
    "TaskRecord",
    "ValidityRecord",
    "WarningRecord",
    "Work",
    "as_json",
]

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True)
class ValidityRecord:
    """What the text says of its own validity: `what` is effective_from, expires or valid_years."""

    what: str
    value: str | float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """The document's head: title, number, who issued it, when, for which place and years."""

    id: str
    title: str | None
    doc_number: str | None
    issuers: tuple[str, ...]
    issued: str | None
    jurisdiction: str | None
    kind: str | None
    period: tuple[int, int] | None
    validity: tuple[ValidityRecord, ...]
    source: str


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """A heading above the tasks; `start`–`end` covers the heading and all that stands below it."""

    id: str
    number: str | None
    title: str
    level: int
    parent: str | None
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class DeadlineRecord:
    """By when a task is due: the words, and the last day they allow (YYYY-MM-DD) where they name one."""

    text: str
    date: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ResponsibilityRecord:
    """One unit in a task's responsibility clause; `canonical` and `kind` are None where they cannot be told."""

    agency: str
    canonical: str | None
    kind: str | None
    role: Role
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """The smallest item with a responsibility clause of its own."""

    id: str
    number: str | None
    title: str
    text: str
    start: int
    end: int
    section: str | None
    deadline: DeadlineRecord | None
    responsibilities: tuple[ResponsibilityRecord, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Work:
    """A document by its title, number, or both."""

    title: str | None
    doc_number: str | None


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """A normative document that the text names, by title (without the outer 《》), number, or both.

    Of a short title (以下简称《意见》), `stands_for` is the document that it was given to.
    """

    title: str | None
    doc_number: str | None
    relation: Relation
    task: str | None
    start: int
    end: int
    rule: str
    stands_for: Work | None


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A number the document commits to; `task` None: an overall goal. `year_inherited`: from an earlier phrase."""

    id: str
    indicator: str
    value: float
    value_to: float | None
    unit: str
    comparator: str
    year: int | None
    year_inherited: bool
    baseline: float | None
    task: str | None
    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class WarningRecord:
    """Something the reader of the record should know; a code for programs, a sentence for people."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ExtractionRecord:
    """Everything read from one document."""

    document: DocumentRecord
    text: str
    sections: tuple[SectionRecord, ...]
    tasks: tuple[TaskRecord, ...]
    citations: tuple[CitationRecord, ...]
    targets: tuple[TargetRecord, ...]
    warnings: tuple[WarningRecord, ...]


def as_json(record: ExtractionRecord) -> dict[str, Any]:
    """Return the record as plain dicts and lists, ready for `json.dumps`.

    Args:
        record: what `ingest.pipeline.extract` returned.

    Returns:
        A dict that is valid against the published schema.
    """
    return {"schema_version": SCHEMA_VERSION, **asdict(record)}
