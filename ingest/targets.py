"""Targets: the quantities that a document commits to reach, hold, build or keep below."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from ingest.clauses import Clauses
from ingest.commitments import read_commitments
from ingest.head import Head
from ingest.indicator_tables import read_indicator_tables
from ingest.layout import Layout
from ingest.numbering import Item
from ingest.outline import Outline
from ingest.quantities import Quantity, find_quantities
from ingest.rulebook import load_rules
from ingest.scopes import Scope, find_scopes, is_quoted_goal, opening_scope, says_goal
from ingest.spans import write_spans
from ingest.stops import Setting
from ingest.typography import enclosed
from ingest.undertakings import AND, Commitment
from ingest.years import Year, Years

__all__ = ["Target", "read_targets"]

_CONTEXT = 240  # how much of a sentence before a number is read with it
_REACH = 1000  # how far a year reaches over the sentences of a task
_NEAR = 24  # how far behind （其中 a number may stand
_OPENING = 8  # how much of a sentence shows that it is a new instruction
_SENTENCE_END = re.compile(r"[。！？\n]")
_NAME = re.compile(r"[\u4e00-\u9fff]{3,20}")
_PIECE_END = re.compile(r"[，；：。！？\t\n]")


@dataclass(frozen=True, slots=True)
class Target:
    """A commitment in the layout's text; `task` is the task's index, None for an overall goal."""

    start: int
    end: int
    indicator: str
    value: float
    value_to: float | None
    unit: str
    comparator: str
    year: int | None
    inherited: bool
    baseline: float | None
    task: int | None
    rule: str


def read_targets(
    layout: Layout, head: Head, items: tuple[Item, ...], clauses: Clauses, outline: Outline
) -> tuple[Target, ...]:
    """Find the quantities that the document commits to.

    Args:
        layout: the text.
        head: for the document's year.
        items: for the parts that state goals.
        clauses: what stands in them is no target.
        outline: the tasks.

    Returns:
        The targets in order.
    """
    found = [*_Reader(layout, head, items, clauses, outline).read(), *_from_tables(layout, head, outline)]
    return tuple(sorted(found, key=lambda target: target.start))


def _from_tables(layout: Layout, head: Head, outline: Outline) -> Iterator[Target]:
    if "指标" not in layout.text:
        return
    for v in read_indicator_tables(layout, head.year):
        task = outline.task_at(v.start)
        yield Target(
            *(v.start, v.end, v.indicator, v.value, None, v.unit, v.comparator, v.year, False, v.baseline, task),
            rule="table",
        )


class _Reader:
    def __init__(self, layout: Layout, head: Head, items: tuple[Item, ...], clauses: Clauses, outline: Outline) -> None:
        self.text, self.outline, self.items = layout.text, outline, items
        self.head, self.year = head, head.year
        progress = ((t, row) for t in clauses.tables if any(c.means == "progress" for c in t.columns) for row in t.rows)
        self.clauses = sorted(
            [
                *((c.start, c.end) for c in clauses.clauses if c.kind != "row"),
                *(cell for t, row in progress if (cell := t.cell(row, "progress")) is not None),
            ]
        )
        self.enclosed = enclosed(layout.text)
        self.imperative = load_rules("targets").pattern("imperative")
        self.finishing = load_rules("deadlines").pattern("finishing")
        # Numbers and years are looked for once in the whole text: most sentences have none.
        self.quantities = [q for q in find_quantities(self.text, 0, len(self.text)) if not self._excluded(q)]
        self.places = [q.start for q in self.quantities]
        self.years = Years(self.text, self.year)

    def read(self) -> Iterator[Target]:
        last: dict[int | None, Year | None] = {}  # the year that governs at the end of a part
        for scope in find_scopes(self.text, self.items, self.outline):
            year = None
            if scope.goal:
                year = self.years.last_to_come(scope.title, scope.start) or last.get(scope.above)
                last[scope.item] = self._carried(scope, scope.end, year)
            yield from self._scope(scope, year)
        opening = opening_scope(self.head, self.items, self.outline)
        if opening is not None and self._first(opening.start) < self._first(opening.end):
            yield from (t for t in self._scope(opening, None) if self._is_stated(opening, t))

    def _is_stated(self, opening: Scope, target: Target) -> bool:
        """In front of the first part: with its own year (力争到2025年，…，制定本措施), or as a goal (预期目标是：…)."""
        own_year = target.year is not None and not target.inherited
        sentence = _after_last("。！？\n", self.text, opening.start, target.start)
        return own_year or says_goal(self.text, sentence, target.start)

    def _first(self, place: int) -> int:
        """The index of the first quantity from there on."""
        return bisect_left(self.places, place)

    def _scope(self, scope: Scope, above: Year | None) -> Iterator[Target]:
        """Read the sentences of a scope that hold numbers."""
        n, stop = self._first(scope.start), self._first(scope.end)
        end = scope.start
        while n < stop:
            place = self.places[n]
            start = _after_last("。！？\n", self.text, end, place)
            m = _SENTENCE_END.search(self.text, place, scope.end)
            end = m.end() if m else scope.end
            following = min(stop, self._first(end))
            carried = self._carried(scope, start, above)
            yield from self._sentence(start, end, scope, self.quantities[n:following], carried)
            n = following

    def _carried(self, scope: Scope, start: int, above: Year | None) -> Year | None:
        """The year of an earlier sentence that still governs where a sentence begins.

        In a task it reaches over the next sentences only where a comma set it off (到2020年，A…。B…), and not over a
        new instruction.
        """
        year = self.years.last_to_come(scope.start, start)
        if scope.goal:
            return year or above
        if year is None or not year.comma or start - year.end > _REACH:
            return None
        between = [m.end() for m in _SENTENCE_END.finditer(self.text, year.end, start)]
        instruction = any(self.imperative.match(self.text[place : place + _OPENING]) for place in between)
        return None if instruction else year

    def _year_behind(self, start: int, end: int) -> int | None:
        """The year by which the rest of a sentence finishes what was said: 新建厂房3万平方米，2020年底前建成."""
        y = self.years.behind(start)
        if y is None or y.past or y.end >= end or "；" in self.text[start : y.start]:
            return None
        by_then = self.text[y.start : y.end].rstrip("，").endswith(("前", "底", "末"))
        if not by_then or not self.text[start : y.start].rstrip("力争确保取计划预于在").endswith("，"):
            return None
        m = _PIECE_END.search(self.text, y.end, end)
        rest = self.text[y.end : m.start() if m else end]
        numbered = self._first(y.start) < self._first(end)  # the year governs those numbers
        return y.year if not numbered and self.finishing.search(rest) else None

    def _sentence(
        self, start: int, end: int, scope: Scope, quantities: Sequence[Quantity], carried: Year | None
    ) -> Iterator[Target]:
        earlier, parameter = None, ""
        for begin, until, within in self._pieces(start, end, quantities):
            # 2022年，全省…达1.4万家 in a plan of 2023
            wanted = [q for q in within if (y := self.years.before(start, q.start)) is None or not y.past]
            if not wanted:
                continue
            near = max(start, begin - _CONTEXT)
            part = _after_last("；\t", self.text, near, begin)
            opening = self.text[part if part > near else start]
            year_before = self.years.before(start, wanted[0].start)
            dated = self.years.is_ahead(year_before) or says_goal(self.text, start, begin)
            before = self.text[part:begin] or self._cell_before(start, begin)
            setting = Setting(before, opening, self.year, scope.goal, dated)
            found, parameter = read_commitments(self.text, begin, until, wanted, setting, earlier, parameter)
            behind = self._year_behind(until, end) if found else None
            for c, (year, inherited) in zip(found, self._years_of(found, start, carried), strict=True):
                q = c.quantity
                year = behind if year is None else year
                yield Target(
                    q.start,
                    q.end,
                    c.indicator,
                    q.value,
                    q.value_to,
                    q.unit,
                    c.comparator,
                    year,
                    inherited,
                    c.baseline,
                    scope.task,
                    c.rule,
                )
            earlier = found[-1] if found else earlier

    def _cell_before(self, start: int, begin: int) -> str:
        """The short name in the cell before the one that begins there: 地区生产总值, and in the next cell 增长5%."""
        if begin == start or self.text[begin - 1] != "\t":
            return ""
        cell = self.text[max(start, self.text.rfind("\t", start, begin - 1) + 1) : begin - 1]
        return cell if _NAME.fullmatch(cell) else ""

    def _pieces(
        self, start: int, end: int, quantities: Sequence[Quantity]
    ) -> Iterator[tuple[int, int, list[Quantity]]]:
        """The parts of a sentence between commas that hold numbers."""
        n, until = 0, start
        while n < len(quantities):
            place = quantities[n].start
            marks = "，；：\t“" if self.enclosed[place] else "，；：\t"
            begin = _after_last(marks, self.text, until, place)
            m = _PIECE_END.search(self.text, place, end)
            until = m.start() if m else end
            if self.enclosed[place] and (close := self.text.find("”", place, until)) >= 0:
                until = close
            first = n
            while n < len(quantities) and quantities[n].start < until:
                n += 1
            yield begin, until, list(quantities[first:n])

    def _years_of(self, found: Sequence[Commitment], start: int, carried: Year | None) -> list[tuple[int | None, bool]]:
        """For each its year and whether it is taken over; of several years in a list each has its own value."""
        out: list[tuple[int | None, bool]] = []
        run = 0  # values side by side up to here
        for n, c in enumerate(found):
            adjacent = n > 0 and AND.fullmatch(self.text[found[n - 1].quantity.end : c.quantity.start])
            run = run + 1 if adjacent else 1
            stated = self.years.before(start, c.quantity.start)
            year = stated or carried
            out.append((year.year if year else None, stated is None and year is not None))
            if year is not None and 1 < run == len(year.together):
                out[-run:] = [(y, stated is None) for y in year.together]
        return out

    def _excluded(self, q: Quantity) -> bool:
        """In a clause, a cell of what was done so far, a bracket, a title or a quoted name."""
        i = bisect_right(self.clauses, (q.start, len(self.text))) - 1
        if i >= 0 and self.clauses[i][0] <= q.start < self.clauses[i][1]:
            return True
        if not self.enclosed[q.start]:
            return False
        # 1000个（其中示范站点200个）: a part of what is counted.
        part = self.text.startswith("（其中", self.text.rfind("（", max(0, q.start - _NEAR), q.start))
        return not part and not is_quoted_goal(self.text, q.start, q.end)


def _after_last(marks: str, text: str, start: int, end: int) -> int:
    """The place behind the last of these marks; the start where there is none."""
    for mark in marks:
        start = max(start, text.rfind(mark, start, end) + 1)
    return start


@Language.factory(
    "policy_targets",
    requires=["doc._.layout", "doc._.head", "doc._.items", "doc._.clauses", "doc._.outline"],
    assigns=["doc._.targets", "doc.spans"],
)
def make_targets(nlp: Language, name: str) -> TargetReader:
    """Return the component that sets `doc._.targets` and `doc.spans["targets"]`."""
    return TargetReader()


class TargetReader:
    """The component `policy_targets`; a span's id is the rule."""

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        doc._.targets = read_targets(layout, doc._.head, doc._.items, doc._.clauses, doc._.outline)
        write_spans(doc, "targets", ((t.start, t.end, "target", t.rule) for t in doc._.targets))
        return doc


Doc.set_extension("targets", default=(), force=True)
