"""Validity: whether a document was in force on a day, by what it says itself and by what others say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph import GraphStore
from graph.parameters import day_of
from queries.document import Documents, documents_within
from queries.evidence import Evidence, Texts
from queries.rows import Rows

__all__ = ["STATE_WORDS", "Change", "Validity", "in_force", "validity"]

STATE_WORDS = {
    "in force": "有效",
    "unknown": "不详（未入库）",
    "not yet": "尚未施行",
    "expired": "已过有效期",
    "repealed": "已废止",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A document amends or repeals another: which, from which day, and the words that say so."""

    relation: str
    document: str
    title: str | None
    doc_number: str | None
    date: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Validity:
    """A document on a day: in force, not yet, expired or repealed; with all that changed it up to then.

    A document of the library that says nothing of its end, and that no other one repeals, counts as in force. Of one
    that is only cited, nothing is known (unknown) but that another one repeals it.
    """

    document: str
    title: str | None
    doc_number: str | None
    held: bool
    state: str
    effective_from: str | None
    expires: str | None
    changes: tuple[Change, ...]


def validity(store: GraphStore, *, as_of: str | None = None, document: Documents = None) -> Rows[Validity]:
    """Tell which documents were in force on a day, and what amended or repealed them.

    Args:
        store: the graph.
        as_of: a day, YYYY-MM-DD; None for whatever the library holds, however late.
        document: a document's number, title or id, or those of several; None for all, those only cited among them.

    Returns:
        One entry a document, by id.

    Raises:
        NodeNotFound: no document answers to the name.
        QueryError: the day is none.
    """
    day = day_of(as_of)
    wanted = documents_within(store, document)
    rows = store.query("days_of_documents", documents=wanted)
    changing = store.query("changes_of_documents", documents=wanted)
    texts = Texts(store, (row["citing"] for row in changing))
    changes: dict[str, list[Change]] = {}
    for row in changing:
        change = _change(row, texts)
        if day is None or (change.date is not None and change.date <= day):
            changes.setdefault(row["cited"], []).append(change)
    return Rows[Validity](_validity(row, changes.get(row["id"], ()), day) for row in rows)


def in_force(store: GraphStore, as_of: str, documents: Sequence[str]) -> frozenset[str]:
    """Return those of some documents that were in force on a day.

    Args:
        store: the graph.
        as_of: the day, YYYY-MM-DD.
        documents: document ids.

    Returns:
        Document ids.

    Raises:
        QueryError: the day is none.
    """
    return frozenset(
        one.document for one in validity(store, as_of=as_of, document=documents) if one.state == "in force"
    )


def _change(row: dict[str, Any], texts: Texts) -> Change:
    evidence = texts.evidence(
        document=row["citing"], source=row["source"], start=row["start"], end=row["end"], rule=row["rule"]
    )
    return Change(
        relation=row["relation"],
        document=row["citing"],
        title=row["citing_title"],
        doc_number=row["citing_number"],
        date=row["citing_effective"] or row["citing_issued"],
        evidence=evidence,
    )


def _validity(row: dict[str, Any], changes: Iterable[Change], day: str | None) -> Validity:
    found = tuple(changes)
    begins = row["effective_from"] or row["issued"]
    if any(change.relation == "repeals" for change in found):
        state = "repealed"
    elif not row["held"]:
        state = "unknown"
    elif day is not None and begins is not None and day < begins:
        state = "not yet"
    elif day is not None and row["expires"] is not None and row["expires"] < day:
        state = "expired"
    else:
        state = "in force"
    return Validity(
        document=row["id"],
        title=row["title"],
        doc_number=row["doc_number"],
        held=bool(row["held"]),
        state=state,
        effective_from=row["effective_from"],
        expires=row["expires"],
        changes=found,
    )
