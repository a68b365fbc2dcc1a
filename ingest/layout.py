"""The page behind the text: paragraphs and table rows, one spelling of digits and brackets, offsets kept.

Rules read `Layout.text`, never the document itself. There

- every paragraph is one line: hard-wrapped lines are joined, a text without line breaks is split at its spaces,
  an open 《 or （ is carried over the line's end;
- white space is gone (spaces inside names, indents), except between Latin words and the tab between table cells;
- full-width digits and letters, the many brackets and half-width punctuation have one form each:
  （）, 〔〕 for every square bracket, 《》, 〈〉, ，：；.

`Layout.span` turns a place there into offsets of the document as read.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from ingest.tokenizer import text_of

__all__ = ["Layout", "enclosed", "fold", "read_layout"]

_FULL = (
    "".join(map(chr, range(0xFF10, 0xFF1A)))
    + "".join(map(chr, range(0xFF21, 0xFF3B)))
    + "".join(map(chr, range(0xFF41, 0xFF5B)))
)
_HALF = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# Everything maps one character to one character: NFKC would move offsets (… → ...) and meanings (① → 1).
_FOLD = str.maketrans(
    _FULL
    + "()[]［］【】﹝﹞〖〗﹙﹚❲❳{}｛｝"
    + "%％﹪"
    + ":;：；﹕﹔"
    + "．﹒｡"
    + "＋－～〜∼"
    + "︰"
    + "﹤＜﹥＞"
    + "＊※"
    + "･•",
    _HALF
    + "（）〔〕〔〕〔〕〔〕〔〕（）〔〕〔〕〔〕"
    + "%%%"
    + "：；：；：；"
    + "..。"
    + "+-~~~"
    + "："
    + "〈〈〉〉"
    + "**"
    + "··",
)
# A half-width comma is a comma, except as a thousands separator; <…> quotes a title only around Chinese words.
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
_ANGLE = re.compile(r"<(?=[^<>\n]{2,80}>)|(?<=[\u4e00-\u9fff）])>")
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = r"\s\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f"
_INK = re.compile(rf"[^{_BLANK}]+")
# Markdown that web copies leave behind: **bold**, # headings.
_DECORATION = re.compile(r"\*{2,}|^#{1,6}(?=\s)", re.MULTILINE)
_MARK = (
    r"(?:第[一二三四五六七八九十百零]+[章节条]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、](?!\d)|"
    r"（\d{1,2}）|[①-⑳]|附件\d*[：:]?|专栏\d*)"
)
_STARTS_ITEM = re.compile(rf"[{_BLANK}]*{_MARK}")
_BARE_MARK = re.compile(
    rf"[{_BLANK}]*(?:第[一二三四五六七八九十百零]+[章节条]|[一二三四五六七八九十]{{1,3}}、|（[一二三四五六七八九十]{{1,3}}）|\d{{1,2}}[.、])[{_BLANK}]*"
)
_GAP = re.compile(rf"[{_BLANK}]+")
_GAP_BEFORE_MARK = re.compile(rf"(?<![{_BLANK}])[{_BLANK}]+(?={_MARK})")
_CLOSE = {"《": "》", "（": "）", "〔": "〕", "〈": "〉"}
_BRACKET = re.compile(r"[《》（）〔〕〈〉]")
_ENCLOSING = re.compile(r"[（）〔〕《》“”\n]")
_FLAT_LENGTH = 120  # a paragraph longer than this with numbers behind spaces has lost its line breaks
_SHORT_LENGTH = 50  # in such a text, one shorter than this has not
_WRAP_RANGE = range(24, 140)  # columns of a full line of hard-wrapped text


@dataclass(frozen=True, slots=True)
class Layout:
    """The folded text (see the module) and where each of its characters stands in the document.

    `paragraphs` are (start, end) in `text`; those that hold a tab are table rows. `joints` are the characters
    after which a line of the document ends inside a paragraph.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    offsets: array[int]
    joints: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document's offsets of `text[start:end]`, which must not be empty.

        Args:
            start: first character in `text`.
            end: one past the last.

        Returns:
            start and end in the document as read.
        """
        return self.offsets[start], self.offsets[end - 1] + 1

    def paragraph_at(self, place: int) -> int:
        """Return the index of the paragraph in which this place of `text` lies.

        Args:
            place: an index of `text`.

        Returns:
            An index of `paragraphs`.
        """
        return max(0, bisect_right(self.paragraphs, (place, len(self.text) + 1)) - 1)


def fold(text: str) -> str:
    """Return the text with one form for each kind of digit, bracket and comma, every character in its place.

    Args:
        text: any text.

    Returns:
        A text of the same length.

    >>> fold("(责任单位:省科技厅,［２０１８］16号,1,000家)")
    '（责任单位：省科技厅，〔2018〕16号，1,000家）'
    """
    text = _COMMA.sub("，", text.translate(_FOLD))
    if "<" in text:
        text = _ANGLE.sub(lambda m: "〈" if m[0] == "<" else "〉", text)
    return text


def enclosed(text: str) -> bytearray:
    """Mark what stands in brackets, titles or quotes: （）〔〕《》“”, within one paragraph.

    Args:
        text: a layout's text.

    Returns:
        1 for every character inside, 0 for the others.

    >>> list(enclosed("甲（乙）丙"))
    [0, 1, 1, 0, 0]
    """
    marks = bytearray(len(text))
    depth = opened = 0
    for m in _ENCLOSING.finditer(text):
        c = m[0]
        if c == "\n":
            depth = 0
        elif c in "（〔《“":
            opened = m.start() if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                marks[opened : m.start()] = b"\1" * (m.start() - opened)
    return marks


def read_layout(text: str) -> Layout:
    """Read paragraphs and rows out of a document's text.

    Args:
        text: the document as read.

    Returns:
        Its layout.
    """
    folded = _DECORATION.sub(lambda m: " " * len(m[0]), fold(text))
    lines = [m.span() for m in _LINE.finditer(folded)]
    parts: list[str] = []
    offsets = array("l")
    paragraphs: list[tuple[int, int]] = []
    joints: list[int] = []
    place = 0
    for group in _split_flat(folded, _join(folded, lines)):
        first = place
        for start, end in group:
            for piece, at in _ink(folded, start, end, is_row="\t" in folded[start:end].strip()):
                parts.append(piece)
                offsets.extend(range(at, at + len(piece)))
                place += len(piece)
            joints.append(place - 1)
        if place > first:
            paragraphs.append((first, place))
            parts.append("\n")
            offsets.append(offsets[-1])
            place += 1
    return Layout("".join(parts), tuple(paragraphs), offsets, frozenset(joints))


def _ink(text: str, start: int, end: int, *, is_row: bool) -> list[tuple[str, int]]:
    """The runs of a line that are kept, each with its offset."""
    runs: list[tuple[str, int]] = []
    for m in _INK.finditer(text, start, end):
        if runs:
            at = m.start() - 1
            before = runs[-1][0][-1]
            if is_row and "\t" in text[runs[-1][1] + len(runs[-1][0]) : m.start()]:
                runs.append(("\t", at))
            elif before.isascii() and before.isalpha() and m[0][0].isascii() and m[0][0].isalpha():
                runs.append((" ", at))
        runs.append((m[0], m.start()))
    return runs


def _split_flat(text: str, groups: list[list[tuple[int, int]]]) -> Iterator[list[tuple[int, int]]]:
    """Split paragraphs at their spaces where the text has lost its line breaks: where spaces stand before numbers."""
    wholes = ["".join(text[a:b] for a, b in group) for group in groups]
    signs = sum(len(_GAP_BEFORE_MARK.findall(w.strip())) for w in wholes if len(w) >= _FLAT_LENGTH and "\t" not in w)
    for group, whole in zip(groups, wholes, strict=True):
        if signs < 2 or len(whole) < _SHORT_LENGTH or "\t" in whole.strip():
            yield group
        else:
            yield from _at_spaces(group, whole)


def _at_spaces(group: list[tuple[int, int]], whole: str) -> list[list[tuple[int, int]]]:
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


def _cut(group: list[tuple[int, int]], breaks: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Cut a group of lines at breaks, which are places in the lines put together."""
    out: list[list[tuple[int, int]]] = [[]]
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


def _join(text: str, lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Group lines into paragraphs."""
    width = _wrap_width(text, lines)
    groups: list[list[tuple[int, int]]] = []
    missing = ""  # the closing bracket that the paragraph so far waits for
    waited = 0
    for start, end in lines:
        line = text[start:end]
        content = line.strip()
        if not content or not _INK.search(content):
            continue
        adjacent = bool(groups) and text.count("\n", groups[-1][-1][1], start) <= 1
        carried = bool(groups) and _BARE_MARK.fullmatch(text, *groups[-1][-1]) is not None
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


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> _Width | None:
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


@Language.factory("policy_layout", assigns=["doc._.layout"])
def make_layout(nlp: Language, name: str) -> LayoutReader:
    """Return the component that sets `doc._.layout`."""
    return LayoutReader()


class LayoutReader:
    """The component `policy_layout`."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.layout = read_layout(text_of(doc))
        return doc


Doc.set_extension("layout", default=None, force=True)
