"""What a clause says: its labels, its verbs, and the units that stand under each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.agencies import Name, split_names
from ingest.conventions import Convention
from ingest.layout import Layout
from ingest.rulebook import Rule, load_rules

__all__ = ["ROLES_OF_UNITS", "Group", "GroupReader"]

ROLES_OF_UNITS = ("lead", "support", "responsible")
_LABEL_END = re.compile(r"：|〕：?")
_STOP = re.compile(r"[。；，]")
_LONGEST_LABEL = 48
_LONGEST_PREFIX = 4
_ADDRESSED = re.compile(r"各|有关|相关|请|本")
_LONGEST_UNKNOWN = 30  # a name that looks like no unit and is longer than this is a remark


@dataclass(frozen=True, slots=True)
class Group:
    """A list of units under one label or one verb; `means` is the role it gives, `rule` the rule that says so."""

    names: tuple[Name, ...]
    means: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Grammar:
    label: re.Pattern[str]
    first_label: re.Pattern[str]
    inner_label: re.Pattern[str]
    verb: re.Pattern[str]
    labels: tuple[Rule, ...]
    verbs: tuple[Rule, ...]
    drop: re.Pattern[str]
    remark: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    rules = load_rules("responsibilities")
    label, short, adverb = rules.source_of("label"), rules.source_of("short_label"), rules.source_of("adverb")
    verbs = "|".join(f"(?P<{r.name}>{r.pattern.pattern})" for r in rules["verb"])
    return _Grammar(
        # With its colon, or in brackets of its own 【责任单位】; a short one only behind a comma or full stop.
        label=re.compile(
            rf"(?:〔{label}〕：?|（{label}）：|{label}(?:（[^（）\n]{{1,30}}）)?(?:分别)?为?：|^(?P<short>{short})：)$"
        ),
        # Where a bracket opens, also without.
        first_label=re.compile(rf"(?:{label}|{short})(?:分别)?为?：?"),
        inner_label=re.compile(
            rf"(?:(?<=[；，。（〔\t])|^)(?:(?:{label})(?:分别)?为?：?|{short}：)|{label}：|〔{label}〕：?"
        ),
        verb=re.compile(rf"(?:{adverb})*(?:{verbs})|(?P<together>{rules.source_of('together')})"),
        labels=(*rules["label"], *rules["short_label"]),
        verbs=rules["verb"],
        drop=rules.pattern("not_a_unit"),
        remark=rules.pattern("remark"),
    )


class GroupReader:
    """Reads the groups of a document's clauses."""

    def __init__(self, layout: Layout, conventions: Sequence[Convention]) -> None:
        self.layout, self.text = layout, layout.text
        self.grammar = _grammar()
        self.stated = sorted((c.start, c.end) for c in conventions)

    def labels(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield start and end of every label, looked for in front of colons and ends of brackets, which are few."""
        text = self.text
        for sign in _LABEL_END.finditer(text, start, end):
            after = sign.end()
            first = max(start, after - _LONGEST_LABEL)
            first = max(first, *(text.rfind(c, first, after) + 1 for c in "\n。；，"))
            if m := self.grammar.label.search(text[first:after]):
                place = self._boundary(after - len(m[0]), start)
                if place is not None and not (m["short"] and not self._unit_follows(after, end)):
                    yield place, after

    def _unit_follows(self, place: int, end: int) -> bool:
        names = split_names(self.layout, place, min(end, place + _LONGEST_LABEL))
        return bool(names) and names[0].known

    def _boundary(self, label: int, start: int) -> int | None:
        """Where the words of a label begin, a short prefix included (乡级责任单位); None inside a longer word.

        各市工业和信息化主管部门： addresses somebody, it labels nothing.
        """
        offsets = self.layout.offsets
        for place in range(label, max(start, label - _LONGEST_PREFIX) - 1, -1):
            gap = place == start or offsets[place] - offsets[place - 1] > 1
            if gap or not "\u4e00" <= self.text[place - 1] <= "\u9fff":
                return None if _ADDRESSED.match(self.text, place, label) else place
        return None

    def opening_label(self, start: int, end: int) -> str:
        """The label with which a bracket opens, or '': with a colon, or with a unit right behind it."""
        m = self.grammar.first_label.match(self.text, start, end)
        if m is None:
            return ""
        names = () if m[0].endswith("：") else split_names(self.layout, m.end(), end)
        return m[0] if m[0].endswith("：") or (names and names[0].known) else ""

    def means(self, label: str) -> tuple[str, str]:
        """The rule and the meaning of a label as written, whatever brackets are around it."""
        bare = re.sub(r"（.*$", "", label.strip("〔〕（）：为").removesuffix("分别"))
        return next(((r.name, r.means) for r in self.grammar.labels if r.pattern.fullmatch(bare)), ("", ""))

    def ends_in_verb(self, start: int, end: int) -> bool:
        """Whether a verb closes the list, whatever remark follows it (；2020年底前完成)."""
        stretches = self.stretches(start, end)
        pieces = [p for p in _STOP.split(self.text[slice(*stretches[-1])]) if p] if stretches else []
        while pieces and self.grammar.drop.match(pieces[-1]):
            pieces.pop()
        return bool(pieces) and any(m.end() == len(pieces[-1]) for m in self.grammar.verb.finditer(pieces[-1]))

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clause without the conventions and remarks in it."""
        out = []
        # What stands in a clause without listing anybody.
        first, last = bisect_left(self.stated, (start, 0)), bisect_left(self.stated, (end, 0))
        remarks = (m.span() for m in self.grammar.remark.finditer(self.text, start, end))
        for a, b in sorted([*self.stated[first:last], *remarks]):
            if a < start:
                continue
            # 〔列第一位的为牵头单位，下同〕: its brackets go with it.
            while a > start and self.text[a - 1] in "（〔，；。、注：":
                a -= 1
            while b < end and self.text[b] in "）〕":
                b += 1
            out.append((start, a))
            start = b
        out.append((start, end))
        return [(a, b) for a, b in out if a < b]

    def groups(self, start: int, end: int) -> tuple[Group, ...]:
        """The groups of units in a clause, in order."""
        out: list[Group] = []
        rule, means = "", ""
        for a, b in self.stretches(start, end):
            at = a
            for m in [*self.grammar.inner_label.finditer(self.text, a, b), None]:
                stop = m.start() if m else b
                prefix = m is not None and not rule and stop - at <= _LONGEST_PREFIX  # 乡级责任单位
                if at < stop and not prefix and means in ("", *ROLES_OF_UNITS):
                    out += self._by_verbs(at, stop, means, rule)
                if m:
                    rule, means = self.means(m[0])
                    at = m.end()
        return tuple(out)

    def _by_verbs(self, start: int, end: int, means: str, rule: str) -> list[Group]:
        """Split a list at the verbs that close parts of it: A牵头，B、C配合; A会同B负责."""
        groups: list[Group] = []
        at = start
        supports = False  # after 会同 the units up to the next verb support
        for m in self.grammar.verb.finditer(self.text, start, end):
            if self.text.count("（", at, m.start()) != self.text.count("）", at, m.start()):
                continue
            verb = next((r for r in self.grammar.verbs if m[r.name]), None)
            names = self._names(at, m.start())
            if verb is None:
                groups.append(Group(names, "lead", "together"))
            elif supports and verb.means != "lead":
                groups.append(Group(names, "support", "together"))
            else:
                groups.append(Group(names, verb.means, verb.name))
            supports = verb is None
            at = m.end()
        rest = self._names(at, end)
        groups.append(Group(rest, "support", "together") if supports else Group(rest, means, rule))
        return [g for g in groups if g.names]

    def _names(self, start: int, end: int) -> tuple[Name, ...]:
        return tuple(
            n
            for n in split_names(self.layout, start, end)
            if not self.grammar.drop.match(self.text[n.start : n.end])
            and (n.known or n.end - n.start <= _LONGEST_UNKNOWN)
        )
