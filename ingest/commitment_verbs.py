"""The verbs that commit: those that link an indicator to its value, and those that make a number of things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.indicators import YEAR
from ingest.rulebook import load_rules

__all__ = ["find_link", "find_verb", "meaning_of", "touches"]

# Between a linking verb and its number: 达到我市常住人口30天, 不低于前3年平均值的98%.
_BETWEEN = re.compile(
    r"(?:约|近|了|出|全[市省县区国]|我[市省县区]|各类|各级|人均|每[年天日月人户亩个]|年均|平均|各|"
    r"[\u4e00-\u9fff\d]{0,10}(?:的|人口)|[\u4e00-\u9fff]{2,10}水平)*"
)
_TASKED = re.compile(r"[\u4e00-\u9fff]{0,6}(?:下达|确定|规划|明确|安排)的$")
_APPROXIMATE = re.compile(r"(?:不少于|不低于|至少|超过|约|近|各|共|其中)$")


@dataclass(frozen=True, slots=True)
class _Verbs:
    link: re.Pattern[str]
    links: dict[str, str]
    commit: re.Pattern[str]
    lead: re.Pattern[str]
    strong: re.Pattern[str]


@cache
def _verbs() -> _Verbs:
    rules = load_rules("targets")
    commit = rules.pattern("commit_verb")
    return _Verbs(
        link=re.compile("|".join(f"(?P<{r.name}>{r.pattern.pattern})" for r in rules["link"])),
        links={r.name: r.means for r in rules["link"]},
        commit=commit,
        lead=re.compile(rf"(?:{rules.pattern('lead_adverb').pattern})*(?P<verb>{commit.pattern})"),
        strong=re.compile(rf"(?P<verb>{rules.pattern('strong_verb').pattern})"),
    )


def find_link(left: str) -> re.Match[str] | None:
    """Find the linking verb of a value.

    Args:
        left: the words before the number.

    Returns:
        The match on the last verb that leads up to the number, if any.

    >>> find_link("科技进步贡献率达到全国"), find_link("达到目标后新建")
    (<re.Match object; span=(7, 9), match='达到'>, None)
    """
    last = None
    for m in _verbs().link.finditer(left):
        last = m
    return last if last is not None and _BETWEEN.fullmatch(left, last.end()) else None


def find_verb(left: str) -> re.Match[str] | None:
    """Find the committing verb that begins the words before a number, or a strong one within them.

    Args:
        left: the words before the number.

    Returns:
        The match, with the group `verb`: 力争建成, 面向居民发放惠民卡.
    """
    verbs = _verbs()
    if (m := verbs.lead.match(YEAR.sub(lambda y: "\0" * len(y[0]), left))) is not None:
        return m
    last = None
    for m in verbs.strong.finditer(left):
        if 2 <= len(left) - m.end() <= 24:
            last = m
    return last


def meaning_of(link: re.Match[str]) -> str:
    """Return the comparator that a linking verb states.

    Args:
        link: what `find_link` returned.

    Returns:
        Such as ">=" for 不低于.
    """
    return _verbs().links.get(link.lastgroup or "", "=")


def touches(left: str) -> bool:
    """Say whether a committing verb stands directly before the number: 联合建设10个, 完成上级下达的124万亩.

    Args:
        left: the words before the number.

    Returns:
        True where one does.
    """
    bare = _APPROXIMATE.sub("", _TASKED.sub("", left))[-12:]
    return any(m.end() == len(bare) and len(m[0]) >= 2 for m in _verbs().commit.finditer(bare))
