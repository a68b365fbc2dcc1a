"""Days: 二〇一八年六月六日, 2023年4月底, 年底前 → YYYY-MM-DD."""

from __future__ import annotations

import calendar
import re

from ingest.numerals import chinese_number

__all__ = ["day", "last_day"]

_PHRASE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})年)?"
    r"(?:(?P<month>1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})月)?"
    r"(?:(?P<day>3[01]|[12]\d|0?[1-9]|[一二三四五六七八九十]{1,3})日)?"
    r"(?P<part>(?:第?(?P<quarter>[一二三四1-4])季度)|上半年|下半年|[上中下]旬|年中)?"
    r"(?P<end>年?底|年末|末|初)?"
)


def day(year: str, month: str, dom: str) -> str | None:
    """Return a day as YYYY-MM-DD.

    Args:
        year: Arabic or Chinese digits.
        month: likewise.
        dom: the day of the month, likewise.

    Returns:
        The day, or None where there is no such day.

    >>> day("二〇一八", "六", "六"), day("2020", "2", "31")
    ('2018-06-06', None)
    """
    y, m, d = (
        chinese_number(re.sub("[○Oo]|(?<=[一二〇])0|0(?=[一二三四五六七八九])", "〇", t)) for t in (year, month, dom)
    )
    if y is None or m is None or d is None or not 1 <= m <= 12 or not 1 <= d <= calendar.monthrange(y, m)[1]:
        return None
    return f"{y:04d}-{m:02d}-{d:02d}"


def last_day(phrase: str, year: int | None) -> str | None:
    """Return the last day that a deadline allows.

    Args:
        phrase: such as 2020年, 6月底, 2023年上半年, 年底, without 前 and the like.
        year: the year that a phrase without one is read in, or None where unknown.

    Returns:
        YYYY-MM-DD, or None where the phrase names no day.

    >>> last_day("2020年", None), last_day("6月底", 2022), last_day("2023年二季度", None), last_day("年底", None)
    ('2020-12-31', '2022-06-30', '2023-06-30', None)
    """
    m = _PHRASE.fullmatch(phrase)
    if not m or not phrase:
        return None
    y = chinese_number(m["year"]) if m["year"] else year
    if y is None or not 1900 <= y <= 2100:
        return None
    month = chinese_number(m["month"]) if m["month"] else None
    if month is not None and not 1 <= month <= 12:
        return None
    dom: int | None = chinese_number(m["day"]) if m["day"] else None
    if m["quarter"]:
        month = 3 * (chinese_number(m["quarter"]) or 4)
    elif m["part"] in ("上半年", "年中"):
        month = 6
    elif m["part"] in ("上旬", "中旬"):
        dom = 10 if m["part"] == "上旬" else 20
    if month is None:
        month = 1 if m["end"] == "初" else 12
    last = calendar.monthrange(y, month)[1]
    return f"{y:04d}-{month:02d}-{min(dom or last, last):02d}"
