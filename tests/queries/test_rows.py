"""What a query returns shows itself as a table, in a terminal, in a notebook, and to pandas."""

from __future__ import annotations

import copy
import doctest
import inspect
import pickle
from dataclasses import dataclass
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import pandas as pd
import pytest

from queries import rows
from queries.answers import Answer
from queries.catalog import QUERIES
from queries.rows import Record, Rows, flat


@dataclass(frozen=True, slots=True)
class Proof:
    document: str
    start: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    role: str
    evidence: Proof


@dataclass(frozen=True, slots=True)
class Shared:
    fact: Fact
    other: str
    doubt: Proof | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    task: str
    agencies: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    task: str
    roles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stop:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    agency: str
    task: str
    role: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Way:
    nodes: tuple[Stop, ...]
    edges: tuple[Step, ...]


@dataclass(frozen=True, slots=True, repr=False)
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
    assert list(Rows([{"甲": {"乙": 1}}]).to_pandas().columns) == ["乙"]


PROOF = Proof("doc:甲", 7, "（牵头单位：甲；配合单位：乙、丙）")
WHOLE = Whole("一", (Member("甲", "lead", PROOF), Member("乙", "support", PROOF), Member("丙", "support", PROOF)))
LINE = Line("一", {"甲": "lead", "乙": "support", "丙": ""})
WAY = Way(
    (Stop("a", "甲"), Stop("t", "一"), Stop("b", "乙")),
    (Step("a", "t", "lead", PROOF), Step("b", "t", "support", PROOF)),
)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Shared(fact(), "乙"), ["task", "title", "year", "proof", "members", "other", "doubt"]),
        (WHOLE, ["task", "lead", "support", "responsible", "agency_count", "agencies"]),
        (LINE, ["task", "甲", "乙", "丙"]),
        (WAY, ["name", "role", "title", "task", "proof"]),
        ("省科技厅", ["value"]),
    ],
)
def test_a_row_has_one_value_a_column(one, expected):
    row = flat([one])[0]
    assert list(row) == expected
    assert not any(isinstance(value, dict) for value in row.values())


@pytest.mark.parametrize("one", [fact(), Shared(fact(), "乙"), WHOLE, WAY, "省科技厅"])
def test_columns_are_the_same_where_nothing_was_found(one):
    kind = Rows[type(one)]
    assert list(kind().to_pandas().columns) == list(kind([one]).to_pandas().columns)
    assert len(kind().to_pandas()) == 0


def test_agencies_are_told_by_their_roles():
    (row,) = flat([WHOLE])
    assert (row["lead"], row["support"], row["responsible"], row["agency_count"]) == (("甲",), ("乙", "丙"), (), 3)
    assert repr(Rows([WHOLE])).splitlines()[1:] == [
        "task  lead  support  agency_count  agencies",
        "一    甲    乙、丙   3             （牵头单位：甲；配合单位：乙、丙）",
    ]


def test_a_matrix_has_a_column_an_agency_and_in_a_terminal_one_a_role():
    assert flat([LINE]) == [{"task": "一", "甲": "lead", "乙": "support", "丙": ""}]
    assert repr(Rows([LINE])).splitlines()[1:] == ["task  lead  support", "一    甲    乙"]
    assert list(Rows([LINE]).to_pandas().columns) == ["task", "甲", "乙", "丙"]


def test_a_path_is_a_row_a_step():
    assert [(row["name"], row["role"], row["title"]) for row in flat([WAY])] == [
        ("甲", "lead", "一"),
        ("乙", "support", "一"),
    ]
    assert Rows[Way]([WAY]).to_pandas()["proof_start"].tolist() == [7, 7]


def test_what_has_no_evidence_keeps_the_columns_of_it():
    frame = Rows[Shared]([Shared(fact(), "乙")]).to_pandas()
    assert "doubt" not in frame
    assert frame["doubt_sentence"].isna().all()


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_tells_its_columns_when_it_finds_nothing(name):
    source = inspect.getsource(QUERIES[name].function)
    assert "return Rows(" not in source
    assert len(Rows[QUERIES[name].fact]().to_pandas().columns)


def test_one_record_is_a_table_of_one_row():
    assert repr(fact()).splitlines() == repr(Rows([fact()])).splitlines()[1:]
    assert fact().to_pandas().shape == (1, 7)
    assert fact()._repr_html_() == Rows([fact()])._repr_html_()


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_returns_rows_or_a_record(name):
    returned = get_type_hints(QUERIES[name].function)["return"]
    kinds = {get_origin(kind) or kind for kind in get_args(returned) or (returned,)} - {NoneType}
    assert get_origin(returned) is Rows or all(
        issubclass(kind, Record) and kind.__repr__ is Record.__repr__ for kind in kinds
    )


def test_an_answer_shows_how_it_was_understood_and_what_it_is():
    answer = Answer("谁？", "某任务的牵头单位", None, {}, "agencies", [{"name": "省科技厅"}])
    assert repr(answer) == "某任务的牵头单位\n1 row\nname\n省科技厅"
    assert repr(Answer("？", None, None, {}, "none", reason="没有听懂")) == "没有听懂\n0 rows"


def test_examples_in_docstrings():
    found = doctest.testmod(rows)
    assert found.attempted
    assert not found.failed
