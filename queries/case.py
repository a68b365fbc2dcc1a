"""A question before the graph: the documents it is about, the tasks it means, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from graph import GraphStore
from graph.errors import NodeNotFound
from graph.model import ROLES
from queries.agency import Agency
from queries.answers import Answer
from queries.document import Document, document_named, documents
from queries.library import documents_where
from queries.naming import bodies_meant, shown
from queries.parties import Party
from queries.period import Period
from queries.reading import Reading
from queries.responsibility import TaskOfAgency, tasks_of_agency
from queries.scope import Named, This
from queries.task import Task, tasks_listed, tasks_numbered, tasks_titled

__all__ = ["Case", "role_words"]

_WORDS = {
    ("lead",): "牵头",
    ("support",): "配合",
    ("responsible",): "负责",
    ("lead", "responsible"): "负责",
    ("lead", "support"): "牵头或配合",
    ("support", "responsible"): "负责或配合",
}
_MANY = 5  # so many names are shown where one has to be chosen


def role_words(roles: Sequence[str]) -> str:
    """Return one Chinese word for one or more roles."""
    return _WORDS.get(tuple(roles), "参与")


@dataclass(frozen=True)
class Case:
    """One question asked of one graph."""

    store: GraphStore
    reading: Reading
    question: str
    notes: list[str] = field(default_factory=list)  # what else could have been meant
    _meant: dict[Party, list[Agency]] = field(default_factory=dict)

    @cached_property
    def scope(self) -> tuple[str, ...] | None:
        """The ids of the documents that the question is about; None for all of the library.

        Raises:
            NodeNotFound: a name means no document, or it cannot be told which.
        """
        wanted = self.reading.scope
        if wanted.documents:
            return tuple(self.document(candidates) for candidates in wanted.documents)
        if wanted.is_filter and self.reading.asked != "document":
            found = self.filtered()
            if not found:
                raise NodeNotFound(f"库中没有{self.filter_words}文件")
            return tuple(one.id for one in found)
        return None

    def filtered(self, *, issuer: str | None = None, text: str | None = None) -> list[Document]:
        """The documents of the place, year, kind and level that the question names."""
        wanted = self.reading.scope
        year = wanted.issued.year if wanted.issued and wanted.issued.bound == "on" else None
        found: list[Document] = []
        for place in wanted.places or (None,):
            for kind in wanted.genres or (None,):
                for level in wanted.levels or (None,):
                    some = documents_where(
                        self.store, place=place, level=level, issuer=issuer, year=year, kind=kind, text=text
                    )
                    found += some
        return list({one.id: one for one in found if _is_of(one, wanted.issued)}.values())

    @property
    def filter_words(self) -> str:
        """The place, year, level and kind in words, with 的 at the end."""
        wanted = self.reading.scope
        parts = [*wanted.places, *(f"{level}级" for level in wanted.levels)]
        parts += [wanted.issued.text] if wanted.issued else []
        words = "".join(parts) + ("的" if parts else "")
        return words + "、".join(wanted.genres) + ("类" if wanted.genres else "")

    @cached_property
    def scope_words(self) -> str:
        """《…》中, or nothing."""
        if self.scope is None:
            return ""
        if self.reading.scope.is_filter and not self.reading.scope.documents and len(self.scope) > 1:
            return f"{self.filter_words}{len(self.scope)}份文件中"
        return "".join(f"《{self.title(one)}》" for one in self.scope) + "中"

    @property
    def within(self) -> list[str] | None:
        """The ids of the documents to look in; None for all."""
        return None if self.scope is None else list(dict.fromkeys(self.scope))

    def document(self, candidates: Named) -> str:
        """Return the one document that a name means.

        Raises:
            NodeNotFound: none, or several.
        """
        if isinstance(candidates, This):
            return _this(self.store, candidates.kind)
        if len(candidates) == 1:
            found = document_named(self.store, candidates[0], by_part=False)
            assert found is not None
            return found
        titles = tuple(self.title(one) for one in candidates[:_MANY])
        raise NodeNotFound(f"有 {len(candidates)} 份文件与所说的名称相符，请写明标题或文号", titles)

    def title(self, document: str) -> str:
        """What a document is called: its title, else its number."""
        row = self.store.query("document", document=document)[0]
        return re.sub("^《(.*)》$", r"\1", str(row["title"] or row["doc_number"] or document))

    def named(self, party: Party) -> str:
        """An agency in words."""
        return shown(self.store, party, self.meant_by(party))

    def meant_by(self, party: Party) -> list[Agency]:
        """The bodies that an agency of the question may be: in named documents, those that have tasks there."""
        if party not in self._meant:
            bodies = bodies_meant(self.store, party)
            there = set()
            if len(bodies) > 1 and self.scope is not None:
                there = {row["id"] for row in self.store.query("agency_ranking", documents=self.within)}
            self._meant[party] = [body for body in bodies if body.id in there] or bodies
        return self._meant[party]

    def bodies(self, party: Party) -> list[str]:
        """The ids of these bodies."""
        return [body.id for body in self.meant_by(party)]

    def name(self, party: Party) -> str:
        """The name that a query finds these bodies by: as full as can be."""
        bodies = self.meant_by(party)
        return bodies[0].name if len(bodies) == 1 else party.name

    def tasks_of(self, party: Party, roles: Sequence[str]) -> list[TaskOfAgency]:
        """The tasks in which an agency has one of some roles, each once: the first of its roles where it has two."""
        found = [
            one
            for body in self.bodies(party)
            for one in tasks_of_agency(self.store, body, role=roles or ROLES, document=self.within)
        ]
        return list({one.task: one for one in reversed(found)}.values())[::-1]

    def meant(self) -> tuple[list[Task], str]:
        """Return the tasks that the question names by title, number or words of the title, and their names in words.

        Raises:
            NodeNotFound: no task is of that name, or several bear that number.
        """
        if self.reading.numbers:
            numbered = [self._numbered(number) for number in self.reading.numbers]
            listed = "、".join(_task_in_words(one) for one in numbered)
            return numbered, f"任务“{listed}”"
        names = [*self.reading.titles, *([self.reading.words] if self.reading.words else [])]
        found = [one for name in names for one in self._titled(name)]
        if not found:
            raise NodeNotFound(f"{self.scope_words or '图中'}没有任务“{'、'.join(names)}”")
        titles = list(dict.fromkeys(_task_in_words(one) for one in found))
        listed = "、".join(titles[:_MANY]) + ("等" if len(titles) > _MANY else "")
        return found, f"任务“{listed}”"

    def _numbered(self, number: int) -> Task:
        found = tasks_numbered(self.store, number, document=self.within)
        asked = f"第{number}项任务"
        if not found:
            raise NodeNotFound(f"{self.scope_words or '图中'}没有任务{asked}")
        if len(found) > 1:
            titles = tuple(f"{one.document_title or one.document}：{one.title}" for one in found)
            raise NodeNotFound(f"有 {len(found)} 项任务都是{asked}，请写明文件和任务名称", titles[:_MANY])
        return found[0]

    def _titled(self, name: str) -> list[Task]:
        """The tasks of a title; where none has it as typed, those of all its pieces, or the one that two halves fit."""
        found = tasks_titled(self.store, name, document=self.within)
        if found or len(name) < 4:
            return found or self.about(name)
        pieces = [piece for piece in re.split(r"[^\w]+", name) if piece]
        if len(pieces) > 1:
            return self._holding(pieces)
        halves = [self._holding([name[:cut], name[cut:]]) for cut in range(2, len(name) - 1)]
        tasks = {one.task: one for found in halves for one in found}
        return list(tasks.values()) if len(tasks) == 1 else []

    def _holding(self, pieces: Sequence[str]) -> list[Task]:
        """The tasks whose titles hold every one of some pieces."""
        held = [{one.task for one in self.about(piece)} for piece in pieces]
        return tasks_listed(self.store, sorted(set.intersection(*held)))

    def about(self, topic: str) -> list[Task]:
        """The tasks whose title holds a topic."""
        rows = self.store.query("tasks_by_title", title=topic, documents=self.within)
        return tasks_listed(self.store, [row["task"] for row in rows])

    def answer(
        self, kind: str, items: Iterable[dict[str, Any]], understood: str, query: str, /, **parameters: Any
    ) -> Answer:
        """Put an answer together; where only the number is asked for, that."""
        listed = list(items)
        if self.reading.counted and listed:
            kind, listed, understood = "count", [{"value": len(listed)}], f"{understood}的数量"
        if self.scope is not None and len(self.scope) == 1:
            parameters = {"document": self.scope[0]} | parameters
        return Answer(
            question=self.question,
            understood=self.scope_words + understood,
            query=query,
            parameters={key: value for key, value in parameters.items() if value is not None},
            kind=kind,
            items=listed,
        )

    def annotated(self, answer: Answer) -> Answer:
        """Return an answer with what else the question could have meant."""
        return replace(answer, suggestions=tuple(self.notes))


def _task_in_words(one: Task) -> str:
    """A task’s title with its number in front of it: 19. …, （三）…, or alone."""
    number = one.number or ""
    return f"{number}. {one.title}" if number.isdecimal() else f"{number}{one.title}"


def _is_of(one: Document, issued: Period | None) -> bool:
    """Whether a document was issued before or after a year; in it, the query has seen to."""
    if issued is None or issued.bound == "on":
        return True
    year = int((one.issued or "0")[:4])
    return 0 < year < (issued.year or 0) if issued.bound == "before" else year > (issued.year or 0)


def _this(store: GraphStore, kind: str) -> str:
    """Return the document that 这份计划 means: the only one held, or nothing can be told."""
    held = documents(store)
    if len(held) == 1 and (kind in ("文件", "政策", held[0].kind) or kind in (held[0].title or "")):
        return held[0].id
    titles = tuple(one.title or one.id for one in held[:_MANY])
    raise NodeNotFound(f"库中有 {len(held)} 份文件，说不准“{kind}”是哪一份，请写明标题或文号", titles)
