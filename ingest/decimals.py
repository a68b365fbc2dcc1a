"""Numbers that name their place, 1.1 and 2.3.1, and the bare numbers of the chapters above them: 2 重点任务.

Contingency plans and standards number so. Such a number looks like a quantity (1.5万亩), so it counts only
where it goes on from the one before it.
"""

from __future__ import annotations

import re

from ingest.layout import Layout

__all__ = ["decimal_numbers"]

_UNITS = "万亿千百个家项年月日名人元倍亩吨公平座户所条件%米兆微度分吉小厘毫立标册处余左以多天周级台套辆架艘美欧"
_THING = rf"(?=[\u4e00-\u9fff《“])(?![{_UNITS}])"
_NUMBER = re.compile(rf"(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})[.、]?{_THING}")
_CHAPTER = re.compile(rf"(?P<number>\d{{1,2}}){_THING}(?=[^。；，：\t]{{2,24}}$)")


def decimal_numbers(layout: Layout) -> dict[int, re.Match[str]]:
    """Find the paragraphs that begin with such a number.

    Args:
        layout: the text.

    Returns:
        For the index of each of these paragraphs the match on its text, with the group `number`.
    """
    found: dict[int, re.Match[str]] = {}
    chapters: dict[int, re.Match[str]] = {}
    last: tuple[int, ...] = ()
    chapter = 0
    for index, (start, end) in enumerate(layout.paragraphs):
        if not layout.text[start].isdigit():
            continue
        line = layout.text[start:end]
        if m := _NUMBER.match(line):
            number = tuple(map(int, m["number"].split(".")))
            if _follows(last, number):
                found[index], last = m, number
        elif (m := _CHAPTER.match(line)) and int(m["number"]) == chapter + 1:
            chapters[index] = m
            chapter += 1
    if len(found) < 2:
        return {}
    return found | chapters


def _follows(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number comes next: 1.1 → 1.2, 1.1.1 or 2.1."""
    if number[-1] == 1:
        above = number[:-1]
        return not last or above == last or above > last[: len(above)]
    return number[:-1] == last[: len(number) - 1] and number[-1] == last[len(number) - 1] + 1
