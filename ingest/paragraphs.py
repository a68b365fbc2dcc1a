"""Paragraphs out of lines: hard-wrapped lines joined, texts that have lost their line breaks split."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.flat_text import DECIMAL, MARK, Lines, split_flat
from ingest.rulebook import load_rules
from ingest.typography import BLANK

__all__ = ["find_paragraphs"]

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STARTS_ITEM = re.compile(rf"[{BLANK}]*(?:{MARK}|{DECIMAL})")
_BARE_MARK = re.compile(
    rf"[{BLANK}]*(?:第[一二三四五六七八九十百零]+[章节条]|[一二三四五六七八九十]{{1,3}}、|（[一二三四五六七八九十]{{1,3}}）|\d{{1,2}}[.、]|"
    rf"附件\d?：(?:\d{{1,2}}[.、])?)[{BLANK}]*"
)
# — 3 —, 第3页共10页; a bare number may be a cell of a table.
_PAGE_NUMBER = re.compile(r"[—–·-][—–·\s-]*\d{1,3}[—–·\s-]*[—–·-]|第\s*\d{1,3}\s*页.{0,12}")
_CLOSING = "，。；、：）〕》〉”！？%"
_CLOSE = {"《": "》", "（": "）", "〔": "〕", "〈": "〉"}
_BRACKET = re.compile(r"[《》（）〔〕〈〉]")
_INKED = re.compile(rf"[^{BLANK}]")
_LONGEST_PAGE_NUMBER = 20
_COLUMNS = re.compile(rf"[^{BLANK}][{BLANK}]{{2,}}[^{BLANK}]")  # names side by side are no running text
_LONGEST_BARE_MARK = 12
# The unit that signs, behind the last sentence, on a line of its own over the date.
_SIGNATURE = re.compile(r"[\u4e00-\u9fff（）\s]{2,40}")
_DATE = re.compile(rf"[{BLANK}]*(?:20\d\d|二[〇零○Oo0一二三四五六七八九]{{3}})年[^，。]{{2,8}}日[{BLANK}]*")
_WRAP_RANGE = range(34, 140)  # columns of a full line of hard-wrapped text


def find_paragraphs(text: str) -> Iterator[Lines]:
    """Find the paragraphs of a document.

    Args:
        text: the document, normalized.

    Yields:
        Each paragraph as the stretches of the text that it is made of: (start, end).
    """
    lines = [m.span() for m in _LINE.finditer(text)]
    return split_flat(text, _join(text, lines))


def _join(text: str, lines: Lines) -> list[Lines]:
    """Group lines into paragraphs."""
    width = _wrap_width(text, lines)
    margin, breaks = _spacing(text, lines) if width is not None else (0, 1)
    groups: list[Lines] = []
    previous = (0, 0)  # the line before
    missing = ""  # the closing bracket that the paragraph so far waits for
    waited = 0
    turned = False  # a page has been turned since the last line
    inked = [(a, b) for a, b in lines if _INKED.search(text, a, b)]
    for (start, end), following in zip(inked, [*inked[1:], (0, 0)], strict=False):
        line = text[start:end]
        content = line.strip()
        if len(content) < _LONGEST_PAGE_NUMBER and _PAGE_NUMBER.fullmatch(content):
            turned = True
            continue
        adjacent = bool(groups) and (turned or text.count("\n", groups[-1][-1][1], start) <= breaks)
        turned = False
        # No paragraph ends on 、 or ，, and none begins with what closes something.
        before = text[slice(*groups[-1][-1])].strip() if groups else ""
        carried = 0 < len(before) < _LONGEST_BARE_MARK and _BARE_MARK.fullmatch(before) is not None
        carried = carried or (before.endswith(("、", "，")) and not _STARTS_ITEM.match(line) and "\t" not in content)
        carried = carried or (bool(groups) and content[0] in _CLOSING and content != "%")  # the cell of a unit
        carried = carried or (bool(missing) and waited < 3 and _closes(line, missing) and not _STARTS_ITEM.match(line))
        wrapped = (
            width is not None
            and adjacent
            and "\t" not in content
            and not before.endswith("的通知")  # a title that happens to fill its line
            and not _DATE.fullmatch(before)  # a signature's, set far to the right
            and width.fills(text[slice(*previous)])
            and _indent(line) <= margin
            and not _STARTS_ITEM.match(line)
            and not _label().match(line)
            and not (
                before.endswith(("。", "）")) and _SIGNATURE.fullmatch(content) and _DATE.fullmatch(text, *following)
            )
        )
        if groups and (carried or wrapped):
            groups[-1].append((start + _indent(line), end))
        else:
            groups.append([(start, end)])
            missing, waited = "", 0
        previous = (start, end)
        waited += 1
        if not (carried or wrapped) or missing in line:
            missing, waited = _unclosed(line), 0
    return groups


def _spacing(text: str, lines: Lines) -> tuple[int, int]:
    """The indent that every line has, and how many line breaks part two lines, where all are spaced alike."""
    inked = [(a, b) for a, b in lines if _INKED.search(text, a, b)]
    indents = [_indent(text[a:b]) for a, b in inked]
    breaks = [text.count("\n", end, start) for (_, end), (start, _) in pairwise(inked)]
    return _common(indents), max(_common(breaks), 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _common(numbers: list[int]) -> int:
    """The smallest number that a fifth of them are, or 0."""
    return min((n for n, times in Counter(numbers).items() if 5 * times >= len(numbers)), default=0)


@cache
def _label() -> re.Pattern[str]:
    """责任单位： at the beginning of a line."""
    return re.compile(load_rules("responsibilities").source_of("label") + "：")


def _closes(line: str, mark: str) -> bool:
    """Whether the line closes a bracket that is open before it, rather than one of its own."""
    opening = next(opening for opening, closing in _CLOSE.items() if closing == mark)
    depth = 1
    for m in _BRACKET.finditer(line):
        depth += (m[0] == opening) - (m[0] == mark)
        if depth == 0:
            return True
    return False


def _unclosed(line: str) -> str:
    """The closing bracket that the line leaves open, or ''."""
    stack: list[str] = []
    for m in _BRACKET.finditer(line):
        if m[0] in _CLOSE:
            stack.append(_CLOSE[m[0]])
        elif stack and stack[-1] == m[0]:
            stack.pop()
    return stack[0] if stack else ""


@dataclass(frozen=True, slots=True)
class _Width:
    """How long a full line of hard-wrapped text is: in characters, and in columns (a Chinese character takes two)."""

    characters: int
    columns: int

    def fills(self, line: str) -> bool:
        line = line.rstrip()
        return len(line) >= self.characters - 1 or _columns(line) >= self.columns - 4


def _columns(line: str) -> int:
    return 2 * len(line) - sum(c < "\u2000" for c in line)


def _wrap_width(text: str, lines: Lines) -> _Width | None:
    """The width of hard-wrapped text, or None where lines are paragraphs."""
    long = [text[a:b].rstrip() for a, b in lines if b - a > 8]
    if len(long) < 8:
        return None
    rank = int(len(long) * 0.9)
    characters = sorted(map(len, long))[rank]
    if characters > _WRAP_RANGE.stop:
        return None
    width = _Width(characters, sorted(map(_columns, long))[rank])
    if width.columns not in _WRAP_RANGE:
        return None
    full = [line for line in long if width.fills(line)]
    cut = sum(line[-1] not in "。；：！？" for line in full)
    if len(full) >= 0.4 * len(long) and cut >= 0.6 * len(full):
        return width
    # Between many short lines few are full; but none is longer, and they end anywhere.
    edge = _Width(max(map(len, long)), max(map(_columns, long)))
    for full in (
        [line for line in long if len(line) >= edge.characters - 1],
        [line for line in long if _columns(line) >= edge.columns - 2],
    ):
        cut = sum(line[-1] not in "。；：！？）" and not _COLUMNS.search(line) for line in full)
        if edge.columns in _WRAP_RANGE and len(full) >= max(3, 0.15 * len(long)) and cut >= 0.8 * len(full):
            return edge
    return None
