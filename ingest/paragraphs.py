"""Paragraphs out of lines: hard-wrapped lines joined, texts that have lost their line breaks split."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.typography import BLANK, enclosed

__all__ = ["Lines", "find_paragraphs"]

Lines = list[tuple[int, int]]

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARK = (
    r"(?:第[一二三四五六七八九十百零]+[章节条]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、](?!\d)|"
    r"（\d{1,2}）|[①-⑳]|附件\d*[：:]?|专栏\d*)"
)
# 2.1 重点任务, but not the 1.5 of 1.5万亩.
_DECIMAL = (
    rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}[{BLANK}]+(?=[\u4e00-\u9fff])(?![万亿千百个家项年月人元倍亩吨公平米兆微度分吉小])"
)
_STARTS_ITEM = re.compile(rf"[{BLANK}]*(?:{_MARK}|{_DECIMAL})")
_BARE_MARK = re.compile(
    rf"[{BLANK}]*(?:第[一二三四五六七八九十百零]+[章节条]|[一二三四五六七八九十]{{1,3}}、|（[一二三四五六七八九十]{{1,3}}）|\d{{1,2}}[.、])[{BLANK}]*"
)
_GAP = re.compile(rf"[{BLANK}]+")
_GAP_BEFORE_MARK = re.compile(rf"(?<![{BLANK}])[{BLANK}]+(?={_MARK})")
_CLOSE = {"《": "》", "（": "）", "〔": "〕", "〈": "〉"}
_BRACKET = re.compile(r"[《》（）〔〕〈〉]")
_INKED = re.compile(rf"[^{BLANK}]")
_FLAT_LENGTH = 120  # a paragraph longer than this with numbers behind spaces has lost its line breaks
_SHORT_LENGTH = 50  # in such a text, one shorter than this has not
_WRAP_RANGE = range(24, 140)  # columns of a full line of hard-wrapped text


def find_paragraphs(text: str) -> Iterator[Lines]:
    """Find the paragraphs of a document.

    Args:
        text: the document, folded.

    Yields:
        Each paragraph as the stretches of the text that it is made of: (start, end).
    """
    lines = [m.span() for m in _LINE.finditer(text)]
    return _split_flat(text, _join(text, lines))


def _split_flat(text: str, groups: list[Lines]) -> Iterator[Lines]:
    """Split paragraphs at their spaces where the text has lost its line breaks: where spaces stand before numbers."""
    wholes = ["".join(text[a:b] for a, b in group) for group in groups]
    signs = sum(len(_GAP_BEFORE_MARK.findall(w.strip())) for w in wholes if len(w) >= _FLAT_LENGTH and "\t" not in w)
    for group, whole in zip(groups, wholes, strict=True):
        if signs < 2 or len(whole) < _SHORT_LENGTH or "\t" in whole.strip():
            yield group
        else:
            yield from _at_spaces(group, whole)


def _at_spaces(group: Lines, whole: str) -> list[Lines]:
    """Cut a paragraph at its spaces, except in brackets and titles, in Latin words, behind a number on its own."""
    marks = enclosed(whole)
    gaps = [m.span() for m in _GAP.finditer(whole)]
    breaks: list[tuple[int, int]] = []
    at = 0
    for n, (start, end) in enumerate(gaps):
        around = whole[max(0, start - 1) : start] + whole[end : end + 1]
        latin = len(around) == 2 and around.isascii() and around.isalnum()
        # 市 发 展改革委: a single character between two spaces is spaced for looks.
        before = start - gaps[n - 1][1] if n > 0 else 0
        after = gaps[n + 1][0] - end if n + 1 < len(gaps) else 0
        spaced = end - start == 1 and 1 in (before, after)
        if not (latin or spaced or marks[start] or _BARE_MARK.fullmatch(whole, at, start)):
            breaks.append((start, end))
            at = end
    return [g for g in _cut(group, breaks) if g]


def _cut(group: Lines, breaks: list[tuple[int, int]]) -> list[Lines]:
    """Cut a group of lines at breaks, which are places in the lines put together."""
    out: list[Lines] = [[]]
    passed = 0  # characters of the lines before
    rest = iter([*breaks, (1 << 60, 1 << 60)])
    gap = next(rest)
    for a, b in group:
        at = a
        while gap[0] < passed + b - a:
            if at < a + gap[0] - passed:
                out[-1].append((at, a + gap[0] - passed))
            out.append([])
            at = min(b, a + gap[1] - passed)
            gap = next(rest)
        if at < b:
            out[-1].append((at, b))
        passed += b - a
    return out


def _join(text: str, lines: Lines) -> list[Lines]:
    """Group lines into paragraphs."""
    width = _wrap_width(text, lines)
    groups: list[Lines] = []
    missing = ""  # the closing bracket that the paragraph so far waits for
    waited = 0
    for start, end in lines:
        line = text[start:end]
        content = line.strip()
        if not content or not _INKED.search(content):
            continue
        adjacent = bool(groups) and text.count("\n", groups[-1][-1][1], start) <= 1
        carried = bool(groups) and _BARE_MARK.fullmatch(text, *groups[-1][-1]) is not None
        # No paragraph ends on 、 or ，.
        before = text[slice(*groups[-1][-1])].rstrip() if groups else ""
        carried = carried or (before.endswith(("、", "，")) and not _STARTS_ITEM.match(line) and "\t" not in content)
        carried = carried or (bool(missing) and waited < 3 and missing in line and not _STARTS_ITEM.match(line))
        wrapped = (
            width is not None
            and adjacent
            and "\t" not in content
            and width.fills(text[groups[-1][-1][0] : groups[-1][-1][1]])
            and line[:1] not in " \u3000\t"
            and not _STARTS_ITEM.match(line)
        )
        if groups and (carried or wrapped):
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
            missing, waited = "", 0
        waited += 1
        if not (carried or wrapped) or missing in line:
            missing, waited = _unclosed(line), 0
    return groups


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
        return len(line) >= self.characters - 1 or _columns(line) >= self.columns - 3


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
    return width if len(full) >= 0.4 * len(long) and cut >= 0.6 * len(full) else None
