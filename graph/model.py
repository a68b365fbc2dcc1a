"""What facts are: the nodes and edges of the policy graph as frozen dataclasses.

Offsets (`start`, `end`) are code points into the text of the document that states the fact, end exclusive;
`rule` names the rule that read it. Standard library only: everything else imports this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "ROLES",
    "Agency",
    "Citation",
    "Document",
    "DocumentFacts",
    "FormerName",
    "Relation",
    "Responsibility",
    "Role",
    "Section",
    "Succession",
    "Target",
    "Task",
]

Role = Literal["lead", "support", "responsible"]
ROLES: tuple[Role, ...] = ("lead", "support", "responsible")

Relation = Literal["basis", "implements", "amends", "repeals", "cites"]


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document: `held` with its text, or a stub that others only cite.

    `sha256` is that of the file's bytes, `reader` the fingerprint of the rules that read it: together they tell
    whether loading the file again could change anything. `effective_from` and `expires` are days that the text
    states, or that follow from a term that it states.
    """

    id: str
    title: str | None
    doc_number: str | None
    issued: str | None = None
    jurisdiction: str | None = None
    kind: str | None = None
    period_from: int | None = None
    period_to: int | None = None
    source: str | None = None
    effective_from: str | None = None
    expires: str | None = None
    held: bool = True
    sha256: str | None = None
    reader: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; `parent` is the id of the enclosing section, or None."""

    id: str
    parent: str | None
    number: str | None
    title: str
    level: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Task:
    """The smallest item that carries its own responsibility clause; `position` counts from 1 in the document."""

    id: str
    section: str | None
    position: int
    number: str | None
    title: str
    text: str
    start: int
    end: int
    rule: str
    deadline: str | None = None
    deadline_text: str | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A body, or a mention that could not be resolved (`kind` "unresolved") scoped to its jurisdiction.

    `spellings` holds every form people write it in, the official name first; `candidates` the full names of bodies
    that an unresolved mention may mean.
    """

    id: str
    name: str
    kind: str
    jurisdiction: str | None
    level: str | None
    valid_from: str | None
    valid_to: str | None
    spellings: tuple[str, ...]
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Succession:
    """One body took over from another: ids of both, the day as exactly as it is known, kind of reform and source."""

    old: str
    new: str
    date: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name of a body that is no more, `body` in full and `name` as spelt, that leads to an agency.

    Not every old body has been in every place, so a former name is a way to find an agency, not a fact about it.
    """

    agency: str
    name: str
    body: str
    date: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Responsibility:
    """An agency leads, supports or is responsible for a task, with the words that say so."""

    agency: str
    task: str
    role: Role
    mention: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A document names another by title, number or both; which document that is depends on what is held."""

    title: str | None
    doc_number: str | None
    relation: Relation
    task: str | None
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """A number that a document commits to; `task` is None for an overall goal of the document."""

    id: str
    task: str | None
    indicator: str
    value: float
    value_to: float | None
    unit: str
    comparator: str
    year: int | None
    year_inherited: bool
    baseline: float | None
    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Everything that one document states: what the store takes and replaces as a whole.

    `issuers` are ids of agencies in `agencies`; so are both ends of every succession: what took over from an agency
    that the document names stands among its agencies, though the document does not name it.
    """

    document: Document
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    agencies: tuple[Agency, ...]
    issuers: tuple[str, ...]
    responsibilities: tuple[Responsibility, ...]
    citations: tuple[Citation, ...]
    targets: tuple[Target, ...]
    successions: tuple[Succession, ...] = ()
    former_names: tuple[FormerName, ...] = ()
