"""What commits in a part of a sentence: which of its numbers are targets, of what, and how they compare.

A number stands in one of the shapes of `ingest.undertakings`, or goes on from the number before it: a member of a
list, one of several values that are shared out over several indicators, the value that a baseline leads to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.commitment_verbs import find_link, find_verb
from ingest.doings import is_made, treated
from ingest.indicators import YEAR, noun_after, share_out
from ingest.quantities import Quantity
from ingest.stops import PARAMETER, Setting, describes, stop_reason
from ingest.undertakings import AND, FROM, Commitment, Words, undertaken

__all__ = ["read_commitments"]

_AROUND = 120  # how far around a number its part of the sentence is read
_MOST_VALUES = 12  # of one list
_TO = ("突破", "超过", "超", "达到", "达", "增加")  # 由396家突破600家
_LATER = re.compile(
    rf"(?:[、和及并]|以及)*(?:{YEAR.pattern})(?:再|力争)?"
    r"(?:达到|达|增加到|增加至|增至|提高到|提高至|提升到|提升至|扩大到|突破|超过)"
)
_BY_YEAR = re.compile(rf"(?:{YEAR.pattern})，")
_COUNTS = ("count", "measure")
_OF_ALL = re.compile(r"(?:其中|全[市省县区国]|我[市省县区])*")
_SHARE_OF = re.compile(
    r"(?:[^、，。；（）]|（[^（）]*）){2,60}(?:率|比例|比重)(?:（[^（）]*）)?(?:均|分别|要)*(?:达到?|保持在|提高到|不低于|超过)"
)
_AND_MORE = re.compile(r"(?:、|并|，并)(?:(?:力争|争取|确保|再)(?=.))*")
_NEAR = 10
_ALSO = re.compile(r"、(?:共|合计|总计|约|近)?")
_TERMS = re.compile(r"(?:利率|费率|期限|年限)")
_BUILT = re.compile(
    r"(?:力争|确保|年内|全年|累计|规划|计划)*"
    r"(?:完成|实施|建成|新建|建设|新改建|新改扩建|改造|改扩建|打造|创建|开工|竣工|新增|引进|举办|整治|治理|修复|修缮|拆除|关停)"
)


def read_commitments(
    text: str,
    start: int,
    end: int,
    quantities: Sequence[Quantity],
    setting: Setting,
    earlier: Commitment | None,
    parameter: str,
) -> tuple[list[Commitment], str]:
    """Read the commitments in one part of a sentence.

    Args:
        text: the layout's text.
        start: where the part begins.
        end: one past its end.
        quantities: the numbers in it.
        setting: where it stands.
        earlier: the last commitment of the parts before in the sentence.
        parameter: the sort of a number just before that was a parameter of a subsidy, or ''.

    Returns:
        The commitments in order, and the sort of the last quantity that was a parameter of a subsidy, or ''.
    """
    return _Part(text, start, end, quantities, setting, earlier).read(parameter)


class _Part:
    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        quantities: Sequence[Quantity],
        setting: Setting,
        earlier: Commitment | None,
    ) -> None:
        self.text, self.start, self.end, self.setting, self.earlier = text, start, end, setting, earlier
        # A number that only describes must not hide the words before it.
        self.quantities = [q for q in quantities if not describes(q, self._before(q), self._after(q))]
        if len(self.quantities) > 1:
            self._share_comparators()
        self.starts = (
            self._starts() if len(self.quantities) > 1 else {}
        )  # 从35%提高到40%: by a value's index that of its baseline

    def _before(self, q: Quantity) -> str:
        return self.text[max(self.start, q.start - _AROUND) : q.start]

    def _after(self, q: Quantity) -> str:
        return self.text[q.end : min(self.end, q.end + _AROUND)]

    def read(self, parameter: str) -> tuple[list[Commitment], str]:
        after_parameter = parameter
        out: list[Commitment] = []
        place = self.start  # up to here the words are taken
        shared: list[str] = []  # indicators that wait for their values: 分别达到65%和55%
        baselines = set(self.starts.values())
        for n, q in enumerate(self.quantities):
            if n in baselines:
                continue  # read with the value that it leads to
            baseline = self.quantities[self.starts[n]] if n in self.starts else None
            left = self.text[max(place, q.start - _AROUND) : q.start]
            right = self.text[q.end : min(self._noun_end(n), q.end + _AROUND)]
            if shared and (not left or AND.fullmatch(left)) and not noun_after(right):
                name = shared.pop(0) if len(shared) > 1 else shared[0]
                comparator, start = q.comparator or out[-1].comparator, baseline.value if baseline else None
                out.append(replace(out[-1], quantity=q, indicator=name, comparator=comparator, baseline=start))
                place = q.end
                continue
            shared = []
            if self._is_subject(n):
                place = q.end
                continue
            if reason := self._stopped(q, baseline, after_parameter):
                parameter = q.sort if reason == PARAMETER else parameter
                place = q.end
                continue
            last = out[-1] if out else self.earlier
            ahead = self._noun_ahead(n)
            words = self._words(n, left, ahead or right, baseline, out)
            found, taken = undertaken(q, words, find_link(left))
            taken = 0 if ahead else taken
            if found is None and last is not None and _goes_on(last, q, left):
                found = replace(last, quantity=q, comparator=q.comparator or "=", baseline=None)
            if found is None and out and _ALSO.fullmatch(left) and not noun_after(right):
                # 改造小区210个、4.86万户、约500万平方米: several measures of one thing.
                about = "~" if left.endswith(("约", "近")) else "="
                found = replace(out[-1], quantity=q, comparator=q.comparator or about, baseline=None)
            if found is None and out and not left and _is_second_count(out[-1].quantity, q) and not noun_after(right):
                # 搬迁1.2万户4.5万人
                found = replace(out[-1], quantity=q, comparator=q.comparator or "=", baseline=None)
            if found is not None and (found.rule == "value" or "分别" in left):
                shared = share_out(found.indicator)
                if len(shared) > 1 and self._values_from(n) == len(shared):
                    found = replace(found, indicator=shared.pop(0), whole=found.indicator)
                else:
                    shared = [found.indicator]
            out += [found] if found is not None else []
            place = q.end + taken
        return out, parameter

    def _words(self, n: int, left: str, right: str, baseline: Quantity | None, out: Sequence[Commitment]) -> Words:
        return Words(
            left,
            right,
            self._after(self.quantities[n]),
            self.setting.sentence,
            self._subject(out, shared=self._values_from(n) > 1),
            listing=bool(out),
            expected=bool(out) or self.setting.goal or self.earlier is not None,
            dated=self.setting.dated,
            # 从2020年的35%提高到40%: the words before the baseline are the indicator.
            head=None if baseline is None else FROM.sub("", self._before(baseline)),
            baseline=None if baseline is None else baseline.value,
        )

    def _noun_end(self, n: int) -> int:
        """Where the words behind a number end that can be its noun."""
        if n + 1 == len(self.quantities):
            return self.end
        following = self.quantities[n + 1]
        after = self.quantities[n + 2].start if n + 2 < len(self.quantities) else self.end
        if noun_after(self.text[following.end : min(after, following.end + _AROUND)]):
            return following.start
        # 小学4个、初中1个: the words behind the last 、 belong to the next number.
        begin = self.quantities[n].end
        joint = max(self.text.rfind(mark, begin, following.start) for mark in "、和及并")
        return following.start if joint < 0 else joint

    def _is_subject(self, n: int) -> bool:
        """全市50个断面优良比例达到90%: so many things have a share, which is what is undertaken."""
        q, following = self.quantities[n], self.quantities[n + 1 : n + 2]
        if q.sort != "count" or q.comparator or not following or following[0].sort != "ratio":
            return False
        between = self.text[q.end : following[0].start]
        return (
            _OF_ALL.fullmatch(self.text, self.start, q.start) is not None and _SHARE_OF.fullmatch(between) is not None
        )

    def _noun_ahead(self, n: int) -> str:
        """What stands behind the next number and is counted by both: 完成3万户以上、力争完成5万户厕所改造."""
        if n + 1 == len(self.quantities) or self.quantities[n + 1].unit != self.quantities[n].unit:
            return ""
        following = self.quantities[n + 1]
        between = self.text[self.quantities[n].end : following.start]
        if len(between) > _NEAR or _AND_MORE.match(between) is None or find_verb(_AND_MORE.sub("", between)) is None:
            return ""
        return noun_after(self.text[following.end : min(self.end, following.end + _AROUND)])

    def _values_from(self, n: int) -> int:
        """How many values stand side by side from here: 30%、20%和10%."""
        count = 1
        while n + 1 < len(self.quantities) and count < _MOST_VALUES:
            between = self.text[self.quantities[n].end : self.quantities[n + 1].start]
            if between and not AND.fullmatch(between):
                break
            count, n = count + 1, n + 1
        return count

    def _stopped(self, q: Quantity, baseline: Quantity | None, after_parameter: str) -> str:
        before, after = self._before(q), self._after(q)
        if baseline is not None:
            # 由目前的396家突破600家: what is said of the first number is not said of the second.
            before = FROM.sub("", self._before(baseline)) + self.text[baseline.end : q.start]
        if q.sort == "count" and before.endswith("等"):
            # 建成长江路等6条道路: they are enumerated, but they are made; 实施…等3项行动 only counts them.
            made = bool(treated(before, after)) or (q.unit != "项" and _BUILT.match(YEAR.sub("", before)) is not None)
            before = before[:-1] if made else before
        if before.endswith("首批") and is_made(after):
            before = before[:-2]  # 首批20个园区全面建成
        rest = self.text[q.end : q.end + _AROUND].partition("\n")[0]
        reason = stop_reason(q.sort, before, after, rest, self.setting)
        if reason or not after_parameter:
            return reason
        # 大型企业返还比例提高至50%，中小微企业提高至90%: the second number is what the first is.
        same = after_parameter == q.sort != "count" and find_verb(before) is None
        return PARAMETER if same or _TERMS.search(before) else ""  # 可申请500万元贷款，利率不高于4.5%

    def _share_comparators(self) -> None:
        """分别增长4.5%、5.5%左右: what stands behind the last of several values is said of each."""
        for n in range(len(self.quantities) - 2, -1, -1):
            q, following = self.quantities[n : n + 2]
            if following.comparator and not q.comparator and q.unit == following.unit and self._values_from(n) > 1:
                self.quantities[n] = replace(q, comparator=following.comparator)

    def _starts(self) -> dict[int, int]:
        starts: dict[int, int] = {}
        if all(self.text.find(word, self.start, self.end) < 0 for word in ("从", "由", "基础上")):
            return starts
        for n, q in enumerate(self.quantities[:-1]):
            if FROM.search(self._before(q)) is None:
                continue
            count = self._values_from(n)  # 从5%、6%分别提高到8%、9%
            last, first = n + count - 1, n + count
            if first + count > len(self.quantities) or self._values_from(first) < count:
                continue
            if self._leads_to(self.quantities[last], self.quantities[first]):
                starts |= {first + i: n + i for i in range(count)}
        return starts

    def _leads_to(self, q: Quantity, following: Quantity) -> bool:
        between = self.text[q.end : following.start]
        if q.sort != following.sort or (link := find_link(between)) is None:
            return False
        # 由51%提高到不低于65%
        return link[0][-1] in "到至为" or link[0] in _TO or any(to in between[: link.end()] for to in "到至")

    def _subject(self, out: Sequence[Commitment], *, shared: bool) -> str:
        """The indicator of the value just before, which may go on: 达2000亿元、年均增长7%; 突破3000家，增长40%."""
        last = out[-1] if out else self.earlier
        if last is None:
            return ""
        if not out:
            # 2017年控制在12%以内；到2020年，控制在10%以内
            between = _BY_YEAR.sub("", self.text[last.quantity.end : self.start])
            if len(between) > _AROUND or between.count("，") + between.count("；") != 1:
                return ""
        return last.whole if shared and last.whole else last.indicator


def _is_second_count(first: Quantity, second: Quantity) -> bool:
    """Whether a number directly behind another counts the same things in another unit."""
    counts = first.sort in _COUNTS and second.sort in _COUNTS
    return counts and first.end == second.start and first.unit[-1:] != second.unit[-1:] and second.unit != "层"


def _goes_on(last: Commitment, q: Quantity, left: str) -> bool:
    """到2022年达到3家、2023年达到5家; 投资300亿元，年均60亿元; 提高2个百分点至85%."""
    if last.quantity.unit == q.unit:
        return left in ("年均", "平均每年") or _LATER.fullmatch(left) is not None
    return left in ("至", "到") and q.sort == last.quantity.sort == "ratio"
