"""Document numbers at the head of a page: on a line of their own, before a title or behind it."""

from __future__ import annotations

import re

__all__ = ["NUMBER_LINE", "number_in", "stands_behind_title", "without_number"]

_CODE = r"[\u4e00-\u9fffA-Za-z·]{1,20}〔(?:19|20)\d\d〕第?\d{1,5}号"
NUMBER_LINE = re.compile(
    rf"^[（〔]?(?P<number>{_CODE}|[\u4e00-\u9fff]{{2,24}}(?:令|公告)(?:（?\d{{4}}年?）?)?第?\d{{1,5}}号|"
    r"[\u4e00-\u9fff]{1,20}（(?:19|20)\d\d）第?\d{1,5}号)[）〕]?$"
)
_TAIL = re.compile(
    rf"(?:[（〔](?P<number>{_CODE})[）〕]|(?<=[^\n]{{6}}(?:通知|意见|方案|措施|计划|规划|办法))(?P<bare>{_CODE}))$"
)
_START = re.compile(rf"^(?P<number>{_CODE})(?=[\u4e00-\u9fff“《])")


def number_in(line: str) -> str | None:
    """Return the document number that a line is, begins with or ends on in brackets.

    Args:
        line: a line of the head.

    Returns:
        The number as written, or None.
    """
    if m := _TAIL.search(line):
        return m["number"] or m["bare"]
    m = NUMBER_LINE.match(line) or _START.match(line)
    return m["number"] if m else None


def stands_behind_title(line: str) -> bool:
    """Say whether a line is a title with its number behind it, without brackets.

    Args:
        line: a line of the head.

    Returns:
        True for 关于印发方案的通知某政发〔2020〕1号.
    """
    m = _TAIL.search(line)
    return m is not None and m["bare"] is not None


def without_number(title: str) -> str:
    """Return a title without the number that a web page puts before or behind it.

    Args:
        title: a line of the head, or several put together.

    Returns:
        The rest.

    >>> without_number("某政发〔2020〕1号关于印发方案的通知"), without_number("关于印发方案的通知（某政发〔2020〕1号）")
    ('关于印发方案的通知', '关于印发方案的通知')
    """
    if m := _START.match(title):
        title = title[m.end() :]
    return title[: m.start()] if (m := _TAIL.search(title)) else title
