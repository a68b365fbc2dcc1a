"""Headings and items: how the text is numbered, and what lies under what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.attachments import is_listed_attachment, title_of_attachment
from ingest.decimals import decimal_numbers
from ingest.head import Head
from ingest.layout import Layout
from ingest.numerals import chinese_number
from ingest.rulebook import Rule, load_rules

__all__ = ["ATTACHMENT", "TITLE_LENGTH", "Item", "heading_end", "part_of", "read_items"]

ATTACHMENT = "attachment"
_PART_RANK, _COMMA_RANK = 1, 4
_DECIMAL_RANK = 6  # 2 is arabic, 2.1 one below it, 2.1.1 two
_LONGEST_PART = 16
TITLE_LENGTH = 40  # a first sentence longer than this is running text, not a heading

_READ_AHEAD = 240  # no heading needs more, and a text without full stops must not be read again and again

_IDEOGRAPHS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PAREN_DIGITS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_SENTENCE_END = re.compile(r"[。！？\n\t]")
_CLAUSE_END = re.compile(r"[，。；：！？\n\t]")
# A number in the middle of a line: only the styles that people run together when line breaks are lost.
_INLINE = re.compile(
    r"（(?P<bracket>[一二三四五六七八九十]{1,3})）|(?P<comma>[一二三四五六七八九十]{1,3})、|(?P<arabic>(?<![\d.])\d{1,2})\.(?!\d)"
)
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


def heading_end(text: str, start: int, limit: int) -> int:
    """Return where the heading that begins at `start` ends.

    It is the first sentence; where that runs on past a heading's length, its first clause.

    Args:
        text: the layout's text.
        start: after the number.
        limit: where the heading must end at the latest (line end, responsibility clause).

    Returns:
        One past the heading's last character.
    """
    limit = min(limit, start + _READ_AHEAD)
    m = _SENTENCE_END.search(text, start, limit)
    end = m.start() if m else limit
    colon = text.find("：", start, end)
    if colon > start and _outside_brackets(text, start, colon):
        end = colon
    if end - start > TITLE_LENGTH and (m := _CLAUSE_END.search(text, start, end)):
        end = m.start()
    return end


def _outside_brackets(text: str, start: int, place: int) -> bool:
    piece = text[start:place]
    return piece.count("（") == piece.count("）") and piece.count("“") == piece.count("”")


def part_of(title: str) -> str:
    """Say what a part is by its heading: goal, preamble, background, task, support, or '' for an ordinary part.

    Args:
        title: the heading without its number.

    Returns:
        The `means` of the rule that takes it.

    >>> [part_of(t) for t in ("总体目标", "重点任务", "组织保障", "加快产业集聚")]
    ['goal', 'task', 'support', '']
    """
    for rule in load_rules("sections")["part"]:
        if rule.pattern.search(title):
            return rule.means
    return ""


def read_items(layout: Layout, head: Head) -> tuple[Item, ...]:
    """Find every numbered heading and item, and the unnumbered headings of parts where no part is numbered.

    Args:
        layout: the text.
        head: where the document's own titles and its signature stand.

    Returns:
        The items in the order of the text, each with its parent.
    """
    found = list(_candidates(layout))
    if not any(_PART_RANK < item.rank <= _COMMA_RANK for item in found):
        titles = [(a, b) for label, a, b in head.spans if label == "own_title"]
        found = sorted([*found, *_unnumbered(layout, titles)], key=lambda i: i.start)
    return _nest(found, head.body_ends, len(layout.text))


def _unnumbered(layout: Layout, titles: list[tuple[int, int]]) -> Iterator[Item]:
    """重点任务 on a line of its own."""
    for start, end in layout.paragraphs:
        named = end - start <= _LONGEST_PART and part_of(layout.text[start:end])
        if named and not any(a <= start < b for a, b in titles):
            yield Item("part", _PART_RANK, None, None, start, end, start, end, True, None)


def _candidates(layout: Layout) -> Iterator[Item]:
    text = layout.text
    styles = load_rules("sections")["style"]
    inline_rank = {"cn_bracket": 5, "cn_comma": 4, "arabic": 6}
    open_values: dict[str, int] = {}
    deepest = -1
    decimals = decimal_numbers(layout)

    def enter(item: Item) -> Item:
        nonlocal deepest
        for style in [s.name for s in styles if s.rank > item.rank]:
            open_values.pop(style, None)
        if item.value is not None:
            open_values[item.style] = item.value
        deepest = item.rank
        return item

    for index, (start, end) in enumerate(layout.paragraphs):
        line = text[start:end]
        if "\t" in line:
            continue
        at = start
        item = (
            _decimal(layout, index, decimals[index])
            if index in decimals
            else _at_line_start(layout, index, line, styles)
        )
        if item is not None:
            yield enter(item)
            at = item.title_start
        for m in _INLINE.finditer(text, at, end):
            style = "cn_bracket" if m["bracket"] else "cn_comma" if m["comma"] else "arabic"
            value = chinese_number(m["bracket"] or m["comma"] or m["arabic"])
            if m.start() == start or value is None or _REFERRED.search(text, max(start, m.start() - 2), m.start()):
                continue
            before = text[m.start() - 1]
            follows = open_values.get(style) == value - 1
            closed = before in "。！？）〕"
            heading = heading_end(text, m.end(), end)
            if heading - m.end() < 3 or (not "\u4e00" <= text[m.end()] <= "\u9fff" and text[m.end()] not in "“《"):
                continue
            if value > 1 and follows:
                accepted = closed or (
                    style == "cn_bracket" and before not in "，；：" and text[heading : heading + 1] == "。"
                )
            else:
                accepted = (
                    value == 1
                    and (
                        closed
                        or before == "："
                        or (style == "cn_bracket" and text[heading : heading + 1] == "。" and before not in "，；")
                    )
                    and inline_rank[style] > deepest
                    and _second_follows(text, style, m.end(), end)
                )
            if accepted:
                # The heading before may have run on to here: cut it.
                yield enter(
                    Item(
                        style,
                        inline_rank[style],
                        _number(style, m[0].rstrip("、.")),
                        value,
                        m.start(),
                        end,
                        m.end(),
                        heading,
                        False,
                        None,
                    )
                )


def _second_follows(text: str, style: str, start: int, end: int) -> bool:
    second = {"cn_bracket": "（二）", "cn_comma": "二、", "arabic": "2."}[style]
    return text.find(second, start, min(end, start + 4000)) > 0


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


def _at_line_start(layout: Layout, index: int, line: str, styles: tuple[Rule, ...]) -> Item | None:
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


def _nest(found: list[Item], body_ends: tuple[int, ...], length: int) -> tuple[Item, ...]:
    """Give every item its parent and its end."""
    parents: list[int | None] = []
    item_ends: list[int] = []
    stack: list[int] = []

    def close(down_to: int, place: int) -> None:
        while stack and found[stack[-1]].rank >= down_to:
            item_ends[stack.pop()] = place

    ends = sorted(body_ends)
    for index, item in enumerate(found):
        while ends and ends[0] <= item.start:
            close(0 if not (stack and found[stack[0]].style == ATTACHMENT) else 1, ends.pop(0))
        close(item.rank, item.start)
        parents.append(stack[-1] if stack else None)
        item_ends.append(item.end)
        stack.append(index)
    while ends and stack and ends[0] < found[stack[-1]].start:
        ends.pop(0)
    close(-1, ends[0] if ends else length)
    # A heading never reaches into the item that follows it on the same line.
    limits = [*(item.start for item in found[1:]), length][: len(found)]
    return tuple(
        replace(item, parent=parent, end=end, title_end=min(item.title_end, limit))
        for item, parent, end, limit in zip(found, parents, item_ends, limits, strict=True)
    )


@Language.factory("policy_sections", requires=["doc._.layout", "doc._.head"], assigns=["doc._.items", "doc.spans"])
def make_sections(nlp: Language, name: str) -> SectionReader:
    """Return the component that sets `doc._.items` and `doc.spans["items"]`."""
    return SectionReader()


class SectionReader:
    """The component `policy_sections`."""

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        doc._.items = read_items(layout, doc._.head)
        doc.spans["items"] = [
            Span(doc, *layout.span(i.start, max(i.title_end, i.start + 1)), label=i.style) for i in doc._.items
        ]
        return doc


Doc.set_extension("items", default=(), force=True)
