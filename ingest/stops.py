"""Numbers that are no targets: parameters of subsidies, conditions, past figures, ordinals, descriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.commitment_verbs import find_link, find_verb, touches
from ingest.doings import treated
from ingest.indicators import NOUN_OF_VERB
from ingest.quantities import Quantity
from ingest.rulebook import load_rules
from ingest.years import PLAN_ENDS

__all__ = ["PARAMETER", "Setting", "describes", "stop_reason"]

PARAMETER = "parameter"
_NEAR = 14  # what touches a number is no longer
# 对…的企业，…: the sentence says for whom something is done.
_BENEFICIARY = re.compile(
    r"的(?:，|[^，。；]{0,14}?(?:企业|单位|项目|人员|个人|毕业生|家庭|机构|农户|职工|养殖场|牧场|企事业|劳动者|学生))"
)
_FOR_WHOM = re.compile(r"(?:对|凡|符合)[^，。；]{2,60}的，$")  # 对单户500万元以下的，费率不高于1%
_PAID_TO = re.compile(r"发放[^，。；\d]{0,10}补[贴助]$")  # 发放租赁补贴3000户: how many are paid
# 3000人以上的学校，应当配备…: what is ruled for things of a size.
_STRIVEN = ("力争", "确保", "争取")
_OUGHT = ("应", "须", "必须", "可")
_APPLICANT = re.compile(r"申[报请](?:企业|单位|主体|项目|人)[^，。；]{0,20}?(?:应|须|需|不)")
_RULED = re.compile(r"\d[^，。；]{0,8}(?:以上|以下|以内)的[^，。；\d]{2,10}，$")
_SINCE = re.compile(
    r"截至|截止|近年来|目前|过去|[上去]年|近?[一二三四五六七八九十两\d]年来|近[一二三四五六七八九十两\d]年"
)
# 1—3月，投资同比增长5%: statistics of a part of the year.
_SO_FAR = re.compile(
    r"(?:20\d\d年)?(?:\d{1,2}[-—~至]\d{1,2}月份?|前?[一二三]个?季度|上半年|前[\d一二三四五六七八九十]{1,2}个?月)，"
)
_EXISTING = re.compile(r"(?:全[市省县区州国]|我[市省县区])?(?:现有|已有|共有)")  # 全市现有机构45家，签约率98%
_PLAN = re.compile(r"“?十([二三四五])五”?(?:期间|时期|以来)")
_YEARS = re.compile(r"(20\d\d)年")
_COMPARED = re.compile(r"(?:从|由|比|较|自|与)20\d\d年|在20\d\d年的?基础上|[高复升达][到至]20\d\d年的$")
_OF_THEN = re.compile(r"20\d\d年(?:年?底|年?末)?(?:之前|以前|前)[^，。；\d]{1,14}的")  # 2005年底前注册的车辆
# 2018年承接合同1462项，到2020年达到3000项: what a year has of which a later one has more.
_LATER_MORE = re.compile(
    r"，(?:力争|确保)?[到至]20\d\d年[^，。；\d]{0,6}(?:达到?|突破|超过|增加?[到至]|提[高升][到至])[约近]?\d"
)
_COUNTED = re.compile(r"\d(?:家|个|项|名|户|所|座|条|支)(?:左右|以上)?[^，、\d]*$")
# 产值超10亿元企业5家, 年产10万吨以上基地3个: the number tells which things are counted.
_COUNTED_BEHIND = re.compile(
    r"的?(?P<noun>[\u4e00-\u9fff“”]{2,14}?)(?:不少于|超过|达到|突破|达|约)?\d+余?(?:家|个|户|座|所|名|处|只|艘|台|支|条|场|项|种|款|件)"
)
_SIZES = ("头", "只", "羽", "人", "户", "张", "万头", "万只", "万羽", "万人")
_STAGE = re.compile(r"(?:工程|项目|建设|规划|计划|园区|厂房|用地)")  # 二期工程
_CYCLE = re.compile(r"(?:周期|时间|时限)[^，]{0,6}$")  # 库存周期控制在12个月以内
# 全市12个乡镇、156个行政村实现…, 在5个县开展…: all that there are, or where something is done.
_ALL = re.compile(r"全[省市县区州旗镇乡](?:辖|共有?|的|现有)?(?:\d+个[\u4e00-\u9fff（）]{1,8}[、和及])*$")
_UNITS_OF_LAND = re.compile(
    r"(?:乡镇|镇街|街镇|街道|乡|镇(?!区)|行政村|自然村|建制村|村|社区|(?:县|市|区)(?!级)|旗)(?![\u4e00-\u9fff]{0,4}(?:建设|试点))"
)
_REMOVED = re.compile(r"(?:淘汰|关停|取缔|拆除|关闭|整治)[^，]{0,4}$")
_YEARS_AS_VALUE = re.compile(r"(?:教育年限|使用年限|寿命|年龄|轮候(?:时间|期))[^，]{0,6}$")
_SCORED = re.compile(r"(?:满意度|得分|分值|评价|测评|指数)[^，]{0,8}$")
# 打造两个千亿级集群: few things count by their numeral only where they are made.
_MADE = re.compile(r"(?:建成|新建|建设|打造|创建|争创|培育|引进|新增|改造|举办|设立|组建|扶持)(?:至少|不少于)?$")
_NO_THING = re.compile(
    r"的?[\u4e00-\u9fff“”]{0,12}?(?:体系|机制|制度|格局|模式|方面|转变|突破|提升|提高|中心任务|台账|清单|统一|层面|维度|阶段|环节)(?:[，。；、]|$)"
)
# 面积超过500平方米的市场实行…: so large ones, unless the words before undertake to make them.
_SO_LARGE = re.compile(r"的(?!目标|任务|规模|水平|要求|标准|总量)")
_FOR_THOSE = re.compile(r"(?:对(?![标接照比])|凡)")  # 对满意率低于90%的单位进行约谈
_SIZED = re.compile(
    r"(?<!达到)(?:面积|总?投资额?|营业收入|产值|销售额|产能|库容|规模|授信|贷款|长|年营收|收入)(?:约|达到?|超过?|近|在|为|不足|不?[低高少大小]于|不超过?)*$"
)
_UNDERTAKEN = re.compile(
    r"^.{0,8}(?:建设|建成|新建|设立|安排|打造|改造|发放|发行|实现|完成|形成|筹集|组建|投放|力争|确保)\D*$"
)


# Behind the size of things: what else is said of them, or what they reach.
_MEASURED_THINGS = re.compile(r"[\u4e00-\u9fff]{4,20}(?:提高|达到|提升|不低于|不少于|超过|控制在|压缩)[到至]?\d")
_AND_SO = re.compile(r"[、且和][^，。；\d]{2,16}\d[\d.]{0,6}(?:%|[万亿]?元|人|家|项|件)(?:以上|以下|以内)?的")
_WITH_SHARE = re.compile(r"\d(?:%|[万亿]?元|人|家|项|件)(?:以上|以下|以内)?[、且和][^，。；\d]{2,16}$")
_OF_THINGS = re.compile(r"的(?:企业|单位|项目|机构|园区|高校|学校)")
# 1所200张床位以上的养老机构: the second number tells how large the thing is.
_COUNTED_JUST = re.compile(r"\d(?:家|个|项|名|户|所|座|条|处|支|场|期)$")
_OF_SIZE = re.compile(
    r"[^，。；、\d]{0,6}?(?:以上|以下|以内|左右)?的(?!目标|任务|规模|水平|要求|标准|总量)[\u4e00-\u9fff]{2}"
)
# 年产20万吨铝材加工项目
_PRODUCING = re.compile(r"(?:年产|年加工|年处理|日处理)$")
_PROJECT = re.compile(r"[^，。；、\d]{1,20}(?:项目|工程)")
_PER = re.compile(r"拥有|口拥有|口执业|均")  # 托位数千人拥有4.5个


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a part of a sentence stands.

    `sentence` is what precedes the part, `opening` the sentence's first character, `year` the document's own year;
    `goal`: the part stands where goals are stated; `dated`: a year to come or a goal
    is announced before in the sentence.
    """

    sentence: str
    opening: str
    year: int | None
    goal: bool
    dated: bool = False


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {rule.name: rule.pattern for rule in load_rules("targets")["stop"]}


def stop_reason(sort: str, before: str, after: str, rest: str, setting: Setting) -> str:
    """Say why a number is no target.

    Args:
        sort: the number's sort.
        before: what stands before it in its part of the sentence.
        after: what stands behind it there.
        rest: what stands behind it to the end of the line.
        setting: where the part stands.

    Returns:
        "parameter" for a number of a subsidy or condition, "other" for any other reason, '' where nothing stops it.
    """
    stops = _patterns()
    favour = stops["stop_favour" if setting.goal else "stop_subsidy"]
    paid = sort == "count" and _PAID_TO.search(before) is not None
    if (not paid and favour.search(before)) or _is_condition(sort, before, rest, setting):
        return PARAMETER
    if stops["stop_granted"].match(after):
        return PARAMETER
    if sort != "count" and "资助" in before:
        return PARAMETER  # a sum that is granted; 资助200名博士后 are people who are supported
    near = before[-_NEAR:]
    if stops["stop_count"].search(near) or stops["stop_size"].search(near) or stops["stop_things"].match(after):
        return "other"
    if not setting.goal and stops["stop_plot"].search(near):
        return "other"
    said = before[-4:] if before.startswith(_STRIVEN) else before  # 力争现有的园区产值达到100亿元
    return "other" if stops["stop_past"].search(said) or _dates_the_past(before, rest, setting) else ""


def _is_condition(sort: str, before: str, rest: str, setting: Setting) -> bool:
    if "的" in rest and _patterns()["stop_eligible"].match(rest):
        # 遴选20家左右成长性好的企业: the things themselves are counted.
        return rest[0] == "的" or sort != "count" or not touches(before)
    if (setting.sentence or before).startswith("申") and _APPLICANT.match(setting.sentence + before):
        return True
    if before.startswith(_OUGHT) and _RULED.search(setting.sentence):
        return True
    if setting.sentence.endswith("的，") and _FOR_WHOM.search(setting.sentence):
        return True
    return setting.opening in "对凡" and _BENEFICIARY.search(re.split(r"[。；]", rest)[0]) is not None


def _dates_the_past(before: str, rest: str, setting: Setting) -> bool:
    """2017年达到…: a year before the document's own, unless the way only starts there (比2015年下降15%)."""
    years = []
    if _PLAN.search(setting.sentence) or _PLAN.search(before):
        last = list(_PLAN.finditer(setting.sentence + before))[-1]
        ended = PLAN_ENDS[last[1]]
        return (
            setting.year is not None and ended < setting.year and "20" not in (setting.sentence + before)[last.end() :]
        )
    if "20" in before:
        years = [int(y) for y in _YEARS.findall(_COMPARED.sub("", _OF_THEN.sub("", before)))]
    if years:
        if max(years) == setting.year and _LATER_MORE.match(rest):
            return not _commits(before)
        return setting.year is not None and max(years) < setting.year
    if _EXISTING.match(setting.sentence):
        return not _commits(before)
    if _SO_FAR.match(setting.sentence) and ("同比" in setting.sentence + before + rest or "同期" in before + rest):
        return True
    return _SINCE.match(setting.sentence) is not None


def _commits(before: str) -> bool:
    """Whether a verb commits, other than as part of a noun: 签约率."""
    verb = find_verb(before)
    return find_link(before) is not None or (verb is not None and NOUN_OF_VERB.match(before, verb.end()) is None)


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
    # 万吨级码头, 淘汰10蒸吨以下锅炉: what sort of things.
    if after.startswith("级") or (q.comparator == "<=" and q.sort == "measure" and _REMOVED.search(before)):
        return True
    if after.startswith("的基础上"):
        return False
    if q.unit == "个" and (before.endswith(("在", "涉及")) or _ALL.search(before)) and _UNITS_OF_LAND.match(after):
        return True
    if q.unit == "个月" and _CYCLE.search(before):
        return False
    if q.unit in ("个月", "周") or q.unit.endswith("/小时") or (before.endswith("每") and q.sort == "count"):
        return True
    if q.unit.endswith(("年", "岁")) and q.sort == "time":
        return _YEARS_AS_VALUE.search(before) is None
    if q.sort == "score":
        return _SCORED.search(before) is None
    if q.chinese and q.sort in ("time", "ratio"):
        return True
    if q.chinese and q.unit == "期" and _STAGE.match(after):
        return True
    if q.chinese and q.value < 10 and not _are_made(before, after):
        return True
    # 100头以上肉牛养殖场40个
    sized = q.sort in ("money", "measure") or (q.comparator == ">=" and q.unit in _SIZES)
    if sized and (m := _COUNTED_BEHIND.match(after)):
        return load_rules("targets").pattern("commit_verb").match(m["noun"]) is None
    # 400万元以上工程项目预留份额提高至40%; 年营业收入5000万元以上、研发投入占比3%以上的企业
    large = q.sort == "money" or q.unit in _SIZES  # 100头以上规模养殖比重超过65%
    if large and q.comparator == ">=" and not before and _MEASURED_THINGS.match(after):
        return True
    if q.comparator and _SIZED.search(before) and _AND_SO.match(after):
        return True
    if q.sort == "ratio" and q.comparator and _WITH_SHARE.search(before) and _OF_THINGS.match(after):
        return True
    if _COUNTED_JUST.search(before) and _OF_SIZE.match(after):
        return True
    if _PRODUCING.search(before) and _PROJECT.match(after):
        return True
    if q.chinese and _PER.match(after):
        return True
    if not after.startswith("的"):
        return False
    # 在校生规模达到3000人以上的学校
    if q.sort == "ratio" and _SO_LARGE.match(after) and _FOR_THOSE.match(before):
        return True
    large = q.sort in ("money", "measure") or (q.unit == "人" and q.comparator == ">=")
    if large and _SO_LARGE.match(after) and _SIZED.search(before):
        return _UNDERTAKEN.match(before) is None
    # 培育10家以上年营业收入超100亿元的…; 接待量达到3000人的滑雪场30个: another number counts.
    counted_before = _COUNTED.search(before[-16:]) is not None
    counted_behind = not q.comparator and re.search(r"\d", after) is not None and re.match(r"的\d", after) is None
    return counted_before or counted_behind


def _are_made(before: str, after: str) -> bool:
    """Whether a numeral below ten counts things that are made or treated: 打造两个集群, 对三个村进行改造."""
    if _NO_THING.match(after):
        return False
    return _MADE.search(before) is not None or bool(treated(None, after))
