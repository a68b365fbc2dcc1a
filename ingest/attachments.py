"""Attachments: printed with a title of their own, or only listed in the notice before its signature."""

from __future__ import annotations

import re

from ingest.layout import Layout
from ingest.rulebook import load_rules

__all__ = ["is_listed_attachment", "title_of_attachment"]

_DATE_LINE = re.compile(
    r"^.{0,30}?(?:20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年"
    r"[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)
# On what titles of attachments end, so that a broken title is taken as a whole.
_TITLE_END = re.compile(r"(?:表|单|案|划|法|册|则|件|图|录|书|本|式|点|程|施|见|知|定|求|制|南|引|组|策|标|览|）)$")
_LISTED = re.compile(r"\d{1,2}[.、](?!\d)")
_FOOTER = 100  # what may follow a text: 抄送, 分享
_FAR = 20_000
_NEAR = 12
_LONGEST_LINE = 60


def title_of_attachment(layout: Layout, index: int, after: int) -> tuple[int, int] | None:
    """Return where the title of the attachment stands that a line opens.

    Args:
        layout: the text.
        index: the paragraph that begins with 附件.
        after: past the word 附件 and its number.

    Returns:
        start and end of the title in the layout's text, empty where there is none; None where the line only
        mentions the attachment, or where the whole text is one.
    """
    text, paragraphs = layout.text, layout.paragraphs
    end = paragraphs[index][1]
    title = text[after:end]
    if title:
        words = sum("\u4e00" <= c <= "\u9fff" for c in title)
        mentioned = (
            index == 0
            or _LISTED.match(title) is not None
            or text.find(title[:12], end, end + _FAR) > 0
            or _signature_follows(layout, index)
            or _ends_text(layout, index)
        )
        if words < 4 or len(title) > _LONGEST_LINE or "。" in title or mentioned:
            return None
        return after, end
    if index + 1 >= len(paragraphs) or index == 0 or _lists(layout, index):
        return None
    start, title_end = paragraphs[index + 1]
    for a, b in paragraphs[index + 1 : index + 4]:
        line = text[a:b]
        if "\t" in line or b - a > 50 or _is_marked(line) or line[-1] in "。：；":
            break
        title_end = b
        if _TITLE_END.search(line):
            break
    if title_end - start > 2 * _LONGEST_LINE or "\t" in text[start:title_end]:
        return end, end
    return start, title_end


def is_listed_attachment(layout: Layout, index: int) -> bool:
    """Say whether a line is a member of the notice's list of attachments (附件：1.…, then 2.…).

    Args:
        layout: the text.
        index: a paragraph that begins with a number.

    Returns:
        True where a line 附件：… stands above it and the signature below.
    """
    opening = load_rules("sections")["style"][0].pattern
    for a, b in reversed(layout.paragraphs[max(0, index - _NEAR) : index]):
        line = layout.text[a:b]
        if m := opening.match(line):
            listed = _LISTED.match(line, m.end()) is not None or _lists(layout, layout.paragraph_at(a))
            return listed or (b - a > 4 and _signature_follows(layout, index))
        if b - a > _LONGEST_LINE or "。" in line or not re.match(r"\d{1,2}[.、]", line):
            return False
    return False


def _lists(layout: Layout, index: int) -> bool:
    """Whether a line 附件： stands alone over a list of them, 1.… and 2.…, and only names them."""
    if layout.text[layout.paragraphs[index][1] - 1] != "：":
        return False
    numbers = [layout.text[a:b] for a, b in layout.paragraphs[index + 1 : index + 3]]
    return len(numbers) == 2 and numbers[0][:1] == "1" and numbers[1][:1] == "2" and all(map(_LISTED.match, numbers))


def _ends_text(layout: Layout, index: int) -> bool:
    """Whether hardly anything stands below: the attachment is named, not printed."""
    end = layout.paragraphs[index][1]
    return len(layout.text) - end < _FOOTER and "\t" not in layout.text[end:]


def _is_marked(line: str) -> bool:
    return any(rule.pattern.match(line) for rule in load_rules("sections")["style"])


def _signature_follows(layout: Layout, index: int) -> bool:
    """Whether the notice is signed within a few lines."""
    for a, b in layout.paragraphs[index + 1 : index + _NEAR]:
        line = layout.text[a:b]
        if _DATE_LINE.match(line):
            return True
        if len(line) > _LONGEST_LINE:
            return False
    return False
