"""Years that govern the quantities behind them: 到2025年，… · 2023年6月底前 · 到“十四五”末，达到."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

__all__ = ["PLAN_ENDS", "Year", "Years", "find_years"]

# Both begin with a literal, which makes the search in a long text cheap; what stands before is looked at afterwards.
_YEAR = re.compile(
    r"20(\d\d)年(?:度)?(?P<end>年?底|年?末|(?:上半年|\d{1,2}月(?:份|\d{1,2}日)?)(?:底|末)?)?"
    r"(?P<before>前|之前|以前)?(?P<comma>，)?"
)
_PLAN = re.compile(r"十([二三四五六])五”?(?P<end>(?:规划|时)?期?末)(?P<before>前|之前|以前)?(?P<comma>，)?")
_APART = "，；：、。！？.）—\t\n"
_UNTIL = ("到", "至")
_TO = (*_UNTIL, "截止", "力争", "确保", "争取", "在")
PLAN_ENDS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
# 全市2022年新增…: what is done in the year stands behind it.
_DOING = re.compile(
    r"全[市省县区州国]|我[市省县区]|力争|确保|计划|新增|新建|新改建|改扩建|建成|完成|实现|达到?|培育|打造|实施|开展|培训|引进|发展"
)
_OF_THE_YEAR = re.compile(r"(?:新增|新建|建成|引进|认定|培育|实施|完成|入库)的")
_PAST_DOING = re.compile(r"，|全[市省县区州国]|我[市省县区]|(?:完成|实现|新增|新建|建成|累计|共|减少|引进|培育)(?!的)")
_MOST = 12  # years of one list
_JOINTS = ("、", "和", "及", "与", "以及")


@dataclass(frozen=True, slots=True)
class Year:
    """A year that is stated as the time of what follows.

    `comma`: a comma sets it off, so that it may reach over several sentences; `past`: it lies before the document;
    `together`: the years of a list that ends here, of which each has a value of its own (2023年、2024年分别…).
    """

    start: int
    end: int
    year: int
    comma: bool
    past: bool
    together: tuple[int, ...]


class Years:
    """The years of a text, asked for by place."""

    def __init__(self, text: str, own: int | None) -> None:
        """Find them.

        Args:
            text: the layout's text.
            own: the document's year, if known.
        """
        self.text, self.own = text, own
        self.found = find_years(text, own)
        self.places = [y.start for y in self.found]

    def last_to_come(self, start: int, end: int) -> Year | None:
        """Return the last year in a stretch that does not lie before the document.

        Args:
            start: where the stretch begins.
            end: one past its end.

        Returns:
            The year, if there is one.
        """
        for n in range(bisect_left(self.places, end) - 1, -1, -1):
            if self.places[n] < start:
                return None
            if not self.found[n].past:
                return self.found[n]
        return None

    def before(self, start: int, place: int) -> Year | None:
        """Return the year that is stated last before a place.

        Args:
            start: how far back to look.
            place: the place.

        Returns:
            The year, if there is one.
        """
        n = bisect_left(self.places, place) - 1
        return self.found[n] if n >= 0 and self.places[n] >= start else None

    def behind(self, place: int) -> Year | None:
        """Return the first year from a place on.

        Args:
            place: the place.

        Returns:
            The year, if there is one.
        """
        n = bisect_left(self.places, place)
        return self.found[n] if n < len(self.found) else None

    def is_ahead(self, y: Year | None) -> bool:
        """Say whether a year is one by which things are done, not the document's own, in which they may have been.

        Args:
            y: one of these years, or None.

        Returns:
            True for a later year, and for 到2020年 or 2020年底前.
        """
        if y is None:
            return False
        by_then = self.text[y.start - 1] in "到至" or "前" in self.text[y.start : y.end]
        return by_then or self.own is None or y.year > self.own


def find_years(text: str, own: int | None) -> list[Year]:
    """Find the years that govern what follows them.

    Args:
        text: the layout's text.
        own: the document's year, if known.

    Returns:
        The years in order; one that only dates something else (2020年的35%, 比2015年) is none.
    """
    out: list[Year] = []
    together: tuple[int, ...] = ()
    last = governed = -1  # where the year before ends, and the last one that governs
    for m in sorted([*_YEAR.finditer(text), *_PLAN.finditer(text)], key=re.Match.start):
        start, end = m.span()
        year = 2000 + int(m[1]) if m.re is _YEAR else PLAN_ENDS[m[1]]
        joined = text[last:start] in _JOINTS and len(together) < _MOST
        together = (*together, year) if joined else (year,)
        lead = text[max(0, start - 3) : start].rstrip("“")
        # 恢复到2017年的80%: the year of a measure
        until = lead.endswith(_UNTIL) and not lead.endswith("截至") and not text.startswith("的", end)
        past = own is not None and year < own and not until
        goes_on = len(together) > 1 and governed == last and not past
        last = end
        if goes_on or _governs(text, m, lead, past):
            out.append(Year(start, end, year, bool(m["comma"]), past, together))
            governed = end
    return out


def _governs(text: str, m: re.Match[str], lead: str, past: bool) -> bool:
    before = lead[-1:] or "\n"
    in_range = lead.endswith(_UNTIL) and lead[-2:-1] in ("年", "月", "日")
    if in_range or before == "~" or (before in "-—" and not lead.endswith("——")):
        # 2021—2025年，全市新增; 2019年至2021年共开展
        return not past and (bool(m["comma"]) or text.startswith(("共", "累计"), m.end()))
    if before in "较比从由自":
        return False
    if not lead.endswith(_TO) and _OF_THE_YEAR.match(text, m.end()):
        return False  # 对2023年新增的企业给予奖励
    apart = before in _APART or lead.endswith((*_TO, "其中"))
    if past:
        return apart and _PAST_DOING.match(text, m.end() - bool(m["comma"])) is not None
    return bool(m["end"] or m["before"]) or apart or _DOING.match(text, m.end()) is not None
