"""What commits in a part of a sentence: which of its numbers are targets, of what, and how they compare.

Three shapes: an indicator and its value (贡献率达到57.5%), a verb and a number of things (建立8个联盟,
选派特派团100个), a level of service (48小时内办结). Members of a list after one of these follow it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.quantities import Quantity
from ingest.rulebook import load_rules

__all__ = ["Commitment", "Context", "read_commitments"]

_AROUND = 120  # how far around a number its part of the sentence is read
_AND = re.compile(r"(?:、|以及|和|及|与|或)+(?:其中)?")
_YEAR = re.compile(r"(?:到|至|截至|力争|确保|争取)*20\d\d年(?:度)?(?:年?底|末)?(?:前|之前|以前)?")
_LEADING = re.compile(
    r"^(?:力争|确保|争取|努力|使|其中|并|且|同时|将|把|每年|进一步|加快|积极|大力|稳步|重点|要|再|年内|全年|到时|届时|预计|计划|累计|"
    r"在此基础上|高质量|以及|和|及|与|或|[、—\-·：；。，”）])+"
)
_TRAILING = re.compile(
    r"(?:力争|确保|争取|分别|均|都|总体|要|累计|平均|基本|全部|合计|总计|共|约|近|超|也|已|将|应|须|并|再|各|年均|每年|到|由|从|达|在|以及|"
    r"[和及与、，：的])+$"
)
# Between a linking verb and its number: 达到我市常住人口30天, 不低于前3年平均值的98%.
_BETWEEN = re.compile(
    r"(?:约|近|了|出|全[市省县区国]|我[市省县区]|各类|各级|人均|每年|年均|平均|各|每个|[\u4e00-\u9fff\d]{0,10}(?:的|人口))*"
)
_FROM = re.compile(r"(?:从|由)(?:(?:20\d\d|去|上)年(?:年?底|末)?的?|目前的?|现在的?|原来的?|不足|约)?$")
_MAKING = ("形成", "新增", "净增", "完成", "实现")
_TASKED = re.compile(r"[\u4e00-\u9fff]{0,6}(?:下达|确定|规划|明确|安排)的$")
# 对…的企业，…: the sentence says for whom something is done.
_BENEFICIARY = re.compile(
    r"的(?:，|[^，。；]{0,14}?(?:企业|单位|项目|人员|个人|毕业生|家庭|机构|农户|职工|养殖场|牧场|企事业|劳动者|学生))"
)
_STOCK = re.compile(r"^(?:的)?(?:市场)?(?:供应|消费|用料|用量|存煤|库存|销量|储备|需求|使用)")
_SERVED = re.compile(
    r"^(?:之内|以内|内)?(?P<verb>[^，。；]{0,6}?(?:办结|放行|完成|答复|审结|办理|拨付|响应|到位|处置|反馈|送达|出具|审批|受理|解决|通关|接入|抵达|到达|退税|兑现))"
)
_DONE = re.compile(
    r"^(?P<noun>[^，。；]{2,24}?)(?:20\d\d年)?(?:年底|年内|\d+月底)?前?(?:要|力争|确保)?(?:全部|基本|全面|如期|率先|年内)*(?:完成|建成|竣工|投用|投产|投运|开工|完工|达效|达标|实现|通车|启用|达到)"
)
_SHORT_TIME = ("天", "日", "个工作日", "工作日", "小时", "个小时", "分钟", "秒")


@dataclass(frozen=True, slots=True)
class Commitment:
    """A committed quantity; `start`–`end` are its place in the layout's text."""

    quantity: Quantity
    indicator: str
    comparator: str
    baseline: float | None
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around the part: the sentence before it, its first character, whether the scope states goals.

    `year` is the document's own; `after_parameter` the sort of a number just before that was none of its targets.
    """

    sentence: str
    opening: str
    year: int | None
    goal: bool
    after_commitment: bool
    after_parameter: str


@dataclass(frozen=True, slots=True)
class _Words:
    link: re.Pattern[str]
    links: dict[str, str]
    commit: re.Pattern[str]
    lead: re.Pattern[str]
    strong: re.Pattern[str]
    past: re.Pattern[str]
    subsidy: re.Pattern[str]
    favour: re.Pattern[str]
    count: re.Pattern[str]
    eligible: re.Pattern[str]
    things: re.Pattern[str]


@cache
def _words() -> _Words:
    rules = load_rules("targets")
    commit = rules.pattern("commit_verb").pattern
    return _Words(
        link=re.compile("|".join(f"(?P<{r.name}>{r.pattern.pattern})" for r in rules["link"])),
        links={r.name: r.means for r in rules["link"]},
        commit=re.compile(commit),
        lead=re.compile(rf"(?:{rules.pattern('lead_adverb').pattern})*(?P<verb>{commit})"),
        strong=rules.pattern("strong_verb"),
        past=rules.pattern("stop_past"),
        subsidy=rules.pattern("stop_subsidy"),
        favour=rules.pattern("stop_favour"),
        count=rules.pattern("stop_count"),
        eligible=rules.pattern("stop_eligible"),
        things=rules.pattern("stop_things"),
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
    return _Part(text, start, end, list(quantities), context).read()


class _Part:
    def __init__(self, text: str, start: int, end: int, quantities: list[Quantity], context: Context) -> None:
        self.text, self.start, self.end, self.context = text, start, end, context
        self.words = _words()
        # A number that only describes (3年平均值, 3000人的滑雪场) must not hide the words before it.
        self.quantities = [q for q in quantities if not self._describes(q)]

    def read(self) -> tuple[list[Commitment], str]:
        out: list[Commitment] = []
        parameter = self.context.after_parameter
        before = self.start
        link: Commitment | None = None
        subjects: list[str] = []
        for n, q in enumerate(self.quantities):
            left = self.text[max(before, q.start - _AROUND) : q.start]
            right = self.text[q.end : min(self._until(n), q.end + _AROUND)]
            if link is not None and (_AND.fullmatch(left) or not left) and not self._noun_after(right):
                # 分别达到65%和55%: one value for each subject.
                k = len(out)
                name = subjects[min(k, len(subjects) - 1)] if len(subjects) > 1 else link.indicator
                out.append(Commitment(q, name, q.comparator or link.comparator, None, link.rule))
                before = q.end
                continue
            if self._is_baseline(n, left):
                continue  # 从35%提高到40%: read with the value that follows
            stop = self._stopped(q, n)
            if stop:
                parameter = q.sort if stop == "parameter" else parameter
                before = q.end
                link = None
                continue
            found, consumed = self._commitment(q, n, left, right, out)
            link = None
            if found is not None:
                if found.rule == "value":
                    link = found
                    subjects = _subjects(found.indicator)
                    if len(subjects) > 1 and self._run_length(n) == len(subjects):
                        found = Commitment(q, subjects[0], found.comparator, found.baseline, found.rule)
                    else:
                        subjects = []
                out.append(found)
            before = q.end + consumed
        return out, parameter

    def _until(self, n: int) -> int:
        return self.quantities[n + 1].start if n + 1 < len(self.quantities) else self.end

    def _run_length(self, n: int) -> int:
        """How many values stand side by side from here: 30%、20%和10%."""
        length = 1
        while (
            n + 1 < len(self.quantities)
            and length < 12
            and _AND.fullmatch(self.text[self.quantities[n].end : self.quantities[n + 1].start] or "、")
        ):
            length, n = length + 1, n + 1
        return length

    def _describes(self, q: Quantity) -> bool:
        """A number that is part of a description of something else."""
        after = self.text[q.end : min(self.end, q.end + _AROUND)]
        if q.unit in ("个月", "周", "分"):
            return True
        if q.unit.endswith("年"):
            # 受教育年限提高到11.3年 is a value; 3年行动 is not.
            return re.search(r"(?:年限|寿命|年龄)[^，]{0,6}$", self.text[self.start : q.start]) is None
        if self._describes_what_was_counted(q, after):
            return True
        if q.chinese and (q.value < 10 or q.sort in ("time", "ratio")):
            return True
        return (
            after.startswith("的")
            and bool(re.search(r"\d", after))
            and not q.comparator
            and not re.match(r"的\d", after)
        )

    def _is_baseline(self, n: int, left: str) -> bool:
        return (
            _FROM.search(left) is not None
            and n + 1 < len(self.quantities)
            and self.quantities[n].sort == self.quantities[n + 1].sort
            and (link := self._link(self.text[self.quantities[n].end : self.quantities[n + 1].start])) is not None
            and link[0][-1] in "到至为"
        )

    def _describes_what_was_counted(self, q: Quantity, after: str) -> bool:
        """培育10家以上年营业收入超100亿元的龙头企业: the second number only says which ones."""
        if not after.startswith("的"):
            return False
        left = self.text[max(self.start, q.start - 16) : q.start]
        counted = re.search(r"\d(?:家|个|项|名|户|所|座|条)(?:左右|以上)?[^，、\d]*$", left)
        return counted is not None

    def _stopped(self, q: Quantity, n: int) -> str:
        """Why the number is no target: parameter (of a subsidy or a condition), or other; '' where nothing stops it."""
        whole = self.text[max(self.start, q.start - _AROUND) : q.start]
        after = self.text[q.end : min(self.end, q.end + _AROUND)]
        rest = self.text[q.end : q.end + 90].partition("\n")[0]
        subsidy = self.words.favour if self.context.goal else self.words.subsidy
        if subsidy.search(whole) or self._is_condition(rest):
            return "parameter"
        if self.context.after_parameter == q.sort and self._lead(whole) is None:
            return "parameter"
        if (
            self._dates_the_past(whole)
            or self.words.past.search(whole)
            or self.words.count.search(whole)
            or self.words.things.match(after)
        ):
            return "other"
        return ""

    def _dates_the_past(self, whole: str) -> bool:
        """2017年达到…: a year before the document's own, unless the way leads on from it."""
        years = [int(y) for y in re.findall(r"(20\d\d)年", re.sub(r"(?:从|由|比|较|自)20\d\d年", "", whole))]
        if years:
            return self.context.year is not None and max(years) < self.context.year
        return re.match(r"(?:截至|截止|近年来|目前|过去)", self.context.sentence) is not None

    def _is_condition(self, rest: str) -> bool:
        if self.words.eligible.match(rest):
            return True
        return self.context.opening in "对凡" and _BENEFICIARY.search(re.split(r"[。；]", rest)[0]) is not None

    def _commitment(
        self, q: Quantity, n: int, left: str, right: str, out: list[Commitment]
    ) -> tuple[Commitment | None, int]:
        """The commitment in this number, and how many characters behind it are its noun."""
        if (link := self._link(left)) is not None and (found := self._value(q, n, left, right, link)) is not None:
            # 完成上级下达的124万亩种植任务: the noun behind is taken.
            return found, len(found.indicator) + right.find(found.indicator) if right.lstrip("的").startswith(
                found.indicator
            ) else 0
        if q.sort == "time":
            return self._service(q, left, right), 0
        return self._number(q, left, right, out)

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
        if (
            earlier is not None
            and (origin := _FROM.search(self.text, self.start, earlier.start)) is not None
            and self._is_baseline(n - 1, self.text[self.start : earlier.start])
        ):
            # 从2020年的35%提高到40%: the number before is the baseline, the words before it the indicator.
            baseline = earlier.value
            head = self.text[self.start : origin.start()]
        indicator = self._indicator(head)
        if q.sort == "time" and not q.unit.endswith("年"):
            if q.unit not in _SHORT_TIME:
                return None
            if (
                link.lastgroup != "link_at_most"
                and not _STOCK.match(right)
                and not re.search(r"压缩|缩短|时间|时限|周期|天数|库存", head)
            ):
                return None
        if not indicator:
            # ，达到50%: the subject stands in the part before; 形成3个集群: it stands behind.
            before = self._earlier() if not head and link[0] not in _MAKING else ""
            indicator = before or self._noun_after(right) or self._earlier()
        if not indicator:
            return None
        comparator = q.comparator or self.words.links.get(link.lastgroup or "", "=")
        return Commitment(q, indicator, comparator, baseline, "value")

    # 48小时内办结

    def _service(self, q: Quantity, left: str, right: str) -> Commitment | None:
        if q.unit not in _SHORT_TIME:
            return None
        if _STOCK.match(right) and (lead := self._lead(left)) is not None:
            return Commitment(q, self._indicator(left[lead.end() :]) + right, q.comparator or "=", None, "stock")
        after = self.text[q.end : min(self.end, q.end + _AROUND)]
        if not after.startswith("内") and q.comparator != "<=":
            return None
        m = _SERVED.match(after)
        if m is None:
            return None
        thing = re.match(r"的(?P<noun>[^，。；]{2,20})", after[m.end() :])
        indicator = thing["noun"] if thing else (self._indicator(left) or self._earlier()) + m["verb"]
        return Commitment(q, indicator, "<=", None, "service") if indicator else None

    # 建立8个联盟, 选派特派团100个

    def _number(self, q: Quantity, left: str, right: str, out: list[Commitment]) -> tuple[Commitment | None, int]:
        noun = self._noun_after(right)
        taken = len(right) if noun and right.strip("、和及与以") else 0
        if taken:
            taken = right.find(noun) + len(noun) if noun in right else len(right)
        comparator = q.comparator or _comparator_before(left)
        if q.chinese:
            # 百家企业, 十项工程: only directly behind a verb.
            verb = self._adjacent(left)
            return (
                (Commitment(q, noun, comparator, None, "committed"), taken)
                if verb and noun and q.value >= 10
                else (None, 0)
            )
        if out and _AND.fullmatch(left) and noun:
            return Commitment(q, noun, comparator, None, "listed"), taken
        if self._adjacent(left) and noun:
            return Commitment(q, noun, comparator, None, "committed"), taken
        if (lead := self._lead(left)) is not None:
            # 城镇新增就业5000人: the subject before the verb belongs to what is counted.
            subject = (
                left[: lead.start()]
                if lead[0] == "新增" and lead.start() > 0 and not re.search(r"[对向为将，]", left[: lead.start()])
                else ""
            )
            before = self._indicator(subject + left[lead.start() :]) if subject else self._indicator(left[lead.end() :])
            if before and not left.endswith(("、", "和", "及", "与")):
                return Commitment(q, before, comparator, None, "committed"), 0
            name = noun or self._action(lead, q)
            return (Commitment(q, name, comparator, None, "committed"), taken) if name else (None, 0)
        listing = self.context.goal or self.context.after_commitment or bool(out)
        name = self._indicator(left)
        if listing and name and not noun and not re.search(r"[的了]$", left):
            return Commitment(q, name, comparator, None, "listed"), 0
        if listing and not name and noun and not right.startswith("的"):
            return Commitment(q, noun, comparator, None, "listed"), taken
        if not name and (m := _DONE.match(self.text[q.end : min(self.end, q.end + _AROUND)])):
            return Commitment(q, m["noun"].lstrip("的"), comparator, None, "done"), 0
        return None, 0

    def _action(self, lead: re.Match[str], q: Quantity) -> str:
        """培训1万人次: the unit says who, so the verb says what."""
        if q.unit.lstrip("万亿千百") not in ("人次", "人", "户", "场次", "场", "次", "户次", "台次"):
            return ""
        return self._earlier() or re.sub(
            r"^(?:力争|确保|争取)", "", lead["verb"] if "verb" in lead.re.groupindex else lead[0]
        )

    def _adjacent(self, left: str) -> bool:
        """Whether a committing verb stands directly before the number: 联合建设10个, 完成上级下达的124万亩."""
        bare = _TASKED.sub("", left)
        bare = re.sub(r"(?:不少于|不低于|至少|超过|约|近|各|共)$", "", bare)
        return (
            any(
                m.end() == len(bare) and len(m[0]) >= 2
                for m in self.words.commit.finditer(bare[-12:] if len(bare) > 12 else bare)
            )
            if len(bare) <= 12
            else any(m.end() == 12 and len(m[0]) >= 2 for m in self.words.commit.finditer(bare[-12:]))
        )

    def _lead(self, left: str) -> re.Match[str] | None:
        """The verb that begins the part, or a strong verb within it: 面向居民发放惠民卡1万张."""
        if (m := self.words.lead.match(_YEAR.sub(lambda y: "\0" * len(y[0]), left))) is not None:
            return m
        last = None
        for m in self.words.strong.finditer(left):
            if 2 <= len(left) - m.end() <= 24:
                last = m
        return last

    # Words of the indicator

    def _indicator(self, words: str) -> str:
        """The noun phrase in front of a value."""
        words = _YEAR.sub("", re.sub(r"[较比](?=20\d\d年|上年|去年)", "", words))
        for _ in range(3):
            shorter = _LEADING.sub("", words)
            if (m := self.words.commit.match(shorter)) and not shorter[m.end() :].startswith(
                ("率", "面", "能力", "水平", "机制", "规模", "量", "额")
            ):
                if m.end() == len(shorter):
                    return ""
                if len(shorter) - m.end() >= 2:
                    shorter = shorter[m.end() :]
            if shorter == words:
                break
            words = shorter
        if re.search(r"\d", words) and "的" in words:
            words = words.rpartition("的")[2]
        words = _unquoted(_TRAILING.sub("", words))
        return words if len(words) >= 2 else ""

    def _noun_after(self, right: str) -> str:
        words = right.lstrip("的")
        if re.search(r"\d", words) and "的" in words:
            words = words.rpartition("的")[2]
        words = _unquoted(_TRAILING.sub("", words))
        return words[:40] if len(words) >= 2 else ""

    def _earlier(self) -> str:
        """The subject named in the part before: 追溯体系覆盖率…，达到50%."""
        for part in reversed(self.context.sentence.split("，")):
            words = re.split(r"\d|每|达到|超过|不低于|提高|增长|分别", part)[0]
            if name := self._indicator(words):
                return name[-30:]
        return ""


def _unquoted(words: str) -> str:
    """Without a quotation mark that has lost its partner."""
    return words if words.count("“") == words.count("”") else words.replace("“", "").replace("”", "")


def _comparator_before(left: str) -> str:
    if re.search(r"(?:不少于|不低于|至少|超过|超|突破)$", left):
        return ">="
    if re.search(r"(?:不超过|不多于|不高于)$", left):
        return "<="
    return "~" if re.search(r"(?:约|近|大约)$", left) else "="


def _subjects(indicator: str) -> list[str]:
    """花生种植、收获机械化率 → 花生种植机械化率, 花生收获机械化率; A、B和C占比 → A占比, B占比, C占比."""
    body, _, tail = indicator.partition("分别")
    parts = [p for p in re.split(r"、|以及|和|及|与", body) if p]
    if len(parts) < 2:
        return [indicator]
    if tail:
        return [p + tail for p in parts]
    first, last = parts[0], parts[-1]
    # The parts share what stands before the first one's last word and behind the last one's first word.
    if len(last) > 3 and len(first) < len(last) + 3:
        shared = last[2:]
        return [p if p.endswith(shared[-2:]) else p + shared for p in parts[:-1]] + [
            (first[:-2] + last)
            if len(first) > 2 and not last.startswith(first[:2]) and len(first) <= len(last)
            else last
        ]
    return parts
