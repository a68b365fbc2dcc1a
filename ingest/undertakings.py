"""The three shapes in which a plan undertakes a number.

An indicator and its value (贡献率达到57.5%), a verb and a number of things (建立8个联盟, 选派特派团100个,
对7台锅炉实施改造), and a level of service (48小时内办结).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.commitment_verbs import find_verb, meaning_of, touches
from ingest.indicators import NOUN_OF_VERB, earlier_subject, noun_after, noun_before, of_subject
from ingest.quantities import Quantity
from ingest.rulebook import load_rules
from ingest.stops import TREATED

__all__ = ["AND", "FROM", "Commitment", "Words", "is_treated", "undertaken"]

AND = re.compile(r"(?:、|以及|和|及|与|或)+(?:其中)?")
FROM = re.compile(r"(?:从|由)(?:(?:20\d\d|去|上)年(?:年?底|末)?的?|每人每[月年]|[目现]前?[在有]?的?|原来的?|不足|约)?$")
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
# 对7台锅炉实施改造, 为2万名老人提供服务: what is done to a number of things.
_PATIENT = re.compile(r"(?:对|为|给)[^，。；的为]{0,30}$")
_PLANNED = re.compile(r"(?:全年|年内|力争|确保|争取|计划)")
_HELD = re.compile(r"压缩|缩短|时间|时限|周期|天数|库存")
_STOCK = re.compile(r"(?:的)?(?:市场)?(?:供应|消费|用料|用量|存煤|库存|销量|储备|需求|使用)")
_SERVED = re.compile(
    r"(?:之内|以内|内)?(?P<verb>[^，。；]{0,6}?(?:办结|放行|完成|答复|审结|办理|拨付|响应|到位|处置|反馈|送达|出具|审批|受理|"
    r"解决|通关|接入|抵达|到达|退税|兑现))(?:的(?P<thing>[^，。；]{2,20})|(?P<object>[^并、，。；的]{2,10}))?"
)
_DONE = re.compile(
    r"(?P<noun>[^，。；\d]{2,24}?)(?:20\d\d年)?(?:年底|年内|\d+月底)?前?(?:要|力争|确保)?(?:全部|基本|全面|如期|率先|年内)*"
    r"(?:完成|建成|竣工|投用|投产|投运|开工|完工|达效|达标|实现|通车|启用|达到|得到|脱贫|出列|受益|上线|下放)"
)
# 80%以上的行政村建有卫生室, 90%的学校有专职教师
_HAVING = re.compile(
    r"的(?P<noun>[^，。；\d]{2,20}?(?:[建设配拥享]有|具备|至少有|(?<![国所公私自现原已没])有(?![关效序限力机企利名])))"
)
# 办结率98%, 群众满意度95%以上: what is rated says that the number is a level to reach.
_RATED = re.compile(r"^(?![对凡如若按以将在])[^，。；]{2,30}(?:(?<![税费利汇概斜曲效益报价盈])率|满意度|覆盖面)$")
_ALL_DONE = re.compile(r"(?:实现|完成|建立|接入|纳入|达标)")  # 县级医院100%实现互认
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
    `expected`: where the number stands, commitments are listed. `head` are the words before a linking verb, without
    those of a `baseline`.
    """

    left: str
    right: str
    after: str
    sentence: str
    subject: str
    listing: bool
    expected: bool
    head: str | None = None
    baseline: float | None = None


def is_treated(before: str, after: str) -> bool:
    """Say whether something is done to a number of things: 对7台锅炉实施改造.

    Args:
        before: the words before the number.
        after: the words behind it.

    Returns:
        True where it is.
    """
    return _PATIENT.search(before) is not None and TREATED.match(after) is not None


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
    indicator = of_subject(noun_before(head), words.subject)
    if q.sort == "count" and load_rules("targets").pattern("imperative").fullmatch(indicator):
        indicator = ""  # 优化提升50条街巷: a verb counts nothing
    if not indicator and q.sort == "count":
        indicator = noun_after(words.right)  # 不少于100名后备人才
    if not indicator and link[0] not in _MAKING:
        indicator = words.subject or ("" if head else earlier_subject(words.sentence))  # ，达到50%
    indicator = indicator or noun_after(words.right) or earlier_subject(words.sentence)
    if not indicator:
        return None
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

    direct = touches(left)
    if noun and direct:
        return one(noun, "committed")
    if q.sort == "count" and is_treated(left, words.after) and (m := TREATED.match(words.after)):
        return one(m["noun"] or m[0], "treated")
    if q.chinese:
        return None, 0  # 百家企业: only directly behind a verb
    if q.sort == "ratio" and _SHARE.search(left) and (name := noun_before(left[:-1])):
        return one(of_subject(name, words.subject), "value")
    if noun and words.listing and AND.fullmatch(left):
        return one(noun, "listed")
    if (verb := find_verb(left)) is not None:
        indicator = _counted(q, words, verb, noun)
        return one(indicator, "committed") if indicator else (None, 0)
    name = of_subject(noun_before(left), words.subject)
    if words.expected or _PLANNED.match(left):
        # 企业研发机构30家, in a list of goals.
        if name and not noun and left[-1] not in "的了":
            return one(name, "listed")
        if noun and not name and not right.startswith("的"):
            return one(noun, "listed")
    if q.sort == "ratio" and not name and q.comparator != "<=" and (m := _HAVING.match(words.after)):
        return one(m["noun"], "done")
    rated = _RATED.match(left) if not words.after else left[-1:] != "的" and _ALL_DONE.match(words.after)
    if q.sort == "ratio" and name and rated:
        return one(name, "listed")
    if (not name or left.endswith("、")) and (m := _DONE.match(words.after)):
        return one(m["noun"].lstrip("的"), "done")
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
        # 解决城乡8千户群众用水问题: what stands behind says more of what stands before.
        return before + noun if len(before) <= _SHORT_NOUN and len(noun) <= 2 * _SHORT_NOUN else before
    if noun:
        return noun
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
