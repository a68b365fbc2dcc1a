"""Headings and items: what lies under what, and what the parts of a plan are by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ingest.cells import ROLES, meaning_of
from ingest.head import Head
from ingest.layout import Layout
from ingest.numbering import ATTACHMENT, FLAT, Item, numbered_items
from ingest.rulebook import load_rules
from ingest.spans import write_spans

__all__ = ["TEXT", "part_of", "read_items"]

TEXT = "text"  # one of several that a notice issues
_PART_RANK, _LOWEST_PART_RANK = 1, 4
_LONGEST_PART = 16
_NAMES = 8, 3  # lengths of the names of parts, 总体目标 and 指导思想和目标
_QUOTED = re.compile(r"《([^《》\n]{4,60})》")


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
    found = sorted([*_texts(layout, head), *numbered_items(layout)], key=lambda i: (i.start, i.rank))
    found = [_without_text(layout, item) for item in _without_fields(layout.text, found)]
    if not any(_PART_RANK < item.rank <= _LOWEST_PART_RANK for item in found):
        titles = [(a, b) for label, a, b in head.spans if label == "own_title"]
        found = sorted([*found, *_unnumbered(layout, titles)], key=lambda i: i.start)
    return _nest(found, head.body_ends, len(layout.text))


def _without_fields(text: str, found: list[Item]) -> list[Item]:
    """Drop （一）工作内容：… （二）责任单位：… （三）完成时限：…, which say of the task above what it is."""
    fields: set[int] = set()
    for index, item in enumerate(found):
        if index in fields or not _unit_label().fullmatch(text, item.title_start, item.title_end + 1):
            continue
        fields.add(index)
        for step in (-1, 1):
            place = index
            while (other := place + step) in range(len(found)) and _next_to(found[place], found[other], step):
                fields.add(other)
                place = other
    return [item for index, item in enumerate(found) if index not in fields] if fields else found


def _next_to(item: Item, other: Item, step: int) -> bool:
    counted = item.value is not None and other.value == item.value + step
    return counted and item.style == other.style


@cache
def _unit_label() -> re.Pattern[str]:
    """The grammar of 责任单位：, as the whole of a heading."""
    labels = [rule.pattern.pattern for rule in load_rules("responsibilities")["label"] if rule.means in ROLES]
    return re.compile(f"(?:{'|'.join(labels)})：")


def _without_text(layout: Layout, item: Item) -> Item:
    """一、总体目标到2020年…, where a document has no line breaks: the heading is the name of a part."""
    if item.rank > _LOWEST_PART_RANK or item.title_end - item.title_start <= _NAMES[0]:
        return item
    start, end = layout.paragraphs[layout.paragraph_at(item.start)]
    if end - start < FLAT:
        return item
    names = (n for n in range(*_NAMES, -1) if part_of(layout.text[item.title_start : item.title_start + n]))
    return replace(item, title_end=item.title_start + length) if (length := next(names, 0)) else item


def _texts(layout: Layout, head: Head) -> list[Item]:
    """The texts that a notice issues, where they are several: 《甲方案》和《乙方案》 and, below, each title again."""
    if not head.body_ends:
        return []
    text, end = layout.text, head.body_ends[0]
    names = set(_QUOTED.findall(text, 0, end))
    found: list[Item] = []
    if len(names) < 2:
        return found
    for index, (start, stop) in enumerate(layout.paragraphs):
        attached = index > 0 and text.startswith("附件", layout.paragraphs[index - 1][0])
        if start >= end and text[start:stop] in names and not attached:
            found.append(Item(TEXT, 0, None, None, start, stop, start, stop, True, None))
    return found if len(found) > 1 else []


def _unnumbered(layout: Layout, titles: list[tuple[int, int]]) -> Iterator[Item]:
    """重点任务 on a line of its own."""
    lines = [layout.text[a:b] for a, b in layout.paragraphs]
    for index, (start, end) in enumerate(layout.paragraphs):
        named = end - start <= _LONGEST_PART and part_of(lines[index])
        # 主要内容 beside 责任单位 is the head of a column.
        column = any(meaning_of(line) for line in (*lines[index - 1 : index], *lines[index + 1 : index + 2]))
        if named and not column and not any(a <= start < b for a, b in titles):
            yield Item("part", _PART_RANK, None, None, start, end, start, end, True, None)


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
        Item(
            item.style,
            item.rank,
            item.number,
            item.value,
            item.start,
            end,
            item.title_start,
            min(item.title_end, limit),
            item.own_line,
            parent,
        )
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
        write_spans(doc, "items", ((i.start, max(i.title_end, i.start + 1), i.style, "") for i in doc._.items))
        return doc


Doc.set_extension("items", default=(), force=True)
