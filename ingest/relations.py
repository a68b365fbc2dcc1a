"""What the words around a cited title make of it: a ground, something to carry out, to change or to end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from graph.model import Relation
from ingest.document_numbers import lead_in, number_pattern
from ingest.quotes import Quoted
from ingest.rulebook import Rule, load_rules

__all__ = ["Governed"]

_LONGEST_LIST = 2000  # on one line
_CONTEXT = 80  # how far before a title its governing word may stand
# Every list behind a colon is announced by one of these, so that the rules are tried around them only.
_LIST_SIGN = re.compile("下列|以下|如下")
_LIST_AROUND = 8, 80
_CLAUSE = re.compile(r"[，。；：\n\t]")
# What belongs to a title in a list: 《A》（国发〔2016〕16号，以下简称《意见》）, 《A》第三条、第五条.
_BEHIND = (
    r"(?:（(?:[^（）\n]|（[^（）\n]{0,20}）){0,80}）){0,2}(?:[\u4e00-\u9fffA-Za-z]{1,12}〔(?:19|20)\d\d〕第?\d{1,5}号)?"
    r"(?:(?:、|和|至)?第[一二三四五六七八九十百零\d]{1,7}[章条款项]){0,8}"
)
# Between two titles of one list: 《A》（…）、《B》 or 《A》和农业厅等十四部门《B》, or nothing.
_LINK = re.compile(rf"{_BEHIND}(?:、|以及|和|及其?|与|或|，)?[^，。；：《》\n]{{0,24}}")
_LINK_WORD = re.compile(
    rf"{_BEHIND}等?(?:[\u4e00-\u9fff]{{0,6}}?(?:精神|要求|规定|部署|文件|法规|法律|政策|标准|规范|条款))?(?:、|以及|和|及|与|或)"
)
_ADJACENT = re.compile(_BEHIND)
# What may stand between a governing word and the title: who issued it and how, or another member of the list.
_ISSUER = (
    r"(?:[^，。；：《》\n]{0,70}(?:[部委局厅办院会府省市县区级的等关家门位署社团中州行于和及与]|一致|新修订)|"
    r"[^，。；：《》\n]{0,40}[部委局厅办院会府等](?:联合|共同|研究)?(?:印发|发布|公布|颁布|下发|修订|出台|制定)|"
    r"[^，。；：《》\n]{0,60}(?:通知|意见|方案|办法|计划|规划|决定|措施))?"
)
_NUMBER_END = re.compile(r"[号令](?:文件|文)?$")
# How a line of a list begins: 1.《A》, （一）《A》.
_MEMBER = re.compile(r"(?:\d{1,2}[.、]|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、)?《")
_RELATIONS: dict[str, Relation] = {r: r for r in ("basis", "implements", "amends", "repeals", "cites")}


class Governed:
    """The relations of a text's titles, by the rules before, after and part."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rules = load_rules("citations")
        self.listed = sorted(self._listed(), key=lambda listed: listed[0])
        self.before = [
            (r, bare, re.compile(rf"(?:{bare.pattern}){_ISSUER}$"))
            for r in self.rules["before"]
            for bare in [re.compile(r.pattern.pattern.removesuffix("$"))]
        ]

    def _listed(self) -> Iterator[tuple[int, int, Rule]]:
        """Lists behind a colon that says what is done with all of them: 下列文件同时废止：《A》…, or a title a line."""
        reached = 0
        for sign in _LIST_SIGN.finditer(self.text):
            first, last = max(reached, sign.start() - _LIST_AROUND[0]), sign.end() + _LIST_AROUND[1]
            for rule in self.rules["list"]:
                m = rule.pattern.search(self.text, first, last)
                if m is not None and m.start() <= sign.start() < m.end():
                    reached = m.end()
                    yield reached, self._list_end(reached), rule

    def _list_end(self, start: int) -> int:
        end = start
        if self.text[end : end + 1] != "\n":
            stops = (self.text.find(sign, start) for sign in "。\n")
            end = min((stop for stop in stops if stop >= 0), default=len(self.text))
        while self.text[end : end + 1] == "\n" and _MEMBER.match(self.text, end + 1):
            following = self.text.find("\n", end + 1)
            end = len(self.text) if following < 0 else following
        return end

    def lists(self, titles: Sequence[Quoted]) -> Iterator[list[Quoted]]:
        """Group the titles that share their governing word: 根据《A》、《B》和《C》.

        Args:
            titles: in the order of the text.

        Yields:
            Lists, most of one title.
        """
        group: list[Quoted] = []
        for title in titles:
            if group and not self._shares(self.text[group[-1].end : title.start]):
                yield group
                group = []
            group.append(title)
        if group:
            yield group

    def _shares(self, between: str) -> bool:
        if not _LINK.fullmatch(between):
            return False
        joined = _LINK_WORD.match(between) or _ADJACENT.fullmatch(between)
        return joined is not None and not any(pattern.search(between) for _, _, pattern in self.before)

    def relation(self, start: int, end: int) -> tuple[Relation, str]:
        """Return what the text does with a title, or with the titles of a list.

        Args:
            start: where the first title begins.
            end: one past the last.

        Returns:
            The relation, and the name of the rule that tells it.
        """
        after = self.text[end : end + _CONTEXT].partition("\n")[0].partition("\t")[0]
        behind = [rule for rule in self.rules["after"] if rule.pattern.match(after)]
        word = next((rule for rule in behind if rule.means != "implements"), None)
        word = word or self._of_list(start)
        word = word or self._nearest(self._clause(start))
        if word is None:
            return ("implements", behind[0].name) if behind else ("cites", "named")
        if word.means == "repeals" and self.rules.pattern("part_of_work").match(after):
            return "amends", "part_of_work"  # the document as a whole stays
        return _RELATIONS[word.means], word.name

    def _of_list(self, place: int) -> Rule | None:
        index = bisect_right(self.listed, place, key=lambda listed: listed[0]) - 1
        return self.listed[index][2] if index >= 0 and place < self.listed[index][1] else None

    def _clause(self, start: int) -> str:
        """The clause's words before a title, without a number or bracket that stands directly before it."""
        clause = _CLAUSE.split(self.text[max(0, start - _CONTEXT) : start])[-1].removesuffix("（")
        if end := _NUMBER_END.search(clause):
            for m in number_pattern().finditer(clause):
                if m.end() == end.start() + 1:
                    return clause[: m.start() + lead_in(m[0])]  # 根据国发〔2016〕16号《…》
        return clause

    def _nearest(self, clause: str) -> Rule | None:
        """The governing word that stands nearest before the title decides."""
        found = []
        for index, (rule, bare, pattern) in enumerate(self.before):
            if m := pattern.search(clause):
                word = bare.search(m[0])
                near = m.start() + (word.end() if word else 0)
                found.append(((near, rule.means == "cites", m.end() - m.start(), -index), rule))
        return max(found, key=lambda f: f[0])[1] if found else None
