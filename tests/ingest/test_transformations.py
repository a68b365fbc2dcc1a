"""The same facts from a document whose typography has changed."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import extract

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
PLAN = Path(__file__).parents[2] / "data" / "liaoning_2018_zhuanhua.txt"
DOCUMENTS = [PLAN, *sorted(p for p in SHARED.glob("*.txt") if p.name != PLAN.name)]


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


def plain(text: str | None) -> str:
    """A text without the typography that the transformations change."""
    folded = (text or "").translate(str.maketrans("()[]【】〔〕，０１２３４５６７８９", "（）（）（）（）、0123456789"))
    return "".join(folded.split())


def facts(text: str) -> Counter[tuple[object, ...]]:
    record = extract(text, "x.txt")
    titles = {t.id: plain(t.title) for t in record.tasks}
    found: list[tuple[object, ...]] = [("task", title) for title in titles.values()]
    found += [("role", titles[t.id], r.role, plain(r.agency)) for t in record.tasks for r in t.responsibilities]
    found += [("due", titles[t.id], t.deadline.date) for t in record.tasks if t.deadline]
    found += [("cites", plain(c.title), c.doc_number, c.relation) for c in record.citations]
    found += [
        ("target", titles.get(t.task or ""), t.value, plain(t.unit), t.comparator, t.year) for t in record.targets
    ]
    found += [("section", s.number, plain(s.title)) for s in record.sections]
    d = record.document
    found.append(("head", plain(d.title), d.doc_number, d.issuers, d.issued, d.jurisdiction, d.kind, d.period))
    return Counter(found)


def half_width_brackets(text: str) -> str:
    return text.translate(str.maketrans("（）〔〕", "()[]"))


def lenticular_clauses(text: str) -> str:
    return re.sub(r"[（(]((?:责任|牵头)[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]", r"【\1】", text)


def full_width_digits(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def spaces_in_names(text: str) -> str:
    return re.sub(
        r"(?<=[、：，])([\u4e00-\u9fff])([\u4e00-\u9fff])([\u4e00-\u9fff][厅局])(?=[、，）])", r"\1 \2 \3", text
    )


def wrapped_lines(text: str, width: int = 30) -> str:
    lines = text.split("\n")
    return "\n".join(
        line if "\t" in line else "\n".join(line[i : i + width] for i in range(0, max(len(line), 1), width))
        for line in lines
    )


def commas_for_enumeration(text: str) -> str:
    return re.sub(r"([（(](?:责任|牵头)[^（）()]*)", lambda m: m[1].replace("、", "，"), text)


def one_line(text: str) -> str:
    return text if "\t" in text else re.sub(r"\n[ \t　]*", "\n", text).replace("\n", " ")


def windows_line_ends(text: str) -> str:
    return text.replace("\n", "\r\n")


def blank_lines(text: str) -> str:
    return text.replace("\n", "\n\n")


def indents(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))


CHANGES = [
    half_width_brackets, lenticular_clauses, full_width_digits, spaces_in_names, wrapped_lines, commas_for_enumeration, one_line,
    windows_line_ends, blank_lines, indents,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda f: f.__name__)
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_typography_changes_no_fact(path: Path, change: Callable[[str], str]) -> None:
    text = read(path)
    before, after = facts(text), facts(change(text))
    assert (before - after, after - before) == (Counter(), Counter())


def test_another_province() -> None:
    text = read(PLAN)
    moved = text.replace("辽宁", "吉林").replace("沈阳", "长春").replace("大连", "通化")
    before, after = facts(text), facts(moved)
    assert Counter(f[0] for f in before) == Counter(f[0] for f in after)
    assert extract(moved, "x.txt").document.jurisdiction == "吉林省"


def test_the_order_of_tasks() -> None:
    """Two neighbouring tasks change places: their facts stay theirs (the convention is stated before both)."""
    text = read(PLAN)
    third, fourth = re.search(r"　　3\..*\n", text), re.search(r"　　4\..*\n", text)
    assert third
    assert fourth
    swapped = (
        text.replace(third[0], "\0")
        .replace(fourth[0], third[0].replace("3.", "4.", 1))
        .replace("\0", fourth[0].replace("4.", "3.", 1))
    )
    assert facts(swapped) == facts(text)
