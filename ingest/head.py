"""The head of a document: title, number, who issued it, when, for which place and years, how long it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from graph.identifiers import DocumentNumber
from ingest.dates import day
from ingest.layout import Layout
from ingest.places import places_in
from ingest.record import ValidityRecord
from ingest.signature import date_below_title, find_signature, issuers_of_title
from ingest.titles import Page, find_titles, further_documents, genre, number_in
from ingest.validity import read_validity

__all__ = ["Head", "read_head"]

_PERIOD = re.compile(r"(?P<a>20\d\d)年?(?:[-—–~－―]{1,2}|至|到)(?P<b>20\d\d)年")
_YEAR = re.compile(r"(?P<a>20\d\d)年(?:度|(?=[^-—–~至到月底前末起]{0,40}(?:要点|任务|计划|方案|安排|清单|措施|分工)))")
_FIVE_YEARS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
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
_OWN_PERIOD = re.compile(
    r"(?:规划期限?|计划期限?|实施期限?|规划期|行动期|方案期)(?:为|是|：)?(?P<a>20\d\d)年?(?:[-—–~]{1,2}|至|到)(?P<b>20\d\d)年"
)
_NATION = re.compile(
    r"^(?:中共中央|国务院|中华人民共和国|国家|中国|全国|最高人民)|^(?!.{0,8}[省市县区州])[\u4e00-\u9fff]{2,10}(?:部|总局|总署|委员会|委|局|署|银行)$"
)


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
        return self.period[0] if self.period else None


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
    # The notice's own title stands last, below what a web page puts above it.
    main = own[-1] if own else plan[0] if plan else None
    title = main.text if main else None
    titles = tuple(dict.fromkeys(t.text for t in [*own, *plan]))
    issuers, issued = _issued(page, title)
    if signature is not None:
        issuers, issued = signature.issuers or issuers, signature.issued or issued
    number = _number(page, top)
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
        further=tuple((t.text, starts[t.first][0], starts[t.last][1]) for t in further_documents(page, below)),
        spans=tuple((label, starts[first][0], starts[last][1]) for label, first, last in spans),
    )


def _issued(page: Page, title: str | None) -> tuple[tuple[str, ...], str | None]:
    """Who issued it and when by the fields of a web page, else by the title and a date below it."""
    field = page.fields.get("issuer")
    issuers = (field,) if field else issuers_of_title(title) if title else ()
    m = page.date.match(page.fields.get("issued", ""))
    return issuers, day(m["year"], m["month"], m["day"]) if m else date_below_title(page)


def _number(page: Page, top: int) -> str | None:
    """The document's own number: in a field or on a line of the head, never one that the text cites."""
    written = [page.fields.get("doc_number"), *map(number_in, page.lines[: top + 1])]
    numbers = (DocumentNumber.parse(w) for w in written if w)
    return next((str(n) for n in numbers if n is not None), None)


def _jurisdiction(issuers: Sequence[str], titles: Sequence[str], number: str | None, issued: str | None) -> str | None:
    for name in [*issuers[:1], *titles]:
        if place := _place(name, issued):
            return place
    if issuers and _NATION.match(issuers[0]):
        return "国家"
    # 省人民政府办公厅, 鄂政办发〔2023〕15号
    place = _PROVINCES.get(number[0], "") if number else ""
    for kind in ("省", "自治区"):
        if place.endswith(kind) and any(name.startswith(kind) for name in [*issuers[:1], *titles]):
            return place
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
        for name, first in _FIVE_YEARS.items():
            if name in title and re.search(r"规划|计划|纲要|方案", title):
                return first, first + 4
    return None


_LOCAL = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|州|盟))*?(?P<own>[\u4e00-\u9fff]{2,8}?(?:自治县|自治州|自治旗|县|区|市|州|盟|旗|省))(?=(?:人民)?政府|关于|贯彻|落实|实施|推进|加快|促进|支持|深化|优化|加强|全面|“|20\d\d年|人大|党委|委员会|委|人力|发展|财政|教育|科|工|农|商|文|卫|住|交|水|民|自然|生态|市场|应急)"
)


def _place(name: str, day_of: str | None) -> str | None:
    """The lowest place in a name, as a name of its own."""
    found = [o for o in places_in(name, None, day_of) if o.form == "full"]
    if not found:
        # A place that the table does not know, before a word that begins a body's name.
        m = _LOCAL.match(name)
        return m["own"] if m and not re.search("[厅局委办]|^自治", m["own"]) else None
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
