"""Responsibility clauses: the places of the text that say who does what, and the lists of units in them.

A clause is a bracket (（责任单位：…）, （A牵头，B配合）, in a text that has the habit also a bare list), a
labelled line (责任单位：…), or the cells of a table row under 牵头单位 and the like. Running text is none:
由商务部会同有关部门制定 inside a sentence says how something is made, not who answers for the item.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from ingest.agencies import Name, is_unit, split_names
from ingest.closings import read_closings
from ingest.conventions import Convention, find_conventions, scoped
from ingest.duty_verbs import ROLES_OF_UNITS
from ingest.footers import footer_start
from ingest.groups import Clause, Group, GroupReader
from ingest.labels import meaning_of_label
from ingest.layout import Layout
from ingest.rulebook import load_rules
from ingest.spans import write_spans
from ingest.tables import Table, read_tables

__all__ = ["Clause", "Clauses", "read_clauses"]

_BRACKETS = re.compile(r"[（）〔〕\n]")
_LONGEST = 600  # no bracket that states responsibility is longer
_OFFICES = ("局", "委", "厅", "部", "办", "院", "署", "政府", "公司", "集团", "中心", "银行", "部门", "单位")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[、是]|第[一二三四五六七八九十]")
_SECTORS = re.compile("等(?:有关|相关|职能|主管|行政|市直|县直)*部门")
_SOURCE = re.compile(r"[社报网台刊]$")  # （新华社） tells where the words come from
_HABIT = 3  # so many bare lists where that is the text's way
_ABBREVIATION = re.compile(r"(?:以下简称|简称|下称|含|包括|其中|如|例如|即|指|不含|附|详见|见|截至|包含)")


@dataclass(frozen=True, slots=True)
class Clauses:
    """All clauses of a document in order, the conventions on reading them, its tables.

    `unread` are labelled clauses in which no unit was found.
    """

    clauses: tuple[Clause, ...]
    conventions: tuple[Convention, ...]
    tables: tuple[Table, ...]
    unread: tuple[tuple[int, int], ...]


def read_clauses(layout: Layout) -> Clauses:
    """Find every statement of responsibility.

    Args:
        layout: the text.

    Returns:
        The clauses, conventions and tables.
    """
    return _Reader(layout).read()


class _Reader:
    def __init__(self, layout: Layout) -> None:
        self.layout, self.text = layout, layout.text
        self.conventions = find_conventions(self.text)
        self.stated = frozenset(c.start for c in self.conventions)
        self.groups = GroupReader(layout, self.conventions)
        agencies = load_rules("agencies")
        self.bare, self.sector = agencies.pattern("bare_noun"), agencies.pattern("sector")
        self.unread: list[tuple[int, int]] = []

    def read(self) -> Clauses:
        tables = read_tables(self.layout)
        in_table = [(t.start, t.end) for t in tables]
        found = [clause for table in tables for clause in self._rows(table)]
        covered: list[tuple[int, int]] = []
        bare: list[tuple[int, int]] = []
        for a, b in self._pairs():
            if _lies_in(in_table, a) or (covered and a < covered[-1][1]) or self._is_aside(a):
                continue
            if clause := self._bracket(a, b):
                found.append(clause)
                covered.append((a, b))
            elif self._is_bare_list(a, b):
                bare.append((a, b))
        found += self._lines(covered, in_table)
        found += self._bare_lists(bare, others=bool(found))
        found += _apart(read_closings(self.layout, self.groups, habit=bool(found)), [*found])
        footer = footer_start(self.layout)
        found = _merged(self.text, sorted((c for c in found if c.start < footer), key=lambda c: c.start))
        conventions = scoped(self.conventions, [(c.start, c.end) for c in found])
        return Clauses(tuple(found), conventions, tables, tuple(self.unread))

    def _pairs(self) -> list[tuple[int, int]]:
        """Brackets that close within their paragraph, outer ones before inner ones."""
        pairs: list[tuple[int, int]] = []
        stack: list[int] = []
        for m in _BRACKETS.finditer(self.text):
            c = m[0]
            if c == "\n":
                stack.clear()
            elif c in "（〔":
                stack.append(m.start())
            elif stack:
                # Kinds are mixed up in practice, （责任单位：…〕: any closing bracket closes the last one.
                opened = stack.pop()
                if m.end() - opened <= _LONGEST and m.end() - opened > 3:
                    pairs.append((opened, m.end()))
        return sorted(pairs, key=lambda p: (p[0], -p[1]))

    def _bracket(self, a: int, b: int) -> Clause | None:
        start, end = a + 1, b - 1
        label = self.groups.labels.opening(start, end)
        if label or next(self.groups.labels.before_colons(start, end), None):
            groups = self.groups.groups(start, end)
            if not groups and meaning_of_label(label)[1] in ROLES_OF_UNITS:
                self.unread.append((a, b))
            return Clause(a, b, "bracket", groups) if groups else None
        if not self.groups.has_verb(start, end):
            return None
        groups = self.groups.groups(start, end)
        names = [n for g in groups for n in g.names]
        if not any(g.closed for g in groups) or all(g.means == "support" for g in groups):
            return None
        sectors = _SECTORS.search(self.text, start, end) is not None
        known = [n.known or (sectors and self._is_sector(n)) for n in names]
        if not known[0] or (len(names) == 1 and self._runs_on(a, b)):
            return None
        # A牵头，B、C: without a verb at the end all must be units.
        if sum(known) < (0.6 if groups[-1].closed else 1) * len(names):
            return None
        if any(self.bare.match(self.text[n.start : n.end]) for n in names):
            return None  # （部门负责、社会参与）: a principle, nobody's task
        return Clause(a, b, "bracket", groups)

    def _is_sector(self, name: Name) -> bool:
        return self.sector.fullmatch(self.text, name.start, name.end) is not None

    def _runs_on(self, a: int, b: int) -> bool:
        """Whether the sentence goes on around a bracket: …的企业（市科技局负责认定）可享受优惠."""
        before, after = self.text[a - 1 : a], self.text[b : b + 1]
        adjacent = after > "" and self.layout.offsets[b] == self.layout.offsets[b - 1] + 1
        inside = before not in "。；！？.、）\n" and adjacent and "\u4e00" <= after <= "\u9fff"
        return inside and _NUMBERED.match(self.text, b) is None

    def _is_bare_list(self, a: int, b: int) -> bool:
        """A bracket that holds nothing but units, after a full stop or at the end of a paragraph."""
        if not (self._follows_stop(a) or self._closes_paragraph(b)) or b - a <= 5:
            return False
        if meaning_of_label(self.text[a:b])[0]:
            return False  # 【配合单位】
        return self.groups.lists_units(a + 1, b - 1)

    def _follows_stop(self, place: int) -> bool:
        return self.text[place - 1 : place] in ("。", "；", "！", "\n")

    def _closes_paragraph(self, end: int) -> bool:
        return self.text[end : end + 1] in "\n" or self.text[end : end + 2] in ("。\n", "；\n")

    def _names_offices(self, a: int, b: int) -> bool:
        """Whether a bracket behind words lists offices: neither places, nor the other name of the unit before it."""
        names = [self.text[n.start : n.end] for n in split_names(self.layout, a + 1, b - 1)]
        alias = len(names) == 1 and is_unit(self.text[max(0, a - 6) : a])
        return not alias and any(name.endswith(_OFFICES) for name in names)

    def _is_plain_list(self, a: int, b: int, *, others: bool) -> bool:
        """Whether a bracket lists several units, or one behind a sentence of a text that has `others` clauses."""
        names = split_names(self.layout, a + 1, b - 1)
        return len(names) > 1 or (others and self.text[a - 1] != "\n" and not _SOURCE.search(self.text[a + 1 : b - 1]))

    def _bare_lists(self, bare: list[tuple[int, int]], *, others: bool) -> list[Clause]:
        """Bare lists count where the text has the habit: a convention inside one of them, or three of them.

        Without the habit, only one that closes its paragraph behind a full stop.
        """
        behind_words = [p for p in bare if not self._follows_stop(p[0]) and self._names_offices(*p)]
        bare = [p for p in bare if self._follows_stop(p[0])]
        stated = any(a <= c.start < b for c in self.conventions for a, b in bare)
        if not stated and len(bare) < _HABIT:
            bare = [p for p in bare if self._closes_paragraph(p[1]) and self._is_plain_list(*p, others=others)]
        if len(behind_words) >= _HABIT:
            bare += behind_words
        read = [Clause(a, b, "bracket", self.groups.groups(a + 1, b - 1)) for a, b in bare]
        return [clause for clause in read if clause.groups]

    def _lines(self, covered: list[tuple[int, int]], in_table: list[tuple[int, int]]) -> list[Clause]:
        """Labelled lines and labelled ends of paragraphs; labels in consecutive lines are one clause."""
        text = self.text
        found: list[Clause] = []
        reached = 0
        ends = [(0, 0), *covered, (len(text), 0)]
        labels = [label for (_, a), (b, _) in pairwise(ends) for label in self.groups.labels.before_colons(a, b)]
        for start, after in sorted([*labels, *self.groups.labels.before_gaps()]):
            if start < reached or _lies_in(in_table, start):
                continue
            means = meaning_of_label(text[start:after])[1]
            if text[after : after + 1] == "\n" and means in ROLES_OF_UNITS:
                after += 1  # 责任单位： with the units on the next line
            end = self._line_end(after, covered)
            found.append(Clause(start, end, "line", self.groups.groups(start, end)))
            reached = end
        return _merged(text, found)

    def _line_end(self, start: int, covered: list[tuple[int, int]]) -> int:
        end = self.text.find("\n", start, start + _LONGEST)
        end = min(start + _LONGEST, len(self.text)) if end < 0 else end
        following = bisect_left(covered, (start, 0))
        if following < len(covered):
            end = min(end, covered[following][0])
        stop = self.text.find("。", start, end)
        # 。 closes the list, unless another label or the convention follows it.
        while stop >= 0 and (
            next((a for a, _ in self.groups.labels.before_colons(stop + 1, min(end, stop + 30))), -1) == stop + 1
            or stop + 1 in self.stated
        ):
            stop = self.text.find("。", stop + 1, end)
        return end if stop < 0 else stop + 1

    def _rows(self, table: Table) -> Iterator[Clause]:
        for row in table.rows:
            groups: list[Group] = []
            for column, (a, b) in zip(table.columns, row.cells, strict=False):
                if column.means in ROLES_OF_UNITS and b > a:
                    # A cell may bear labels and verbs of its own; A、B分别负责 says no more than the column.
                    found = self.groups.groups(a, min(b, a + _LONGEST))
                    groups += [
                        Group(g.names, column.means, f"column_{column.means}") if g.means in ("", "responsible") else g
                        for g in found
                    ]
            yield Clause(row.start, row.end, "row", tuple(groups))

    def _is_aside(self, bracket: int) -> bool:
        """Whether a bracket only explains, or only states a convention: （第一责任单位为牵头单位，下同）."""
        return bracket + 1 in self.stated or _ABBREVIATION.match(self.text, bracket + 1) is not None


def _apart(clauses: Iterator[Clause], others: list[Clause]) -> Iterator[Clause]:
    """Those clauses that overlap none of the others."""
    spans = sorted((c.start, c.end) for c in others)
    for clause in clauses:
        index = bisect_left(spans, (clause.end, 0)) - 1
        if index < 0 or spans[index][1] <= clause.start:
            yield clause


def _merged(text: str, clauses: list[Clause]) -> list[Clause]:
    """Make one clause of those that follow each other: brackets, （牵头单位：A）（配合单位：B）, or labelled lines."""
    runs: list[list[Clause]] = []
    for clause in clauses:
        last = runs[-1][-1] if runs else None
        follows = last and last.kind == clause.kind != "row" and not text[last.end : clause.start].strip("\n。；")
        if follows:
            runs[-1].append(clause)
        elif clause.groups or clause.kind == "row":
            runs.append([clause])
    return [
        run[0]
        if len(run) == 1
        else Clause(run[0].start, run[-1].end, run[0].kind, tuple(g for c in run for g in c.groups))
        for run in runs
    ]


def _lies_in(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether the place lies in one of these spans, which are sorted and apart."""
    index = bisect_right(spans, (place, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]


@Language.factory("policy_clauses", requires=["doc._.layout"], assigns=["doc._.clauses", "doc.spans"])
def make_clauses(nlp: Language, name: str) -> ClauseReader:
    """Return the component that sets `doc._.clauses` and `doc.spans["clauses"]`."""
    return ClauseReader()


class ClauseReader:
    """The component `policy_clauses`."""

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        doc._.clauses = read_clauses(layout)
        write_spans(doc, "clauses", ((c.start, c.end, c.kind, "") for c in doc._.clauses.clauses))
        return doc


Doc.set_extension("clauses", default=None, force=True)
