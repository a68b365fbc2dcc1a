"""The pipeline as a whole: its components, its record, offsets, hostile text."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import jsonschema
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.assembly import record_of
from ingest.pipeline import COMPONENTS, build_pipeline, extract, reader
from ingest.record import ExtractionRecord, as_json

SHARED = Path(__file__).parents[3] / "shared"
SCHEMA = SHARED / "extraction.schema.json"
PLAN = Path(__file__).parents[2] / "data" / "liaoning_2018_zhuanhua.txt"


def test_every_component_has_what_it_requires() -> None:
    analysis = reader().analyze_pipes()
    assert list(analysis["summary"]) == list(COMPONENTS)
    assert not any(analysis["problems"].values())


def test_a_component_before_what_it_requires_is_reported() -> None:
    nlp = build_pipeline()
    nlp.remove_pipe("policy_layout")
    nlp.add_pipe("policy_layout")
    assert "doc._.layout" in nlp.analyze_pipes()["problems"]["policy_head"]


def test_what_is_read_stands_in_labelled_spans() -> None:
    doc = reader()(
        "某市方案\n一、重点任务\n1.建设平台。落实《科技进步条例》，2021年底前建成平台3个。（市科技局牵头，市财政局配合）\n"
    )
    assert [(s.text, s.label_, s.id_) for s in doc.spans["responsibilities"]] == [
        ("市科技局", "lead", "verb_lead"), ("市财政局", "support", "verb_support"),
    ]  # fmt: skip
    assert [(s.text, s.label_) for s in doc.spans["citations"]] == [("《科技进步条例》", "implements")]
    assert [s.text for s in doc.spans["targets"]] == ["3个"]
    assert [s.text for s in doc.spans["deadlines"]] == ["2021年底前"]
    assert [s.text for s in doc.spans["clauses"]] == ["（市科技局牵头，市财政局配合）"]
    assert [s.text[:7] for s in doc.spans["tasks"]] == ["1.建设平台。"]


def test_the_pipeline_is_written_to_disk_and_read_again(tmp_path: Path) -> None:
    text = PLAN.read_text("utf-8")
    reader().to_disk(tmp_path / "reader")
    assert record_of(spacy.load(tmp_path / "reader")(text), "x.txt") == extract(text, "x.txt")


def check_offsets(record: ExtractionRecord, text: str) -> None:
    assert record.text == text
    for task in record.tasks:
        assert text[task.start : task.end] == task.text
        for r in task.responsibilities:
            assert text[r.start : r.end] == r.agency
            assert r.agency.strip() == r.agency != ""
        if task.deadline:
            assert text[task.deadline.start : task.deadline.end] == task.deadline.text
    for t in record.targets:
        assert text[t.start : t.end] == t.text != ""
    for found in (*record.sections, *record.citations, *record.document.validity):
        assert 0 <= found.start < found.end <= len(text)
    ids = [x.id for x in (*record.sections, *record.tasks, *record.targets)]
    assert len(set(ids)) == len(ids)
    sections = {s.id for s in record.sections}
    assert {s.parent for s in record.sections} | {t.section for t in record.tasks} <= sections | {None}
    tasks = {t.id for t in record.tasks}
    assert {c.task for c in record.citations} | {t.task for t in record.targets} <= tasks | {None}
    assert all(x.rule for x in (*record.sections, *record.tasks, *record.targets, *record.citations))


PIECES = st.sampled_from(
    ["一、重点任务", "（一）加强领导。", "1.建设平台。", "（责任单位：市科技局、市财政局，列第一位者为牵头部门，下同）", "（市教育局牵头，市文旅局配合）",
     "\n", "　　", "\r\n", " ", "落实《科技进步条例》（国发〔2016〕16号）。", "到2020年，产值达到600亿元。", "责任单位：市科技局", "\t", "序号\t任务\t责任单位\n1\t建设\t市科技局\n",
     "《", "》", "（", "）", "〔", "〕", "附件1", "第一条 ", "2021年底前完成。", "１２３", "🙂", "\u200b", "，", "、", "。", "：", "和", "等", "按职责分工负责", "a", "\x00"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_offsets_hold_on_any_text(text: str) -> None:
    check_offsets(extract(text, "x.txt"), text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_no_text_is_an_error(text: str) -> None:
    check_offsets(extract(text, "x.txt"), text)


def test_offsets_of_the_plan_with_windows_line_ends() -> None:
    text = PLAN.read_text("utf-8").replace("\n", "\r\n")
    record = extract(text, "x.txt")
    check_offsets(record, text)
    assert len(record.tasks) == 31


@pytest.mark.skipif(not SCHEMA.exists(), reason="the published schema is not beside this checkout")
def test_records_are_valid_against_the_schema() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    texts = [PLAN.read_text("utf-8"), "", "某市方案\n一、重点任务\n1.建设。（责任单位：市科技局）\n"]
    texts += [p.read_bytes().decode("utf-8") for p in sorted((SHARED / "corpus").glob("*.txt"))]
    for text in texts:
        record = extract(text, "x.txt")
        check_offsets(record, text)
        jsonschema.validate(json.loads(json.dumps(as_json(record))), schema)


HOSTILE = [
    "责任单位：", "（责任单位：", "（", "《", "〔", "）", "9", "1.", "一、", "（一）", "第一条", "、", "市", "省科技厅、", "和", "到2020年", "达到",
    "列第一位的为牵头单位，", "牵头", "国发〔2016〕16号", "〔2016〕16号", "《A》和", "附件1\n", "序号\t任务\t责任单位\n", "\n", " ", "　", "12家、", "\t", "等",
    "按职责分工", "各市、", "县、", "从35%提高到", "2021年底前", "建设", "1\n", "A（", "简称《意见》", "一是", "《A》（",
    "（A牵头）", "（以下简称《意见》）", "第一章\n", "1）甲，乙局负责；", "以上任务由", "贯彻《", "某市人民政府\n2020年1月1日\n",
]  # fmt: skip


def steps(text: str) -> int:
    """How many lines of Python are run to read a text, each round of a loop anew: the same on every machine."""
    run = 0

    def count(frame: FrameType, event: str, argument: object) -> Callable[..., object]:
        nonlocal run
        run += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        extract(text, "x.txt")
    finally:
        sys.settrace(before)
    return run


OPENED = [
    ("序号\t任务\t责任单位\n", "1\t建设\t省科技厅\n"), ("（", "省科技厅、"), ("责任单位：", "省科技厅、"), ("《", "关于"), ("《关于甲的意见》（以下简称《意见》）", "《意见》、"),
    ("某市方案\n一、重点任务\n1.建设。", "达到50%，"), ("（责任单位：市科技局，列第一位的为牵头单位，下同）\n", "1.建设。（市科技局、市财政局）\n"),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "piece"), [*(("", piece) for piece in HOSTILE), *OPENED])
def test_work_grows_with_the_length_of_hostile_text_only(opening: str, piece: str) -> None:
    """Four times the text takes about four times the steps; looking from each place at each would take sixteen.

    What goes on inside one pattern no counter sees: benchmarks/extraction.py shows the time at growing length.
    """
    size = max(1, 2_000 // len(piece))
    steps(opening + piece * size)  # what is kept from now on is not counted twice
    assert steps(opening + piece * 4 * size) < 5 * steps(opening + piece * size)


def notice(number: int, title: str) -> str:
    return (
        f"沈阳市人民政府关于{title}的通知\n沈政发〔2020〕{number}号\n各区县人民政府：\n现通知如下。\n一、重点任务\n"
        f"（一）建设平台。（责任单位：市科技局）\n沈阳市人民政府\n2020年3月{number}日\n"
    )


def test_a_second_document_in_the_file_is_reported() -> None:
    text = notice(2, "促进创新") + notice(3, "稳定就业")
    record = extract(text, "x.txt")
    assert record.document.doc_number == "沈政发〔2020〕2号"
    assert [(w.code, text[w.start : w.end]) for w in record.warnings] == [
        ("several_documents", "沈阳市人民政府关于稳定就业的通知")
    ]
    assert extract(notice(2, "促进创新"), "x.txt").warnings == ()


WARNINGS = [
    ("（责任单位：）", "empty_clause"),
    ("（责任单位：奇思妙想）", "unknown_unit"),
    ("（责任单位：市科技局）\ufffd\ufffd", "unreadable"),
]


@pytest.mark.parametrize(("words", "code"), WARNINGS)
def test_what_a_reader_should_look_at_again(words: str, code: str) -> None:
    text = f"某市方案\n一、重点任务\n1.建设平台。加快建设。{words}\n2.培养人才。（责任单位：市人社局）\n"
    assert [w.code for w in extract(text, "x.txt").warnings] == [code]
