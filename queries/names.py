"""Where the names of a question are looked up: in a graph; what a question does not need is never loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol

from graph import GraphStore
from graph.identifiers import fold

__all__ = ["Head", "Names", "StoreNames", "place_forms", "spoken_forms"]


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


# Peoples that stand in the names of autonomous places: 延边朝鲜族自治州 is 延边.
_PEOPLES = (
    "(?:壮族|回族|维吾尔|蒙古族|蒙古|朝鲜族|藏族|羌族|彝族|苗族|侗族|土家族|布依族|哈尼族|傣族|景颇族|白族|傈僳族|哈萨克|柯尔克孜|瑶族|"
    "满族|黎族|畲族|水族|土族|撒拉族|东乡族|保安族|裕固族|锡伯|鄂伦春|鄂温克|达斡尔|仡佬族|仫佬族|毛南族|纳西族|拉祜族|佤族)*"
)


@cache
def place_forms(place: str) -> tuple[str, ...]:
    """Return how people write a place: 辽宁省, 辽宁; the nation is no place of its own."""
    if place == "国家":
        return ()
    short = re.sub(f"(?:省|市|县|区|{_PEOPLES}自治[区州县旗]|特别行政区)$", "", place)
    if len(short) < 2:
        return (place,)
    return (place, short, f"{short}州") if place.endswith("自治州") else (place, short)


def spoken_forms(piece: str) -> tuple[str, ...]:
    """Return the names that a body may have which is spoken of without the last word of its name: 人社, 银保监."""
    return tuple(piece + last for last in ("部", "厅", "局", "委", "会"))
