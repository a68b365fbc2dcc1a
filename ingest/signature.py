"""The signature of a document: who signs, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.agencies import is_unit, split_names
from ingest.dates import day
from ingest.layout import Layout
from ingest.titles import Page

__all__ = ["Signature", "date_below_title", "find_signature", "issuers_of_title", "promulgation"]

_SEAL = re.compile(r"（(?:代章?|盖章|印章?|章|公章|代印)）$")
_BEGINS_AS_UNIT = re.compile(r"(?:中共|中华|国家|国务院|[\u4e00-\u9fff]{2,7}(?:省|市|县|区|州|盟|旗))")
_TITLE_ISSUER = re.compile(r"^(?P<unit>[^《》，。]{2,60}?)(?:关于|印发|转发|批转)")
_OFFICER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,12}?)?代?(?:[省市县区州旗部局署行盟]长|主席|主任|总理)：?[\u4e00-\u9fff·]{0,12}$"
)  # 市长张三 signs an order
_GOES_ON = ("人民政府", "政府", "委员会", "办公")  # 某某市 / 人民政府 is one name, cut at the page's edge
_LINES = 20
_TOP = 6  # so many lines stand below a title before the text
_LONGEST_LINE = 60


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when; `first` and `last` are its lines."""

    first: int
    last: int
    issuers: tuple[str, ...]
    issued: str | None


def find_signature(page: Page, start: int) -> Signature | None:
    """Find the first signature from a line on: one or more units, then the date.

    Args:
        page: the document's lines.
        start: where to begin, below the title.

    Returns:
        The signature, or None where nobody signs with a date.
    """
    for last in range(start, len(page.lines)):
        line = page.lines[last]
        m = page.date.search(line) if len(line) <= 80 and "\t" not in line else None
        if m is None or m.end() != len(line) or "月" not in m[0]:
            continue
        before = _SEAL.sub("", line[: m.start()])
        if before:
            if is_unit(before) and "，" not in before:
                return _read(page, last, last, m)
            continue
        first = last
        while first - 1 >= start and last - first < _LINES and _signs(page, first - 1):
            first -= 1
        # Lines above the units that begin none (特此通知。) do not belong to it; a long name may take several lines.
        while first < last and not (
            _joined(page.layout, *page.layout.paragraphs[first])
            or any(is_unit(_SEAL.sub("", "".join(page.lines[first : n + 1]))) for n in range(first, last))
        ):
            first += 1
        above = page.lines[last - 1]
        below = page.lines[last + 1] if last + 1 < len(page.lines) else ""
        # Or a date alone between the list of attachments and the first of them.
        listed = above.startswith("附件") and below.startswith(("附件", "（此件"))
        closes = above.endswith(("。", "）", "；")) or not below or listed or _OFFICER.match(above)
        if first < last or last - 1 < start or closes:
            return _read(page, first, last, m)
    return None


def _signs(page: Page, i: int) -> bool:
    line = _SEAL.sub("", page.lines[i])
    if re.search(r"[。；：，？！\t]|^\d{1,2}[.、]", line) or page.is_marked(i) or page.is_salutation(i):
        return False
    if _joined(page.layout, *page.layout.paragraphs[i]):
        return True
    if len(line) > _LONGEST_LINE:
        return False
    # A long name may be cut after a bracket: 某省（数字经济）/ 领导小组办公室.
    following = page.lines[i + 1] if i + 1 < len(page.lines) else ""
    return is_unit(line) or (line[-1] in "）〕" and is_unit(line + following))


def _read(page: Page, first: int, last: int, date: re.Match[str]) -> Signature:
    text = page.layout.text
    issuers: list[str] = []
    for i in range(first, last + 1):
        a, b = page.layout.paragraphs[i]
        if i == last:
            b = a + date.start()
        if seal := _SEAL.search(text, a, b):
            b = seal.start()
        if a >= b:
            continue
        names = split_names(page.layout, a, b)
        whole = text[a:b]
        if units := _joined(page.layout, a, b):
            issuers += units
        elif len(names) > 1 and not _is_spaced(page.layout, a, b):
            issuers += [text[n.start : n.end] for n in names]
        elif issuers and (not is_unit(issuers[-1]) or (issuers[-1][-1] in "）〕" and not _BEGINS_AS_UNIT.match(whole))):
            issuers[-1] += whole
        else:
            issuers.append(whole)
    return Signature(first, last, tuple(issuers), day(date["year"], date["month"], date["day"]))


def _joined(layout: Layout, start: int, end: int) -> list[str] | None:
    """The units of lines that were taken for one, since they are equally full; None where they are not all units."""
    joints = [j + 1 for j in sorted(layout.joints.intersection(range(start, end - 1)))]
    pieces = [split_names(layout, a, b) for a, b in pairwise([start, *joints, end])] if joints else []
    units = [layout.text[n.start : n.end] for piece in pieces for n in piece]
    whole = all(is_unit(unit) and not unit.startswith(_GOES_ON) for unit in units)
    return units if len(units) > 1 and whole else None


def _is_spaced(layout: Layout, start: int, end: int) -> bool:
    """Whether a name is spread over its line, letter by letter: 某 省 人 民 政 府."""
    gaps = sum(layout.offsets[i + 1] - layout.offsets[i] > 1 for i in range(start, end - 1))
    return gaps * 2 >= end - start - 1


def issuers_of_title(title: str) -> tuple[str, ...]:
    """Return who issues by the title's first words: 国务院办公厅关于….

    Args:
        title: a title.

    Returns:
        The units; none where the title begins with a place or a subject.

    >>> issuers_of_title("国务院办公厅关于促进创新的意见"), issuers_of_title("某市关于促进创新的意见")
    (('国务院办公厅',), ())
    >>> issuers_of_title("某省科技厅某省财政厅关于印发办法的通知")
    ('某省科技厅', '某省财政厅')
    """
    m = _TITLE_ISSUER.match(title)
    if m is None or not is_unit(m["unit"]) or m["unit"][-1] in "省市县区州盟旗":
        return ()
    # Several units stand side by side: each begins with the place that the first begins with, or as a national body.
    first = re.sub("^中共", "", m["unit"])
    again = first[0] if first[0] in "省市县区州" else first[:2]
    return tuple(
        re.split(rf"[、，]|(?<=[厅局委府会院部行署办室央])(?={re.escape(again)}|国务院|国家|中国|中共)", m["unit"])
    )


def promulgation(page: Page) -> re.Match[str] | None:
    """Find the note below the title that says by which order rules were made known: 某日某市人民政府令第12号公布.

    Args:
        page: the document's lines.

    Returns:
        A match with the day and the order's `number`, or None.
    """
    notes = (line for line in page.lines[:_TOP] if line.startswith("（"))
    return next((m for line in notes if (m := page.rules.pattern("promulgated").search(line))), None)


def date_below_title(page: Page) -> str | None:
    """Return a date that stands near the top: on a line of its own, （2018年6月6日）, or with the order of rules.

    Args:
        page: the document's lines.

    Returns:
        YYYY-MM-DD or None.
    """
    dates = (page.date.fullmatch(line.strip("（）")) for line in page.lines[:_TOP])
    m = next((m for m in dates if m and "月" in m[0]), None) or promulgation(page)
    return day(m["year"], m["month"], m["day"]) if m else None
