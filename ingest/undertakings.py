"""The three shapes in which a plan undertakes a number.

An indicator and its value (贡献率达到57.5%), a verb and a number of things (建立8个联盟, 选派特派团100个,
对7台锅炉实施改造), and a level of service (48小时内办结).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.commitment_verbs import find_verb, meaning_of, touches
from ingest.doings import done_by, done_by_share, is_rated, treated
from ingest.indicators import NOUN_OF_VERB, earlier_subject, noun_after, noun_before, of_subject
from ingest.quantities import Quantity
from ingest.rulebook import load_rules

__all__ = ["AND", "FROM", "Commitment", "Words", "undertaken"]

AND = re.compile(r"(?:、|以及|和|及|与|或)+(?:其中)?")
FROM = re.compile(
    r"(?:(?:从(?![事严业])|(?<![自经理])由)(?:(?:20\d\d|去|上)年(?:年?底|末)?的?|[目现]前?[在有]?的?|原来的?|不足|约|[\u4e00-\u9fff]{2,12})?|在(?:原有|现有|目前)的?)$"
)
_JOINTS = ("、", "和", "及", "与")
_MAKING = ("形成", "新增", "净增", "完成", "实现")
_SHORT_NOUN = 8
_NEAR = 10
# 压缩开办时间至1天
_MOVED = re.compile(
    r"(?P<how>压缩|压减|缩短|精简|降低|减少|提高|提升)(?P<noun>[\u4e00-\u9fff]{2,16}?)(?<![达高升加少低缩减短大长])[至到]$"
)
# 占地区生产总值的12%
_SHARE = re.compile(r"占[\u4e00-\u9fffA-Z]{2,24}的(?:约)?$")
# What is measured of the thing that stands behind: 总规模50亿元的产业基金.
_ATTRIBUTE = re.compile(r"(?:总|建筑|年)*(?:规模|面积|库容|容量|产能|产量|产值|长度|能力|额度|资金|投资)")
_PLANNED = re.compile(r"(?:全年|年内|力争|确保|争取|计划|年均|做到|实现)")
_HELD = re.compile(r"压缩|缩短|时间|时限|周期|天数|库存")
_STOCK = re.compile(r"(?:的)?(?:市场)?(?:供应|消费|用料|用量|存煤|库存|销量|储备|需求|使用)")
# 报告书14天内、报告表7天内完成审批: the last says what is done in each of them.
_AND_OTHERS = r"(?:、[^，。；、\d]{1,12}\d{1,3}个?(?:工作日|小时|分钟|天|日)(?:之内|以内|内)){0,4}"
_SERVED = re.compile(
    rf"(?:(?:之内|以内|内)?{_AND_OTHERS})(?P<verb>[^，。；]{{0,6}}?(?:办结|放行|完成|答复|审结|办理|拨付|响应|到位|处置|反馈|送达|出具|审批|受理|"
    r"解决|通关|接入|抵达|到达|退税|兑现))(?:的(?P<thing>[^，。；]{2,20})|(?P<object>[^并、，。；的]{2,10}))?"
)
# 每个街道有1所日间照料机构, 各县均设有1个站
_EACH_HAS = re.compile(r"(?:每|各)[^，。；\d]{1,16}?(?:都|均|各)?(?:拥有|设有|配有|有)$")
# 打通断头路9条, 送戏下乡200场: what is told in a task as so many things; but 辖12个乡镇 is none.
_TOLD = re.compile(
    r"(?!辖|位于|地处|距|占|包[括含]|含|分[为成]|共|.{0,20}(?:距离?|位于|下辖|总面积|总人口)|[总合]计|现|原|已|属|[为是有]|拥有|涉及|面积|总|平均|人口|常住|截至|其|受灾|倒塌|评审)"
    r"[\u4e00-\u9fff“”（）A-Za-z、]{4,24}(?<![的在到为是至每有长宽高深距])(?<!(?<!种植|播种|养殖|治理|改造|造林)面积|里程|规模|容量|库容|能力|半径|距离|直径|总长|深度|高度)"
)
_TASKS = ("任务", "目标任务", "建设任务", "改造任务", "年度任务", "年度目标", "工作量")
_WORKS = re.compile(r"(?:造林|植树|绿化|减排)$")  # 完成造林3万亩: the work says what is counted
_INVESTED = re.compile(r"(?:计划|预计|力争)?投资(?:约|近)?")  # 投资450万元，改造道路12公里
_SHORT_TIME = ("个月", "天", "日", "个工作日", "工作日", "小时", "个小时", "分钟", "秒")
_SELF_EXPLAINED = ("人次", "人", "户", "场次", "场", "次", "户次", "台次")
_COMPARATORS = (
    (">=", ("不少于", "不低于", "至少", "超过", "超", "突破")),
    ("<=", ("不超过", "不多于", "不高于")),
    ("~", ("约", "近")),
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A committed quantity: what it counts, how it compares, from where it starts, by which rule.

    `whole`: the indicator before it was shared out over several values, or ''.
    """

    quantity: Quantity
    indicator: str
    comparator: str
    baseline: float | None
    rule: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a number in its part of a sentence.

    `left` and `right` reach to what other numbers take, `after` to the part's end; `sentence` precedes the part.
    `subject` is the indicator of the value just before, or ''; `listing`: a commitment precedes in the part;
    `expected`: where the number stands, commitments are listed; `dated`: a year to come or a goal is announced.
    `head` are the words before a linking verb, without those of a `baseline`.
    """

    left: str
    right: str
    after: str
    sentence: str
    subject: str
    listing: bool
    expected: bool
    dated: bool
    head: str | None = None
    baseline: float | None = None


def undertaken(q: Quantity, words: Words, link: re.Match[str] | None) -> tuple[Commitment | None, int]:
    """Read what is undertaken with a number.

    Args:
        q: the number.
        words: what stands around it.
        link: the linking verb before it, if any.

    Returns:
        The commitment, if there is one, and how many characters behind the number are its noun.
    """
    if (m := _MOVED.search(words.left)) is not None:
        comparator = q.comparator or ("=" if m["how"] in ("提高", "提升") else "<=")
        return Commitment(q, m["noun"], comparator, words.baseline, "value"), 0
    if link is not None and (found := _value(q, words, link)) is not None:
        # 完成上级下达的124万亩种植任务: the noun behind is taken.
        behind = words.right.lstrip("的").startswith(found.indicator)
        return found, words.right.find(found.indicator) + len(found.indicator) if behind else 0
    if q.sort == "time" and not q.unit.endswith(("年", "岁")):
        return _service(q, words), 0
    return _number(q, words)


def _value(q: Quantity, words: Words, link: re.Match[str]) -> Commitment | None:
    """贡献率达到57.5%."""
    head = words.left[: link.start()] if words.head is None else words.head
    if q.sort == "time" and not q.unit.endswith(("年", "岁")) and not _is_level(q, head, words.right, link):
        return None
    indicator = of_subject(noun_before(head), words.subject, words.sentence if q.sort == "ratio" else "")
    if q.sort == "count" and load_rules("targets").pattern("imperative").fullmatch(indicator):
        indicator = ""  # 优化提升50条街巷: a verb counts nothing
    if not indicator and q.sort == "count":
        indicator = noun_after(words.right)  # 不少于100名后备人才
    if not indicator and link[0] not in _MAKING:
        indicator = words.subject or ("" if head else earlier_subject(words.sentence))  # ，达到50%
    more = words.subject if q.sort == "count" else ""  # 开工10个，年内完成5个
    indicator = indicator or noun_after(words.right) or more or earlier_subject(words.sentence)
    if not indicator:
        return None
    if indicator in _TASKS:
        indicator = earlier_subject(words.sentence) or indicator  # 推进管廊建设，完成40公里的建设任务
    if words.right.startswith("的") and _ATTRIBUTE.fullmatch(indicator):
        indicator = noun_after(words.right) or indicator  # 设立总规模不低于20亿元的产业基金
    if q.sort == "count" and link[0] in _MAKING and len(indicator) <= _SHORT_NOUN:
        behind = noun_after(words.right)
        indicator += "" if behind in indicator else behind  # 山区实现1万人脱贫
    if len(indicator) <= 2 and q.sort == "count":
        indicator = noun_after(words.right) or indicator  # 培训考核至少100名管理师
    if indicator == "人均":
        indicator = earlier_subject(words.sentence) + indicator
    means = meaning_of(link) if q.value_to is None else "="  # 控制在5%至6%之间
    comparator = q.comparator or (_comparator(head) if means == "=" else means)  # 至少达到65%
    return Commitment(q, indicator, comparator, words.baseline, "value")


def _is_level(q: Quantity, head: str, right: str, link: re.Match[str]) -> bool:
    """压缩至5天, 库存满足3天: a time that is a level to hold, not a period in which something runs."""
    if q.unit not in _SHORT_TIME:
        return False
    held = _STOCK.match(right) or _HELD.search(head) or head.endswith("人均")
    return link.lastgroup == "link_at_most" or held is not None


def _service(q: Quantity, words: Words) -> Commitment | None:
    """48小时内办结."""
    if q.unit not in _SHORT_TIME:
        return None
    if _STOCK.match(words.right) and (verb := find_verb(words.left)) is not None:
        return Commitment(q, noun_before(words.left[verb.end() :]) + words.right, q.comparator or "=", None, "stock")
    within = words.after.startswith(("内", "办结")) or q.comparator == "<="
    m = _SERVED.match(words.after) if within else None
    if m is None:
        return None
    subject = noun_before(words.left) or earlier_subject(words.sentence)
    done = m["object"] or "" if m["verb"].endswith("完成") else ""  # 3日内完成审核
    return Commitment(q, m["thing"] or subject + m["verb"] + done, "<=", None, "service")


def _number(q: Quantity, words: Words) -> tuple[Commitment | None, int]:
    """建立8个联盟, 选派特派团100个."""
    left, right = words.left, words.right
    noun = noun_after(right)
    taken = right.find(noun) + len(noun) if noun in right else len(right)
    comparator = q.comparator or ("=" if q.value_to is not None else _comparator(left))

    def one(indicator: str, rule: str) -> tuple[Commitment, int]:
        return Commitment(q, indicator, comparator, None, rule), taken if indicator == noun else 0

    direct = touches(left) or left.endswith("免费为") or (left.endswith("有") and _EACH_HAS.search(left) is not None)
    if noun and direct:
        return one(noun, "committed")
    if q.sort == "count" and (things := treated(left, words.after)):
        return one(things, "treated")
    if q.chinese:
        return None, 0  # 百家企业: only directly behind a verb
    if q.sort == "money" and not words.sentence.endswith("，") and not words.after and _INVESTED.fullmatch(left):
        return one("投资", "committed")
    if q.sort == "ratio" and _SHARE.search(left) and (name := noun_before(left[:-1])):
        return one(of_subject(name, words.subject), "value")
    if noun and words.listing and AND.fullmatch(left):
        return one(noun, "listed")
    if (verb := find_verb(left)) is not None:
        indicator = _counted(q, words, verb, noun)
        return one(indicator, "committed") if indicator else (None, 0)
    name = of_subject(noun_before(left.removesuffix("首批")), words.subject)
    listed = words.expected or _PLANNED.match(left) is not None
    if (listed or words.dated) and name and not noun and left[-1] not in "的了在":
        return one(name, "listed")  # 企业研发机构30家, in a list of goals or behind 到2020年
    if listed and noun and not name and not right.startswith("的"):
        return one(noun, "listed")
    alone = not name or left.endswith(_JOINTS)
    share = q.sort == "ratio" and alone and q.comparator != "<="
    if share and (doing := done_by_share(words.after, planned=listed or words.dated)):
        return one(doing, "done")
    if q.sort == "ratio" and name and is_rated(left, words.after):
        return one(name, "listed")
    people = q.unit.endswith(("人", "户", "名")) and len(name) <= _SHORT_NOUN  # 全市城镇2万人实现就业
    if (alone or people) and (things := done_by(words.after)):
        return one(things, "done")
    if q.sort in ("count", "measure") and not words.after and _TOLD.fullmatch(left) and name:
        return one(name, "told")
    if direct and (name or words.subject):
        return one(name or words.subject, "committed")  # 基站2022年新建5万个、2023年新建6万个
    return None, 0


def _counted(q: Quantity, words: Words, verb: re.Match[str], noun: str) -> str:
    """What is counted behind a committing verb, or ''."""
    left = words.left
    before = noun_before(left[_counted_from(left, verb) :])
    measured = words.right.startswith("的") and _ATTRIBUTE.fullmatch(left, verb.end()) is not None
    if noun and (left.endswith("等") or measured):
        return noun  # 建成长江路等6条道路, 设立总规模50亿元的基金
    if before and not left.endswith(_JOINTS):
        if noun and "、" in before:
            return noun  # 新建东湖、西湖4座水厂
        # 解决城乡8千户群众用水问题: what stands behind says more of what stands before.
        return before + noun if len(before) <= _SHORT_NOUN and len(noun) <= 2 * _SHORT_NOUN else before
    if noun:
        return noun
    if works := _WORKS.search(left):
        return works[0]
    if q.unit.lstrip("万亿千百") not in _SELF_EXPLAINED:
        # 建成高速公路1条、开工2条; 对菜市场实施改造，每年改造20个
        return words.subject or (earlier_subject(words.sentence) if q.sort == "count" else "")
    # 培训1万人次, 完成搬迁260户: the unit says who, so the verb says what.
    if len(left) - verb.end() >= 2 and not left.endswith(_JOINTS):
        return left[verb.end() :]
    return earlier_subject(words.sentence) or re.sub(r"^(?:力争|确保|争取)", "", verb["verb"])


def _counted_from(left: str, verb: re.Match[str]) -> int:
    """Where the words begin that say what is counted.

    城镇新增就业5000人: the subject before 新增 belongs to them; 孵化面积10万平方米: the verb does.
    """
    subject = left[: verb.start()]
    if verb[0] == "新增" and subject and not re.search(r"[对向为将，]", subject):
        return 0
    return 0 if NOUN_OF_VERB.match(left, verb.end()) else verb.end()


def _comparator(left: str) -> str:
    if "至少" in left[-_NEAR:]:
        return ">="  # 至少建成1个
    return next((comparator for comparator, words in _COMPARATORS if left.endswith(words)), "=")
