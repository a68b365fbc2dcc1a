"""What commits in a part of a sentence: which of its numbers are targets, of what, and how they compare.

Three shapes: an indicator and its value (贡献率达到57.5%), a verb and a number of things (建立8个联盟,
选派特派团100个), a level of service (48小时内办结). Members of a list after one of these follow it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.indicators import YEAR, earlier_subject, noun_after, noun_before, share_out
from ingest.quantities import Quantity
from ingest.rulebook import load_rules
from ingest.stops import PARAMETER, Surroundings, describes, stop_reason

__all__ = ["Commitment", "Context", "read_commitments"]

_AROUND = 120  # how far around a number its part of the sentence is read
_MOST_VALUES = 12  # of one list
_AND = re.compile(r"(?:、|以及|和|及|与|或)+(?:其中)?")
# Between a linking verb and its number: 达到我市常住人口30天, 不低于前3年平均值的98%.
_BETWEEN = re.compile(
    r"(?:约|近|了|出|全[市省县区国]|我[市省县区]|各类|各级|人均|每年|年均|平均|各|每个|[\u4e00-\u9fff\d]{0,10}(?:的|人口))*"
)
_FROM = re.compile(r"(?:从|由)(?:(?:20\d\d|去|上)年(?:年?底|末)?的?|目前的?|现在的?|原来的?|不足|约)?$")
_LATER = re.compile(
    rf"(?:[、和及并]|以及)*(?:{YEAR.pattern})(?:再|力争)?(?:达到|达|增加到|增加至|增至|提高到|提高至|提升到|提升至|扩大到|突破|超过)"
)
_MAKING = ("形成", "新增", "净增", "完成", "实现")
_TASKED = re.compile(r"[\u4e00-\u9fff]{0,6}(?:下达|确定|规划|明确|安排)的$")
_PLANNED = re.compile(r"(?:全年|年内|力争|确保|争取|计划)")
_AT_LEAST = re.compile(r"(?:不少于|不低于|至少|超过|超|突破)$")
_AT_MOST = re.compile(r"(?:不超过|不多于|不高于)$")
_ABOUT = re.compile(r"(?:约|近|大约)$")
_STOCK = re.compile(r"^(?:的)?(?:市场)?(?:供应|消费|用料|用量|存煤|库存|销量|储备|需求|使用)")
_SERVED = re.compile(
    r"^(?:之内|以内|内)?(?P<verb>[^，。；]{0,6}?(?:办结|放行|完成|答复|审结|办理|拨付|响应|到位|处置|反馈|送达|出具|审批|受理|"
    r"解决|通关|接入|抵达|到达|退税|兑现))"
)
_DONE = re.compile(
    r"^(?P<noun>[^，。；]{2,24}?)(?:20\d\d年)?(?:年底|年内|\d+月底)?前?(?:要|力争|确保)?(?:全部|基本|全面|如期|率先|年内)*"
    r"(?:完成|建成|竣工|投用|投产|投运|开工|完工|达效|达标|实现|通车|启用|达到)"
)
_SHORT_TIME = ("天", "日", "个工作日", "工作日", "小时", "个小时", "分钟", "秒")
_SELF_EXPLAINED = ("人次", "人", "户", "场次", "场", "次", "户次", "台次")


@dataclass(frozen=True, slots=True)
class Commitment:
    """A committed quantity: what it counts, how it compares, from where it starts, by which rule."""

    quantity: Quantity
    indicator: str
    comparator: str
    baseline: float | None
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around the part: the sentence before it, its first character, the document's year.

    `goal`: the scope states goals. `earlier`: the last commitment of the parts before. `after_parameter`: the sort
    of a number just before that was a parameter of a subsidy.
    """

    sentence: str
    opening: str
    year: int | None
    goal: bool
    earlier: Commitment | None
    after_parameter: str


@dataclass(frozen=True, slots=True)
class _Words:
    link: re.Pattern[str]
    links: dict[str, str]
    commit: re.Pattern[str]
    lead: re.Pattern[str]
    strong: re.Pattern[str]


@cache
def _words() -> _Words:
    rules = load_rules("targets")
    commit = rules.pattern("commit_verb")
    return _Words(
        link=re.compile("|".join(f"(?P<{r.name}>{r.pattern.pattern})" for r in rules["link"])),
        links={r.name: r.means for r in rules["link"]},
        commit=commit,
        lead=re.compile(rf"(?:{rules.pattern('lead_adverb').pattern})*(?P<verb>{commit.pattern})"),
        strong=re.compile(rf"(?P<verb>{rules.pattern('strong_verb').pattern})"),
    )


def read_commitments(
    text: str, start: int, end: int, quantities: Sequence[Quantity], context: Context
) -> tuple[list[Commitment], str]:
    """Read the commitments in one part of a sentence.

    Args:
        text: the layout's text.
        start: where the part begins.
        end: one past its end.
        quantities: the numbers in it.
        context: what stands around it.

    Returns:
        The commitments in order, and the sort of the last quantity that was a parameter of a subsidy, or ''.
    """
    return _Part(text, start, end, quantities, context).read()


class _Part:
    def __init__(self, text: str, start: int, end: int, quantities: Sequence[Quantity], context: Context) -> None:
        self.text, self.start, self.end, self.context = text, start, end, context
        self.words = _words()
        # A number that only describes must not hide the words before it.
        self.quantities = [q for q in quantities if not describes(q, self._before(q), self._after(q))]

    def _before(self, q: Quantity) -> str:
        return self.text[max(self.start, q.start - _AROUND) : q.start]

    def _after(self, q: Quantity) -> str:
        return self.text[q.end : min(self.end, q.end + _AROUND)]

    def read(self) -> tuple[list[Commitment], str]:
        out: list[Commitment] = []
        parameter = self.context.after_parameter
        place = self.start  # up to here the words are taken
        shared: list[str] = []  # indicators that wait for their values: 分别达到65%和55%
        for n, q in enumerate(self.quantities):
            left = self.text[max(place, q.start - _AROUND) : q.start]
            until = self.quantities[n + 1].start if n + 1 < len(self.quantities) else self.end
            right = self.text[q.end : min(until, q.end + _AROUND)]
            if shared and (not left or _AND.fullmatch(left)) and not noun_after(right):
                name = shared.pop(0) if len(shared) > 1 else shared[0]
                out.append(replace(out[-1], quantity=q, indicator=name, comparator=q.comparator or out[-1].comparator))
                place = q.end
                continue
            shared = []
            if self._is_baseline(n, left):
                continue  # 从35%提高到40%: read with the value that follows
            if reason := self._stopped(q):
                parameter = q.sort if reason == PARAMETER else parameter
                place = q.end
                continue
            found, taken = self._commitment(q, n, left, right, listing=bool(out))
            last = out[-1] if out else self.context.earlier
            if found is None and last is not None and last.quantity.unit == q.unit and _LATER.fullmatch(left):
                # 到2022年达到3家、2023年达到5家
                found = replace(last, quantity=q, comparator=q.comparator or "=", baseline=None)
            if found is not None and found.rule == "value":
                shared = share_out(found.indicator)
                if len(shared) > 1 and self._values_from(n) == len(shared):
                    found = replace(found, indicator=shared.pop(0))
                else:
                    shared = [found.indicator]
            out += [found] if found is not None else []
            place = q.end + taken
        return out, parameter

    def _values_from(self, n: int) -> int:
        """How many values stand side by side from here: 30%、20%和10%."""
        count = 1
        while n + 1 < len(self.quantities) and count < _MOST_VALUES:
            between = self.text[self.quantities[n].end : self.quantities[n + 1].start]
            if between and not _AND.fullmatch(between):
                break
            count, n = count + 1, n + 1
        return count

    def _stopped(self, q: Quantity) -> str:
        c = self.context
        before = self._before(q)
        rest = self.text[q.end : q.end + _AROUND].partition("\n")[0]
        reason = stop_reason(Surroundings(before, self._after(q), rest, c.sentence, c.opening, c.year, c.goal))
        # 大型企业返还比例提高至50%，中小微企业提高至90%: the second number is what the first is.
        if not reason and c.after_parameter == q.sort and self._lead(before) is None:
            return PARAMETER
        return reason

    def _is_baseline(self, n: int, left: str) -> bool:
        if _FROM.search(left) is None or n + 1 >= len(self.quantities):
            return False
        q, following = self.quantities[n], self.quantities[n + 1]
        link = self._link(self.text[q.end : following.start])
        return q.sort == following.sort and link is not None and link[0][-1] in "到至为"

    def _commitment(
        self, q: Quantity, n: int, left: str, right: str, *, listing: bool
    ) -> tuple[Commitment | None, int]:
        """The commitment in this number, and how many characters behind it are its noun."""
        link = self._link(left)
        if link is not None and (found := self._value(q, n, left, right, link)) is not None:
            # 完成上级下达的124万亩种植任务: the noun behind is taken.
            behind = right.lstrip("的").startswith(found.indicator)
            return found, right.find(found.indicator) + len(found.indicator) if behind else 0
        if q.sort == "time":
            return self._service(q, left, right), 0
        return self._number(q, left, right, listing=listing)

    # 贡献率达到57.5%

    def _link(self, left: str) -> re.Match[str] | None:
        last = None
        for m in self.words.link.finditer(left):
            last = m
        return last if last is not None and _BETWEEN.fullmatch(left[last.end() :]) else None

    def _value(self, q: Quantity, n: int, left: str, right: str, link: re.Match[str]) -> Commitment | None:
        head = left[: link.start()]
        baseline = None
        earlier = self.quantities[n - 1] if n > 0 else None
        if earlier is not None and self._is_baseline(n - 1, self._before(earlier)):
            # 从2020年的35%提高到40%: the number before is the baseline, the words before it the indicator.
            baseline = earlier.value
            head = _FROM.sub("", self._before(earlier))
        if q.sort == "time" and not q.unit.endswith("年") and not self._is_committed_time(q, head, right, link):
            return None
        indicator = noun_before(head)
        if not indicator and not head and link[0] not in _MAKING:
            indicator = earlier_subject(self.context.sentence)  # ，达到50%
        indicator = indicator or noun_after(right) or earlier_subject(self.context.sentence)
        if not indicator:
            return None
        comparator = q.comparator or self.words.links.get(link.lastgroup or "", "=")
        return Commitment(q, indicator, comparator, baseline, "value")

    def _is_committed_time(self, q: Quantity, head: str, right: str, link: re.Match[str]) -> bool:
        """压缩至5天, 库存满足3天: a time that is a level to hold, not a period in which something runs."""
        if q.unit not in _SHORT_TIME:
            return False
        held = _STOCK.match(right) or re.search(r"压缩|缩短|时间|时限|周期|天数|库存", head)
        return link.lastgroup == "link_at_most" or held is not None

    # 48小时内办结

    def _service(self, q: Quantity, left: str, right: str) -> Commitment | None:
        if q.unit not in _SHORT_TIME:
            return None
        if _STOCK.match(right) and (lead := self._lead(left)) is not None:
            return Commitment(q, noun_before(left[lead.end() :]) + right, q.comparator or "=", None, "stock")
        after = self._after(q)
        m = _SERVED.match(after) if after.startswith("内") or q.comparator == "<=" else None
        if m is None:
            return None
        thing = re.match(r"的(?P<noun>[^，。；]{2,20})", after[m.end() :])
        subject = noun_before(left) or earlier_subject(self.context.sentence)
        return Commitment(q, thing["noun"] if thing else subject + m["verb"], "<=", None, "service")

    # 建立8个联盟, 选派特派团100个

    def _number(self, q: Quantity, left: str, right: str, *, listing: bool) -> tuple[Commitment | None, int]:
        noun = noun_after(right)
        taken = right.find(noun) + len(noun) if noun in right else len(right)
        comparator = q.comparator or _comparator_before(left)

        def behind(rule: str) -> tuple[Commitment | None, int]:
            return Commitment(q, noun, comparator, None, rule), taken

        if noun and self._verb_touches(left):
            return behind("committed")
        if q.chinese:
            return None, 0  # 百家企业: only directly behind a verb
        if noun and listing and _AND.fullmatch(left):
            return behind("listed")
        if (lead := self._lead(left)) is not None:
            before = noun_before(self._counted(left, lead))
            if before and not left.endswith(("、", "和", "及", "与")):
                return Commitment(q, before, comparator, None, "committed"), 0
            if noun:
                return behind("committed")
            name = self._action(lead, q)
            return (Commitment(q, name, comparator, None, "committed"), 0) if name else (None, 0)
        name = noun_before(left)
        if listing or self.context.goal or self.context.earlier is not None or _PLANNED.match(left):
            # 企业研发机构30家, in a list of goals.
            if name and not noun and left[-1] not in "的了":
                return Commitment(q, name, comparator, None, "listed"), 0
            if noun and not name and not right.startswith("的"):
                return behind("listed")
        if not name and (m := _DONE.match(self._after(q))):
            return Commitment(q, m["noun"].lstrip("的"), comparator, None, "done"), 0
        return None, 0

    def _counted(self, left: str, lead: re.Match[str]) -> str:
        """The words between verb and number; 城镇新增就业5000人: the subject before 新增 belongs to them."""
        subject = left[: lead.start()]
        if lead[0] == "新增" and subject and not re.search(r"[对向为将，]", subject):
            return left
        return left[lead.end() :]

    def _action(self, lead: re.Match[str], q: Quantity) -> str:
        """培训1万人次: the unit says who, so the verb says what."""
        if q.unit.lstrip("万亿千百") not in _SELF_EXPLAINED:
            return ""
        return earlier_subject(self.context.sentence) or re.sub(r"^(?:力争|确保|争取)", "", lead["verb"])

    def _verb_touches(self, left: str) -> bool:
        """Whether a committing verb stands directly before the number: 联合建设10个, 完成上级下达的124万亩."""
        bare = re.sub(r"(?:不少于|不低于|至少|超过|约|近|各|共)$", "", _TASKED.sub("", left))[-12:]
        return any(m.end() == len(bare) and len(m[0]) >= 2 for m in self.words.commit.finditer(bare))

    def _lead(self, left: str) -> re.Match[str] | None:
        """The verb that begins the part, or a strong verb within it: 面向居民发放惠民卡1万张."""
        if (m := self.words.lead.match(YEAR.sub(lambda y: "\0" * len(y[0]), left))) is not None:
            return m
        last = None
        for m in self.words.strong.finditer(left):
            if 2 <= len(left) - m.end() <= 24:
                last = m
        return last


def _comparator_before(left: str) -> str:
    if _AT_LEAST.search(left):
        return ">="
    if _AT_MOST.search(left):
        return "<="
    return "~" if _ABOUT.search(left) else "="
