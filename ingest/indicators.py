"""Indicators: the noun phrase that a number counts or measures, out of the words around it."""

from __future__ import annotations

import re

from ingest.rulebook import load_rules

__all__ = ["YEAR", "earlier_subject", "noun_after", "noun_before", "share_out"]

_WITHIN = re.compile(r"(?:未来|今后|用)?[\d一二两三四五六七八九十]{1,2}年(?:内|时间)")  # 3年内新增上市企业60家
YEAR = re.compile(r"(?:到|至|截至|力争|确保|争取)*20\d\d年(?:度)?(?:年?底|末)?(?:前|之前|以前)?")
_LEADING = re.compile(
    r"^(?:力争|确保|争取|努力|使|其中|并|且|同时|将|把|每年|进一步|加快|积极|大力|稳步|重点|要|再|年内|全年|到时|届时|预计|计划|累计|"
    r"在此基础上|高质量|以及|和|及|与|或|[、—\-·：；。，”）])+"
)
_TRAILING = re.compile(
    r"(?:力争|确保|争取|分别|均|都|总体|要|累计|平均|基本|全部|合计|总计|共|约|近|超|也|已|将|应|须|并|再|各|年均|每年|到|由|从|达|在|以及|"
    r"[和及与、，：的])+$"
)
# 培训率, 建设规模: the verb is part of the noun.
_NOUN_OF_VERB = ("率", "面", "能力", "水平", "机制", "规模", "量", "额")
_LONGEST = 40


def noun_before(words: str) -> str:
    """Return the noun phrase in front of a value.

    Args:
        words: what stands between the last comma and the linking verb or the number.

    Returns:
        The phrase without year, adverbs and verb; '' where nothing is left.

    >>> noun_before("到2020年新增科技成果类地方标准"), noun_before("力争")
    ('科技成果类地方标准', '')
    """
    commit = load_rules("targets").pattern("commit_verb")
    words = YEAR.sub("", _WITHIN.sub("", re.sub(r"[较比](?=20\d\d年|上年|去年)", "", words)))
    for _ in range(3):
        shorter = _LEADING.sub("", words)
        if len(shorter) == 1:
            shorter = words  # 重点村: an adverb elsewhere, part of the noun here
        verb = commit.match(shorter)
        if verb is not None and not shorter[verb.end() :].startswith(_NOUN_OF_VERB):
            if verb.end() == len(shorter):
                return ""
            if len(shorter) - verb.end() >= 2:
                shorter = shorter[verb.end() :]
        if shorter == words:
            break
        words = shorter
    return _trimmed(words)


def noun_after(words: str) -> str:
    """Return the noun phrase behind a number of things.

    Args:
        words: what stands between the number and the next number or comma.

    Returns:
        The phrase, or ''.

    >>> noun_after("年营业收入超100亿元的龙头企业、"), noun_after("、")
    ('龙头企业', '')
    """
    return _trimmed(words.lstrip("的"))[:_LONGEST]


def _trimmed(words: str) -> str:
    # 年平均游客接待量达到3000人的规模滑雪场: what is counted stands last.
    if re.search(r"\d", words) and "的" in words:
        words = words.rpartition("的")[2]
    words = _TRAILING.sub("", words)
    if words.count("“") != words.count("”"):
        words = words.replace("“", "").replace("”", "")
    return words if len(words) >= 2 else ""


def earlier_subject(sentence: str) -> str:
    """Return the subject that an earlier part of the sentence names.

    Args:
        sentence: the sentence up to the part that has the value but no subject.

    Returns:
        The last noun phrase, or ''.

    >>> earlier_subject("重点抽查超市追溯体系覆盖率，每1个百分点得0.1分，")
    '重点抽查超市追溯体系覆盖率'
    """
    for part in reversed(sentence.split("，")):
        words = re.split(r"\d|每|达到|超过|不低于|提高|增长|分别", part)[0]
        if name := noun_before(words):
            return name[-30:]
    return ""


def share_out(indicator: str) -> list[str]:
    """Return one indicator for each member of a list that shares its values.

    Args:
        indicator: the words in front of 达到 or 分别达到.

    Returns:
        The members, each as a whole phrase; the indicator alone where it is no list.

    >>> share_out("花生种植、收获机械化率"), share_out("货物贸易、对外投资分别占比")
    (['花生种植机械化率', '花生收获机械化率'], ['货物贸易占比', '对外投资占比'])
    """
    body, _, tail = indicator.partition("分别")
    parts = [p for p in re.split(r"、|以及|和|及(?!率)|与", body) if p]
    if len(parts) < 2:
        return [indicator]
    if tail:
        return [p + tail for p in parts]
    first, last = parts[0], parts[-1]
    if len(last) <= 3 or len(first) > len(last) + 2 or first[-1] == last[-1]:
        return parts  # 普及率、数控化率: each is whole
    # They share what stands before the first one's last word and behind the last one's first word.
    behind = last[2:]
    out = [p if p.endswith(behind[-2:]) else p + behind for p in parts[:-1]]
    shares_front = len(first) > 2 and not last.startswith(first[:2]) and len(first) <= len(last)
    return [*out, first[:-2] + last if shares_front else last]
