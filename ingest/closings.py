"""Responsibility stated without bracket or label, where sentences hold nothing but units and verbs.

Elsewhere running text states none: 由商务部会同有关部门制定 says how something is made, not who answers for the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.agencies import split_names
from ingest.groups import Clause, Group, GroupReader
from ingest.layout import Layout
from ingest.rulebook import load_rules

__all__ = ["read_closings"]

_ENUMERATED = re.compile(r"[：；。，\n](?=（?\d{1,2}）|[①-⑳]|[一二三四五六七八九十]是)")
_FIRST = ("1）", "①", "一是")  # every enumeration begins so
_ABOVE = ("以上", "上述")
_LONGEST = 400  # no sentence of units is longer
_HABIT = 3  # so many paragraphs close on such a sentence where that is the text's way
_SHARE = 4  # and every so many of a paper that shares out work,
_RUNNING = 20  # of those that are running text


def read_closings(layout: Layout, groups: GroupReader, *, habit: bool) -> Iterator[Clause]:
    """Find the statements of responsibility in running text.

    Args:
        layout: the text.
        groups: reads the units of a clause.
        habit: the text states responsibility elsewhere, so that a single closing sentence does so, too.

    Yields:
        One clause for each statement; some may lie in brackets.
    """
    yield from _above(layout, groups)
    yield from _enumerated(layout, groups)
    closing = list(_sentences(layout, groups))
    if habit or len(closing) >= _HABIT:
        yield from closing
    # Articles that say by whom something is decided are fewer.
    assigned = [] if habit else list(_assigned(layout, groups))
    if len(assigned) >= _HABIT and len(assigned) * _SHARE >= sum(b - a > _RUNNING for a, b in layout.paragraphs):
        yield from assigned


def _above(layout: Layout, groups: GroupReader) -> Iterator[Clause]:
    """以上任务由A牵头，B配合: one statement for the list above it, in running text or on its own line."""
    text = layout.text
    pattern = load_rules("responsibilities").pattern("all_above")
    for sign in _ABOVE:
        place = text.find(sign)
        while place >= 0:
            if m := pattern.match(text, place):
                limit = min(m.end() + _LONGEST, len(text))
                end = min((e for e in (text.find(c, m.end(), limit) for c in "。；\n") if e >= 0), default=limit)
                if found := groups.groups(m.end(), end):
                    yield Clause(place, end, "line", found)
            place = text.find(sign, place + 1)


def _enumerated(layout: Layout, groups: GroupReader) -> Iterator[Clause]:
    """1）制定方案，A负责；2）开展检查，B牵头，C配合: every member of an enumeration ends in its units."""
    if not any(sign in layout.text for sign in _FIRST):
        return
    paragraphs: dict[int, list[int]] = {}
    for m in _ENUMERATED.finditer(layout.text):
        paragraphs.setdefault(layout.paragraph_at(m.end()), []).append(m.end())
    for index, marks in paragraphs.items():
        members = pairwise([*marks, layout.paragraphs[index][1]])
        closings = [_closing(layout.text, a, b, groups) for a, b in members]
        found = [c for c in closings if c is not None]
        if len(found) > 1 and len(found) == len(closings):
            yield from found


def _closing(text: str, start: int, end: int, groups: GroupReader) -> Clause | None:
    """The units at the end of a member of an enumeration: all that follows a comma is units and verbs."""
    while end > start and text[end - 1] in "；。，":
        end -= 1
    best = None
    comma = text.rfind("，", start, end)
    while comma >= 0 and end - comma < _LONGEST and (found := _units(comma + 1, end, groups)):
        best = Clause(comma + 1, end, "line", found)
        comma = text.rfind("，", start, comma)
    return best if best and _states_duty(best.groups) else None


def _sentences(layout: Layout, groups: GroupReader) -> Iterator[Clause]:
    """Paragraphs that close on a sentence of units and verbs, 建设冷库10座。县农业农村局牵头，县财政局配合."""
    text = layout.text
    verbs = tuple(word for rule in load_rules("responsibilities")["verb"] for word in rule.words)
    for start, end in layout.paragraphs:
        last = end - 1 if text[end - 1] in "。；" else end
        if not text.endswith(verbs, start, last):
            continue
        first = max(text.rfind("。", start, last), text.rfind("；", start, last)) + 1
        if not start < first or last - first >= _LONGEST or not _begins_with_unit(layout, first, last, groups):
            continue
        if (names := _units(first, last, groups)) and _states_duty(names):
            yield Clause(first, end, "line", names)


def _assigned(layout: Layout, groups: GroupReader) -> Iterator[Clause]:
    """Paragraphs that end on 由A会同B负责落实, in a paper that does nothing but share out the work."""
    text = layout.text
    place = text.find("，由")
    while place >= 0:
        end = layout.paragraphs[layout.paragraph_at(place)][1]
        first, last = text.rfind("，由", place, end) + 2, end - (text[end - 1] in "。；")
        if last - first < _LONGEST and (names := _units(first, last, groups)) and _states_duty(names):
            yield Clause(first - 2, end, "line", names)
        place = text.find("，由", end)


def _begins_with_unit(layout: Layout, start: int, end: int, groups: GroupReader) -> bool:
    """Whether the first words are a unit, or a unit and its verb; most sentences are told apart by this."""
    text = layout.text
    comma = min((c for c in (text.find(sign, start, end) for sign in "、，") if c >= 0), default=end)
    verb = groups.verbs.phrase.search(text, start, comma)
    names = split_names(layout, start, verb.start() if verb else comma)
    return bool(names) and names[0].known


def _units(start: int, end: int, groups: GroupReader) -> tuple[Group, ...]:
    """The groups of a stretch that is nothing but units and verbs, or none."""
    found = groups.groups(start, end)
    names = [n for g in found for n in g.names]
    if not names or not found[-1].closed or not all(n.known for n in names):
        return ()
    if any(g.rule == "with_object" for g in found):
        return ()
    return found if sum(n.end - n.start for n in names) * 3 >= end - start else ()


def _states_duty(groups: tuple[Group, ...]) -> bool:
    return any(g.means != "support" for g in groups)
