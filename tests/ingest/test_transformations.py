"""What may be changed in a document without changing its facts, and what changes them in a known way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.pipeline import extract
from ingest.record import ExtractionRecord, TaskRecord

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
PLAN = Path(__file__).parents[2] / "data" / "liaoning_2018_zhuanhua.txt"
DOCUMENTS = {path.stem: path for path in (*sorted(SHARED.glob("*.txt")), PLAN)}
TEXTS = {stem: path.read_bytes().decode("utf-8").replace("\r\n", "\n") for stem, path in DOCUMENTS.items()}

Fact = tuple[object, ...]


def plain(text: str | None) -> str:
    """A text without the typography that the transformations change."""
    folded = unicodedata.normalize("NFKC", text or "").translate(str.maketrans("[]【】〔〕,", "()()()、"))
    return "".join(folded.split())


def facts_of(record: ExtractionRecord) -> Counter[Fact]:
    titles = {t.id: plain(t.title) for t in record.tasks}
    found: list[Fact] = [("task", title) for title in titles.values()]
    found += [("role", titles[t.id], r.role, plain(r.agency)) for t in record.tasks for r in t.responsibilities]
    found += [("due", titles[t.id], t.deadline.date) for t in record.tasks if t.deadline]
    found += [("cites", plain(c.title), plain(c.doc_number), c.relation) for c in record.citations]
    found += [
        ("target", titles.get(t.task or ""), t.value, plain(t.unit), t.comparator, t.year) for t in record.targets
    ]
    found += [("section", s.number, plain(s.title)) for s in record.sections]
    d = record.document
    issuers = tuple(map(plain, d.issuers))
    found.append(("head", plain(d.title), plain(d.doc_number), issuers, d.issued, d.jurisdiction, d.kind, d.period))
    return Counter(found)


def facts(text: str) -> Counter[Fact]:
    return facts_of(extract(text, "x.txt"))


# --- typography ---


def half_width_brackets(text: str) -> str:
    return text.translate(str.maketrans("（）〔〕", "()[]"))


def lenticular_clauses(text: str) -> str:
    return re.sub(r"[（(]((?:责任|牵头)[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]", r"【\1】", text)


def tortoise_shell_clauses(text: str) -> str:
    return re.sub(r"[（(]((?:责任|牵头)[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]", r"〔\1〕", text)


def full_width_digits(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def full_width_letters(text: str) -> str:
    return re.sub("[A-Za-z]", lambda letter: chr(ord(letter[0]) + 0xFEE0), text)


def full_width_punctuation(text: str) -> str:
    return text.translate(str.maketrans(",;:%", "，；：％"))


def half_width_colons(text: str) -> str:
    return text.translate(str.maketrans("：；", ":;"))


def _in_names(text: str, change: Callable[[str], str]) -> str:
    """Change the names of units in the clauses."""
    for r in sorted(
        (r for t in extract(text, "x.txt").tasks for r in t.responsibilities), key=lambda r: r.start, reverse=True
    ):
        text = text[: r.start] + change(text[r.start : r.end]) + text[r.end :]
    return text


def a_space_in_names(text: str) -> str:
    return _in_names(text, lambda name: f"{name[0]} {name[1:]}")


def a_wide_space_in_names(text: str) -> str:
    return _in_names(text, lambda name: f"{name[:-1]}　{name[-1]}")


def spaced_out_names(text: str) -> str:
    """Only short ones: 中 国 科 学 院 沈 阳 分 院 might be two."""
    return _in_names(text, lambda name: " ".join(name) if len(name) <= 5 else name)


def wrapped_lines(text: str, width: int = 30) -> str:
    """Rows of a table stay: a row is a line."""
    lines = text.split("\n")
    return "\n".join(
        line if "\t" in line else "\n".join(line[i : i + width] for i in range(0, max(len(line), 1), width))
        for line in lines
    )


def wrapped_at_38(text: str) -> str:
    return wrapped_lines(text, 38)


def wrapped_with_margin(text: str) -> str:
    return indents(wrapped_lines(text))


def wrapped_with_blank_lines(text: str) -> str:
    return blank_lines(wrapped_lines(text))


def wrapped_with_windows_line_ends(text: str) -> str:
    return windows_line_ends(wrapped_lines(text))


def commas_for_enumeration(text: str) -> str:
    return re.sub(r"([（(](?:责任|牵头)[^（）()]*)", lambda m: m[1].replace("、", "，"), text)


def enumeration_for_commas(text: str) -> str:
    return re.sub(r"(（[^（）。]*(?:牵头|负责)，[^（）。]*）)", lambda m: m[1].replace("，", "、"), text)


def one_line(text: str) -> str:
    """A text with a table stays: a row is a line."""
    return text if "\t" in text else re.sub(r"\n[ \t　]*", "\n", text).replace("\n", " ")


def merged_paragraphs(text: str) -> str:
    """All paragraphs of a task are one; a row of a table stays."""
    for task in reversed(extract(text, "x.txt").tasks):
        merged = task.text if "\t" in task.text else re.sub(r"(?<=[。；）])\s*\n\s*", "", task.text)
        text = text[: task.start] + merged + text[task.end :]
    return text


def windows_line_ends(text: str) -> str:
    return text.replace("\n", "\r\n")


def blank_lines(text: str) -> str:
    return text.replace("\n", "\n\n")


def indents(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))


CHANGES = [
    half_width_brackets, lenticular_clauses, tortoise_shell_clauses, full_width_digits, full_width_letters, full_width_punctuation,
    half_width_colons, a_space_in_names, a_wide_space_in_names, spaced_out_names, wrapped_lines, wrapped_at_38, wrapped_with_margin,
    wrapped_with_blank_lines, wrapped_with_windows_line_ends,
    commas_for_enumeration, enumeration_for_commas, one_line, merged_paragraphs, windows_line_ends, blank_lines, indents,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda f: f.__name__)
@pytest.mark.parametrize("stem", DOCUMENTS)
def test_typography_changes_no_fact(stem: str, change: Callable[[str], str]) -> None:
    before, after = facts(TEXTS[stem]), facts(change(TEXTS[stem]))
    assert (before - after, after - before) == (Counter(), Counter())


# --- the order of tasks ---

_NUMBER = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百]+[、条.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、\t])\s*"
)
_CONVENTION = re.compile(r"[，、；]?(?P<bracket>〔)?列(?:第一位|首)[^，（）〔〕]*，下同(?(bracket)〕)")


def neighbours(text: str) -> list[tuple[TaskRecord, TaskRecord]]:
    """Pairs of numbered tasks of one section, one behind the other, behind the convention where one is stated."""
    record = extract(text, "x.txt")
    stated = _CONVENTION.search(text)
    first = stated.end() if stated else 0
    tasks = [t for t in record.tasks if _NUMBER.match(t.text)]
    pairs: list[tuple[TaskRecord, TaskRecord]] = []
    for one, other in pairwise(tasks):
        apart = any(one.end <= section.start <= other.start for section in record.sections)
        taken = bool(pairs) and pairs[-1][1] is one
        if one.start > first and one.section == other.section and not apart and not taken:
            pairs.append((one, other))
    return pairs


def swapped(text: str, pairs: list[tuple[TaskRecord, TaskRecord]]) -> str:
    """The tasks of each pair change places, their numbers stay."""
    for one, other in reversed(pairs):
        numbers = [_NUMBER.match(task.text) for task in (one, other)]
        assert numbers[0]
        assert numbers[1]
        a, b = one.start + numbers[0].end(), other.start + numbers[1].end()
        text = text[:a] + text[b : other.end] + text[one.end : b] + text[a : one.end] + text[other.end :]
    return text


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_the_order_of_tasks_changes_no_fact(stem: str) -> None:
    pairs = neighbours(TEXTS[stem])
    assert pairs
    assert pairs[0][0].text in TEXTS[stem]
    before, after = facts(TEXTS[stem]), facts(swapped(TEXTS[stem], pairs))
    assert (before - after, after - before) == (Counter(), Counter())


# --- the convention ---


def roles(record: ExtractionRecord) -> list[tuple[str, str, str, str]]:
    return [(plain(t.title), plain(r.agency), r.role, r.rule) for t in record.tasks for r in t.responsibilities]


@pytest.mark.parametrize("stem", [stem for stem, text in TEXTS.items() if _CONVENTION.search(text)])
def test_without_the_convention_nobody_leads_by_it(stem: str) -> None:
    text = TEXTS[stem]
    stated, unstated = extract(text, "x.txt"), extract(_CONVENTION.sub("", text), "x.txt")
    by_it = [one for one in roles(stated) if one[3] == "first_listed"]
    assert len(by_it) > 30, "the convention gives roles"
    wanted = [(a, b, "responsible" if rule == "first_listed" else role) for a, b, role, rule in roles(stated)]
    assert [(a, b, role) for a, b, role, _ in roles(unstated)] == wanted


# The others have a convention, a lead in every clause (黄骅's plan), no clauses, or a table in place of them.
LEAD_LEFT_OPEN = [
    "city_huaihua_2020_cailanzi", "prov_anhui_2022_rcep", "prov_beijing_2020_zujizhan", "prov_guizhou_2020_fuwuye",
    "prov_shanghai_2025_naoji", "sc_2020_06_wenjiuye",
]  # fmt: skip


@pytest.mark.parametrize("stem", LEAD_LEFT_OPEN)
def test_with_a_convention_the_first_leads_from_there_on(stem: str) -> None:
    """The convention is put into the second of the brackets that leave open who leads."""
    text = TEXTS[stem]
    before = extract(text, "x.txt")
    left_open = [t for t in before.tasks if {r.role for r in t.responsibilities} == {"responsible"}]
    assert len(left_open) > 9
    second = left_open[1]
    closing = re.compile(r"[^（）()〔〕。]{0,12}(?=[）)〕])").match(text, second.responsibilities[-1].end)
    assert closing
    after = extract(f"{text[: closing.end()]}，列第一位者为牵头部门，下同{text[closing.end() :]}", "x.txt")

    def role(task: TaskRecord, n: int) -> str:
        if task not in left_open[1:]:
            return task.responsibilities[n].role
        return "support" if n else "lead"

    wanted = [
        (plain(t.title), plain(r.agency), role(t, n)) for t in before.tasks for n, r in enumerate(t.responsibilities)
    ]
    assert [(a, b, role) for a, b, role, _ in roles(after)] == wanted


# --- another place ---

# The names of a place, the letters of its documents' numbers, and those of another place of the same level.
ELSEWHERE = {
    "city_huaihua_2020_cailanzi": "怀化→绵阳 湖南→四川 怀政→绵政",
    "city_nanchong_2020_cailanzi": "南充→株洲 四川→湖南 川办→湘办",
    "county_huanghua_2022_luodi": "黄骅→诸暨 沧州→绍兴 河北→浙江",
    "county_huanghua_2022_wenjingji": "黄骅→诸暨 沧州→绍兴 河北→浙江",
    "liaoning_2018_zhuanhua": "辽宁→吉林 沈阳→长春 大连→通化 辽政→吉政",
    "prov_anhui_2022_rcep": "安徽→江西 合肥→南昌 皖→赣",
    "prov_beijing_2020_zujizhan": "北京→天津 京政→津政",
    "prov_guizhou_2020_fuwuye": "贵州→云南 贵阳→昆明 黔→滇",
    "prov_shanghai_2025_naoji": "上海→重庆 沪→渝",
    "prov_zhejiang_2024_renxing": "浙江→福建 杭州→福州 宁波→厦门 浙制→闽制",
}


@pytest.mark.parametrize("stem", [stem for stem in DOCUMENTS if not stem.startswith("sc_")])
def test_another_place_has_the_same_facts(stem: str) -> None:
    """Documents of the State Council have no place of their own to be exchanged."""
    names = [pair.split("→") for pair in ELSEWHERE[stem].split()]

    def moved(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(moved, value))
        if isinstance(value, str):
            for here, there in names:
                value = value.replace(here, there)
        return value

    before, after = facts(TEXTS[stem]), facts(str(moved(TEXTS[stem])))
    assert after != before
    assert after == Counter(moved(fact) for fact in before.elements())
