"""What a clause says: its labels, its verbs, and the units that stand under each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.agencies import Name, is_unit, split_names
from ingest.conventions import Convention
from ingest.duty_verbs import ROLES_OF_UNITS, duty_verb_in, load_duty_verbs
from ingest.labels import LONGEST_PREFIX, LabelReader, meaning_of_label
from ingest.layout import Layout
from ingest.rulebook import load_rules

__all__ = ["Clause", "Group", "GroupReader"]

_LONGEST_ADVERBS = 20  # in front of a verb
_LONGEST_UNKNOWN = 30  # a name that looks like no unit and is longer than this is a remark
# Every remark has one of these words; most clauses have none.
_REMARK_SIGN = re.compile(r"[均都粗黑线]|不再|具体|（责任|（负责|（联系|上，|下，|他，")


@dataclass(frozen=True, slots=True)
class Group:
    """A list of units under one label or one verb; `means` is the role it gives, `rule` the rule that says so.

    `closed` says that a verb stands behind the list.
    """

    names: tuple[Name, ...]
    means: str
    rule: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of responsibility; `start`–`end` in the layout's text includes the bracket or the label.

    `kind` is bracket, line or row.
    """

    start: int
    end: int
    kind: str
    groups: tuple[Group, ...]


@lru_cache(maxsize=4096)
def _is_remark(words: str, known: bool) -> bool:
    """Whether a piece of a list names nobody: 下同, 2020年底前完成."""
    rules = load_rules("responsibilities")
    if rules.pattern("not_a_unit").match(words):
        return True
    return not known and (len(words) > _LONGEST_UNKNOWN or rules.pattern("no_name").match(words) is not None)


class GroupReader:
    """Reads the groups of a document's clauses."""

    def __init__(self, layout: Layout, conventions: Sequence[Convention]) -> None:
        self.layout, self.text = layout, layout.text
        self.labels, self.verbs = LabelReader(layout), load_duty_verbs()
        rules = load_rules("responsibilities")
        self.remark, self.not_a_unit = rules.pattern("remark"), rules.pattern("not_a_unit")
        self.stated = sorted((c.start, c.end) for c in conventions)

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a word for doing stands in a clause, so that reading it may be worth while."""
        return self.verbs.sign.search(self.text, start, end) is not None

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clause without the conventions and remarks in it."""
        # What stands in a clause without listing anybody.
        first, last = bisect_left(self.stated, (start, 0)), bisect_left(self.stated, (end, 0))
        apart = self.stated[first:last]
        if _REMARK_SIGN.search(self.text, start, end):
            apart = sorted([*apart, *(m.span() for m in self.remark.finditer(self.text, start, end))])
        out = []
        for a, b in apart:
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
        first = self.labels.opening(start, end)
        rule, means = meaning_of_label(first) if first else ("", "")
        for a, b in self.stretches(start + len(first), end):
            at = a
            for label, after in [*self.labels.inside(a, b), (b, b)]:
                stop = self._without_prefix(at, label) if after > label else label
                if at < stop and means in ("", *ROLES_OF_UNITS):
                    out += self._by_verbs(at, stop, means, rule)
                elif at < stop:
                    out += self._behind_value(at, stop)
                if after > label:
                    rule, means = meaning_of_label(self.text[label:after])
                    at = after
        return tuple(out)

    def _behind_value(self, start: int, end: int) -> list[Group]:
        """Units behind what a label of another kind introduces: 完成时限：2020年底；市科技局牵头."""
        stop = min((c for c in (self.text.find(sign, start, end) for sign in "；，。") if c >= 0), default=end)
        found = self._by_verbs(stop + 1, end, "", "") if stop + 1 < end else []
        stated = any(g.closed for g in found) and all(n.known for g in found for n in g.names)
        return found if stated else []

    def _without_prefix(self, start: int, label: int) -> int:
        """Where the list in front of a label ends: 整改 in …，整改责任单位：A is part of the label."""
        place = max(start, *(self.text.rfind(c, start, label) + 1 for c in "，；。、："))
        return place if label - place <= LONGEST_PREFIX and not is_unit(self.text[place:label]) else label

    def _by_verbs(self, start: int, end: int, means: str, rule: str) -> list[Group]:
        """Split a list at the verbs that close parts of it: A牵头，B、C配合; A会同B负责."""
        sign = self.verbs.sign.search(self.text, start, end)
        if sign is None:
            names = self._names(start, end)
            return [Group(names, means, rule)] if names else []
        groups: list[Group] = []
        at = start
        supports = False  # after 会同 the units up to the next verb support
        for m in self.verbs.phrase.finditer(self.text, max(start, sign.start() - _LONGEST_ADVERBS), end):
            if self.text.count("（", at, m.start()) != self.text.count("）", at, m.start()):
                continue
            verb = None if m["together"] else duty_verb_in(m[0])
            role, name = (verb.means, verb.name) if verb else ("responsible", "by_duty")
            name = "with_object" if m["object"] else name
            if m["together"]:
                led = any(g.means == "lead" for g in groups)
                groups.append(Group(self._names(at, m.start()), "support" if led else "lead", "together", closed=True))
            elif supports and role != "lead":
                groups.append(Group(self._names(at, m.start()), "support", "together", closed=True))
            else:
                if not groups and role in ("support", "responsible") and means != role:
                    # A、B，各区政府配合: the verb speaks of those behind the last comma.
                    comma = max(self.text.rfind(c, at, m.start()) for c in "，；。")
                    if comma > at and (means or role == "support"):
                        groups.append(Group(self._names(at, comma), means, rule))
                        at = comma + 1
                    elif means in ("lead", "support") and role == "responsible":
                        role, name = means, rule  # 牵头单位：A、B分别负责
                groups.append(Group(self._names(at, m.start()), role, name, closed=True))
            supports = bool(m["together"])
            at = m.end()
        rest = self._names(at, end)
        if supports:
            groups.append(Group(rest, "support", "together", closed=True))
        elif at == start or any(n.known for n in rest):  # what follows a verb and is no unit is a remark
            groups.append(Group(rest, means, rule))
        return [g for g in groups if g.names]

    def lists_units(self, start: int, end: int) -> bool:
        """Whether a stretch holds nothing but units, and remarks on when."""
        remark = self.not_a_unit
        names = [
            n
            for a, b in self.stretches(start, end)
            for n in split_names(self.layout, a, b)
            if n.known or not remark.match(self.text[n.start : n.end])
        ]
        return bool(names) and all(n.known for n in names)

    def _names(self, start: int, end: int) -> tuple[Name, ...]:
        names = split_names(self.layout, start, end)
        return tuple(n for n in names if not _is_remark(self.text[n.start : n.end], n.known))
