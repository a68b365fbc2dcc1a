"""Numbers in every form, names as they are compared, ids that are the same in every run."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import identifiers
from graph.identifiers import (
    DocumentNumber,
    agency_id,
    document_id,
    fold,
    stub_id,
    title_keys,
    unresolved_agency_id,
)


def test_examples_in_the_docstrings():
    assert doctest.testmod(identifiers).failed == 0


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("国发〔2016〕16号", "国发〔2016〕16号"),
        ("国发[2016]16号", "国发〔2016〕16号"),
        ("国发［2016］16号", "国发〔2016〕16号"),
        ("国发（2016）16号", "国发〔2016〕16号"),
        ("国发(2016)16号", "国发〔2016〕16号"),
        ("国发【2016】16号", "国发〔2016〕16号"),
        ("国发﹝2016﹞16号", "国发〔2016〕16号"),
        ("国发〔２０１６〕１６号", "国发〔2016〕16号"),
        ("国发 〔2016〕 16 号", "国发〔2016〕16号"),
        ("国发〔2016〕第16号", "国发〔2016〕16号"),
        ("国发〔2016〕016号", "国发〔2016〕16号"),
        ("国发〔2016年〕16号", "国发〔2016〕16号"),
        ("国发\u3000〔2016〕\u200b16号\n", "国发〔2016〕16号"),
        ("辽政办发〔2018〕20号", "辽政办发〔2018〕20号"),
        ("教技〔2016〕3", "教技〔2016〕3号"),
        ("财政部公告2020年第5号", "财政部公告2020年第5号"),
        ("财政部、税务总局公告2020年第05号", "财政部、税务总局公告2020年第5号"),
        ("国务院令第711号", "国务院令第711号"),
        ("国务院令（第711号）", "国务院令第711号"),
        ("国务院第711号令", "国务院令第711号"),
        ("国家发展改革委2019年第29号令", "国家发展改革委令2019年第29号"),
        ("中华人民共和国主席令第三十二号", "中华人民共和国主席令第三十二号"),
        ("交通运输部令2016年第60号", "交通运输部令2016年第60号"),
        ("中国人民银行令〔2020〕第3号", "中国人民银行令〔2020〕3号"),
        ("省人大常委会公告第35号", "省人大常委会公告第35号"),
    ],
)
def test_every_form_of_a_number_gives_the_standard_one(text, standard):
    number = DocumentNumber.parse(text)
    assert str(number) == standard
    assert DocumentNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2016年",
        "16号",
        "〔2016〕16号",
        "国发〔16〕16号",
        "国发〔2016〕号",
        "第19项任务",
        "国发〔2016〕16号文",
        "令第号",
        "国发2016-16",
    ],
)
def test_what_is_no_number(text):
    assert DocumentNumber.parse(text) is None


def test_numbers_of_different_documents_differ():
    different = ["国发〔2016〕16号", "国发〔2016〕1号", "国发〔2017〕16号", "国办发〔2016〕16号", "国发〔2016〕160号"]
    assert len({str(DocumentNumber.parse(text)) for text in different}) == len(different)


@given(st.text())
def test_any_text_is_a_number_or_none(text):
    number = DocumentNumber.parse(text)
    if number is not None:
        assert DocumentNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("行动计划（2018-2020年）", "行动计划 (２０１８—2020年)"),
        ("行动计划（2018-2020年）", "行动计划（2018～2020年）"),
        ("行动计划（2018-2020年）", "行动计划（2018至2020年）"),
        ("〈促进科技成果转化法〉规定", "《促进科技成果转化法》规定"),
        ("“互联网+”", "‘互联网+’"),
        ("省科技厅", "省 科\u3000技 厅\ufeff"),
    ],
)
def test_typography_does_not_count(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("行动计划（2018-2020年）", "行动计划（2018-2021年）"),
        ("省科技厅", "省财政厅"),
        ("甲-乙协定", "甲乙协定"),
        ("第1号", "第2号"),
    ],
)
def test_words_do_count(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("中国制造2025", ["中国制造2025"]),
        ("《中国制造2025》", ["中国制造2025"]),
        ("国务院关于印发《中国制造2025》的通知", ["国务院关于印发《中国制造2025》的通知", "中国制造2025"]),
        ("某市关于批转停车管理规定的通知", ["某市关于批转停车管理规定的通知", "停车管理规定"]),
        ("国务院关于印发中国制造2025的通知", ["国务院关于印发中国制造2025的通知", "中国制造2025"]),
        ("国务院办公厅印发《关于深化改革的意见》", ["国务院办公厅印发《关于深化改革的意见》", "关于深化改革的意见"]),
        ("《甲》和《乙》", ["《甲》和《乙》"]),
        ("关于开展试点工作的通知", ["关于开展试点工作的通知"]),
        ("", []),
        (" ", []),
    ],
)
def test_keys_of_a_title(title, keys):
    assert list(title_keys(title)) == keys


def test_ids():
    assert (
        document_id(doc_number="国发〔2016〕16号", title="甲", issuers=("国务院",), source="a.txt")
        == "doc:国发〔2016〕16号"
    )
    assert (
        document_id(doc_number=None, title="甲 计划", issuers=("辽宁省", "吉林省"), source="a.txt")
        == "doc:辽宁省、吉林省/甲计划"
    )
    assert document_id(doc_number=None, title="甲", issuers=(), source="a.txt") == "doc:甲"
    assert document_id(doc_number=None, title=None, issuers=("辽宁省",), source="a b.txt") == "doc:file/a b.txt"
    assert stub_id(doc_number="国发〔2016〕16号", title="甲") == "doc:国发〔2016〕16号"
    assert stub_id(doc_number=None, title="甲 （一）") == "doc:甲（一）"
    assert agency_id("辽宁省 科学技术厅") == "agency:辽宁省科学技术厅"
    assert unresolved_agency_id("相关市政府", "辽宁省") == "agency:辽宁省/相关市政府"
    assert unresolved_agency_id("市财政局", "doc:甲") != unresolved_agency_id("市财政局", "doc:乙")


@pytest.mark.parametrize("title", [None, ""])
def test_a_citation_of_nothing_has_no_id(title):
    with pytest.raises(ValueError, match="a citation needs a title or a document number"):
        stub_id(doc_number=None, title=title)
