"""Names of units in a list: where one ends and the next begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.layout import Layout
from ingest.rulebook import load_rules

__all__ = ["Name", "is_unit", "split_names"]

_PUNCTUATION = re.compile(r"[、，；。\n\t/／|（〔“《〈）〕”》〉]")
_AND = re.compile(r"以及|[和与及]")
_ROLE_NOTE = re.compile(r"（(?:牵头|配合|参与|主办|协办|负责|牵头单位|配合单位|主要负责|牵头负责)）$")
# 市科技局（市财政局配合）: another unit and its role.
_PARTNER = re.compile(r"（(?P<unit>[^（）、，；]{2,30}?)(?P<role>牵头|配合|协助|参与|协办)）$")
_GROUP_AFTER_ETC = re.compile(r"^(.+?)等((?:各|有关|相关|国务院|省级?|市级?|其他|中央|地方).*)$")
_BALANCED = {"）": "（", "〕": "〔", "》": "《"}
_NAME = re.compile(r"[*★▲△☆●#“]?[\u4e00-\u9fffA-Za-z].*[\u4e00-\u9fff]", re.DOTALL)
# Words that stand for no single unit, so that even a comma before them joins: 各市，自治州人民政府.
_GROUP_WORD = re.compile(r"自治区|直辖市|计划单列市|自治州|自治县")
_ALIASES = re.compile(r"(?:（[^（）]{1,20}）|〔[^〔〕]{1,20}〕)+$")  # 市政府办（金融办）
# 联席会议由市科技局, 依法登记的企业: no names.
_SENTENCE = re.compile(
    r"：|(?<!自)由|均[需由为]|(?<=[部委局厅办署府院会])为(?!民)|的(?:企业|公司|合作社|机构|组织|个人)$"
)
_KIN = tuple("单机企政人")  # how the second word of such a pair begins
_LONGEST = 45


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's name in the layout's text; `note` is what a bracket after it says of its role (牵头)."""

    start: int
    end: int
    known: bool
    note: str = ""


def is_unit(name: str) -> bool:
    """Whether a name looks like a unit's.

    Args:
        name: a piece of a list.

    Returns:
        True where it ends as names of units end and is neither too short nor a sentence.

    >>> is_unit("省科技厅"), is_unit("各市政府"), is_unit("加强监管")
    (True, True, False)
    """
    if not 2 <= len(name) <= _LONGEST:
        return False
    if name[-1] in "）〕":
        name = _ALIASES.sub("", name)
    return name.endswith(_endings()) and _SENTENCE.search(name) is None


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word for rule in load_rules("agencies")["ending"] for word in rule.words)


def split_names(layout: Layout, start: int, end: int) -> tuple[Name, ...]:
    """Split a list of units.

    Args:
        layout: the text.
        start: where the list begins.
        end: one past its end.

    Returns:
        The names in order, without the words around them.
    """
    text, offsets = layout.text, layout.offsets
    spaced = end > start and offsets[end - 1] - offsets[start] != end - 1 - start
    names: list[Name] = []
    for a, b in _pieces(text, start, end):
        for c, d in _at_gaps(layout, a, b) if spaced else ((a, b),):
            read = _read_often if d - c <= _LONGEST else _read
            names += [Name(c + n.start, c + n.end, n.known, n.note) for n in read(text[c:d])]
    return tuple(names)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split at 、，； outside brackets."""
    left, right, kin = _groups()
    cuts: list[tuple[int, int]] = []
    depth = 0
    at = word = start  # where the piece and, within a group, its last word begin
    for m in _PUNCTUATION.finditer(text, start, end):
        c, i = m[0], m.start()
        if c in "（〔“《〈":
            depth += 1
        elif c in "）〕”》〉":
            depth = max(0, depth - 1)
        elif depth == 0:
            joins = c == "、" or (c == "，" and _GROUP_WORD.match(text, i + 1, end))
            grouped = joins and (
                (left.match(text[word:i].lstrip("由和及与")) and right.match(text[i + 1 : min(i + 20, end)]))
                or (text[i + 1 : i + 2] in _KIN and kin.search(text, max(word, i - 10), min(i + 20, end)))
            )
            word = i + 1
            if not grouped:
                cuts.append((at, i))
                at = i + 1
    cuts.append((at, end))
    return cuts


@cache
def _groups() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rules = load_rules("agencies")
    return rules.pattern("group_left"), rules.pattern("group_right"), rules.pattern("kin")


def _read(piece: str) -> tuple[Name, ...]:
    """The names in a piece of a list, with places in the piece."""
    return tuple(Name(a + n.start, a + n.end, n.known, n.note) for a, b in _split_and(piece) for n in _trim(piece[a:b]))


_read_often = lru_cache(maxsize=4096)(_read)  # the same few hundred names fill every plan


def _split_and(text: str) -> list[tuple[int, int]]:
    """Split at 和/及/与 between units."""
    bare = load_rules("agencies").pattern("bare_noun")
    left, right, _ = _groups()
    out = []
    at = 0
    for m in _AND.finditer(text):
        if m.start() == at:
            continue
        before, after = text[at : m.start()], text[m.end() :]
        following = _AND.split(after, maxsplit=1)[0]
        if before.count("（") != before.count("）"):
            continue
        if left.match(before.rpartition("、")[2]) and right.match(after) and after.endswith("政府"):
            continue  # 各省、自治区、直辖市和计划单列市人民政府
        if is_unit(before) and not bare.match(after) and (is_unit(following) or is_unit(after)):
            out.append((at, m.start()))
            at = m.end()
    out.append((at, len(text)))
    return out


def _at_gaps(layout: Layout, start: int, end: int) -> list[tuple[int, int]]:
    """Split where the document has a space between two whole units, 省科技厅 省财政厅; leave out who works there."""
    offsets, person = layout.offsets, load_rules("agencies").pattern("person")
    if end - start < 6 or offsets[end - 1] - offsets[start] == end - 1 - start:
        return [(start, end)]
    out: list[tuple[int, int]] = []
    at = start
    for i in range(start + 1, end):
        gap = offsets[i] - offsets[i - 1]
        somebody = gap > 1 and i - 1 not in layout.joints and person.fullmatch(layout.text, i, end)
        if somebody and is_unit(layout.text[at:i]) and not is_unit(layout.text[i:end]):
            return [*out, (at, i)]  # 市科技局 张某
        if gap > 1 and i - at >= 3 and end - i >= 3 and is_unit(layout.text[at:i]) and is_unit(layout.text[i:end]):
            if i - 1 in layout.joints or layout.text.startswith("部门", i - 1):
                continue  # a line that was cut at the page's edge; 相关部 门
            out.append((at, i))
            at = i
    out.append((at, end))
    return out


def _trim(piece: str) -> tuple[Name, ...]:
    """The name in a piece of a list, with places in the piece, without what is not the name.

    等有关部门 at the end is a unit of its own.
    """
    rules = load_rules("agencies")
    start, end = 0, len(piece)
    if m := rules.pattern("lead_in").match(piece):
        start = m.end()
    name = piece[start:end]
    if rules.pattern("left_out").match(name):
        return ()
    if (m := _GROUP_AFTER_ETC.match(name)) and is_unit(m[2]):
        return tuple(
            Name(at + n.start, at + n.end, n.known, n.note)
            for at, part in ((start, m[1]), (start + m.start(2), m[2]))
            for n in _trim(part)
        )
    if name.endswith("）") and (m := _PARTNER.search(name)) and is_unit(m["unit"]) and is_unit(name[: m.start()]):
        partner = Name(start + m.start("unit"), start + m.end("unit"), True, m["role"])
        return (Name(start, start + m.start(), True), partner)
    if m := rules.pattern("generic_tail").search(name):
        end = start + m.start()
        name = piece[start:end]
    if m := rules.pattern("side_note").search(name):
        end = start + m.start()
        name = piece[start:end]
    note = ""
    if m := _ROLE_NOTE.search(name):
        note = m[0].strip("（）")
        end = start + m.start()
        name = piece[start:end]
    while name and (
        name[-1] in "：，、。；”《（〔“ \t\n0123456789" or (name[-1] in "）〕》" and _BALANCED[name[-1]] not in name)
    ):
        end -= 1
        name = piece[start:end]
    while name and name[0] in "”》）〕 \t\n":
        start += 1
        name = piece[start:end]
    if len(name) < 2 or not _NAME.match(name):
        return ()
    return (Name(start, end, is_unit(name), note),)
