"""Texts that have lost their line breaks: cut again at the spaces that stand where the lines ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.typography import BLANK, enclosed

__all__ = ["DECIMAL", "MARK", "Lines", "split_flat"]

Lines = list[tuple[int, int]]

MARK = (
    r"(?:第[一二三四五六七八九十百零]+[章节条]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、](?!\d)|"
    r"（\d{1,2}）|[①-⑳]|附件\d*[：:]?|专栏\d*)"
)
# 2.1 重点任务, but not the 1.5 of 1.5万亩.
DECIMAL = (
    rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}[{BLANK}]+(?=[\u4e00-\u9fff])(?![万亿千百个家项年月人元倍亩吨公平米兆微度分吉小])"
)
_STARTS_ITEM = re.compile(rf"(?:{MARK}|{DECIMAL})")
_BARE_MARK = re.compile(
    rf"[{BLANK}]*(?:第[一二三四五六七八九十百零]+[章节条]|[一二三四五六七八九十]{{1,3}}、|（[一二三四五六七八九十]{{1,3}}）|\d{{1,2}}[.、]|"
    rf"附件\d?：(?:\d{{1,2}}[.、])?)[{BLANK}]*"
)
# A gap, with the bullets or bars that a web page sets between its fields.
_GAP = re.compile(rf"[{BLANK}]+(?:[·|][{BLANK}]+)*")
_GAP_BEFORE_MARK = re.compile(rf"(?<![{BLANK}])[{BLANK}]+(?={MARK})")
_GAP_BEHIND_STOP = re.compile(rf"(?:[。：；]|[局委办厅府部院会]）)[{BLANK}]+(?=[^{BLANK}])")
# 文　号, 索 引 号: what a web page calls its fields, spread over a column.
_SPREAD = re.compile(
    rf"(?:索[{BLANK}]+引[{BLANK}]+号|有[{BLANK}]+效[{BLANK}]+性|主[{BLANK}]+题[{BLANK}]+词|文[{BLANK}]+号|"
    rf"标[{BLANK}]+题|名[{BLANK}]+称|分[{BLANK}]+类|时[{BLANK}]+效)(?=[{BLANK}：])"
)
_WORD = re.compile(r"[\u4e00-\u9fff]")
_COLON = re.compile(rf"[{BLANK}]*：")
_MEASURE = "[个家项条座所处名人万亿%]"
# 序号 工作任务 责任单位 1: the head of a table, each cell of which had a line of its own.
_TABLE = re.compile(rf"序[{BLANK}]?号[{BLANK}][^。：；]{{4,80}}?(?:单位|部门|处室|责任人)(?=[{BLANK}])")
_UNITS = re.compile(rf"(?<=[{BLANK}])(?:牵头|责任|主办|配合|协办|完成|分管)")
_ROW = re.compile(rf"(?<=[{BLANK}])\d{{1,3}}(?=[{BLANK}])(?![{BLANK}]+(?:{_MEASURE}|[年月日]))")
_ROW_CELL = re.compile(r"\d{1,3}\t")
_MEASURED = re.compile(rf"\d[\d.]*[{BLANK}]?{_MEASURE}")
_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
# What stands in brackets on a line of its own: （此件公开发布）, （2011年3月1日某市人民政府令第12号公布）.
_NOTE = re.compile(rf"（(?:此件|(?:19|20)\d\d[{BLANK}]?年[{BLANK}]?\d{{1,2}}[{BLANK}]?月[{BLANK}]?\d)")
_GOES_ON = re.compile("印发|转发|公布|已经|精神|要求|等|的|和|及")  # behind 《某方案》
# A heading or a field of a page, complete before a sentence or a title that begins with its year.
_LINE = re.compile(rf"{MARK}[\u4e00-\u9fff、]{{3,20}}|[\u4e00-\u9fff]{{2,6}}：[\u4e00-\u9fff]{{2,20}}")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_SERIAL = re.compile(r"\d{1,5}号$")
_NUMBERED = re.compile(rf"〔[{BLANK}]?(?:19|20)\d\d")
_PLAIN_NUMBER = re.compile(r"(?<![\d/.:：-])\d{1,4}(?:\.\d{1,3})?%?")
_NUMBER_BEFORE = re.compile(rf"{_PLAIN_NUMBER.pattern}$")
_FLAT_LENGTH = 120  # a paragraph longer than this with numbers behind spaces has lost its line breaks
_SHORT_LENGTH = 50  # in such a text, one shorter than this has not
_FEW_LINES = 3  # a whole document that has no more
_LONGEST_NUMBER = 8
_LEFT_OUT = 100  # so many numbers of rows may be missing in a part of a table
_LONGEST_ROW = 600
_LAST_ROW = 120
_FURTHER = 30  # so far the head goes on: 配合单位 完成时限


def split_flat(text: str, groups: Sequence[Lines]) -> Iterator[Lines]:
    """Split paragraphs at their spaces where the text has lost its line breaks.

    That is where spaces stand before numbers of items or the cells of a table, or, in a document of a line or two,
    behind full stops.

    Args:
        text: the document, normalized.
        groups: its paragraphs, each as the stretches of the text that it is made of.

    Yields:
        Paragraphs of the same kind.
    """
    wholes = ["".join(text[a:b] for a, b in group) for group in groups]
    few = len(wholes) <= _FEW_LINES
    long = [w.strip() for w in wholes if len(w) >= _FLAT_LENGTH and (few or "\t" not in w)]
    long = [w for w in long if len(w.split(None, 1)) > 1]
    flat = sum(len(_GAP_BEFORE_MARK.findall(w)) for w in long) > 1 or any(_TABLE.search(w) for w in long)
    if not flat and few:
        flat = sum(len(_GAP_BEHIND_STOP.findall(w)) for w in long) > 1
    for group, whole in zip(groups, wholes, strict=True):
        if not flat or len(whole) < _SHORT_LENGTH or ("\t" in whole.strip() and not few):
            yield group
        else:
            yield from _at_spaces(group, whole)


def _at_spaces(group: Lines, whole: str) -> list[Lines]:
    """Cut a paragraph at its spaces, except where they stand inside a line."""
    marks = enclosed(whole)
    gaps = [m.span() for m in _GAP.finditer(whole)]
    spread = [m.span() for _, end in [(0, 0), *gaps] if (m := _SPREAD.match(whole, end))]
    inside = {gap for gap in gaps if any(a < gap[0] < b for a, b in spread)}
    tables = _tables(whole)
    edges = {start for _, _, rows in tables for start in rows}
    edges |= {start for start, _ in spread} | {end for _, end in spread if not _COLON.match(whole, end)}
    breaks: list[tuple[int, int]] = []
    at = 0
    for n, (start, end) in enumerate(gaps):
        # 市 发 展改革委: a single character between two spaces is spaced for looks.
        before = n > 0 and _spaced_word(whole, gaps[n - 1], (start, end))
        after = n + 1 < len(gaps) and _spaced_word(whole, (start, end), gaps[n + 1])
        # 印发方案的 通    知 各单位: where letters are spread, a narrow gap ends the word.
        narrow = end - start == 1
        before = before and not (narrow and gaps[n - 1][1] - gaps[n - 1][0] > 1)
        after = after and not (narrow and gaps[n + 1][1] - gaps[n + 1][0] > 1)
        spaced = (narrow and (before or after)) or (before and after)
        if marks[start] or "\t" in whole[start:end] or (start, end) in inside or _BARE_MARK.fullmatch(whole, at, start):
            continue
        forced = (
            _ROW_CELL.match(whole, end) is not None
            or start in edges
            or end in edges
            or "|" in whole[start:end]
            or "·" in whole[start:end]
        )
        forced = forced or (_YEAR.match(whole, end) is not None and _LINE.fullmatch(whole, at, start) is not None)
        forced = forced or (
            not spaced and any(a <= start < b for a, b, _ in tables) and not _measures(whole, start, end)
        )
        if forced or not (_joins(whole, start, end) or (spaced and not _opens(whole, end))):
            breaks.append((start, end))
            at = end
    return [g for g in _cut(group, breaks) if g]


def _tables(whole: str) -> list[tuple[int, int, set[int]]]:
    """Tables whose cells had a line each: from where to where, and where the numbers of their rows begin and end."""
    out: list[tuple[int, int, set[int]]] = []
    for head in _TABLE.finditer(whole):
        edges = {
            head.start(),
            whole.index("号", head.start()) + 1,
            *(m.start() for m in _UNITS.finditer(whole, head.start(), head.end() + _FURTHER)),
        }
        number, end = 0, head.end()
        for m in _ROW.finditer(whole, head.end() - 1):
            if m.start() - end > _LONGEST_ROW:
                break
            if number < int(m[0]) <= number + _LEFT_OUT or not number:
                edges |= set(m.span())
                number, end = int(m[0]), m.end()
        out.append((head.start(), end + _LAST_ROW, edges))
    return out


def _spaced_word(whole: str, gap: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether one character of a word stands between two gaps: not the 到 of 到 2025 年, nor the 号 of 7 号."""
    if following[0] - gap[1] != 1 or not _WORD.match(whole, gap[1]):
        return False
    return not (whole[gap[0] - 1 : gap[0]].isdigit() or whole[following[1] : following[1] + 1].isdigit())


def _measures(whole: str, start: int, end: int) -> bool:
    """Whether a gap stands before or behind the number of 建成平台 3 个."""
    number = _NUMBER_BEFORE.search(whole, max(0, start - _LONGEST_NUMBER), start)
    return _MEASURED.match(whole, number.start() if number else end) is not None


def _opens(whole: str, place: int) -> bool:
    """Whether an item begins here."""
    return _STARTS_ITEM.match(whole, place) is not None


def _joins(whole: str, start: int, end: int) -> bool:
    """Whether the words around a gap belong together: Latin words, 2025 年, 现将 《…》, 某政发 〔2020〕1号, 文号 ：."""
    before, after = whole[max(0, start - 1) : start], whole[end : end + 1]
    if not before or not after:
        return False
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return True
    if _opens(whole, end):
        return False
    if after in "，。；：、！？）〕》”":
        return True
    word = "\u4e00" <= before <= "\u9fff" and before != "日" and not _SERIAL.search(whole, max(0, start - 8), start)
    if after in "《（“":
        return (word or before + after == "》（") and _NOTE.match(whole, end) is None
    if before == "》":
        return _GOES_ON.match(whole, end) is not None
    if after == "〔":
        return word and _NUMBERED.match(whole, end) is not None
    if before.isdigit() or before == "%":
        number = _NUMBER_BEFORE.search(whole, max(0, start - _LONGEST_NUMBER), start)
        return number is not None and "\u4e00" <= after <= "\u9fff"
    return word and _PLAIN_NUMBER.match(whole, end) is not None and _DAY.match(whole, end) is None


def _cut(group: Lines, breaks: list[tuple[int, int]]) -> list[Lines]:
    """Cut a group of lines at breaks, which are places in the lines put together."""
    out: list[Lines] = [[]]
    passed = 0  # characters of the lines before
    rest = iter([*breaks, (1 << 60, 1 << 60)])
    gap = next(rest)
    for a, b in group:
        at = a
        while gap[0] < passed + b - a:
            if at < a + gap[0] - passed:
                out[-1].append((at, a + gap[0] - passed))
            out.append([])
            at = min(b, a + gap[1] - passed)
            gap = next(rest)
        if at < b:
            out[-1].append((at, b))
        passed += b - a
    return out
