"""Indicators: the noun phrase that a number counts or measures, out of the words around it."""

from __future__ import annotations

import re

from ingest.rulebook import load_rules

__all__ = ["NOUN_OF_VERB", "YEAR", "earlier_subject", "noun_after", "noun_before", "of_subject", "share_out"]

_WITHIN = re.compile(r"(?:未来|今后|用)?[\d一二两三四五六七八九十]{1,2}年(?:内|时间)")  # 3年内新增上市企业60家
# 2022-2024年工业企业贷款, 到2023年6月底前建成
YEAR = re.compile(
    r"(?:到|至|截至|力争|确保|争取|在|于)*(?:20\d\d年?[-—~至到])?20\d\d年(?:度)?(?:年?底|末|\d{1,2}月(?:份)?(?:底|末)?)?(?:前|之前|以前)?"
    r"|(?:\d{1,2}月份?(?:底|末)?|(?<![学第])(?<!学前)[一二三四上下半前]{1,2}(?:季度|年)|年(?:底|末))(?:之?前|以前)?"
)
_LEADING = re.compile(
    r"(?:[以之]?内(?=、)|力争|做到|原则上|确保|争取|努力|使|（?其中|并|且|同时|将|把|每年|进一步|加快|积极|大力|稳步|要|再|年内|全年|到时|届时|预计|计划|累计|共(?![享建同创用])|"
    r"在此基础上|高质量|高(?:标准|水平)(?=$|完成|建成|打造)|以及|和|及|与|或|（\d{1,2}）|\d{1,2}[.、]|[①-⑳]|[、—\-·：；。，”）])+"
)
_TRAILING = re.compile(
    r"(?:力争|确保|争取|分别|至少|(?<!人)均|都|总体|要|累计|平均|基本|全部|合计|总计|共|约|近|超|也|已|将|应|须|并|再|各|年均|每年|到|由|从|达|在|以及|"
    r"[和及与、，：的])+$"
)
# 培训率, 建设规模: the verb is part of the noun.
NOUN_OF_VERB = re.compile(
    r"率|面(?!向)|能力|水平|机制|规模(?!以上|工业|企业|化)|量(?!子)|额|数(?![字据控智])|比|强度|时间|时长|合格|成本|费|任务"
)
_NUMBERED_NOTE = re.compile(r"（[^（）]{0,40}\d[^（）]{0,40}）?")  # 站点1000个（2017年为200个）
_NOTE = re.compile(r"（(?:含|包括|不含|按|以|扣除|剔除)[^（）]*）$")  # 排放总量（含工业、生活）
_MERE_GOAL = ("的目标", "目标", "的要求", "的水平", "的任务")  # 实现覆盖率95%以上的目标
_OPENING_NOTE = re.compile(r"^（[^（）\d]*）")  # 增长5%（市下达指标）
_LONGEST = 40
_TAIL = 16  # where the adverbs at a phrase's end may stand
_TIMED = re.compile(r"[\d年月季较比同]")  # nothing else of time or comparison
_COMPARED = re.compile(r"[较比](?:(?=20\d\d年)|上年|去年|(?:上年)?同期)|同比|在20\d\d年的?基础上|与20\d\d年相比")
_INSTRUCTION = re.compile(r"(?:认真|切实|严格|加强|推进|做好|抓好|落实|强化|加大|加快)")
_RAISED = re.compile(r"^(?:提高|提升|降低)(?=[\u4e00-\u9fff]{3,16}率$)")  # 提高化肥利用率，到2020年达到40%
_VALUE = re.compile(
    r"\d|每|(?:要|力争|确保)?(?:达到?|超过|突破|不低于|不少于|不高于|不超过|控制在|提[高升]|增[长加]|分别|由|从)"
)
# 全市形成5个集群: a place alone is no indicator.
_PLACE = re.compile(r"(?:全[市省县区州国]|我[市省县区]|各地|各[市县区地]+|包括?含?|含)+")
# 移动公厕12座、增设基站140座: the next undertaking is no part of the noun.
_NEXT = re.compile(r"(?:、|以及|并|和|及)+(?=(?P<verb>.{2,8}))")
# 东部地区达到95%: a place of which the same is measured.
_WHERE = re.compile(
    r"[东中西]部(?:地区)?|县（市）|市区|城区|主城区|农村|城市|城镇|乡镇|山区|县[级城域]?|乡村|(?:(?:(?!地区)[\u4e00-\u9fff]){2,8}地区、?)+"
)
_PLACES = re.compile(rf"^(?:(?:全[市省县区国]|地级及以上(?:城市)?|{_WHERE.pattern})(?:建成区)?)+")
# 占比, 年均增速: the words say only what is measured, the subject stands before.
_MERE_RATE = re.compile(
    r"(?:年均|年平均|平均|同比|其|总体)*"
    r"(?:增速|增长率?|增幅|占比|占[\u4e00-\u9fffA-Z]{2,12}(?:比重|比例|的)|比重|比例|总量|规模)"
)
_RATE_OF = re.compile(r"(?:年均|平均)?(?:增速|增长率|增幅|占[\u4e00-\u9fffA-Z]{2,12}(?:比重|比例))$")
_GRADE = re.compile(r"\dA?级$|[A-Z]{1,5}级$|[一二三四五特]级$")
_SUCH = re.compile(r"等(?:重点)?(?:区域|地区|城市|流域|行业|领域)")
_MEASURE = re.compile(
    r"(?:播种|种植|建筑|养殖|销售|可支配|居民)?"
    r"(?:排放总量|排放量|总量|产量|产值|销售额|增加值|收入|面积|规模|平均浓度|浓度|覆盖率|普及率|占比|比重|人数|数量)$"
)


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
    if _TIMED.search(words):
        words = YEAR.sub("", _WITHIN.sub("", _COMPARED.sub("", words)))
    for _ in range(3):
        leading = _LEADING.match(words)
        shorter = words[leading.end() :] if leading else words
        if len(shorter) == 1:
            shorter = words  # 重点村: an adverb elsewhere, part of the noun here
        if shorter.startswith("重点") and commit.match(shorter, 2):
            shorter = shorter[2:]
        verb = commit.match(shorter)
        if verb is not None and not NOUN_OF_VERB.match(shorter, verb.end()):
            if verb.end() == len(shorter):
                return ""
            if len(shorter) - verb.end() >= 2:
                shorter = shorter[verb.end() :]
        if shorter == words:
            break
        words = shorter
    words = _trimmed(words)
    return "" if _PLACE.fullmatch(words) else words


def noun_after(words: str) -> str:
    """Return the noun phrase behind a number of things.

    Args:
        words: what stands between the number and the next number or comma.

    Returns:
        The phrase, or ''.

    >>> noun_after("年营业收入超100亿元的龙头企业、"), noun_after("、"), noun_after("绿地、建成公厕")
    ('龙头企业', '', '绿地')
    """
    words = "" if words in _MERE_GOAL else _OPENING_NOTE.sub("", words)
    if words[:1] in ("、", "和", "及", "与", "并"):
        return ""
    words = _NUMBERED_NOTE.sub("", words) if "（" in words else words
    strong = load_rules("targets").pattern("strong_verb")
    for m in _NEXT.finditer(words):
        following = YEAR.sub("", m["verb"]).removeprefix("计划")
        if strong.match(following):
            words = words[: m.start()]
            break
    words = words.removeprefix("规模的").lstrip("的")
    if len(words) > _LONGEST // 2 and (things := words.rpartition("的")[2]) and 2 <= len(things) <= _TAIL:
        words = things  # 具有较高知名度和较强带动能力的龙头企业
    return _trimmed(words)[:_LONGEST]


def of_subject(indicator: str, subject: str, sentence: str = "") -> str:
    """Return what an indicator measures where it names only the measure.

    Args:
        indicator: the words in front of the value.
        subject: the indicator of the value before, or ''.
        sentence: the sentence up to there, which says what is measured in a place.

    Returns:
        Both, or the indicator alone where it stands for itself.

    >>> of_subject("年均增速", "旅游总收入"), of_subject("进出口总额", "旅游总收入"), of_subject("省级", "国家级平台")
    ('旅游总收入年均增速', '进出口总额', '省级平台')
    """
    if subject and _MERE_RATE.fullmatch(indicator):
        return _RATE_OF.sub("", subject) + indicator
    if _WHERE.fullmatch(indicator):
        subject = subject or earlier_subject(sentence)
        if subject.endswith(("率", "比重", "比例", "面积", "收入", "标准")):
            return indicator + _PLACES.sub("", subject, count=1)
    if indicator.endswith("级") and len(indicator) <= 3 and (m := re.match(r".{1,2}级(?=..)", subject)):
        return indicator + subject[m.end() :]
    if _GRADE.fullmatch(indicator) and (m := _GRADE.search(subject)):
        return subject[: m.start()] + indicator  # 健康小屋A级6家、B级15家
    return indicator


def _trimmed(words: str) -> str:
    # 年平均游客接待量达到3000人的规模滑雪场: what is counted stands last.
    if "的" in words and re.search(r"\d", words):
        _, _, things = words.rpartition("的")
        words = things if len(things) > 2 or not things else words
    words = words[:-_TAIL] + _TRAILING.sub("", words[-_TAIL:])
    words = _NOTE.sub("", words) if words.endswith("）") else words
    if "（" in words and words.count("（") > words.count("）"):
        words = words[: words.rfind("（")]
    if "“" in words and words.count("“") != words.count("”"):
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
        part = _RAISED.sub("", part)
        name = noun_before(_VALUE.split(YEAR.sub("", part) if part.startswith("20") else part, maxsplit=1)[0])
        if name and not _INSTRUCTION.match(name):
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
    if (m := _SUCH.search(last)) and m.end() < len(last):
        return [p + last[m.end() :] for p in (*parts[:-1], last[: m.start()])]  # 东部、西部等区域烟尘浓度
    if (m := _MEASURE.search(last)) and 0 < m.start() <= 3 + max(map(len, parts[:-1])):
        return [p if _MEASURE.search(p) else p + m[0] for p in parts]  # 氨氮、二氧化硫排放总量
    if len(last) <= 3 or len(first) > len(last) + 2 or first[-1] == last[-1]:
        return parts  # 普及率、数控化率: each is whole
    # They share what stands before the first one's last word and behind the last one's first word.
    behind = last[min(2, len(first)) :]
    out = [p if p.endswith(behind[-2:]) else p + behind for p in parts[:-1]]
    shares_front = len(first) > 2 and not last.startswith(first[:2]) and len(first) <= len(last)
    return [*out, first[:-2] + last if shares_front else last]
