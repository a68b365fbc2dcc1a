"""Responsibility clauses: the places of the text that say who does what, and the lists of units in them.

A clause is a bracket (（责任单位：…）, （A牵头，B配合）, in a text that has the habit also a bare list), a
labelled line (责任单位：…), or the cells of a table row under 牵头单位 and the like. Running text is none:
由商务部会同有关部门制定 inside a sentence says how something is made, not who answers for the item.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.agencies import Name, split_names
from ingest.layout import Layout
from ingest.rulebook import Rulebook, load_rules
from ingest.tables import Table, read_tables

__all__ = ["Clause", "Group", "read_clauses"]

_BRACKETS = re.compile(r"[（）〔〕\n]")
ROLE_MEANS = ("lead", "support", "responsible")
_LONGEST = 600  # no bracket that states responsibility is longer
_ABBREVIATION = re.compile(r"^(?:以下简称|简称|下称|含|包括|其中|如|例如|即|指|不含|附|详见|见|截至|包含)")
_LEADING = re.compile(r"牵头|主办|主责")
_LABEL_END = re.compile(r"：|〕：?")
_STOP = re.compile(r"[。；，]")


@dataclass(frozen=True, slots=True)
class Group:
    """A list of units under one label or one verb; `means` is the role it gives, `rule` the rule that says so."""

    names: tuple[Name, ...]
    means: str
    rule: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of responsibility; `start`–`end` in the layout's text includes the bracket or the label.

    `kind` is bracket, line or row. `mark` is the character that marks the leading units, where a convention says so.
    `row` is the number of the table row that the clause belongs to.
    """

    start: int
    end: int
    kind: str
    groups: tuple[Group, ...]
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Convention:
    """A stated convention (列第一位者为牵头单位) and from where it holds; `mark` where marked units lead."""

    start: int
    end: int
    rule: str
    holds_from: int
    mark: str = ""


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


@dataclass
class _Reader:
    layout: Layout
    rules: Rulebook = field(default_factory=lambda: load_rules("responsibilities"))

    def __post_init__(self) -> None:
        self.text = self.layout.text
        rules = self.rules
        self.labels = [(r.name, r.means, r.pattern) for r in rules["label"]]
        label = rules.source_of("label")
        short = rules.source_of("short_label")
        # A label with its colon, or in brackets of its own 【责任单位】; a bare label only where a bracket opens.
        self.label = re.compile(
            rf"(?<![各有请本该关])(?:〔{label}〕：?|（{label}）：|{label}(?:（[^（）\n]{{1,30}}）)?(?:分别)?(?:为)?：)$"
        )
        self.first_label = re.compile(rf"(?:{label}|{short})(?:分别)?(?:为)?：?")
        self.inner_label = re.compile(
            rf"(?:(?<=[；，。（])|^)(?:(?:{label})(?:分别)?为?：?|{short}：)|{label}：|〔{label}〕：?"
        )
        adverb = rules.source_of("adverb")
        verbs = "|".join(f"(?P<{r.name}>{r.pattern.pattern})" for r in rules["verb"])
        self.verb = re.compile(rf"(?:{adverb})*(?:{verbs})|(?P<together>{rules.source_of('together')})")
        self.convention = re.compile("|".join(f"(?P<{r.name}>{r.pattern.pattern})" for r in rules["convention"]))
        self.drop = rules.pattern("not_a_unit")
        self.conventions = list(self._conventions())
        self.unread: list[tuple[int, int]] = []
        remarks = [(m.start(), m.end()) for m in rules.pattern("remark").finditer(self.text)]
        # What stands in a clause without listing anybody.
        self.cuts = sorted([(c.start, c.end) for c in self.conventions] + remarks)

    def read(self) -> Clauses:
        tables = read_tables(self.layout)
        found: list[Clause] = []
        in_table = [(t.start, t.end) for t in tables]
        for table in tables:
            found += self._rows(table)
        brackets = [(a, b) for a, b in self._pairs() if not _lies_in(in_table, a)]
        covered: list[tuple[int, int]] = []
        bare: list[tuple[int, int]] = []
        for a, b in brackets:
            if covered and a < covered[-1][1]:
                continue
            if clause := self._bracket(a, b):
                found.append(clause)
                covered.append((a, b))
            elif self._is_bare_list(a, b):
                bare.append((a, b))
        found += self._lines(covered, in_table)
        found += self._bare_lists(bare)
        found.sort(key=lambda c: c.start)
        return Clauses(tuple(found), tuple(self._scoped(found)), tables, tuple(self.unread))

    def _conventions(self) -> Iterator[Convention]:
        reached = 0
        for sign in _LEADING.finditer(self.text):
            m = self.convention.search(self.text, max(reached, sign.start() - 48), sign.end() + 48)
            if m is None or not m.start() <= sign.start() < m.end():
                continue
            reached = m.end()
            rule = (
                m.lastgroup
                if m.lastgroup in ("first_listed", "marked")
                else ("marked" if m["marked"] else "first_listed")
            )
            yield Convention(m.start(), m.end(), rule, m.start(), m["mark"] or "")

    def _labels(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Labels with their colon: looked for in front of colons and ends of brackets, which are few."""
        for sign in _LABEL_END.finditer(self.text, start, end):
            after = sign.end()
            if m := self.label.search(self.text[max(start, after - 48) : after]):
                yield after - len(m[0]), after

    def _scoped(self, clauses: list[Clause]) -> Iterator[Convention]:
        """A convention holds from the clause that states it; stated below all clauses (注：…), for all of them."""
        starts = [k.start for k in clauses]
        for c in self.conventions:
            index = bisect_right(starts, c.start) - 1
            if index >= 0 and c.start < clauses[index].end:
                holds_from = clauses[index].start
            else:
                holds_from = c.start if clauses and starts[-1] >= c.start else 0
            yield Convention(c.start, c.end, c.rule, holds_from, c.mark)

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
        text, start, end = self.text, a + 1, b - 1
        if _ABBREVIATION.match(text[start:end]):
            return None
        first = self.first_label.match(text, start, end)
        if first is not None and text[first.end() - 1] != "：" and not self._unit_follows(first.end(), end):
            first = None
        if first is not None or next(self._labels(start, end), None):
            groups = self._groups(start, end)
            if not groups and first is not None and self._means(first[0])[1] in ROLE_MEANS:
                self.unread.append((a, b))
        else:
            if not self._ends_in_verb(start, end):
                return None
            groups = self._groups(start, end)
            names = [n for g in groups for n in g.names]
            if not names or not names[0].known or sum(n.known for n in names) < 0.6 * len(names):
                return None
        return Clause(a, b, "bracket", groups) if any(g.names for g in groups) else None

    def _ends_in_verb(self, start: int, end: int) -> bool:
        """Whether a verb closes the list, whatever remark follows it (；2020年底前完成)."""
        stretches = self._stretches(start, end)
        if not stretches:
            return False
        words = self.text[slice(*stretches[-1])]
        pieces = [p for p in _STOP.split(words) if p]
        while pieces and self.drop.match(pieces[-1]):
            pieces.pop()
        return bool(pieces) and any(m.end() == len(pieces[-1]) for m in self.verb.finditer(pieces[-1]))

    def _unit_follows(self, start: int, end: int) -> bool:
        names = split_names(self.layout, start, end)
        return bool(names) and names[0].known

    def _is_bare_list(self, a: int, b: int) -> bool:
        """A bracket that holds nothing but units, after a full stop or at the end of a paragraph."""
        text = self.text
        if text[a] != "（" or not (text[a - 1] in "。；！\n" if a else False):
            return False
        names = [n for x, y in self._stretches(a + 1, b - 1) for n in split_names(self.layout, x, y)]
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
        read = [Clause(a, b, "bracket", self._groups(a + 1, b - 1)) for a, b in bare]
        return [clause for clause in read if clause.groups]

    def _lines(self, covered: list[tuple[int, int]], in_table: list[tuple[int, int]]) -> list[Clause]:
        """Labelled lines and labelled ends of paragraphs; labels in consecutive lines are one clause."""
        text = self.text
        found: list[Clause] = []
        reached = 0
        for start, after in self._labels(0, len(text)):
            if start < reached or _lies_in(covered, start) or _lies_in(in_table, start):
                continue
            means = self._means(text[start:after])[1]
            if means in ("deadline", "person", "other") and not (
                found and text[found[-1].end : start].strip("\n") == ""
            ):
                continue
            end = self._line_end(after, covered)
            groups = self._groups(start, end)
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
            next((a for a, _ in self._labels(stop + 1, min(end, stop + 30))), -1) == stop + 1
            or self.convention.match(self.text, stop + 1, end)
        ):
            stop = self.text.find("。", stop + 1, end)
        return end if stop < 0 else stop + 1

    def _rows(self, table: Table) -> Iterator[Clause]:
        for row in table.rows:
            groups: list[Group] = []
            for column, (a, b) in zip(table.columns, row.cells, strict=False):
                if column.means in ROLE_MEANS and b > a:
                    # A cell may bear labels and verbs of its own.
                    found = self._groups(a, b)
                    groups += [
                        Group(g.names, g.means or column.means, g.rule if g.means else f"column_{column.means}")
                        for g in found
                    ]
            yield Clause(row.start, row.end, "row", tuple(groups), row=row.index)

    # What stands in a clause

    def _means(self, label: str) -> tuple[str, str]:
        """The rule and meaning of a label as matched, whatever is around it."""
        bare = label.strip("〔〕（）：为").removesuffix("分别")
        bare = re.sub(r"（.*$", "", bare)
        for name, means, pattern in self.labels:
            if pattern.fullmatch(bare):
                return name, means
        for rule in self.rules["short_label"]:
            if rule.pattern.fullmatch(bare):
                return rule.name, rule.means
        return "", ""

    def _stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clause without the conventions and remarks in it."""
        stretches = []
        first = bisect_left(self.cuts, (start, 0))
        for a, b in self.cuts[first:]:
            if a >= end:
                break
            # 〔列第一位的为牵头单位，下同〕: its brackets go with it.
            while a > start and self.text[a - 1] in "（〔，；。、注：":
                a -= 1
            while b < end and self.text[b] in "）〕":
                b += 1
            stretches.append((start, a))
            start = b
        stretches.append((start, end))
        return [(a, b) for a, b in stretches if a < b]

    def _groups(self, start: int, end: int) -> tuple[Group, ...]:
        groups: list[Group] = []
        for a, b in self._stretches(start, end):
            at, rule, means = a, "", ""
            for m in [*self.inner_label.finditer(self.text, a, b), None]:
                stop = m.start() if m else b
                if at < stop and means not in ("deadline", "person", "other"):
                    groups += self._verbs(at, stop, means, rule)
                if m:
                    rule, means = self._means(m[0])
                    at = m.end()
        return tuple(groups)

    def _verbs(self, start: int, end: int, means: str, rule: str) -> list[Group]:
        """Split a list at the verbs that close parts of it: A牵头，B、C配合."""
        groups: list[Group] = []
        at = start
        supports = False  # after 会同 the units up to the next verb support
        for m in self.verb.finditer(self.text, start, end):
            if self._depth(at, m.start()) != 0:
                continue
            verb = next((r for r in self.rules["verb"] if m[r.name]), None)
            names = self._names(at, m.start())
            if verb is None:  # together
                groups.append(Group(names, "lead", "together"))
                supports = True
            else:
                role, name = ("support", "together") if supports and verb.means != "lead" else (verb.means, verb.name)
                supports = False
                groups.append(Group(names, role, name))
            at = m.end()
        rest = self._names(at, end)
        if rest:
            groups.append(Group(rest, "support" if supports else means, "together" if supports else rule))
        return [g for g in groups if g.names]

    def _depth(self, start: int, end: int) -> int:
        piece = self.text[start:end]
        return piece.count("（") - piece.count("）")

    def _names(self, start: int, end: int) -> tuple[Name, ...]:
        return tuple(
            n
            for n in split_names(self.layout, start, end)
            if not self.drop.match(self.text[n.start : n.end]) and (n.known or n.end - n.start <= 30)
        )


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
