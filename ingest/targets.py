"""Targets: the quantities that a document commits to reach, hold, build or keep below."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.clauses import Clauses
from ingest.commitments import Context, read_commitments
from ingest.head import Head
from ingest.layout import Layout
from ingest.outline import Outline
from ingest.quantities import Quantity, find_quantities
from ingest.rulebook import load_rules
from ingest.sections import Item, part_of
from ingest.typography import enclosed

__all__ = ["Target", "read_targets"]

_CONTEXT = 240  # how much of a sentence before a number is read with it
_SIGN = re.compile(r"[\d十百千]")  # no number, no target
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_PIECE = re.compile(r"[^，；：。！？\n]+")
_YEAR = re.compile(
    r"(?:到|至|截至|力争|确保|争取)?(?P<year>20\d\d)年(?:度)?(?P<end>底|末|年底)?(?P<before>前|之前|以前)?(?P<comma>，)?"
)


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
    return tuple(_Reader(layout, head, items, clauses, outline).read())


class _Reader:
    def __init__(self, layout: Layout, head: Head, items: tuple[Item, ...], clauses: Clauses, outline: Outline) -> None:
        self.text, self.layout, self.outline = layout.text, layout, outline
        self.year = head.year
        self.clauses = sorted((c.start, c.end) for c in clauses.clauses if c.kind != "row")
        self.enclosed = enclosed(layout.text)
        self.items = items
        self.imperative = load_rules("targets").pattern("imperative")

    def read(self) -> Iterator[Target]:
        for start, end, task in self._scopes():
            yield from self._scope(start, end, task)

    def _scopes(self) -> Iterator[tuple[int, int, int | None]]:
        """The parts that state goals, then the tasks, in the order of the text."""
        scopes: list[tuple[int, int, int | None]] = [
            (min(t.title_start, t.end), t.end, i) for i, t in enumerate(self.outline.tasks)
        ]
        first_child: dict[int, int] = {}
        for item in self.items:
            if item.parent is not None:
                first_child.setdefault(item.parent, item.start)
        for index, item in enumerate(self.items):
            title = self.text[item.title_start : item.title_end]
            if self._states_goals(index, title) and self.outline.task_at(item.start) is None:
                scopes.append((item.title_end, first_child.get(index, item.end), None))
        return iter(sorted(scopes, key=lambda s: (s[0], s[1])))

    def _states_goals(self, index: int, title: str) -> bool:
        part = part_of(title)
        if part in ("goal", "preamble"):
            return True
        parent = self.items[index].parent
        return parent is not None and part_of(
            self.text[self.items[parent].title_start : self.items[parent].title_end]
        ) in ("goal", "preamble")

    def _scope(self, start: int, end: int, task: int | None) -> Iterator[Target]:
        carried: int | None = None  # a year stated in an earlier sentence that still governs
        spreads = False
        for m in _SENTENCE.finditer(self.text, start, end):
            if _SIGN.search(self.text, m.start(), m.end()) is None:
                spreads = spreads and not self.imperative.match(self.text[m.start() : m.end()].lstrip())
                carried = carried if task is None or spreads else None
                continue
            sentence = self.text[m.start() : m.end()]
            stated = self._years(m.start(), m.end())
            if (
                task is not None
                and not stated
                and carried is not None
                and (not spreads or self.imperative.match(sentence.lstrip()))
            ):
                carried = None
            yield from self._sentence(m.start(), m.end(), task, stated, carried)
            if stated:
                carried = stated[-1][1]
                # 到2020年，A…。B…: the comma lets the year reach over the next sentence's subject.
                spreads = stated[-1][2]

    def _years(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        """Years that govern what follows: (place, year, whether a comma sets them off)."""
        out = []
        for m in _YEAR.finditer(self.text, start, end):
            year = int(m["year"])
            before = self.text[m.start() - 1] if m.start() > start else "，"
            governs = m[0][0] in "到至截力确争" or m["before"] or m["end"] or before in "，；：、。"
            if governs and (self.year is None or year >= self.year) and before not in "-—~至":
                out.append((m.start(), year, bool(m["comma"])))
        return out

    def _sentence(
        self, start: int, end: int, task: int | None, years: list[tuple[int, int, bool]], carried: int | None
    ) -> Iterator[Target]:
        earlier, parameter = None, ""
        part = start  # where the part of the sentence between semicolons begins
        for piece in _PIECE.finditer(self.text, start, end):
            if self.text[piece.start() - 1] == "；":
                part = piece.start()
            quantities = [q for q in find_quantities(self.text, piece.start(), piece.end()) if not self._excluded(q)]
            if not quantities:
                continue
            before = self.text[max(part, piece.start() - _CONTEXT) : piece.start()]
            context = Context(before, self.text[part], self.year, task is None, earlier, parameter)
            found, parameter = read_commitments(self.text, piece.start(), piece.end(), quantities, context)
            for c in found:
                q = c.quantity
                place = bisect_right([y[0] for y in years], q.start) - 1
                year, inherited = (years[place][1], False) if place >= 0 else (carried, carried is not None)
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
                    task,
                    c.rule,
                )
            earlier = found[-1] if found else earlier

    def _excluded(self, q: Quantity) -> bool:
        """In a clause, a bracket, a title or a quoted name."""
        i = bisect_right(self.clauses, (q.start, len(self.text))) - 1
        if i >= 0 and self.clauses[i][0] <= q.start < self.clauses[i][1]:
            return True
        return bool(self.enclosed[q.start])


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
        doc.spans["targets"] = [
            Span(doc, *layout.span(t.start, t.end), label="target", span_id=t.rule) for t in doc._.targets
        ]
        return doc


Doc.set_extension("targets", default=(), force=True)
