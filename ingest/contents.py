"""Tables of contents: the headings of a plan listed before it, with page numbers or without.

They are no part of the text: read as such, every heading would stand there twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["contents"]

_SIGN = re.compile(r"目\s{0,8}[录次]\s")
_DOTS = ("......", "………", "······")
_LEADER = re.compile(r"(?:\.{6,}|…{3,}|·{6,})-?\d{1,3}-?$")  # 发展基础………………3
_PAGE = re.compile(r"[.…·]*-?\d{0,3}-?$")
_TITLE = ("目录", "目次")
_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[章节部编]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、\d]*|专栏|附[件表])."
)
_LONGEST = 60
_FEWEST = 3
_GAP = 2  # so many lines may stand between two headings that come again


def contents(text: str, paragraphs: Sequence[Sequence[tuple[int, int]]]) -> frozenset[int]:
    """Find the paragraphs that belong to a table of contents.

    Args:
        text: the document, normalized.
        paragraphs: the stretches of the text that each paragraph is made of.

    Returns:
        Indexes of paragraphs.
    """
    if _SIGN.search(text) is None and not any(dots in text for dots in _DOTS):
        return frozenset()
    lines = ["".join("".join(text[a:b].split()) for a, b in lines) for lines in paragraphs]
    found = {n for n, line in enumerate(lines) if _LEADER.search(line)}
    # Where a heading stands for the last time, on a line of its own or before its text.
    last = {line.partition("。")[0][:_LONGEST]: n for n, line in enumerate(lines)}
    for start, line in enumerate(lines):
        if not line.endswith(_TITLE) or len(line) > _LONGEST or start in found:
            continue
        listed = _listed(lines, start + 1, last)
        if len(listed) >= _FEWEST or start + 1 in found:
            found.update(listed)
            if line in _TITLE:  # the plan's title may stand before the word
                found.add(start)
    return frozenset(found)


def _listed(lines: Sequence[str], start: int, last: dict[str, int]) -> range:
    """The headings from a line on that come again further down, and what stands between them."""
    end = n = start
    while n < len(lines) and n - end <= _GAP and len(lines[n]) <= _LONGEST and "。" not in lines[n]:
        again = max(last.get(lines[n], -1), last.get(_PAGE.sub("", lines[n]), -1))
        n += 1
        if again >= n and _HEADING.match(lines[n - 1]):
            end = n
    return range(start, end)
