"""A question before the graph: the documents it is about, the tasks it means, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import Any, TypeVar

from graph import GraphStore
from graph.errors import NodeNotFound
from graph.model import ROLES
from queries.agency import Agency, agencies_by_name
from queries.answers import Answer
from queries.document import Document, document_named, documents
from queries.library import documents_where
from queries.naming import bodies_meant, shown
from queries.parties import Party
from queries.period import Period
from queries.reading import Reading
from queries.responsibility import TaskOfAgency, tasks_of_agency
from queries.scope import Named, This

__all__ = ["MANY", "Case", "role_words"]

T = TypeVar("T")

_WORDS = {
    ("lead",): "牵头",
    ("support",): "配合",
    ("responsible",): "负责",
    ("lead", "responsible"): "负责",
    ("lead", "support"): "牵头或配合",
    ("support", "responsible"): "负责或配合",
}
MANY = 5  # so many names are shown where one has to be chosen


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
            named = tuple(self.document(candidates) for candidates in wanted.documents)
            if wanted.is_filter:
                self._must_be_of(named)
            return named
        if wanted.is_filter and self.reading.asked != "document":
            found = self.filtered()
            if not found:
                raise NodeNotFound(f"库中没有{self.filter_words}文件")
            return tuple(one.id for one in found)
        return None

    def _must_be_of(self, named: Iterable[str]) -> None:
        """Refuse a document that is not of the place, level and date that the question also names."""
        allowed = {one.id for one in self.filtered()}
        if other := next((one for one in named if one not in allowed), None):
            raise NodeNotFound(f"《{self.title(other)}》不是{self.filter_words}文件")

    def filtered(self, *, issuer: str | None = None, text: str | None = None) -> list[Document]:
        """The documents of the issuer, place, date, kind and level that the question names."""
        wanted = self.reading.scope
        issuers: list[str | None] = (
            [body.id for name in wanted.issuers for body in agencies_by_name(self.store, name)]
            if wanted.issuers
            else [issuer]
        )
        of = product(issuers, wanted.places or (None,), wanted.genres or (None,), wanted.levels or (None,))
        found = [
            one
            for by, place, kind, level in of
            for one in documents_where(
                self.store, place=place, level=level, issuer=by, year=self.year, kind=kind, text=text
            )
        ]
        return list({one.id: one for one in found if _is_of(one, wanted.issued)}.values())

    @property
    def year(self) -> int | None:
        """The one year of issue that the question names."""
        issued = self.reading.scope.issued
        alone = len(issued) == 1 and issued[0].is_years and issued[0].bound == "on" and issued[0].last_year is None
        return issued[0].year if alone else None

    @property
    def filter_words(self) -> str:
        """The place, year, level and kind in words, with 的 at the end."""
        wanted = self.reading.scope
        levels = (f"{level}级" for level in wanted.levels)
        parts = [*wanted.places, *(f"{issuer}印发" for issuer in wanted.issuers), *levels]
        parts += ["、".join(period.text for period in wanted.issued)] if wanted.issued else []
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
        titles = tuple(self.title(one) for one in candidates[:MANY])
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
            bodies = [body for body in bodies if body.id in there] or bodies
            self._meant[party] = self._of_one_place(party, bodies)
        return self._meant[party]

    def _of_one_place(self, party: Party, bodies: list[Agency]) -> list[Agency]:
        """Of several bodies those of the place of the first agency, if that is one body: 成都市经信局和市住建局."""
        first = self.reading.parties.named[0] if self.reading.parties.named else party
        if len(bodies) == 1 or party == first:
            return bodies
        known = self.meant_by(first)
        near = [body for body in bodies if len(known) == 1 and body.jurisdiction == known[0].jurisdiction]
        return near or bodies

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

    def ranked(self, counted: Sequence[tuple[T, int]]) -> tuple[list[tuple[T, int]], str]:
        """Return what holds the places of a ranking that the question names, with the counts; and words for that."""
        least = "least" in self.reading.features
        return self.reading.rank.of(counted, least=least), self.reading.rank.word(least=least)

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


def _is_of(one: Document, issued: Sequence[Period]) -> bool:
    """Whether a document was issued in one of some periods; 2020年之前 ends where 2020 begins."""
    if not issued:
        return True
    days = [(period, *period.days(period.year or 0)) for period in issued]
    spans = [
        ("" if period.text.endswith("前") else first, f"{period.year}-00" if _ends_before(period) else last)
        for period, first, last in days
    ]
    return one.issued is not None and any(first <= one.issued <= last for first, last in spans)


def _ends_before(period: Period) -> bool:
    return period.bound == "before" and period.is_years


def _this(store: GraphStore, kind: str) -> str:
    """Return the document that 这份计划 means: the only one held, or nothing can be told."""
    held = documents(store)
    if len(held) == 1 and (kind in ("文件", "政策", held[0].kind) or kind in (held[0].title or "")):
        return held[0].id
    titles = tuple(one.title or one.id for one in held[:MANY])
    raise NodeNotFound(f"库中有 {len(held)} 份文件，说不准“{kind}”是哪一份，请写明标题或文号", titles)
