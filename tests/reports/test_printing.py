"""Answers as text: nothing of a document is taken for markup, a formula or an order to the terminal."""

from __future__ import annotations

import csv
import doctest
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.agency import Agency
from queries.catalog import QUERIES
from queries.document import Hit
from queries.evidence import Evidence
from queries.responsibility import AgencyOfTask, MatrixRow
from queries.rows import Rows, columns_of
from queries.target import SharedIndicator
from queries.task import Task
from queries.validity import Change, Validity
from reports import headings, printing
from reports.headings import HEADINGS, read_columns
from reports.printing import as_csv, as_json, as_table, inert

TASK = {
    "task": "doc:a#1",
    "number": "1",
    "title": "强化政策落实",
    "role": "lead",
    "deadline": None,
    "evidence": {"document": "doc:a", "start": 3, "end": 7, "rule": "label", "sentence": "（责任单位：省科技厅）"},
}


def test_examples_in_the_docstrings():
    assert doctest.testmod(printing).failed == 0


# ── table ──


def test_table_shows_what_people_read_in_their_words():
    lines = as_table([TASK], width=100).splitlines()
    assert [cell.strip() for cell in lines[1].split("┃")[1:-1]] == ["序号", "标题", "角色", "依据"]
    assert [cell.strip() for cell in lines[3].split("│")[1:-1]] == [
        "1",
        "强化政策落实",
        "牵头",
        "（责任单位：省科技厅）",
    ]


def headings_of(table: str) -> list[str]:
    return [cell.strip() for cell in table.splitlines()[1].split("┃")[1:-1]]


def cells_of(table: str, line: int = 0) -> list[str]:
    return [cell.strip() for cell in table.splitlines()[3 + line].split("│")[1:-1]]


def test_table_of_counts():
    table = as_table([{"documents": 3, "tasks": 31, "unresolved": 0}], width=80)
    assert headings_of(table) == ["文件", "任务", "未识别单位"]


PROOF = Evidence("doc:甲", "1.txt", 3, 7, "label", "省科技厅", "（牵头单位：省科技厅；配合单位：省财政厅）")
MEMBERS = (
    AgencyOfTask("doc:甲#1", "agency:辽宁省科学技术厅", "辽宁省科学技术厅", "lead", "省科技厅", PROOF),
    AgencyOfTask("doc:甲#1", "agency:辽宁省财政厅", "辽宁省财政厅", "support", "省财政厅", PROOF),
)
WHOLE = Task(
    document="doc:辽政发〔2018〕1号",
    source="1.txt",
    document_title="关于甲的意见",
    task="doc:辽政发〔2018〕1号#1",
    number="1",
    title="强化政策落实",
    text="1.强化政策落实。",
    start=0,
    end=9,
    deadline="2020-12-31",
    deadline_text="2020年底前",
    rule="number",
    section=None,
    section_title=None,
    agencies=MEMBERS,
)


def test_table_of_tasks_says_who_is_in_them_and_which_document_they_are_of():
    told = dict(
        zip(headings_of(table := as_table([WHOLE], ids=True, width=250)), cells_of(table), strict=True),
    )
    assert told == {
        "序号": "1",
        "标题": "强化政策落实",
        "牵头": "辽宁省科学技术厅",
        "配合": "辽宁省财政厅",
        "单位数": "2",
        "依据": "（牵头单位：省科技厅；配合单位：省财政厅）",
        "期限": "2020年底前",
        "文件": "关于甲的意见",
        "任务编号": "doc:辽政发〔2018〕1号#1",
    }
    assert "编号" not in as_table([WHOLE], width=250)


def test_table_of_a_matrix_says_every_role():
    table = as_table([MatrixRow("doc:甲#1", "1", "一", {"甲局": "lead", "乙局": "responsible", "丙局": ""})], width=120)
    assert (headings_of(table), cells_of(table)) == (["序号", "标题", "牵头", "负责"], ["1", "一", "甲局", "乙局"])


def test_table_of_validity_says_what_changed_a_document():
    change = Change("repeals", "doc:乙", "关于乙的决定", "乙发〔2020〕1号", "2020-05-01", PROOF)
    table = as_table([Validity("doc:甲", "关于甲的通知", None, True, "repealed", None, None, (change,))], width=200)
    assert dict(zip(headings_of(table), cells_of(table), strict=True)) == {
        "标题": "关于甲的通知",
        "状态": "已废止",
        "变更": "2020-05-01 废止 关于乙的决定 乙发〔2020〕1号",
        "在库": "是",
    }


def test_a_document_is_shown_by_its_name_and_not_by_its_file():
    target = {"id": "doc:某厅/甲计划#t1", "source": "a.txt", "indicator": "产值", "comparator": ">=", "value": 6}
    told = target | {"evidence": {"document": "doc:某厅/甲计划", "sentence": "产值6亿元以上。"}}
    table = as_table([told], width=120)
    assert (headings_of(table), cells_of(table)) == (
        ["指标", "比较", "数值", "文件", "依据"],
        ["产值", "不少于", "6", "甲计划", "产值6亿元以上。"],
    )


@pytest.mark.parametrize("name", QUERIES)
def test_every_column_of_a_query_has_a_heading_of_its_own(name):
    names = columns_of(Rows[QUERIES[name].fact](), [])
    assert names
    assert set(names) <= set(HEADINGS)
    read = read_columns(names, [])
    assert len({column.heading for column in read}) == len(names)
    assert [column.holds_ids for column in read] == sorted(column.holds_ids for column in read), "ids come last"


def test_names_are_not_ids():
    read = {
        column.name: column.heading for column in read_columns(["agency", "task"], [{"agency": "甲", "task": "一"}])
    }
    assert read == {"agency": "单位", "task": "任务"}
    told = read_columns(["value"], [{"value": "省科技厅"}]), read_columns(["value"], [{"value": 3}])
    assert [column.heading for (column,) in told] == ["名称", "数值"]


def test_kinds_of_what_was_found_are_no_kinds_of_agencies():
    hit = Hit("agency", "agency:国务院", None, "国务院", "国家", None, None)
    assert cells_of(as_table([hit], width=80)) == ["国务院", "单位", "国家"]
    body = Agency("agency:甲厅", "甲厅", "agency", "某省", None, None, None)
    assert cells_of(as_table([body], width=80)) == ["甲厅", "部门", "某省"]


def test_every_word_stands_for_a_column():
    assert set(headings._WORDS) <= set(HEADINGS)


@pytest.mark.parametrize(
    "text", ["[bold]红[/bold]", "[/bold]", "[link=http://a]b[/link]", ":smile:", "{0} %s", "\\[a]"]
)
def test_table_takes_nothing_for_markup(text):
    assert text in as_table([{"title": text}], width=80)


def test_table_gives_a_terminal_no_orders():
    table = as_table([{"title": "a\x1b[31m\x9b31m\x07b\u202ec\r\nd", "name": "\x1b]0;title\x07"}], width=160)
    assert not set(table) & set("\x1b\x9b\x07\r\u202e")
    assert r"a\x1b[31m\x9b31m\x07b\u202ec d" in table


def test_long_cells_are_cut_in_a_table_only():
    long = "长" * 200
    assert "长" * 60 not in as_table([{"title": long}], width=300)
    assert f"{'长' * 59}…" in as_table([{"title": long}], width=300)
    assert long in as_csv([{"title": long}])
    assert long in as_json([{"title": long}])


@settings(deadline=None)  # the first table loads what draws it
@given(st.lists(st.text(max_size=80), min_size=1, max_size=3))
def test_a_table_of_any_text_is_a_table(texts):
    lines = as_table([{"title": text} for text in texts] + [{"title": "last"}], width=60).splitlines()
    assert lines[0].startswith("┏")
    assert lines[-1].startswith("└")


# ── CSV ──


def test_csv_reads_back():
    items = [
        {"title": 'a "b", c\nd', "n": 31, "value": 2.3, "none": None, "mentions": ("省科技厅", "科技厅"), "held": True},
        {"title": "，；", "extra": "x"},
        TASK,
    ]
    text = as_csv(items)
    assert text.startswith("title,n,value,none,mentions,held,extra,")
    assert text.count("\r\n") == 4
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0] | {"extra": ""} == {
        "title": 'a "b", c\nd',
        "n": "31",
        "value": "2.3",
        "none": "",
        "mentions": "省科技厅、科技厅",
        "held": "True",
        **dict.fromkeys(["extra", "task", "number", "role", "deadline", "evidence"], ""),
    }
    assert rows[1]["extra"] == "x"
    assert rows[2]["evidence"] == "（责任单位：省科技厅）"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (4000.0, "4000"),
        (2.3, "2.3"),
        (57.5, "57.5"),
        (1234567.8, "1234567.8"),
        (123456789.123, "123456789.123"),
        (0.1 + 0.2, "0.3"),
        (-3.5, "-3.5"),
        (1e9, "1000000000"),
    ],
)
def test_numbers_keep_their_digits(value, cell):
    assert as_csv([{"value": value}]).splitlines()[1] == cell


FORMULAS = [
    "=1+1",
    "=HYPERLINK(1)",
    "+1+cmd",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "－x",
    "-",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_starts_a_formula(text):
    assert inert(text) == f"'{text}"
    rows = list(csv.reader(io.StringIO(as_csv([{"title": text, "mentions": [text, "a"]}]), newline="")))
    assert rows[1] == [f"'{text}", f"'{text}、a"]


def test_csv_of_nothing_has_its_columns():
    assert as_csv(Rows[SharedIndicator]()) == "indicator,unit,documents,targets,lowest,highest\r\n"


def test_csv_of_tasks_and_of_a_matrix_has_no_json():
    (row,) = csv.DictReader(io.StringIO(as_csv([WHOLE])))
    assert (row["lead"], row["support"], row["agencies"]) == ("辽宁省科学技术厅", "辽宁省财政厅", PROOF.sentence)
    assert as_csv([MatrixRow("doc:甲#1", None, "一", {"甲局": "lead", "乙局": ""})]).splitlines() == [
        "task,number,title,甲局,乙局",
        "doc:甲#1,,一,lead,",
    ]


@pytest.mark.parametrize("text", ["", "=", "-3.5", "+4000", "12", "1.5e-05", "省科技厅", "a=b", "'=1", " =1", "（-）"])
def test_other_cells_stay(text):
    assert inert(text) == text


@given(st.text())
def test_whatever_a_cell_holds_it_is_no_formula(text):
    cell = inert(text)
    assert cell in (text, f"'{text}")
    if cell[:1] in "=+-@" and cell not in ("", "="):
        float(cell)


# ── JSON ──


def test_json_is_one_line_with_chinese_as_it_is():
    text = as_json({"title": "省科技厅\n\u2028𠮷", "evidence": ("a", None)})
    assert "省科技厅" in text
    assert "\n" not in text
    assert json.loads(text) == {"title": "省科技厅\n\u2028𠮷", "evidence": ["a", None]}
