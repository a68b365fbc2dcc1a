"""The sample plan end to end; the facts asserted here were read in the text by hand."""

from collections import Counter
from pathlib import Path

import pytest

from ingest.pipeline import extract
from ingest.record import ExtractionRecord

PLAN = Path(__file__).parents[2] / "data" / "liaoning_2018_zhuanhua.txt"
TEXT = PLAN.read_text("utf-8")


@pytest.fixture(scope="module")
def record() -> ExtractionRecord:
    return extract(TEXT, PLAN.name)


def test_head(record: ExtractionRecord) -> None:
    d = record.document
    assert d.title == "辽宁省实施科技成果转移转化三年行动计划（2018-2020年）"
    assert (d.doc_number, d.issuers, d.issued) == (None, ("辽宁省人民政府办公厅",), "2018-06-06")
    assert (d.jurisdiction, d.kind, d.period, d.validity) == ("辽宁省", "计划", (2018, 2020), ())
    assert d.source == "liaoning_2018_zhuanhua.txt"


def test_counts(record: ExtractionRecord) -> None:
    assert len(record.tasks) == 31
    assert sum(len(t.responsibilities) for t in record.tasks) == 103
    assert Counter(r.role for t in record.tasks for r in t.responsibilities) == {"lead": 31, "support": 72}
    assert len(record.citations) == 6
    assert len(record.targets) == 44
    assert len(record.sections) == 16
    assert record.warnings == ()


def test_the_convention_is_read_from_the_first_clause(record: ExtractionRecord) -> None:
    first = record.tasks[0]
    assert [(r.agency, r.role, r.rule) for r in first.responsibilities[:2]] == [
        ("省科技厅", "lead", "first_listed"), ("省发展改革委", "support", "first_listed"),
    ]  # fmt: skip
    bare = extract(TEXT.replace("，列第一位者为牵头部门，下同", ""), PLAN.name)
    assert {r.role for t in bare.tasks for r in t.responsibilities} == {"responsible"}
    later = TEXT.replace("，列第一位者为牵头部门，下同", "").replace(
        "（责任单位：省科技厅、省财政厅）", "（责任单位：省科技厅、省财政厅，列第一位者为牵头部门，下同）"
    )
    moved = extract(later, PLAN.name)
    assert [next(iter({r.role for r in t.responsibilities if r.agency == "省科技厅"}), None) for t in moved.tasks[:5]] == [
        "responsible", "responsible", "responsible", "lead", "lead",
    ]  # fmt: skip


LEADS = {
    "6": "省发展改革委", "7": "相关市政府", "15": "省发展改革委", "19": "省旅游发展委", "26": "省知识产权局", "27": "省人力资源社会保障厅", "28": "省委组织部",
}  # fmt: skip


def test_who_leads(record: ExtractionRecord) -> None:
    leads = {t.number: [r.agency for r in t.responsibilities if r.role == "lead"] for t in record.tasks}
    assert leads == {str(n): [LEADS.get(str(n), "省科技厅")] for n in range(1, 32)}


def test_the_longest_clause(record: ExtractionRecord) -> None:
    fifth = record.tasks[4]
    assert fifth.title == "引导社会资本投入"
    assert [r.agency for r in fifth.responsibilities] == [
        "省科技厅", "省发展改革委", "省财政厅", "省地税局", "省政府金融办", "省知识产权局", "省产业（创业）投资引导基金管理中心", "省国税局",
        "辽宁银监局", "国家开发银行辽宁省分行", "各市政府",
    ]  # fmt: skip


def test_identities(record: ExtractionRecord) -> None:
    canonical = {r.agency: r.canonical for t in record.tasks for r in t.responsibilities}
    assert canonical["省科技厅"] == "辽宁省科学技术厅"
    assert canonical["相关市政府"] is None


def test_citations(record: ExtractionRecord) -> None:
    tasks = {t.id: t.number for t in record.tasks}
    assert [(c.title, c.doc_number, c.relation, tasks.get(c.task or "")) for c in record.citations] == [
        ("关于印发振兴东北科技成果转移转化专项行动实施方案的通知", "国科发〔2018〕17号", "basis", None),
        ("国务院关于印发实施〈中华人民共和国促进科技成果转化法〉若干规定的通知", "国发〔2016〕16号", "implements", "1"),
        ("中华人民共和国促进科技成果转化法", None, "implements", "1"),
        ("辽宁省人民政府关于进一步做好促进科技成果转化和技术转移工作的通知", "辽政发〔2016〕34号", "implements", "1"),
        ("东北地区培育和发展新兴产业三年行动计划", None, "implements", "3"),
        ("国家科技成果转移转化示范区建设指引", None, "basis", "14"),
    ]


def test_goals(record: ExtractionRecord) -> None:
    goals = [t for t in record.targets if t.task is None]
    assert len(goals) == 11
    assert {(t.year, t.year_inherited) for t in goals} == {(2020, True)}
    assert [(t.value, t.unit) for t in goals] == [
        (2.3, "%"), (57.5, "%"), (4000, "家"), (20, "个"), (2500, "家"), (6000, "项"), (600, "亿元"), (20, "名"), (700, "名"), (700, "名"), (200, "个"),
    ]  # fmt: skip
    assert goals[0].indicator == "研究开发与试验发展（R&D）经费支出占地区生产总值比重"
    assert [t.comparator for t in goals] == ["="] * 5 + [">="] + ["="] * 5


def test_targets_of_a_task(record: ExtractionRecord) -> None:
    task = next(t for t in record.tasks if t.number == "12")
    found = [(t.indicator, t.value, t.unit, t.comparator, t.year) for t in record.targets if t.task == task.id]
    assert found == [
        ("沈大自创区高端装备制造业销售收入占装备制造业比例", 38, "%", ">=", 2020),
        ("高新技术产业产值占规上工业总产值比例", 70, "%", ">=", 2020),
        ("重点技术创新项目", 300, "项", "=", None),
    ]


def test_deadlines(record: ExtractionRecord) -> None:
    due = {t.number: t.deadline.date for t in record.tasks if t.deadline}
    assert due == dict.fromkeys(["7", "8", "10", "11", "12", "13", "19", "20", "23"], "2020-12-31")


def test_sections(record: ExtractionRecord) -> None:
    top = [(s.number, s.title) for s in record.sections if s.level == 1]
    assert top == [("一", "指导思想"), ("二", "总体目标"), ("三", "重点任务"), ("四", "组织保障")]
    third = next(s for s in record.sections if s.number == "三")
    assert [s.number for s in record.sections if s.parent == third.id] == [
        "（一）",
        "（二）",
        "（三）",
        "（四）",
        "（五）",
        "（六）",
        "（七）",
        "（八）",
    ]
    sections = {s.id: s for s in record.sections}
    ninth = next(t for t in record.tasks if t.number == "9")
    assert ninth.section is not None
    assert sections[ninth.section].title == "搭建创业创新平台，营造创业创新良好生态"


def test_ids_are_the_same_in_every_run(record: ExtractionRecord) -> None:
    assert extract(TEXT, PLAN.name) == record
    assert record.tasks[0].id == f"{record.document.id}#三/（一）/1"
