"""Numbers that are no targets: parameters of subsidies, conditions, past figures, ordinals, descriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.quantities import Quantity
from ingest.rulebook import load_rules

__all__ = ["PARAMETER", "Surroundings", "describes", "stop_reason"]

PARAMETER = "parameter"
# 对…的企业，…: the sentence says for whom something is done.
_BENEFICIARY = re.compile(
    r"的(?:，|[^，。；]{0,14}?(?:企业|单位|项目|人员|个人|毕业生|家庭|机构|农户|职工|养殖场|牧场|企事业|劳动者|学生))"
)
_SINCE = re.compile(r"(?:截至|截止|近年来|目前|过去)")
_COMPARED = re.compile(r"(?:从|由|比|较|自)20\d\d年")
_COUNTED = re.compile(r"\d(?:家|个|项|名|户|所|座|条)(?:左右|以上)?[^，、\d]*$")
# 产值超10亿元企业5家, 年产10万吨以上基地3个: the number tells which things are counted.
_COUNTED_BEHIND = re.compile(
    r"的?(?P<noun>[\u4e00-\u9fff“”]{2,14}?)(?:不少于|超过|达到|突破|达|约)?\d+余?(?:家|个|户|座|所|名|处|只|艘|台|支|条|场|项|种|款|件)"
)
_YEARS_AS_VALUE = re.compile(r"(?:年限|寿命|年龄)[^，]{0,6}$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a number: `before` and `after` in its part of the sentence, `rest` to the end of the line.

    `sentence` is what precedes the part, `opening` the sentence's first character, `year` the document's own year;
    `goal`: the number stands in a part that states goals.
    """

    before: str
    after: str
    rest: str
    sentence: str
    opening: str
    year: int | None
    goal: bool


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {rule.name: rule.pattern for rule in load_rules("targets")["stop"]}


def stop_reason(around: Surroundings) -> str:
    """Say why a number is no target.

    Args:
        around: its surroundings.

    Returns:
        "parameter" for a number of a subsidy or condition, "other" for any other reason, '' where nothing stops it.
    """
    stops = _patterns()
    if stops["stop_favour" if around.goal else "stop_subsidy"].search(around.before) or _is_condition(around):
        return PARAMETER
    past = stops["stop_past"].search(around.before) or _dates_the_past(around)
    if past or stops["stop_count"].search(around.before) or stops["stop_things"].match(around.after):
        return "other"
    return ""


def _is_condition(around: Surroundings) -> bool:
    if _patterns()["stop_eligible"].match(around.rest):
        return True
    return around.opening in "对凡" and _BENEFICIARY.search(re.split(r"[。；]", around.rest)[0]) is not None


def _dates_the_past(around: Surroundings) -> bool:
    """2017年达到…: a year before the document's own, unless the way only starts there (比2015年下降15%)."""
    years = [int(y) for y in re.findall(r"(20\d\d)年", _COMPARED.sub("", around.before))]
    if years:
        return around.year is not None and max(years) < around.year
    return _SINCE.match(around.sentence) is not None


def describes(q: Quantity, before: str, after: str) -> bool:
    """Say whether a number only describes something else: 前3年平均值, 接待量3000人的滑雪场, 收入超100亿元的企业.

    Args:
        q: the quantity.
        before: what stands before it in its part of the sentence.
        after: what stands behind it.

    Returns:
        True where the number belongs to a description.
    """
    # 每百户居民拥有…: the measure of a rate.
    if q.unit in ("个月", "周", "分") or (before.endswith("每") and q.sort == "count"):
        return True
    if q.unit.endswith("年"):
        return _YEARS_AS_VALUE.search(before) is None
    if q.chinese and (q.value < 10 or q.sort in ("time", "ratio")):
        return True
    if q.sort in ("money", "measure") and (m := _COUNTED_BEHIND.match(after)):
        return load_rules("targets").pattern("commit_verb").match(m["noun"]) is None
    if not after.startswith("的"):
        return False
    # 培育10家以上年营业收入超100亿元的…; 接待量达到3000人的滑雪场30个: another number counts.
    counted_before = _COUNTED.search(before[-16:]) is not None
    counted_behind = not q.comparator and re.search(r"\d", after) is not None and re.match(r"的\d", after) is None
    return counted_before or counted_behind
