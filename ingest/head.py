"""The head of a document: title, number, who issued it, when, for which place and years, how long it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from graph.identifiers import DocumentNumber
from ingest.agencies import is_unit, split_names
from ingest.dates import day, last_day
from ingest.layout import Layout
from ingest.numerals import chinese_number
from ingest.places import places_in
from ingest.record import ValidityRecord
from ingest.rulebook import load_rules

__all__ = ["Head", "read_head"]

_NUMBER_LINE = re.compile(
    r"^[（〔]?(?P<number>[\u4e00-\u9fffA-Za-z·]{1,20}〔(?:19|20)\d\d〕第?\d{1,5}号|[\u4e00-\u9fff]{2,24}(?:令|公告)(?:（?\d{4}年?）?)?第?\d{1,5}号|[\u4e00-\u9fff]{1,20}（(?:19|20)\d\d）第?\d{1,5}号)[）〕]?$"
)
_NUMBER_TAIL = re.compile(r"[（〔](?P<number>[\u4e00-\u9fffA-Za-z·]{1,20}〔(?:19|20)\d\d〕第?\d{1,5}号)[）〕]$")
_MARKED = re.compile(r"^(?:第[一二三四五六七八九十]+[章条部]|一、|（一）|1[.、](?!\d))")
_TAIL_NOTE = re.compile(r"(?:（[^（）]*）|〔[^〔〕]*〕)+$")
# No part of a title: a remark in brackets, the red head of a paper (某市人民政府文件).
_NO_TITLE = re.compile(r"附件|（[^（）]*）$|[\u4e00-\u9fff]{4,30}文件$")
_NUMBER_HEAD = re.compile(
    r"^(?P<number>[\u4e00-\u9fffA-Za-z]{1,12}〔(?:19|20)\d\d〕第?\d{1,5}号)(?=[\u4e00-\u9fff“《])"
)
_SEAL = re.compile(r"（(?:代章?|盖章|印章?|章|公章|代印)）$")
_PERIOD = re.compile(r"(?P<a>20\d\d)年?(?:[-—–~－―]{1,2}|至|到)(?P<b>20\d\d)年")
_YEAR = re.compile(r"(?P<a>20\d\d)年(?:度|(?=[^-—–~至到月底前末起]{0,40}(?:要点|任务|计划|方案|安排|清单|措施|分工)))")
_FIVE_YEARS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_OWN_PERIOD = re.compile(
    r"(?:规划期限?|计划期限?|实施期限?|规划期|行动期|方案期)(?:为|是|：)?(?P<a>20\d\d)年?(?:[-—–~]{1,2}|至|到)(?P<b>20\d\d)年"
)
_NATION = re.compile(
    r"^(?:中共中央|国务院|中华人民共和国|国家|中国|全国|最高人民)|^(?!.{0,8}[省市县区州])[\u4e00-\u9fff]{2,10}(?:部|总局|总署|委员会|委|局|署|银行)$"
)
_HEAD_LINES = 30
_SIGNATURE_LINES = 20
_TITLE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says; places are in the layout's text.

    `titles` holds every title of the document itself, so that it is not taken for a citation;
    `body_ends` where a notice is closed by its signature; `body_start` where the head ends.
    """

    title: str | None = None
    titles: tuple[str, ...] = ()
    number: str | None = None
    issuers: tuple[str, ...] = ()
    issued: str | None = None
    jurisdiction: str | None = None
    kind: str | None = None
    period: tuple[int, int] | None = None
    validity: tuple[ValidityRecord, ...] = ()
    body_start: int = 0
    body_ends: tuple[int, ...] = ()
    spans: tuple[tuple[str, int, int], ...] = ()

    @property
    def year(self) -> int | None:
        """The document's own year, in which 6月底前 is read."""
        if self.issued:
            return int(self.issued[:4])
        return self.period[0] if self.period else None


def read_head(layout: Layout) -> Head:
    """Read a document's head.

    Args:
        layout: the text.

    Returns:
        The head; fields that the text does not state are None or empty.
    """
    return _Reader(layout).read()


class _Reader:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.lines = [layout.text[a:b] for a, b in layout.paragraphs]
        self.rules = load_rules("head")
        self.date = self.rules.pattern("date")
        self.fields: dict[str, str] = {}
        self.spans: list[tuple[str, int, int]] = []

    def read(self) -> Head:
        if not self.lines:
            return Head()
        salutation = self._salutation()
        first_mark = next((i for i, line in enumerate(self.lines) if _MARKED.match(line)), len(self.lines))
        top = salutation if salutation is not None else self._body_start(first_mark)
        found = self._titles(0, top)
        signed = self._signature(max(top, found[-1][2] if found else 0))
        plan: list[tuple[str, int, int]] = []
        if signed is not None and signed[1] < len(self.lines) - 1:
            after = signed[1] + 1
            plan = self._titles(
                after,
                self._body_start(
                    next((i for i in range(after, len(self.lines)) if _MARKED.match(self.lines[i])), len(self.lines)),
                    after,
                ),
            )
        title, title_at = (
            (found[-1][0], found[-1][1:]) if found else (plan[0][0], plan[0][1:]) if plan else (None, (0, 0))
        )
        number = self._number(top)
        issuers, issued = self._signers(signed, title)
        titles = tuple(dict.fromkeys(t for t, _, _ in [*found, *plan]))
        if title:
            self._note("title", *title_at)
        for _, first, last in [*found, *plan]:
            self._note("own_title", first, last)
        ends = []
        if signed is not None:
            ends = [self.layout.paragraphs[signed[0]][0]]
        return Head(
            title=title,
            titles=titles,
            number=number,
            issuers=issuers,
            issued=issued,
            jurisdiction=self._jurisdiction(issuers, title, titles, issued),
            kind=_kind(self.rules["genre"], title),
            period=self._period(title, titles),
            validity=self._validity(),
            body_start=self.layout.paragraphs[min(top, len(self.lines) - 1)][0],
            body_ends=tuple(ends),
            spans=tuple(self.spans),
        )

    def _note(self, label: str, first: int, last: int) -> None:
        self.spans.append((label, self.layout.paragraphs[first][0], self.layout.paragraphs[last][1]))

    def _salutation(self) -> int | None:
        pattern = self.rules.pattern("salutation")
        for i, line in enumerate(self.lines[:_HEAD_LINES]):
            if _MARKED.match(line):
                return None
            if pattern.match(line) and "。" not in line and not self._field(line):
                return i
        return None

    def _field(self, line: str) -> str | None:
        for rule in self.rules["field"]:
            if (m := rule.pattern.match(line)) is not None:
                self.fields.setdefault(rule.means, line[m.end() :])
                return rule.means
        return None

    def _body_start(self, first_mark: int, start: int = 0) -> int:
        """The first line of running text."""
        for i in range(start, min(first_mark, len(self.lines))):
            line = self.lines[i]
            if ("。" in line or len(line) > 90 or _is_column(line)) and not self._field(line):
                return i
        return first_mark

    # Titles

    def _titles(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """Titles in these lines: (title, first line, last line); a title may be broken over lines."""
        out: list[tuple[str, int, int]] = []
        block: list[int] = []
        for i in range(start, min(end, start + _HEAD_LINES, len(self.lines))):
            line = self.lines[i]
            if (
                self._field(line)
                or _NUMBER_LINE.match(line)
                or "\t" in line
                or self._is_date(line)
                or _is_column(line)
                or _NO_TITLE.match(line)
            ):
                block = []
                continue
            block.append(i)
            text = "".join(self.lines[j] for j in block)
            if len(text) > _TITLE_LENGTH:
                block = []
                continue
            bare, _ = _without_number(text)
            if _genre(self.rules["genre"], bare) is not None and not self._continues(bare, i, end):
                out.append((bare, block[0], i))
                block = []
        if not out and block and end <= len(self.lines):
            text, _ = _without_number("".join(self.lines[j] for j in block))
            if 6 <= len(text) <= 80 and not is_unit(text) and "。" not in text and not text.endswith("："):
                out.append((text, block[0], block[-1]))
        return out

    def _continues(self, title: str, line: int, end: int) -> bool:
        """Whether the next line goes on with the title: 关于推进…行动计划 / 的通知, or an open 《."""
        if title.count("《") > title.count("》"):
            return True
        following = self.lines[line + 1] if line + 1 < min(end, len(self.lines)) else ""
        return following.startswith("的") and len(following) < 30

    def _is_date(self, line: str) -> bool:
        return len(line) < 20 and (m := self.date.search(line)) is not None and m.end() == len(line) and m.start() < 6

    # Number

    def _number(self, top: int) -> str | None:
        candidates = [self.fields.get("doc_number", "")]
        for line in self.lines[: max(top + 1, 1)][:_HEAD_LINES]:
            if (m := _NUMBER_LINE.match(line)) or (m := _NUMBER_TAIL.search(line)) or (m := _NUMBER_HEAD.match(line)):
                candidates.append(m["number"])
        for written in candidates:
            if written and (number := DocumentNumber.parse(written)) is not None:
                return str(number)
        return None

    # Signature

    def _signature(self, start: int) -> tuple[int, int] | None:
        """The first and last line of the signature: units, then the date."""
        for i in range(start, len(self.lines)):
            line = self.lines[i]
            if len(line) > 80 or "\t" in line:
                continue
            m = self.date.search(line)
            if m is None or m.end() != len(line) or "月" not in m[0]:
                continue
            before = _SEAL.sub("", line[: m.start()])
            if before:
                if is_unit(before) and "，" not in before:
                    return i, i
                continue
            first = i
            while first - 1 >= start and i - first < _SIGNATURE_LINES and self._signs(first - 1):
                first -= 1
            # Lines above the date that are no units (特此通知。) end the signature.
            while first < i and not is_unit(_SEAL.sub("", "".join(self.lines[first:i]))):
                first += 1
            if first < i or i - 1 < start or self.lines[i - 1].endswith("。"):
                return first, i
        return None

    def _signs(self, i: int) -> bool:
        line = _SEAL.sub("", self.lines[i])
        if (
            len(line) > 60
            or re.search(r"[。；：，？！\t]", line)
            or _MARKED.match(line)
            or self.rules.pattern("salutation").match(line)
        ):
            return False
        return is_unit(line) or (
            is_unit(line + (self.lines[i + 1] if i + 1 < len(self.lines) else "")) and line[-1] in "）〕"
        )

    def _signers(self, signed: tuple[int, int] | None, title: str | None) -> tuple[tuple[str, ...], str | None]:
        issuers: list[str] = []
        issued = None
        if signed is not None:
            first, last = signed
            m = self.date.search(self.lines[last])
            assert m is not None
            issued = day(m["year"], m["month"], m["day"])
            self._note("issued", last, last)
            pending = 0
            for i in range(first, last + 1):
                a, b = self.layout.paragraphs[i]
                if i == last:
                    b = a + m.start()
                if seal := _SEAL.search(self.layout.text, a, b):
                    b = seal.start()
                if a >= b:
                    continue
                names = split_names(self.layout, a, b)
                if len(names) == 1:
                    whole = self.layout.text[a:b]
                    if (pending and not is_unit(issuers[-1])) or (
                        issuers and issuers[-1][-1] in "）〕" and not _begins_as_unit(whole)
                    ):
                        issuers[-1] += whole
                    else:
                        issuers.append(whole)
                    pending = 1
                else:
                    issuers += [self.layout.text[n.start : n.end] for n in names]
            if issuers:
                self._note("issuer", first, last)
        if not issuers and (field := self.fields.get("issuer")):
            issuers = [field]
        if not issuers and title:
            m2 = re.match(r"^(?P<unit>[^《》，。]{2,60}?)(?:关于|印发|转发|批转|办公厅印发)", title)
            if m2 and is_unit(m2["unit"]) and m2["unit"][-1] not in "省市县区州盟旗":
                issuers = re.split(r"[、，]", m2["unit"])
        if issued is None and (field := self.fields.get("issued")) and (m := self.date.match(field)):
            issued = day(m["year"], m["month"], m["day"])
        if issued is None:
            issued = self._date_below_title()
        return tuple(issuers), issued

    def _date_below_title(self) -> str | None:
        """（2018年6月6日） on a line of its own near the top."""
        for line in self.lines[:6]:
            if (m := self.date.fullmatch(line.strip("（）"))) and "月" in m[0]:
                return day(m["year"], m["month"], m["day"])
        return None

    # Place and years

    def _jurisdiction(
        self, issuers: tuple[str, ...], title: str | None, titles: tuple[str, ...], issued: str | None
    ) -> str | None:
        for name in [*issuers[:1], *(t for t in titles if t)]:
            if place := _place(name, issued):
                return place
        if issuers and _NATION.match(issuers[0]):
            return "国家"
        return "国家" if title and title.startswith(("国务院", "中共中央")) else None

    def _period(self, title: str | None, titles: tuple[str, ...]) -> tuple[int, int] | None:
        for text in [title or "", *titles]:
            if m := _PERIOD.search(text):
                return int(m["a"]), int(m["b"])
        for text in [title or "", *titles]:
            if m := _YEAR.search(text):
                return int(m["a"]), int(m["a"])
        if m := _OWN_PERIOD.search(self.layout.text):
            return int(m["a"]), int(m["b"])
        for text in [title or "", *titles]:
            for name, first in _FIVE_YEARS.items():
                if name in text and re.search(r"规划|计划|纲要|方案", text):
                    return first, first + 4
        return None

    # Validity

    def _validity(self) -> tuple[ValidityRecord, ...]:
        text = self.layout.text
        own = self.rules.pattern("self_reference")
        out: dict[tuple[str, str | float], ValidityRecord] = {}
        for rule in self.rules["validity"]:
            for m in rule.pattern.finditer(text):
                sentence = re.split(r"[。\n]", text[max(0, m.start() - 120) : m.start()])[-1] + m[0]
                if not own.search(sentence) or sentence.count("《") != sentence.count("》"):
                    continue
                value = _validity_value(m, rule.means)
                key = (rule.means, value)
                if key not in out:
                    out[key] = ValidityRecord(rule.means, value, *self.layout.span(m.start(), m.end()))
        return tuple(sorted(out.values(), key=lambda v: (v.start, v.what)))


def _validity_value(m: re.Match[str], means: str) -> str | float:
    written = m["value"]
    if means == "valid_years":
        n = chinese_number(written.removeprefix("暂定")) or 0
        years = n / 12 if m["unit"] == "个月" else float(n)
        return round(years, 2)
    if re.match(r"20\d\d年", written):
        return last_day(written, None) or written
    return written


def _is_column(line: str) -> bool:
    """Whether the line is the head of a table's column, in a text with one cell a line."""
    return len(line) < 12 and any(rule.pattern.match(line) for rule in load_rules("tables")["column"])


def _begins_as_unit(text: str) -> bool:
    return re.match(r"(?:中共|中华|国家|国务院|[\u4e00-\u9fff]{2,7}(?:省|市|县|区|州|盟|旗))", text) is not None


def _without_number(title: str) -> tuple[str, str | None]:
    """A title without the number that a web page puts before or behind it."""
    if m := _NUMBER_HEAD.match(title):
        title = title[m.end() :]
    if m := _NUMBER_TAIL.search(title):
        return title[: m.start()], m["number"]
    return title, None


def _genre(genres: tuple, title: str) -> str | None:  # type: ignore[type-arg]
    bare = _TAIL_NOTE.sub("", title)
    if bare.endswith("》") and (m := re.search(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》$", bare)):
        bare = _TAIL_NOTE.sub("", m[1])
    bare = bare.rstrip("”’")
    for genre in genres:
        if genre.pattern.search(bare):
            return str(genre.means)
    return None


def _kind(genres: tuple, title: str | None) -> str | None:  # type: ignore[type-arg]
    return (_genre(genres, title) or "其他") if title else None


_LOCAL = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|州|盟))*?(?P<own>[\u4e00-\u9fff]{2,8}?(?:自治县|自治州|自治旗|县|区|市|州|盟|旗|省))(?=(?:人民)?政府|关于|贯彻|落实|实施|推进|加快|促进|支持|深化|优化|加强|全面|“|20\d\d年|人大|党委|委员会|委|人力|发展|财政|教育|科|工|农|商|文|卫|住|交|水|民|自然|生态|市场|应急)"
)


def _place(name: str, day_of: str | None) -> str | None:
    """The lowest place in a name, as a name of its own."""
    found = [o for o in places_in(name, None, day_of) if o.form == "full"]
    if not found:
        # A place that the table does not know, before a word that begins a body's name.
        m = _LOCAL.match(name)
        return m["own"] if m else None
    last = max(found, key=lambda o: (o.end, o.end - o.start))
    return None if last.start > 24 else last.place.own_name


@Language.factory("policy_head", requires=["doc._.layout"], assigns=["doc._.head", "doc.spans"])
def make_head(nlp: Language, name: str) -> HeadReader:
    """Return the component that sets `doc._.head` and `doc.spans["head"]`."""
    return HeadReader()


class HeadReader:
    """The component `policy_head`; a span's label says what it holds."""

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        doc._.head = read_head(layout)
        doc.spans["head"] = [Span(doc, *layout.span(a, b), label=label) for label, a, b in doc._.head.spans]
        return doc


Doc.set_extension("head", default=None, force=True)
