"""The head of a document: title, number, who issued it, when, for which place and years, how long it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from graph.identifiers import DocumentNumber
from ingest.agencies import is_unit, split_names
from ingest.dates import day
from ingest.layout import Layout
from ingest.number_lines import number_in
from ingest.places import places_in
from ingest.record import ValidityRecord
from ingest.rulebook import load_rules
from ingest.signature import date_below_title, find_signature, issuers_of_title, promulgation
from ingest.spans import write_spans
from ingest.titles import Page, find_titles, further_documents, genre
from ingest.validity import read_validity

__all__ = ["Head", "read_head"]

_PERIOD = re.compile(r"(?P<a>20\d\d)年?(?:[-—–~－―]{1,2}|至|到)(?P<b>20\d\d)(?:年|(?=）))")
_YEAR = re.compile(
    r"(?P<a>20\d\d)年(?:度|(?=[^-—–~至到月底前末起]{0,40}(?:要点|任务|计划|方案|安排|清单|措施|分工|实事|重点工作))|(?<=（20\d\d年)(?=）))"
)
_FIVE_YEARS = re.compile(r"(?:“?十(?P<short>[一二三四五])五”?|第十(?P<long>[一二三四五])个五年)")
# The first character of the numbers that provinces and autonomous regions give their papers.
_PROVINCES = {
    "冀": "河北省",
    "晋": "山西省",
    "辽": "辽宁省",
    "吉": "吉林省",
    "黑": "黑龙江省",
    "苏": "江苏省",
    "浙": "浙江省",
    "皖": "安徽省",
    "闽": "福建省",
    "赣": "江西省",
    "鲁": "山东省",
    "豫": "河南省",
    "鄂": "湖北省",
    "湘": "湖南省",
    "粤": "广东省",
    "琼": "海南省",
    "川": "四川省",
    "黔": "贵州省",
    "云": "云南省",
    "陕": "陕西省",
    "甘": "甘肃省",
    "青": "青海省",
    "内": "内蒙古自治区",
    "桂": "广西壮族自治区",
    "藏": "西藏自治区",
    "宁": "宁夏回族自治区",
    "新": "新疆维吾尔自治区",
}
_ORDER = re.compile(r"(?P<unit>[\u4e00-\u9fff]+)(?:令|公告)(?:第|20)")  # who issues an order by its number
_OWN_PERIOD = re.compile(
    r"(?:(?:规划|计划|实施|行动|方案)(?:期限?|时间|周期|年限))(?:为|是|：|从|自)?(?P<a>20\d\d)年?(?:[-—–~]{1,2}|至|到)(?P<b>20\d\d)年"
)


_QUOTED = re.compile(r"《([^《》]{6,})》")
_STATED_YEAR = re.compile(r"(?<=[〔（])20\d\d|20\d\d(?=年)(?!年(?:[-—–~至到前末底]|远景|愿景|目标))")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says; places are in the layout's text.

    `titles` holds every title of the document itself, so that it is not taken for a citation;
    `body_ends` where a notice is closed by its signature; `body_start` where the head ends; `further` the titles of
    other documents that stand in the same file.
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
    further: tuple[tuple[str, int, int], ...] = ()
    spans: tuple[tuple[str, int, int], ...] = ()

    @property
    def year(self) -> int | None:
        """The document's own year, in which 6月底前 is read."""
        if self.issued:
            return int(self.issued[:4])
        stated = _STATED_YEAR.search(f"{self.number or ''}\n{self.title or ''}")
        return int(stated[0]) if stated else self.period[0] if self.period else None


def read_head(layout: Layout) -> Head:
    """Read a document's head.

    Args:
        layout: the text.

    Returns:
        The head; fields that the text does not state are None or empty.
    """
    page = Page(layout)
    if not page.lines:
        return Head()
    salutation = page.salutation()
    top = salutation if salutation is not None else page.body(0)
    own = find_titles(page, 0, top)
    signature = find_signature(page, max(top, own[-1].last if own else 0))
    # Below the signature of a notice stands the plan that it issues.
    below = signature.last + 1 if signature else len(page.lines)
    plan = find_titles(page, below, page.body(below))
    if not own and not plan:
        # 日前，某市印发《…方案》。全文如下： above the title.
        own = [t for t in find_titles(page, top + 1, page.body(top + 1)) if genre(t.text) is not None]
    if not own and (stated := page.stated_title()) is not None:
        own = [stated]
    # The notice's own title stands last, below what a web page puts above it.
    main = own[-1] if own else plan[0] if plan else None
    if len(own) > 1 and own[-1].text in own[-2].text and genre(own[-2].text) == "通知" != genre(own[-1].text):
        main = own[-2]  # without a salutation: 某市印发《某计划》的通知 above 某计划
    title = main.text if main else None
    titles = tuple(dict.fromkeys(t.text for t in [*own, *plan]))
    issuers, issued = _issued(page, title)
    if signature is not None:
        issuers, issued = signature.issuers or issuers, signature.issued or issued
    number = _number(page, top)
    if not issuers and number and (m := _ORDER.match(number)) and is_unit(m["unit"]):
        issuers = (m["unit"],)
    spans = [("own_title", t.first, t.last) for t in [*own, *plan]]
    spans += [("title", main.first, main.last)] if main else []
    spans += [("signature", signature.first, signature.last)] if signature else []
    starts = layout.paragraphs
    return Head(
        title=title,
        titles=titles,
        number=number,
        issuers=issuers,
        issued=issued,
        jurisdiction=_jurisdiction(issuers, titles, number, issued),
        kind=(genre(title) or "其他") if title else None,
        period=_period([title or "", *titles], layout.text),
        validity=read_validity(layout),
        body_start=starts[min(top, len(starts) - 1)][0],
        body_ends=(starts[signature.first][0],) if signature else (),
        further=tuple(
            (t.text, starts[t.first][0], starts[t.last][1])
            for t in further_documents(page, below)
            # What the notice itself forwards belongs to it.
            if not any(q in t.text for q in _QUOTED.findall(layout.text, 0, starts[t.first][0]))
        ),
        spans=tuple((label, starts[first][0], starts[last][1]) for label, first, last in spans),
    )


def _issued(page: Page, title: str | None) -> tuple[tuple[str, ...], str | None]:
    """Who issued it and when by the title, by the fields of a web page, or by a date below the title."""
    issuers = issuers_of_title(title) if title else ()
    a, b = page.fields.get("issuer", (0, 0))
    field = tuple(page.layout.text[n.start : n.end] for n in split_names(page.layout, a, b)) if a < b else ()
    # A page calls its own office 区政府; it has the full name where the title says 省人民政府办公厅 only.
    issuing = all(is_unit(name) and "网" not in name for name in field)  # a web site issues nothing
    if field and issuing and (not issuers or field[0].endswith(issuers[0])):
        issuers = field
    a, b = page.fields.get("issued", (0, 0))
    m = page.date.match(page.layout.text, a, b)
    return issuers, day(m["year"], m["month"], m["day"]) if m else date_below_title(page)


def _number(page: Page, top: int) -> str | None:
    """The document's own number: in a field or on a line of the head, never one that the text cites."""
    a, b = page.fields.get("doc_number", (0, 0))
    written = [number_in(page.layout.text[a:b]), *map(page.number_at, range(min(top + 1, len(page.lines))))]
    if order := promulgation(page):
        written.append(order["number"])
    numbers = (DocumentNumber.parse(w) for w in written if w)
    return next((str(n) for n in numbers if n is not None), None)


def _jurisdiction(issuers: Sequence[str], titles: Sequence[str], number: str | None, issued: str | None) -> str | None:
    rules = load_rules("head")
    first = issuers[0] if issuers else ""
    if place := _zone(first) or _place(first, issued, last=True):
        return place
    if rules.pattern("national_body").match(first):
        return "国家"
    # 省人民政府办公厅, 鄂政办发〔2023〕15号
    place = _PROVINCES.get(number[0], "") if number else ""
    for kind in ("省", "自治区"):
        if place.endswith(kind) and any(name.startswith(kind) for name in (first, *titles)):
            return place
    # What 市财政局 calls its place must be one: not the province that the title speaks of.
    word = next((w for w in ("自治区", "省", "市", "县", "区", "州", "盟", "旗") if first.startswith(w)), "")
    for name in titles:
        if (place := _zone(name) or _place(name, issued, last=False) or "") and place.endswith(word):
            return place
    if rules.pattern("national_like").match(first):
        return "国家"
    return "国家" if titles and titles[0].startswith(("国务院", "中共中央")) else None


def _period(titles: Sequence[str], text: str) -> tuple[int, int] | None:
    for title in titles:
        if m := _PERIOD.search(title):
            return int(m["a"]), int(m["b"])
    for title in titles:
        if m := _YEAR.search(title):
            return int(m["a"]), int(m["a"])
    if m := _OWN_PERIOD.search(text):
        return int(m["a"]), int(m["b"])
    for title in titles:
        if (m := _FIVE_YEARS.search(title)) and re.search(r"规划|计划|纲要|方案", title):
            first = 2006 + 5 * "一二三四五".index(m["short"] or m["long"])
            return first, first + 4
    return None


_LOCAL = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|州|盟))*?(?P<own>[\u4e00-\u9fff]{2,8}?(?:自治县|自治州|自治旗|县|区|市|州|盟|旗|省))(?=(?:人民)?政府|关于|贯彻|落实|实施|推进|加快|促进|支持|深化|优化|加强|全面|“|20\d\d年|人大|党委|委员会|委|人力|发展|财政|教育|科|工|农|商|文|卫|住|交|水|民|自然|生态|市场|应急)"
)


# A zone with a committee of its own is a place, whatever city it lies in.
_ZONE = re.compile(
    r"(?P<own>[\u4e00-\u9fff]{2,14}(?:开发区|园区|新区|实验区|试验区|示范区|高新区|经开区|保税区|合作区|名胜区|度假区))(?:管理委员会|管委会)"
)


def _zone(name: str) -> str | None:
    m = _ZONE.match(name)
    return m["own"] if m else None


def _place(name: str, day_of: str | None, *, last: bool) -> str | None:
    """The lowest place in a body's name, or the place that a title begins with, as a name of its own."""
    found = [o for o in places_in(name, None, day_of) if o.form == "full"]
    if not found:
        # A place that the table does not know, before a word that begins a body's name.
        m = _LOCAL.match(name.removeprefix("中共"))
        return m["own"] if m and not re.search("[厅局委办]|^自治", m["own"]) else None
    start = min(o.start for o in found)
    one = max((o for o in found if last or o.start == start), key=lambda o: (o.end, o.end - o.start))
    return None if one.start > 24 else one.place.own_name


@Language.factory("policy_head", requires=["doc._.layout"], assigns=["doc._.head", "doc._.layout", "doc.spans"])
def make_head(nlp: Language, name: str) -> HeadReader:
    """Return the component that sets `doc._.head` and `doc.spans["head"]`."""
    return HeadReader()


class HeadReader:
    """The component `policy_head`; a span's label says what it holds."""

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        doc._.head = read_head(layout)
        if doc._.head.further:
            # The first document is the document; the others are only reported.
            doc._.layout = layout.until(doc._.head.further[0][1])
        write_spans(doc, "head", ((a, b, label, "") for label, a, b in doc._.head.spans))
        return doc


Doc.set_extension("head", default=None, force=True)
