"""Successions: which body took over from which, and whom an old name leads to."""

from __future__ import annotations

from dataclasses import dataclass

from graph import GraphStore
from graph.identifiers import fold
from queries.agency import agencies_named
from queries.rows import Rows

__all__ = ["REFORM_WORDS", "FormerName", "Succession", "formerly_named", "successions_of_agency"]

REFORM_WORDS = {"merged": "并入", "renamed": "改为", "split": "职责划入", "abolished": "撤销，职责转入"}


@dataclass(frozen=True, slots=True)
class Succession:
    """One body took over from another, on a day as exactly as it is known; `source` is the order of the reform."""

    old: str
    old_name: str
    new: str
    new_name: str
    date: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class FormerName:
    """An old name leads to an agency: `body` is the full name of what was called so until `date`."""

    agency: str
    agency_name: str
    body: str
    date: str
    kind: str
    source: str


def successions_of_agency(store: GraphStore, agency: str) -> Rows[Succession]:
    """Follow an agency through the reforms: what came before it, and what took over, down to today.

    Args:
        store: the graph.
        agency: any name of it, one of a body that is no more among them, or its id.

    Returns:
        Every step, the earliest first.

    Raises:
        NodeNotFound: nobody bears the name, now or before.
    """
    rows = store.query("successions_of_agencies", agencies=agencies_named(store, agency))
    return Rows[Succession](Succession(**row) for row in rows)


def formerly_named(store: GraphStore, name: str) -> Rows[FormerName]:
    """Tell which agencies of the graph an old name leads to.

    Args:
        store: the graph.
        name: a name of a body that is no more: 省地税局.

    Returns:
        The agencies, by id; empty where the name leads to none.
    """
    return Rows[FormerName](FormerName(**row) for row in store.query("formerly_named", name=fold(name)))
