"""Answers as text: nothing of a document is taken for markup, a formula or an order to the terminal."""

from __future__ import annotations

import csv
import doctest
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import printing
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


def test_table_of_things_without_a_subject_shows_all_their_columns():
    table = as_table([{"documents": 3, "tasks": 31, "unresolved": 0}], width=80)
    assert [cell.strip() for cell in table.splitlines()[1].split("┃")[1:-1]] == ["documents", "任务", "unresolved"]


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


@pytest.mark.parametrize("text", ["", "-3.5", "+4000", "12", "1.5e-05", "省科技厅", "a=b", "'=1", " =1", "（-）"])
def test_other_cells_stay(text):
    assert inert(text) == text


@given(st.text())
def test_whatever_a_cell_holds_it_is_no_formula(text):
    cell = inert(text)
    assert cell in (text, f"'{text}")
    if cell[:1] in "=+-@" and cell:
        float(cell)


# ── JSON ──


def test_json_is_one_line_with_chinese_as_it_is():
    text = as_json({"title": "省科技厅\n\u2028𠮷", "evidence": ("a", None)})
    assert "省科技厅" in text
    assert "\n" not in text
    assert json.loads(text) == {"title": "省科技厅\n\u2028𠮷", "evidence": ["a", None]}
