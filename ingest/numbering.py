"""Numbers of headings and items: at the beginning of a line, and in text that has lost its line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.attachments import is_listed_attachment, title_of_attachment
from ingest.decimals import decimal_numbers
from ingest.headings import heading_end
from ingest.layout import Layout
from ingest.numerals import chinese_number
from ingest.rulebook import Rule, load_rules
from ingest.tables import is_heading_row

__all__ = ["ATTACHMENT", "FLAT", "Item", "numbered_items"]

ATTACHMENT = "attachment"
_COMMA_RANK = 4
_DECIMAL_RANK = 6  # 2 is arabic, 2.1 one below it, 2.1.1 two
_INLINE_RANK = {"cn_comma": _COMMA_RANK, "cn_bracket": 5, "arabic": 6}
FLAT = 400  # a paragraph longer than this may hold a whole document

_IDEOGRAPHS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PAREN_DIGITS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
# A number in the middle of a line: only the styles that people run together when line breaks are lost. Its last two
# characters are looked for first; a pattern that begins with alternatives is tried at every character.
_INLINE_END = re.compile(r"[一二三四五六七八九十\d][）、.]")
_INLINE = re.compile(
    r"(?:（(?P<bracket>[一二三四五六七八九十]{1,3})）|(?P<comma>[一二三四五六七八九十]{1,3})、|(?<![\d.])(?P<arabic>\d{1,2})\.)$"
)
_INLINE_LENGTH = 5
_HEADING_ONLY = re.compile(r"[^。；：！？（\n]{2,39}[^，、。；：！？（\n]")
_BOX = re.compile(r"(?:专栏|栏目)(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[：:]?[^。]{0,50}$")
_NOTES = ("注：", "备注：", "说明：")
_REFERRED = re.compile(r"(?:第|按照?|见|至|和|、|到|或|之)$")


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered heading or item, or an attachment; places are in the layout's text.

    `start`–`end` covers the number, the heading and all that stands below; `title_start`–`title_end` the heading.
    `own_line`: the heading fills its line. `parent` is an index into the list of items.
    """

    style: str
    rank: int
    number: str | None
    value: int | None
    start: int
    end: int
    title_start: int
    title_end: int
    own_line: bool
    parent: int | None


def numbered_items(layout: Layout) -> Iterator[Item]:
    """Yield everything that bears a number, and the attachments, in the order of the text.

    Args:
        layout: the text.

    Yields:
        Items that end with their paragraph and have no parent yet.
    """
    return _Numbering(layout).items()


class _Numbering:
    """How far the numbers of each style have come: `open` below the heading that is open, `reached` in the whole text.

    `box` counts those of the box (专栏) that is open.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout, self.text = layout, layout.text
        self.styles = load_rules("sections")["style"]
        self.decimals = decimal_numbers(layout)
        self.open: dict[str, int] = {}
        self.reached: dict[str, int] = {}
        self.deepest = -1
        self.box: dict[str, int] | None = None

    def items(self) -> Iterator[Item]:
        for index, (start, end) in enumerate(self.layout.paragraphs):
            line = self.text[start:end]
            if "\t" in line:
                if is_heading_row(line.split("\t")):
                    yield self._enter(_heading_row(start, line))
                continue
            if index in self.decimals:
                item: Item | None = _decimal(self.layout, index, self.decimals[index])
            else:
                item = _at_line_start(self.layout, index, line, self.styles)
            if _BOX.match(line):
                self.box = {}
            elif self.box is not None and item is not None:
                if self._lies_in_box(item, self.box):
                    continue
                self.box = None
            if item is not None:
                yield self._enter(item)
            elif self.box is not None or line.startswith(_NOTES):
                continue
            yield from self._inline(item, start, end)

    def _enter(self, item: Item) -> Item:
        for style in self.styles:
            if style.rank > item.rank:
                self.open.pop(style.name, None)
        if item.value is not None:
            self.open[item.style] = self.reached[item.style] = item.value
        self.deepest = item.rank
        return item

    def _lies_in_box(self, item: Item, box: dict[str, int]) -> bool:
        """Whether a number in or below a box belongs to it: it goes deeper than the text or counts anew."""
        if item.style not in box and item.rank <= self.deepest and item.value == self.open.get(item.style, 0) + 1:
            return False  # goes on from before the box
        if item.rank < self.deepest and item.style not in self.open:
            return False
        if item.value is None or item.value != box.get(item.style, 0) + 1:
            return False
        box[item.style] = item.value
        return True

    # Numbers in the middle of a line

    def _inline(self, item: Item | None, start: int, end: int) -> Iterator[Item]:
        above = item.title_start if item is not None else None
        for m in _inline_numbers(self.text, start if above is None else above, end):
            style = "cn_bracket" if m["bracket"] else "cn_comma" if m["comma"] else "arabic"
            value = chinese_number(m["bracket"] or m["comma"] or m["arabic"])
            heading = heading_end(self.text, m.end(), end)
            if (
                m.start() > start
                and value is not None
                and self._is_heading(style, value, m, heading, above, start, end)
            ):
                above = m.end()
                number = _number(style, m[0].rstrip("、."))
                # The heading before may have run on to here; it is cut when the items are nested.
                yield self._enter(
                    Item(style, _INLINE_RANK[style], number, value, m.start(), end, above, heading, False, None)
                )

    def _is_heading(
        self, style: str, value: int, m: re.Match[str], heading: int, above: int | None, start: int, end: int
    ) -> bool:
        text, place, deeper = self.text, m.start(), _INLINE_RANK[style] > self.deepest
        if heading - m.end() < 3 or not ("\u4e00" <= text[m.end()] <= "\u9fff" or text[m.end()] in "“《"):
            return False
        if _REFERRED.search(text, max(start, place - 2), place):
            return False
        before = text[place - 1]
        closed = before in "。！？）〕"
        sentence = style == "cn_bracket" and text[heading : heading + 1] == "。"
        # 二、重点任务（一）建设平台: nothing but a heading stands between the two.
        headed = deeper and above is not None and _HEADING_ONLY.fullmatch(text, above, place) is not None
        if value > 1 and self.open.get(style) == value - 1:
            return closed or headed or (sentence and before not in "，；：")
        if value > 1:
            return deeper and (closed or headed) and self.reached.get(style) == value - 1
        flat = style == "cn_comma" and end - start > FLAT and text[m.end()] not in "一二三四五六七八九十"
        opens = closed or headed or flat or before == "：" or (sentence and before not in "，；")
        return opens and deeper and _second_follows(text, style, m.end(), end)


def _inline_numbers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for last in _INLINE_END.finditer(text, start, end):
        m = _INLINE.search(text, max(start, last.end() - _INLINE_LENGTH), last.end())
        if m is not None and not (m["arabic"] and text[m.end() : m.end() + 1].isdigit()):
            yield m


def _second_follows(text: str, style: str, start: int, end: int) -> bool:
    second = {"cn_bracket": "（二）", "cn_comma": "二、", "arabic": "2."}[style]
    return text.find(second, start, min(end, start + 4000)) > 0


# Numbers at the beginning of a line


def _heading_row(start: int, line: str) -> Item:
    """一 and 财政政策 in the cells of a row."""
    cells = [m.span() for m in re.finditer(r"[^\t]+", line)]
    title = cells[1] if len(cells) > 1 else cells[0]
    written = line[: cells[0][1]].rstrip("、") if len(cells) > 1 else None
    style = "cn_bracket" if line.startswith("（") else "cn_comma"
    value = _value(written.strip("（）")) if written else None
    rank = 5 if style == "cn_bracket" else _COMMA_RANK
    return Item(style, rank, written, value, start, start + len(line), start + title[0], start + title[1], True, None)


def _decimal(layout: Layout, index: int, number: re.Match[str]) -> Item:
    start, end = layout.paragraphs[index]
    written = number["number"]
    depth = written.count(".")
    title_start = start + number.end()
    title_end = heading_end(layout.text, title_start, end)
    return Item(
        "decimal" if depth else "arabic",
        _DECIMAL_RANK + depth,
        written,
        None if depth else int(written),
        start,
        end,
        title_start,
        title_end,
        title_end >= end - 1,
        None,
    )


@cache
def _any_style() -> re.Pattern[str]:
    """Every style at once: most lines bear no number."""
    return re.compile(re.sub(r"\(\?P<\w+>", "(?:", load_rules("sections").source_of("style")))


def _at_line_start(layout: Layout, index: int, line: str, styles: tuple[Rule, ...]) -> Item | None:
    if _any_style().match(line) is None:
        return None
    start, end = layout.paragraphs[index]
    for style in styles:
        if (m := style.pattern.match(line)) is None:
            continue
        if style.name == ATTACHMENT:
            title = title_of_attachment(layout, index, start + m.end())
            number = f"附件{m['number'] or ''}"
            return title and Item(
                ATTACHMENT, style.rank, number, _value(m["number"] or ""), start, end, *title, True, None
            )
        groups = m.groupdict()
        written = groups["number"] or groups.get("bare") or ""
        title_start = start + m.end()
        title_end = heading_end(layout.text, title_start, end)
        if title_end == title_start or (style.name == "arabic" and is_listed_attachment(layout, index)):
            return None
        return Item(
            style.name,
            style.rank,
            _number(style.name, m[0] if style.name in ("chapter", "division", "article") else written),
            _value(written),
            start,
            end,
            title_start,
            title_end,
            title_end >= end - 1,
            None,
        )
    return None


def _number(style: str, written: str) -> str:
    """The number in its standard form: 一, （一）, 1, （1）, 第一条."""
    if style == "cn_bracket":
        written = written.strip("（）")
        return f"（{'一二三四五六七八九十'[_IDEOGRAPHS.index(written)] if written in _IDEOGRAPHS else written}）"
    if style == "arabic_bracket":
        return f"（{written}）"
    return written


def _value(written: str) -> int | None:
    for circled in (_CIRCLED, _PAREN_DIGITS, _IDEOGRAPHS):
        if written and written in circled:
            return circled.index(written) + 1
    return chinese_number(written) if written else None
