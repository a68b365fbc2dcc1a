"""What a query returns shows itself as a table, in a terminal, in a notebook, and to pandas."""

from __future__ import annotations

import copy
import doctest
import pickle
from dataclasses import dataclass
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import pandas as pd
import pytest

from queries import rows
from queries.catalog import QUERIES
from queries.rows import Record, Rows


@dataclass(frozen=True, slots=True)
class Proof:
    document: str
    start: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Fact(Record):
    task: str
    title: str
    year: int | None
    proof: Proof
    members: tuple[Proof, ...] = ()


def fact(title: str = "强化政策落实", *, year: int | None = 2020, sentence: str = "（牵头单位：省科技厅）") -> Fact:
    return Fact("doc:甲#1", title, year, Proof("doc:甲", 7, sentence))


def test_it_is_a_list_like_any_other():
    found = Rows([fact(), fact("二")])
    assert found == [fact(), fact("二")]
    assert found[1].title == "二"
    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)


def test_a_table_shows_what_people_read():
    lines = repr(Rows([fact(), fact("乙", year=None)])).splitlines()
    assert lines[0] == "2 rows"
    assert lines[1].split() == ["title", "year", "proof"], "no ids, no empty column"
    assert lines[2].split() == ["强化政策落实", "2020", "（牵头单位：省科技厅）"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Rows([]), "0 rows"),
        (Rows(["甲", "乙"]), "2 rows\nvalue\n甲\n乙"),
        (Rows([{"甲": 1.5, "乙": None}]), "1 row\n甲\n1.5"),
        (Rows(["长" * 50]), "1 row\nvalue\n" + "长" * 39 + "…"),
        (Rows(["一\n二\x1b[31m"]), "1 row\nvalue\n一 二\ufffd[31m"),
        (Rows([{"依据": {"sentence": "句。", "start": 1}}]), "1 row\n依据\n句。"),
        (Rows(["doc:甲"]), "1 row\nvalue\ndoc:甲"),
    ],
)
def test_tables(found, expected):
    assert repr(found) == expected


def test_wide_characters_keep_columns_straight():
    from rich.cells import cell_len

    lines = repr(Rows([fact("甲乙丙"), fact("ab")])).splitlines()[1:]
    places = [cell_len(line[: line.index(word)]) for line, word in zip(lines, ("year", "2020", "2020"), strict=True)]
    assert len(set(places)) == 1


def test_a_long_list_shows_its_beginning_and_how_many_there_are():
    found = Rows([fact(str(n)) for n in range(1000)])
    lines = repr(found).splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("1000 rows", 23, "…")
    assert found._repr_html_().count("<tr>") == 21
    assert len(found.to_pandas()) == 1000


def test_text_from_documents_is_no_markup_in_a_notebook():
    html = Rows([fact("<script>alert(1)</script>", sentence='"><img src=x onerror=y>')])._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_pandas_gets_every_field():
    one = Fact("doc:甲#1", "一", None, Proof("doc:甲", 7, "句。"), (Proof("doc:乙", 1, "另。"),))
    frame = Rows([one, fact()]).to_pandas()
    assert list(frame.columns) == [
        "task",
        "title",
        "year",
        "proof_document",
        "proof_start",
        "proof_sentence",
        "members",
    ]
    assert frame["proof_start"].tolist() == [7, 7]
    assert frame["members"][0][0]["sentence"] == "另。"
    assert pd.isna(frame["year"][0])
    assert Rows([]).to_pandas().empty
    assert list(Rows([{"甲": {"乙": 1}}]).to_pandas().columns) == ["甲_乙"]


def test_one_record_is_a_table_of_one_row():
    assert fact().to_pandas().shape == (1, 7)
    assert fact()._repr_html_() == Rows([fact()])._repr_html_()


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_returns_rows_or_a_record(name):
    returned = get_type_hints(QUERIES[name].function)["return"]
    kinds = {get_origin(kind) or kind for kind in get_args(returned) or (returned,)} - {NoneType}
    assert get_origin(returned) is Rows or all(issubclass(kind, Record) for kind in kinds)


def test_examples_in_docstrings():
    found = doctest.testmod(rows)
    assert found.attempted
    assert not found.failed
