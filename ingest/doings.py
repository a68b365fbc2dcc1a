"""What is said behind a number of things: what is done to them, or what they do, have and get.

对7台锅炉实施改造 · 35座水闸完成主体工程 · 80%以上的行政村建有卫生室 · 办结率98%
"""

from __future__ import annotations

import re

__all__ = ["done_by", "done_by_share", "is_made", "is_rated", "treated"]

_PATIENT = re.compile(r"(?:对|为|给)[^，。；的为]{0,30}$")
# 对7台锅炉实施改造, 为2万名老人提供服务
_TREATED = re.compile(
    r"(?P<noun>[^，。；]{0,24}?)(?:(?:免费|新装|安装|加装|配备|配置|发放|办理|建立)(?=[^，。；]{2})|"
    r"(?:进行|实施|开展|完成|提供|购买)[^，。；]{0,16}?(?:改造|提升|治理|整治|修复|修缮|维修|加固|更新|升级|点亮|绿化|硬化|"
    r"管护|维护|整改|体检|筛查|接种|审核|服务|救助|帮扶|救治|保险))"
)
_DONE = re.compile(
    r"(?P<noun>[^，。；\d]{2,24}?)(?:20\d\d年)?(?:年底|年内|\d+月底)?前?(?:要|力争|确保)?(?:全部|基本|全面|如期|率先|年内)*"
    r"(?:完成|建成|竣工|投用|投产|投运|开工|完工|达效|达标|实现|通车|启用|达到|得到|脱贫|出列|受益|上线|下放|新增|增设|"
    r"加装|安装|配备)"
)
# 首批20个园区全面建成
_MADE = re.compile(r"[^，。；\d]{2,30}(?:建成|投用|投产|通车|竣工)(?!的)")
# 80%以上的行政村建有卫生室, 90%的学校有专职教师
_HAVING = re.compile(
    r"的(?P<noun>[^，。；\d]{2,20}?(?:[建设配拥享]有|具备|至少有|(?<![国所公私自现原已没])有(?![关效序限力机企利名])))"
)
# 80%以上的社区和单位签订协议, 50%以上的专利由企业申请: a share of the things that do something.
_SHARE = re.compile(
    r"的(?P<noun>[^，。；、\d]{2,16}?(?:签订|参加|参与|使用|实行|实施|开展|落户|通过|纳入|加入|接受|掌握|获得|普及|设立|设置|开设|"
    r"配备|建立|制定|能够|消除|退出|由[^，。；\d]{2,8}(?:申请|完成|承担|实施|提供))[^，。；\d]{0,24})$"
)
# 85%以上的卫生院、70%以上的卫生室设立中医角: the first of two shares.
_FIRST_SHARE = re.compile(
    r"的(?P<noun>[^，。；、\d]{2,20})(?:、|以及|和|及)\d[\d.]{0,5}%(?:以上|左右)?的[^，。；\d]{4,40}$"
)
# 办结率98%, 群众满意度95%以上: what is rated says that the number is a level to reach.
_RATED = re.compile(
    r"^(?![对凡如若按以将在]|申[报请]|参评|入选)[^，。；]{2,30}(?:(?<![税费利汇概斜曲效益报价盈])率|满意度|覆盖面|天数比例|"
    r"占[^，。；]{2,14}(?:比重|比例)|(?:投入|增加值|产值|能源|消费|建筑|产品|产业|运输)占比)$"
)
_ALL_DONE = re.compile(r"(?:实现|完成|建立|接入|纳入|达标)")  # 县级医院100%实现互认


def treated(before: str | None, after: str) -> str:
    """Return the things to which something is done.

    Args:
        before: the words before the number, or None where they do not matter.
        after: the words behind it.

    Returns:
        What they are, or what is done where they are not named; '' where nothing is done to them.

    >>> treated("对", "台锅炉实施改造"), treated("购置", "台锅炉实施改造")
    ('台锅炉', '')
    """
    if before is not None and _PATIENT.search(before) is None:
        return ""
    m = _TREATED.match(after)
    return "" if m is None else m["noun"] or m[0]


def is_made(after: str) -> bool:
    """Say whether the things are made as a whole: 首批20个园区全面建成.

    Args:
        after: the words behind the number.

    Returns:
        True where they are.
    """
    return _MADE.match(after) is not None


def done_by(after: str) -> str:
    """Return the things that finish, reach or get something.

    Args:
        after: the words behind the number.

    Returns:
        What they are, or ''.

    >>> done_by("水闸年底前完成主体工程"), done_by("水闸")
    ('水闸', '')
    """
    m = _DONE.match(after)
    return "" if m is None else m["noun"].lstrip("的")


def done_by_share(after: str, *, planned: bool) -> str:
    """Return what a share of the things has, or does where it is planned.

    Args:
        after: the words behind the share.
        planned: whether commitments are listed there or a year to come is stated.

    Returns:
        The things and what they have or do, or ''.

    >>> done_by_share("的村建有卫生室", planned=False), done_by_share("的专利由企业申请", planned=True)
    ('村建有', '专利由企业申请')
    """
    m = _HAVING.match(after) or (planned and (_SHARE.match(after) or _FIRST_SHARE.match(after))) or None
    return m["noun"] if m else ""


def is_rated(before: str, after: str) -> bool:
    """Say whether a mere share is a level to reach: 办结率98%, 医院100%实现互认.

    Args:
        before: the words before it.
        after: the words behind it in its part of the sentence.

    Returns:
        True where it is.
    """
    if after:
        return not before.endswith("的") and _ALL_DONE.match(after) is not None
    return _RATED.match(before) is not None
