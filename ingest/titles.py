"""Titles: where they stand, where they are broken over lines, and which word of genre they end on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.agencies import is_unit
from ingest.layout import Layout
from ingest.number_lines import NUMBER_LINE, number_in, stands_behind_title, without_number
from ingest.rulebook import load_rules

__all__ = ["Page", "Title", "find_titles", "further_documents", "genre"]

# The head of an order or announcement: 某市人民政府令 above 第12号, 国家税务总局公告 above 2022年第5号.
_ORDER_LINE = re.compile(r"[\u4e00-\u9fff、]{2,30}(?:令|公告)$")
_ORDER_SERIAL = re.compile(r"（?(?:(?:19|20)\d\d年)?第(?:\d{1,5}|[一二三四五六七八九十百〇零]{1,7})号）?$")
_MARKED = re.compile(r"^(?:第[一二三四五六七八九十]+[章条部]|一、|（一）|1[.、](?!\d))")
_TAIL_NOTE = re.compile(r"(?:（[^（）]*）|〔[^〔〕]*〕)+$")
_QUOTED = re.compile(r"《[^《》]*》")
_QUOTED_TAIL = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》$")
# No part of a title: a remark in brackets, the red head of a paper (某市人民政府文件).
_NO_TITLE = re.compile(
    r"附件|.*(?:[。：>»›]|…$)|20\d\d年\d{1,2}月\d{1,2}日|.*(?:批准|通过)目录$|20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\d{0,2}：\d\d|（[^（）]*）$|[\u4e00-\u9fff]{4,30}文件$|.*\.(?:docx?|pdf|wps)$|"
    r".*(?:首页|返回顶部|当前位置|您的位置|字号|字体|(?<!D)打印|浏览次数|浏览量|点击数|阅读次数|分享到|发布时间|发布日期|信息来源|来源：|作者：|"
    r"归档时间|查看：|导读：|下载地址|点击此处|扫一扫|无障碍|视力保护|保护视力|访问量|A\+|导航菜单|网站导航|公开信息内容|政务微博|手机版)"
)
_ATTACHMENT = re.compile(r"附件\d?：?$")
# What stands below a title and belongs to it, where （代拟稿） and a date in brackets do not.
_TITLE_TAIL = re.compile(r"（(?:20\d\d年?(?:[-—–~－至到]{1,2}20\d\d年?)?|试行|暂行|20\d\d年?(?:修订|版))）$")
_NOTE_AND_MORE = re.compile(r"（[^（）]{2,20}）的[\u4e00-\u9fff]{2,6}$")  # 行动方案 / （2021—2025年）的通知
_LINK = re.compile(r"的|[和暨及](?![平田顺县林硕静龙布政])")  # 五年规划 / 和二〇三五年远景目标纲要
# 任务分解 / 方案的通知: a word of genre cut in two.
_GENRE_AND_MORE = re.compile(r"(?:工作|实施|行动|分工)?(?:方案|计划|意见|措施|办法|细则|清单|表)(?!一)")
_ABOUT = re.compile(r"关于|印发|转发|批转")
_HEAD_LINES = 40
_FIELD_LINE = 200
_TITLE_LINES = 4
_TITLE_LENGTH = 160
_SHORT_LINE = 16


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the lines, first and last, that it fills."""

    text: str
    first: int
    last: int


class Page:
    """The lines of a document, and what each of them can be at its head."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.lines = [layout.text[a:b] for a, b in layout.paragraphs]
        self.rules = load_rules("head")
        self.date = self.rules.pattern("date")
        # Where in the text a web page says what the document's 发文字号, 成文日期 … are.
        self.fields: dict[str, tuple[int, int]] = {}
        self._field_lines = self._read_fields()

    def is_marked(self, i: int) -> bool:
        """Whether a numbered part begins here."""
        return _MARKED.match(self.lines[i]) is not None

    def is_date(self, i: int) -> bool:
        """Whether the line is hardly more than a date."""
        line = self.lines[i]
        return len(line) < 20 and (m := self.date.search(line)) is not None and m.end() == len(line) and m.start() < 6

    def is_salutation(self, i: int) -> bool:
        """Whether the line names those whom a notice is sent to."""
        return self.rules.pattern("salutation").match(self.lines[i]) is not None and "。" not in self.lines[i]

    def is_column(self, i: int) -> bool:
        """Whether the line is the head of a table's column, in a text with one cell a line."""
        line = self.lines[i]
        return len(line) < 12 and any(rule.pattern.match(line) for rule in load_rules("tables")["column"])

    def is_field(self, i: int) -> bool:
        """Whether the line is what a web page says of the document: 发文字号：…, or the value of such a line above."""
        return i in self._field_lines

    def stated_title(self) -> Title | None:
        """The title that a web page states of the document, 名称：…, where it is a whole one."""
        start, end = self.fields.get("title", (0, 0))
        text = self.layout.text[start:end]
        line = self.layout.paragraph_at(start)
        return Title(text, line, line) if genre(text) is not None else None

    def _read_fields(self) -> frozenset[int]:
        """Keep the fields at the head of the page, several on a line or each with its value on the next."""
        found: set[int] = set()
        for i, line in enumerate(self.lines[:_HEAD_LINES]):
            labels = self._labels(line)
            if not labels:
                continue
            found.add(i)
            at = self.layout.paragraphs[i][0]
            for (means, _, start), (_, end, _) in zip(labels, [*labels[1:], ("", len(line), 0)], strict=True):
                first = end - len(line[start:end].lstrip("|\t"))
                # What follows the value's cell is a field that nobody knows.
                value = (at + first, at + first + len(re.split(r"[|\t]", line[first:end], maxsplit=1)[0]))
                if start == len(line) and self._is_value(i + 1) and (means == "issuer" or not self._heads_title(i + 1)):
                    value = self.layout.paragraphs[i + 1]
                    found.add(i + 1)
                if value[0] < value[1]:
                    self.fields.setdefault(means, value)
        return frozenset(found)

    def _is_value(self, i: int) -> bool:
        """Whether the line can be the value of the field above it, and no field or text of its own."""
        if i >= len(self.lines) or self._labels(self.lines[i]):
            return False
        return len(self.lines[i]) < 40 and genre(self.lines[i]) is None and not self.is_salutation(i)

    def _heads_title(self, i: int) -> bool:
        """Whether the line is the unit over 关于…: the first line of a title."""
        return i + 1 < len(self.lines) and is_unit(self.lines[i]) and _ABOUT.match(self.lines[i + 1]) is not None

    def _labels(self, line: str) -> list[tuple[str, int, int]]:
        """The labels of a line that begins with one, each with what it means, its start and its end."""
        labels, first = _any_field(), len(line) - len(line.lstrip("·*-"))
        if len(line) > _FIELD_LINE or labels.match(line, first) is None:
            return []
        means = {r.name: r.means for r in self.rules["field"]}
        return [(means[m.lastgroup or ""], *m.span()) for m in labels.finditer(line, first)]

    def number_at(self, i: int) -> str | None:
        """The document number on a line, or on it and the next: 某市人民政府令 / 第12号."""
        line = self.lines[i]
        if _ORDER_LINE.match(line) and i + 1 < len(self.lines) and _ORDER_SERIAL.match(self.lines[i + 1]):
            return line + self.lines[i + 1].strip("（）")
        return number_in(line)

    def is_number(self, i: int) -> bool:
        """Whether the line is hardly more than a document number, or a part of one."""
        of_order = i > 0 and _ORDER_SERIAL.match(self.lines[i]) and _ORDER_LINE.match(self.lines[i - 1])
        return not stands_behind_title(self.lines[i]) and bool(
            NUMBER_LINE.match(self.lines[i]) or of_order or (_ORDER_LINE.match(self.lines[i]) and self.number_at(i))
        )

    def salutation(self) -> int | None:
        """The line of the salutation, or None."""
        for i in range(min(_HEAD_LINES, len(self.lines))):
            if self.is_marked(i):
                return None
            if self.is_salutation(i) and not self.is_field(i):
                return i
        return None

    def body(self, start: int) -> int:
        """The first line of running text or of a numbered part from `start` on."""
        for i in range(start, len(self.lines)):
            running = "。" in self.lines[i] or len(self.lines[i]) > 90 or self.is_column(i)
            if self.is_marked(i) or (running and not self.is_field(i)):
                return i
        return len(self.lines)


@cache
def _any_field() -> re.Pattern[str]:
    """Every label of a field as a group of its name; at one place the first rule wins (发文字号 before 字号)."""
    return re.compile("|".join(f"(?P<{r.name}>{r.pattern.pattern})" for r in load_rules("head")["field"]))


def find_titles(page: Page, start: int, end: int) -> list[Title]:
    """Find the titles among some lines; a title may be broken over several.

    Args:
        page: the document's lines.
        start: the first line.
        end: one past the last.

    Returns:
        The titles in order. Where none ends on a word of genre, what is left may be one.
    """
    out: list[Title] = []
    block: list[int] = []
    end = min(end, len(page.lines))
    for i in range(start, min(end, start + _HEAD_LINES)):
        line = page.lines[i]
        if out and _ATTACHMENT.match(line):
            break
        if (
            page.is_field(i)
            or page.is_number(i)
            or "\t" in line
            or page.is_date(i)
            or page.is_column(i)
            or (_NO_TITLE.match(line) and not (block and _TITLE_TAIL.match(line)))
        ):
            block = []
            continue
        block.append(i)
        text = _bare("".join(page.lines[j] for j in block))
        if len(text) > _TITLE_LENGTH:
            block = [i]
        elif genre(text) is not None and not _continues(page, text, i, end):
            block = _without_cruft(page, block)
            out.append(Title(_bare("".join(page.lines[j] for j in block)), block[0], i))
            block = []
    if not out and block:
        text = _bare("".join(page.lines[j] for j in block))
        if 6 <= len(text) <= 80 and not is_unit(text) and "。" not in text and not text.endswith("："):
            out.append(Title(text, block[0], block[-1]))
    return out


def _without_cruft(page: Page, block: list[int]) -> list[int]:
    """The lines of a title without those above it that are no units: what a web page says there."""
    about = next((k for k, i in enumerate(block) if _ABOUT.search(page.lines[i])), None)
    if about is None:
        # 某省人民政府 above 某省防汛规定: the same place again, so a title begins.
        while len(block) > 1 and is_unit(unit := page.lines[block[0]]) and page.lines[block[1]].startswith(unit[:2]):
            block = block[1:]
        return block
    first = about
    while first > 0 and is_unit(unit := page.lines[block[first - 1]]):
        # 云南省昆明市人民政府 above 昆明市人民政府关于…: the page's word for the issuer, not a part of the title.
        if any(page.lines[i].startswith(unit[k:]) for i in block[first:] for k in range(len(unit) - 3)):
            break
        first -= 1
    if page.lines[block[first]] == "转发" and first + 1 < len(block):
        first += 1  # no unit does so: it is the name of a button
    return block[first:]


def _continues(page: Page, title: str, line: int, end: int) -> bool:
    """Whether the next line goes on with the title: 关于推进…行动计划 / 的通知, or an open 《."""
    if title.count("《") > title.count("》"):
        # A web page may have cut a title off; nothing below closes it.
        return any("》" in page.lines[i] for i in range(line + 1, min(end, line + 1 + _TITLE_LINES)))
    following = page.lines[line + 1] if line + 1 < end else ""
    if _NOTE_AND_MORE.match(following) or (_GENRE_AND_MORE.match(following) and len(following) < _SHORT_LINE):
        return True
    return (_LINK.match(following) and len(following) < 30) or _TITLE_TAIL.match(following) is not None


def _bare(lines: str) -> str:
    """A title without the number by it, and without quotes around the whole."""
    title = without_number(lines)
    return title[1:-1] if _QUOTED.fullmatch(title) else title


def further_documents(page: Page, start: int) -> list[Title]:
    """Find the titles of further documents below a signature: a title, a number of its own, a salutation.

    Args:
        page: the document's lines.
        start: the first line below the first document's signature.

    Returns:
        Their titles in order.
    """
    found = []
    for i in range(start + 1, len(page.lines) - 1):
        if NUMBER_LINE.match(page.lines[i]) and any(
            page.is_salutation(j) for j in (i + 1, i + 2) if j < len(page.lines)
        ):
            found += find_titles(page, max(start, i - _TITLE_LINES), i)[-1:]
    return found


def genre(title: str) -> str | None:
    """Return the genre on whose word a title ends: 通知, 意见, 方案 … or 其他.

    Args:
        title: a title; brackets at its end (试行, 2018-2020年) are passed over.

    Returns:
        The genre, or None where the title ends on no such word.

    >>> genre("某市三年行动计划（2018-2020年）"), genre("关于印发《支持创新若干意见》"), genre("某市人民政府")
    ('计划', '意见', None)
    """
    bare = _TAIL_NOTE.sub("", title)
    if m := _QUOTED_TAIL.search(bare):
        bare = _TAIL_NOTE.sub("", m[1])
    bare = bare.rstrip("”’")
    return next((g.means for g in load_rules("head")["genre"] if g.pattern.search(bare)), None)
