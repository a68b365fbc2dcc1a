"""Labels: the words that introduce a list of units (责任单位：) or something else (完成时限：)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.agencies import split_names
from ingest.duty_verbs import ROLES_OF_UNITS, load_duty_verbs
from ingest.layout import Layout
from ingest.rulebook import load_rules

__all__ = ["LONGEST_PREFIX", "LabelReader", "meaning_of_label"]

LONGEST_PREFIX = 4  # of words in front of a label that belong to it: 乡级责任单位
_LABEL_END = re.compile(r"：|〕：?")
_LONGEST_LABEL = 18
_LONGEST_NOTE = 30  # a bracket between a label and its colon: 责任单位（列第一位的牵头）：
_ADDRESSED = re.compile(r"各|有关|相关|请|本(?![项条])")


@dataclass(frozen=True, slots=True)
class _Grammar:
    before_colon: re.Pattern[str]
    opening: re.Pattern[str]
    behind_separator: re.Pattern[str]
    inside: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    rules = load_rules("responsibilities")
    label, short = rules.source_of("label"), rules.source_of("short_label")
    # Only labels of units do without a colon, for 市领导小组办公室 begins like the label 市领导.
    long = "|".join(r.pattern.pattern for r in rules["label"] if r.means in ROLES_OF_UNITS)
    of_units = "|".join([long, *(r.pattern.pattern for r in rules["short_label"] if r.means in ROLES_OF_UNITS)])
    note = rf"(?:（[^（）\n]{{1,{_LONGEST_NOTE}}}）)?"
    verb = "(?:分别)?为?"
    # Alone in a bracket it is a note on the name before it: 市科技局（牵头单位）.
    behind = rf"[；，。（〔\t：](?P<label>(?:{label}|{short}){verb}：|(?:{long}){verb}(?!）))"
    return _Grammar(
        # With its colon, or in brackets of its own 【责任单位】; a short one only behind a comma or full stop.
        before_colon=re.compile(
            rf"(?:〔{label}〕：?|（{label}）：|{label}{note}{verb}：|(?:^|(?<=[\n。；，）—·●*-]))(?P<short>{short})：)$"
        ),
        opening=re.compile(rf"(?:{label}|{short}){note}{verb}：|(?:{of_units}){verb}(?!：)"),
        behind_separator=re.compile(behind),
        inside=re.compile(rf"{behind}|(?P<colon>(?:{label}|{short})：|〔{label}〕：?)"),
    )


@lru_cache(maxsize=1024)
def meaning_of_label(label: str) -> tuple[str, str]:
    """Return the rule and the meaning of a label.

    Args:
        label: as written, whatever brackets are around it.

    Returns:
        The rule's name and what it means, or twice ''.

    >>> meaning_of_label("【配合单位】")
    ('label_support', 'support')
    """
    rules = load_rules("responsibilities")
    bare = re.sub(r"（.*$", "", label.strip("〔〕【】（）：为，；。\t").removesuffix("分别"))
    for rule in (*rules["label"], *rules["short_label"]):
        m = rule.pattern.match(f"{bare}：")
        if m and m.end() == len(bare):
            return rule.name, rule.means
    return "", ""


class LabelReader:
    """Finds the labels of a document."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.text = layout, layout.text
        self.grammar = _grammar()

    def before_colons(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield start and end of every label, looked for in front of colons and ends of brackets, which are few."""
        text = self.text
        for sign in _LABEL_END.finditer(text, start, end):
            after = sign.end()
            noted = text[sign.start() - 1 : sign.start()] == "）"
            first = max(start, after - _LONGEST_LABEL - noted * _LONGEST_NOTE)
            if m := self.grammar.before_colon.search(text[first:after]):
                place = self._boundary(after - len(m[0]), start)
                if place is not None and not (m["short"] and not self._unit_follows(after, end)):
                    yield place, after

    def before_gaps(self) -> Iterator[tuple[int, int]]:
        """Yield start and end of labels at the head of a paragraph that a space parts from their unit."""
        offsets = self.layout.offsets
        for start, end in self.layout.paragraphs:
            limit = min(end - 1, start + _LONGEST_LABEL)
            if offsets[limit] - offsets[start] == limit - start and "\t" not in self.text[start:limit]:
                continue
            m = self.grammar.opening.match(self.text, start, limit)
            if m is None or m[0].endswith("：") or not self._unit_follows(m.end(), end):
                continue
            if offsets[m.end()] - offsets[m.end() - 1] > 1 or self.text[m.end()] == "\t":
                yield start, m.end()

    def opening(self, start: int, end: int) -> str:
        """Return the label with which a clause opens, or '': with a colon, or with a unit right behind it."""
        m = self.grammar.opening.match(self.text, start, end)
        if m is None:
            return ""
        return m[0] if m[0].endswith("：") or self._unit_adjoins(m.end(), end) else ""

    def inside(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield start and end of the labels inside a clause; one without a colon has a unit right behind it."""
        # Those behind separators are few to try; any other has a colon or brackets of its own.
        colon = _LABEL_END.search(self.text, start, end) is not None
        grammar = self.grammar.inside if colon else self.grammar.behind_separator
        for m in grammar.finditer(self.text, start - 1, end):
            label, after = m.span(m.lastgroup or 0)
            if self.text[after - 1] in "：〕" or self._unit_adjoins(after, end):
                yield label, after

    def _unit_follows(self, place: int, end: int) -> bool:
        names = split_names(self.layout, place, min(end, place + _LONGEST_LABEL + _LONGEST_NOTE))
        return bool(names) and names[0].known

    def _unit_adjoins(self, place: int, end: int) -> bool:
        """Whether a unit stands right here, as behind 责任单位 without colon, not behind 主管部门、 or 主管部门会同."""
        if self.text[place : place + 1] in "、，；。）和及与" or load_duty_verbs().phrase.match(self.text, place, end):
            return False
        return self._unit_follows(place, end)

    def _boundary(self, label: int, start: int) -> int | None:
        """Where the words of a label begin, a short prefix included (乡级责任单位); None inside a longer word.

        各市工业和信息化主管部门： addresses somebody, it labels nothing.
        """
        offsets = self.layout.offsets
        for place in range(label, max(start, label - LONGEST_PREFIX) - 1, -1):
            gap = place == start or offsets[place] - offsets[place - 1] > 1
            if gap or not "\u4e00" <= self.text[place - 1] <= "\u9fff":
                return None if _ADDRESSED.match(self.text, place, label) else place
        return None
