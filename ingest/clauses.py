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
from spacy.tokens import Doc, Span

from ingest.agencies import split_names
from ingest.conventions import Convention, find_conventions, scoped
from ingest.groups import ROLES_OF_UNITS, Group, GroupReader
from ingest.layout import Layout
from ingest.rulebook import load_rules
from ingest.tables import Table, read_tables

__all__ = ["Clause", "Clauses", "read_clauses"]

_BRACKETS = re.compile(r"[（）〔〕\n]")
_ENUMERATED = re.compile(r"(?:(?<=[：；。，])|^)(?:（?\d{1,2}）|[①-⑳]|[一二三四五六七八九十]是)", re.MULTILINE)
_LONGEST = 600  # no bracket that states responsibility is longer
_ABBREVIATION = re.compile(r"^(?:以下简称|简称|下称|含|包括|其中|如|例如|即|指|不含|附|详见|见|截至|包含)")


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of responsibility; `start`–`end` in the layout's text includes the bracket or the label.

    `kind` is bracket, line or row.
    """

    start: int
    end: int
    kind: str
    groups: tuple[Group, ...]


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
        self.groups = GroupReader(layout, self.conventions)
        self.bare = load_rules("agencies").pattern("bare_noun")
        self.unread: list[tuple[int, int]] = []

    def read(self) -> Clauses:
        tables = read_tables(self.layout)
        in_table = [(t.start, t.end) for t in tables]
        found = [clause for table in tables for clause in self._rows(table)]
        covered: list[tuple[int, int]] = []
        bare: list[tuple[int, int]] = []
        for a, b in self._pairs():
            if _lies_in(in_table, a) or (covered and a < covered[-1][1]):
                continue
            if clause := self._bracket(a, b):
                found.append(clause)
                covered.append((a, b))
            elif self._is_bare_list(a, b):
                bare.append((a, b))
        found += self._lines(covered, in_table)
        found += self._above(covered)
        found += self._enumerated(covered)
        found += self._bare_lists(bare)
        found.sort(key=lambda c: c.start)
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
        if _ABBREVIATION.match(self.text[start:end]):
            return None
        label = self.groups.opening_label(start, end)
        if label or next(self.groups.labels(start, end), None):
            groups = self.groups.groups(start, end)
            if not groups and self.groups.means(label)[1] in ROLES_OF_UNITS:
                self.unread.append((a, b))
            return Clause(a, b, "bracket", groups) if groups else None
        if not self.groups.ends_in_verb(start, end):
            return None
        groups = self.groups.groups(start, end)
        names = [n for g in groups for n in g.names]
        if not names or not names[0].known or sum(n.known for n in names) < 0.6 * len(names):
            return None
        if any(self.bare.match(self.text[n.start : n.end]) for n in names):
            return None  # （部门负责、社会参与）: a principle, nobody's task
        return Clause(a, b, "bracket", groups)

    def _is_bare_list(self, a: int, b: int) -> bool:
        """A bracket that holds nothing but units, after a full stop or at the end of a paragraph."""
        text = self.text
        if not (text[a - 1] in "。；！\n" if a else False):
            return False
        names = [n for x, y in self.groups.stretches(a + 1, b - 1) for n in split_names(self.layout, x, y)]
        return bool(names) and all(n.known for n in names) and b - a > 5

    def _closes_paragraph(self, end: int) -> bool:
        return self.text[end : end + 1] in "\n" or self.text[end : end + 2] in ("。\n", "；\n")

    def _bare_lists(self, bare: list[tuple[int, int]]) -> list[Clause]:
        """Bare lists count where the text has the habit: a convention inside one of them, or three of them.

        Without the habit, only one of several units that closes its paragraph.
        """
        stated = any(a <= c.start < b for c in self.conventions for a, b in bare)
        if not stated and len(bare) < 3:
            bare = [
                (a, b) for a, b in bare if self._closes_paragraph(b) and len(split_names(self.layout, a + 1, b - 1)) > 1
            ]
        read = [Clause(a, b, "bracket", self.groups.groups(a + 1, b - 1)) for a, b in bare]
        return [clause for clause in read if clause.groups]

    def _lines(self, covered: list[tuple[int, int]], in_table: list[tuple[int, int]]) -> list[Clause]:
        """Labelled lines and labelled ends of paragraphs; labels in consecutive lines are one clause."""
        text = self.text
        found: list[Clause] = []
        reached = 0
        for start, after in self.groups.labels(0, len(text)):
            if start < reached or _lies_in(covered, start) or _lies_in(in_table, start):
                continue
            means = self.groups.means(text[start:after])[1]
            if means in ("deadline", "person", "other") and not (
                found and text[found[-1].end : start].strip("\n") == ""
            ):
                continue
            if text[after : after + 1] == "\n" and means in ROLES_OF_UNITS:
                after += 1  # 责任单位： with the units on the next line
            end = self._line_end(after, covered)
            groups = self.groups.groups(start, end)
            joined = found and text[found[-1].end : start].strip("\n。；") == "" and found[-1].kind == "line"
            if joined:
                last = found.pop()
                found.append(Clause(last.start, end, "line", last.groups + groups))
            elif any(g.names for g in groups):
                found.append(Clause(start, end, "line", groups))
            reached = end
        return found

    def _line_end(self, start: int, covered: list[tuple[int, int]]) -> int:
        end = self.text.find("\n", start, start + _LONGEST)
        end = min(start + _LONGEST, len(self.text)) if end < 0 else end
        following = bisect_left(covered, (start, 0))
        if following < len(covered):
            end = min(end, covered[following][0])
        stop = self.text.find("。", start, end)
        # 。 closes the list, unless another label or the convention follows it.
        while stop >= 0 and (
            next((a for a, _ in self.groups.labels(stop + 1, min(end, stop + 30))), -1) == stop + 1
            or self._states_convention(stop + 1)
        ):
            stop = self.text.find("。", stop + 1, end)
        return end if stop < 0 else stop + 1

    def _above(self, covered: list[tuple[int, int]]) -> Iterator[Clause]:
        """以上任务由A牵头，B配合: one statement for the list above it, in running text or on its own line."""
        for m in load_rules("responsibilities").pattern("all_above").finditer(self.text):
            end = min((e for e in (self.text.find(c, m.end()) for c in "。；\n") if e >= 0), default=len(self.text))
            if not _lies_in(covered, m.start()) and (groups := self.groups.groups(m.end(), end)):
                yield Clause(m.start(), end, "line", groups)

    def _enumerated(self, covered: list[tuple[int, int]]) -> Iterator[Clause]:
        """1）制定方案，A负责；2）开展检查，B牵头，C配合: every member of an enumeration ends in its units."""
        paragraphs: dict[int, list[int]] = {}
        for m in _ENUMERATED.finditer(self.text):
            paragraphs.setdefault(self.layout.paragraph_at(m.start()), []).append(m.start())
        for index, marks in paragraphs.items():
            end = self.layout.paragraphs[index][1]
            found = [self._closing(a, b) for a, b in pairwise([*marks, end])]
            closings = [c for c in found if c is not None and not _lies_in(covered, c.start)]
            if len(closings) > 1 and len(closings) == len(found):
                yield from closings

    def _closing(self, start: int, end: int) -> Clause | None:
        """The units at the end of a member of an enumeration: all that follows a comma is units and verbs."""
        while end > start and self.text[end - 1] in "；。，":
            end -= 1
        best = None
        comma = self.text.rfind("，", start, end)
        while comma >= 0 and end - comma < _LONGEST:
            groups = self.groups.groups(comma + 1, end)
            names = [n for g in groups for n in g.names]
            if not names or not all(n.known for n in names) or not self.groups.ends_in_verb(comma + 1, end):
                break
            if sum(n.end - n.start for n in names) * 2 < end - comma:
                break
            best = Clause(comma + 1, end, "line", groups)
            comma = self.text.rfind("，", start, comma)
        return best

    def _rows(self, table: Table) -> Iterator[Clause]:
        for row in table.rows:
            groups: list[Group] = []
            for column, (a, b) in zip(table.columns, row.cells, strict=False):
                if column.means in ROLES_OF_UNITS and b > a:
                    # A cell may bear labels and verbs of its own.
                    found = self.groups.groups(a, b)
                    groups += [
                        Group(g.names, g.means or column.means, g.rule if g.means else f"column_{column.means}")
                        for g in found
                    ]
            yield Clause(row.start, row.end, "row", tuple(groups))

    def _states_convention(self, place: int) -> bool:
        return any(c.start == place for c in self.conventions)


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
        doc.spans["clauses"] = [Span(doc, *layout.span(c.start, c.end), label=c.kind) for c in doc._.clauses.clauses]
        return doc


Doc.set_extension("clauses", default=None, force=True)
