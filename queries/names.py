"""Where the names of a question are looked up: in a graph; what a question does not need is never loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from graph import GraphStore
from graph.identifiers import fold

__all__ = ["Head", "Names", "StoreNames", "place_forms"]


@dataclass(frozen=True, slots=True)
class Head:
    """A document as people remember it: its title, number, year, place and kind."""

    id: str
    title: str
    doc_number: str
    issued: str
    place: str
    kind: str
    held: bool


class Names(Protocol):
    """Where names are looked up."""

    def agencies(self, candidates: list[str]) -> set[str]:
        """Return those that are names of agencies, now or before."""
        ...

    def documents(self, candidates: list[str]) -> set[str]:
        """Return those that are numbers or titles of documents."""
        ...

    def titles(self, candidates: list[str]) -> set[str]:
        """Return those that are titles of tasks."""
        ...

    def in_titles(self, text: str) -> bool:
        """Tell whether a title of a task holds the text."""
        ...

    def in_tasks(self, text: str) -> bool:
        """Tell whether the title or text of a task holds the text."""
        ...

    def is_indicator(self, text: str) -> bool:
        """Tell whether an indicator of a target holds the text."""
        ...

    @property
    def places(self) -> list[str]:
        """Places that documents are of."""
        ...

    @property
    def heads(self) -> list[Head]:
        """All documents."""
        ...


class StoreNames:
    """The names in a graph; what a question does not need is never loaded."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._held: dict[tuple[str, ...], bool] = {}

    def agencies(self, candidates: list[str]) -> set[str]:
        """Return those that are names of agencies, now or before."""
        return {row["name"] for row in self._store.query("agency_names_among", names=candidates)}

    def documents(self, candidates: list[str]) -> set[str]:
        """Return those that are numbers or titles of documents."""
        return {row["name"] for row in self._store.query("document_names_among", names=candidates)}

    def titles(self, candidates: list[str]) -> set[str]:
        """Return those that are titles of tasks."""
        return {row["title"] for row in self._store.query("task_titles_among", names=candidates)}

    def in_titles(self, text: str) -> bool:
        """Tell whether a title of a task holds the text."""
        return self._holds("task_title_holds", title=text)

    def in_tasks(self, text: str) -> bool:
        """Tell whether the title or text of a task holds the text."""
        return self._holds("task_holds", text=text)

    def is_indicator(self, text: str) -> bool:
        """Tell whether an indicator of a target holds the text."""
        return self._holds("indicator_holds", text=text)

    def _holds(self, query: str, **text: str) -> bool:
        """Ask once for each text: a search for less than three characters reads everything."""
        key = (query, *text.values())
        if key not in self._held:
            self._held[key] = bool(self._store.query(query, **text)[0]["held"])
        return self._held[key]

    @cached_property
    def places(self) -> list[str]:
        """Places that documents are of."""
        return [row["place"] for row in self._store.query("places")]

    @cached_property
    def heads(self) -> list[Head]:
        """All documents."""
        return [
            Head(
                id=row["id"],
                title=re.sub("[“”《》]", "", fold(row["title"] or "")),
                doc_number=row["doc_number"] or "",
                issued=row["issued"] or "",
                place=row["jurisdiction"] or "",
                kind=row["kind"] or "",
                held=bool(row["held"]),
            )
            for row in self._store.query("document_heads")
        ]


def place_forms(place: str) -> tuple[str, ...]:
    """Return how people write a place: 辽宁省, 辽宁; the nation is no place of its own."""
    if place == "国家":
        return ()
    short = re.sub("(?:省|市|县|区|(?:壮族|回族|维吾尔)?自治区|自治州|特别行政区)$", "", place)
    return (place, short) if len(short) > 1 else (place,)
